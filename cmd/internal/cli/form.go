package cli

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/form"
	"collectiveimpact/samklar/report/phrase"

	"github.com/spf13/cobra"
)

type formOptions struct {
	*command.Options
	format, title, only string
	tall                bool
}

func newForm(o *command.Options) *cobra.Command {
	f := &formOptions{Options: o}
	c := &cobra.Command{
		Use:   "form [FILE]",
		Short: "Make a form of the questions, to be filled in elsewhere",
		Long: `Make a form of the questions, for people who have no terminal. No rule, no mark
and no advice is on it.

html is one page that needs no network: it shows the questions that the answers
so far still ask for, keeps what is entered in the browser, and gives an answer
file back, which every command reads. Printed, it is a form on paper. Some mail
programs stop pages; put it on a web site then.

xlsform is for KoboToolbox, ODK and the like, in every language of the
questions. xlsx and csv are sheets with a row for each case, or with --tall a
sheet for one, with lists to choose from. markdown has boxes to tick, for Word
and paper. What comes back of all but paper samklar import reads.

With --only open FILE the form asks just what the case in FILE still needs: what
is unanswered, unknown or between two levels. None of its answers is on the
form; what comes back is put into it with samklar import --into FILE.`,
		Example: "  samklar form --lang da -o form.html\n  samklar form -f xlsform -o form.xlsx\n  samklar form -f xlsx --tall --lang nl -o form.xlsx\n  samklar form -f markdown | pandoc -o form.docx\n  samklar form --only open case.yaml -o for-the-director.html",
		Args:    usage.Files(0, 1, "", "one case"),
		RunE:    func(_ *cobra.Command, args []string) error { return f.run(args) },
	}
	usage.AddFormat(c, &f.format, []string{"html", "xlsform", "xlsx", "csv", "markdown"})
	c.Flags().BoolVar(&f.tall, "tall", false, "xlsx and csv: a row a question, a sheet a case")
	usage.AddChoice(c, &f.only, "only", "", "choice", []string{open}, "open: only what the case in FILE leaves open")
	c.Flags().StringVar(&f.title, "title", "", "the title of the form")
	o.AddOutput(c)
	return c
}

// open is what of a case a form may ask alone.
const open = "open"

func (f *formOptions) run(args []string) error {
	switch {
	case f.tall && f.format != "xlsx" && f.format != "csv":
		return exit.Usage("--tall: " + f.format + " is no sheet; expected xlsx or csv")
	case strings.HasPrefix(f.format, "xls") && f.Out.Standard() && f.Sys.OutTerminal:
		return exit.Usage("a workbook is not for the terminal", "samklar form -f "+f.format+" -o form.xlsx")
	}
	lib, out, err := f.form(args)
	if err != nil {
		return err
	}
	out.Title = cmp.Or(f.title, out.Title)
	var b bytes.Buffer
	kind := output.Sheet
	switch f.format {
	case "html":
		kind, err = output.Page, out.WriteHTML(&b)
	case "xlsform":
		err = out.WriteXLSForm(&b, lib)
	case "xlsx":
		err = out.WriteXLSX(&b, f.tall)
	case "csv":
		kind, err = output.Blank, out.WriteCSV(&b, f.tall)
	case "markdown":
		kind, err = output.Markdown, command.Lay(&b, out.Paper(f.Version()), f.format, f.Screen())
	}
	if err != nil {
		return err
	}
	return f.WriteOutput(kind, b.Bytes())
}

// form gives the form of the banks, or of what a case leaves open.
func (f *formOptions) form(args []string) (*questions.Library, *form.Form, error) {
	switch {
	case f.only == "" && len(args) > 0:
		return nil, nil, exit.Usage("a form asks everything; of a case it asks what is open", "samklar form --only open "+say.ShellWord(args[0]))
	case f.only == "":
		lib, s, err := f.Selected()
		if err != nil {
			return nil, nil, err
		}
		return lib, form.New(s, assess.Entries{}, phrase.For(lib.Language())), nil
	case len(args) == 0:
		return nil, nil, exit.Usage("--only open: "+usage.FileMissing, "samklar form --only open case.yaml")
	}
	lib, err := f.Library()
	if err != nil {
		return nil, nil, err
	}
	s, doc, err := f.ReadCase(args[0], lib)
	if err != nil {
		return nil, nil, err
	}
	out := form.New(s, doc.Entries(s.Banks), phrase.For(lib.Language()))
	out.Case = assess.Case{ID: doc.Case.ID, Title: doc.Case.Title, Place: doc.Case.Place}
	if out.Questions() == 0 {
		return nil, nil, exit.Usage(fmt.Sprintf("%q leaves nothing open: there is nothing to ask", args[0]))
	}
	return lib, out, nil
}
