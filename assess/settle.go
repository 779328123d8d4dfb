package assess

import (
	"cmp"
	"math/bits"
	"slices"

	"collectiveimpact/samklar/questions"
)

// impossible is more than anything can take.
const impossible = 1 << 20

// Fewest returns the fewest open questions of a bank that answers to them could
// settle its code with: 0 where it is settled, and at least so many where that is
// not exact. It is exact in trees, and in a scale where the fewest would settle it
// on its first or its last verdict.
func (s *Selection) Fewest(r *Result, bank int) (questions int, exact bool) {
	b := &r.Banks[bank]
	if len(b.Codes) < 2 {
		return 0, true
	}
	if s.scales[bank] == nil {
		return takesInTree(b)
	}
	t := s.scales[bank].weigh(b.Sheet)
	best, worst := b.Codes[0], b.Codes[len(b.Codes)-1]
	fewest := impossible
	for code := best; code <= worst; code++ {
		n := max(t.toReach(code), t.toRuleOut(code))
		if sure := code == 0 || code == len(b.Bank.Endings)-1; n < fewest || n == fewest && sure {
			fewest, exact = n, sure
		}
	}
	return fewest, exact && len(b.Doubts) == 0
}

// A step is what one answer, or one level of it, changes a dimension's sum by.
type step struct {
	question int
	by       int64
}

// larger orders steps by what they change of the whole, most first.
func (t *weighing) larger(a, b step) int {
	questions := t.bank.Questions
	return cmp.Compare(b.by*t.factor[questions[b.question].Part], a.by*t.factor[questions[a.question].Part])
}

// toReach returns the fewest open questions that must have their highest possible
// level for the verdict of the worst completion to be at least so good.
func (t *weighing) toReach(code int) int {
	fewest := impossible
	for v := 0; v <= code; v++ {
		e := &t.bank.Endings[v]
		taken := make([]bool, len(t.sheet))
		n, sum := 0, t.overall(t.low).Num
		take := func(s step) {
			taken[s.question] = true
			sum += s.by * t.factor[t.bank.Questions[s.question].Part]
			n++
		}
		for d := range t.bank.Dimensions {
			n += t.lift(d, e.Every, take)
		}
		var rest []step
		for i := range t.sheet {
			if !taken[i] {
				rest = append(rest, t.span(i)...)
			}
		}
		slices.SortFunc(rest, t.larger)
		for _, s := range rest {
			if (Fraction{sum, t.whole}).Reaches(e.Overall) {
				break
			}
			take(s)
		}
		if (Fraction{sum, t.whole}).Reaches(e.Overall) {
			fewest = min(fewest, n)
		}
	}
	return fewest
}

// span is what an open question can still add to its dimension, as one step.
func (t *weighing) span(i int) []step {
	q := &t.bank.Questions[i]
	low, high := t.sheet[i].Possible(q)
	if high <= low {
		return nil
	}
	return []step{{i, worth(q, high) - worth(q, low)}}
}

// lift takes the fewest open questions for a dimension to reach a threshold: its
// key questions first, where they would hold it down, then those that add most.
// It returns impossible where even all would not do.
func (t *weighing) lift(d, every int, take func(step)) int {
	sum, held := t.low[d], false
	var rest []step
	for _, i := range t.bank.Dimensions[d].Questions {
		q := &t.bank.Questions[i]
		low, high := t.sheet[i].Possible(q)
		s := t.span(i)
		switch holds := q.Key && low == 0 && every >= t.holdsFrom(); {
		case holds && high < 1:
			held = true
		case holds:
			take(s[0])
			sum += s[0].by
		default:
			rest = append(rest, s...)
		}
	}
	slices.SortFunc(rest, t.larger)
	reaches := func() bool { return (Fraction{sum, questions.Unit * t.weights[d]}).Reaches(every) }
	for _, s := range rest {
		if reaches() {
			break
		}
		take(s)
		sum += s.by
	}
	if held || !reaches() {
		return impossible
	}
	return 0
}

// holdsFrom is the least threshold that a dimension cannot reach while a key
// question holds it down.
func (t *weighing) holdsFrom() int {
	if len(t.bank.Bands) < 2 {
		return questions.NoBound
	}
	return max(t.bank.Bands[1].From, 1)
}

// toRuleOut returns the fewest open questions that must have their lowest possible
// level for the verdict of the best completion to be no better. Of all that must
// fail, those that ask most of every dimension fail by one dimension, the others by
// the whole.
func (t *weighing) toRuleOut(code int) int {
	better := t.bank.Endings[:code]
	fewest := impossible
	for _, every := range append([]int{questions.NoBound}, t.every...) {
		overall := questions.NoBound // what is left must fail by the whole
		for i := range better {
			if better[i].Every < every {
				overall = min(overall, better[i].Overall)
			}
		}
		if every == questions.NoBound {
			fewest = min(fewest, t.sink(-1, every, overall, false))
			continue
		}
		for d := range t.bank.Dimensions {
			fewest = min(fewest, t.sink(d, every, overall, false))
			if every >= t.holdsFrom() {
				fewest = min(fewest, t.sink(d, every, overall, true))
			}
		}
	}
	return fewest
}

