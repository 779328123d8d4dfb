package casefile

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// Replace puts a file in the place of another in one step.
func Replace(path string, data []byte) error {
	r, err := NewReplacement(path)
	if err != nil {
		return err
	}
	if _, err := r.Write(data); err != nil {
		return err
	}
	return r.Commit()
}

// A Replacement is a file that takes the place of another once it is complete:
// written beside it, flushed to the disk, then renamed. A new file has the mode
// that the umask leaves it. One that is there keeps its mode, owner, group and
// extended attributes; where a new file cannot have them, or the file has other
// names too, it is written in place, and a whole copy stands beside it until it is
// whole. A link is followed. A nil one replaces nothing.
type Replacement struct {
	Path string      // of the file that is replaced: where a link leads
	old  os.FileInfo // of the file that is replaced, or nil
	f    *os.File    // nil once it is done with
}

// NewReplacement begins a replacement. A file that may not be written is not
// replaced, whatever its folder allows.
func NewReplacement(path string) (*Replacement, error) { return (*Folders)(nil).NewReplacement(path) }

// NewReplacement begins a replacement, one of many.
func (l *Folders) NewReplacement(path string) (*Replacement, error) {
	to, err := target(path)
	if err != nil {
		return nil, err
	}
	r := &Replacement{Path: to}
	mode := os.FileMode(0o666)
	if info, err := os.Stat(to); err == nil {
		if !info.Mode().IsRegular() {
			return nil, fmt.Errorf("writing %q: it is no regular file", path)
		}
		r.old, mode = info, 0o600
		if err := mayWrite(to, info); err != nil {
			return nil, fmt.Errorf("writing %q: %w; it is as it was", path, err)
		}
	}
	l.sweep(to)
	if r.f, err = create(to, mode); err != nil {
		return nil, fmt.Errorf("writing %q: %w", path, NoPath(err))
	}
	return r, nil
}

// mayWrite tells whether a file may be written. What its owner has made read-only
// is not, even by those whom the system would let.
func mayWrite(path string, info os.FileInfo) error {
	if info.Mode().Perm()&0o222 == 0 {
		return errors.New("the file is read-only")
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return NoPath(err)
	}
	return f.Close()
}

// Write writes to the file. Where that fails the file is taken away again.
func (r *Replacement) Write(p []byte) (int, error) {
	n, err := r.f.Write(p)
	if err != nil {
		return n, r.failed(err)
	}
	return n, nil
}

// Commit puts the file in its place.
func (r *Replacement) Commit() error {
	if r == nil {
		return nil
	}
	if err := r.f.Sync(); err != nil {
		return r.failed(err)
	}
	if r.old != nil && !alike(r.f, r.Path, r.old) {
		return r.inPlace()
	}
	if runtime.GOOS == "windows" { // which renames nothing that is open
		if err := r.f.Close(); err != nil {
			return r.failed(err)
		}
	}
	if err := os.Rename(r.f.Name(), r.Path); err != nil {
		return r.failed(err)
	}
	_ = r.f.Close() // it is on the disk already
	r.f = nil
	syncDir(filepath.Dir(r.Path))
	return nil
}

// inPlace writes over the file that is there. What is new is whole beside it
// until it is.
func (r *Replacement) inPlace() error {
	whole := strings.TrimSuffix(r.f.Name(), ".tmp") + ".copy"
	if err := os.Rename(r.f.Name(), whole); err != nil {
		return r.failed(err)
	}
	syncDir(filepath.Dir(r.Path))
	defer func() {
		_ = r.f.Close()
		r.f = nil
	}()
	if err := writeOver(r.Path, r.f); err != nil {
		return fmt.Errorf("writing %q: %w; it may be half written, and the whole of it is in %q", r.Path, NoPath(err), whole)
	}
	_ = os.Remove(whole)
	return nil
}

// writeOver writes what an open file holds over another file.
func writeOver(path string, from *os.File) error {
	to, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer to.Close() //nolint:errcheck // it is synced
	n, err := io.Copy(to, io.NewSectionReader(from, 0, 1<<62))
	if err != nil {
		return err
	}
	if err := to.Truncate(n); err != nil {
		return err
	}
	return to.Sync()
}

// Mend ends the writing in place that was cut short, if one was: the file gets
// what it should have got, and what stood in it is kept under the name returned.
func Mend(path string) (before string, err error) {
	path, err = target(path)
	if err != nil {
		return "", err
	}
	for _, whole := range (*Folders)(nil).leftBeside(path, ".copy") {
		if f := unheld(whole); f != nil {
			before, err = mend(path, f)
			_ = f.Close()
		}
		if err != nil {
			return "", fmt.Errorf("writing %q: %w; the whole of it is in %q", path, NoPath(err), whole)
		}
	}
	return before, nil
}

func mend(path string, whole *os.File) (before string, err error) {
	if !same(whole, path) {
		now, err := os.ReadFile(path)
		if err != nil {
			return "", err
		}
		ext := filepath.Ext(path)
		before = Free(strings.TrimSuffix(path, ext)+"-before", ext)
		if err := Replace(before, now); err != nil {
			return "", err
		}
		if err := writeOver(path, whole); err != nil {
			return "", err
		}
	}
	return before, os.Remove(whole.Name())
}

// failed takes the file away again, and says that nothing has changed.
func (r *Replacement) failed(err error) error {
	r.Discard()
	return fmt.Errorf("writing %q: %w; it is as it was", r.Path, NoPath(err))
}

// Discard takes away what was not committed.
func (r *Replacement) Discard() {
	if r != nil && r.f != nil {
		_ = r.f.Close()
		_ = os.Remove(r.f.Name())
		r.f = nil
	}
}

// syncDir makes a rename last. Where a folder cannot be flushed, as on some
// network file systems, the file itself still is complete.
func syncDir(dir string) {
	d, err := os.Open(dir)
	if err != nil {
		return // a folder that may be written but not read
	}
	_ = d.Sync()
	_ = d.Close()
}
