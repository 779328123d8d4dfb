//go:build !linux

package main

import (
	"errors"
	"os"
	"os/exec"
)

// startOnTerminal is there for Linux alone; scripts that need it say so.
func startOnTerminal(_ *exec.Cmd, _, _ uint16) (*os.File, error) {
	return nil, errors.ErrUnsupported
}
