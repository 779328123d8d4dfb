package paths

import (
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/internal/sums"
)

// An Aim is what somebody requires of a case: codes, floors under dimensions, and
// answers. A floor or an answer counts only where its bank is on the case's path.
type Aim struct {
	Require [][]Code // of each of these the path has one; at most six
	Floors  []Floor
	Answers []Least
}

// A Floor is the least that a dimension must count as, in whole percent.
type Floor struct{ Bank, Dimension, Percent int }

// A Least is the lowest level that the answer to a question may have; it is not met
// by not-applicable.
type Least struct {
	assess.Ref
	Level int
}

// Met tells whether the answer has that level or a higher one in every completion, in some
// or in none.
func (l *Least) Met(s *Set) Met {
	low, high := s.Sheet(l.Bank)[l.Question].Possible(&s.Selection.Banks[l.Bank].Questions[l.Question])
	switch {
	case high < low || high < l.Level:
		return MetNever
	case low >= l.Level && !slices.Contains(doubted(s.Sheet(l.Bank), s.Doubts(l.Bank)), l.Question):
		return MetSurely
	}
	return MetMaybe
}

// Where tells what is known of something required of a bank, since it is not needed
// where the bank is not on the path.
func (m Met) Where(onPath Met) Met {
	switch {
	case onPath == MetNever:
		return NotNeeded
	case m == MetNever && onPath == MetMaybe:
		return MetMaybe
	}
	return m
}

// Attainable reports whether some completion meets all of an aim at once. It may
// report true where none does of a case that is not exact.
//
// Each bank is asked once which of its codes go with what is required of it; what the
// banks on a path then come to is free of one another. What completions come to that
// are easy to find often is enough.
func (s *Set) Attainable(a *Aim) bool {
	for _, all := range []bool{false, true} {
		under := make([][]int, len(s.Selection.Banks))
		for bank := range under {
			under[bank] = s.under(a, bank, all)
		}
		if s.attains(a, func(bank int) []int { return under[bank] }) {
			return true
		}
	}
	return false
}

// under returns the codes of a bank that go with its floors and answers: all, or
// those that are easy to find.
func (s *Set) under(a *Aim, bank int, all bool) []int {
	if len(s.Codes(bank)) == 0 {
		return nil
	}
	sheet, restricted := s.Sheet(bank), false
	for _, l := range a.Answers {
		if l.Bank != bank {
			continue
		}
		if l.Met(s) == MetNever {
			return nil
		}
		if !restricted {
			sheet, restricted = slices.Clone(sheet), true
		}
		low, high := sheet[l.Question].Possible(&s.Selection.Banks[bank].Questions[l.Question])
		sheet[l.Question] = assess.Span(max(low, l.Level), high)
	}
	floors := a.floors(bank, len(s.Selection.Banks[bank].Dimensions))
	switch {
	case floors != nil:
		return s.codes(bank, sheet, func(way assess.Sheet) []int { return s.Selection.Over(bank, way, floors, all) })
	case restricted:
		return s.codes(bank, sheet, func(way assess.Sheet) []int { return s.Selection.Bank(bank, way).Codes })
	}
	return s.Codes(bank)
}

// floors returns what is required of the dimensions of a bank, or nil where nothing is.
func (a *Aim) floors(bank, dimensions int) (floors []int) {
	for _, f := range a.Floors {
		if f.Bank != bank {
			continue
		}
		if floors == nil {
			floors = make([]int, dimensions)
		}
		floors[f.Dimension] = max(floors[f.Dimension], f.Percent)
	}
	return floors
}

// attains reports whether paths of these codes have one of each of the required. A
// bank without codes is on none of them.
func (s *Set) attains(a *Aim, under func(bank int) []int) bool {
	// What a path has of the required is a set of them, and what the paths from a bank
	// may have is a set of such sets, by their places in a row of bits.
	known := make([]uint64, len(s.Selection.Banks))
	seen := make([]bool, len(s.Selection.Banks))
	var from func(bank int) uint64
	from = func(bank int) uint64 {
		if seen[bank] {
			return known[bank]
		}
		seen[bank] = true
		for _, ending := range under(bank) {
			c := Code{bank, ending}
			behind := uint64(1) // a path that ends has nothing more
			if to := next(s.Selection, c); to >= 0 {
				behind = from(to)
			}
			known[bank] |= together(behind, 1<<a.has(c))
		}
		return known[bank]
	}
	all := uint64(1)
	for _, start := range s.Selection.Starts() {
		all = together(all, from(start))
	}
	return all>>(1<<len(a.Require)-1)&1 == 1
}

// has returns which of the required a code is one of, as bits.
func (a *Aim) has(c Code) (bits uint) {
	for i, codes := range a.Require {
		if slices.Contains(codes, c) {
			bits |= 1 << i
		}
	}
	return bits
}

// together returns the unions of a set of one row with one of another.
func together(a, b uint64) (c uint64) {
	for i := range 64 {
		for j := range 64 {
			if a>>i&1 == 1 && b>>j&1 == 1 {
				c |= 1 << (i | j)
			}
		}
	}
	return c
}

// Pivotal returns the open questions of which the answer can change whether the path
// has one of the required codes, in bank order: in some completion of all others it
// does. It may return more of a case that is not exact, or of which some question may not
// apply, and with several conclusions those of each.
func (s *Set) Pivotal(required func(Code) bool) []assess.Ref {
	known := make([]Met, len(s.Selection.Banks))
	for i := range known {
		known[i] = NotNeeded
	}
	looked := make([]bool, len(s.Selection.Banks))
	found := make([][]int, len(s.Selection.Banks))
	var look func(bank int)
	look = func(bank int) {
		if looked[bank] || s.meetsFrom(bank, required, known) != MetMaybe {
			return
		}
		looked[bank] = true
		// Codes are of a kind where it is the same whichever it is: they meet it, they do
		// not, or the same bank decides behind them.
		kinds := make([]int, len(s.Selection.Banks[bank].Endings))
		for _, ending := range s.Codes(bank) {
			c := Code{bank, ending}
			if met := s.meetsBy(c, required, known); met == MetMaybe {
				kinds[ending] = next(s.Selection, c)
				look(kinds[ending])
			} else {
				kinds[ending] = -1 - int(met)
			}
		}
		if len(s.Codes(bank)) == 1 {
			return
		}
		found[bank] = s.pivotal(bank, kinds)
	}
	for _, start := range s.Selection.Starts() {
		look(start)
	}
	var all []assess.Ref
	for bank, refs := range found {
		for _, q := range refs {
			all = append(all, assess.Ref{Bank: bank, Question: q})
		}
	}
	return all
}

// pivotal returns the open questions of a bank that can change the kind of its code. It
// may hang on each question that may not apply.
func (s *Set) pivotal(bank int, kinds []int) []int {
	sheet, doubts := s.Sheet(bank), s.Doubts(bank)
	decides := make([]bool, len(sheet))
	if !both(sheet, doubts, func(way assess.Sheet) {
		if r := s.Selection.Bank(bank, way); len(r.Codes) > 1 {
			of, _ := s.Selection.Pivotal(bank, &r, kinds)
			mark(decides, of)
		}
	}) {
		return Open(sheet)
	}
	mark(decides, doubted(sheet, doubts))
	return sums.Marked(decides)
}
