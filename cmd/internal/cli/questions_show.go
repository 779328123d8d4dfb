package cli

import (
	"bytes"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/markdown"
	"collectiveimpact/samklar/report/terminal"

	"github.com/spf13/cobra"
)

// showFormats are the formats of a bank in print.
func showFormats() []string { return []string{"terminal", "markdown"} }

type showOptions struct {
	*options
	format string
	out    string
}

func newQuestionsShow(o *options) *cobra.Command {
	s := &showOptions{options: o}
	c := &cobra.Command{
		Use:   "show [BANK...]",
		Short: "Print banks as people read them",
		Long: `Print banks as people read them: every question with what to listen for, its
answers and what each of them does, and where the bank can end. Without a name,
the selected banks are printed.`,
		Example: "  samklar questions show when | less\n  samklar questions show -f markdown -o questions.md",
		RunE:    func(_ *cobra.Command, args []string) error { return s.run(args) },

		ValidArgsFunction: o.completeBanks,
	}
	addFormat(c, &s.format, showFormats())
	addOutput(c, &s.out)
	return c
}

func (s *showOptions) run(ids []string) error {
	lib, err := s.library()
	if err != nil {
		return err
	}
	banks, err := s.chosen(lib, ids)
	if err != nil {
		return err
	}
	screen := s.screen(s.out)
	screen.Plain = false // a bank in print is a drawing, as a tree is
	var b bytes.Buffer
	for i, bank := range banks {
		if i > 0 {
			b.WriteString("\n\n")
		}
		v := report.BuildBank(bank, &report.Input{Titles: title(lib), Lang: lib.Language()})
		if s.format == "markdown" {
			err = markdown.Write(&b, v)
		} else {
			err = terminal.Write(&b, v, screen)
		}
		if err != nil {
			return err
		}
	}
	return s.writeOutput(s.out, b.Bytes())
}

// chosen gives the banks named on the command line, or those selected.
func (s *showOptions) chosen(lib *questions.Library, ids []string) ([]*questions.Bank, error) {
	if len(ids) == 0 {
		selection, err := s.selection(lib)
		if err != nil {
			return nil, err
		}
		return selection.Banks, nil
	}
	banks, err := wanted(lib, ids)
	if err != nil {
		return nil, err
	}
	s.sayLanguage(lib, banks)
	return banks, nil
}
