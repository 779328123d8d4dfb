package typed

import (
	"errors"
	"io"
	"os"

	"github.com/muesli/cancelreader"
)

// Watched gives a reader that tells once when its input ends, which the drawing
// library does not. A file stays one, so that the terminal can be set up.
func Watched(in io.Reader, ended func()) io.Reader {
	w := &watchedReader{in, ended}
	if f, ok := in.(*os.File); ok {
		return watchedFile{f, w}
	}
	return w
}

type watchedReader struct {
	in    io.Reader
	ended func()
}

func (w *watchedReader) Read(p []byte) (int, error) {
	n, err := w.in.Read(p)
	if err != nil && !errors.Is(err, cancelreader.ErrCanceled) { // the end of the input, not that of reading it
		w.ended()
	}
	return n, err
}

type watchedFile struct {
	*os.File
	watched *watchedReader
}

func (w watchedFile) Read(p []byte) (int, error) { return w.watched.Read(p) }
