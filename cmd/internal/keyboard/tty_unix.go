//go:build linux || darwin

package keyboard

import (
	"os"

	"golang.org/x/sys/unix"
)

// takeKeys has a terminal hand over keys instead of lines, and show none. Signals
// stay as they are. It reports whether it could.
func takeKeys(f *os.File) (restore func(), ok bool) {
	fd := int(f.Fd())
	before, err := unix.IoctlGetTermios(fd, getTermios)
	if err != nil {
		return nil, false
	}
	keys := *before
	keys.Lflag &^= unix.ICANON | unix.ECHO
	keys.Iflag |= unix.ICRNL
	keys.Cc[unix.VMIN], keys.Cc[unix.VTIME] = 1, 0
	if unix.IoctlSetTermios(fd, setTermios, &keys) != nil {
		return nil, false
	}
	return func() { _ = unix.IoctlSetTermios(fd, setTermios, before) }, true
}

// waiting reports whether more comes at once.
func waiting(f *os.File) bool {
	fds := []unix.PollFd{{Fd: int32(f.Fd()), Events: unix.POLLIN}}
	n, err := unix.Poll(fds, int(AtOnce.Milliseconds()))
	return err == nil && n > 0 && fds[0].Revents&unix.POLLIN != 0
}
