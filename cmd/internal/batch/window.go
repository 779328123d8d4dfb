package batch

import "sync"

// Bounds of what is found and not yet taken.
const (
	maxJobs        = 128
	maxWeight      = 4 << 20 // bytes
	documentWeight = 4 << 10 // bytes that a document weighs beside its text: about as much is made of it
)

// A window bounds what is under way. Something always fits into an empty one.
type window struct {
	mu           sync.Mutex
	changed      sync.Cond
	jobs, weight int
	closed       bool
}

func newWindow() *window {
	w := new(window)
	w.changed.L = &w.mu
	return w
}

// enter waits until there is room, and reports whether the job may go on.
func (w *window) enter(j *job) bool {
	j.weight += documentWeight * max(1, len(j.documents))
	w.mu.Lock()
	defer w.mu.Unlock()
	for !w.closed && w.jobs > 0 && (w.jobs == maxJobs || w.weight+j.weight > maxWeight) {
		w.changed.Wait()
	}
	w.jobs++
	w.weight += j.weight
	return !w.closed
}

// grow adds to a job what was found only when it was done.
func (w *window) grow(j *job, weight int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	j.weight += weight
	w.weight += weight
}

func (w *window) leave(j *job) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.jobs--
	w.weight -= j.weight
	w.changed.Signal()
}

func (w *window) close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed = true
	w.changed.Signal()
}
