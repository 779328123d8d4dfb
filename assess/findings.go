package assess

import "collectiveimpact/samklar/questions"

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
				found[i] = min(found[i], t.scoreHolds(&w))
			} else {
				found[i] = min(found[i], levelHolds(&r.Bank.Questions[w.Question], r.Sheet[w.Question], &w))
			}
		}
	}
	return found
}

// scoreHolds looks at every score that the dimension can reach, not only at the
// lowest and the highest: between two bounds there may be none.
func (t *weighing) scoreHolds(w *questions.Bound) Holding {
	den := questions.Unit * t.weights[w.Dimension]
	some, all := false, true
	for _, sum := range t.reachable(w.Dimension, -1) {
		in := sum*100 >= int64(w.AtLeast)*den && sum*100 < int64(w.Below)*den
		some = some || in
		all = all && in
	}
	return holding(some, all)
}

// levelHolds looks at every level that the question can have. A bound on a
// question that does not apply is not met.
func levelHolds(q *questions.Question, c Choice, w *questions.Bound) Holding {
	if c == NotApplicable {
		return HoldsNot
	}
	some, all := false, true
	for level := range q.Levels {
		if !c.Open() && int(c) != level {
			continue
		}
		in := level >= w.AtLeast && level <= w.AtMost
		some = some || in
		all = all && in
	}
	return holding(some, all)
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
