package cli

import (
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/template"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/report/phrase"

	"github.com/spf13/cobra"
)

func newTemplate(o *command.Options) *cobra.Command {
	c := &cobra.Command{
		Use:   "template",
		Short: "Print an empty, commented answer file",
		Long: `Print an answer file with every question, its levels as comments, and every
answer "unknown": to fill in with an editor, or to make forms from.`,
		Example: "  samklar template > case.yaml\n  samklar template --banks preconditions -o case.yaml",
		Args:    usage.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			lib, s, err := o.Selected()
			if err != nil {
				return err
			}
			return o.WriteOutput(output.Answers, template.Of(s.Banks, phrase.For(lib.Language())))
		},
	}
	o.AddOutput(c)
	return c
}
