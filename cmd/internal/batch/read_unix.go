//go:build unix

package batch

import (
	"errors"
	"syscall"
)

// readInto reads a file into buf, up to its end or until buf is full. It goes to the
// system at once: os.Open first asks whether the file can be waited for, which a file
// of a folder never needs, and that takes as long as reading it.
func readInto(path string, buf []byte) (n int, err error) {
	var fd int
	if err := again(func() (err error) {
		fd, err = syscall.Open(path, syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
		return err
	}); err != nil {
		return 0, err
	}
	defer syscall.Close(fd) //nolint:errcheck // nothing was written
	for n < len(buf) {
		got := 0
		if err := again(func() (err error) {
			got, err = syscall.Read(fd, buf[n:])
			return err
		}); err != nil || got <= 0 {
			return n, err
		}
		n += got
	}
	return n, nil
}

// again calls until no signal comes between.
func again(call func() error) error {
	for {
		if err := call(); !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}
