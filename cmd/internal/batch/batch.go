// Package batch reads many documents at once: from files, folders and streams, in
// the order of the input whatever the number of workers.
//
//	paths ─▶ find ─▶ workers: read, split, work ─▶ in order: messages, take
//
// It knows nothing of what stands in a document: what takes a text apart, and
// what is done with each document, is handed in. Finding runs ahead of taking by
// a bounded number of bytes, so that memory stays flat however much there is.
package batch

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"sync"
	"time"

	"collectiveimpact/samklar/questions/diag"
)

// Stdin names standard input in messages, and in the names of documents from there.
const Stdin = "<stdin>"

// A Batch is what to read, and how.
type Batch struct {
	Paths    []string // files and folders; - is standard input
	Format   Format
	Workers  int
	Strict   bool          // stop at the first document that something is wrong with
	In       io.Reader     // standard input
	Err      io.Writer     // for messages
	Output   fs.FileInfo   // the file being written, which is not read; nil where there is none
	Beside   []fs.FileInfo // files in folders that hold no documents
	Mute     bool          // what is wrong with documents is not said: it stands in what is made of them
	Idle     func() error  // called when everything read so far has been taken; may be nil
	Progress *Progress     // nil shows nothing
}

// A Format says which files hold documents, and takes them apart. A diag.List says what is wrong with a text or with one
// document of a stream, which then goes on; any other error ends it.
type Format struct {
	Endings []string                 // of the files that folders are searched for, such as .yaml
	Long    []string                 // those of files with many documents: read as a stream, and shared by several workers
	Looks   func(head []byte) bool   // a file in a folder whose name has no ending holds documents, by how it begins; may be nil
	Pass    func(head []byte) string // what a file in a folder is that is none, though its name says so, by how it begins; or ""; may be nil
	Split   func(file string, text []byte) ([]Part, error)
	Stream  func(file string, r io.Reader) (next func() (Part, error)) // a part is good until the next; at the end, io.EOF
}

// A Part is a document as it stands in a file: its text, and the line on which that begins. It is another name of a
// plain struct, so that what takes texts apart need not know this package.
type Part = struct {
	Line int
	Text []byte
}

// A Document is one document of a batch, or why there is none.
type Document struct {
	File     string    // for messages
	Source   string    // its name: the file, with the line where that holds several documents
	Line     int       // of the file, on which it begins
	Text     []byte    // good until work returns
	Problems diag.List // why there is no text
}

// A Tally counts the documents of a batch that were taken.
type Tally struct {
	Documents, Failed int
	Unreadable        int // of those failed: there was nothing to work on
	Files             int
	Total             int  // of the files, taken or not; 0 where it is not known
	Passed            int  // files in folders that are something else
	Missing           bool // a path held no documents
	Interrupted       bool
	Stopped           bool // by the last document: something is wrong with it, and the batch is strict
}

// Run reads the documents of a batch, calls work on each and take on what that
// returns, in order. Work says what is wrong with a document, besides what the
// document says itself; such a one counts as failed and is taken like any other.
// An error of take ends the batch, and is returned.
//
// Work is called by several goroutines at once; take, and everything written on
// b.Err, by one.
//
// Where ctx is cancelled the documents under way are finished and taken, and no
// further ones begun. A reader that is waiting for standard input is left
// waiting, as nothing can end that.
func Run[T any](ctx context.Context, b *Batch, work func(*Document) (T, diag.List), take func(T) error) (Tally, error) {
	return b.run(ctx, func(d *Document) (func() error, diag.List) {
		value, problems := work(d)
		return func() error { return take(value) }, problems
	})
}

// A job is what a worker does at once: it reads a file whole, or works on some
// documents of a stream. It may be nothing but a message.
type job struct {
	path      string // of a file
	documents []Document
	found     bool // the file, in a folder
	message   string
	missing   bool // the message is of a path that holds no documents
	passed    bool // the message is of a file in a folder that is something else
	ends      bool // a file
	weight    int  // in bytes
	results   []result
	one       [1]result // room for them, where there is one
	done      chan struct{}
	parts     chan *job // of a file that turned out to be long, done already; or nil
	cut       bool      // the parts, by an interruption
}

// A result is what work made of a document.
type result struct {
	take       func() error
	message    string // what is wrong with it, as it is printed, or ""
	unreadable bool   // there was nothing to work on
}

func (b *Batch) run(ctx context.Context, work func(*Document) (func() error, diag.List)) (Tally, error) {
	w := newWindow()
	jobs, order := make(chan *job, maxJobs), make(chan *job, maxJobs)
	quit := make(chan struct{})
	var begun sync.WaitGroup
	for range min(b.Workers, maxJobs) {
		begun.Go(func() {
			r := worker{Batch: b, ctx: ctx, quit: quit, work: work, window: w}
			r.all(jobs)
		})
	}
	f := &finder{Batch: b, ctx: ctx, emit: func(j *job) bool {
		if !w.enter(j) {
			return false
		}
		if j.done == nil {
			j.done = make(chan struct{}, 1)
		}
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
	if b.Progress != nil {
		begun.Go(func() { b.Progress.total.Store(int64(b.count(counting))) })
	}
	t := taker{Batch: b, finder: f, window: w}
	err := t.all(ctx, order)
	if err == nil && t.Documents == 0 && t.Passed > 0 {
		t.Missing = true
		b.Say("samklar: nothing else was found\n")
	}
	if err == nil && !t.Interrupted && !t.Stopped {
		t.Interrupted = b.cutOff(ctx)
	}
	w.close()
	stop()
	close(quit)
	begun.Wait()
	if b.Progress != nil {
		t.Total = int(b.Progress.total.Load())
	}
	return t.Tally, err
}

// grace is how long an interruption may take to arrive.
const grace = 30 * time.Millisecond

// cutOff reports whether the end of a pipe was that of a program which the same
// Ctrl+C has ended: its end may be seen before the interruption.
func (b *Batch) cutOff(ctx context.Context) bool {
	in, ok := b.In.(interface{ Stat() (fs.FileInfo, error) })
	if !ok || !slices.Contains(b.Paths, "-") {
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

// Say writes on b.Err, where a line of progress may stand.
func (b *Batch) Say(message string) {
	b.Progress.clear()
	fmt.Fprint(b.Err, message)
}
