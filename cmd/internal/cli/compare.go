package cli

import (
	"bytes"
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/compare"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/moments"

	"github.com/spf13/cobra"
)

// noBack is what --require may ask of a comparison.
const noBack = "no-back"

type compareOptions struct {
	*command.Options
	format  string
	require string
}

func newCompare(o *command.Options) *cobra.Command {
	c := &compareOptions{Options: o}
	command := &cobra.Command{
		Use:   "compare OLD NEW",
		Short: "Compare two moments of one case",
		Long: `Compare the answers of one case at two moments: what is better known, what has
come further or gone back, which parts rose or fell whatever is still missing,
which answers have changed, and what became of the steps of last time.

OLD and NEW are answer files, or stored results. Both are scored with the banks
of today; an answer to a question that has changed since counts as unknown.

Exit code 4: with --require no-back, the conclusion has gone back.`,
		Example: "  samklar compare case-2017.yaml case-2020.yaml\n  samklar compare case-2017.yaml case-2020.yaml -f html -o compare.html",
		Args:    usage.Files(2, 2, "", "an older and a newer answer file"),
		RunE:    func(_ *cobra.Command, args []string) error { return c.run(args[0], args[1]) },
	}
	usage.AddFormat(command, &c.format, []string{"terminal", "markdown", "html", "json"})
	o.AddOutput(command)
	usage.AddChoice(command, &c.require, "require", "", "requirement", []string{noBack}, "exit with 4 if the conclusion has gone back: no-back")
	return command
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
	kind := output.Of(c.format)
	if c.format == "json" {
		kind, err = output.Comparison, resultfile.WriteComparison(&b, in.Was.Case, in.Is.Case, in.Is.Result, in.Comparison, in.Tool)
	} else {
		err = command.Lay(&b, moments.Build(in), c.format, c.Screen())
	}
	if err != nil {
		return err
	}
	if err := c.WriteOutput(kind, b.Bytes()); err != nil {
		return err
	}
	if c.require == noBack && slices.Contains(in.Comparison.Relations, compare.Back) {
		return exit.Unmet.Errorf("required %s; the conclusion has gone back", noBack)
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
	m := moments.Moment{Case: doc.Case, Result: s.Evaluate(entries.Answers())}
	for _, of := range entries {
		for i := range of {
			if of[i].Stale != "" {
				m.Stale++
			}
		}
	}
	return m
}
