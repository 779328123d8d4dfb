package cli

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/cmd/internal/cases"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/require"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/report/lines"
	"collectiveimpact/samklar/report/terminal"

	"github.com/spf13/cobra"
)

func scoreFormats() []string { return []string{"table", "jsonl", "csv"} }

type scoreOptions struct {
	*command.Options
	command.BatchFlags
	format  string
	sort    lines.Order
	notes   bool
	dialect resultfile.Dialect
	require []string
	voices  cases.Voices
}

func newScore(o *command.Options) *cobra.Command {
	s := &scoreOptions{Options: o, sort: lines.ByConclusion}
	c := &cobra.Command{
		Use:   "score PATH...",
		Short: "Score many cases: one result for each",
		Long: `Score the answers of many cases, and give one result for each: its conclusion
and scores, the weakest dimension, what is open and what hangs on it.

PATH is an answer file, a folder (searched for *.yaml, *.yml, *.json, *.jsonl and
*.ndjson, folders below it too) or - for standard input. A file may hold several
cases: YAML documents divided by lines of ---, or JSON objects, one a line.

  table   a line for each case, for people, sorted
  jsonl   a line of JSON for each case, in the order of the input; samklar
          questions schema score prints its schema
  csv     a row for each case, for spreadsheets; what a spreadsheet would take
          for a formula gets an apostrophe

Files of one id are of one case, which is counted once: of each respondent the
newest; then what was agreed on, which names no respondent, or the voices that
are newer, as what their answers lie between. --voices separate counts all.

A case that cannot be read stops no other: what is wrong is said on standard
error, with its place, and stands in the case's own row. Nothing depends on the
language. Names, notes and evidence are given with --notes only.

Exit code 4: a case does not meet --require. Exit code 5: some cases failed.`,
		Example: `  samklar score proposals
  samklar score proposals --sort weakest --require preconditions:ready --require when:prepare
  samklar score proposals -f csv --csv-dialect eu -o scores.csv
  samklar score - -f jsonl < cases.jsonl > scores.jsonl`,
		Args: usage.SomePaths,
		RunE: func(c *cobra.Command, args []string) error {
			if err := s.check(c); err != nil {
				return err
			}
			return s.run(c.Context(), args)
		},
	}
	usage.AddFormat(c, &s.format, scoreFormats())
	s.AddOutput(c)
	usage.AddChoice(c, &s.sort, "sort", "", "order", lines.Orders(), "sort the table by "+diag.Or(usage.Words(lines.Orders()))+"; conclusion puts first what leads furthest at the least, then what does at the most")
	c.Flags().BoolVar(&s.notes, "notes", false, "add respondent, notes and evidence, in jsonl and csv: they may name people")
	command.AddDialect(c, &s.dialect, "of csv: standard; for a double click in Excel eu (Danish, Dutch) or en (English)")
	addVoices(c, &s.voices)
	s.BatchFlags.Add(c)
	s.AddRequire(c, &s.require)
	return c
}

// addVoices adds the flag that says how several voices on one case are counted.
func addVoices(c *cobra.Command, v *cases.Voices) {
	v.Way = cases.Together
	usage.AddChoice(c, &v.Way, "voices", "", "way", []string{cases.Together, cases.Separate}, "count the voices on one case (those of one id) once, or each: together or separate")
}

// check refuses flags that the format has no use for.
func (s *scoreOptions) check(c *cobra.Command) error {
	for _, flag := range []struct {
		name    string
		formats []string
	}{{"sort", []string{"table"}}, {"notes", []string{"jsonl", "csv"}}, {"csv-dialect", []string{"csv"}}} {
		if c.Flags().Changed(flag.name) && !slices.Contains(flag.formats, s.format) {
			return exit.Usage(fmt.Sprintf("--%s is for -f %s, not for -f %s", flag.name, diag.Or(flag.formats), s.format), c.CommandPath()+" --help")
		}
	}
	return s.CheckJobs()
}

