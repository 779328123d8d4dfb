package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A lock keeps two interviews off one file. It is a file of its own beside the
// answers, since those are replaced with every answer. The system holds it for
// the process and lets go when that ends, however it ends; what is written in it
// says who held it, so that one left behind can be explained.

// maxLock bounds what is read of a lock.
const maxLock = 4096

// lockName gives the lock beside a file.
func lockName(path string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".lock")
}

// lock takes the lock, or says who has it. One that was left by a process that
// is gone is explained and taken over.
func (k *keeper) lock() error {
	if k.held != nil {
		return nil
	}
	name := lockName(k.path)
	if k.o.takeOver {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("taking over the lock of %q: %w", k.path, noPath(err))
		}
	}
	for {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return fmt.Errorf("writing %q: %w", k.path, noPath(err))
		}
		text, err := io.ReadAll(io.LimitReader(f, maxLock))
		if err != nil {
			return errors.Join(fmt.Errorf("reading the lock of %q: %w", k.path, noPath(err)), f.Close())
		}
		who := holder(string(text))
		if err := lockFile(f); err != nil {
			return errors.Join(hinted(fmt.Errorf("another interview has %q open%s; end it first, or take over if it is gone", k.path, who),
				"samklar assess "+shellWord(k.path)+k.o.givenFlags()+" --take-over"), f.Close())
		}
		if !sameFile(f, name) { // its last holder has just removed it
			_ = f.Close()
			continue
		}
		if len(text) > 0 {
			k.explained = fmt.Sprintf("the interview that had %q open%s ended without closing it; nothing of it is lost, and it is gone on with", oneLine(k.path), who)
			fmt.Fprintf(k.o.sys.Err, "samklar: %s\n", k.explained)
		}
		if err := rewrite(f, k.mine()); err != nil {
			return errors.Join(fmt.Errorf("writing the lock of %q: %w", k.path, noPath(err)), f.Close())
		}
		k.held = f
		k.sweep()
		return nil
	}
}

// mine says who holds the lock, and since when.
func (k *keeper) mine() string {
	host, err := os.Hostname()
	if err != nil || len(strings.Fields(host)) != 1 {
		host = "unknown"
	}
	return fmt.Sprintf("%d %s %s\n", os.Getpid(), host, k.o.sys.Now().Format("2006-01-02T15:04:05"))
}

// holder puts what a lock says in words for a message; "" where it says nothing.
func holder(text string) string {
	fields := strings.Fields(text)
	if len(fields) != 3 {
		return ""
	}
	return oneLine(fmt.Sprintf(" since %s (process %s on %s)", fields[2], fields[0], fields[1]))
}

// unlock gives the lock back, if it still is ours.
func (k *keeper) unlock() {
	if k.held == nil {
		return
	}
	if name := lockName(k.path); sameFile(k.held, name) {
		_ = os.Remove(name)
	}
	_ = k.held.Close()
	k.held = nil
}

// sweep removes what a process that was killed while it wrote has left behind:
// answers have no business in forgotten files. Only the holder of the lock does.
func (k *keeper) sweep() {
	dir, base := filepath.Split(k.path)
	if dir == "" {
		dir = "."
	}
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

// rewrite replaces what is in an open file.
func rewrite(f *os.File, text string) error {
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err := f.WriteAt([]byte(text), 0)
	return err
}

// sameFile tells whether an open file is the one that has a name now.
func sameFile(f *os.File, name string) bool {
	open, err := f.Stat()
	if err != nil {
		return false
	}
	named, err := os.Stat(name)
	return err == nil && os.SameFile(open, named)
}
