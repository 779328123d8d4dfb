package casefile

import (
	"fmt"
	"os"
	"path/filepath"
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

// A Replacement is a file that takes the place of another in one step: written
// beside it, flushed to the disk, then renamed. A new file may be read by all;
// one that is there keeps its own mode. A link is followed. A nil one replaces
// nothing.
type Replacement struct {
	Path string // of the file that is replaced: where a link leads
	mode os.FileMode
	f    *os.File // nil once it is done with
}

// NewReplacement begins a replacement. A file that is read-only is not replaced.
func NewReplacement(path string) (*Replacement, error) {
	r := &Replacement{Path: path, mode: 0o644}
	if target, err := filepath.EvalSymlinks(path); err == nil {
		r.Path = target
	}
	if info, err := os.Stat(r.Path); err == nil {
		if r.mode = info.Mode().Perm(); r.mode&0o222 == 0 {
			return nil, fmt.Errorf("writing %q: the file is read-only; it is as it was", r.Path)
		}
	}
	f, err := os.CreateTemp(filepath.Dir(r.Path), "."+filepath.Base(r.Path)+".*.tmp")
	if err != nil {
		return nil, fmt.Errorf("writing %q: %w", r.Path, noPath(err))
	}
	r.f = f
	return r, nil
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
	for _, step := range []func() error{
		func() error { return r.f.Chmod(r.mode) },
		r.f.Sync,
		r.f.Close,
		func() error { return os.Rename(r.f.Name(), r.Path) },
	} {
		if err := step(); err != nil {
			return r.failed(err)
		}
	}
	r.f = nil
	syncDir(filepath.Dir(r.Path))
	return nil
}

// failed takes the file away again, and says that nothing has changed.
func (r *Replacement) failed(err error) error {
	r.Discard()
	return fmt.Errorf("writing %q: %w; it is as it was", r.Path, noPath(err))
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
