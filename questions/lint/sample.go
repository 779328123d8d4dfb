package lint

import (
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// Sample returns answers to a bank that lead to one of its endings, by its place,
// and to no other: each question in turn has the highest level that leaves the
// ending possible, until nothing else is. Questions that then decide nothing are
// left unanswered. It reports false where no answers do, or where that is too
// costly to find out.
func Sample(b *questions.Bank, code int) (assess.Sheet, bool) {
	s := assess.Select([]*questions.Bank{b})
	sheet := assess.Blank(b)
	evaluate := func() *assess.BankResult { return &s.Evaluate(assess.Answers{b.ID: sheet}).Banks[0] }
	for q := 0; ; q++ {
		r := evaluate()
		switch {
		case !r.Exact || !slices.Contains(r.Codes, code):
			return nil, false
		case len(r.Codes) == 1:
			return sheet, true
		case !r.Reached(q):
			continue
		}
		for level := range slices.Backward(b.Questions[q].Levels) {
			sheet[q] = assess.Choice(level)
			if slices.Contains(evaluate().Codes, code) {
				break
			}
		}
	}
}
