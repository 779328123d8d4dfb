package portfolio

import (
	"cmp"
	"maps"
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
)

// A Tally says where the cases stand on one bank of their first conclusion.
type Tally struct {
	Bank     int
	Cases    int   // whose conclusion has a step of the bank
	Settled  []int // by ending: cases that come to it
	Possible []int // by ending: cases that can still come to it, and to another
	Open     []OpenBetween
}

// An OpenBetween counts the cases that are open between the same endings.
type OpenBetween struct {
	Codes []int
	Cases int
}

// OpenCases gives the number of cases whose step is open.
func (t *Tally) OpenCases() int {
	n := 0
	for i := range t.Open {
		n += t.Open[i].Cases
	}
	return n
}

// Tallies gives a tally for every bank with a step, in the order of the steps.
func (p *Portfolio) Tallies() []Tally {
	cases := make(map[*route]int)
	for _, c := range p.cases {
		cases[c.route]++
	}
	tallies := make(map[int]*Tally)
	depth := make(map[int]int)
	for _, key := range slices.Sorted(maps.Keys(p.routes)) {
		route := p.routes[key]
		for at, step := range route.path.Steps {
			t := tallies[step.Bank]
			if t == nil {
				n := len(p.Banks[step.Bank].Endings)
				t = &Tally{Bank: step.Bank, Settled: make([]int, n), Possible: make([]int, n)}
				tallies[step.Bank], depth[step.Bank] = t, at
			}
			depth[step.Bank] = min(depth[step.Bank], at)
			t.add(step.Codes, cases[route])
		}
	}
	var all []Tally
	for _, t := range tallies {
		slices.SortFunc(t.Open, func(a, b OpenBetween) int {
			return p.order.Compare(t.Bank, a.Codes, b.Codes)
		})
		all = append(all, *t)
	}
	slices.SortFunc(all, func(a, b Tally) int {
		return cmp.Or(cmp.Compare(depth[a.Bank], depth[b.Bank]), cmp.Compare(a.Bank, b.Bank))
	})
	return all
}

func (t *Tally) add(codes []int, cases int) {
	t.Cases += cases
	if len(codes) == 1 {
		t.Settled[codes[0]] += cases
		return
	}
	for _, code := range codes {
		t.Possible[code] += cases
	}
	for i := range t.Open {
		if slices.Equal(t.Open[i].Codes, codes) {
			t.Open[i].Cases += cases
			return
		}
	}
	t.Open = append(t.Open, OpenBetween{codes, cases})
}

// A Missing says how often a question is open where it is asked: without an answer,
// unknown, or between two.
type Missing struct {
	assess.Ref
	Cases   int
	Asked   int // cases in which it is asked
	Decides int // cases in which it can change the open step
}

// Missing gives the questions that are open somewhere, most often first,
// then by how often they decide, then in bank order.
func (p *Portfolio) Missing() []Missing {
	var all []Missing
	for q, cases := range p.open {
		if cases > 0 {
			all = append(all, Missing{p.questions[q], cases, p.asked[q], p.decides[q]})
		}
	}
	slices.SortStableFunc(all, func(a, b Missing) int {
		return cmp.Or(cmp.Compare(b.Cases, a.Cases), cmp.Compare(b.Decides, a.Decides))
	})
	return all
}

// A Weakest says how many cases have a dimension as their weakest.
type Weakest struct {
	DimensionRef
	Cases int
}

// Weakest returns the dimensions that are the weakest somewhere, most often first,
// then in bank order.
func (p *Portfolio) Weakest() []Weakest {
	counts := make([]int, len(p.dimensions))
	for _, c := range p.cases {
		if c.weakest >= 0 {
			counts[c.weakest]++
		}
	}
	var all []Weakest
	for i, d := range p.dimensions {
		if counts[i] > 0 {
			all = append(all, Weakest{d, counts[i]})
		}
	}
	slices.SortStableFunc(all, func(a, b Weakest) int { return cmp.Compare(b.Cases, a.Cases) })
	return all
}

// MetCounts counts the cases by what is known of all rules together, and of
// each: by Met.
func (p *Portfolio) MetCounts() (together [paths.Mets]int, rules [][paths.Mets]int) {
	if p.Policy == nil {
		return together, nil
	}
	rules = make([][paths.Mets]int, len(p.Policy.Rules))
	for _, c := range p.cases {
		together[c.together]++
		for rule := range rules {
			rules[rule][c.packed[p.rulesAt()+2*rule]]++
		}
	}
	return together, rules
}
