package casefile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A lock keeps two interviews off one file. It is a file of its own beside the
// answers, since those are replaced with every answer. The system holds it for
// the process and lets go when that ends, however it ends; what is written in it
// says who held it, so that one left behind can be explained.

// maxLock bounds what is read of a lock.
const maxLock = 4096

// lockName returns the lock beside a file.
func lockName(path string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".lock")
}

// A HeldError says that another interview has a file open.
type HeldError struct{ Path, Who string }

func (e *HeldError) Error() string {
	return fmt.Sprintf("another interview has %q open%s; end it first, or take over if it is gone", e.Path, e.Who)
}

// Lock takes the lock of the file, now; a HeldError says who has it. One that was
// left behind by a process that is gone is taken, and then said to be of whom. To
// take over is not to ask whether the process is gone.
func (f *File) Lock(now time.Time, takeOver bool) (left bool, who string, err error) {
	if f.held != nil {
		return false, "", nil
	}
	name := lockName(f.Path)
	if takeOver {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return false, "", fmt.Errorf("taking over the lock of %q: %w", f.Path, noPath(err))
		}
	}
	for {
		lock, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return false, "", fmt.Errorf("writing %q: %w", f.Path, noPath(err))
		}
		text, err := f.take(lock, now)
		if err == nil {
			f.held = lock
			f.sweep()
			return text != "", holder(text), nil
		}
		_ = lock.Close()
		if !errors.Is(err, errGone) {
			return false, "", err
		}
	}
}

// errGone says that the last holder of a lock has just removed it.
var errGone = errors.New("the lock is gone")

// take locks an open file, and returns what its last holder has left in it.
func (f *File) take(lock *os.File, now time.Time) (text string, err error) {
	data, err := io.ReadAll(io.LimitReader(lock, maxLock))
	if err != nil {
		return "", fmt.Errorf("reading the lock of %q: %w", f.Path, noPath(err))
	}
	text = string(data)
	if err := lockFile(lock); err != nil {
		return "", &HeldError{f.Path, holder(text)}
	}
	if !sameFile(lock, lockName(f.Path)) {
		return "", errGone
	}
	if err = lock.Truncate(0); err == nil {
		_, err = lock.WriteAt([]byte(mine(now)), 0)
	}
	if err != nil {
		return "", fmt.Errorf("writing the lock of %q: %w", f.Path, noPath(err))
	}
	return text, nil
}

// mine says who holds the lock, and since when.
func mine(now time.Time) string {
	host, err := os.Hostname()
	if err != nil || len(strings.Fields(host)) != 1 {
		host = "unknown"
	}
	return fmt.Sprintf("%d %s %s\n", os.Getpid(), host, now.Format("2006-01-02T15:04:05"))
}

// holder puts what a lock says in words for a message; "" where it says nothing.
func holder(text string) string {
	fields := strings.Fields(text)
	if len(fields) != 3 {
		return ""
	}
	return fmt.Sprintf(" since %s (process %s on %s)", fields[2], fields[0], fields[1])
}

// Unlock gives the lock back, if it still is ours.
func (f *File) Unlock() {
	if f.held == nil {
		return
	}
	if name := lockName(f.Path); sameFile(f.held, name) {
		_ = os.Remove(name)
	}
	_ = f.held.Close()
	f.held = nil
}

// sweep removes what a process that was killed while it wrote has left behind:
// answers have no business in forgotten files. Only the holder of the lock does.
func (f *File) sweep() {
	dir, base := filepath.Dir(f.Path), filepath.Base(f.Path)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return // a folder that may be written but not read
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "."+base+".") && strings.HasSuffix(e.Name(), ".tmp") && e.Type().IsRegular() {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

// sameFile reports whether an open file is the one that has a name now.
func sameFile(f *os.File, name string) bool {
	open, err := f.Stat()
	if err != nil {
		return false
	}
	named, err := os.Stat(name)
	return err == nil && os.SameFile(open, named)
}
