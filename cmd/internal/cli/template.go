package cli

import (
	"fmt"
	"os"
	"strings"

	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/cmd/internal/template"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/report/phrase"

	"github.com/spf13/cobra"
)

func newTemplate(o *command.Options) *cobra.Command {
	schema := ""
	c := &cobra.Command{
		Use:   "template",
		Short: "Print an empty, commented answer file",
		Long: `Print an answer file with every question, its levels as comments, and every
answer "unknown": to fill in with an editor, or to make forms from.

--schema names a JSON Schema on the first line, where editors look for it: they
complete the answers and check them while you type. samklar questions schema
answers prints it.`,
		Example: "  samklar template > case.yaml\n  samklar template --banks preconditions -o case.yaml\n" +
			"  samklar questions schema answers > answers.schema.json\n  samklar template --schema answers.schema.json -o case.yaml",
		Args: usage.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if strings.IndexFunc(schema, func(r rune) bool { return r < ' ' }) >= 0 {
				return exit.Usage("--schema: a name with a line break or a control character cannot stand on one line")
			}
			lib, s, err := o.Selected()
			if err != nil {
				return err
			}
			text := template.Of(s.Banks, phrase.For(lib.Language()))
			if schema != "" {
				text = append([]byte("# yaml-language-server: $schema="+schema+"\n"), text...)
				if _, err := os.Stat(schema); err != nil && !strings.Contains(schema, "://") {
					fmt.Fprintf(o.Sys.Err, "samklar: %s is not there yet\nhint: samklar questions schema answers > %s\n", say.Line(schema), say.ShellWord(schema))
				}
			}
			return o.WriteOutput(output.Answers, text)
		},
	}
	c.Flags().StringVar(&schema, "schema", "", "begin with the line by which editors find this schema: a `FILE`")
	o.AddOutput(c)
	return c
}
