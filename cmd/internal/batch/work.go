package batch

import (
	"errors"
	"strings"

	"collectiveimpact/samklar/questions/diag"
)

// A worker does jobs, one after the other.
type worker struct {
	work   func(*Document) (func() error, diag.List)
	split  func(file string, text []byte) ([]Part, error)
	passes func(text []byte) string
	window *window
	buf    []byte
}

// all does jobs until there are no more, or quit is closed.
func (w *worker) all(jobs <-chan *job, quit <-chan struct{}) {
	for {
		select {
		case j, ok := <-jobs:
			if !ok {
				return
			}
			w.do(j)
			j.done <- struct{}{}
		case <-quit:
			return
		}
	}
}

// do does a job. What is wrong with its documents is put in words here, so that
// the one who writes it need not wait.
func (w *worker) do(j *job) {
	if j.path != "" {
		w.file(j)
	}
	for i := range j.documents {
		j.results = append(j.results, w.document(&j.documents[i]))
	}
	j.documents = nil
}

// file reads a file whole.
func (w *worker) file(j *job) {
	text, err := w.read(j.path)
	var parts []Part
	if err == nil && j.found {
		if what := w.passes(text); what != "" {
			j.passed, j.message = true, passedOver(j.path, what)
			return
		}
	}
	if err == nil {
		parts, err = w.split(j.path, text)
	}
	var problems diag.List
	switch {
	case errors.As(err, &problems):
		j.documents = []Document{{File: j.path, Source: j.path, Line: 1, Problems: problems}}
	case err != nil:
		j.documents = []Document{unreadable(j.path, 1, err)}
	}
	if len(parts) > 1 {
		w.window.grow(j, documentWeight*(len(parts)-1))
	}
	for _, part := range parts {
		j.documents = append(j.documents, Document{File: j.path, Source: source(j.path, part.Line, len(parts) == 1), Line: part.Line, Text: part.Text})
	}
}

// errGrew says that a file was small when it was found.
var errGrew = errors.New("it grows while it is read")

// read returns a file's text.
func (w *worker) read(path string) ([]byte, error) {
	if w.buf == nil {
		w.buf = make([]byte, 2*wholeFile)
	}
	n, err := readInto(path, w.buf)
	switch {
	case err != nil:
		return nil, err
	case n == len(w.buf):
		return nil, errGrew
	}
	return w.buf[:n], nil
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
