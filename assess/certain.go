package assess

import (
	"slices"

	"collectiveimpact/samklar/questions"
)

// A RuledOut is a code, better than all that are possible, that no missing answer
// can bring any more, and what stands against it.
type RuledOut struct {
	Code       int
	Node       int   // tree: the first node, in bank order, that a way to it would need otherwise; else -1
	Dimensions []int // scale: those that cannot reach what it asks of every one; none where it is the whole that cannot
}

// Conditions are how far the answers meet what a verdict of a scale asks for.
type Conditions struct {
	Every   Holding // every dimension counts as what it asks
	Below   []int   // the dimensions that do not, or may not
	Overall Holding // the overall score is what it asks
}

// Conditions returns how far the answers meet what a verdict asks for. It is the
// one that the bank comes to in the completions that meet it and no better one.
func (r *BankResult) Conditions(verdict int) Conditions {
	e := &r.Bank.Endings[verdict]
	reaches := func(low, high Fraction, percent int) Holding {
		return holding(high.Reaches(percent), low.Reaches(percent))
	}
	c := Conditions{Every: Holds, Overall: reaches(r.Overall.Low, r.Overall.High, e.Overall)}
	for d := range r.Scores {
		holds := reaches(r.Scores[d].CountsLow, r.Scores[d].CountsHigh, e.Every)
		c.Every = min(c.Every, holds)
		if holds != Holds {
			c.Below = append(c.Below, d)
		}
	}
	return c
}

// RuledOut lists the codes of a bank that are ruled out and better than those that
// are possible, best first.
func (r *BankResult) RuledOut() []RuledOut {
	if len(r.Codes) == 0 {
		return nil
	}
	rank := r.Bank.Ranks()
	best := slices.MinFunc(r.Codes, func(x, y int) int { return rank[x] - rank[y] })
	var all []RuledOut
	for place := range rank[best] {
		out := RuledOut{Code: slices.Index(rank, place), Node: -1}
		if r.Bank.Kind == questions.Tree {
			if out.Node = r.against(out.Code); out.Node < 0 {
				continue // no way leads there at all
			}
		} else {
			for d := range r.Scores {
				if !r.Scores[d].CountsHigh.Reaches(r.Bank.Endings[out.Code].Every) {
					out.Dimensions = append(out.Dimensions, d)
				}
			}
		}
		all = append(all, out)
	}
	return all
}

// against returns the first node on the walk, in bank order, whose other way alone
// leads to an outcome, or -1.
func (r *BankResult) against(outcome int) int {
	leads := make([]bool, len(r.Bank.Nodes))
	to := func(t questions.Target) bool {
		if t.Outcome {
			return t.Index == outcome
		}
		return leads[t.Index]
	}
	for i := len(r.Bank.Nodes) - 1; i >= 0; i-- {
		leads[i] = to(r.Bank.Nodes[i].Pass) || to(r.Bank.Nodes[i].Fail)
	}
	for i := range r.Bank.Nodes {
		n, is := &r.Bank.Nodes[i], &r.Nodes[i]
		if is.Reachable && (is.Status == Passed && !to(n.Pass) && to(n.Fail) || is.Status == Failed && !to(n.Fail) && to(n.Pass)) {
			return i
		}
	}
	return -1
}
