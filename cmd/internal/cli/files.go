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
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/questions"
)

// readInput reads a file, or standard input where the path is "-", without a
// byte-order mark, up to one byte more than limit: enough to see that it is too large.
func (o *options) readInput(path string, limit int64) (name string, data []byte, err error) {
	name, data, err = o.readExact(path, limit)
	return name, bytes.TrimPrefix(data, []byte("\ufeff")), err
}

// readExact is readInput for what is written back: it keeps the mark.
func (o *options) readExact(path string, limit int64) (name string, data []byte, err error) {
	if path == "-" {
		data, err = o.readStream(func() ([]byte, error) { return readAll(o.sys.In, limit) })
		if err != nil {
			return batch.Stdin, nil, fmt.Errorf("reading standard input: %w", err)
		}
		return batch.Stdin, data, nil
	}
	o.sources.Read(path)
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
			return nil, casefile.NoPath(err)
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
	return data, casefile.NoPath(err)
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
	b.o.sources.Read(filepath.Join(b.dir, name))
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
	return doc, exit.WithSource(err, name, data)
}

// writeOutput gives a result of a kind to stdout, or puts it in a file's place.
func (o *options) writeOutput(kind output.Kind, data []byte) error {
	out, err := o.create(kind, data)
	if err != nil {
		return err
	}
	if _, err := out.Write(data); err != nil {
		return err
	}
	return out.Commit()
}

// print gives a result to stdout.
func (o *options) print(data []byte) error {
	out, err := o.create("", nil)
	if err == nil {
		_, err = out.Write(data)
	}
	return err
}

// create begins a result of a kind, of data where that is known already.
func (o *options) create(kind output.Kind, data []byte) (*output.File, error) {
	out, err := o.out.Create(o.sys.Out, kind, data, &o.sources)
	if refused, ok := errors.AsType[*output.RefusedError](err); ok {
		if refused.Force {
			return nil, exit.Usage("--output: "+refused.Error(), "to replace it all the same, add --force")
		}
		return nil, exit.Usage("--output: " + refused.Error())
	}
	return out, err
}
