package portfolio

import (
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/questions"
)

// An Against is all that stands against a policy where no way to meet it is offered: what
// would have to be otherwise, facts about the problem among it, which nobody is told to
// change. Where facts only may stand against it, the levels beside them are a way.
type Against struct {
	Way
	Stands bool         // a fact rules it out, as it is answered
	Find   []assess.Ref // questions by which a fact may stand against it: to be found out first, in bank order
	Again  bool         // a fact comes only behind something else, and would stand against it as it is answered
}

// FactAgainst tells how a fact that would have to be otherwise stands against a policy:
// surely, perhaps, or not needed, since it comes only behind something else; and in the
// first two by which questions.
func (p *Policy) FactAgainst(r *assess.BankResult, bank int, raise assess.Raise) (met paths.Met, by []assess.Ref) {
	ref := assess.Ref{Bank: bank, Question: raise.Question}
	q := &r.Bank.Questions[raise.Question]
	low, high := r.Sheet[raise.Question].Possible(q)
	asked := p.asked(ref)
	if high < asked {
		return paths.MetNever, []assess.Ref{ref}
	}
	if low < asked {
		by = append(by, ref)
	}
	switch is := &r.Nodes[q.Part]; {
	case low >= q.Passes || raise.To < q.Passes: // its node has no need of it
	case !is.Reachable && (by == nil || is.Status == assess.Failed):
		return paths.NotNeeded, nil
	case is.Reachable && is.Status == assess.Failed:
		return paths.MetNever, deciding(r, bank, q.Part, true)
	case is.Reachable && is.Status == assess.Open:
		by = append(by, deciding(r, bank, q.Part, false)...)
	}
	return paths.MetMaybe, by
}

// asked is the level that a rule asks of an answer, or -1.
func (p *Policy) asked(ref assess.Ref) int {
	asked := -1
	for i := range p.Rules {
		if r := &p.Rules[i]; r.Kind == AtLeast && r.Ref() == ref {
			asked = max(asked, r.Least)
		}
	}
	return asked
}

// deciding lists the questions by which a node surely does not pass, or by which it is not
// known whether it does.
func deciding(r *assess.BankResult, bank, node int, failed bool) []assess.Ref {
	var refs []assess.Ref
	for _, i := range r.Bank.Nodes[node].Questions {
		q := &r.Bank.Questions[i]
		low, high := r.Sheet[i].Possible(q)
		if fails := high < q.Passes; q.Counts && low < q.Passes && fails == failed {
			refs = append(refs, assess.Ref{Bank: bank, Question: i})
		}
	}
	return refs
}

// against tells how raises stand against a policy.
func (p *Policy) against(selection *assess.Selection, s *Summary, raises []paths.BankRaise) Against {
	a := Against{Way: p.way(selection, s, raises)}
	for _, raise := range raises {
		b := selection.Banks[raise.Bank]
		if !b.IsFact(raise.Question) {
			continue
		}
		r := selection.Bank(raise.Bank, s.Banks[raise.Bank].Sheet)
		met, by := p.FactAgainst(&r, raise.Bank, raise.Raise)
		if s.Banks[raise.Bank].Role == assess.Aside {
			met = paths.NotNeeded
		}
		switch met {
		case paths.MetNever:
			a.Stands = true
		case paths.MetMaybe:
			a.Find = append(a.Find, by...)
		case paths.NotNeeded:
			if node := b.Questions[raise.Question].Part; r.Nodes[node].Status == assess.Open {
				a.Find = append(a.Find, deciding(&r, raise.Bank, node, false)...)
			} else {
				a.Again = true
			}
		case paths.MetSurely:
		}
	}
	slices.SortFunc(a.Find, CompareRefs)
	a.Find = slices.Compact(a.Find)
	return a
}

// Work is what people would have to change, beside facts.
func (a *Against) Work(banks []*questions.Bank) Way {
	w := a.Way
	w.Raises = slices.DeleteFunc(slices.Clone(w.Raises), func(r paths.BankRaise) bool { return banks[r.Bank].IsFact(r.Question) })
	return w
}
