package assess

import (
	"cmp"
	"math/bits"
	"slices"

	"collectiveimpact/samklar/questions"
)

// An entry is a given advice with what orders it.
type entry struct {
	Given
	first   int // what comes before all else: what findings say, then what the conclusion says
	blocks  int // a question that stands in the way
	weakest int // 0 in the weakest dimension, or in one that may be it
	gain    gain
	done    bool
}

// A gain is the share of a bank's whole score that an answer leaves missing.
type gain struct{ missing, whole int64 }

func (g gain) compare(h gain) int {
	hi, lo := bits.Mul64(uint64(g.missing), uint64(h.whole))
	hiOther, loOther := bits.Mul64(uint64(h.missing), uint64(g.whole))
	return cmp.Or(cmp.Compare(hi, hiOther), cmp.Compare(lo, loOther))
}

// compare orders entries: what findings say, then what the conclusion says; then
// what blocks; then the weakest dimension, or those that may be; then the larger
// gain; and then they stay in bank order.
func (e *entry) compare(f *entry) int {
	if c := cmp.Or(cmp.Compare(e.first, f.first), cmp.Compare(e.blocks, f.blocks), cmp.Compare(e.weakest, f.weakest)); c != 0 {
		return c
	}
	return f.gain.compare(e.gain)
}

// speaking lists the banks heard beside the chains and those on them, whose advice is
// given.
func (r *Result) speaking() []int {
	speaking := make([]int, 0, len(r.Banks))
	for i := range r.Banks {
		if r.Banks[i].Role == Beside { // before the conclusions' own
			speaking = append(speaking, i)
		}
	}
	for i := range r.Chains {
		for _, step := range r.Chains[i].Steps {
			if !slices.Contains(speaking, step.Bank) {
				speaking = append(speaking, step.Bank)
			}
		}
	}
	return speaking
}

// Folded returns the advice of the other banks, in the order selected, not deciding.
func (r *Result) Folded() []Given {
	speaking := r.speaking()
	var others []int
	for i := range r.Banks {
		if !slices.Contains(speaking, i) {
			others = append(others, i)
		}
	}
	return r.selection.collect(r, others)
}

// On returns the advice on the answer to a question, and of what it alone tells, whether
// or not its bank speaks.
func (r *Result) On(ref Ref) (given []Given) {
	q, c := &r.Banks[ref.Bank].Bank.Questions[ref.Question], r.Banks[ref.Bank].Sheet[ref.Question]
	low, high := c.Possible(q)
	for i := range q.Advice {
		if a := &q.Advice[i]; c.Leveled() && a.From <= low && high <= a.UpTo && !r.selection.unless(r, a) {
			given = append(given, Given{Bank: ref.Bank, Advice: a, Origin: Origin{ref.Question, -1, -1}})
		}
	}
	for i, h := range r.Banks[ref.Bank].Findings {
		f := &r.Banks[ref.Bank].Bank.Findings[i]
		if h != Holds || len(f.When) != 1 || f.When[0].Question != ref.Question || f.When[0].AtMost >= len(q.Levels)-1 {
			continue
		}
		for j := range f.Advice {
			if a := &f.Advice[j]; !r.selection.unless(r, a) {
				given = append(given, Given{Bank: ref.Bank, Advice: a, Origin: Origin{-1, i, -1}})
			}
		}
	}
	return given
}

// collect returns the advice of banks, first things first.
func (s *Selection) collect(r *Result, banks []int) []Given {
	all := make([]entry, 0, 64) // most cases are given less
	for _, bank := range banks {
		all = s.ofBank(all, r, bank)
	}
	order := make([]int, 0, 64)
	for i := range all {
		order = append(order, i)
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(all[a].compare(&all[b]), a-b) })
	given := make([]Given, 0, len(all))
	for _, i := range order {
		given = inSequence(given, all, i)
	}
	return given
}

// inSequence adds an advice behind those that it comes after, each once.
func inSequence(given []Given, all []entry, i int) []Given {
	if all[i].done {
		return given
	}
	all[i].done = true
	for _, id := range all[i].Advice.After {
		for at := range all {
			if all[at].Bank == all[i].Bank && all[at].Advice.ID == id {
				given = inSequence(given, all, at)
			}
		}
	}
	return append(given, all[i].Given)
}

