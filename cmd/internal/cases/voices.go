package cases

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/group"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/say"
)

// Ways to count several voices on one case.
const (
	Together = "together"
	Separate = "separate"
)

// Voices counts the files of one case, which have one id, once. What came of a case with
// an id waits until all have been read, and what comes behind it, to keep the order.
type Voices struct {
	Way string // Together or Separate

	waiting []*resultfile.Row
	of      map[string][]*resultfile.Row
	merged  count // cases of several voices
	left    count // files that do not count
}

// A count is of things of which one is named.
type count struct {
	n     int
	first string
}

func (c *count) add(source string) {
	if c.n++; c.n == 1 {
		c.first = source
	}
}

// Wait takes in what came of a case, unless it need not wait.
func (v *Voices) Wait(row *resultfile.Row) bool {
	if v.Way == Separate || len(v.waiting) == 0 && !v.Named(row) {
		return false
	}
	v.waiting = append(v.waiting, row)
	if v.Named(row) {
		if v.of == nil {
			v.of = make(map[string][]*resultfile.Row)
		}
		v.of[row.Case.ID] = append(v.of[row.Case.ID], row)
	}
	return true
}

// Named reports whether others may be of the same case.
func (v *Voices) Named(row *resultfile.Row) bool {
	return v.Way == Together && row.Summary != nil && row.Case.ID != ""
}

// Rest gives what has waited, each case once, in the order of its first file.
func (v *Voices) Rest(s *Scorer, take func(*resultfile.Row) error) error {
	for _, row := range v.waiting {
		if v.Named(row) {
			all := v.of[row.Case.ID]
			if row != all[0] {
				continue
			}
			row = v.One(s, all)
		}
		if err := take(row); err != nil {
			return err
		}
	}
	v.waiting, v.of = nil, nil
	return nil
}

// One makes one case of all its files.
func (v *Voices) One(s *Scorer, all []*resultfile.Row) *resultfile.Row {
	if len(all) == 1 {
		return all[0]
	}
	files := make([]group.File, len(all))
	for i, row := range all {
		files[i] = group.File{Respondent: row.Case.Respondent, AsOf: row.Case.AsOf, Nameless: row.Respondents > 0}
	}
	current := group.Current(files)
	for i, row := range all {
		if !slices.Contains(current, i) {
			v.left.add(row.Source)
		}
	}
	if len(current) == 1 {
		return all[current[0]]
	}
	one := &resultfile.Row{Source: all[current[0]].Source}
	sheets, doubts := make([][]assess.Sheet, len(current)), make([][][]int, len(current))
	for n, at := range current {
		for _, b := range all[at].Summary.Banks {
			sheets[n], doubts[n] = append(sheets[n], b.Sheet), append(doubts[n], b.Doubts)
		}
	}
	result := group.Together(s.Selection, sheets, doubts)
	entries := make(assess.Entries)
	for i, b := range s.Selection.Banks {
		for _, c := range result.Banks[i].Sheet {
			entries[b.ID] = append(entries[b.ID], assess.Entry{Choice: c})
		}
	}
	var sourced []assess.Ref
	for _, at := range current {
		row := all[at]
		c := &one.Case
		c.ID, c.Title, c.Place, c.AsOf = row.Case.ID, cmp.Or(c.Title, row.Case.Title), cmp.Or(c.Place, row.Case.Place), max(c.AsOf, row.Case.AsOf)
		one.Respondents += max(row.Respondents, 1)
		sourced = append(sourced, row.Summary.Sourced...)
	}
	slices.SortFunc(sourced, func(a, b assess.Ref) int {
		return cmp.Or(cmp.Compare(a.Bank, b.Bank), cmp.Compare(a.Question, b.Question))
	})
	one.Answers = entries.Digest(s.Selection.Banks)
	one.Summary = portfolio.Summarize(result, slices.Compact(sourced))
	s.judge(one)
	v.merged.add(one.Source)
	return one
}

// Say says what was counted once, and what was left out.
func (v *Voices) Say(w io.Writer) {
	if v.merged.n > 0 {
		fmt.Fprintf(w, "samklar: %s of several voices, each counted once, as what their answers lie between (--voices separate counts all); the first is %s\n", say.Count(v.merged.n, "case"), say.Line(v.merged.first))
	}
	if v.left.n > 0 {
		fmt.Fprintf(w, "samklar: %s left out, as the same respondent has a newer one, or a group has agreed since; the first is %s\n", say.Count(v.left.n, "file"), say.Line(v.left.first))
	}
}
