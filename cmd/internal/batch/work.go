package batch

import (
	"context"
	"errors"
	"os"
	"strings"

	"collectiveimpact/samklar/questions/diag"
)

// A worker does jobs, one after the other.
type worker struct {
	*Batch
	ctx    context.Context
	quit   <-chan struct{}
	work   func(*Document) (func() error, diag.List)
	window *window
	buf    []byte

	documents []Document // room for those of a file
}

// all does jobs until there are no more, or quit is closed.
func (w *worker) all(jobs <-chan *job) {
	for {
		select {
		case j, ok := <-jobs:
			if !ok {
				return
			}
			if w.do(j); j.parts == nil {
				j.done <- struct{}{}
			} else {
				w.long(j)
			}
		case <-w.quit:
			return
		}
	}
}

// long does a file that turned out to be long, part by part as they are taken.
func (w *worker) long(j *job) {
	j.done <- struct{}{}
	f := &finder{Batch: w.Batch, ctx: w.ctx, emit: func(part *job) bool {
		w.do(part)
		select {
		case j.parts <- part:
			return true
		case <-w.quit:
			return false
		}
	}}
	in := input{path: j.path, found: j.found}
	if in.info, in.err = os.Stat(j.path); in.err != nil {
		f.lost(in.path, in.err)
	} else {
		f.stream(&in)
	}
	j.cut = f.cut
	close(j.parts)
}

// do does a job. What is wrong with its documents is put in words here, so that
// the one who writes it need not wait.
func (w *worker) do(j *job) {
	if j.path != "" {
		w.file(j)
	}
	if len(j.documents) == 1 {
		j.results = j.one[:0]
	}
	for i := range j.documents {
		j.results = append(j.results, w.document(&j.documents[i]))
	}
	if j.path != "" {
		clear(j.documents)
		w.documents = j.documents
	}
	j.documents = nil
}

// file reads a file whole, unless it is long.
func (w *worker) file(j *job) {
	if w.buf == nil {
		w.buf = make([]byte, 2*wholeFile)
	}
	n, err := readInto(j.path, w.buf)
	text := w.buf[:n]
	if err == nil && n == len(w.buf) {
		j.parts = make(chan *job, 1)
		return
	}
	var parts []Part
	if err == nil && j.found {
		if what := w.passes(text); what != "" {
			j.passed, j.message = true, passedOver(j.path, what)
			return
		}
	}
	if err == nil {
		parts, err = w.Format.Split(j.path, text)
	}
	if problems, ok := errors.AsType[diag.List](err); ok {
		j.documents = []Document{{File: j.path, Source: j.path, Line: 1, Problems: problems}}
	} else if err != nil {
		j.documents = []Document{unreadable(j.path, 1, err)}
	}
	w.window.grow(j, n+documentWeight*max(0, len(parts)-1))
	if j.documents == nil {
		j.documents = w.documents[:0]
	}
	for _, part := range parts {
		j.documents = append(j.documents, Document{File: j.path, Source: source(j.path, part.Line, len(parts) == 1), Line: part.Line, Text: part.Text})
	}
}

// document works on a document, and says what is wrong with it.
func (w *worker) document(d *Document) result {
	take, problems := w.work(d)
	if len(problems) == 0 {
		return result{take: take}
	}
	var message strings.Builder
	_ = problems.PrintPart(&message, d.Text, d.Line) // a builder takes everything
	return result{take: take, message: message.String(), unreadable: problems[0].Code == unreadableCode}
}
