package assess

import (
	"cmp"
	"slices"

	"collectiveimpact/samklar/questions"
)

// An entry is a given advice with what orders it.
type entry struct {
	Given
	dimension int // rank of its dimension, weakest first; 0 in trees
	gain      int // weight times what is missing; 0 in trees
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

// collect gives the advice of banks: first what blocks, then banks in order,
// then the weakest dimension, then the larger gain, then bank order.
func collect(r *Result, banks []int) []Given {
	var all []entry
	rank := make(map[int]int, len(banks))
	for i, bank := range banks {
		rank[bank] = i
		all = append(all, ofBank(&r.Banks[bank], bank)...)
	}
	slices.SortStableFunc(all, func(a, b entry) int {
		return cmp.Or(
			-cmp.Compare(sign(a.Blocks), sign(b.Blocks)),
			cmp.Compare(rank[a.Bank], rank[b.Bank]),
			cmp.Compare(a.dimension, b.dimension),
			-cmp.Compare(a.gain, b.gain),
		)
	})
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

// ofBank gives a bank's advice in bank order: of questions, of findings that
// hold, of the ending that is the only possible one. What hangs on no dimension
// ranks behind all of them.
func ofBank(r *BankResult, bank int) []entry {
	b := r.Bank
	var all []entry
	ranks := make([]int, len(b.Dimensions))
	for place, d := range r.Weakest {
		ranks[d] = place
	}
	for i := range b.Questions {
		q, c := &b.Questions[i], r.Sheet[i]
		if c < 0 || b.Kind == questions.Tree && !r.Nodes[q.Part].Reachable {
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
			all = append(all, entry{Given{bank, &advice[j], false, from}, len(b.Dimensions), 0})
		}
	}
	for i, h := range r.Findings {
		if h == Holds {
			rest(b.Findings[i].Advice, Origin{-1, i, -1})
		}
	}
	if len(r.Codes) == 1 {
		rest(b.Endings()[r.Codes[0]].Advice, Origin{-1, -1, r.Codes[0]})
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
	return len(r.Bank.Verdicts) > 0 && !r.Scores[q.Part].High.Reaches(r.Bank.Verdicts[0].Every)
}
