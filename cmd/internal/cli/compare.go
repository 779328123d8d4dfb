package cli

import (
	"bytes"
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/compare"
	"collectiveimpact/samklar/assess/comparefile"
	"collectiveimpact/samklar/cmd/internal/changes"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/moments"

	"github.com/spf13/cobra"
)

type compareOptions struct{ changes.Options }

func newCompare(o *command.Options) *cobra.Command {
	c := &compareOptions{changes.Options{Options: o}}
	cmd := &cobra.Command{
		Use:   "compare OLD NEW",
		Short: "Compare two moments of one case, or of many",
		Long: `Compare the answers of one case at two moments: what is better known, what has
come further or gone back, which parts rose or fell whatever is still missing,
which answers have changed, and what became of the steps of last time.

OLD and NEW are answer files, or stored results. Both are scored with the banks
of today; an answer to a question that has changed since counts as unknown.

Or they are folders, or lines that samklar score -f jsonl wrote: then the cases
of both are compared by their ids, and those that are new or gone are named.
With --over as-of one such path is enough: every case is followed through all
the dates on which it was answered.

Exit code 4: with --require no-back, a conclusion has gone back.`,
		Example: "  samklar compare case-2017.yaml case-2020.yaml\n  samklar compare case-2017.yaml case-2020.yaml -f html -o compare.html\n  samklar compare spring autumn --require no-back\n  samklar compare cases --over as-of -f html -o over-time.html",
		Args: func(cmd *cobra.Command, args []string) error {
			if c.Over != "" {
				return usage.Files(1, 1, usage.FileMissing, "one folder, or file of lines, with --over")(cmd, args)
			}
			return usage.Files(2, 2, "", "an older and a newer answer file")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case c.Over != "" || changes.Many(args[0]) || changes.Many(args[1]):
				return c.Run(cmd.Context(), args)
			case c.Format == "csv":
				return exit.Usage("-f csv is for folders and lines of scores; expected terminal, markdown, html or json for one case", cmd.CommandPath()+" --help")
			}
			return c.run(args[0], args[1])
		},
	}
	usage.AddFormat(cmd, &c.Format, []string{"terminal", "markdown", "html", "csv", "json"})
	command.AddDialect(cmd, &c.Dialect, "of csv: standard, or eu for semicolons and a byte-order mark")
	o.AddOutput(cmd)
	usage.AddChoice(cmd, &c.Over, "over", "", "course", []string{changes.AsOf}, "follow the cases of one path over all their dates: as-of")
	c.BatchFlags.Add(cmd)
	usage.AddChoice(cmd, &c.Require, "require", "", "requirement", []string{changes.NoBack}, "exit with 4 if a conclusion has gone back: no-back")
	return cmd
}

func (c *compareOptions) run(oldFile, newFile string) error {
	lib, err := c.Library()
	if err != nil {
		return err
	}
	was, err := c.moment(oldFile, lib)
	if err != nil {
		return err
	}
	is, err := c.moment(newFile, lib)
	if err != nil {
		return err
	}
	answered := slices.Concat(was.Banks(), is.Banks())
	selection, err := c.Selection(lib, answered...)
	if err != nil {
		return err
	}
	in := &moments.Input{Was: momentOf(selection, was), Is: momentOf(selection, is), Lang: lib.Language(), Tool: c.Version()}
	in.Comparison = compare.Results(selection, in.Was.Result, in.Is.Result)
	var b bytes.Buffer
	kind := output.Of(c.Format)
	if c.Format == "json" {
		kind, err = output.Comparison, comparefile.WriteComparison(&b, in.Was.Case, in.Is.Case, in.Is.Result, in.Comparison, in.Tool)
	} else {
		err = command.Lay(&b, moments.Build(in), c.Format, c.Screen())
	}
	if err != nil {
		return err
	}
	if err := c.WriteOutput(kind, b.Bytes()); err != nil {
		return err
	}
	if c.Require == changes.NoBack && slices.Contains(in.Comparison.Relations, compare.Back) {
		return exit.Unmet.Errorf("required %s; the conclusion has gone back", changes.NoBack)
	}
	return nil
}

// moment reads the answers of one moment: an answer file, or those in a stored
// result.
func (c *compareOptions) moment(file string, lib *questions.Library) (*answerfile.Document, error) {
	_, doc, err := c.ReadCase(file, lib)
	return doc, err
}

func momentOf(s *assess.Selection, doc *answerfile.Document) moments.Moment {
	entries := doc.Entries(s.Banks)
	return moments.Of(doc.Case, entries, s.Evaluate(entries.Answers()))
}
