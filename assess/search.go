package assess

import (
	"slices"

	"collectiveimpact/samklar/assess/internal/sums"
	"collectiveimpact/samklar/questions"
)

// MaxSearch bounds the exact search for reachable verdicts and pivotal questions
// of a scale bank: the number of different pairs of (thresholds that the lowest
// dimension reaches, overall score) that completions of the case reach, times its
// open questions in that bank. It is a property of the case. Thresholds that some
// dimension cannot reach at its best are left out, so that pairs only grow with
// each dimension and the search may stop as soon as there are too many.
const MaxSearch = 1_000_000

// most returns how many pairs there may be, of a case with open questions.
func (t *weighing) most() int { return MaxSearch / t.sheet.Open() }

// few reports whether the pairs are surely not too many, as there are no more
// than steps between the lowest and the highest sum.
func (t *weighing) few() bool {
	step, span := int64(0), int64(0)
	for d := range t.bank.Dimensions {
		span += (t.high[d] - t.low[d]) * t.factor[d]
	}
	for i, c := range t.sheet {
		if q := &t.bank.Questions[i]; c.Open() {
			step = gcd(step, worth(q, 1)*t.factor[q.Part])
		}
	}
	return (span/step+1)*int64(len(t.every)+1) <= int64(t.most())
}

// exact reports whether the pairs are not too many.
func (t *weighing) exact() bool {
	if t.sheet.Open() == 0 || t.few() {
		return true
	}
	_, ok := t.combos(t.start(), t.dimensions())
	return ok
}

// search marks the verdicts that completions reach, and reports whether it could.
func (t *weighing) search(found []bool) bool {
	all, ok := t.combos(t.start(), t.dimensions())
	for reached, s := range all {
		for _, sum := range s {
			found[t.verdict(reached, Fraction{sum, t.whole})] = true
		}
	}
	return ok
}

// start is the combination of no dimensions at all.
func (t *weighing) start() sums.Pairs {
	c := make(sums.Pairs, t.highest()+1)
	c[len(c)-1] = sums.Set{0}
	return c
}

func (t *weighing) dimensions() []int {
	all := make([]int, len(t.bank.Dimensions))
	for d := range all {
		all[d] = d
	}
	return all
}

// combos adds dimensions to combinations, and reports whether there are not too
// many then.
func (t *weighing) combos(all sums.Pairs, dimensions []int) (sums.Pairs, bool) {
	ok := true
	for _, d := range dimensions {
		if !ok {
			return nil, false
		}
		free, held := t.reachable(d, -1)
		if t.floors != nil {
			free = slices.DeleteFunc(free, func(sum int64) bool { return !t.overFloor(d, sum, false) })
			held = slices.DeleteFunc(held, func(sum int64) bool { return !t.overFloor(d, sum, true) })
		}
		all, ok = all.Plus(t.byReached(d, free, held, len(all)), t.factor[d], t.most())
	}
	return all, ok
}

// byReached sorts sums of a dimension by the number of thresholds they reach, of
// those that matter.
func (t *weighing) byReached(d int, free, held sums.Set, classes int) []sums.Set {
	all := make([]sums.Set, classes)
	for i, of := range []sums.Set{free, held} {
		for reached, run := range sums.Runs(of, func(sum int64) int { return min(t.reached(d, sum, i == 1), classes-1) }) {
			all[reached] = all[reached].Union(run, 0)
		}
	}
	return all
}

// reachable returns every sum that a dimension can have, without one of its
// questions (-1: with all): those in which no key question is at its lowest
// level, and those in which one is.
func (t *weighing) reachable(d, without int) (free, held sums.Set) {
	below := questions.Unit*t.weights[d] + 1
	freely, holding, next, nextHolding := t.sets(below)
	clear(freely)
	clear(holding)
	freely[0] = 1
	known := int64(0)
	for _, i := range t.bank.Dimensions[d].Questions {
		q := &t.bank.Questions[i]
		low, high := t.sheet[i].Possible(q)
		if i == without || high < low {
			continue
		}
		if low == high && (low > 0 || !q.Key) {
			known += worth(q, low)
			continue
		}
		clear(next)
		clear(nextHolding)
		for level := low; level <= high; level++ {
			if by := worth(q, level); level == 0 && q.Key {
				nextHolding.Add(freely, by)
				nextHolding.Add(holding, by)
			} else {
				next.Add(freely, by)
				nextHolding.Add(holding, by)
			}
		}
		freely, next = next, freely
		holding, nextHolding = nextHolding, holding
	}
	return freely.Values(known), holding.Values(known)
}

// sets gives room for four sets of numbers below a bound, until it is asked again.
func (t *weighing) sets(below int64) (a, b, c, d sums.Bits) {
	n := sums.Words(below)
	if len(t.room.bits) < 4*n {
		t.room.bits = make(sums.Bits, 4*n)
	}
	all := t.room.bits
	return all[:n], all[n : 2*n], all[2*n : 3*n], all[3*n : 4*n]
}

// pivotalInScale returns the open questions whose answer changes the verdict in
// some completion of all others, or reports that it is too costly to find out. By
// the law a verdict never falls as an answer rises, so it changes if the lowest
// and the highest possible level give different ones.
func pivotalInScale(t *weighing) (found []int, exact bool) {
	exact = t.beside(func(d int, others sums.Pairs) { found = append(found, t.changing(d, others)...) })
	slices.Sort(found)
	return found, exact
}

