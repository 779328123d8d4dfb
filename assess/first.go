package assess

import (
	"cmp"
	"slices"

	"collectiveimpact/samklar/assess/internal/sums"
)

// First orders the pivotal questions of a chain in the order in which asking them
// settles most: first the one after whose answer, on average over its possible
// levels, the fewest codes of the open step are left; ties in bank order. They stay
// in bank order where they are only possibly pivotal.
func (s *Selection) First(r *Result, c *Chain) []Ref {
	first := slices.Clone(c.Pivotal)
	if !c.Exact || len(first) < 2 {
		return first
	}
	bank := first[0].Bank // all are of the open step
	b := &r.Banks[bank]
	var left []int // by question: the codes left, summed over its possible levels
	if s.scales[bank] == nil {
		left = leftInTree(b)
	} else {
		left = s.scales[bank].weigh(b.Sheet).left()
	}
	levels := func(q int) int {
		low, high := b.Sheet[q].Possible(&b.Bank.Questions[q])
		return high - low + 1
	}
	slices.SortStableFunc(first, func(x, y Ref) int {
		return cmp.Compare(left[x.Question]*levels(y.Question), left[y.Question]*levels(x.Question))
	})
	return first
}

// leftInTree counts the outcomes left after each level of each open question.
func leftInTree(b *BankResult) []int {
	left := make([]int, len(b.Sheet))
	sheet := slices.Clone(b.Sheet)
	for q, choice := range b.Sheet {
		if !choice.Open() {
			continue
		}
		low, high := choice.Possible(&b.Bank.Questions[q])
		for level := low; level <= high; level++ {
			sheet[q] = Choice(level)
			with := BankResult{Bank: b.Bank, Sheet: sheet}
			evaluateTree(&with)
			left[q] += len(with.Codes)
		}
		sheet[q] = choice
	}
	return left
}

// left counts the verdicts left after each level of each open question.
func (t *weighing) left() []int {
	left := make([]int, len(t.sheet))
	t.beside(func(d int, others sums.Pairs) {
		known := make(map[alike]int)
		for _, i := range t.bank.Dimensions[d].Questions {
			if !t.sheet[i].Open() {
				continue
			}
			kind := t.alike(i)
			n, ok := known[kind]
			if !ok {
				n = t.leftBy(d, i, others)
				known[kind] = n
			}
			left[i] = n
		}
	})
	return left
}

// leftBy counts the verdicts left after each level of question i of dimension d,
// beside the combinations of the other dimensions.
func (t *weighing) leftBy(d, i int, others sums.Pairs) int {
	q := &t.bank.Questions[i]
	low, high := t.sheet[i].Possible(q)
	free, held := t.reachable(d, i)
	n := 0
	for level := low; level <= high; level++ {
		by := worth(q, level)
		found := make([]bool, len(t.bank.Endings))
		for place, of := range []sums.Set{free, held} {
			holds := place == 1 || q.Key && level == 0
			for reached, run := range sums.Runs(of, func(sum int64) int { return t.reached(d, sum+by, holds) }) {
				for most, beside := range others {
					if len(beside) > 0 {
						t.meet(found, min(most, reached), beside, run, t.factor[d], by*t.factor[d])
					}
				}
			}
		}
		for _, is := range found {
			if is {
				n++
			}
		}
	}
	return n
}

// meet marks the verdicts that hold for some value of s, factor times one of u and
// by together, where the lowest dimension reaches so many thresholds.
func (t *weighing) meet(found []bool, reached int, s, u sums.Set, factor, by int64) {
	below := t.whole + 1
	for v := range t.bank.Endings {
		e := &t.bank.Endings[v]
		if e.Every > 0 && (reached == 0 || t.every[reached-1] < e.Every) {
			continue
		}
		from := (int64(e.Overall)*t.whole + 99) / 100
		if !found[v] && from < below {
			found[v] = sums.Meet(s, u, factor, from-by, below-by)
		}
		below = min(below, from)
	}
}
