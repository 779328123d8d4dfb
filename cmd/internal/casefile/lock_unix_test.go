//go:build unix

package casefile

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

var noon = time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC)

// TestLock takes a lock, is refused one that is held, and takes one over that is asked for or was left behind.
func TestLock(t *testing.T) {
	t.Chdir(t.TempDir())
	first, second := &File{Path: "case.yaml"}, &File{Path: "case.yaml"}
	if found, err := first.Lock(noon, false); found != (Found{}) || err != nil {
		t.Fatalf("Lock = %v, %v; want it to be free", found, err)
	}
	_, err := second.Lock(noon, false)
	if held, ok := errors.AsType[*HeldError](err); !ok || !strings.Contains(held.Who, "since 2026-03-31T12:00:00") {
		t.Errorf("Lock of what is held = %v, want it refused", err)
	}
	if found, err := second.Lock(noon, true); found.Left || err != nil {
		t.Errorf("Lock, taken over = %v, %v; want it taken", found, err)
	}
	changed, ok := errors.AsType[*ChangedError](first.Save([]byte("mine")))
	if !ok || !changed.Taken || read(t, changed.Mine) != "mine" {
		t.Errorf("Save by the one that was taken over from = %v, want it said, and ours kept", changed)
	}
	first.Unlock()
	if _, err := os.Stat(".case.yaml.lock"); err != nil {
		t.Errorf("Unlock of a lock that was taken over took it away: %v", err)
	}
	second.Unlock()
	if _, err := os.Stat(".case.yaml.lock"); err == nil {
		t.Error("Unlock leaves the lock behind")
	}
	write(t, ".case.yaml.lock", "7 here 2026-01-01T00:00:00\n")
	want := Found{Left: true, Who: " since 2026-01-01T00:00:00 (process 7 on here)"}
	if found, err := first.Lock(noon, false); found != want || err != nil {
		t.Errorf("Lock that was left behind = %v, %v; want %v", found, err, want)
	}
}

// TestSweep takes away what was half written of this very file by a process that is gone, and nothing else.
func TestSweep(t *testing.T) {
	t.Chdir(t.TempDir())
	mkdir(t, "t")
	write(t, "t/case.yaml", "one")
	if err := os.Symlink("t/case.yaml", "link.yaml"); err != nil {
		t.Fatal(err)
	}
	stay := []string{"t/.case.yaml.notes.tmp", "t/.case.yaml.copy.1.tmp", "t/.other.yaml.1.tmp", "t/.case.yaml.1", "t/.case.yaml..tmp", ".link.yaml.1.tmp"}
	for _, name := range append(stay, "t/.case.yaml.1.tmp", "t/.case.yaml.4294967295.tmp") {
		write(t, name, "")
	}
	being, err := NewReplacement("t/case.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f := &File{Path: "link.yaml"}
	if _, err := f.Lock(noon, false); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat("t/.case.yaml.lock"); err != nil {
		t.Errorf("the lock is not beside the file that is written: %v", err)
	}
	direct := &File{Path: "t/case.yaml"}
	if _, err := direct.Lock(noon, false); err == nil {
		t.Error("a file is open twice: through a link, and as itself")
	}
	for _, name := range append(stay, being.f.Name()) {
		if _, err := os.Stat(name); err != nil {
			t.Errorf("what is somebody else's was taken away: %v", err)
		}
	}
	for _, name := range []string{"t/.case.yaml.1.tmp", "t/.case.yaml.4294967295.tmp"} {
		if _, err := os.Stat(name); err == nil {
			t.Errorf("%s is left behind", name)
		}
	}
	if err := being.Commit(); err != nil {
		t.Errorf("what was being written when another one swept: %v", err)
	}
}

// TestNoLock tells a lock that cannot be had from one that somebody has.
func TestNoLock(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "closed"))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if held, none := lockFile(f); none == nil || held {
		t.Errorf("lockFile of what cannot be locked = %v, %t; want why, and not that somebody has it", none, held)
	}
}

// TestModes gives a new file what the umask leaves, and one that is there all that it had.
func TestModes(t *testing.T) {
	t.Chdir(t.TempDir())
	old := syscall.Umask(0o027)
	defer syscall.Umask(old)
	replaced := func(path string) os.FileInfo {
		t.Helper()
		if err := Replace(path, []byte("after")); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil || read(t, path) != "after" {
			t.Fatalf("%s has %q: %v", path, read(t, path), err)
		}
		return info
	}
	if mode := replaced("new").Mode(); mode != 0o640 {
		t.Errorf("a new file has mode %v, want what the umask leaves: %v", mode, os.FileMode(0o640))
	}
	for _, mode := range []os.FileMode{0o600, 0o644, 0o666, 0o660 | os.ModeSetgid, 0o200} {
		write(t, "old", "before")
		if err := os.Chmod("old", mode); err != nil {
			t.Fatal(err)
		}
		if mode == 0o200 {
			if err := Replace("old", nil); err != nil {
				t.Errorf("Replace of what may be written, not read: %v", err)
			}
			continue
		}
		if got := replaced("old").Mode(); got != mode {
			t.Errorf("a file of mode %v has %v once it is replaced", mode, got)
		}
	}
	write(t, "one", "before")
	if err := os.Link("one", "two"); err != nil {
		t.Fatal(err)
	}
	replaced("one")
	if read(t, "two") != "after" {
		t.Error("the other name of a file has the old text")
	}
	if left, err := filepath.Glob(".*"); err != nil || len(left) > 0 {
		t.Errorf("left behind: %q (%v)", left, err)
	}
	if os.Geteuid() != 0 {
		return // nobody else can give a file away
	}
	if err := os.Chown("one", 1234, 4321); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove("two"); err != nil {
		t.Fatal(err)
	}
	if s, ok := replaced("one").Sys().(*syscall.Stat_t); !ok || s.Uid != 1234 || s.Gid != 4321 {
		t.Errorf("a file has another owner once it is replaced: %+v", s)
	}
}

// TestMend ends a writing in place that was cut short, and keeps what was there.
func TestMend(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "case.yaml", "half wri")
	write(t, ".case.yaml.7.copy", "written whole")
	if before, err := Mend("case.yaml"); before != "case-before.yaml" || err != nil {
		t.Errorf("Mend = %q, %v", before, err)
	}
	if read(t, "case.yaml") != "written whole" || read(t, "case-before.yaml") != "half wri" {
		t.Errorf("case.yaml has %q, and what was there is %q", read(t, "case.yaml"), read(t, "case-before.yaml"))
	}
	write(t, ".case.yaml.8.copy", "written whole")
	if before, err := Mend("case.yaml"); before != "" || err != nil {
		t.Errorf("Mend of what is whole = %q, %v", before, err)
	}
	if left, err := filepath.Glob(".*"); err != nil || len(left) > 0 {
		t.Errorf("left behind: %q (%v)", left, err)
	}
}
