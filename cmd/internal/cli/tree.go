package cli

import (
	"bytes"
	"slices"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/diagram"
	"collectiveimpact/samklar/report/terminal"

	"github.com/spf13/cobra"
)

func newTree(o *command.Options) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "tree [FILE]",
		Short: "Draw the decision tree, with a case's way through it",
		Long: `Draw the steps of every selected tree: what must pass in each, where both ways
lead, and where they can end.

With FILE, an answer file in YAML or JSON, the case's way is marked; - is
standard input.`,
		Example: "  samklar tree\n  samklar tree case.yaml\n  samklar tree case.yaml -f dot | dot -Tsvg > case.svg",
		Args:    usage.Files(0, 1, "", "at most one"),
		RunE:    func(_ *cobra.Command, args []string) error { return tree(o, args, format) },
	}
	usage.AddFormat(c, &format, []string{"terminal", "mermaid", "dot"})
	o.AddOutput(c)
	return c
}

func tree(o *command.Options, files []string, format string) error {
	lib, err := o.Library()
	if err != nil {
		return err
	}
	var doc *answerfile.Document
	var answered []string
	if len(files) > 0 {
		if doc, err = o.ReadAnswers(files[0], lib); err != nil {
			return err
		}
		answered = doc.Banks()
	}
	selection, err := o.Selection(lib, answered...)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(selection.Banks, func(b *questions.Bank) bool { return b.Kind == questions.Tree }) {
		return exit.Usage("no selected bank is a tree", "samklar questions list", "samklar questions show "+selection.Banks[0].ID)
	}
	in := &report.Input{Titles: command.Title(lib), Lang: lib.Language()}
	if doc != nil {
		in.Case.Title = doc.Case.Title
		in.Result = selection.Evaluate(doc.Entries(selection.Banks).Answers())
	}
	trees := report.BuildTrees(selection.Banks, in)
	var b bytes.Buffer
	switch format {
	case "mermaid":
		b.WriteString(diagram.Mermaid(trees))
	case "dot":
		b.WriteString(diagram.DOT(trees))
	default:
		if err := terminal.Write(&b, trees.View(), o.Screen()); err != nil {
			return err
		}
	}
	return o.WriteOutput(output.Of(format), b.Bytes())
}
