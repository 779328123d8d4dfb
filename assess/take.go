package assess

import (
	"maps"
	"math/bits"
	"slices"

	"collectiveimpact/samklar/questions"
)

// A Raise is a question whose lowest possible level would have to be higher.
type Raise struct {
	Question int
	From, To int  // places of levels
	Open     bool // it may be so already: nobody knows
}

// Takes is what it would take to come to a code or a better one.
type Takes struct {
	Code    int     // the next better code of the step
	Raises  []Raise // the fewest levels to be raised
	FindOut []int   // nodes about the problem that are open and decide first
	Why     Refusal // why nothing is offered, where there is nothing to raise or to find out
}

// Levels counts the levels to be raised.
func (t *Takes) Levels() int {
	n := 0
	for _, r := range t.Raises {
		n += r.To - r.From
	}
	return n
}

// A Refusal is why it is not said what a better code would take.
type Refusal uint8

// The reasons why nothing is offered.
const (
	Offered      Refusal = iota
	AboutProblem         // a fact about the problem stands against it, and nobody can raise that
	Unordered            // the tree has no better and worse
	TooManyWays          // there are too many ways to look at
	NoHigher             // no higher level brings what is required
)

// String returns the reason as it stands in a result.
func (r Refusal) String() string {
	return [...]string{"offered", "about-the-problem", "unordered", "too-many-ways", "no-higher"}[r]
}

// Take returns what it would take for a step of a bank: the fewest levels by which
// lowest possible levels would have to be higher, the highest rising with them, so
// that every code left is the next better one than the worst that is possible now,
// or better still. It reports false where the worst is the best that there is.
func (s *Selection) Take(r *Result, bank int) (*Takes, bool) {
	b := &r.Banks[bank]
	rank := b.Bank.Ranks()
	worst := slices.MaxFunc(b.Codes, func(x, y int) int { return rank[x] - rank[y] })
	if b.Bank.Kind == questions.Tree && !Ordered(b.Bank) {
		return &Takes{Code: -1, Why: Unordered}, true
	}
	if rank[worst] == 0 {
		return nil, false
	}
	t := s.Raise(bank, b.Sheet, nil, Work(b.Bank), func(ending int) bool { return rank[ending] < rank[worst] })
	t.Code = slices.Index(rank, rank[worst]-1)
	return t, true
}

// A Price is what it costs to raise a question from one level to another, by their
// places: Impossible where that is not to be had.
type Price func(question, from, to int) int

// Impossible is more than anything can cost.
const Impossible = impossible

// Work is the price of what people can change: a level costs one, a fact is not to be had.
func Work(b *questions.Bank) Price {
	return func(q, from, to int) int {
		if b.IsFact(q) {
			return Impossible
		}
		return to - from
	}
}

// Raise returns the cheapest raises in a sheet for all codes left to be good, and in a
// scale for dimensions to count as at least their floors, in percent, where there are
// any. In a scale every level that can be had costs one. Its Code is -1.
//
// In a scale it is exact where a better verdict than a good one is good too; elsewhere
// what it returns suffices.
func (s *Selection) Raise(bank int, sheet Sheet, floors []int, price Price, good func(ending int) bool) *Takes {
	if s.scales[bank] == nil {
		return raiseInTree(s.Banks[bank], sheet, price, good)
	}
	t := s.scales[bank].weigh(sheet)
	t.floors, t.price = floors, price
	levels := t.raises(good)
	if levels == nil {
		return &Takes{Code: -1, Why: NoHigher}
	}
	return &Takes{Code: -1, Raises: raisesOf(t.bank, sheet, levels)}
}

// raises returns the levels that lowest possible levels must be raised to; every level
// costs the same, so that taking the largest gain first, for each dimension and then
// for the whole, is exact. Of the verdicts that would do it takes the cheapest.
func (t *weighing) raises(good func(verdict int) bool) (best []int) {
	fewest := impossible
	better := true // all better ones are good: what is better than enough is so too
	for v := range t.bank.Endings {
		if better = better && good(v); !good(v) {
			continue
		}
		levels, n := t.raiseTo(&t.bank.Endings[v])
		if n >= fewest {
			continue
		}
		if !better {
			after := slices.Clone(t.sheet)
			for i, to := range levels {
				after[i] = t.sheet[i].Raised(&t.bank.Questions[i], to)
			}
			if codes, _ := t.weigh(after).codes(); slices.ContainsFunc(codes, func(v int) bool { return !good(v) }) {
				continue
			}
		}
		best, fewest = levels, n
	}
	return best
}

