package portfolio

import (
	"slices"

	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/questions"
)

// A CameTo counts the cases that have come to an end for certain.
type CameTo struct {
	paths.Code
	Cases int
}

// CameTo gives every end that a first conclusion can come to, best first, with the
// cases that have come to it for certain, and how many have not come to any. Ends to
// which no case has come are left out.
func (p *Portfolio) CameTo() (ends []CameTo, open int) {
	counts := make(map[paths.Code]int)
	for _, c := range p.All() {
		if end, ok := c.End(); ok {
			counts[end]++
		} else if len(c.Path.Steps) > 0 {
			open++
		}
	}
	var from func(bank int)
	from = func(bank int) {
		for _, ending := range p.order.Endings(bank) {
			code := paths.Code{Bank: bank, Ending: ending}
			if n := counts[code]; n > 0 {
				ends = append(ends, CameTo{code, n})
				delete(counts, code) // two ways may lead to one bank
			}
			if next := p.selection.Place(p.Banks[bank].Endings[ending].Next); next >= 0 {
				from(next)
			}
		}
	}
	for _, start := range p.selection.Starts() {
		from(start)
	}
	return ends, open
}

// A Spread says where the cases stand on the dimensions of a scale: those to which its
// bank applies, and no others.
type Spread struct {
	Bank  int
	Cases int
	Parts []PartSpread // by dimension
}

// A PartSpread counts cases by the band of what a dimension counts as.
type PartSpread struct {
	Bands []int
	Open  int // of which it cannot be said: more than one band is possible
}

// Spreads gives the spread of every scale that applies to some case, in bank order.
func (p *Portfolio) Spreads() []Spread {
	var all []Spread
	for bank, b := range p.Banks {
		if b.Kind != questions.Scale {
			continue
		}
		s := Spread{Bank: bank, Parts: make([]PartSpread, len(b.Dimensions))}
		for i := range s.Parts {
			s.Parts[i].Bands = make([]int, len(b.Bands))
		}
		for _, c := range p.All() {
			if !p.Applies(c, bank) {
				continue
			}
			s.Cases++
			for i := range s.Parts {
				if at, _ := p.Band(c, DimensionRef{bank, i}); at >= 0 {
					s.Parts[i].Bands[at]++
				} else {
					s.Parts[i].Open++
				}
			}
		}
		if s.Cases > 0 {
			all = append(all, s)
		}
	}
	return all
}

// Band gives the place of the band of what a dimension counts as in a case, -1 where
// more than one is possible; ok is false where its scale has no say in the case.
func (p *Portfolio) Band(c *Ranked, d DimensionRef) (place int, ok bool) {
	if !p.Applies(c, d.Bank) {
		return -1, false
	}
	b, score := p.Banks[d.Bank], p.Score(c, d)
	// Percents are rounded down: that is exact, since bands begin at whole ones.
	if place = band(b, score.CountsLow); place != band(b, score.CountsHigh) {
		return -1, true
	}
	return place, true
}

// band gives the place of the band that a percentage lies in.
func band(b *questions.Bank, percent int) int {
	at, found := slices.BinarySearchFunc(b.Bands, percent, func(x questions.Band, percent int) int { return x.From - percent })
	if !found {
		at--
	}
	return at
}
