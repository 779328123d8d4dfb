// Package cli is the command line: one file per command, flags in, exit code
// out.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"collectiveimpact/samklar/cmd/internal/casefile"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/input"
	"collectiveimpact/samklar/cmd/internal/usage"

	"github.com/spf13/cobra"
)

// Run runs one command and gives the exit code: 0 done, 1 could not run, 2
// usage, 3 invalid bank or answer file, 4 a requirement is not met, 5 some
// inputs of a batch failed, 130 interrupted.
func Run(ctx context.Context, sys *command.System) int {
	root := newRoot(&command.Options{Sys: sys, In: input.Reader{In: sys.In, Interrupted: ctx.Done()}})
	root.SetArgs(sys.Args)
	root.SetIn(sys.In)
	out := &remembering{w: sys.Out}
	root.SetOut(out)
	root.SetErr(sys.Err)
	err := root.ExecuteContext(ctx)
	if err == nil && out.err != nil {
		err = fmt.Errorf("writing the result: %w", casefile.NoPath(out.err))
	}
	return exit.Conclude(sys.Err, err)
}

// remembering keeps in mind that a write failed, since cobra's help does not say so.
type remembering struct {
	w   io.Writer
	err error
}

func (o *remembering) Write(p []byte) (int, error) {
	n, err := o.w.Write(p)
	if err != nil && o.err == nil {
		o.err = err
	}
	return n, err
}

func newRoot(o *command.Options) *cobra.Command {
	version := false
	root := &cobra.Command{
		Use:   "samklar",
		Short: "Is collective impact the right approach, and are we ready for it?",
		Long: `samklar tells people who want to tackle a social problem together whether
collective impact is the right approach, whether they are ready for it, and
what to do next.

Start with an interview:    samklar assess
Look at a finished case:    samklar report FILE`,
		Args:          cobra.NoArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(c *cobra.Command, _ []string) error {
			if version {
				return printVersion(o)
			}
			return hello(c.Context(), o)
		},
	}
	root.Flags().BoolVar(&version, "version", false, "print the version")
	root.CompletionOptions.HiddenDefaultCmd = false
	o.AddTo(root)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		if refused, ok := errors.AsType[*exit.Error](err); ok {
			return refused // in our own words
		}
		return exit.Usage(err.Error()+usage.NearFlag(c, err), c.CommandPath()+" --help")
	})
	root.AddCommand(
		newAssess(o), newReport(o),
		newScore(o), newScreen(o), newCheck(o),
		newAnswers(o), newImport(o), newForm(o), newTemplate(o),
		newVerify(o), newCompare(o), newGroup(o),
		newTree(o), newQuestions(o), newMan(o), newVersion(o),
	)
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	usage.Strict(root)
	return root
}
