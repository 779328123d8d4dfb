package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// A lock keeps two interviews off one file. It is a file of its own beside the
// answers, since those are replaced with every answer; it names the process and
// the machine that hold it, so that one left behind can be told from one in use.

// lockName gives the lock beside a file.
func lockName(path string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".lock")
}

// lock takes the lock, or explains who has it. One that was left by a process
// that is gone is taken over.
func (k *keeper) lock() error {
	if k.held != "" {
		return nil
	}
	name := lockName(k.path)
	host, _ := os.Hostname() // an unknown host is like another
	mine := fmt.Sprintf("%d %s %s\n", os.Getpid(), host, k.o.sys.Now().Format("2006-01-02T15:04:05"))
	for range 2 {
		err := createExclusive(name, mine)
		if err == nil {
			k.held = name
			return nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return fail(exitFailed, nil, "writing %q: %w", k.path, noPath(err))
		}
		pid, where, since := readLock(name)
		switch {
		case k.o.takeOver:
		case where == host && pid > 0 && !alive(pid):
			fmt.Fprintf(k.o.sys.Err, "samklar: the interview that had %q open since %s ended without closing it; nothing of it is lost, and it is gone on with\n",
				oneLine(k.path), oneLine(since))
		default:
			return fail(exitFailed, []string{"samklar assess " + shellWord(k.path) + k.o.givenFlags() + " --take-over"},
				"another interview has %q open since %s (process %d on %s); end it first, or take over if it is gone", k.path, since, pid, oneLine(where))
		}
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fail(exitFailed, nil, "taking over the lock of %q: %w", k.path, noPath(err))
		}
	}
	return fail(exitFailed, nil, "another interview has just opened %q", k.path)
}

// unlock gives the lock back.
func (k *keeper) unlock() {
	if k.held != "" {
		_ = os.Remove(k.held)
		k.held = ""
	}
}

func createExclusive(name, text string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// readLock gives who holds a lock, and since when.
func readLock(name string) (pid int, host, since string) {
	data, err := os.ReadFile(name)
	fields := strings.Fields(string(data))
	if err != nil || len(fields) != 3 {
		return 0, "an unknown machine", "an unknown time"
	}
	pid, err = strconv.Atoi(fields[0])
	if err != nil {
		pid = 0
	}
	return pid, fields[1], fields[2]
}

// alive tells whether a process of this machine is there.
func alive(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	err = p.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, syscall.EPERM)
}
