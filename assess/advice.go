package assess

import (
	"slices"

	"collectiveimpact/samklar/questions"
)

// An entry is a given advice with what orders it.
type entry struct {
	Given
	bank      int // rank of its bank
	dimension int // rank of its dimension, weakest first; 0 in trees
	gain      int // weight times what is missing; 0 in trees
	place     int // in bank order
}

// before gives the sign of the order of two entries: first what blocks, then
// banks in order, then the weakest dimension, then the larger gain, then bank
// order.
func (e *entry) before(f *entry) int {
	switch {
	case e.Blocks != f.Blocks:
		return sign(f.Blocks) - sign(e.Blocks)
	case e.bank != f.bank:
		return e.bank - f.bank
	case e.dimension != f.dimension:
		return e.dimension - f.dimension
	case e.gain != f.gain:
		return f.gain - e.gain
	}
	return e.place - f.place
}

// advise collects what is given, of deciding banks in chain order and folded of
// the others in the order selected.
func advise(r *Result) {
	var order []int
	for i := range r.Chains {
		for _, step := range r.Chains[i].Steps {
			if !slices.Contains(order, step.Bank) {
				order = append(order, step.Bank)
			}
		}
	}
	r.Advice = collect(r, order)
	var others []int
	for i := range r.Banks {
		if !slices.Contains(order, i) {
			others = append(others, i)
		}
	}
	r.Folded = collect(r, others)
}

// collect gives the advice of banks, in order.
func collect(r *Result, banks []int) []Given {
	if len(banks) == 0 {
		return []Given{}
	}
	all := make([]entry, 0, 64) // most cases are given less
	for rank, bank := range banks {
		from := len(all)
		all = ofBank(all, &r.Banks[bank], bank)
		for i := from; i < len(all); i++ {
			all[i].bank, all[i].place = rank, i
		}
	}
	slices.SortFunc(all, func(a, b entry) int { return a.before(&b) })
	given := make([]Given, len(all))
	for i := range all {
		given[i] = all[i].Given
	}
	return given
}

func sign(b bool) int {
	if b {
		return 1
	}
	return 0
}

// ofBank adds a bank's advice in bank order: of questions, of findings that
// hold, of the ending that is the only possible one. What hangs on no dimension
// ranks behind all of them.
func ofBank(all []entry, r *BankResult, bank int) []entry {
	b := r.Bank
	ranks := make([]int, len(b.Dimensions))
	for place, d := range r.Weakest {
		ranks[d] = place
	}
	for i := range b.Questions {
		q, c := &b.Questions[i], r.Sheet[i]
		if c < 0 || !r.Reached(i) {
			continue
		}
		e := entry{Given: Given{Bank: bank, Origin: Origin{i, -1, -1}, Blocks: r.blocks(i)}}
		if b.Kind == questions.Scale {
			e.dimension = ranks[q.Part]
			e.gain = q.Weight * (questions.Unit - int(value(q, int(c))))
		}
		for j := range q.Advice {
			if a := &q.Advice[j]; a.From <= int(c) && int(c) <= a.UpTo {
				e.Advice = a
				all = append(all, e)
			}
		}
	}
	rest := func(advice []questions.Advice, from Origin) {
		for j := range advice {
			all = append(all, entry{Given: Given{bank, &advice[j], false, from}, dimension: len(b.Dimensions)})
		}
	}
	for i, h := range r.Findings {
		if h == Holds {
			rest(b.Findings[i].Advice, Origin{-1, i, -1})
		}
	}
	if len(r.Codes) == 1 {
		rest(b.Endings[r.Codes[0]].Advice, Origin{-1, -1, r.Codes[0]})
	}
	return all
}

// blocks tells whether an answered question stands in the way: in a tree a
// counting question that fails in a node not passed, in a scale a question of a
// dimension that cannot reach what the best verdict asks of every one.
func (r *BankResult) blocks(question int) bool {
	q := &r.Bank.Questions[question]
	if r.Bank.Kind == questions.Tree {
		return q.Counts && int(r.Sheet[question]) < q.Passes && r.Nodes[q.Part].Status != Passed
	}
	return len(r.Bank.Endings) > 0 && !r.Scores[q.Part].High.Reaches(r.Bank.Endings[0].Every)
}
