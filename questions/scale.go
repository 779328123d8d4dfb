package questions

import (
	"fmt"
	"math"
	"math/bits"
	"slices"

	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/yamldoc"
)

// scale reads the dimensions, bands and verdicts of a scale bank.
func (p *parser) scale(dimensions, bands, verdicts *yamldoc.Node) {
	if dimensions != nil {
		items := p.r.List(dimensions, "dimensions")
		if len(items) > MaxDimensions {
			p.r.Report(dimensions, "too-many-dimensions", "the bank has %d dimensions; at most %d are allowed", len(items), MaxDimensions)
			return
		}
		if dimensions.Kind == yamldoc.List && len(items) == 0 {
			p.r.Report(dimensions, "no-dimensions", "the bank has no dimensions; expected at least one")
		}
		for i := range items {
			p.dimension(&items[i], i)
		}
		if len(p.r.Problems) == 0 && !p.bank.countable() {
			p.r.Report(dimensions, "weights-overflow",
				"the weights have no common denominator small enough to score exactly; use fewer different sums of weights")
		}
	}
	if bands != nil {
		p.bands(bands)
	}
	if verdicts != nil {
		p.verdicts(verdicts)
	}
	if bands != nil && len(p.r.Problems) == 0 {
		p.keys()
	}
}

// keys refuses key questions that could hold nothing down.
func (p *parser) keys() {
	b := p.bank
	for i := range b.Questions {
		q := &b.Questions[i]
		if !q.Key {
			continue
		}
		holds := func(e Ending) bool { return e.Every >= b.Bands[1].From }
		if len(b.Bands) < 2 || !slices.ContainsFunc(b.Endings, holds) {
			p.r.Problems = append(p.r.Problems, diag.Diagnostic{
				File: p.r.File, Line: q.Pos.Line, Column: q.Pos.Column, Code: "key-holds-nothing",
				Message: fmt.Sprintf("key question %q could hold nothing down; expected two bands, and a verdict whose every is at least where the second begins", q.ID),
			})
		}
	}
}

func (p *parser) dimension(item *yamldoc.Node, place int) {
	b := p.bank
	d := Dimension{Part: Part{ID: p.idOf(item, "a dimension"), Pos: pos(item)}, Weight: 1}
	p.own(item, "dimension", d.ID)
	p.r.Need(item, "a dimension", "title", "questions")
	p.r.Each(item, "a dimension", []string{"id", "title", "weight", "questions"}, func(key, v *yamldoc.Node) {
		switch key.Text {
		case "title":
			d.Title = p.text(v, "dimensions."+d.ID+".title")
		case "weight":
			d.Weight = p.r.Int(v, "weight", 1, 3)
		case "questions":
			d.Questions = p.questions(v, "dimension", d.ID, place)
		}
	})
	b.Dimensions = append(b.Dimensions, d)
	all, optional := 0, 0
	for _, q := range d.Questions {
		all += b.Questions[q].Weight
		if b.Questions[q].Optional {
			optional += b.Questions[q].Weight
		}
	}
	if 2*optional > all {
		p.r.Report(item, "too-optional", "in dimension %q optional questions have %d of the weight %d; at most half may be optional",
			d.ID, optional, all)
	}
}

func (p *parser) bands(n *yamldoc.Node) {
	items := p.r.List(n, "bands")
	ids := make(map[string]Pos)
	if n.Kind == yamldoc.List && len(items) == 0 {
		p.r.Report(n, "no-bands", "the bank has no bands; expected at least one, from 0")
	}
	for i := range items {
		item := &items[i]
		band := Band{ID: p.idOf(item, "a band"), Pos: pos(item)}
		p.unique(ids, item, "band", band.ID)
		p.r.Need(item, "a band", "title", "from")
		p.r.Each(item, "a band", []string{"id", "title", "from"}, func(key, v *yamldoc.Node) {
			switch key.Text {
			case "title":
				band.Title = p.text(v, "bands."+band.ID+".title")
			case "from":
				before := len(p.r.Problems)
				band.From = p.r.Int(v, "from", 0, 100)
				switch {
				case len(p.r.Problems) > before:
				case i == 0 && band.From != 0:
					p.r.Report(v, "first-band", "the first band starts at %d; expected 0", band.From)
				case i > 0 && band.From <= p.bank.Bands[i-1].From:
					p.r.Report(v, "band-order", "this band starts at %d and the one before at %d; expected the lowest first",
						band.From, p.bank.Bands[i-1].From)
				}
			}
		})
		p.bank.Bands = append(p.bank.Bands, band)
	}
}

// countable tells whether every score of the bank, whatever is declared not
// applicable, can be compared in 64-bit whole numbers. A dimension's score has
// the denominator Unit·(sum of its applicable weights); the overall score has
// the least common multiple of those, times the sum of the dimensions' weights,
// and is compared with percentages.
func (b *Bank) countable() bool {
	common := uint64(1)
	weights := uint64(0)
	for i := range b.Dimensions {
		weights += uint64(b.Dimensions[i].Weight)
		for sum := range b.weightSums(i) {
			hi, lo := bits.Mul64(common/gcd(common, uint64(sum)), uint64(sum))
			if hi != 0 {
				return false
			}
			common = lo
		}
	}
	hi, lo := bits.Mul64(common, 100*Unit*weights)
	return hi == 0 && lo <= math.MaxInt64
}

// weightSums gives every sum that the weights of a dimension's applicable
// questions can have.
func (b *Bank) weightSums(dimension int) map[int]bool {
	sums := map[int]bool{0: true}
	for _, q := range b.Dimensions[dimension].Questions {
		next := make(map[int]bool)
		for s := range sums {
			next[s+b.Questions[q].Weight] = true
			if b.Questions[q].Optional {
				next[s] = true
			}
		}
		sums = next
	}
	delete(sums, 0)
	return sums
}

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
