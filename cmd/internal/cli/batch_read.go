package cli

import (
	"errors"
	"io"
	"os"
	"strings"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// A reader is one worker of a batch.
type reader[T any] struct {
	work   func(*piece) (T, diag.List)
	window *window
	buf    []byte
}

// do does a job. What is wrong with its pieces is put in words here, so that the
// one who writes it need not wait.
func (r *reader[T]) do(j *job[T]) {
	if j.path != "" {
		r.file(j)
	}
	for i := range j.pieces {
		j.results = append(j.results, r.piece(&j.pieces[i]))
	}
	j.pieces = nil
}

// file reads a file whole.
func (r *reader[T]) file(j *job[T]) {
	text, err := r.read(j.path)
	var parts []answerfile.Part
	if err == nil {
		parts, err = answerfile.Split(j.path, text)
	}
	var problems diag.List
	switch {
	case errors.As(err, &problems):
		j.pieces = []piece{{file: j.path, source: j.path, line: 1, problems: problems}}
	case err != nil:
		j.pieces = []piece{noPiece(j.path, j.path, 1, err)}
	}
	if len(parts) > 1 {
		r.window.grow(&j.task, rowWeight*(len(parts)-1))
	}
	for _, part := range parts {
		j.pieces = append(j.pieces, piece{file: j.path, source: source(j.path, part.Line, len(parts) == 1), line: part.Line, text: part.Text})
	}
}

// errGrew says that a file was small when it was found.
var errGrew = errors.New("it grows while it is read")

// read gives a file's text.
func (r *reader[T]) read(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if r.buf == nil {
		r.buf = make([]byte, 2*wholeFile)
	}
	for n := 0; n < len(r.buf); {
		got, err := f.Read(r.buf[n:])
		n += got
		switch {
		case errors.Is(err, io.EOF):
			return r.buf[:n], nil
		case err != nil:
			return nil, err
		}
	}
	return nil, errGrew
}

// piece works on a piece, and says what is wrong with it.
func (r *reader[T]) piece(p *piece) result[T] {
	value, problems := r.work(p)
	if len(problems) == 0 {
		return result[T]{value: value}
	}
	kind := invalid
	if problems[0].Code == unreadableCode {
		kind = failed
	}
	var message strings.Builder
	_ = problems.PrintPart(&message, p.text, p.line) // a builder takes everything
	return result[T]{value: value, message: message.String(), kind: kind}
}

// read reads the answers in a piece. Problems are placed in its file.
func (p *piece) read(lib *questions.Library) (*answerfile.Document, diag.List) {
	if len(p.problems) > 0 {
		return nil, p.problems
	}
	doc, err := answerfile.Read(p.file, p.text, lib)
	var problems diag.List
	switch {
	case errors.As(err, &problems):
	case err != nil:
		problems = diag.List{{File: p.file, Code: "unreadable-bank", Message: err.Error()}}
	}
	for i := range problems {
		if problems[i].Line > 0 {
			problems[i].Line += p.line - 1
		}
	}
	return doc, problems
}
