package main

import (
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"unsafe"
)

// startOnTerminal starts a program whose input, output and errors are a new
// terminal of a size. It gives the end that a person would look at and type on.
func startOnTerminal(cmd *exec.Cmd, columns, rows uint16) (*os.File, error) {
	screen, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		return nil, err
	}
	var number, unlocked int32
	size := struct{ rows, columns, x, y uint16 }{rows: rows, columns: columns}
	for _, call := range []struct {
		request uintptr
		value   unsafe.Pointer
	}{
		{syscall.TIOCSPTLCK, unsafe.Pointer(&unlocked)},
		{syscall.TIOCGPTN, unsafe.Pointer(&number)},
		{syscall.TIOCSWINSZ, unsafe.Pointer(&size)},
	} {
		if err := control(screen, call.request, call.value); err != nil {
			return nil, err
		}
	}
	tty, err := os.OpenFile("/dev/pts/"+strconv.Itoa(int(number)), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		return nil, err
	}
	defer tty.Close()
	cmd.Stdin, cmd.Stdout, cmd.Stderr = tty, tty, tty
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	return screen, cmd.Start()
}

// control asks something of a device.
func control(f *os.File, request uintptr, value unsafe.Pointer) error {
	raw, err := f.SyscallConn()
	if err != nil {
		return err
	}
	var errno syscall.Errno
	if err := raw.Control(func(fd uintptr) {
		_, _, errno = syscall.Syscall(syscall.SYS_IOCTL, fd, request, uintptr(value))
	}); err != nil {
		return err
	}
	if errno != 0 {
		return errno
	}
	return nil
}
