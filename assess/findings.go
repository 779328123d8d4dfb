package assess

import (
	"collectiveimpact/samklar/assess/internal/sums"
	"collectiveimpact/samklar/questions"
)

// findings tells of each finding whether it holds in all, some or no
// completions. The parts of a finding share no questions, so it can hold if
// every part can, and holds if every part must. T is nil for trees.
func findings(r *BankResult, t *weighing) []Holding {
	if len(r.Bank.Findings) == 0 {
		return nil
	}
	found := make([]Holding, len(r.Bank.Findings))
	for i := range r.Bank.Findings {
		found[i] = Holds
		for _, w := range r.Bank.Findings[i].When {
			if w.Dimension >= 0 {
				found[i] = min(found[i], t.scoreHolds(&w, &r.Scores[w.Dimension]))
			} else {
				found[i] = min(found[i], levelHolds(&r.Bank.Questions[w.Question], r.Sheet[w.Question], &w))
			}
		}
	}
	return found
}

// scoreHolds looks at every score that the dimension can reach, and not only at the
// lowest and the highest where those differ: between two bounds there may be none.
func (t *weighing) scoreHolds(w *questions.Bound, score *Score) Holding {
	switch low, high := score.CountsLow, score.CountsHigh; {
	case !high.Reaches(w.AtLeast) || low.Reaches(w.Below):
		return HoldsNot
	case low.Reaches(w.AtLeast) && !high.Reaches(w.Below):
		return Holds
	}
	den := questions.Unit * t.weights[w.Dimension]
	some, all := false, true
	free, held := t.reachable(w.Dimension, -1)
	for i, of := range []sums.Set{free, held} {
		for _, sum := range of {
			counts := t.counts(Fraction{sum, den}, i == 1)
			in := counts.Reaches(w.AtLeast) && !counts.Reaches(w.Below)
			some = some || in
			all = all && in
		}
	}
	return holding(some, all)
}

// levelHolds looks at every level that the question can have. A bound on a
// question that does not apply is not met.
func levelHolds(q *questions.Question, c Choice, w *questions.Bound) Holding {
	low, high := c.Possible(q)
	if high < low {
		return HoldsNot
	}
	some := low <= w.AtMost && high >= w.AtLeast
	return holding(some, low >= w.AtLeast && high <= w.AtMost)
}

func holding(some, all bool) Holding {
	switch {
	case all:
		return Holds
	case some:
		return Possible
	}
	return HoldsNot
}
