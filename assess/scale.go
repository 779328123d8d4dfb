package assess

import (
	"cmp"
	"slices"
	"sync"

	"collectiveimpact/samklar/questions"
)

// MaxCombinations bounds the exact search for reachable verdicts and pivotal
// questions: the number of different pairs of (thresholds that the lowest
// dimension reaches, weighted sum) of a bank with nothing answered.
const MaxCombinations = 100_000

// A scale is a scale bank prepared for evaluation.
type scale struct {
	bank    *questions.Bank
	every   []int       // the different thresholds for every dimension, ascending, above 0
	inexact func() bool // whether it has too many combinations, worked out when first asked
}

func newScale(b *questions.Bank) *scale {
	s := &scale{bank: b}
	for i := range b.Endings {
		if every := b.Endings[i].Every; every > 0 {
			s.every = append(s.every, every)
		}
	}
	slices.Sort(s.every)
	s.every = slices.Compact(s.every)
	s.inexact = sync.OnceValue(s.tooMany)
	return s
}

// A weighing is a scale with one case's answers: the sums that its scores are made
// of. The score of dimension d is between low[d] and high[d] over
// Unit·weights[d]; the overall score is the sum over the dimensions of
// value·factor[d], over whole.
type weighing struct {
	*scale
	sheet     Sheet
	low, high []int64
	weights   []int64
	factor    []int64
	whole     int64
}

func (s *scale) weigh(sheet Sheet) *weighing {
	n := len(s.bank.Dimensions)
	sumsOf := make([]int64, 4*n)
	t := &weighing{scale: s, sheet: sheet, low: sumsOf[:n], high: sumsOf[n : 2*n], weights: sumsOf[2*n : 3*n], factor: sumsOf[3*n:]}
	common := int64(1)
	for d := range s.bank.Dimensions {
		for _, i := range s.bank.Dimensions[d].Questions {
			q := &s.bank.Questions[i]
			w := int64(q.Weight)
			switch c := sheet[i]; {
			case c == NotApplicable:
				continue
			case c.Open():
				t.high[d] += w * questions.Unit
			default:
				v := w * value(q, int(c))
				t.low[d] += v
				t.high[d] += v
			}
			t.weights[d] += w
		}
		common = common / gcd(common, t.weights[d]) * t.weights[d]
	}
	for d := range s.bank.Dimensions {
		w := int64(s.bank.Dimensions[d].Weight)
		t.factor[d] = w * (common / t.weights[d])
		t.whole += w * common * questions.Unit
	}
	return t
}

