package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/cmd/internal/casefile"
	"collectiveimpact/samklar/questions"
)

// readInput reads a file, or standard input where the path is "-", up to one
// byte more than limit: enough to see that it is too large.
func (o *options) readInput(path string, limit int64) (name string, data []byte, err error) {
	if path == "-" {
		data, err = o.readStream(func() ([]byte, error) { return readAll(o.sys.In, limit) })
		if err != nil {
			return batch.Stdin, nil, fmt.Errorf("reading standard input: %w", err)
		}
		return batch.Stdin, data, nil
	}
	if data, err = o.readFile(path, limit); err != nil {
		return path, nil, fmt.Errorf("reading %q: %w", path, err)
	}
	return path, data, nil
}

// readFile reads a file up to one byte more than limit.
func (o *options) readFile(path string, limit int64) ([]byte, error) {
	read := func() ([]byte, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, noPath(err)
		}
		defer f.Close() //nolint:errcheck // only read
		return readAll(f, limit)
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return o.readStream(read)
	}
	return read()
}

func readAll(from io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(from, limit+1))
	return data, noPath(err)
}

// readStream reads what may let us wait, such as a pipe that nobody fills, until
// the user interrupts it.
func (o *options) readStream(read func() ([]byte, error)) (data []byte, err error) {
	done := make(chan struct{})
	go func() {
		data, err = read()
		close(done)
	}()
	select {
	case <-done:
		return data, err
	case <-o.interrupted:
		return nil, context.Canceled
	}
}

// A bankFolder is where banks are read from, within their limit.
type bankFolder struct {
	fs.FS
	o   *options
	dir string
}

// ReadFile is what fs.ReadFile calls.
func (b bankFolder) ReadFile(name string) ([]byte, error) {
	return b.o.readFile(filepath.Join(b.dir, name), questions.MaxBytes)
}

func (o *options) readAnswers(path string, lib *questions.Library) (*answerfile.Document, error) {
	name, data, err := o.readInput(path, answerfile.MaxBytes)
	if err != nil {
		return nil, err
	}
	return parseAnswers(name, data, lib)
}

// parseAnswers reads the text of an answer file; its problems carry the text
// along, for excerpts.
func parseAnswers(name string, data []byte, lib *questions.Library) (*answerfile.Document, error) {
	doc, err := answerfile.Read(name, data, lib)
	return doc, withSource(err, name, data)
}

// writeOutput gives a result to stdout, or with a path puts it in a file's
// place once it is complete.
func (o *options) writeOutput(path string, data []byte) error {
	out, err := o.create(path, data)
	if err != nil {
		return err
	}
	if _, err := out.Write(data); err != nil {
		return err
	}
	return out.Commit()
}

// replaceable refuses to put a result in the place of what is no regular file,
// or of somebody's answers; the same text again is no harm.
func replaceable(path string, data []byte) error {
	exists, err := statRegular(path)
	if err != nil || !exists {
		return err
	}
	old, err := os.ReadFile(path)
	if err != nil || len(old) > answerfile.MaxBytes || bytes.Equal(old, data) || !answerfile.IsAnswers(old) {
		return nil //nolint:nilerr // what cannot be read is looked at when it is replaced
	}
	return usage(fmt.Sprintf("%q holds answers; a result is not written over them", path))
}

// statRegular reports whether path exists, and refuses anything that is there and
// is no regular file.
func statRegular(path string) (exists bool, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if to, err := os.Readlink(path); err == nil {
			return false, fmt.Errorf("%q is a link to %q, which is not there", path, to)
		}
		return false, nil
	case err != nil:
		return false, fmt.Errorf("looking at %q: %w", path, noPath(err))
	case info.IsDir():
		return true, fmt.Errorf("%q is a folder; expected a file", path)
	case !info.Mode().IsRegular():
		return true, fmt.Errorf("%q is not a regular file; only regular files are replaced", path)
	}
	return true, nil
}

// An outputFile is where a result goes while it is made: standard output, or a
// file that takes the place of another once it is complete.
type outputFile struct {
	out                   io.Writer
	*casefile.Replacement // nil for standard output
}

// create begins an output, of data where that is known already. A path that is "" or "-" is standard output.
func (o *options) create(path string, data []byte) (*outputFile, error) {
	if path == "" || path == "-" {
		return &outputFile{out: o.sys.Out}, nil
	}
	if err := replaceable(path, data); err != nil {
		return nil, err
	}
	r, err := casefile.NewReplacement(path)
	if err != nil {
		return nil, err
	}
	return &outputFile{r, r}, nil
}

// Write writes, and says what it could not write to.
func (f *outputFile) Write(p []byte) (int, error) {
	n, err := f.out.Write(p)
	if err != nil && f.Replacement == nil {
		err = fmt.Errorf("writing the result: %w", noPath(err))
	}
	return n, err
}

// identity tells which file is being written: the one to be replaced, or the one
// that standard output leads to.
func (f *outputFile) identity() fs.FileInfo {
	var info fs.FileInfo
	var err error
	if f.Replacement != nil {
		info, err = os.Stat(f.Path)
	} else if out, ok := f.out.(interface{ Stat() (fs.FileInfo, error) }); ok {
		info, err = out.Stat()
	}
	if err != nil || info == nil || !info.Mode().IsRegular() {
		return nil
	}
	return info
}

// apart refuses to write a result over a file it is made from, which is called what.
func apart(out, what string, from ...string) error {
	over, err := os.Stat(out)
	if err != nil || out == "-" {
		return nil //nolint:nilerr // what is not there is not written over
	}
	for _, path := range from {
		if in, err := os.Stat(path); err == nil && path != "-" && os.SameFile(in, over) {
			return usage(fmt.Sprintf("--output: %q is the %s itself; name another file", out, what))
		}
	}
	return nil
}

// noPath takes the path out of a file system's error: the message names it.
func noPath(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}