// raisesOf lists questions that are raised to levels.
func raisesOf(b *questions.Bank, sheet Sheet, levels []int) []Raise {
	var all []Raise
	for i, to := range levels {
		if low, _ := sheet[i].Possible(&b.Questions[i]); to > low {
			all = append(all, Raise{Question: i, From: low, To: to, Open: sheet[i].Open()})
		}
	}
	return all
}

// raiseTo returns the levels that lowest possible levels must be raised to for the
// conditions of a verdict to hold, and every dimension to reach its floor, and how
// many levels that is in all.
func (t *weighing) raiseTo(e *questions.Ending) (levels []int, n int) {
	levels = make([]int, len(t.sheet))
	sum := t.overall(t.low).Num
	var order []int // questions by what a level of them adds, most first
	for i, c := range t.sheet {
		low, high := c.Possible(&t.bank.Questions[i])
		if levels[i] = low; high >= low {
			order = append(order, i)
		}
	}
	level := func(i int) int64 { return worth(&t.bank.Questions[i], 1) }
	slices.SortStableFunc(order, func(a, b int) int { return t.larger(step{a, level(a)}, step{b, level(b)}) })
	raise := func(i int) {
		levels[i]++
		n++
		sum += level(i) * t.factor[t.bank.Questions[i].Part]
	}
	top := func(i int) bool {
		return levels[i] == len(t.bank.Questions[i].Levels)-1 || t.price(i, levels[i], levels[i]+1) >= impossible
	}
	for d := range t.bank.Dimensions {
		reached, every := t.low[d], e.Every
		if t.floors != nil {
			every = max(every, t.floors[d])
		}
		for _, i := range t.bank.Dimensions[d].Questions {
			if t.bank.Questions[i].Key && levels[i] == 0 && every >= t.holdsFrom() {
				if top(i) {
					return nil, impossible
				}
				raise(i)
				reached += level(i)
			}
		}
		for _, i := range order {
			for t.bank.Questions[i].Part == d && !top(i) && !(Fraction{reached, questions.Unit * t.weights[d]}).Reaches(every) {
				raise(i)
				reached += level(i)
			}
		}
		if !(Fraction{reached, questions.Unit * t.weights[d]}).Reaches(every) {
			return nil, impossible
		}
	}
	for _, i := range order {
		for !top(i) && !(Fraction{sum, t.whole}).Reaches(e.Overall) {
			raise(i)
		}
	}
	if !(Fraction{sum, t.whole}).Reaches(e.Overall) {
		return nil, impossible
	}
	return levels, n
}

// raiseInTree looks for the way on which the fewest levels are raised.
func raiseInTree(b *questions.Bank, sheet Sheet, price Price, good func(outcome int) bool) *Takes {
	r := BankResult{Bank: b, Sheet: sheet}
	evaluateTree(&r)
	t := &Takes{Code: -1}
	if !slices.ContainsFunc(r.Codes, func(outcome int) bool { return !good(outcome) }) {
		return t
	}
	if !Ordered(b) {
		t.Why = Unordered
		return t
	}
	levels := func(node int, pass bool) int { return levelsFor(&r, node, pass, price) }
	w := ways{r: &r, good: good, cost: levels}
	start := questions.Target{Index: b.Start}
	switch cost := w.from(start); {
	case w.tooMany():
		t.Why = TooManyWays
		return t
	case cost < impossible:
		t.Raises = w.raises(price)
		return t
	}
	if t.FindOut = w.facts(); t.FindOut != nil {
		return t
	}
	w.cost = func(node int, pass bool) int {
		if pass && b.Nodes[node].Fact {
			return 0
		}
		return levels(node, pass)
	}
	if t.Why = NoHigher; w.from(start) < impossible {
		t.Why = AboutProblem
	}
	return t
}

