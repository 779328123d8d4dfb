// Package compare tells what has changed in a case between two moments: where it
// can end, each part, each answer, and what became of the steps of last time.
//
// It is as pure as package assess, of whose results it is made. What it says holds
// for every completion of what is missing on both sides; what could also be
// otherwise it leaves open.
package compare

import (
	"cmp"
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// A Relation is how the ends that a case can come to now stand to those of before:
// the paths of all completions.
type Relation uint8

// The relations.
const (
	Same        Relation = iota
	BetterKnown          // the paths are some of those of before
	KnownLess            // they are those of before, and others
	Further              // each stands before all of those of before
	Back                 // each stands behind all of those of before
	Changed              // none of these
)

// String returns the relation as it stands in a comparison.
func (r Relation) String() string {
	return [...]string{"same", "better-known", "known-less", "further", "back", "changed"}[r]
}

// A Change is what has become of a dimension.
type Change uint8

// The changes.
const (
	Alike         Change = iota // its answers have the same possible levels
	Rose                        // all that it may count as now is more than all of before
	Fell                        // all that it may count as now is less
	CannotTell                  // the ranges have a value in common
	NotComparable               // other questions apply
)

// String returns the change as it stands in a comparison.
func (c Change) String() string {
	return [...]string{"same", "rose", "fell", "cannot-be-told", "not-comparable"}[c]
}

// A Turn is what has become of an answer.
type Turn uint8

// The turns.
const (
	Learned   Turn = iota // fewer levels are possible than before
	Forgotten             // more levels are possible than before
	Higher                // every possible level is higher than all of before
	Lower                 // every possible level is lower
	Otherwise             // none of these, such as not applicable
)

// String returns the turn as it stands in a comparison.
func (t Turn) String() string {
	return [...]string{"learned", "forgotten", "higher", "lower", "otherwise"}[t]
}

// An Answer is one that has changed, by question.
type Answer struct {
	assess.Ref
	Old, New assess.Choice
	Turn     Turn
}

// A Step is one that was advised last time.
type Step struct {
	assess.Given      // as it was advised
	Open         bool // it is advised still
}

// A Comparison is what has changed.
type Comparison struct {
	Relations []Relation // by conclusion, beside Result.Chains
	Parts     [][]Change // by bank and dimension; none for trees
	Answers   []Answer   // in the order of banks and questions
	Steps     []Step     // of last time, in their order
}

// Results compares two results of the same banks.
func Results(s *assess.Selection, was, is *assess.Result) *Comparison {
	c := &Comparison{Parts: make([][]Change, len(s.Banks))}
	for _, start := range s.Starts() {
		c.Relations = append(c.Relations, relation(s, start, was, is))
	}
	for i, b := range s.Banks {
		old, now := &was.Banks[i], &is.Banks[i]
		for d := range b.Dimensions {
			c.Parts[i] = append(c.Parts[i], part(b, d, old, now))
		}
		for q := range b.Questions {
			if turn, changed := turned(&b.Questions[q], old.Sheet[q], now.Sheet[q]); changed {
				c.Answers = append(c.Answers, Answer{assess.Ref{Bank: i, Question: q}, old.Sheet[q], now.Sheet[q], turn})
			}
		}
	}
	for _, g := range was.Advice {
		again := func(now assess.Given) bool { return now.Bank == g.Bank && now.Advice.ID == g.Advice.ID }
		c.Steps = append(c.Steps, Step{g, slices.ContainsFunc(is.Advice, again)})
	}
	return c
}

// part compares what a dimension may count as.
func part(b *questions.Bank, d int, was, is *assess.BankResult) Change {
	alike := true
	for _, q := range b.Dimensions[d].Questions {
		old, now := was.Sheet[q], is.Sheet[q]
		if (old == assess.NotApplicable) != (now == assess.NotApplicable) {
			return NotComparable
		}
		alike = alike && possible(&b.Questions[q], old) == possible(&b.Questions[q], now)
	}
	switch old, now := was.Scores[d], is.Scores[d]; {
	case alike:
		return Alike
	case old.CountsHigh.Below(now.CountsLow):
		return Rose
	case now.CountsHigh.Below(old.CountsLow):
		return Fell
	}
	return CannotTell
}

// possible gives the levels that an answer may be; none where the question does not
// apply.
func possible(q *questions.Question, c assess.Choice) [2]int {
	low, high := c.Possible(q)
	return [2]int{low, high}
}

// turned compares two answers.
func turned(q *questions.Question, was, is assess.Choice) (Turn, bool) {
	old, now := possible(q, was), possible(q, is)
	switch {
	case old == now:
		return 0, false
	case was == assess.NotApplicable || is == assess.NotApplicable:
		return Otherwise, true
	case now[0] > old[1]:
		return Higher, true
	case now[1] < old[0]:
		return Lower, true
	case old[0] <= now[0] && now[1] <= old[1]:
		return Learned, true
	case now[0] <= old[0] && old[1] <= now[1]:
		return Forgotten, true
	}
	return Otherwise, true
}

// A code is an ending of a bank.
type code struct{ bank, ending int }

// relation compares the paths of a conclusion. Where not every ending of a bank is
// known for certain to be reached, they are not told from one another but by their
// order.
func relation(s *assess.Selection, start int, was, is *assess.Result) Relation {
	old, now := pathsFrom(s, start, was), pathsFrom(s, start, is)
	exact := exactOn(old, was) && exactOn(now, is)
	within := func(a, b [][]code) bool {
		return !slices.ContainsFunc(a, func(x []code) bool {
			return !slices.ContainsFunc(b, func(y []code) bool { return slices.Equal(x, y) })
		})
	}
	switch better, worse := within(now, old), within(old, now); {
	case better && worse && (exact || len(now) == 1):
		return Same
	case better && exact:
		return BetterKnown
	case worse && exact:
		return KnownLess
	case apart(s, now, old):
		return Further
	case apart(s, old, now):
		return Back
	}
	return Changed
}

// pathsFrom lists the paths of all completions. Banks share no questions, so that
// every ending goes on with every path behind it.
func pathsFrom(s *assess.Selection, bank int, r *assess.Result) [][]code {
	var all [][]code
	for _, ending := range r.Banks[bank].Codes {
		first := code{bank, ending}
		next := s.Place(s.Banks[bank].Endings[ending].Next)
		if next < 0 {
			all = append(all, []code{first})
			continue
		}
		for _, rest := range pathsFrom(s, next, r) {
			all = append(all, append([]code{first}, rest...))
		}
	}
	return all
}

func exactOn(all [][]code, r *assess.Result) bool {
	for _, path := range all {
		for _, c := range path {
			if !r.Banks[c.bank].Exact {
				return false
			}
		}
	}
	return true
}

// apart reports whether each of some paths stands before all of others: they are
// compared step by step, and the first difference decides. A tree without better
// and worse ends tells nothing.
func apart(s *assess.Selection, before, behind [][]code) bool {
	for _, x := range before {
		for _, y := range behind {
			at := 0
			for at < min(len(x), len(y)) && x[at] == y[at] {
				at++
			}
			if at == len(x) || at == len(y) {
				return false
			}
			b := s.Banks[x[at].bank]
			if b.Kind == questions.Tree && !assess.Ordered(b) {
				return false
			}
			if ranks := b.Ranks(); cmp.Compare(ranks[x[at].ending], ranks[y[at].ending]) >= 0 {
				return false
			}
		}
	}
	return true
}
