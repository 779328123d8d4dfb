// Package input reads what commands are given: files, standard input and banks, each within its limit, until somebody
// interrupts it.
package input

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/cmd/internal/casefile"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// A Reader reads what commands are given, and notes which files those were.
type Reader struct {
	In          io.Reader // standard input
	Interrupted <-chan struct{}
	Sources     output.Sources
}

// Read reads a file, or standard input where the path is "-", without a
// byte-order mark, up to one byte more than limit: enough to see that it is too large.
func (r *Reader) Read(path string, limit int64) (name string, data []byte, err error) {
	name, data, err = r.Exact(path, limit)
	return name, bytes.TrimPrefix(data, []byte("\ufeff")), err
}

// Exact is Read for what is written back: it keeps the mark.
func (r *Reader) Exact(path string, limit int64) (name string, data []byte, err error) {
	if path == "-" {
		data, err = r.Wait(func() ([]byte, error) { return readAll(r.In, limit) })
		if err != nil {
			return batch.Stdin, nil, fmt.Errorf("reading standard input: %w", err)
		}
		return batch.Stdin, data, nil
	}
	r.Sources.Read(path)
	if data, err = r.File(path, limit); err != nil {
		return path, nil, fmt.Errorf("reading %q: %w", path, err)
	}
	return path, data, nil
}

// File reads a file up to one byte more than limit.
func (r *Reader) File(path string, limit int64) ([]byte, error) {
	read := func() ([]byte, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, casefile.NoPath(err)
		}
		defer f.Close() //nolint:errcheck // only read
		return readAll(f, limit)
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return r.Wait(read)
	}
	return read()
}

func readAll(from io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(from, limit+1))
	return data, casefile.NoPath(err)
}

// Wait reads what may let us wait, such as a pipe that nobody fills, until
// the user interrupts it.
func (r *Reader) Wait(read func() ([]byte, error)) (data []byte, err error) {
	done := make(chan struct{})
	go func() {
		data, err = read()
		close(done)
	}()
	select {
	case <-done:
		return data, err
	case <-r.Interrupted:
		return nil, context.Canceled
	}
}

// A bankFolder is where banks are read from, within their limit.
type bankFolder struct {
	fs.FS
	r   *Reader
	dir string
}

// Banks is a folder to read banks from.
func (r *Reader) Banks(dir string) fs.FS { return bankFolder{os.DirFS(dir), r, dir} }

// ReadFile is what fs.ReadFile calls.
func (b bankFolder) ReadFile(name string) ([]byte, error) {
	b.r.Sources.Read(filepath.Join(b.dir, name))
	return b.r.File(filepath.Join(b.dir, name), questions.MaxBytes)
}

// WithBanks reads the files that problems are about once more, to show
// the lines.
func WithBanks(err error) error {
	var problems diag.List
	if !errors.As(err, &problems) {
		return err
	}
	sources := make(map[string][]byte)
	for _, p := range problems {
		if info, err := os.Stat(p.File); err != nil || !info.Mode().IsRegular() || info.Size() > questions.MaxBytes {
			continue // it was another file when it was read
		}
		if data, err := os.ReadFile(p.File); err == nil {
			sources[p.File] = data
		}
	}
	return &exit.Problems{List: problems, Sources: sources}
}
