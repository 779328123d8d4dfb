// Package exit is how a command ends: the kinds of errors, the exit code of each,
// and the one place that prints errors.
package exit

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/questions/diag"
)

// Done is the exit code of a command without an error.
const Done = 0

// A Kind is a sort of error with an exit code of its own. It is an error too: that of a command which has said what
// is wrong, and ends without a further word.
type Kind int

// The kinds of errors. Where a command ends in several, the last in this list decides.
const (
	Unmet      Kind = iota // a requirement, a comparison or completeness
	SomeFailed             // of the inputs of a batch
	Invalid                // a file of a person's
	Failed                 // what has no kind: it could not be done
	Misused                // the command line
	Interrupted
)

// codes is the one place where kinds of errors become exit codes; os.Exit is main's. A kind without an entry would be 0.
var codes = [...]int{Unmet: 4, SomeFailed: 5, Invalid: 3, Failed: 1, Misused: 2, Interrupted: 130}

// meanings say what a command that ends so has met.
var meanings = [...]string{
	Unmet:       "something required is not met or not known yet, a file is not complete, or a result does not hold",
	SomeFailed:  "some cases of many failed",
	Invalid:     "a bank or an answer file is not valid",
	Failed:      "it could not run: a file is not there, or the input ended",
	Misused:     "the command is not right",
	Interrupted: "interrupted",
}

// Statuses are the exit codes with what they mean, a line each, in their order.
func Statuses() []string {
	lines := []string{fmt.Sprintf("%-3d  done", Done)}
	for k := range codes {
		lines = append(lines, fmt.Sprintf("%-3d  %s", codes[k], meanings[k]))
	}
	slices.SortFunc(lines[1:], func(a, b string) int {
		return cmp.Or(cmp.Compare(len(strings.Fields(a)[0]), len(strings.Fields(b)[0])), strings.Compare(a, b))
	})
	return lines
}

// Code gives the exit code of a kind.
func (k Kind) Code() int { return codes[k] }

// Error names the exit code.
func (k Kind) Error() string { return fmt.Sprintf("exit code %d", k.Code()) }

// Errorf is fmt.Errorf for an error of a kind.
func (k Kind) Errorf(format string, args ...any) error {
	return &Error{kind: k, err: fmt.Errorf(format, args...)}
}

// When returns the kind as an error if it is so, else nil: for errors.Join.
func (k Kind) When(so bool) error {
	if so {
		return k
	}
	return nil
}

// An Error is an error with its kind, and hints that can be typed as they stand.
type Error struct {
	kind  Kind
	err   error
	hints []string
}

// Error gives its text.
func (e *Error) Error() string { return e.err.Error() }

// Unwrap gives the error without its kind.
func (e *Error) Unwrap() error { return e.err }

// Hinted adds hints to an error, and makes it one of the kind.
func (k Kind) Hinted(err error, hints ...string) error { return &Error{k, err, hints} }

// Usage says that the command line is off.
func Usage(message string, hints ...string) error {
	return Misused.Hinted(errors.New(message), hints...)
}

// Problems are what is wrong with files of a person's, with their texts for excerpts.
type Problems struct {
	List    diag.List
	Sources map[string][]byte
}

// Error lists them.
func (l *Problems) Error() string { return l.List.Error() }

// WithSource adds the text of a file to an error about it.
func WithSource(err error, file string, text []byte) error {
	if problems, ok := errors.AsType[diag.List](err); ok {
		return &Problems{problems, map[string][]byte{file: text}}
	}
	return err
}

// Conclude is the one place that prints errors. It returns the exit code: that of the highest kind where several errors
// were joined.
func Conclude(w io.Writer, err error) int {
	if err == nil {
		return Done
	}
	worst := Unmet
	for _, e := range joined(err) {
		worst = max(worst, printError(w, e))
	}
	return worst.Code()
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
func printError(w io.Writer, err error) Kind {
	if list, ok := errors.AsType[*Problems](err); ok {
		return printProblems(w, list.List, list.Sources)
	}
	if problems, ok := errors.AsType[diag.List](err); ok {
		return printProblems(w, problems, nil)
	}
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(w, "samklar: interrupted")
		return Interrupted
	}
	if k, ok := errors.AsType[Kind](err); ok {
		return k
	}
	text, f := err.Error(), &Error{kind: Failed}
	if errors.As(err, &f) {
		text = f.Error()
	}
	fmt.Fprintf(w, "samklar: %s\n", say.Line(text))
	for _, h := range f.hints {
		fmt.Fprintf(w, "hint: %s\n", say.Line(h))
	}
	return f.kind
}

func printProblems(w io.Writer, problems diag.List, sources map[string][]byte) Kind {
	problems.Sort()
	if err := problems.Print(w, sources); err != nil {
		return Failed
	}
	fmt.Fprintf(w, "samklar: %s\n", say.Count(len(problems), "problem"))
	return Invalid
}