func (s *scoreOptions) run(ctx context.Context, paths []string) error {
	lib, selection, err := s.Selected(s.require...)
	if err != nil {
		return err
	}
	out, err := s.CreateFrom(output.Of(s.format), paths)
	if err != nil {
		return err
	}
	defer out.Discard()
	b := s.NewBatch(paths, s.BatchFlags, s.format == "table", out)
	w := bufio.NewWriterSize(out, 64<<10)
	b.Idle = w.Flush
	if s.format != "table" && s.Out.Standard() && s.Sys.OutTerminal {
		b.Progress = nil // the rows themselves show how far it is
	}
	t, missed, err := s.write(ctx, b, &cases.Scorer{Library: lib, Selection: selection, Notes: s.notes}, w)
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		return err
	}
	err = s.Verdict(t, "scored")
	if t.Interrupted || t.Stopped { // the result is not complete
		if out.Replaces() {
			fmt.Fprintf(s.Sys.Err, "samklar: %s\n", say.Line(fmt.Sprintf("%q is as it was", s.Out.Path)))
		}
		return err
	}
	if err := out.Commit(); err != nil {
		return err
	}
	return errors.Join(err, exit.Unmet.When(missed > 0))
}

// A scoredRow is what came of one case: its row, or that row as text.
type scoredRow struct {
	row   *resultfile.Row
	text  *[]byte // nil while it waits
	unmet string  // what is said where it does not meet a requirement
}

// write writes what came of each case, and returns of how many a requirement is not met.
func (s *scoreOptions) write(ctx context.Context, b *batch.Batch, rows *cases.Scorer, w io.Writer) (t batch.Tally, missed int, err error) {
	banks, required, tool := rows.Selection.Banks, require.New(s.require, rows.Selection), s.Version()
	var texts sync.Pool // of *[]byte: rows that have been written
	var table *lines.Scores
	var lay func(to []byte, row *resultfile.Row) []byte
	switch s.format {
	case "table":
		table = lines.NewScores(rows.Selection)
	case "csv":
		sheet := resultfile.NewSheet(banks, s.dialect, s.notes)
		lay = sheet.AppendRow
		if _, err := w.Write(sheet.AppendHead(nil)); err != nil {
			return t, 0, err
		}
	case "jsonl":
		lay = resultfile.NewLines(banks, tool).Append
	}
	made := func(row *resultfile.Row, laid bool) scoredRow {
		scored := scoredRow{row: row}
		if laid && lay != nil {
			text, ok := texts.Get().(*[]byte)
			if !ok {
				text = new([]byte)
			}
			*text = lay((*text)[:0], row)
			scored.text = text
		}
		if row.Summary == nil {
			return scored
		}
		if text := required.Unmet(row.Summary.Paths(rows.Selection), row.Summary.Steps); text != "" {
			scored.unmet = say.OfCase(row.Source, cmp.Or(row.Case.Title, row.Case.ID), text)
		}
		return scored
	}
	take := func(scored scoredRow) error {
		if scored.unmet != "" {
			missed++
			b.Say(scored.unmet)
		}
		if table != nil {
			addTo(table, scored.row)
			return nil
		}
		_, err := w.Write(*scored.text)
		texts.Put(scored.text)
		return err
	}
	t, err = batch.Run(ctx, b, func(d *batch.Document) (scoredRow, diag.List) {
		row := rows.Row(d)
		return made(row, !s.voices.Named(row)), row.Errors
	}, func(scored scoredRow) error {
		if s.voices.Wait(scored.row) {
			return nil
		}
		return take(scored)
	})
	if err == nil && !t.Interrupted && !t.Stopped {
		err = s.voices.Rest(rows, func(row *resultfile.Row) error { return take(made(row, true)) })
		s.voices.Say(s.Sys.Err)
	}
	if err == nil && table != nil {
		table.Sort(s.sort)
		err = terminal.WriteScores(w, table, s.Screen())
	}
	return t, missed, err
}

// addTo adds a row to a table.
func addTo(t *lines.Scores, row *resultfile.Row) {
	if row.Summary == nil {
		t.AddUnread(row.Source, row.Errors[0].Message)
		return
	}
	t.Add(row.Source, cmp.Or(row.Case.Title, row.Case.ID), row.Summary)
}
