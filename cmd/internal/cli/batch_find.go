package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions/diag"
)

// Sizes in bytes of what is handed to a worker at once.
const (
	wholeFile = 64 << 10 // a file up to this size is read by a worker, a larger one as a stream
	chunk     = 32 << 10 // of a stream
	maxPieces = 64
)

// answerFiles are the endings of the files that folders are searched for.
func answerFiles() []string { return []string{".yaml", ".yml", ".json", ".jsonl", ".ndjson"} }

func isAnswerFile(name string) bool {
	return slices.Contains(answerFiles(), strings.ToLower(filepath.Ext(name)))
}

// A finder finds the cases of a batch in order, and hands them on.
type finder struct {
	*batch
	ctx   context.Context
	emit  func(task) bool // false: nothing more is wanted
	found int             // answer files under the path at hand
	ended bool
	cut   bool // by an interruption; to be read when everything was taken

	counts bool // look for files, and hand on nothing
	files  int  // of all paths
	stream bool // there is one whose end cannot be seen
}

// count gives the number of files that a finder will find, or 0 where that
// cannot be known.
func (b *batch) count(ctx context.Context) int {
	f := &finder{batch: b, ctx: ctx, counts: true}
	if f.all(); f.stream || ctx.Err() != nil {
		return 0
	}
	return f.files
}

func (f *finder) hand(t task) {
	if f.ctx.Err() != nil {
		f.ended, f.cut = true, true
	}
	if !f.counts {
		f.ended = f.ended || !f.emit(t)
	}
}

// say hands on a message, in its place.
func (f *finder) say(format string, args ...any) {
	f.hand(task{message: "samklar: " + oneLine(fmt.Sprintf(format, args...)) + "\n"})
}

// lost hands on a case that cannot be read.
func (f *finder) lost(path string, err error) {
	f.found++
	f.files++
	f.hand(task{pieces: []piece{noPiece(path, path, 1, err)}, ends: true})
}

// unreadableCode is the code of what could not be read at all.
const unreadableCode = "unreadable"

// noPiece is a case that could not be read.
func noPiece(file, source string, line int, err error) piece {
	problem := diag.Diagnostic{File: file, Code: unreadableCode, Message: "it cannot be read: " + noPath(err).Error()}
	if line > 1 {
		problem.Line, problem.Column = line, 1
	}
	return piece{file: file, source: source, line: line, problems: diag.List{problem}}
}

func (f *finder) all() {
	for _, path := range f.paths {
		if f.ended {
			return
		}
		f.found = 0
		if path == "-" {
			f.apart(stdinName, f.sys.In, true)
			continue
		}
		info, err := os.Stat(path) // a link given by name is followed, to a folder too
		switch {
		case err != nil:
			f.lost(path, err)
		case info.IsDir():
			f.folder(path)
			if f.found == 0 && !f.ended {
				f.hand(task{unfound: true, message: oneLine(fmt.Sprintf("samklar: no answer file (*%s) in %q", strings.Join(answerFiles(), ", *"), path)) + "\n"})
			}
		case f.isOutput(info):
			f.hand(task{unfound: true, message: oneLine(fmt.Sprintf("samklar: %q is being written; it is not read", path)) + "\n"})
		default:
			f.file(path, info)
		}
	}
}

// folder goes through a folder in the order of names. Links to folders are not
// followed: they may lead in a circle, or to the same files again.
func (f *finder) folder(path string) {
	names, err := namesIn(path)
	if err != nil {
		f.lost(path, err)
	}
	for _, name := range names {
		if f.ended {
			return
		}
		f.entry(filepath.Join(path, name))
	}
}

// namesIn gives the names in a folder that may lead to answers, in order. It
// keeps no more of them, as a folder may hold a million.
func namesIn(path string) ([]string, error) {
	dir, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	var names []string
	for {
		const some = 1024
		entries, err := dir.ReadDir(some)
		for _, e := range entries {
			if isAnswerFile(e.Name()) || e.IsDir() || e.Type()&fs.ModeSymlink != 0 {
				names = append(names, e.Name())
			}
		}
		if err != nil {
			slices.Sort(names)
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return names, err
		}
	}
}