// levelsFor returns what it costs for a node to pass surely. No node is made to fail.
func levelsFor(r *BankResult, node int, pass bool, price Price) int {
	switch status := r.Nodes[node].Status; {
	case pass && status == Passed, !pass && status == Failed:
		return 0
	case !pass:
		return impossible
	}
	n := 0
	for _, raise := range raisesFor(r, node, price) {
		n += price(raise.Question, raise.From, raise.To)
	}
	return min(n, impossible)
}

// raisesFor returns the cheapest raises for a node to pass surely: its musts, and the
// cheapest of its other questions.
func raisesFor(r *BankResult, node int, price Price) []Raise {
	n := &r.Bank.Nodes[node]
	var musts, others []Raise
	sure := 0
	for _, i := range n.Questions {
		q := &r.Bank.Questions[i]
		low, _ := r.Sheet[i].Possible(q)
		raise := Raise{Question: i, From: low, To: q.Passes, Open: r.Sheet[i].Open()}
		switch {
		case !q.Counts:
		case low >= q.Passes:
			sure++
		case q.Must:
			musts = append(musts, raise)
		default:
			others = append(others, raise)
		}
	}
	slices.SortStableFunc(others, func(a, b Raise) int {
		return price(a.Question, a.From, a.To) - price(b.Question, b.From, b.To)
	})
	all := slices.Concat(musts, others[:max(0, n.Needs-sure-len(musts))])
	slices.SortFunc(all, func(a, b Raise) int { return a.Question - b.Question })
	return all
}

// raises lists what is raised on the cheapest way.
func (w *ways) raises(price Price) []Raise {
	var all []Raise
	w.along(func(node int, do Status) {
		if do == Passed && w.r.Nodes[node].Status != Passed {
			all = append(all, raisesFor(w.r, node, price)...)
		}
	})
	slices.SortFunc(all, func(a, b Raise) int { return a.Question - b.Question })
	return all
}

// along visits the nodes of the cheapest way, with what is done at each.
func (w *ways) along(visit func(node int, do Status)) {
	set, _ := w.with(0, questions.Target{Index: w.r.Bank.Start})
	for set != 0 {
		do := w.best[set].do
		node := bits.TrailingZeros64(set)
		visit(node, do)
		n := &w.r.Bank.Nodes[node]
		set &= set - 1
		if do != Failed {
			set, _ = w.with(set, n.Pass)
		}
		if do != Passed {
			set, _ = w.with(set, n.Fail)
		}
	}
}

// facts lists the open nodes about the problem without which there is a way.
func (w *ways) facts() []int {
	open := func(node int) bool { return w.r.Bank.Nodes[node].Fact && w.r.Nodes[node].Status == Open }
	cost := w.cost
	w.cost = func(node int, pass bool) int {
		if open(node) {
			return 0
		}
		return cost(node, pass)
	}
	if w.from(questions.Target{Index: w.r.Bank.Start}) >= impossible {
		return nil
	}
	var found []int
	w.along(func(node int, do Status) {
		if open(node) && do != Open {
			found = append(found, node)
		}
	})
	return found
}

// Ordered reports whether a tree has better and worse ends: nothing behind a node's
// fail stands before anything behind its pass. Ends stand by the nodes passed on the
// longest way to them, most first, then as in the bank.
func Ordered(b *questions.Bank) bool {
	rank := b.Ranks()
	passed, _ := b.LongestWays()
	behind := make([]map[int]bool, len(b.Nodes)) // outcomes
	of := func(t questions.Target) map[int]bool {
		if t.Outcome {
			return map[int]bool{t.Index: true}
		}
		return behind[t.Index]
	}
	ordered := true
	for i := len(b.Nodes) - 1; i >= 0; i-- {
		behind[i] = make(map[int]bool)
		for pass := range of(b.Nodes[i].Pass) {
			behind[i][pass] = true
			for fail := range of(b.Nodes[i].Fail) {
				ordered = ordered && (passed[i] < 0 || pass == fail || rank[pass] < rank[fail])
			}
		}
		maps.Copy(behind[i], of(b.Nodes[i].Fail))
	}
	return ordered
}
