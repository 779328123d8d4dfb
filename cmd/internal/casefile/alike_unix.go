//go:build unix

package casefile

import (
	"os"
	"syscall"
)

// alike gives a new file the mode, owner, group and extended attributes of the one
// that it replaces, and reports whether nothing is lost by that. The other names of
// a file would be.
func alike(f *os.File, path string, old os.FileInfo) bool {
	info, err := f.Stat()
	if err != nil {
		return false
	}
	was, ok := old.Sys().(*syscall.Stat_t)
	is, also := info.Sys().(*syscall.Stat_t)
	if !ok || !also || was.Nlink > 1 {
		return false
	}
	if (is.Uid != was.Uid || is.Gid != was.Gid) && f.Chown(int(was.Uid), int(was.Gid)) != nil {
		return false
	}
	if f.Chmod(old.Mode()) != nil { // after the owner, whose change takes bits away
		return false
	}
	return sameAttributes(f, path)
}
