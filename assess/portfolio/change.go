package portfolio

import (
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
)

// A Change is the least that would make a case meet a policy for certain, whatever
// else is missing: levels to be raised; then answers that must be given, of any level,
// and sources that must be named.
type Change struct {
	paths.Lack
	Answer []assess.Ref // in bank order
	Source []assess.Ref // in bank order; an answer without a level needs one too
}

// Change returns that. What the file must have besides is looked for after the levels
// are raised, since they may lead to other banks; where nothing is offered it is empty.
func (p *Policy) Change(selection *assess.Selection, s *Summary) *Change {
	c := &Change{Lack: *s.Paths(selection).Lack(p.aim())}
	if c.FindOut != nil || c.Why != assess.Offered {
		return c
	}
	after := s
	if len(c.Raises) > 0 {
		answers := make(assess.Answers)
		for i, b := range selection.Banks {
			answers[b.ID] = slices.Clone(s.Banks[i].Sheet)
		}
		for _, r := range c.Raises {
			b := selection.Banks[r.Bank]
			sheet := answers[b.ID]
			sheet[r.Question] = sheet[r.Question].Raised(&b.Questions[r.Question], r.To)
		}
		after = Summarize(selection.Evaluate(answers), s.Sourced)
	}
	j := judge{paths: after.Paths(selection), s: after, out: new(Judged)}
	for i := range p.Rules {
		r := &p.Rules[i]
		if m := j.rule(r); m == paths.MetSurely || m == paths.NotNeeded {
			continue
		}
		switch r.Kind {
		case Complete:
			for _, q := range j.unanswered(r.Bank) {
				c.Answer = append(c.Answer, assess.Ref{Bank: r.Bank, Question: q})
			}
		case Evidence:
			c.Source = append(c.Source, r.Ref())
		case Require, Floor, AtLeast:
		}
	}
	slices.SortFunc(c.Answer, CompareRefs)
	c.Answer = slices.Compact(c.Answer)
	slices.SortFunc(c.Source, CompareRefs)
	return c
}

// Alone is the policy that one of the rules is by itself.
func (p *Policy) Alone(rule int) *Policy { return &Policy{Rules: p.Rules[rule : rule+1]} }
