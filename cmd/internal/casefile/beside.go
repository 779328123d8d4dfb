package casefile

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// What belongs to a file while it is written stands beside it, under its name with
// a dot before: the lock, what is half written (a number and .tmp), and a copy that
// is whole while the file itself is written in place (a number and .copy).

// maxName is the longest name, in bytes, that has room for what stands behind it
// in the 255 that file systems allow.
const maxName = 200

// beside returns what the names of all begin with that belongs to a file.
func beside(path string) string {
	dir, base := filepath.Split(path)
	if len(base) > maxName {
		sum := sha256.Sum256([]byte(base))
		base = strings.ToValidUTF8(base[:maxName-20], "") + "~" + hex.EncodeToString(sum[:8])
	}
	return filepath.Join(dir, "."+base+".")
}

// create makes a new file beside another, which nobody else sweeps away while it
// is open.
func create(path string, mode os.FileMode) (*os.File, error) {
	for {
		f, err := os.OpenFile(beside(path)+strconv.Itoa(int(rand.Uint32()))+".tmp", os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
		switch {
		case errors.Is(err, fs.ErrExist):
			continue
		case err != nil:
			return nil, err
		}
		if held, _ := lockFile(f); !held && sameFile(f, f.Name()) {
			return f, nil
		}
		_ = f.Close()
	}
}

// Folders remembers what lay in folders, so that a run that puts many files into one
// looks into it once. What other processes leave there meanwhile stays for the next
// run. The zero value has seen none; a nil one remembers nothing.
type Folders struct {
	seen map[string][]string // the files whose names begin with a dot
}

// hidden lists the files in a folder whose names begin with a dot.
func (l *Folders) hidden(dir string) []string {
	if l != nil {
		if names, ok := l.seen[dir]; ok {
			return names
		}
	}
	var names []string
	entries, _ := os.ReadDir(dir) // none of a folder that may be written but not read
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") && e.Type().IsRegular() {
			names = append(names, e.Name())
		}
	}
	if l != nil {
		if l.seen == nil {
			l.seen = make(map[string][]string)
		}
		l.seen[dir] = names
	}
	return names
}

// sweep removes what a process that was killed while it wrote has left behind:
// answers have no business in forgotten files. What another one has open stays.
func (l *Folders) sweep(path string) {
	for _, name := range l.leftBeside(path, ".tmp") {
		if f := unheld(name); f != nil {
			_ = os.Remove(name)
			_ = f.Close()
		}
	}
}

// leftBeside lists the numbered files beside another, by their ending.
func (l *Folders) leftBeside(path, ending string) []string {
	prefix := filepath.Base(beside(path))
	var all []string
	for _, name := range l.hidden(filepath.Dir(path)) {
		number, is := strings.CutPrefix(name, prefix)
		number, ends := strings.CutSuffix(number, ending)
		if is && ends && number != "" && strings.Trim(number, "0123456789") == "" {
			all = append(all, filepath.Join(filepath.Dir(path), name))
		}
	}
	return all
}

// unheld opens a file that nobody else has locked, or returns nil.
func unheld(name string) *os.File {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return nil
	}
	if held, none := lockFile(f); none != nil || held || !sameFile(f, name) {
		_ = f.Close()
		return nil
	}
	return f
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

// same reports whether a file holds what an open one does.
func same(f *os.File, path string) bool {
	ours, err := io.ReadAll(io.NewSectionReader(f, 0, 1<<62))
	if err != nil {
		return false
	}
	theirs, err := os.ReadFile(path)
	return err == nil && string(ours) == string(theirs)
}
