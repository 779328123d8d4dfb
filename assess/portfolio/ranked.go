package portfolio

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
)

// A Ranked is a case of a portfolio at its place.
type Ranked struct {
	Place    int // from 1; cases that are alike in what the order looks at share one
	Source   string
	ID       string
	Title    string
	Where    string       // the place of the case
	AsOf     string       // the date of its answers
	Path     *assess.Path // of the first conclusion, without branches
	Settled  bool
	Exact    bool         // false: the pivotal questions are only possibly so
	Top      bool         // every answer is at the highest level
	Weakest  DimensionRef // Bank is -1 where there is none
	Scaled   bool         // a scale decides, or may: only then can there be one
	Open     int          // open questions that are asked
	Pivotal  int
	Decider  assess.Ref // the first pivotal question
	Answered int
	Judged   *Judged          // by the policy, without what it would take; or nil
	Short    int              // levels short of what is required, -1 where none would do, or that is unclear
	Besides  int              // answers and sources that lack besides the levels
	Find     []assess.Ref     // questions about the problem to find out before them: see Against
	Again    bool             // and such as ask again
	Unclear  bool             // there may be a way, and nothing can be said of it
	OneShort *paths.BankRaise // the level, where it is one and nothing else lacks

	Decided *Decided // or nil: nothing is decided yet

	kept *kept
}

// NearMiss reports whether one unknown answer decides the open step.
func (r *Ranked) NearMiss() bool { return !r.Settled && r.Exact && r.Pivotal == 1 }

// End gives what a case has come to for certain: the last step of its conclusion; ok is
// false where a step is open, or there is none.
func (r *Ranked) End() (end paths.Code, ok bool) {
	if !r.Settled || len(r.Path.Steps) == 0 {
		return end, false
	}
	last := &r.Path.Steps[len(r.Path.Steps)-1]
	return paths.Code{Bank: last.Bank, Ending: last.Codes[0]}, true
}

// Applies reports whether a bank has, or may have, a say in what a case comes to.
// Elsewhere its questions are not asked, and nobody needs its scores.
func (p *Portfolio) Applies(r *Ranked, bank int) bool {
	return r.kept.packed[spanBytes*len(p.dimensions)+bank] == 1
}

// Score returns a case's score of a dimension, or a score that is not known.
func (p *Portfolio) Score(r *Ranked, d DimensionRef) DimensionScore {
	at, ok := p.places[d]
	if !ok {
		return unknownScore(d)
	}
	s := r.kept.packed[spanBytes*at:]
	return DimensionScore{d, int(s[0]), int(s[1]), int(s[2]), int(s[3]), s[4] == 1}
}

// Case returns the case at a place in the order, counted from 0.
func (p *Portfolio) Case(i int) *Ranked {
	p.rank()
	return p.unpack(p.cases[i])
}

// All goes through the cases in order: with a policy those that meet it first, then
// those of which that is not known yet, the fewest questions to ask first, then the
// others, the fewest levels short and questions to find out first, and behind them those
// that no higher level brings there; inside that the better worst path first, then the
// better best one; then by title, id and source. It is an order for reading.
func (p *Portfolio) All() iter.Seq2[int, *Ranked] {
	return func(yield func(int, *Ranked) bool) {
		p.rank()
		for i, k := range p.cases {
			if !yield(i, p.unpack(k)) {
				return
			}
		}
	}
}

// rank puts the cases in order, where they are not.
func (p *Portfolio) rank() {
	if p.ranked {
		return
	}
	p.ranked = true
	slices.SortFunc(p.cases, func(x, y *kept) int {
		if by := compareMerit(x, y); by != 0 {
			return by
		}
		return cmp.Or(cmp.Compare(x.title, y.title), cmp.Compare(x.id, y.id), cmp.Compare(x.source, y.source), cmp.Compare(x.packed, y.packed), cmp.Compare(x.pattern, y.pattern))
	})
	for i, c := range p.cases {
		c.place = int32(i) + 1
		if i > 0 && compareMerit(p.cases[i-1], c) == 0 {
			c.place = p.cases[i-1].place
		}
	}
}

// compareMerit orders two cases by everything but their names.
func compareMerit(x, y *kept) int {
	xClass, xCount := x.standing()
	yClass, yCount := y.standing()
	return cmp.Or(cmp.Compare(xClass, yClass), cmp.Compare(xCount, yCount), cmp.Compare(x.route.key, y.route.key))
}

// enoughAnswers is the least number of answers that are worth comparing: fewer
// are alike by chance.
const enoughAnswers = 10

// SameAnswers returns the groups of cases that chose the same level for every
// question, and enough of them to be worth a look: places in the order.
//
// A pattern has 64 bits, which no two cases share by chance, though somebody who
// wants to can make them. Then they must come to the same conclusion besides, and
// all they gain is that their cases are looked at again.
func (p *Portfolio) SameAnswers() [][]int {
	type answers struct {
		pattern        uint64
		path           *assess.Path
		answered, open int
	}
	return groups(p, func(r *Ranked) (answers, bool) {
		return answers{r.kept.pattern, r.Path, r.Answered, r.Open}, r.Answered >= enoughAnswers
	})
}

// SameTitle returns the groups of cases with one title, whatever its capitals and
// blanks.
func (p *Portfolio) SameTitle() [][]int {
	return groups(p, func(r *Ranked) (string, bool) {
		title := strings.Join(strings.Fields(strings.ToLower(r.Title)), " ")
		return title, title != ""
	})
}

// AllTop returns the cases with every answer at the highest level, and enough of
// them: places in the order.
func (p *Portfolio) AllTop() []int {
	var found []int
	for i, r := range p.All() {
		if r.Top && r.Answered >= enoughAnswers {
			found = append(found, i)
		}
	}
	return found
}

// groups returns the cases of two or more with the same mark, by their first.
func groups[T comparable](p *Portfolio, mark func(*Ranked) (T, bool)) [][]int {
	marked := make(map[T][]int)
	for i, r := range p.All() {
		if m, ok := mark(r); ok {
			marked[m] = append(marked[m], i)
		}
	}
	var all [][]int
	for _, group := range marked {
		if len(group) > 1 {
			all = append(all, group)
		}
	}
	slices.SortFunc(all, slices.Compare)
	return all
}
