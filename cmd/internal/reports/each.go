package reports

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/cmd/internal/casefile"
	"collectiveimpact/samklar/cmd/internal/cases"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/report"
)

// A Round is what came of a batch.
type Round struct {
	batch.Tally
	Kept     []string        // letters that somebody has written into, and that would be the same now
	Replaced []string        // letters that somebody had written into
	Left     []error         // why other files that are there already are not replaced
	Met      [paths.Mets]int // by what is known of the policy
	Missed   int             // cases without a required code
}

// endings are those of the files, by format.
var endings = map[string]string{"terminal": ".txt", "markdown": ".md", "html": ".html", "json": ".json"}

// A folder takes the reports of a round.
type folder struct {
	*Maker
	*Round
	path   string
	say    func(string)
	names  output.Names
	target output.Target
}

// open makes the folder.
func (m *Maker) open(path string, b *batch.Batch) (*folder, error) {
	if err := casefile.MakeFolder(path); err != nil {
		return nil, err
	}
	return &folder{Maker: m, Round: new(Round), path: path, say: b.Say, target: output.Target{Force: m.Out.Force}}, nil
}

// Each writes a report for each case of a batch into a folder. Files are named by the
// ids of the cases, or their titles, or their sources. Nothing is kept of a case once it
// is written. All are the banks of every case, or else some are those of each.
func (m *Maker) Each(ctx context.Context, b *batch.Batch, dir string, all *assess.Selection, some *command.Selections) (*Round, error) {
	f, err := m.open(dir, b)
	if err != nil {
		return nil, err
	}
	type laid struct {
		*Report
		source string
		of     assess.Case
	}
	f.Tally, err = batch.Run(ctx, b, func(d *batch.Document) (laid, diag.List) {
		doc, problems := cases.Read(d, m.Library)
		if len(problems) > 0 {
			return laid{}, problems
		}
		selection, err := all, error(nil)
		if all == nil {
			selection, err = some.Of(doc)
		}
		var r *Report
		if err == nil {
			r, err = m.Make(selection, doc)
		}
		if err != nil {
			return laid{}, diag.List{{File: d.File, Code: "unreadable-bank", Message: err.Error()}}
		}
		return laid{r, d.Source, doc.Case}, nil
	}, func(l laid) error {
		if l.Report == nil {
			return nil
		}
		return f.put(l.source, &l.of, l.Report)
	})
	return f.Round, err
}

// Letters writes a letter for each case into a folder: one for all files that are of one
// case, as a portfolio counts them. Of a case with an id its answers are kept until all
// have been read.
func (m *Maker) Letters(ctx context.Context, b *batch.Batch, dir string, selection *assess.Selection, voices *cases.Voices) (*Round, error) {
	f, err := m.open(dir, b)
	if err != nil {
		return nil, err
	}
	rows := &cases.Scorer{Library: m.Library, Selection: selection, Notes: true}
	write := func(row *resultfile.Row) error {
		if row.Summary == nil {
			return nil
		}
		in := m.inputOf(selection, row)
		r, err := m.make(selection, in, row.Answers)
		if err != nil {
			return err
		}
		if m.Decided != nil {
			m.Decided.Look(row.Source, &in.Case, row.Answers, r.Judged)
		}
		return f.put(row.Source, &in.Case, r)
	}
	f.Tally, err = batch.Run(ctx, b, func(d *batch.Document) (*resultfile.Row, diag.List) {
		row := rows.Row(d)
		row.Gone = nil
		for _, entries := range row.Entries { // a letter repeats no notes
			for i := range entries {
				entries[i].Note = ""
			}
		}
		return row, row.Errors
	}, func(row *resultfile.Row) error {
		if voices.Wait(row) {
			return nil
		}
		return write(row)
	})
	if err == nil {
		err = voices.Rest(rows, write)
	}
	voices.Say(m.Sys.Err)
	if m.Decided != nil {
		m.Decided.Say(m.Sys.Err)
	}
	return f.Round, err
}

// inputOf is what a letter is made from: the answers of one file, or what several come
// to.
func (m *Maker) inputOf(selection *assess.Selection, row *resultfile.Row) *report.Input {
	if row.Entries == nil {
		row.Entries = make(assess.Entries)
		for i, bank := range selection.Banks {
			entries := make([]assess.Entry, len(bank.Questions))
			for q, choice := range row.Summary.Banks[i].Sheet {
				entries[q].Choice = choice
				if slices.Contains(row.Summary.Sourced, assess.Ref{Bank: i, Question: q}) {
					entries[q].Evidence = []string{"…"} // there is one
				}
			}
			row.Entries[bank.ID] = entries
		}
	}
	result := row.Summary.Result(selection)
	return &report.Input{
		Case: row.Case, Result: result, Outlook: selection.Outlook(result), Entries: row.Entries, Titles: command.Title(m.Library), Lang: m.Library.Language(), Tool: m.Version(),
	}
}

// put puts a report into its file.
func (f *folder) put(source string, c *assess.Case, r *Report) error {
	if f.Met[r.Met]++; r.Unmet != "" {
		f.Missed++
		f.say(say.OfCase(source, c.Title, r.Unmet))
	}
	base := strings.TrimSuffix(filepath.Base(source), filepath.Ext(source))
	f.target.Path = filepath.Join(f.path, f.names.Take(c.ID, c.Title, base)+endings[f.Format])
	edited, same := false, false
	if r.Kind == output.Letter {
		edited, same = output.Edited(f.target.Path, r.Text)
	}
	err := f.write(&f.target, r)
	refused, ok := errors.AsType[*output.RefusedError](err)
	switch {
	case err == nil && edited:
		f.Replaced = append(f.Replaced, f.target.Path)
		return nil
	case !ok:
		return err
	case edited && same:
		f.Kept = append(f.Kept, f.target.Path)
		return nil
	case edited:
		refused.Why += ", and would be another letter now"
	}
	f.Left = append(f.Left, refused)
	return nil
}

// write puts a report in the place of a file.
func (m *Maker) write(target *output.Target, r *Report) error {
	file, err := target.Create(nil, r.Kind, r.Text, &m.In.Sources)
	if err != nil {
		return err
	}
	defer file.Discard()
	if _, err := file.Write(r.Text); err != nil {
		return err
	}
	return file.Commit()
}
