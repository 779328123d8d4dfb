// Package casefile keeps one file while it is edited: nobody else edits it at the
// same time, it is never half written, and what somebody else has changed
// meanwhile is never overwritten. What stands in the file it does not know.
package casefile

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A File is a file under edit.
type File struct {
	Path   string // to be known before the file is locked; a link is followed
	exists bool
	seen   version  // as last read or written
	lock   string   // the path of the lock
	held   *os.File // the lock, or nil
}

// A version is what stood in a file.
type version struct {
	size int64
	sum  [sha256.Size]byte
}

func versionOf(data []byte) version { return version{int64(len(data)), sha256.Sum256(data)} }

// Seen tells what was read from the file.
func (f *File) Seen(data []byte) { f.seen, f.exists = versionOf(data), true }

// Exists reports whether the file was read or written.
func (f *File) Exists() bool { return f.exists }

// A ChangedError says that somebody else has changed a file, or has taken it
// over: theirs stays, and ours is in Mine.
type ChangedError struct {
	Path, Mine string
	Taken      bool
}

func (e *ChangedError) Error() string {
	if e.Taken {
		return fmt.Sprintf("another interview has taken over %q: it is left to that one, and yours, with the last answer, is in %q", e.Path, e.Mine)
	}
	return fmt.Sprintf("somebody else has changed %q during the interview: their version is left as it is, and yours, with the last answer, is in %q", e.Path, e.Mine)
}

// Save replaces the file, unless somebody else has changed it since it was read
// or saved, or has taken it over: then ours goes beside it, and the error is a
// ChangedError. Where nothing is new, it looks whether the file could be replaced.
func (f *File) Save(data []byte) error {
	there, changed, err := f.changed()
	switch {
	case err != nil:
		return err
	case f.held != nil && !sameFile(f.held, f.lock):
		return f.conflict(data, true)
	case changed:
		return f.conflict(data, false)
	case there && f.seen == versionOf(data):
		r, err := NewReplacement(f.Path)
		r.Discard()
		return err
	}
	if err := Replace(f.Path, data); err != nil {
		return err
	}
	f.Seen(data)
	return nil
}

// Changed reports whether somebody else has put something else into the file since
// it was read or saved.
func (f *File) Changed() (bool, error) {
	_, changed, err := f.changed()
	return changed && f.exists, err
}

// Writable tells why nothing can be written under a path; nil where it can.
func Writable(path string) error {
	r, err := NewReplacement(path)
	r.Discard()
	return err
}

// changed reports whether something else is there than was last seen. A file that
// was taken away is written again. Nothing that is not a regular file, or has
// another size, is read.
func (f *File) changed() (there, changed bool, err error) {
	info, err := os.Stat(f.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, false, nil
	case err != nil:
		return true, false, fmt.Errorf("reading %q: %w", f.Path, NoPath(err))
	case !f.exists || !info.Mode().IsRegular() || info.Size() != f.seen.size:
		return true, true, nil
	}
	now, err := os.Open(f.Path)
	if err != nil {
		return true, false, fmt.Errorf("reading %q: %w", f.Path, NoPath(err))
	}
	defer now.Close() //nolint:errcheck // only read
	data, err := io.ReadAll(io.LimitReader(now, f.seen.size+1))
	if err != nil {
		return true, false, fmt.Errorf("reading %q: %w", f.Path, NoPath(err))
	}
	return true, versionOf(data) != f.seen, nil
}

// conflict keeps both versions of a file.
func (f *File) conflict(data []byte, taken bool) error {
	ext := filepath.Ext(f.Path)
	mine := Free(strings.TrimSuffix(f.Path, ext)+"-mine", ext)
	if err := Replace(mine, data); err != nil {
		return fmt.Errorf("somebody else has changed %q during the interview, and %w", f.Path, err)
	}
	return &ChangedError{f.Path, mine, taken}
}

// Free returns the first name that nothing has: name, name-2, name-3 ….
func Free(name, ext string) string {
	path := name + ext
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
			return path
		}
		path = name + "-" + strconv.Itoa(n) + ext
	}
}

// target returns the file that a path leads to, which is the one that is locked
// and written; a link to nothing leads nowhere.
func target(path string) (string, error) {
	to, err := filepath.EvalSymlinks(path)
	switch {
	case err == nil:
		return to, nil
	case !errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("looking at %q: %w", path, NoPath(err))
	}
	if to, err := os.Readlink(path); err == nil {
		return "", fmt.Errorf("%q is a link to %q, which is not there", path, to)
	}
	return path, nil
}

// NoPath takes the paths out of a file system's error: the message names them.
func NoPath(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	if l, ok := errors.AsType[*os.LinkError](err); ok {
		return l.Err
	}
	return err
}
