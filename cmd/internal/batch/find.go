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
	info    fs.FileInfo // nil for standard input, and where err says why
	err     error       // why it cannot be read
	message string
	missing bool // the message is of a path that holds no documents
}

// live reports whether the end of an input cannot be seen: somebody may be writing it.
func (in *input) live() bool {
	if in.info == nil {
		return in.err == nil && in.message == "" // standard input
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
	for _, name := range names {
		if !b.entry(filepath.Join(path, name), yield) {
			return false
		}
	}
	return true
}

// namesIn returns the names in a folder that may lead to documents, in order. It
// keeps no more of them, as a folder may hold a million.
func (b *Batch) namesIn(path string) ([]string, error) {
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
			if b.holdsDocuments(e.Name()) || e.IsDir() || e.Type()&fs.ModeSymlink != 0 {
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
	case !b.holdsDocuments(path):
		return true
	case err != nil:
		return yield(input{path: path, err: err})
	case !info.Mode().IsRegular():
		return yield(input{message: fmt.Sprintf("%q is not a regular file; it is passed over", path)})
	case same(info, b.Output):
		return yield(input{message: beingWritten(path)})
	case same(info, b.Beside):
		return true
	}
	return yield(input{path: path, info: info})
}

// holdsDocuments tells from its name whether a file is looked for.
func (b *Batch) holdsDocuments(name string) bool {
	return slices.Contains(b.Format.Endings, strings.ToLower(filepath.Ext(name)))
}

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
