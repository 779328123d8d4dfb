//go:build linux || darwin

package casefile

import (
	"bytes"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// sameAttributes gives a new file the extended attributes of another, access lists
// among them, and reports whether it could.
func sameAttributes(f *os.File, path string) bool {
	names, err := attribute(func(to []byte) (int, error) { return unix.Listxattr(path, to) })
	if err != nil {
		return err == unix.ENOTSUP //nolint:errorlint // a number as the system gives it
	}
	fd := int(f.Fd())
	for name := range strings.SplitSeq(strings.TrimSuffix(string(names), "\x00"), "\x00") {
		if name == "" {
			continue
		}
		value, err := attribute(func(to []byte) (int, error) { return unix.Getxattr(path, name, to) })
		if err != nil {
			return false
		}
		own, err := attribute(func(to []byte) (int, error) { return unix.Fgetxattr(fd, name, to) })
		if (err != nil || !bytes.Equal(own, value)) && unix.Fsetxattr(fd, name, value, 0) != nil {
			return false
		}
	}
	return true
}

// attribute reads what is as long as the system says.
func attribute(read func(to []byte) (int, error)) ([]byte, error) {
	n, err := read(nil)
	if err != nil || n == 0 {
		return nil, err
	}
	value := make([]byte, n)
	n, err = read(value)
	if err != nil {
		return nil, err
	}
	return value[:n], nil
}
