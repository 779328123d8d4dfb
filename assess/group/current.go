package group

import (
	"slices"

	"collectiveimpact/samklar/assess"
)

// A File is one of several on a case.
type File struct {
	assess.Respondent
	AsOf     string
	Nameless bool // somebody answered, and who is not known any more
}

// agreed reports whether it says nothing of who answers: it is what was agreed on.
func (f *File) agreed() bool { return f.Respondent == (assess.Respondent{}) && !f.Nameless }

// same reports whether two are of one respondent; what was agreed on is of all together.
func (f *File) same(g *File) bool {
	return Same(f.Respondent, g.Respondent) || f.agreed() && g.agreed()
}

// older reports whether it is of before another, as far as that is said.
func (f *File) older(g *File) bool {
	return f.AsOf == "" && g.AsOf != "" || assess.Before(f.AsOf, g.AsOf)
}

// Current gives the places of the files that count for a case: of each respondent the
// newest, and all whose dates have a day in common; then what was agreed on alone, if no
// voice is newer, or else the voices that are. A file without a date is older than all others.
func Current(files []File) []int {
	var newest, agreed []int
	for i := range files {
		f := &files[i]
		if slices.ContainsFunc(files, func(g File) bool { return g.same(f) && f.older(&g) }) {
			continue
		}
		newest = append(newest, i)
		if f.agreed() {
			agreed = append(agreed, i)
		}
	}
	if len(agreed) == 0 {
		return newest
	}
	later := slices.DeleteFunc(newest, func(i int) bool { // what was agreed on is not older than itself
		return slices.ContainsFunc(agreed, func(at int) bool { return !files[at].older(&files[i]) })
	})
	if len(later) > 0 {
		return later
	}
	return agreed
}

// Together gives what several results come to as one, bank by bank the same: on each
// question the span of those that have a say, as of people in Of.
func Together(s *assess.Selection, sheets [][]assess.Sheet, doubts [][][]int) *assess.Result {
	answers := make([][]Say, len(s.Banks))
	for i, b := range s.Banks {
		for q := range b.Questions {
			said := make([]Say, len(sheets))
			for n := range sheets {
				said[n] = Say{Choice: sheets[n][i][q], Doubts: slices.Contains(doubts[n][i], q)}
			}
			answers[i] = append(answers[i], answer(&b.Questions[q], said))
		}
	}
	return result(s, answers)
}
