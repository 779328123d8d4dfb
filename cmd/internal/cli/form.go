package cli

import (
	"bytes"
	"fmt"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions/form"
	"collectiveimpact/samklar/report/phrase"

	"github.com/spf13/cobra"
)

type formOptions struct {
	*command.Options
	format, title, only string
}

func newForm(o *command.Options) *cobra.Command {
	f := &formOptions{Options: o}
	c := &cobra.Command{
		Use:   "form [FILE]",
		Short: "Make a form of the questions, to be filled in elsewhere",
		Long: `Make a form of the questions, for people who have no terminal. No rule, no mark
and no advice is on it.

html is one page that needs no network: it shows the questions that the answers so
far still ask for, keeps what is entered in the browser, and gives an answer file
back, which every command reads. Printed, it is a form on paper. Some mail programs
stop pages; put it on a web site then.

With --only open FILE the form asks just what the case in FILE still needs: what is
unanswered, unknown or between two levels. None of its answers is on the form; what
comes back is put into it with samklar import --into FILE.`,
		Example: "  samklar form --lang da -o form.html\n  samklar form --only open case.yaml -o for-the-director.html",
		Args:    usage.Files(0, 1, "", "one case"),
		RunE:    func(_ *cobra.Command, args []string) error { return f.run(args) },
	}
	usage.AddFormat(c, &f.format, []string{"html"})
	usage.AddChoice(c, &f.only, "only", "", "choice", []string{open}, "open: only what the case in FILE leaves open")
	c.Flags().StringVar(&f.title, "title", "", "the title of the form")
	o.AddOutput(c)
	return c
}

// open is what of a case a form may ask alone.
const open = "open"

func (f *formOptions) run(args []string) error {
	out, err := f.form(args)
	if err != nil {
		return err
	}
	if f.title != "" {
		out.Title = f.title
	}
	var b bytes.Buffer
	if err := out.WriteHTML(&b); err != nil {
		return err
	}
	return f.WriteOutput(output.Of(f.format), b.Bytes())
}

func (f *formOptions) form(args []string) (*form.Form, error) {
	switch {
	case f.only == "" && len(args) > 0:
		return nil, exit.Usage("a form asks everything; of a case it asks what is open", "samklar form --only open "+say.ShellWord(args[0]))
	case f.only == "":
		lib, s, err := f.Selected()
		if err != nil {
			return nil, err
		}
		return form.New(s, assess.Entries{}, phrase.For(lib.Language())), nil
	case len(args) == 0:
		return nil, exit.Usage("--only open: "+usage.FileMissing, "samklar form --only open case.yaml")
	}
	lib, err := f.Library()
	if err != nil {
		return nil, err
	}
	s, doc, err := f.ReadCase(args[0], lib)
	if err != nil {
		return nil, err
	}
	out := form.New(s, doc.Entries(s.Banks), phrase.For(lib.Language()))
	out.Case = assess.Case{ID: doc.Case.ID, Title: doc.Case.Title, Place: doc.Case.Place}
	if out.Questions() == 0 {
		return nil, exit.Usage(fmt.Sprintf("%q leaves nothing open: there is nothing to ask", args[0]))
	}
	return out, nil
}
