package cli

import (
	"bytes"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions/form"
	"collectiveimpact/samklar/report/phrase"

	"github.com/spf13/cobra"
)

type formOptions struct {
	*command.Options
	format, title string
}

func newForm(o *command.Options) *cobra.Command {
	f := &formOptions{Options: o}
	c := &cobra.Command{
		Use:   "form",
		Short: "Make a form of the questions, to be filled in elsewhere",
		Long: `Make a form of the questions, for people who have no terminal. No rule, no mark
and no advice is on it.

html is one page that needs no network: it shows the questions that the answers so
far still ask for, keeps what is entered in the browser, and gives an answer file
back, which every command reads. Printed, it is a form on paper. Some mail programs
stop pages; put it on a web site then.`,
		Example: "  samklar form --lang da -o form.html",
		Args:    usage.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return f.run() },
	}
	usage.AddFormat(c, &f.format, []string{"html"})
	c.Flags().StringVar(&f.title, "title", "", "the title of the form")
	o.AddOutput(c)
	return c
}

func (f *formOptions) run() error {
	lib, s, err := f.Selected()
	if err != nil {
		return err
	}
	out := form.New(s, assess.Entries{}, phrase.For(lib.Language()))
	if f.title != "" {
		out.Title = f.title
	}
	var b bytes.Buffer
	if err := out.WriteHTML(&b); err != nil {
		return err
	}
	return f.WriteOutput(output.Of(f.format), b.Bytes())
}
