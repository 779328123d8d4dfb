// Package output is where results go: to standard output, or into the place of a
// file once they are complete. It knows which files the program has written; no
// other one is replaced unless that is asked for, and nothing that a result is
// made from ever is.
package output

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"collectiveimpact/samklar/cmd/internal/casefile"
)

// A Target is where a result is to go.
type Target struct {
	Path  string // "" or "-": standard output
	Force bool   // a file is replaced that the program did not write

	folders casefile.Folders // that files went to
}

// Standard reports whether a result goes to standard output.
func (t *Target) Standard() bool { return t.Path == "" || t.Path == "-" }

// A RefusedError says that a file is not replaced. Force tells whether that may
// be asked for.
type RefusedError struct {
	Path, Why string
	Force     bool
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("%q %s; it is not replaced", e.Path, e.Why)
}

// A File is a result on its way.
type File struct {
	io.Writer
	place *casefile.Replacement // nil where it goes to a stream
	close func() error          // of a pipe or a device; or nil
}

// Create begins a result of a kind, of data where that is known already, that is
// made from files: those read, and those that lie below folders and have one of
// the endings.
func (t *Target) Create(std io.Writer, kind Kind, data []byte, from *Sources) (*File, error) {
	if t.Standard() {
		return &File{Writer: std}, nil
	}
	if info, err := os.Stat(t.Path); err == nil && info.Mode()&(fs.ModeCharDevice|fs.ModeNamedPipe) != 0 {
		f, err := os.OpenFile(t.Path, os.O_WRONLY, 0)
		if err != nil {
			return nil, fmt.Errorf("writing %q: %w", t.Path, casefile.NoPath(err))
		}
		return &File{Writer: f, close: f.Close}, nil
	}
	if err := t.replaceable(kind, data, from); err != nil {
		return nil, err
	}
	r, err := t.folders.NewReplacement(t.Path)
	if err != nil {
		return nil, err
	}
	return &File{Writer: r, place: r}, nil
}

// replaceable refuses to put a result in the place of anything but an older one.
func (t *Target) replaceable(kind Kind, data []byte, from *Sources) error {
	exists, err := Regular(t.Path)
	if err != nil || !exists {
		return err
	}
	info, err := os.Stat(t.Path)
	if err != nil {
		return fmt.Errorf("looking at %q: %w", t.Path, casefile.NoPath(err))
	}
	if from.read(info) {
		return &RefusedError{Path: t.Path, Why: "is what the result is made from"}
	}
	old, err := os.Open(t.Path)
	if err != nil {
		return fmt.Errorf("reading %q: %w", t.Path, casefile.NoPath(err))
	}
	defer old.Close() //nolint:errcheck // only read
	if info.Size() == 0 || kind.Is(old) || data != nil && same(old, info.Size(), data) {
		return nil
	}
	if from.holds(t.Path) {
		return &RefusedError{Path: t.Path, Why: "is among what the result is made from"}
	}
	if t.Force {
		return nil
	}
	refused := &RefusedError{Path: t.Path, Why: "was not written by samklar as " + string(kind), Force: true}
	if _, has, _ := sealed(io.NewSectionReader(old, 0, info.Size())); has && kind == Letter {
		refused.Why = "has been changed since samklar wrote it"
	} else if !kind.told() {
		refused.Why = "is there already, and somebody may have gone on with what is in it"
	}
	return refused
}

func same(old *os.File, size int64, data []byte) bool {
	if size != int64(len(data)) {
		return false
	}
	text, err := io.ReadAll(io.NewSectionReader(old, 0, size))
	return err == nil && bytes.Equal(text, data)
}

// Regular reports whether a file exists, and refuses anything that is there and
// is no regular file.
func Regular(path string) (exists bool, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if to, err := os.Readlink(path); err == nil {
			return false, fmt.Errorf("%q is a link to %q, which is not there", path, to)
		}
		return false, nil
	case err != nil:
		return false, fmt.Errorf("looking at %q: %w", path, casefile.NoPath(err))
	case info.IsDir():
		return true, fmt.Errorf("%q is a folder; expected a file", path)
	case !info.Mode().IsRegular():
		return true, fmt.Errorf("%q is not a regular file; only regular files are replaced", path)
	}
	return true, nil
}

// Write writes, and says what it could not write to.
func (f *File) Write(p []byte) (int, error) {
	n, err := f.Writer.Write(p)
	if err != nil && f.place == nil {
		err = fmt.Errorf("writing the result: %w", casefile.NoPath(err))
	}
	return n, err
}

// Replaces reports whether a file is replaced.
func (f *File) Replaces() bool { return f.place != nil }

// Commit ends a result that is complete.
func (f *File) Commit() error {
	if f.close != nil {
		return f.close()
	}
	return f.place.Commit()
}

// Discard takes away what was not committed.
func (f *File) Discard() { f.place.Discard() }

// Identity tells which file is being written: the one to be replaced, or the one
// that standard output leads to.
func (f *File) Identity() fs.FileInfo {
	var info fs.FileInfo
	var err error
	if f.place != nil {
		info, err = os.Stat(f.place.Path)
	} else if out, ok := f.Writer.(interface{ Stat() (fs.FileInfo, error) }); ok {
		info, err = out.Stat()
	}
	if err != nil || info == nil || !info.Mode().IsRegular() {
		return nil
	}
	return info
}

// Sources are what a result is made from.
type Sources struct {
	Endings []string // of the files that are read in folders
	files   []fs.FileInfo
	folders []string
}

// Read notes a file that is read, or a folder of which every file may be.
func (s *Sources) Read(path string) {
	switch info, err := os.Stat(path); {
	case err != nil: // reading it says so
	case info.IsDir():
		s.folders = append(s.folders, path)
	default:
		s.files = append(s.files, info)
	}
}

func (s *Sources) read(target fs.FileInfo) bool {
	for _, info := range s.files {
		if os.SameFile(info, target) {
			return true
		}
	}
	return false
}

// holds reports whether a file may be read as it lies below a folder that is.
func (s *Sources) holds(path string) bool {
	if !slices.Contains(s.Endings, strings.ToLower(filepath.Ext(path))) {
		return false
	}
	path, err := resolved(path)
	if err != nil {
		return true // it cannot be told
	}
	for _, folder := range s.folders {
		folder, err := resolved(folder)
		if err != nil {
			return true
		}
		if below, err := filepath.Rel(folder, path); err == nil && filepath.IsLocal(below) {
			return true
		}
	}
	return false
}

func resolved(path string) (string, error) {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return "", err
	}
	return filepath.Abs(path)
}
