// Package casefile keeps one file while it is edited: nobody else edits it at the
// same time, it is never half written, and what somebody else has changed
// meanwhile is never overwritten. What stands in the file it does not know.
package casefile

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A File is a file under edit.
type File struct {
	Path   string // to be known before the file is locked
	exists bool
	seen   [sha256.Size]byte // as last read or written
	held   *os.File          // the lock, or nil
}

// Seen tells what was read from the file.
func (f *File) Seen(data []byte) { f.seen, f.exists = sha256.Sum256(data), true }

// Exists reports whether the file was read or written.
func (f *File) Exists() bool { return f.exists }

// A ChangedError says that somebody else has changed a file: theirs stays, and
// ours is in Mine.
type ChangedError struct{ Path, Mine string }

func (e *ChangedError) Error() string {
	return fmt.Sprintf("somebody else has changed %q during the interview: their version is left as it is, and yours, with the last answer, is in %q", e.Path, e.Mine)
}

// Save replaces the file, unless somebody else has changed it since it was read
// or saved: then ours goes beside it, and the error is a ChangedError. Where
// nothing is new, it looks whether the file could be replaced.
func (f *File) Save(data []byte) error {
	now, err := os.ReadFile(f.Path)
	switch {
	case err == nil && f.exists && sha256.Sum256(now) == f.seen:
		if bytes.Equal(now, data) {
			return writable(f.Path)
		}
	case err == nil:
		return f.conflict(data)
	case !errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("reading %q: %w", f.Path, noPath(err))
	}
	if err := Replace(f.Path, data); err != nil {
		return err
	}
	f.Seen(data)
	return nil
}

// conflict keeps both versions of a file.
func (f *File) conflict(data []byte) error {
	ext := filepath.Ext(f.Path)
	mine := Free(strings.TrimSuffix(f.Path, ext)+"-mine", ext)
	if err := Replace(mine, data); err != nil {
		return fmt.Errorf("somebody else has changed %q during the interview, and %w", f.Path, err)
	}
	return &ChangedError{f.Path, mine}
}

// writable finds out whether a file could be replaced, without replacing it.
func writable(path string) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return fmt.Errorf("writing %q: %w", path, noPath(err))
	}
	_ = f.Close()
	return os.Remove(f.Name())
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

// noPath takes the path out of a file system's error: the message names it.
func noPath(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}
