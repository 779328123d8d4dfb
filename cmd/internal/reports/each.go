package reports

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/cmd/internal/casefile"
	"collectiveimpact/samklar/cmd/internal/cases"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/report"
)

// A Round is what came of a batch.
type Round struct {
	batch.Tally
	Written int
	Kept    int // files that are there already and are not replaced
	First   error
	Met     [paths.Mets]int // by what is known of the policy
	Missed  int             // cases without a required code
}

// endings are those of the files, by format.
var endings = map[string]string{"terminal": ".txt", "markdown": ".md", "html": ".html", "json": ".json"}

// a laid report waits for its turn to be written.
type laid struct {
	*Report
	source, id, title string
}

// Each writes a report for each case of a batch into a folder. Files are named by the
// ids of the cases, or their titles, or their sources. Nothing is kept of a case once it
// is written.
func (m *Maker) Each(ctx context.Context, b *batch.Batch, dir string, selectionOf func(*answerfile.Document) (*assess.Selection, error)) (*Round, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, fmt.Errorf("making the folder %q: %w", dir, casefile.NoPath(err))
	}
	round := new(Round)
	var names output.Names
	t, err := batch.Run(ctx, b, func(d *batch.Document) (laid, diag.List) {
		doc, problems := cases.Read(d, m.Library)
		if len(problems) > 0 {
			return laid{}, problems
		}
		selection, err := selectionOf(doc)
		var r *Report
		if err == nil {
			r, err = m.Make(selection, doc)
		}
		if err != nil {
			return laid{}, diag.List{{File: d.File, Code: "unreadable-bank", Message: err.Error()}}
		}
		return laid{r, d.Source, doc.Case.ID, doc.Case.Title}, nil
	}, func(l laid) error {
		if l.Report == nil {
			return nil
		}
		if round.Met[l.Met]++; l.Unmet != "" {
			round.Missed++
			b.Say(say.OfCase(l.source, l.title, l.Unmet))
		}
		base := strings.TrimSuffix(filepath.Base(l.source), filepath.Ext(l.source))
		path := filepath.Join(dir, names.Take(l.id, l.title, base)+endings[m.Format])
		err := m.put(path, l.Report)
		if refused, ok := errors.AsType[*output.RefusedError](err); ok {
			if round.Kept++; round.Kept == 1 {
				round.First = refused
			}
			return nil
		}
		round.Written++
		return err
	})
	round.Tally = t
	return round, err
}

// put puts a report into its file.
func (m *Maker) put(path string, r *Report) error {
	kind := r.Kind
	if m.Audience == report.Applicant {
		kind = output.Letter
	}
	target := output.Target{Path: path, Force: m.Out.Force}
	f, err := target.Create(nil, kind, r.Text, &m.In.Sources)
	if err != nil {
		return err
	}
	defer f.Discard()
	if _, err := f.Write(r.Text); err != nil {
		return err
	}
	return f.Commit()
}
