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

// sweep removes what a process that was killed while it wrote has left behind:
// answers have no business in forgotten files. What another one has open stays.
func sweep(path string) {
	for _, name := range leftBeside(path, ".tmp") {
		if f := unheld(name); f != nil {
			_ = os.Remove(name)
			_ = f.Close()
		}
	}
}

// leftBeside lists the numbered files beside another, by their ending.
func leftBeside(path, ending string) []string {
	prefix := filepath.Base(beside(path))
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil // a folder that may be written but not read
	}
	var all []string
	for _, e := range entries {
		number, is := strings.CutPrefix(e.Name(), prefix)
		number, ends := strings.CutSuffix(number, ending)
		if is && ends && number != "" && strings.Trim(number, "0123456789") == "" && e.Type().IsRegular() {
			all = append(all, filepath.Join(filepath.Dir(path), e.Name()))
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
