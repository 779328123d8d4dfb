package batch

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"

	"collectiveimpact/samklar/questions/diag"
)

// Sizes in bytes of what is handed to a worker at once.
const (
	wholeFile    = 64 << 10 // a file up to this size is read by a worker, a larger one as a stream
	chunk        = 32 << 10 // of a stream
	maxDocuments = 64
)

// A finder makes jobs of what a batch reads, in order, and hands them on.
type finder struct {
	*Batch
	ctx   context.Context
	emit  func(*job) bool // false: nothing more is wanted
	ended bool
	cut   bool      // by an interruption; to be read when everything was taken
	free  sync.Pool // of jobs that are over, for further files
}

// file makes a job of a file that is to be read whole.
func (f *finder) file(in *input) *job {
	j, ok := f.free.Get().(*job)
	if !ok {
		j = new(job)
	}
	j.path, j.found, j.ends = in.path, in.found, true
	return j
}

// used takes back a job that nobody needs any more.
func (f *finder) used(j *job) {
	if j.parts == nil {
		*j = job{done: j.done}
		f.free.Put(j)
	}
}

func (f *finder) all() {
	for in := range f.inputs() {
		switch {
		case in.message != "":
			f.hand(&job{missing: in.missing, message: "samklar: " + in.message + "\n"})
		case in.err != nil:
			f.lost(in.path, in.err)
		case in.info == nil && in.found:
			f.hand(f.file(&in))
		case in.live() || in.info.Size() > wholeFile:
			f.stream(&in)
		default:
			f.hand(f.file(&in))
		}
		if f.ended {
			return
		}
	}
}

func (f *finder) hand(j *job) {
	f.see()
	f.ended = f.ended || !f.emit(j)
}

// see looks for an interruption.
func (f *finder) see() {
	if f.ctx.Err() != nil {
		f.ended, f.cut = true, true
	}
}

// lost hands on a file that cannot be read.
func (f *finder) lost(path string, err error) {
	f.hand(&job{documents: []Document{unreadable(path, 1, err)}, ends: true})
}

// unreadableCode is the code of what could not be read at all.
const unreadableCode = "unreadable"

// unreadable is a document that could not be read.
func unreadable(file string, line int, err error) Document {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err // the message names the file
	}
	problem := diag.Diagnostic{File: file, Code: unreadableCode, Message: "it cannot be read: " + err.Error()}
	if line > 1 {
		problem.Line, problem.Column = line, 1
	}
	return Document{File: file, Source: file, Line: line, Problems: diag.List{problem}}
}

// stream takes apart what is not read whole. Where it is live, what has been
// read goes on before more is waited for.
func (f *finder) stream(in *input) {
	r := f.In
	if in.info != nil {
		file, err := os.Open(in.path)
		if err != nil {
			f.lost(in.path, err)
			return
		}
		defer file.Close()
		begins := bufio.NewReaderSize(file, head)
		if text, _ := begins.Peek(head); in.found && f.passes(text) != "" {
			f.hand(&job{passed: true, message: passedOver(in.path, f.passes(text)), ends: true})
			return
		}
		r = begins
	}
	g := &gatherer{finder: f, live: in.live()}
	next := f.Format.Stream(in.path, readFunc(func(p []byte) (int, error) {
		if g.live {
			g.flush()
		}
		if f.see(); f.ended {
			return 0, context.Canceled
		}
		return r.Read(p)
	}))
	for !f.ended {
		part, err := next()
		var problems diag.List
		switch {
		case errors.As(err, &problems):
			g.add(Document{File: in.path, Line: part.Line, Problems: problems}, nil)
		case err == nil && in.info == nil && g.count == 0 && len(bytes.TrimSpace(part.Text)) == 0:
			f.hand(&job{missing: true, message: "samklar: no answers on standard input\n"})
		case err == nil:
			g.add(Document{File: in.path, Line: part.Line}, part.Text)
		default:
			if !errors.Is(err, io.EOF) && !errors.Is(err, context.Canceled) {
				g.add(unreadable(in.path, part.Line, err), nil)
			}
			g.flush()
			f.hand(&job{ends: true})
			return
		}
	}
}

// passes tells what a file in a folder is that holds no documents, or "".
func (b *Batch) passes(text []byte) string {
	if b.Format.Pass == nil {
		return ""
	}
	return b.Format.Pass(text[:min(len(text), head)])
}

func passedOver(path, what string) string {
	return fmt.Sprintf("samklar: %q is %s; it is passed over\n", path, what)
}

// A gatherer gathers documents of a stream until they are worth handing on.
type gatherer struct {
	*finder
	live      bool // somebody may be waiting for an answer to each line
	count     int  // of all documents
	documents []Document
	text      []byte // of those gathered
}

func (g *gatherer) add(d Document, text []byte) {
	g.count++
	if len(g.text)+len(text) > chunk || len(g.documents) == maxDocuments {
		g.flush()
	}
	if text != nil {
		g.text = append(g.text, text...)
		d.Text = g.text[len(g.text)-len(text):]
	}
	g.documents = append(g.documents, d)
}

// flush hands on what has been gathered. A document that is alone in its file is
// named by it.
func (g *gatherer) flush() {
	at := 0
	for i := range g.documents {
		d := &g.documents[i]
		d.Source = source(d.File, d.Line, !g.live && g.count == 1)
		if d.Text != nil { // the memory may have moved as it grew
			d.Text = g.text[at : at+len(d.Text)]
			at += len(d.Text)
		}
	}
	if len(g.documents) > 0 {
		g.hand(&job{documents: g.documents, weight: len(g.text)})
	}
	g.documents, g.text = nil, nil
}

// source names a document: by its file, and by its line where it is not alone there.
func source(file string, line int, alone bool) string {
	if alone {
		return file
	}
	return fmt.Sprintf("%s:%d", file, line)
}

type readFunc func(p []byte) (int, error)

func (f readFunc) Read(p []byte) (int, error) { return f(p) }