// beside visits every dimension with open questions, with the combinations of all
// others, unless there are too many.
func (t *weighing) beside(visit func(d int, others sums.Pairs)) bool {
	var open []int // dimensions with open questions
	var rest []int
	for d := range t.bank.Dimensions {
		if slices.ContainsFunc(t.bank.Dimensions[d].Questions, func(q int) bool { return t.sheet[q].Open() }) {
			open = append(open, d)
		} else {
			rest = append(rest, d)
		}
	}
	if !t.exact() {
		return false
	}
	// others holds the combinations of all dimensions outside open[from:to].
	// Halving leaves each dimension out in turn without combining all of the
	// others anew for each.
	var halve func(from, to int, others sums.Pairs)
	halve = func(from, to int, others sums.Pairs) {
		if to-from == 1 {
			visit(open[from], others)
			return
		}
		middle := (from + to) / 2
		for _, half := range [][4]int{{from, middle, middle, to}, {middle, to, from, middle}} {
			// They are no more than those of all dimensions.
			with, _ := t.combos(others, open[half[2]:half[3]])
			halve(half[0], half[1], with)
		}
	}
	settled, _ := t.combos(t.start(), rest)
	halve(0, len(open), settled)
	return true
}

// alike is what makes open questions of a dimension change the verdict alike.
type alike struct {
	weight, levels int
	key            bool
	low, high      int
}

func (t *weighing) alike(i int) alike {
	q := &t.bank.Questions[i]
	low, high := t.sheet[i].Possible(q)
	return alike{q.Weight, len(q.Levels), q.Key, low, high}
}

// changing returns the open questions of a dimension that change the verdict
// beside some combination of the other dimensions.
func (t *weighing) changing(d int, others sums.Pairs) []int {
	known := make(map[alike]bool)
	var found []int
	for _, i := range t.bank.Dimensions[d].Questions {
		if !t.sheet[i].Open() {
			continue
		}
		kind := t.alike(i)
		changes, ok := known[kind]
		if !ok {
			changes = t.changes(d, i, others)
			known[kind] = changes
		}
		if changes {
			found = append(found, i)
		}
	}
	return found
}

// changes reports whether question i of dimension d changes the verdict beside
// some combination of the other dimensions.
func (t *weighing) changes(d, i int, others sums.Pairs) bool {
	low, high := t.sheet[i].Possible(&t.bank.Questions[i])
	free, held := t.reachable(d, i)
	if t.kinds == nil { // by the law no level in between makes another difference
		return t.changesFrom(d, i, low, high, free, held, others)
	}
	for level := low; level < high; level++ {
		if t.changesFrom(d, i, level, level+1, free, held, others) {
			return true
		}
	}
	return false
}

// changesFrom reports the same of two levels of the question, beside the sums that
// the others of its dimension can have.
func (t *weighing) changesFrom(d, i, low, high int, free, held sums.Set, others sums.Pairs) bool {
	q := &t.bank.Questions[i]
	from, to := worth(q, low), worth(q, high)
	for n, of := range []sums.Set{free, held} {
		holding := n == 1
		// The thresholds that the dimension reaches with the question at its lowest
		// and at its highest stay the same for a while as the other questions rise.
		turn := func(sum int64) [2]int {
			return [2]int{t.reached(d, sum+from, holding || q.Key && low == 0), t.reached(d, sum+to, holding)}
		}
		for reached, run := range sums.Runs(of, turn) {
			for most, beside := range others {
				if len(beside) == 0 {
					continue
				}
				for _, s := range t.apart(min(most, reached[0]), min(most, reached[1]), (to-from)*t.factor[d]) {
					if sums.Meet(beside, run, t.factor[d], s[0]-from*t.factor[d], s[1]-from*t.factor[d]) {
						return true
					}
				}
			}
		}
	}
	return false
}

// apart returns the spans of weighted sums, each from a first up to but without a
// second, at which the verdict changes where the lowest dimension then reaches
// more thresholds and the sum rises by a step.
func (t *weighing) apart(reached, then int, step int64) [][2]int64 {
	cuts := []int64{0, t.whole - step + 1}
	for i := range t.bank.Endings {
		cut := (int64(t.bank.Endings[i].Overall)*t.whole + 99) / 100
		for _, c := range []int64{cut, cut - step} {
			if 0 < c && c <= t.whole-step {
				cuts = append(cuts, c)
			}
		}
	}
	slices.Sort(cuts)
	var spans [][2]int64
	for i := range cuts[1:] {
		first, end := cuts[i], cuts[i+1]
		switch {
		case first == end || t.kind(t.verdict(reached, Fraction{first, t.whole})) == t.kind(t.verdict(then, Fraction{first + step, t.whole})):
		case len(spans) > 0 && spans[len(spans)-1][1] == first:
			spans[len(spans)-1][1] = end
		default:
			spans = append(spans, [2]int64{first, end})
		}
	}
	return spans
}

// Pivotal returns the open questions of a bank that can change the kind of its code,
// or where no kinds are given its code: exactly, or all open ones where that is too
// costly to find out.
func (s *Selection) Pivotal(bank int, r *BankResult, kinds []int) (found []int, exact bool) {
	if s.scales[bank] == nil {
		return pivotalInTree(r, kinds), true
	}
	t := s.scales[bank].weigh(r.Sheet)
	t.kinds = kinds
	if found, exact = pivotalInScale(t); exact {
		return found, true
	}
	for q, c := range r.Sheet {
		if c.Open() {
			found = append(found, q)
		}
	}
	return found, false
}
