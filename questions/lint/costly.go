package lint

import (
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// Costly looks for a case of a bank that is beyond assess.MaxSearch: the one with
// nothing answered, and such in which questions do not apply, since denominators
// that have little in common let scores add up to more different wholes. It
// returns the first that it finds, and does not look at all there are.
func Costly(b *questions.Bank) (assess.Sheet, bool) {
	if b.Kind != questions.Scale || len(b.Endings) == 0 {
		return nil, false
	}
	s := assess.Select([]*questions.Bank{b})
	sheet := assess.Blank(b)
	exact := func() bool { return s.Evaluate(assess.Answers{b.ID: sheet}).Exact() }
	if !exact() {
		return sheet, true
	}
	common := int64(1)
	for d := range b.Dimensions {
		best := denominator{weight: 1}
		for _, w := range denominators(b, d) {
			if x, y := common/gcd(common, w.weight)*w.weight, common/gcd(common, best.weight)*best.weight; x > y {
				best = w
			}
		}
		if best.weight == 1 {
			continue
		}
		common = common / gcd(common, best.weight) * best.weight
		for _, q := range best.without {
			sheet[q] = assess.NotApplicable
		}
		if !exact() {
			return sheet, true
		}
	}
	return nil, false
}

// A denominator is a weight that a dimension's applicable questions can have, and
// the fewest questions that do not apply then.
type denominator struct {
	weight  int64
	without []int
}

// denominators lists a dimension's, the one in which all apply first.
func denominators(b *questions.Bank, d int) []denominator {
	all := []denominator{{}}
	for _, q := range b.Dimensions[d].Questions {
		all[0].weight += int64(b.Questions[q].Weight)
	}
	found := map[int64]int{all[0].weight: 0}
	for _, q := range b.Dimensions[d].Questions {
		if !b.Questions[q].Optional {
			continue
		}
		for _, w := range slices.Clone(all) {
			less := denominator{w.weight - int64(b.Questions[q].Weight), append(slices.Clip(w.without), q)}
			at, met := found[less.weight]
			switch {
			case less.weight <= 0:
			case !met:
				found[less.weight] = len(all)
				all = append(all, less)
			case len(less.without) < len(all[at].without):
				all[at] = less
			}
		}
	}
	return all
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
