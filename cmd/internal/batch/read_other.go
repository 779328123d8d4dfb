//go:build !unix

package batch

import (
	"errors"
	"io"
	"os"
)

// readInto reads a file into buf, up to its end or until buf is full.
func readInto(path string, buf []byte) (n int, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	n, err = io.ReadFull(f, buf)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return n, err
}
