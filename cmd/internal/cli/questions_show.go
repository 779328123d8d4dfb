package cli

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/booklet"

	"github.com/spf13/cobra"
)

func newQuestionsShow(o *command.Options) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "show [BANK...]",
		Short: "Print banks as people read them",
		Long: `Print banks as people read them: every question with what to listen for, its
answers and what each of them does, and where the bank can end. Without a name,
the selected banks are printed.

For programs: csv has a row for each level of each question, json all of them by
their parts. yaml is a shipped bank as its file has it, to make one of your own
from; overlay is the file beside it with its texts in the language of --lang.`,
		Example: "  samklar questions show when | less\n  samklar questions show -f markdown -o questions.md\n  samklar questions show preconditions -f yaml -o ours.yaml",
		RunE:    func(_ *cobra.Command, args []string) error { return show(o, args, format) },

		ValidArgsFunction: o.CompleteBanks,
	}
	usage.AddFormat(c, &format, []string{"terminal", "markdown", "csv", "json", "yaml", "overlay"})
	o.AddOutput(c)
	return c
}

func show(o *command.Options, ids []string, format string) error {
	lib, banks, err := chosen(o, ids)
	if err != nil {
		return err
	}
	switch format {
	case "csv":
		return o.WriteOutput(output.Of(format), resultfile.QuestionsCSV(banks, resultfile.StandardCSV))
	case "json":
		data, err := resultfile.QuestionsJSON(banks)
		return errors.Join(err, o.WriteOutput(output.Questions, data))
	case "yaml", "overlay":
		return showFile(o, lib, banks, format == "overlay")
	}
	screen := o.Screen()
	screen.Plain = false // a bank in print is a drawing, as a tree is
	var b bytes.Buffer
	for i, bank := range banks {
		if i > 0 {
			b.WriteString("\n\n")
		}
		v := booklet.Build(bank, &report.Input{Titles: command.Title(lib), Lang: lib.Language()})
		if err := command.Lay(&b, v, format, screen); err != nil {
			return err
		}
	}
	return o.WriteOutput(output.Of(format), b.Bytes())
}

// showFile prints the file of a shipped bank, or its texts in another language.
func showFile(o *command.Options, lib *questions.Library, banks []*questions.Bank, overlay bool) error {
	if len(banks) != 1 {
		return exit.Usage(fmt.Sprintf("a file holds one bank; %d are chosen", len(banks)), "samklar questions show "+banks[0].ID+" -f yaml")
	}
	b, lang := banks[0], ""
	if slices.Contains(lib.OwnIDs(), b.ID) {
		return exit.Usage(fmt.Sprintf("bank %q is your own; its file is %q", b.ID, lib.File(b.ID)))
	}
	own, err := lib.Own(b.ID)
	if err != nil {
		return err
	}
	if overlay {
		if lang = lib.Language(); lang == own.Language {
			return exit.Usage(fmt.Sprintf("the texts in %q stand in the bank itself", lang), "samklar questions show "+b.ID+" -f yaml", "samklar questions show "+b.ID+" -f overlay --lang da")
		}
	}
	data, err := questions.Text(b.ID, lang)
	if err != nil {
		return err
	}
	return o.WriteOutput(output.Bank, data)
}

// chosen returns the banks named on the command line, or those selected.
func chosen(o *command.Options, ids []string) (*questions.Library, []*questions.Bank, error) {
	if len(ids) == 0 {
		lib, selection, err := o.Selected()
		if err != nil {
			return nil, nil, err
		}
		return lib, selection.Banks, nil
	}
	lib, banks, err := named(o, ids)
	if err == nil {
		o.SayLanguage(lib, banks)
	}
	return lib, banks, err
}
