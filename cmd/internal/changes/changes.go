// Package changes reads many cases at two moments, or at all of theirs, and compares them.
package changes

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/compare"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/cmd/internal/cases"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// Many reports whether a path holds many cases: a folder, lines, or lines of scores.
func Many(path string) bool {
	info, err := os.Stat(path)
	if err != nil {
		return false
	}
	ending := strings.ToLower(filepath.Ext(path))
	if info.IsDir() || slices.Contains([]string{".jsonl", ".ndjson"}, ending) {
		return true
	}
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	head := make([]byte, 4096)
	n, _ := file.Read(head) // what there is
	return questions.Begins(head[:n]) == questions.LineFile
}

// A Round is what was read.
type Round struct {
	Rows   []*resultfile.Row // that could be read, in the order of the input
	Tally  batch.Tally
	Voices cases.Voices
}

// Read reads the rows of a batch, each file by itself, or the voices on one case once.
func Read(ctx context.Context, b *batch.Batch, s *cases.Scorer, way string) (*Round, error) {
	r := &Round{Voices: cases.Voices{Way: way}}
	take := func(row *resultfile.Row) {
		if row.Summary != nil {
			r.Rows = append(r.Rows, row)
		}
	}
	var err error
	r.Tally, err = batch.Run(ctx, b, func(d *batch.Document) (*resultfile.Row, diag.List) {
		row := s.Row(d)
		return row, row.Errors
	}, func(row *resultfile.Row) error {
		if !r.Voices.Wait(row) {
			take(row)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return r, r.Voices.Rest(s, func(row *resultfile.Row) error {
		take(row)
		return nil
	})
}

// Moments gives the cases of a round as they stand.
func (r *Round) Moments(s *assess.Selection) []compare.Moment {
	all := make([]compare.Moment, len(r.Rows))
	for i, row := range r.Rows {
		all[i] = moment(s, row)
	}
	return all
}

func moment(s *assess.Selection, row *resultfile.Row) compare.Moment {
	return compare.Moment{Case: row.Case, Result: row.Summary.Result(s)}
}

// Over gives the cases at every date on which they were answered. Where a group has
// agreed, what it agreed on counts and no single voice; where it never has, the voices of
// one date are one.
func (r *Round) Over(s *cases.Scorer) []compare.Moment {
	type key struct{ id, asOf string }
	agreed := make(map[string]bool)
	for _, row := range r.Rows {
		agreed[row.Case.ID] = agreed[row.Case.ID] || row.Respondents == 0
	}
	of := make(map[key][]*resultfile.Row)
	var order []key
	for _, row := range r.Rows {
		if agreed[row.Case.ID] && row.Respondents > 0 {
			continue
		}
		k := key{row.Case.ID, row.Case.AsOf}
		if of[k] == nil {
			order = append(order, k)
		}
		of[k] = append(of[k], row)
	}
	var all []compare.Moment
	for _, k := range order {
		rows := of[k]
		if k.id != "" {
			rows = []*resultfile.Row{r.Voices.One(s, rows)}
		}
		for _, row := range rows {
			all = append(all, moment(s.Selection, row))
		}
	}
	return all
}
