package cli

import (
	"bytes"

	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/booklet"

	"github.com/spf13/cobra"
)

func newQuestionsShow(o *options) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "show [BANK...]",
		Short: "Print banks as people read them",
		Long: `Print banks as people read them: every question with what to listen for, its
answers and what each of them does, and where the bank can end. Without a name,
the selected banks are printed.`,
		Example: "  samklar questions show when | less\n  samklar questions show -f markdown -o questions.md",
		RunE:    func(_ *cobra.Command, args []string) error { return o.show(args, format) },

		ValidArgsFunction: o.completeBanks,
	}
	addFormat(c, &format, []string{"terminal", "markdown"})
	o.addOutput(c)
	return c
}

func (o *options) show(ids []string, format string) error {
	lib, banks, err := o.chosen(ids)
	if err != nil {
		return err
	}
	screen := o.screen()
	screen.Plain = false // a bank in print is a drawing, as a tree is
	var b bytes.Buffer
	for i, bank := range banks {
		if i > 0 {
			b.WriteString("\n\n")
		}
		v := booklet.Build(bank, &report.Input{Titles: title(lib), Lang: lib.Language()})
		if err := lay(&b, v, format, screen); err != nil {
			return err
		}
	}
	return o.writeOutput(output.Of(format), b.Bytes())
}

// chosen returns the banks named on the command line, or those selected.
func (o *options) chosen(ids []string) (*questions.Library, []*questions.Bank, error) {
	if len(ids) == 0 {
		lib, selection, err := o.selected()
		if err != nil {
			return nil, nil, err
		}
		return lib, selection.Banks, nil
	}
	lib, banks, err := o.named(ids)
	if err == nil {
		o.sayLanguage(lib, banks)
	}
	return lib, banks, err
}
