package casefile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"
)

// A lock keeps two interviews off one file. It is a file of its own beside the
// answers, since those are replaced with every answer. The system holds it for
// the process and lets go when that ends, however it ends; what is written in it
// says who held it, so that one left behind can be explained.

// maxLock bounds what is read of a lock.
const maxLock = 4096

// A HeldError says that another interview has a file open.
type HeldError struct{ Path, Who string }

func (e *HeldError) Error() string {
	return fmt.Sprintf("another interview has %q open%s; end it first, or take over if it is gone", e.Path, e.Who)
}

// Found is what was found while a lock was taken.
type Found struct {
	Left   bool   // the lock of a process that is gone
	Who    string // that process, in words; "" where its lock says nothing
	NoLock error  // why the file system has no locks, where it has none
}

// Lock takes the lock of the file, now; a HeldError says who has it. One that was
// left behind by a process that is gone is taken. To take over is not to ask
// whether the process is gone. Where there are no locks, two interviews notice
// each other only when one writes.
func (f *File) Lock(now time.Time, takeOver bool) (Found, error) {
	if f.held != nil {
		return Found{}, nil
	}
	to, err := target(f.Path)
	if err != nil {
		return Found{}, err
	}
	f.lock = beside(to) + "lock"
	if takeOver {
		if err := os.Remove(f.lock); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return Found{}, fmt.Errorf("taking over the lock of %q: %w", f.Path, NoPath(err))
		}
	}
	for {
		lock, err := os.OpenFile(f.lock, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return Found{}, fmt.Errorf("writing %q: %w", f.Path, NoPath(err))
		}
		found, err := f.take(lock, now)
		if err == nil {
			(*Folders)(nil).sweep(to)
			return found, nil
		}
		_ = lock.Close()
		if !errors.Is(err, errGone) {
			return Found{}, err
		}
	}
}

// errGone says that the last holder of a lock has just removed it.
var errGone = errors.New("the lock is gone")

// take locks an open file, and tells what its last holder has left in it.
func (f *File) take(lock *os.File, now time.Time) (Found, error) {
	data, err := io.ReadAll(io.LimitReader(lock, maxLock))
	if err != nil {
		return Found{}, fmt.Errorf("reading the lock of %q: %w", f.Path, NoPath(err))
	}
	held, none := lockFile(lock)
	switch {
	case held:
		return Found{}, &HeldError{f.Path, holder(string(data))}
	case none != nil:
		_ = lock.Close()
		_ = os.Remove(f.lock)
		return Found{NoLock: none}, nil //nolint:nilerr // without a lock the interview goes on, and says so
	case !sameFile(lock, f.lock):
		return Found{}, errGone
	}
	if err = lock.Truncate(0); err == nil {
		_, err = lock.WriteAt([]byte(mine(now)), 0)
	}
	if err != nil {
		_ = os.Remove(f.lock)
		return Found{}, fmt.Errorf("writing the lock of %q: %w", f.Path, NoPath(err))
	}
	f.held = lock
	return Found{Left: len(data) > 0, Who: holder(string(data))}, nil
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
	if sameFile(f.held, f.lock) {
		_ = os.Remove(f.lock)
	}
	_ = f.held.Close()
	f.held = nil
}