// What comes before all other advice, in this order, and what comes after it.
const (
	fromFindings = iota
	fromHeadline
	fromAnswers
	fromOtherEndings
)

// ofBank adds a bank's advice in bank order: of questions, of findings that hold,
// of the ending that is the only possible one.
func (s *Selection) ofBank(all []entry, r *Result, bank int) []entry {
	br := &r.Banks[bank]
	b := br.Bank
	// Where an outcome ends it all, what surely passes needs no more work.
	ended := b.Kind == questions.Tree && len(br.Codes) == 1 && b.Endings[br.Codes[0]].Next == ""
	for i := range b.Questions {
		q, c := &b.Questions[i], br.Sheet[i]
		low, high := c.Possible(q)
		surely, _ := passes(q, c)
		if len(q.Advice) == 0 || !c.Leveled() || !br.Reached(i) || ended && q.Counts && surely {
			continue
		}
		e := entry{Given: Given{Bank: bank, Origin: Origin{i, -1, -1}}, first: fromAnswers, weakest: 1, gain: gain{0, 1}}
		e.blocks = br.blocks(i)
		e.Blocks = e.blocks < blocksNothing
		if b.Kind == questions.Scale {
			if slices.Contains(br.Weakest, q.Part) || slices.Contains(br.MaybeWeakest, q.Part) {
				e.weakest = 0
			}
			e.gain = gain{(worth(q, len(q.Levels)-1) - worth(q, low)) * br.factor[q.Part], br.whole}
		}
		for j := range q.Advice {
			if a := &q.Advice[j]; a.From <= low && high <= a.UpTo && !s.unless(r, a) {
				e.Advice = a
				all = append(all, e)
			}
		}
	}
	rest := func(advice []questions.Advice, first int, from Origin) {
		for j := range advice {
			if a := &advice[j]; !s.unless(r, a) {
				all = append(all, entry{Given: Given{bank, a, false, from}, first: first, blocks: blocksNothing, weakest: 1, gain: gain{0, 1}})
			}
		}
	}
	for i, h := range br.Findings {
		if h == Holds {
			rest(b.Findings[i].Advice, fromFindings, Origin{-1, i, -1})
		}
	}
	if len(br.Codes) == 1 {
		first := fromOtherEndings
		if r.stands(bank) {
			first = fromHeadline
		}
		rest(b.Endings[br.Codes[0]].Advice, first, Origin{-1, -1, br.Codes[0]})
	}
	return all
}

// stands reports whether a conclusion stands at a bank: at its open step, or else
// at its last.
func (r *Result) stands(bank int) bool {
	return slices.ContainsFunc(r.Chains, func(c Chain) bool { return c.Steps[c.Stands()].Bank == bank })
}

// unless reports whether an advice is not needed, since an answer is surely so high.
func (s *Selection) unless(r *Result, a *questions.Advice) bool {
	if a.Unless == nil {
		return false
	}
	at := s.Place(a.Unless.Bank)
	if at < 0 {
		return false
	}
	q := s.Banks[at].Question(a.Unless.Question)
	if q < 0 {
		return false
	}
	asked := &s.Banks[at].Questions[q]
	low, high := r.Banks[at].Sheet[q].Possible(asked)
	level := asked.Level(a.Unless.Level)
	return low <= high && 0 <= level && level <= low
}

// How an answered question stands in the way.
const (
	blocksByKey = iota // a node, or a dimension that it holds down
	blocksByScore
	blocksNothing
)

// blocks tells how an answered question stands in the way: in a tree a counting
// question that fails in a node not passed, in a scale a key question at its lowest
// level, or one of a dimension that cannot reach what the best verdict asks of every
// one.
func (r *BankResult) blocks(question int) int {
	q := &r.Bank.Questions[question]
	if r.Bank.Kind == questions.Tree {
		if _, maybe := passes(q, r.Sheet[question]); q.Counts && !maybe && r.Nodes[q.Part].Status != Passed {
			return blocksByKey
		}
		return blocksNothing
	}
	switch _, high := r.Sheet[question].Possible(q); {
	case q.Key && high == 0:
		return blocksByKey
	case len(r.Bank.Endings) > 0 && !r.Scores[q.Part].CountsHigh.Reaches(r.Bank.Endings[0].Every):
		return blocksByScore
	}
	return blocksNothing
}
