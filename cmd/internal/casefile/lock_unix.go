//go:build unix

package casefile

import (
	"os"
	"syscall"
)

// lockFile takes the system's lock on an open file, or fails at once.
func lockFile(f *os.File) error {
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
}
