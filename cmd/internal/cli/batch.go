package cli

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"sync"
	"time"

	"collectiveimpact/samklar/questions/diag"
)

// A batch reads many cases: files, folders and streams, in order.
//
//	paths ─▶ find ─▶ workers: read, split, work ─▶ in order: messages, take
//
// Finding runs ahead of taking by a bounded number of bytes, so that memory
// stays flat however much there is. Work is called by several goroutines at
// once; take, and everything written on stderr, by one, in the order of the
// input, so that the number of workers changes nothing but the speed.
type batch struct {
	*options
	paths   []string
	workers int
	strict  bool         // stop at the first case that cannot be read
	output  fs.FileInfo  // the file being written, which is not read; nil where there is none
	beside  fs.FileInfo  // a file in a folder that is no answers, such as a policy; nil where there is none
	idle    func() error // called when everything read so far has been taken; may be nil
	bar     *progress    // may be nil
}

// A piece is one document of a batch, or why there is none.
type piece struct {
	file     string    // for messages
	source   string    // its name: the file, with the line where that holds several documents
	line     int       // of the file, on which it begins
	text     []byte    // good until work returns
	problems diag.List // why there is no text
}

// A tally counts the cases of a batch that were taken.
type tally struct {
	cases, failed int
	unreadable    int // of those failed
	files         int
	unfound       bool // a path held no answers
	interrupted   bool
	stopped       error // with strict: the kind of the case that stopped it
}

// A task is what a worker does at once: a file to be read whole, some documents
// of a stream, or nothing but a message.
type task struct {
	path    string // of a file
	pieces  []piece
	message string
	unfound bool
	ends    bool // a file
	weight  int  // in bytes
}

// A job is a task under way.
type job[T any] struct {
	task
	results []result[T]
	done    chan struct{}
}

// A result is what work made of a piece.
type result[T any] struct {
	value   T
	message string // what is wrong with it, as it is printed
	kind    error  // nil, or why there was nothing to work on
}

// runBatch reads the cases of a batch, calls work on each and take on what that
// gives, in order. Work says what is wrong with a piece, besides what the piece
// says itself; such a case counts as failed and is taken like any other. An
// error of take ends the batch, and is returned.
//
// Where ctx is cancelled the cases under way are finished and taken, and no
// further ones begun. A reader that is waiting for standard input is left
// waiting, as nothing can end that.
func runBatch[T any](ctx context.Context, b *batch, work func(*piece) (T, diag.List), take func(T) error) (tally, error) {
	w := newWindow()
	jobs, order := make(chan *job[T], maxJobs), make(chan *job[T], maxJobs)
	quit := make(chan struct{})
	var workers sync.WaitGroup
	for range min(b.workers, maxJobs) {
		workers.Go(func() {
			r := reader[T]{work: work, window: w}
			for {
				select {
				case j, ok := <-jobs:
					if !ok {
						return
					}
					r.do(j)
					j.done <- struct{}{}
				case <-quit:
					return
				}
			}
		})
	}
	f := &finder{batch: b, ctx: ctx, emit: func(t task) bool {
		if !w.enter(&t) {
			return false
		}
		j := &job[T]{task: t, done: make(chan struct{}, 1)}
		jobs <- j // neither waits: the window has as many places
		order <- j
		return true
	}}
	go func() {
		f.all()
		close(jobs)
		close(order)
	}()
	counting, stop := context.WithCancel(ctx)
	defer stop()
	if b.bar != nil {
		workers.Go(func() { b.bar.total.Store(int64(b.count(counting))) })
	}
	c := taker[T]{batch: b, finder: f, window: w, take: take}
	err := c.all(ctx, order)
	if err == nil && !c.tally.interrupted && c.stopped == nil {
		c.tally.interrupted = b.cutOff(ctx)
	}
	w.close()
	stop()
	close(quit)
	workers.Wait()
	return c.tally, err
}

