package cli

import (
	"bufio"
	"context"
	"slices"

	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/cmd/internal/cases"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"

	"github.com/spf13/cobra"
)

type answersOptions struct {
	*command.Options
	command.BatchFlags
	format  string
	notes   bool
	dialect resultfile.Dialect
}

func newAnswers(o *command.Options) *cobra.Command {
	a := &answersOptions{Options: o}
	c := &cobra.Command{
		Use:   "answers PATH...",
		Short: "List the answers of many cases, one a row",
		Long: `List what many cases answered: a row for each answer, with its case, bank and
question, for programs that count and compare. PATH is as with samklar score.

A row has the level, or the two that the answer lies between, and from 1 the places
of the lowest and the highest level that are possible. A question without an answer
has a row only where it has a note or evidence. All banks that a case has answers
for are listed, or those of --banks. Names, notes and evidence are given with
--notes only.

Exit code 5: some cases could not be read.`,
		Example: "  samklar answers proposals -o answers.csv\n  samklar answers proposals -f jsonl --banks when",
		Args:    usage.SomePaths,
		RunE:    func(c *cobra.Command, args []string) error { return a.run(c.Context(), args) },
	}
	usage.AddFormat(c, &a.format, []string{"csv", "jsonl"})
	a.AddOutput(c)
	c.Flags().BoolVar(&a.notes, "notes", false, "add respondent, notes and evidence: they may name people")
	command.AddDialect(c, &a.dialect, "of csv: standard; for a double click in Excel eu (Danish, Dutch) or en (English)")
	a.BatchFlags.Add(c)
	return c
}

func (a *answersOptions) run(ctx context.Context, paths []string) error {
	if err := a.CheckJobs(); err != nil {
		return err
	}
	lib, err := a.Library()
	if err != nil {
		return err
	}
	ids := lib.IDs()
	if a.Banks != "" {
		selection, err := a.Selection(lib)
		if err != nil {
			return err
		}
		ids = nil
		for _, b := range selection.Banks {
			ids = append(ids, b.ID)
		}
	}
	sheet, kind := resultfile.NewAnswerSheet(a.dialect, a.notes), output.Table
	if a.format == "jsonl" {
		sheet, kind = resultfile.NewAnswerLines(a.notes), output.AnswerRow
	}
	out, err := a.CreateFrom(kind, paths)
	if err != nil {
		return err
	}
	defer out.Discard()
	b := a.NewBatch(paths, a.BatchFlags, false, out)
	w := bufio.NewWriterSize(out, 64<<10)
	b.Idle = w.Flush
	_, _ = w.Write(sheet.AppendHead(nil)) // Flush gives the error
	t, err := batch.Run(ctx, b, func(d *batch.Document) ([]byte, diag.List) {
		doc, problems := cases.Read(d, lib)
		if len(problems) > 0 {
			return nil, problems
		}
		var banks []*questions.Bank
		answered := doc.Banks()
		for _, id := range ids {
			if slices.Contains(answered, id) {
				bank, err := lib.Bank(id)
				if err != nil {
					return nil, diag.List{{File: d.File, Code: "unreadable-bank", Message: err.Error()}}
				}
				banks = append(banks, bank)
			}
		}
		return sheet.AppendRows(nil, d.Source, &doc.Case, doc.Entries(banks), banks), nil
	}, func(rows []byte) error {
		_, err := w.Write(rows)
		return err
	})
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		return err
	}
	if err = a.Verdict(t, "listed"); t.Interrupted || t.Stopped {
		return err
	}
	if committed := out.Commit(); committed != nil {
		return committed
	}
	return err
}
