package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"unicode"

	"collectiveimpact/samklar/questions/diag"

	"github.com/spf13/cobra"
)

// The exit codes.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInvalid     = 3
	exitUnmet       = 4
	exitSomeFailed  = 5
	exitInterrupted = 130
)

// A failure is an error with the exit code it ends in, and hints that can be
// typed as they stand.
type failure struct {
	code  int
	err   error
	hints []string
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

func fail(code int, hints []string, format string, args ...any) error {
	return &failure{code, fmt.Errorf(format, args...), hints}
}

// usage says that the command line is off.
func usage(message string, hints ...string) error {
	return &failure{exitUsage, errors.New(message), hints}
}

// invalid is a problem list of a person's files, with their texts for excerpts.
type invalid struct {
	problems diag.List
	sources  map[string][]byte
}

func (i *invalid) Error() string { return i.problems.Error() }

// withSource adds the text of a file to an error about it.
func withSource(err error, file string, text []byte) error {
	if problems, ok := errors.AsType[diag.List](err); ok {
		return &invalid{problems, map[string][]byte{file: text}}
	}
	return err
}

// errPrinted ends a command in a code without a further word.
func errPrinted(code int) error { return &failure{code: code, err: errors.New("")} }

// conclude is the one place that prints errors. It gives the exit code.
func conclude(sys *System, err error) int {
	if err == nil {
		return exitDone
	}
	var list *invalid
	var problems diag.List
	var f *failure
	switch {
	case errors.As(err, &list):
		return printProblems(sys, list.problems, list.sources)
	case errors.As(err, &problems):
		return printProblems(sys, problems, nil)
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(sys.Err, "samklar: interrupted")
		return exitInterrupted
	case errors.As(err, &f):
		if text := f.Error(); text != "" {
			fmt.Fprintf(sys.Err, "samklar: %s\n", oneLine(text))
		}
		for _, h := range f.hints {
			fmt.Fprintf(sys.Err, "hint: %s\n", oneLine(h))
		}
		return f.code
	default:
		fmt.Fprintf(sys.Err, "samklar: %s\n", oneLine(err.Error()))
		return exitFailed
	}
}

func printProblems(sys *System, problems diag.List, sources map[string][]byte) int {
	problems.Sort()
	if err := problems.Print(sys.Err, sources); err != nil {
		return exitFailed
	}
	count := "1 problem"
	if len(problems) > 1 {
		count = fmt.Sprintf("%d problems", len(problems))
	}
	fmt.Fprintf(sys.Err, "samklar: %s\n", count)
	return exitInvalid
}

// oneLine keeps what came from outside from acting on the terminal.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '·'
		}
		return r
	}, s)
}

func unknownCommand(c *cobra.Command, name string) error {
	var known []string
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() || sub.Name() == "help" {
			known = append(known, sub.Name())
		}
	}
	near := diag.Nearest(name, known)
	if near == "" {
		return usage(fmt.Sprintf("unknown command %s of %q", diag.Quote(name), c.CommandPath()), c.CommandPath()+" --help")
	}
	return usage(fmt.Sprintf("unknown command %s of %q; did you mean %q?", diag.Quote(name), c.CommandPath(), near), c.CommandPath()+" "+near+" --help")
}

// noPath takes the path out of a file system's error: the message names it.
func noPath(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}
