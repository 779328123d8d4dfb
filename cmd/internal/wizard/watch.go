package wizard

import (
	"errors"
	"io"
	"os"

	"github.com/muesli/cancelreader"
)

// inputEnded says that nothing more will be typed: the terminal is gone.
type inputEnded struct{}

// watched gives a reader that tells once when its input ends, which the drawing
// library does not. A file stays one, so that the terminal can be set up.
func watched(in io.Reader, ended func()) io.Reader {
	if f, ok := in.(*os.File); ok {
		return &watchedFile{File: f, ended: ended}
	}
	return &watchedReader{in, ended}
}

type watchedFile struct {
	*os.File
	ended func()
}

func (w *watchedFile) Read(p []byte) (int, error) {
	n, err := w.File.Read(p)
	tell(err, w.ended)
	return n, err
}

type watchedReader struct {
	io.Reader
	ended func()
}

func (w *watchedReader) Read(p []byte) (int, error) {
	n, err := w.Reader.Read(p)
	tell(err, w.ended)
	return n, err
}

// tell passes on the end of the input, but not that of reading it.
func tell(err error, ended func()) {
	if err != nil && !errors.Is(err, cancelreader.ErrCanceled) {
		ended()
	}
}
