package casefile

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lockFile takes the system's lock on an open file, at once or not at all. It
// tells whether somebody else has it, or why there is no lock to be had. The byte
// that is locked lies behind all that is written, since nobody else could read it.
func lockFile(f *os.File) (held bool, none error) {
	at := &windows.Overlapped{OffsetHigh: 1 << 30}
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return true, nil
	}
	return false, err
}
