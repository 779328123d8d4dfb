package assess

import (
	"slices"

	"collectiveimpact/samklar/questions"
)

// Sample returns answers to a bank that lead to one of its endings, by its place,
// and to no other: each question in turn has the highest level that leaves the
// ending possible, until nothing else is. Questions that then decide nothing are
// left unanswered. It reports false where no answers do, or where that is too
// costly to find out.
func Sample(b *questions.Bank, code int) (Sheet, bool) {
	s := Select([]*questions.Bank{b})
	sheet := Blank(b)
	for q := 0; ; q++ {
		codes, exact := s.codes(0, sheet)
		switch {
		case !exact || !slices.Contains(codes, code):
			return nil, false
		case len(codes) == 1:
			return sheet, true
		}
		r := s.Evaluate(Answers{b.ID: sheet})
		if !r.Banks[0].Reached(q) {
			continue
		}
		for level := range slices.Backward(b.Questions[q].Levels) {
			sheet[q] = Choice(level)
			if codes, _ := s.codes(0, sheet); slices.Contains(codes, code) {
				break
			}
		}
	}
}
