package paths

import (
	"maps"
	"slices"

	"collectiveimpact/samklar/assess"
)

// Ways returns ways to meet an aim, of those that take the fewest levels: the one that
// Lack returns, and behind it others, at most so many in all. There are none where Lack
// offers nothing. Where Lack is exact, and fewer are returned, there are no others.
//
// Another way with as many levels raises some question less than the first does. So the
// rest is divided by which is the first such question, whatever stands before it being
// raised at least as far, and each part has its own best way (Murty's method). Parts that
// differ least, and what lies in them, come first.
func (s *Set) Ways(a *Aim, most int) [][]BankRaise {
	first := part{raised: make(map[assess.Ref]int), most: make(map[assess.Ref]int)}
	way, ok := s.within(a, &first)
	if !ok {
		return nil
	}
	found := [][]BankRaise{way}
	var divide func(p *part, way []BankRaise)
	divide = func(p *part, way []BankRaise) {
		for i := len(way) - 1; i >= 0 && len(found) < most; i-- {
			child := part{raised: maps.Clone(p.raised), most: maps.Clone(p.most)}
			for _, r := range way[:i] {
				child.raised[r.ref()] = max(child.raised[r.ref()], r.To)
			}
			last := &way[i]
			if p.raised[last.ref()] >= last.To {
				continue // it is raised so far in all of this part
			}
			child.most[last.ref()] = last.To - 1
			if other, ok := s.within(a, &child); ok && levels(other) == levels(found[0]) {
				found = append(found, other)
				divide(&child, other)
			}
		}
	}
	divide(&first, way)
	return found
}

// A part of all ways: those that raise some questions at least so far, and others at most.
type part struct{ raised, most map[assess.Ref]int }

func (r *BankRaise) ref() assess.Ref { return assess.Ref{Bank: r.Bank, Question: r.Question} }

// within returns the best way of a part.
func (s *Set) within(a *Aim, p *part) (way []BankRaise, ok bool) {
	after := s.raised(p.raised)
	lack := after.lack(a, func(bank int) assess.Price {
		work := assess.Work(s.Selection.Banks[bank])
		return func(q, from, to int) int {
			if most, ok := p.most[assess.Ref{Bank: bank, Question: q}]; ok && to > most {
				return impossible
			}
			return work(q, from, to)
		}
	})
	if lack.Why != assess.Offered || lack.FindOut != nil {
		return nil, false
	}
	to := maps.Clone(p.raised)
	for i := range lack.Raises {
		to[lack.Raises[i].ref()] = lack.Raises[i].To
	}
	for bank, b := range s.Selection.Banks {
		for q, choice := range s.Sheet(bank) {
			ref := assess.Ref{Bank: bank, Question: q}
			low, _ := choice.Possible(&b.Questions[q])
			if level, ok := to[ref]; ok && level > low {
				way = append(way, BankRaise{bank, assess.Raise{Question: q, From: low, To: level, Open: choice.Open()}})
			}
		}
	}
	return way, true
}

// raised returns the paths after some questions are raised to levels.
func (s *Set) raised(to map[assess.Ref]int) *Set {
	if len(to) == 0 {
		return s
	}
	sheets, codes := make([]assess.Sheet, len(s.Selection.Banks)), make([][]int, len(s.Selection.Banks))
	for bank, b := range s.Selection.Banks {
		sheets[bank], codes[bank] = s.Sheet(bank), s.Codes(bank)
		changed := false
		for q := range b.Questions {
			level, ok := to[assess.Ref{Bank: bank, Question: q}]
			if !ok {
				continue
			}
			if !changed {
				sheets[bank], changed = slices.Clone(sheets[bank]), true
			}
			sheets[bank][q] = sheets[bank][q].Raised(&b.Questions[q], level)
		}
		if changed {
			codes[bank] = s.codes(bank, sheets[bank], func(way assess.Sheet) []int { return s.Selection.Bank(bank, way).Codes })
		}
	}
	return &Set{
		Selection: s.Selection, Sheet: func(bank int) assess.Sheet { return sheets[bank] }, Doubts: s.Doubts, Codes: func(bank int) []int { return codes[bank] },
	}
}
