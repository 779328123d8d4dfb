package portfolio

import (
	"bytes"
	"cmp"
	"hash/fnv"
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
	Exact    bool             // false: the pivotal questions are only possibly so
	Scores   []DimensionScore // of every scale, in bank order: its dimensions, then the whole
	Weakest  DimensionRef     // Bank is -1 where there is none
	Open     int              // questions without a level that are asked
	Pivotal  int
	Decider  assess.Ref // the first pivotal question
	Answered int
	Top      bool  // every answer is at the highest level
	Rules    []Met // one for each rule of the policy
}

// NearMiss tells whether one unknown answer decides the open step.
func (r *Ranked) NearMiss() bool { return !r.Settled && r.Exact && r.Pivotal == 1 }

// Case gives the case at a place in the order, counted from 0.
func (p *Portfolio) Case(i int) *Ranked {
	p.rank()
	r := p.kept(p.ranked[i])
	c := &Ranked{
		Place: int(p.shared[i]), Source: string(r.sourceText()), Title: string(r.titleText()), Path: &p.paths.values[r.path],
		Settled: r.settled, Exact: r.exact, Weakest: DimensionRef{-1, -1}, Scores: make([]DimensionScore, len(p.parts)),
		Open: int(r.open), Pivotal: int(r.pivotal), Decider: assess.Ref{Bank: int(r.decider.bank), Question: int(r.decider.question)},
		Answered: int(r.answered), Top: r.top,
	}
	for j, part := range p.parts {
		c.Scores[j] = r.score(part, j)
	}
	if r.weakest != notKnown {
		c.Weakest = p.parts[r.weakest]
	}
	if p.Policy != nil {
		c.Rules = p.judged.values[r.judged]
	}
	return c
}

// All gives the cases in order: by conclusion as Order says, then the one with
// the stronger weakest dimension first, then by title and source.
func (p *Portfolio) All() iter.Seq2[int, *Ranked] {
	return func(yield func(int, *Ranked) bool) {
		for i := range p.cases {
			if !yield(i, p.Case(i)) {
				return
			}
		}
	}
}

// A kept is what is kept of a case.
type kept struct {
	*record
	text []byte // of its chunk
}

func (p *Portfolio) kept(i int32) kept {
	c := &p.chunks[i/chunkSize]
	return kept{&c.records[i%chunkSize], c.text}
}

func (r kept) sourceText() []byte { return r.text[r.start : r.start+r.source] }
func (r kept) titleText() []byte  { return r.text[r.start+r.source : r.start+r.source+r.title] }
func (r kept) packed() []byte     { return r.text[r.start+r.source+r.title:] }

func (r kept) score(d DimensionRef, at int) DimensionScore {
	packed := r.packed()
	low, high := packed[2*at], packed[2*at+1]
	return DimensionScore{DimensionRef: d, Low: int(low), High: int(high &^ known), Known: high&known != 0}
}

// rank works the order out where it is not known.
func (p *Portfolio) rank() {
	if p.ranked != nil {
		return
	}
	p.ranked = make([]int32, p.cases)
	for i := range p.ranked {
		p.ranked[i] = int32(i)
	}
	slices.SortFunc(p.ranked, func(a, b int32) int {
		x, y := p.kept(a), p.kept(b)
		if by := p.compareMerit(x, y); by != 0 {
			return by
		}
		scores := 2 * len(p.parts)
		return cmp.Or(
			bytes.Compare(x.titleText(), y.titleText()),
			bytes.Compare(x.sourceText(), y.sourceText()),
			bytes.Compare(x.packed()[:scores], y.packed()[:scores]),
			cmp.Compare(x.pattern, y.pattern),
		)
	})
	p.shared = make([]int32, p.cases)
	for i := range p.shared {
		p.shared[i] = int32(i + 1)
		if i > 0 && p.compareMerit(p.kept(p.ranked[i-1]), p.kept(p.ranked[i])) == 0 {
			p.shared[i] = p.shared[i-1]
		}
	}
}

// compareMerit orders two cases by everything but their names: by conclusion,
// then the stronger weakest dimension first, one that is not known last.
func (p *Portfolio) compareMerit(x, y kept) int {
	lowX, highX := x.weakestScore()
	lowY, highY := y.weakestScore()
	return cmp.Or(cmp.Compare(p.paths.keys[x.path], p.paths.keys[y.path]), cmp.Compare(lowY, lowX), cmp.Compare(highY, highX))
}

func (r kept) weakestScore() (low, high int) {
	if r.weakest == notKnown {
		return -1, -1
	}
	s := r.score(DimensionRef{}, int(r.weakest))
	return s.Low, s.High
}

// enoughAnswers is the least number of answers that are worth comparing: fewer
// are alike by chance.
const enoughAnswers = 10

// SameAnswers gives the groups of cases that chose the same level for every
// question, and enough of them to be worth a look: places in the order.
func (p *Portfolio) SameAnswers() [][]int {
	return p.groups(func(r kept) (uint64, bool) { return r.pattern, r.answered >= enoughAnswers })
}

// SameTitle gives the groups of cases with one title, whatever its capitals and
// blanks.
func (p *Portfolio) SameTitle() [][]int {
	return p.groups(func(r kept) (uint64, bool) {
		title := strings.Join(strings.Fields(strings.ToLower(string(r.titleText()))), " ")
		h := fnv.New64a()
		_, _ = h.Write([]byte(title)) // a hash takes everything
		return h.Sum64(), title != ""
	})
}

// AllTop gives the cases with every answer at the highest level, and enough of
// them: places in the order.
func (p *Portfolio) AllTop() []int {
	p.rank()
	var found []int
	for i, at := range p.ranked {
		if r := p.kept(at); r.top && r.answered >= enoughAnswers {
			found = append(found, i)
		}
	}
	return found
}

// groups gives the cases of two or more with the same mark, by their first.
func (p *Portfolio) groups(mark func(kept) (uint64, bool)) [][]int {
	p.rank()
	type marked struct {
		mark uint64
		at   int
	}
	var all []marked
	for i, at := range p.ranked {
		if m, ok := mark(p.kept(at)); ok {
			all = append(all, marked{m, i})
		}
	}
	slices.SortFunc(all, func(a, b marked) int { return cmp.Or(cmp.Compare(a.mark, b.mark), cmp.Compare(a.at, b.at)) })
	var groups [][]int
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to].mark == all[from].mark {
			to++
		}
		if to-from > 1 {
			var group []int
			for _, m := range all[from:to] {
				group = append(group, m.at)
			}
			groups = append(groups, group)
		}
		from = to
	}
	slices.SortFunc(groups, slices.Compare)
	return groups
}

// Score gives the score of a part, or a score that is not known.
func (r *Ranked) Score(d DimensionRef) DimensionScore { return scoreOf(r.Scores, d) }
