package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"
)

// stdinName names standard input in messages.
const stdinName = "<stdin>"

// readInput reads a file, or standard input where the path is "-", up to one
// byte more than limit: enough to see that it is too large.
func (o *options) readInput(path string, limit int64) (name string, data []byte, err error) {
	if path == "-" {
		data, err = io.ReadAll(io.LimitReader(o.sys.In, limit+1))
		if err != nil {
			return stdinName, nil, fail(exitFailed, nil, "reading standard input: %w", err)
		}
		return stdinName, data, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return path, nil, fail(exitFailed, nil, "reading %q: %w", path, noPath(err))
	}
	defer f.Close() //nolint:errcheck // only read
	data, err = io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return path, nil, fail(exitFailed, nil, "reading %q: %w", path, noPath(err))
	}
	return path, data, nil
}

// readAnswers reads one answer file.
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
	if err != nil {
		return nil, withSource(err, name, data)
	}
	return doc, nil
}

// replaceFile puts a file in the place of another in one step: written beside
// it, flushed to the disk, then renamed. A new file may be read by all; one
// that is there keeps its own. A link is followed.
func replaceFile(path string, data []byte) (err error) {
	mode := os.FileMode(0o644)
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	if info, err := os.Stat(path); err == nil {
		if mode = info.Mode().Perm(); mode&0o222 == 0 {
			return fmt.Errorf("writing %q: the file is read-only; it is as it was", path)
		}
	}
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return fmt.Errorf("writing %q: %w", path, noPath(err))
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
			err = fmt.Errorf("writing %q: %w; it is as it was", path, noPath(err))
		}
	}()
	if err := fill(f, data, mode); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	syncDir(dir)
	return nil
}

// fill writes a file, flushes it to the disk and closes it.
func fill(f *os.File, data []byte, mode os.FileMode) error {
	if _, err := f.Write(data); err != nil {
		return err
	}
	if err := f.Chmod(mode); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return f.Close()
}

// syncDir makes a rename last. Where a folder cannot be flushed, as on some
// network file systems, the file itself still is complete.
func syncDir(dir string) {
	d, err := os.Open(dir)
	if err != nil {
		return // a folder that may be written but not read
	}
	_ = d.Sync()
	_ = d.Close()
}

// writeOutput gives a result to stdout, or with a path puts it in a file's
// place once it is complete.
func (o *options) writeOutput(path string, data []byte) error {
	if path == "" || path == "-" {
		if _, err := o.sys.Out.Write(data); err != nil {
			return fail(exitFailed, nil, "writing the result: %w", noPath(err))
		}
		return nil
	}
	if _, err := statRegular(path); err != nil {
		return err
	}
	return replaceFile(path, data)
}

// apart refuses to write a result over the file it is made from.
func apart(in, out string) error {
	if in == "-" || out == "" || out == "-" {
		return nil
	}
	a, errA := os.Stat(in)
	b, errB := os.Stat(out)
	if errA == nil && errB == nil && os.SameFile(a, b) {
		return usage(fmt.Sprintf("--output: %q is the answer file itself; name another file", out))
	}
	return nil
}
