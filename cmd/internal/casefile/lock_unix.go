//go:build unix

package casefile

import (
	"errors"
	"os"
	"syscall"
)

// lockFile takes the system's lock on an open file, at once or not at all. It
// tells whether somebody else has it, or why there is no lock to be had.
func lockFile(f *os.File) (held bool, none error) {
	for {
		switch err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); {
		case errors.Is(err, syscall.EINTR):
		case errors.Is(err, syscall.EWOULDBLOCK):
			return true, nil
		default:
			return false, err
		}
	}
}
