package cli

import (
	"context"
	"errors"
	"fmt"

	"collectiveimpact/samklar/questions/diag"
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

// A kind is a sort of error with an exit code of its own. It is an error too: that of a command which has said what
// is wrong, and ends without a further word.
type kind int

// The kinds of errors. Where a command ends in several, the last in this list decides.
const (
	unmet      kind = iota // a requirement, a comparison or completeness
	someFailed             // of the inputs of a batch
	invalid                // a file of a person's
	failed                 // what has no kind: it could not be done
	misused                // the command line
	interrupted
)

// exitCodes is the one place where kinds of errors become exit codes; os.Exit is main's. A kind without an entry would be 0.
var exitCodes = [...]int{
	unmet: exitUnmet, someFailed: exitSomeFailed, invalid: exitInvalid, failed: exitFailed, misused: exitUsage, interrupted: exitInterrupted,
}

func (k kind) Error() string { return fmt.Sprintf("exit code %d", exitCodes[k]) }

// errorf is fmt.Errorf for an error of a kind.
func (k kind) errorf(format string, args ...any) error {
	return &failure{kind: k, err: fmt.Errorf(format, args...)}
}

// when returns the kind as an error if it is so, else nil: for errors.Join.
func (k kind) when(so bool) error {
	if so {
		return k
	}
	return nil
}

// A failure is an error with its kind, and hints that can be typed as they stand.
type failure struct {
	kind  kind
	err   error
	hints []string
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

// hinted adds hints to an error that has no kind.
func hinted(err error, hints ...string) error { return &failure{failed, err, hints} }

// usage says that the command line is off.
func usage(message string, hints ...string) error {
	return &failure{misused, errors.New(message), hints}
}

// A problemList is what is wrong with files of a person's, with their texts for excerpts.
type problemList struct {
	problems diag.List
	sources  map[string][]byte
}

func (l *problemList) Error() string { return l.problems.Error() }

// withSource adds the text of a file to an error about it.
func withSource(err error, file string, text []byte) error {
	if problems, ok := errors.AsType[diag.List](err); ok {
		return &problemList{problems, map[string][]byte{file: text}}
	}
	return err
}

// conclude is the one place that prints errors. It returns the exit code: that of the highest kind where several errors
// were joined.
func conclude(sys *System, err error) int {
	if err == nil {
		return exitDone
	}
	worst := unmet
	for _, e := range joined(err) {
		worst = max(worst, printError(sys, e))
	}
	return exitCodes[worst]
}

// joined returns the errors that were joined to one. One that wraps others has its own words for them.
func joined(err error) []error {
	list, ok := any(err).(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var all []error
	for _, e := range list.Unwrap() {
		all = append(all, joined(e)...)
	}
	return all
}

// printError prints one error, and returns its kind.
func printError(sys *System, err error) kind {
	if list, ok := errors.AsType[*problemList](err); ok {
		return printProblems(sys, list.problems, list.sources)
	}
	if problems, ok := errors.AsType[diag.List](err); ok {
		return printProblems(sys, problems, nil)
	}
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(sys.Err, "samklar: interrupted")
		return interrupted
	}
	if k, ok := errors.AsType[kind](err); ok {
		return k
	}
	text, f := err.Error(), &failure{kind: failed}
	if errors.As(err, &f) {
		text = f.Error()
	}
	fmt.Fprintf(sys.Err, "samklar: %s\n", oneLine(text))
	for _, h := range f.hints {
		fmt.Fprintf(sys.Err, "hint: %s\n", oneLine(h))
	}
	return f.kind
}

func printProblems(sys *System, problems diag.List, sources map[string][]byte) kind {
	problems.Sort()
	if err := problems.Print(sys.Err, sources); err != nil {
		return failed
	}
	fmt.Fprintf(sys.Err, "samklar: %s\n", counted(len(problems), "problem"))
	return invalid
}
