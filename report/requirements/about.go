package requirements

import (
	"slices"
	"strconv"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// About lists the questions that people can answer otherwise, and that keep the case from
// meeting the policy: what to do about them comes first. Those that requirements name come
// before the others. Where the problem itself is in the way there is none.
func (s *Standing) About() []report.About {
	c := s.change
	if c == nil || s.Settled() {
		return nil
	}
	var all []report.About
	for _, r := range slices.Concat(c.Raises, c.Against.Raises) {
		ref := assess.Ref{Bank: r.Bank, Question: r.Question}
		if r.Open || s.in.Selection.Banks[r.Bank].IsFact(r.Question) {
			continue
		}
		reach := phrase.Fill(s.p.StepReach, "level", s.p.Quote(s.question(ref).Levels[r.To].Text))
		all = append(all, report.About{Ref: ref, Else: reach})
	}
	for _, ref := range slices.Concat(c.Source, c.Against.Source) {
		raised := func(r paths.BankRaise) bool { return assess.Ref{Bank: r.Bank, Question: r.Question} == ref }
		if !s.entry(ref).Choice.Leveled() || slices.ContainsFunc(slices.Concat(c.Raises, c.Against.Raises), raised) {
			continue // another answer is to be had first
		}
		source := phrase.Fill(s.p.StepSource, "question", s.p.Quote(s.question(ref).Ask))
		all = append(all, report.About{Ref: ref, Source: true, Else: source})
	}
	unnamed := func(a report.About) int {
		if s.saidAbove(a.Ref) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(all, func(a, b report.About) int { return unnamed(a) - unnamed(b) })
	return all
}

// Settled reports whether the problem itself, as it is described, rules out that the
// policy is met.
func (s *Standing) Settled() bool {
	return s.change != nil && s.change.Against.Stands
}

// Watch lists, for a case that was granted all the same, what is not surely met.
func (s *Standing) Watch() []view.Block {
	items := view.Items{ID: "watch"}
	for i := range s.in.Policy.Rules {
		if m := s.Judged.Rules[i]; m != paths.MetSurely && m != paths.NotNeeded {
			items.Items = append(items.Items, view.Item{
				ID: "watch--" + strconv.Itoa(i+1), Text: Rule(s.p, s.in.Selection.Banks, &s.in.Policy.Rules[i]), Details: s.details(i),
			})
		}
	}
	if items.Items == nil {
		return nil
	}
	return []view.Block{view.Text{ID: "watch-lead", Text: s.p.WatchLead}, items}
}

// asksSource reports whether a requirement that is not surely met asks for a source.
func (s *Standing) asksSource(ref assess.Ref) bool {
	for i := range s.in.Policy.Rules {
		if r := &s.in.Policy.Rules[i]; r.Kind == portfolio.Evidence && r.Ref() == ref && s.Judged.Rules[i] < paths.MetSurely {
			return true
		}
	}
	return false
}
