// Package paths looks at the paths of a case's completions as a set: what is required
// of them, which are better, what decides, and what it would take.
//
// It is as pure as package assess, of whose results it is made.
package paths

import (
	"slices"

	"collectiveimpact/samklar/assess"
)

// A Code names an ending: its bank's place in the selection and its own in the
// bank's Endings.
type Code struct{ Bank, Ending int }

// Met is what is known of something required, over all completions of the missing
// answers.
type Met uint8

// What is known of something required, the worst first.
const (
	MetNever  Met = iota // no completion meets it
	MetMaybe             // some do, or that is not known yet
	MetSurely            // all do
	NotNeeded            // what it is about is on no path
)

// Mets is the number of them.
const Mets = int(NotNeeded) + 1

// String gives the standing as it stands in a portfolio.
func (m Met) String() string { return [...]string{"not-met", "open", "met", "not-needed"}[m] }

// A Set is the paths of a case's completions: by bank, the answers, the questions that
// may not apply, and the endings that completions of them reach.
type Set struct {
	Selection *assess.Selection
	Sheet     func(bank int) assess.Sheet
	Doubts    func(bank int) []int
	Codes     func(bank int) []int
}

// Of returns the paths of a result.
func Of(s *assess.Selection, r *assess.Result) *Set {
	return &Set{
		Selection: s, Sheet: func(bank int) assess.Sheet { return r.Banks[bank].Sheet },
		Doubts: func(bank int) []int { return r.Banks[bank].Doubts }, Codes: func(bank int) []int { return r.Banks[bank].Codes },
	}
}

// Meets tells whether the path of every completion, of some, or of none has one of
// the required codes; with several conclusions, whether one of them has.
//
// No completions are combined: banks share no questions, so that a code is good if
// it is required, or if its next bank is selected and all codes of that are good;
// and likewise for none. Where no single conclusion meets it in every completion,
// there are completions in which none does: paths that meet go on as one.
func (s *Set) Meets(required func(Code) bool) Met {
	known := make([]Met, len(s.Selection.Banks))
	for i := range known {
		known[i] = NotNeeded // not looked at yet
	}
	best := MetNever
	for _, start := range s.Selection.Starts() {
		best = max(best, s.meetsFrom(start, required, known))
	}
	return best
}

func (s *Set) meetsFrom(bank int, required func(Code) bool, known []Met) Met {
	if known[bank] != NotNeeded {
		return known[bank]
	}
	met, first := MetMaybe, true
	for _, ending := range s.Codes(bank) {
		one := s.meetsBy(Code{bank, ending}, required, known)
		if first {
			met, first = one, false
		} else if met != one {
			met = MetMaybe
		}
	}
	known[bank] = met
	return met
}

// meetsBy tells the same of the paths that go through a code.
func (s *Set) meetsBy(c Code, required func(Code) bool, known []Met) Met {
	if required(c) {
		return MetSurely
	}
	if next := next(s.Selection, c); next >= 0 {
		return s.meetsFrom(next, required, known)
	}
	return MetNever
}

// next returns the selected bank that a code leads to, or -1.
func next(s *assess.Selection, c Code) int { return s.Place(s.Banks[c.Bank].Endings[c.Ending].Next) }

// OnPath tells whether a bank is on the path of every completion, of some or of
// none, of any conclusion.
func (s *Set) OnPath(bank int) Met {
	return s.Meets(func(c Code) bool { return c.Bank == bank })
}

// An Order tells the better of two paths from the same bank: they are compared
// code by code, and the first difference decides, by Bank.Ranks.
type Order struct {
	selection *assess.Selection
	ranks     [][]int // by bank and ending
}

// NewOrder prepares the order of a selection's paths.
func NewOrder(s *assess.Selection) *Order {
	o := &Order{s, make([][]int, len(s.Banks))}
	for i, b := range s.Banks {
		o.ranks[i] = b.Ranks()
	}
	return o
}

// Endings returns the places of a bank's endings, best first.
func (o *Order) Endings(bank int) []int {
	endings := make([]int, len(o.ranks[bank]))
	for ending, rank := range o.ranks[bank] {
		endings[rank] = ending
	}
	return endings
}

// Worst and Best return the worst and the best path of the first conclusion that
// some completion takes.
func (o *Order) Worst(codes func(bank int) []int) []Code { return o.way(codes, -1) }

// Best returns the best path: see Worst.
func (o *Order) Best(codes func(bank int) []int) []Code { return o.way(codes, 1) }

// way follows the codes that stand first, or last where the sign is -1.
func (o *Order) way(codes func(bank int) []int, sign int) []Code {
	if len(o.selection.Starts()) == 0 {
		return nil
	}
	var way []Code
	for at := o.selection.Starts()[0]; at >= 0; {
		c := Code{at, slices.MinFunc(codes(at), func(x, y int) int { return sign * (o.ranks[at][x] - o.ranks[at][y]) })}
		way = append(way, c)
		at = next(o.selection, c)
	}
	return way
}

// Key gives a text that sorts as cases stand by their conclusions: by the better
// worst path, then by the better best path. Paths that are alike so far go on with
// the same bank, so that neither is a part of the other.
func (o *Order) Key(codes func(bank int) []int) string {
	var key []byte
	for _, way := range [][]Code{o.Worst(codes), o.Best(codes)} {
		for _, c := range way {
			rank := o.ranks[c.Bank][c.Ending]
			key = append(key, byte(rank>>8), byte(rank)) // a bank's size keeps it below 65,536
		}
	}
	return string(key)
}

// Compare tells which of two sets of codes of a bank stands first: by the better
// worst code, then by the better best one, then by the others from the best on.
func (o *Order) Compare(bank int, a, b []int) int {
	ranks := func(codes []int) []int {
		all := make([]int, len(codes))
		for i, c := range codes {
			all[i] = o.ranks[bank][c]
		}
		slices.Sort(all)
		return slices.Insert(all, 0, all[len(all)-1])
	}
	return slices.Compare(ranks(a), ranks(b))
}
