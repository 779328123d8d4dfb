// Command measure runs a command and adds a line to a file: a name, the seconds
// that passed, the seconds of processor time (its children's too), and the most
// memory that any of its processes held, in KiB; with tabs between.
//
//	measure FILE NAME COMMAND [ARGUMENT...]
//
// Streams are the command's own, and so is the exit code. A command that fails
// adds no line.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

func main() {
	if len(os.Args) < 4 {
		fmt.Fprintln(os.Stderr, "usage: measure FILE NAME COMMAND [ARGUMENT...]") //nolint:forbidigo // main is where the outside world comes in
		os.Exit(2)                                                                //nolint:forbidigo // the same
	}
	code, err := measure(os.Args[1], os.Args[2], os.Args[3:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err) //nolint:forbidigo // the same
		code = 1
	}
	os.Exit(code) //nolint:forbidigo // the same
}

func measure(file, name string, command []string) (code int, err error) {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr //nolint:forbidigo // handed through
	start := time.Now()                                                //nolint:forbidigo // what it is for
	err = cmd.Run()
	wall := time.Since(start) //nolint:forbidigo // the same
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return 1, err
	}
	state := cmd.ProcessState
	if !state.Success() {
		return state.ExitCode(), nil
	}
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 1, errors.New("this system does not tell what a process used")
	}
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return 1, err
	}
	_, err = fmt.Fprintf(f, "%s\t%.3f\t%.3f\t%d\n", name, wall.Seconds(), (state.UserTime() + state.SystemTime()).Seconds(), usage.Maxrss)
	return 0, errors.Join(err, f.Close())
}