func (f *finder) entry(path string) {
	info, err := os.Lstat(path)
	if err == nil && info.IsDir() {
		f.folder(path)
		return
	}
	link := err == nil && info.Mode()&fs.ModeSymlink != 0
	if link {
		info, err = os.Stat(path)
	}
	switch {
	case link && err == nil && info.IsDir():
		f.say("%q is a link to a folder; it is not followed", path)
	case !isAnswerFile(path):
	case err != nil:
		f.lost(path, err)
	case !info.Mode().IsRegular():
		f.say("%q is not a regular file; it is passed over", path)
	case f.isOutput(info):
		f.say("%q is being written; it is not read", path)
	case f.beside != nil && os.SameFile(info, f.beside):
	default:
		f.file(path, info)
	}
}

func (f *finder) isOutput(info fs.FileInfo) bool {
	return f.output != nil && os.SameFile(info, f.output)
}

func (f *finder) file(path string, info fs.FileInfo) {
	f.found++
	f.files++
	live := !info.Mode().IsRegular()
	switch {
	case f.counts:
		f.stream = f.stream || live
		f.ended = f.ctx.Err() != nil
		return
	case !live && info.Size() <= wholeFile:
		f.hand(task{path: path, weight: int(info.Size()), ends: true})
		return
	}
	file, err := os.Open(path)
	if err != nil {
		f.lost(path, err)
		return
	}
	defer file.Close()
	f.apart(path, file, live)
}

// A gatherer gathers documents of a stream until they are worth handing on.
type gatherer struct {
	*finder
	name  string
	live  bool // somebody may be waiting for an answer to each line
	count int  // of documents
	next  task
	text  []byte
}

// apart takes a stream apart. Where it is live, what has been read goes on
// before more is waited for.
func (f *finder) apart(name string, r io.Reader, live bool) {
	if f.counts {
		f.stream = true
		return
	}
	g := &gatherer{finder: f, name: name, live: live}
	s := answerfile.NewSplitter(name, readFunc(func(p []byte) (int, error) {
		if live {
			g.flush()
		}
		if f.ctx.Err() != nil {
			f.ended, f.cut = true, true
		}
		if f.ended {
			return 0, context.Canceled
		}
		return r.Read(p)
	}))
	for !f.ended {
		part, err := s.Next()
		var problems diag.List
		switch {
		case errors.As(err, &problems):
			g.add(piece{file: name, line: part.Line, problems: problems}, nil)
		case err == nil && r == f.sys.In && g.count == 0 && len(bytes.TrimSpace(part.Text)) == 0:
			f.hand(task{unfound: true, message: "samklar: no answers on standard input\n"})
		case err == nil:
			g.add(piece{file: name, line: part.Line}, part.Text)
		default:
			if !errors.Is(err, io.EOF) && !errors.Is(err, context.Canceled) {
				g.add(noPiece(name, name, part.Line, err), nil)
			}
			g.flush()
			f.hand(task{ends: true})
			return
		}
	}
}

func (g *gatherer) add(p piece, text []byte) {
	g.count++
	if len(g.text)+len(text) > chunk || len(g.next.pieces) == maxPieces {
		g.flush()
	}
	if text != nil {
		g.text = append(g.text, text...)
		p.text = g.text[len(g.text)-len(text):]
	}
	g.next.pieces = append(g.next.pieces, p)
}

// flush hands on what has been gathered. A document that is alone in its file is
// named by it.
func (g *gatherer) flush() {
	at := 0
	for i := range g.next.pieces {
		p := &g.next.pieces[i]
		p.source = source(p.file, p.line, !g.live && g.count == 1)
		if p.text != nil { // the memory may have moved as it grew
			p.text = g.text[at : at+len(p.text)]
			at += len(p.text)
		}
	}
	if len(g.next.pieces) > 0 {
		g.next.weight = len(g.text)
		g.hand(g.next)
	}
	g.next, g.text = task{}, nil
}

// source names a case: by its file, and by its line where it is not alone there.
func source(file string, line int, alone bool) string {
	if alone {
		return file
	}
	return fmt.Sprintf("%s:%d", file, line)
}

type readFunc func(p []byte) (int, error)

func (f readFunc) Read(p []byte) (int, error) { return f(p) }