// sink returns the fewest open questions that bring a dimension below a threshold,
// by its score or by one key question, and the whole below another.
func (t *weighing) sink(d, every, overall int, byKey bool) int {
	n, sum := 0, t.overall(t.high).Num
	var rest, own []step
	for i := range t.sheet {
		if t.bank.Questions[i].Part == d {
			own = append(own, t.span(i)...)
		} else {
			rest = append(rest, t.span(i)...)
		}
	}
	slices.SortStableFunc(own, t.larger)
	take := func(s step) {
		n++
		sum -= s.by * t.factor[t.bank.Questions[s.question].Part]
	}
	switch {
	case d < 0:
	case byKey && t.keys[d].high:
	case byKey:
		key := slices.IndexFunc(own, func(s step) bool {
			q := &t.bank.Questions[s.question]
			low, _ := t.sheet[s.question].Possible(q)
			return q.Key && low == 0
		})
		if key < 0 {
			return impossible
		}
		take(own[key])
		own = slices.Delete(own, key, key+1)
	default:
		high := t.high[d]
		for len(own) > 0 && (Fraction{high, questions.Unit * t.weights[d]}).Reaches(every) {
			take(own[0])
			high -= own[0].by
			own = own[1:]
		}
		if (Fraction{high, questions.Unit * t.weights[d]}).Reaches(every) {
			return impossible
		}
	}
	rest = append(rest, own...)
	slices.SortFunc(rest, t.larger)
	for _, s := range rest {
		if !(Fraction{sum, t.whole}).Reaches(overall) {
			break
		}
		take(s)
	}
	if (Fraction{sum, t.whole}).Reaches(overall) {
		return impossible
	}
	return n
}

// takesInTree returns the fewest answers after which all walks end alike, and whether
// that is exact: where there are too many ways to look at, it is 1 and false.
func takesInTree(r *BankResult) (fewest int, exact bool) {
	fewest = impossible
	for _, code := range r.Codes {
		w := ways{r: r, good: func(outcome int) bool { return outcome == code }, cost: func(node int, pass bool) int { return answersFor(r, node, pass) }}
		fewest = min(fewest, w.from(questions.Target{Index: r.Bank.Start}))
		if w.tooMany() {
			return 1, false
		}
	}
	return fewest, true
}

// answersFor returns the fewest open questions of a node whose answers can make it
// surely pass, or surely fail.
func answersFor(r *BankResult, node int, pass bool) int {
	n, state := &r.Bank.Nodes[node], &r.Nodes[node]
	musts := 0
	for _, i := range n.Questions {
		q := &r.Bank.Questions[i]
		if surely, maybe := passes(q, r.Sheet[i]); q.Counts && q.Must && maybe && !surely {
			musts++
		}
	}
	switch {
	case state.Status != Open && (state.Status == Passed) == pass:
		return 0
	case state.Status != Open:
		return impossible
	case pass:
		return max(musts, n.Needs-state.Certain)
	case musts > 0:
		return 1
	}
	return state.Possible - n.Needs + 1
}

// ways looks for the cheapest way to make all walks of a tree end well. It goes
// over the sets of nodes that walks can stand at together, in bank order: nodes
// lead to later ones only, so that the first of a set is not met again.
type ways struct {
	r    *BankResult
	good func(outcome int) bool
	cost func(node int, pass bool) int // to make a node surely pass or fail; impossible where nothing can
	best map[uint64]decision
}

// A decision is what is done at the first node of a set, and what all then costs.
type decision struct {
	cost int
	do   Status // make it pass, make it fail, or leave it open
}

// maxSets bounds the sets of nodes that are looked at.
const maxSets = 1_000

func (w *ways) tooMany() bool { return len(w.best) > maxSets }

func (w *ways) from(start questions.Target) int {
	w.best = make(map[uint64]decision)
	set, ok := w.with(0, start)
	if !ok {
		return impossible
	}
	return w.set(set)
}

// with adds a target to a set, and reports whether it is no bad end.
func (w *ways) with(set uint64, t questions.Target) (uint64, bool) {
	if t.Outcome {
		return set, w.good(t.Index)
	}
	return set | 1<<t.Index, true
}

func (w *ways) set(set uint64) int {
	if set == 0 {
		return 0
	}
	if d, ok := w.best[set]; ok {
		return d.cost
	}
	if w.tooMany() {
		return impossible
	}
	w.best[set] = decision{cost: impossible} // counts it
	node := bits.TrailingZeros64(set)
	n, rest := &w.r.Bank.Nodes[node], set&(set-1)
	best := decision{cost: impossible}
	try := func(do Status, cost int, targets ...questions.Target) {
		next, ok := rest, cost < impossible
		for _, t := range targets {
			if ok {
				next, ok = w.with(next, t)
			}
		}
		if ok {
			if cost += w.set(next); cost < best.cost {
				best = decision{cost, do}
			}
		}
	}
	try(Passed, w.cost(node, true), n.Pass)
	try(Failed, w.cost(node, false), n.Fail)
	if w.r.Nodes[node].Status == Open {
		try(Open, 0, n.Pass, n.Fail)
	}
	w.best[set] = best
	return best.cost
}
