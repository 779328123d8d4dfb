package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// An input is a file, standard input, or a message about what there is instead.
type input struct {
	path    string
	info    fs.FileInfo // nil for standard input, where err says why, and where the folder has said enough
	err     error       // why it cannot be read
	found   bool        // in a folder
	message string
	missing bool // the message is of a path that holds no documents
}

// live reports whether the end of an input cannot be seen: somebody may be writing it.
func (in *input) live() bool {
	if in.info == nil {
		return in.path == Stdin && in.err == nil
	}
	return !in.info.Mode().IsRegular()
}

// inputs finds what a batch reads, in order.
func (b *Batch) inputs() iter.Seq[input] {
	return func(yield func(input) bool) {
		for _, path := range b.Paths {
			if !b.named(path, yield) {
				return
			}
		}
	}
}

// named finds what is meant by a path of the command line. It returns false
// where nothing more is wanted, as do those below.
func (b *Batch) named(path string, yield func(input) bool) bool {
	if path == "-" {
		return yield(input{path: Stdin})
	}
	info, err := os.Stat(path) // a link given by name is followed, to a folder too
	switch {
	case err != nil:
		return yield(input{path: path, err: err})
	case info.IsDir():
		found := false
		more := b.folder(path, func(in input) bool {
			found = found || in.message == ""
			return yield(in)
		})
		if found || !more {
			return more
		}
		return yield(input{missing: true, message: fmt.Sprintf("no answer file (*%s) in %q", strings.Join(b.Format.Endings, ", *"), path)})
	case same(info, b.Output):
		return yield(input{missing: true, message: beingWritten(path)})
	}
	return yield(input{path: path, info: info})
}

// folder goes through a folder in the order of names.
func (b *Batch) folder(path string, yield func(input) bool) bool {
	names, err := b.namesIn(path)
	if err != nil && !yield(input{path: path, err: err}) {
		return false
	}
	for _, n := range names {
		in := input{path: filepath.Join(path, n.text), found: true}
		if n.enough && !yield(in) || !n.enough && !b.entry(in.path, yield) {
			return false
		}
	}
	return true
}

// A name is one in a folder.
type name struct {
	text   string
	enough bool // it is a file to be read: nothing more need be asked about it
}

// namesIn returns the names in a folder that may lead to documents, in order. It
// keeps no more of them, as a folder may hold a million.
func (b *Batch) namesIn(path string) ([]name, error) {
	dir, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	// Of a file that may be one that is not read, or holds so much that several
	// workers share it, more must be known.
	ask := b.Output != nil || b.Beside != nil
	var names []name
	for {
		const some = 1024
		entries, err := dir.ReadDir(some)
		for _, e := range entries {
			text, documents := e.Name(), b.holdsDocuments(e.Name())
			if !isHidden(text) && (documents || b.mayHold(text) || b.meant(text) != "" || e.IsDir() || e.Type()&fs.ModeSymlink != 0) {
				names = append(names, name{text, documents && e.Type().IsRegular() && !ask && !slices.Contains(b.Format.Long, ending(text))})
			}
		}
		if err != nil {
			slices.SortFunc(names, func(a, b name) int { return strings.Compare(a.text, b.text) })
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return names, err
		}
	}
}

// entry finds what is meant by an entry of a folder. Links to folders are not
// followed: they may lead in a circle, or to the same files again.
func (b *Batch) entry(path string, yield func(input) bool) bool {
	info, err := os.Lstat(path)
	if err == nil && info.IsDir() {
		return b.folder(path, yield)
	}
	link := err == nil && info.Mode()&fs.ModeSymlink != 0
	if link {
		info, err = os.Stat(path)
	}
	switch {
	case link && err == nil && info.IsDir():
		return yield(input{message: fmt.Sprintf("%q is a link to a folder; it is not followed", path)})
	case b.meant(path) != "" && err == nil && info.Mode().IsRegular():
		return yield(input{message: fmt.Sprintf("%q is passed over; if it holds answers, name it %q", path, b.meant(path))})
	case !b.holdsDocuments(path) && (err != nil || !b.mayHold(path) || !b.looks(path, info)):
		return true
	case err != nil:
		return yield(input{path: path, err: err})
	case !info.Mode().IsRegular():
		return yield(input{message: fmt.Sprintf("%q is not a regular file; it is passed over", path)})
	case same(info, b.Output):
		return yield(input{message: beingWritten(path)})
	case slices.ContainsFunc(b.Beside, func(file fs.FileInfo) bool { return same(info, file) }):
		return true
	}
	return yield(input{path: path, info: info, found: true})
}

// isHidden tells whether a name in a folder is none that a person gave: the locks,
// checkpoints and resources that editors and systems keep beside files.
func isHidden(name string) bool { return strings.HasPrefix(name, ".") || name == "__MACOSX" }

// meant gives the name that a file should have whose real ending an editor has put
// behind another, as in case.yaml.txt; or "".
func (b *Batch) meant(name string) string {
	stem, ok := strings.CutSuffix(name, filepath.Ext(name))
	if ok && strings.EqualFold(filepath.Ext(name), ".txt") && b.holdsDocuments(stem) {
		return stem
	}
	return ""
}

// mayHold tells whether only the text of a file can say what it is: its name has no
// ending.
func (b *Batch) mayHold(name string) bool { return b.Format.Looks != nil && filepath.Ext(name) == "" }

// head is how much of a file is looked at to see what it is.
const head = 4 << 10

// looks tells whether a file without an ending holds documents.
func (b *Batch) looks(path string, info fs.FileInfo) bool {
	if !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false // nothing says that it should be read
	}
	defer f.Close()
	text := make([]byte, head)
	n, _ := io.ReadFull(f, text)
	return b.Format.Looks(text[:n])
}

// holdsDocuments tells from its name whether a file is looked for.
func (b *Batch) holdsDocuments(name string) bool {
	return slices.Contains(b.Format.Endings, ending(name))
}

func ending(name string) string { return strings.ToLower(filepath.Ext(name)) }

func same(info, other fs.FileInfo) bool { return other != nil && os.SameFile(info, other) }

func beingWritten(path string) string {
	return fmt.Sprintf("%q is being written; it is not read", path)
}

// count returns the number of files in a batch, or 0 where that cannot be known.
func (b *Batch) count(ctx context.Context) int {
	n := 0
	for in := range b.inputs() {
		if in.live() || ctx.Err() != nil {
			return 0
		}
		if in.message == "" {
			n++
		}
	}
	return n
}