// value gives the value of a question's level: 0 for the lowest, Unit for the
// top, evenly spaced.
func value(q *questions.Question, level int) int64 {
	return int64(level * questions.Unit / (len(q.Levels) - 1))
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func (s *scale) evaluate(r *BankResult) {
	t := s.weigh(r.Sheet)
	r.Scores = make([]Score, len(s.bank.Dimensions))
	for d := range r.Scores {
		den := questions.Unit * t.weights[d]
		r.Scores[d] = Score{Low: Fraction{t.low[d], den}, High: Fraction{t.high[d], den}}
		for _, q := range s.bank.Dimensions[d].Questions {
			r.Scores[d].Known = r.Scores[d].Known || r.Sheet[q] >= 0
		}
		r.Overall.Known = r.Overall.Known || r.Scores[d].Known
	}
	lowest, low := t.end(t.low)
	highest, high := t.end(t.high)
	r.Overall.Low, r.Overall.High = Fraction{low, t.whole}, Fraction{high, t.whole}
	r.Weakest = weakest(r.Scores)
	if len(s.bank.Endings) > 0 {
		best, worst := t.verdict(highest, high), t.verdict(lowest, low)
		r.Codes, r.Exact = t.codes(best, worst)
	}
	r.Findings = findings(r, t)
}

// end gives the thresholds that the lowest dimension reaches where the
// dimensions have these sums, and the weighted sum of all.
func (t *weighing) end(sums []int64) (reached int, sum int64) {
	reached = len(t.every)
	for d := range sums {
		sum += sums[d] * t.factor[d]
		reached = min(reached, t.reached(d, sums[d]))
	}
	return reached, sum
}

// reached counts the thresholds for every dimension that a dimension reaches
// with a sum.
func (t *weighing) reached(d int, sum int64) int {
	den := questions.Unit * t.weights[d]
	n := 0
	for n < len(t.every) && sum*100 >= int64(t.every[n])*den {
		n++
	}
	return n
}

// verdict gives the first verdict whose conditions hold where the lowest
// dimension reaches so many thresholds and the weighted sum is sum.
func (t *weighing) verdict(reached int, sum int64) int {
	for i := range t.bank.Endings {
		v := &t.bank.Endings[i]
		if v.Every > 0 && (reached == 0 || t.every[reached-1] < v.Every) {
			continue
		}
		if sum*100 >= int64(v.Overall)*t.whole {
			return i
		}
	}
	return len(t.bank.Endings) - 1
}

// codes gives the verdicts that completions reach, of those from the best to
// the worst.
func (t *weighing) codes(best, worst int) (codes []int, exact bool) {
	if best == worst {
		return []int{best}, true
	}
	if t.inexact() {
		for v := best; v <= worst; v++ {
			codes = append(codes, v)
		}
		return codes, false
	}
	found := make([]bool, len(t.bank.Endings))
	found[best], found[worst] = true, true
	if left := worst - best - 1 - t.climb(found); left > 0 {
		all := t.start()
		for d := range t.bank.Dimensions {
			all = all.plus(t.shares(d))
		}
		for reached, s := range all {
			for _, sum := range s {
				found[t.verdict(reached, sum)] = true
			}
		}
	}
	for v, ok := range found {
		if ok {
			codes = append(codes, v)
		}
	}
	return codes, true
}

// climb raises the open questions together, a level at a time, from the worst
// completion to the best, and marks the verdicts met on the way. It gives the
// number of those that had not been found. Each step is a completion, so that
// what is met is reached; most often nothing is left to be searched for.
func (t *weighing) climb(found []bool) int {
	met := 0
	sums := slices.Clone(t.low)
	for level := 1; level < questions.MaxLevels; level++ {
		for i, c := range t.sheet {
			q := &t.bank.Questions[i]
			if !c.Open() || level >= len(q.Levels) {
				continue
			}
			sums[q.Part] += int64(q.Weight) * (value(q, level) - value(q, level-1))
			if v := t.verdict(t.end(sums)); !found[v] {
				found[v] = true
				met++
			}
		}
	}
	return met
}

// start is the combination of no dimensions at all.
func (t *weighing) start() combos {
	c := make(combos, len(t.every)+1)
	c[len(t.every)] = sums{0}
	return c
}

// reachable gives every sum that a dimension can have, leaving one of its
// questions out (-1 leaves none out).
func (t *weighing) reachable(d, without int) sums {
	all := sums{0}
	known := int64(0)
	var values [questions.MaxLevels]int64
	for _, i := range t.bank.Dimensions[d].Questions {
		q := &t.bank.Questions[i]
		switch c := t.sheet[i]; {
		case i == without || c == NotApplicable:
		case !c.Open():
			known += int64(q.Weight) * value(q, int(c))
		default:
			for level := range q.Levels {
				values[level] = int64(q.Weight) * value(q, level)
			}
			all = all.plus(values[:len(q.Levels)])
		}
	}
	for i := range all {
		all[i] += known
	}
	return all
}

// shares gives what a dimension can add to the whole.
func (t *weighing) shares(d int) []share {
	reachable := t.reachable(d, -1)
	shares := make([]share, len(reachable))
	for i, sum := range reachable {
		shares[i] = share{value: sum * t.factor[d], reached: t.reached(d, sum)}
	}
	return shares
}

// tooMany reports whether the bank with nothing answered has too many
// combinations. The number only grows with each dimension, as adding a
// dimension's top to different combinations keeps them different, so the search
// may stop at the bound.
func (s *scale) tooMany() bool {
	t := s.weigh(Blank(s.bank))
	all := t.start()
	for d := range s.bank.Dimensions {
		if all = all.plus(t.shares(d)); all.count() > MaxCombinations {
			return true
		}
	}
	return false
}

// Exact tells whether the reachable verdicts and the pivotal questions of a
// selected bank are found exactly.
func (s *Selection) Exact(bank int) bool {
	return s.scales[bank] == nil || !s.scales[bank].inexact()
}

// weakest orders dimensions: the lowest high first, then the lowest low, then
// bank order; those not known last.
func weakest(scores []Score) []int {
	order := make([]int, len(scores))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &scores[a], &scores[b]
		if x.Known != y.Known {
			if x.Known {
				return -1
			}
			return 1
		}
		return cmp.Or(x.High.compare(y.High), x.Low.compare(y.Low))
	})
	return order
}

