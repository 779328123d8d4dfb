package portfolio

import (
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/questions"
)

// A Way is what would make a case meet a policy for certain, whatever else is missing:
// levels to be raised; then answers that must be given, of any level, and sources that
// must be named.
type Way struct {
	Raises []paths.BankRaise // in bank order
	Answer []assess.Ref      // in bank order
	Source []assess.Ref      // in bank order; an answer without a level needs one too
}

// Levels counts the levels to be raised.
func (w *Way) Levels() int { return (&paths.Lack{Raises: w.Raises}).Levels() }

// besides counts what is asked for besides levels.
func (w *Way) besides() int { return len(w.Answer) + len(w.Source) }

// A Change is the least that would make a case meet a policy, or why nothing would.
type Change struct {
	Way                    // of those that ask for the fewest levels, and besides for the least
	Others  []Way          // that ask as little
	More    bool           // there are more of them
	FindOut []assess.Ref   // nodes about the problem that are open and decide first: places in the bank's Nodes
	Why     assess.Refusal // why nothing is offered, where there is nothing to raise or to find out
	Against Against        // where nothing is offered
}

// Offered reports whether a way is offered.
func (c *Change) Offered() bool { return c.Why == assess.Offered && c.FindOut == nil }

// Unclear reports whether there may be a way, and nothing can be said of it.
func (c *Change) Unclear() bool {
	return len(c.Against.Raises) == 0 && (c.FindOut != nil || c.Why == assess.TooManyWays || c.Why == assess.Unordered)
}

// Takes gives the way that there is: the one that is offered, or the one beside facts that
// only may stand against it. Where it reports false no higher level is enough, or that is
// unclear.
func (c *Change) Takes(banks []*questions.Bank) (w Way, ok bool) {
	if c.Offered() {
		return c.Way, true
	}
	return c.Against.Work(banks), !c.Against.Stands && len(c.Against.Raises) > 0
}

// Change returns that, with at most so many ways. What the file must have besides is
// looked for after the levels are raised, since they may lead to other banks.
func (p *Policy) Change(selection *assess.Selection, s *Summary, most int) *Change {
	aim, set := p.aim(), s.Paths(selection)
	lack := set.Lack(aim)
	c := &Change{FindOut: lack.FindOut, Why: lack.Why}
	if !c.Offered() {
		c.Against = p.against(selection, s, set.Against(aim))
		return c
	}
	all := [][]paths.BankRaise{lack.Raises}
	if most > 1 {
		all = set.Ways(aim, most+1)
	}
	var ways []Way
	for _, raises := range all {
		w := p.way(selection, s, raises)
		if len(ways) > 0 && w.besides() < ways[0].besides() {
			ways = nil
		}
		if len(ways) == 0 || w.besides() == ways[0].besides() {
			ways = append(ways, w)
		}
	}
	c.Way, c.Others = ways[0], ways[1:]
	if c.More = len(ways) > most; c.More {
		c.Others = ways[1:most]
	}
	return c
}

// way adds to raises what the file must have besides.
func (p *Policy) way(selection *assess.Selection, s *Summary, raises []paths.BankRaise) Way {
	w, after := Way{Raises: raises}, s
	if len(raises) > 0 {
		raised := &Summary{Banks: slices.Clone(s.Banks)}
		for i := range raised.Banks {
			raised.Banks[i].Sheet = slices.Clone(s.Banks[i].Sheet)
		}
		for _, r := range raises {
			sheet := raised.Banks[r.Bank].Sheet
			sheet[r.Question] = sheet[r.Question].Raised(&selection.Banks[r.Bank].Questions[r.Question], r.To)
		}
		after = Summarize(raised.Result(selection), s.Sourced)
	}
	j := judge{paths: after.Paths(selection), s: after, out: new(Judged)}
	for i := range p.Rules {
		r := &p.Rules[i]
		if r.Kind == AtLeast && j.rule(r) == paths.MetMaybe { // of any level, where it may not apply
			w.Answer = append(w.Answer, r.Ref())
		}
		if r.Kind != Complete && r.Kind != Evidence {
			continue
		}
		m := j.rule(r)
		if r.Kind == Evidence && m == paths.MetSurely && w.answers(s, r.Ref()) {
			m = paths.MetMaybe // what was named is no source of the new answer
		}
		if m == paths.MetSurely || m == paths.NotNeeded {
			continue
		}
		if r.Kind == Evidence {
			w.Source = append(w.Source, r.Ref())
			continue
		}
		for _, q := range j.unanswered(r.Bank) {
			w.Answer = append(w.Answer, assess.Ref{Bank: r.Bank, Question: q})
		}
	}
	slices.SortFunc(w.Answer, CompareRefs)
	w.Answer = slices.Compact(w.Answer)
	slices.SortFunc(w.Source, CompareRefs)
	w.Source = slices.Compact(w.Source)
	return w
}

// answers reports whether a question that had no answer has one by what is raised.
func (w *Way) answers(s *Summary, ref assess.Ref) bool {
	return !s.Banks[ref.Bank].Sheet[ref.Question].Leveled() && slices.ContainsFunc(w.Raises, func(r paths.BankRaise) bool {
		return assess.Ref{Bank: r.Bank, Question: r.Question} == ref
	})
}
