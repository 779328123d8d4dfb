package casefile

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func mkdir(t *testing.T, path string) {
	t.Helper()
	if err := os.Mkdir(path, 0o750); err != nil {
		t.Fatal(err)
	}
}

// TestSave saves a new file, saves it again, and leaves it alone once somebody else has changed it.
func TestSave(t *testing.T) {
	t.Chdir(t.TempDir())
	f := &File{Path: "case.yaml"}
	for _, text := range []string{"one", "two", "two"} {
		if err := f.Save([]byte(text)); err != nil || !f.Exists() || read(t, f.Path) != text {
			t.Fatalf("Save(%q) = %v, and the file has %q", text, err, read(t, f.Path))
		}
	}
	write(t, f.Path, "theirs")
	for _, mine := range []string{"case-mine.yaml", "case-mine-2.yaml"} {
		changed, ok := errors.AsType[*ChangedError](f.Save([]byte("three")))
		if !ok || changed.Mine != mine || read(t, mine) != "three" || read(t, f.Path) != "theirs" {
			t.Errorf("Save over a change = %v, want ours in %q", changed, mine)
		}
	}
	other := &File{Path: "case.yaml"}
	other.Seen([]byte("theirs"))
	if err := other.Save([]byte("four")); err != nil {
		t.Errorf("Save of a file that was read = %v, want nil", err)
	}
}

// TestReplacement puts a file in its place at the end, with the mode of the one before, through a link, and not at all
// where it is taken away.
func TestReplacement(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("target", []byte("before"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("target", "link"); err != nil {
		t.Fatal(err)
	}
	for _, commit := range []bool{false, true} {
		r, err := NewReplacement("link")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Write([]byte("after")); err != nil || read(t, "target") != "before" {
			t.Errorf("Write = %v, and the file has %q before it is replaced", err, read(t, "target"))
		}
		if commit {
			if err := r.Commit(); err != nil {
				t.Error(err)
			}
		}
		r.Discard()
	}
	info, err := os.Lstat("target")
	if err != nil || info.Mode() != 0o640 || read(t, "link") != "after" {
		t.Errorf("the file has mode %v and %q (%v), want %v and %q", info.Mode(), read(t, "link"), err, os.FileMode(0o640), "after")
	}
	if left, err := filepath.Glob(".*"); err != nil || len(left) > 0 {
		t.Errorf("left behind: %q (%v)", left, err)
	}
	if err := os.Chmod("target", 0o400); err != nil {
		t.Fatal(err)
	}
	if err := Replace("link", nil); err == nil || read(t, "target") != "after" {
		t.Errorf("Replace of a file that is read-only = %v, want an error", err)
	}
}

// TestOdd names long and odd files, and refuses what is no file to be written.
func TestOdd(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{strings.Repeat("n", 255), strings.Repeat("æ", 127), strings.Repeat("n", 254) + "m", "-rf", "a\nb", " "} {
		if err := Replace(name, []byte("text")); err != nil || read(t, name) != "text" {
			t.Errorf("Replace(%.20q) = %v", name, err)
		}
		f := &File{Path: name}
		f.Seen([]byte("text"))
		if _, err := f.Lock(time.Now(), false); err != nil {
			t.Errorf("Lock of %.20q: %v", name, err)
		}
		if err := f.Save([]byte("more")); err != nil || read(t, name) != "more" {
			t.Errorf("Save of %.20q: %v", name, err)
		}
		f.Unlock()
	}
	if err := os.Symlink("nowhere", "dangling"); err != nil {
		t.Fatal(err)
	}
	mkdir(t, "folder")
	for name, want := range map[string]string{"dangling": `is a link to "nowhere", which is not there`, "folder": "no regular file"} {
		if err := Replace(name, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Replace(%q) = %v, want an error with %q", name, err, want)
		}
	}
	f := &File{Path: "folder"}
	f.Seen([]byte("text"))
	if changed, ok := errors.AsType[*ChangedError](f.Save([]byte("ours"))); !ok || read(t, changed.Mine) != "ours" {
		t.Errorf("Save over what has become a folder = %v, want ours beside it", changed)
	}
}

// TestFolders puts many files into a folder that is looked into once: what is left there for any of them goes, and what
// comes later stays for the next run.
func TestFolders(t *testing.T) {
	t.Chdir(t.TempDir())
	var l Folders
	put := func(path string) {
		r, err := l.NewReplacement(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{".one.yaml.1.tmp", ".two.yaml.1.tmp", ".two.yaml.b.tmp"} {
		write(t, name, "half")
	}
	put("one.yaml")
	write(t, ".two.yaml.2.tmp", "later")
	put("two.yaml")
	if left, err := filepath.Glob(".*"); err != nil || strings.Join(left, " ") != ".two.yaml.2.tmp .two.yaml.b.tmp" {
		t.Errorf("left behind: %q (%v); want what came later, and what is none of ours", left, err)
	}
}