// WeakestDimension gives the place of the weakest dimension, or -1 where none
// is known.
func (r *BankResult) WeakestDimension() int {
	if len(r.Weakest) == 0 || !r.Scores[r.Weakest[0]].Known {
		return -1
	}
	return r.Weakest[0]
}

// pivotalInScale gives the open questions whose answer changes the verdict in
// some completion of all others. By the law a verdict never falls as an answer
// rises, so it changes if the lowest and the top level give different ones.
func pivotalInScale(t *weighing) []int {
	var open []int // dimensions with open questions
	rest := t.start()
	for d := range t.bank.Dimensions {
		if t.low[d] != t.high[d] {
			open = append(open, d)
		} else {
			rest = rest.plus(t.shares(d))
		}
	}
	var found []int
	// others holds the combinations of all dimensions outside open[from:to].
	// Halving leaves each dimension out in turn without combining all of the
	// others anew for each.
	var halve func(from, to int, others combos)
	halve = func(from, to int, others combos) {
		if to-from == 1 {
			d := open[from]
			for _, q := range t.bank.Dimensions[d].Questions {
				if t.sheet[q].Open() && t.changes(d, q, others) {
					found = append(found, q)
				}
			}
			return
		}
		middle := (from + to) / 2
		for _, half := range [][4]int{{from, middle, middle, to}, {middle, to, from, middle}} {
			c := others
			for _, d := range open[half[2]:half[3]] {
				c = c.plus(t.shares(d))
			}
			halve(half[0], half[1], c)
		}
	}
	if len(open) > 0 {
		halve(0, len(open), rest)
	}
	slices.Sort(found)
	return found
}

// changes tells whether question q of dimension d changes the verdict beside
// some combination of the other dimensions.
func (t *weighing) changes(d, q int, others combos) bool {
	top := int64(t.bank.Questions[q].Weight) * questions.Unit
	for _, sum := range t.reachable(d, q) {
		low, high := t.reached(d, sum), t.reached(d, sum+top)
		for reached, rest := range others {
			for _, other := range rest {
				if t.verdict(min(reached, low), other+sum*t.factor[d]) != t.verdict(min(reached, high), other+(sum+top)*t.factor[d]) {
					return true
				}
			}
		}
	}
	return false
}

// pivotal gives the open questions of a bank that can change its code: exactly,
// or all open ones where that is too costly to find out.
func (s *Selection) pivotal(r *Result, bank int) []int {
	b := &r.Banks[bank]
	if s.scales[bank] == nil {
		return pivotalInTree(b)
	}
	if b.Exact {
		return pivotalInScale(s.scales[bank].weigh(b.Sheet))
	}
	var open []int
	for q, c := range b.Sheet {
		if c.Open() {
			open = append(open, q)
		}
	}
	return open
}