// grace is how long an interruption may take to arrive.
const grace = 30 * time.Millisecond

// cutOff tells whether the end of a pipe was that of a program which the same
// Ctrl+C has ended: its end may be seen before the interruption.
func (b *batch) cutOff(ctx context.Context) bool {
	in, ok := b.sys.In.(interface{ Stat() (fs.FileInfo, error) })
	if !ok || !slices.Contains(b.paths, "-") {
		return false
	}
	if info, err := in.Stat(); err != nil || info.Mode()&fs.ModeNamedPipe == 0 {
		return false
	}
	select {
	case <-ctx.Done():
		return true
	case <-time.After(grace):
		return false
	}
}

// A taker takes what the workers have made, in order.
type taker[T any] struct {
	*batch
	tally
	finder *finder
	window *window
	take   func(T) error
}

func (c *taker[T]) all(ctx context.Context, order <-chan *job[T]) error {
	defer c.bar.clear()
	for {
		j, err := c.next(ctx, order)
		if j == nil || err != nil {
			return err
		}
		<-j.done
		if err := c.job(j); err != nil || c.stopped != nil {
			return err
		}
	}
}

// next waits for a job; nil means that there are no more.
func (c *taker[T]) next(ctx context.Context, order <-chan *job[T]) (*job[T], error) {
	select {
	case j, more := <-order:
		return c.begun(j, more), nil
	default:
	}
	if c.idle != nil {
		if err := c.idle(); err != nil {
			return nil, err
		}
	}
	select {
	case j, more := <-order:
		return c.begun(j, more), nil
	case <-ctx.Done():
	}
	select {
	case j, more := <-order:
		return c.begun(j, more), nil
	default:
		c.tally.interrupted = true // and the finder waits for standard input
		return nil, nil
	}
}

// begun gives a job that was begun before an interruption. At the end it sees
// whether that was one.
func (c *taker[T]) begun(j *job[T], more bool) *job[T] {
	if !more {
		c.tally.interrupted = c.finder.cut
	}
	return j
}

func (c *taker[T]) job(j *job[T]) error {
	defer c.window.leave(&j.task)
	if j.message != "" {
		c.say(j.message)
	}
	c.unfound = c.unfound || j.unfound
	for i := range j.results {
		r := &j.results[i]
		c.cases++
		if r.kind != nil {
			c.failed++
			if r.kind == failed {
				c.unreadable++
			}
			c.say(r.message)
		}
		if r.kind != nil && c.strict {
			c.stopped = r.kind
			return nil
		}
		if err := c.take(r.value); err != nil {
			return err
		}
	}
	if j.ends {
		c.files++
	}
	c.bar.show(c.tally)
	return nil
}

// say writes on stderr, where a progress line may stand.
func (c *taker[T]) say(message string) {
	c.bar.clear()
	fmt.Fprint(c.sys.Err, message)
}

// Bounds of what is found and not yet taken.
const (
	maxJobs   = 128
	maxWeight = 4 << 20 // bytes
	rowWeight = 4 << 10 // bytes that a case weighs beside its text: about as much is made of it
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

// enter waits until there is room, and tells whether the task may go on.
func (w *window) enter(t *task) bool {
	t.weight += rowWeight * max(1, len(t.pieces))
	w.mu.Lock()
	defer w.mu.Unlock()
	for !w.closed && w.jobs > 0 && (w.jobs == maxJobs || w.weight+t.weight > maxWeight) {
		w.changed.Wait()
	}
	w.jobs++
	w.weight += t.weight
	return !w.closed
}

// grow adds to a task what was found only when it was done.
func (w *window) grow(t *task, weight int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	t.weight += weight
	w.weight += weight
}

func (w *window) leave(t *task) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.jobs--
	w.weight -= t.weight
	w.changed.Signal()
}

func (w *window) close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed = true
	w.changed.Signal()
}
