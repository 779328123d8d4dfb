package portfolio

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
)

// A Ranked is a case of a portfolio at its place.
type Ranked struct {
	Place    int // from 1; cases that nothing but their names tells apart share one
	Source   string
	Title    string
	Path     *assess.Path // of the first conclusion, without branches
	Settled  bool
	Exact    bool         // false: the pivotal questions are only possibly so
	Top      bool         // every answer is at the highest level
	Weakest  DimensionRef // Bank is -1 where there is none
	Open     int          // questions without a level that are asked
	Pivotal  int
	Decider  assess.Ref // the first pivotal question
	Answered int
	Rules    []Met // one for each rule of the policy

	route   *route
	scores  []span // of the portfolio's dimensions, in their order
	weakest span   // of the weakest, -1 where there is none
	pattern uint64
}

// A span is a score in little room.
type span struct {
	low, high int8
	known     bool
}

// NearMiss reports whether one unknown answer decides the open step.
func (r *Ranked) NearMiss() bool { return !r.Settled && r.Exact && r.Pivotal == 1 }

// Score returns a case's score of a dimension, or a score that is not known.
func (p *Portfolio) Score(r *Ranked, d DimensionRef) DimensionScore {
	at, ok := p.places[d]
	if !ok {
		return unknownScore(d)
	}
	s := r.scores[at]
	return DimensionScore{d, int(s.low), int(s.high), s.known}
}

// Case returns the case at a place in the order, counted from 0.
func (p *Portfolio) Case(i int) *Ranked {
	p.rank()
	return p.cases[i]
}

// All goes through the cases in order: by conclusion as Order says, then the one
// with the stronger weakest dimension first, then by title and source.
func (p *Portfolio) All() iter.Seq2[int, *Ranked] {
	p.rank()
	return slices.All(p.cases)
}

// rank puts the cases in order, where they are not.
func (p *Portfolio) rank() {
	if p.ranked {
		return
	}
	p.ranked = true
	slices.SortFunc(p.cases, func(x, y *Ranked) int {
		if by := compareMerit(x, y); by != 0 {
			return by
		}
		return cmp.Or(cmp.Compare(x.Title, y.Title), cmp.Compare(x.Source, y.Source), slices.CompareFunc(x.scores, y.scores, compareSpans), cmp.Compare(x.pattern, y.pattern))
	})
	for i, c := range p.cases {
		c.Place = i + 1
		if i > 0 && compareMerit(p.cases[i-1], c) == 0 {
			c.Place = p.cases[i-1].Place
		}
	}
}

// compareMerit orders two cases by everything but their names: by conclusion,
// then the stronger weakest dimension first, one that is not known last.
func compareMerit(x, y *Ranked) int {
	return cmp.Or(cmp.Compare(x.route.key, y.route.key), cmp.Compare(y.weakest.low, x.weakest.low), cmp.Compare(y.weakest.high, x.weakest.high))
}

// compareSpans orders by the low end, then by whether the score is known, then by
// the high end: an order for cases that are alike in all that is shown.
func compareSpans(a, b span) int {
	known := 0
	if a.known != b.known {
		if known = -1; a.known {
			known = 1
		}
	}
	return cmp.Or(cmp.Compare(a.low, b.low), known, cmp.Compare(a.high, b.high))
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
		route          *route
		answered, open int
	}
	return groups(p, func(r *Ranked) (answers, bool) {
		return answers{r.pattern, r.route, r.Answered, r.Open}, r.Answered >= enoughAnswers
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
