package requirements

import (
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// Change says what would have been enough, where a case does not meet the policy, or what
// is in the way where that is not offered; and where it is not known yet whether it does,
// what is still missing. Where all is met it says nothing.
func (s *Standing) Change() (title string, blocks []view.Block) {
	switch s.Together {
	case paths.MetNever:
		if s.change.Offered() {
			return s.p.ChangeHead[s.tense], s.enough()
		}
		return s.against()
	case paths.MetMaybe:
		return s.p.MissingHead, s.missing()
	case paths.MetSurely, paths.NotNeeded:
	}
	return "", nil
}

// mostWays is how many ways that ask as little are named.
const mostWays = 3

// enough says what is enough, or would have been: one way, or what all of a few have in
// common and what one is free to choose.
func (s *Standing) enough() []view.Block {
	c := s.change
	say := func(id, said string) view.Block { return view.Text{ID: id, Text: said} }
	one := func(id, said string) []view.Block {
		return append([]view.Block{say(id, s.p.ChangeWith[s.tense]+" "+said)}, s.list(refsOf(&c.Way), &c.Way)...)
	}
	common, rest := shared(c)
	refs := refsOf(&common)
	twice := func(w portfolio.Way) bool { // too much to choose from, or a question that stands in both
		of := refsOf(&w)
		return len(of) > 1 || slices.Contains(refs, of[0])
	}
	switch {
	case s.saidThere():
		return []view.Block{say("change-there", phrase.Fill(s.p.ChangeThere, "marks", s.marks()))}
	case len(c.Others) == 0:
		return one("change-intro", s.p.ChangeLeast[s.tense])
	case len(refs)+len(rest) > mostListed || slices.ContainsFunc(rest, twice):
		return one("change-one-way", s.p.ChangeMore[s.tense])
	}
	var blocks []view.Block
	intro := s.p.ChangeOneOf[s.tense]
	if len(refs) > 0 {
		blocks = append(blocks, say("change-common", s.p.ChangeCommon[s.tense]))
		blocks = append(blocks, s.list(refs, &common)...)
		intro = s.p.ChangeAndOneOf
	}
	choice := view.Items{ID: "change-choice"}
	for i := range rest {
		item, _ := s.item("change-choice", refsOf(&rest[i])[0], &rest[i])
		choice.Items = append(choice.Items, item)
	}
	blocks = append(blocks, say("change-choice-intro", intro), choice)
	if c.More {
		blocks = append(blocks, say("change-more", s.p.ChangeMore[s.tense]))
	}
	return blocks
}

// marks names those of requirements that are not surely met.
func (s *Standing) marks() string {
	var marks []string
	for i, m := range s.Judged.Rules {
		if mark, _ := s.word(i); m < paths.MetSurely && s.partner(i, portfolio.Evidence, portfolio.AtLeast) < 0 {
			marks = append(marks, mark.Sign())
		}
	}
	slices.Sort(marks)
	slices.Reverse(marks) // ✗ first
	return phrase.Join(slices.Compact(marks), s.p.Or)
}

// refsOf lists the questions of a way, each once.
func refsOf(w *portfolio.Way) []assess.Ref {
	var refs []assess.Ref
	for _, r := range w.Raises {
		refs = append(refs, assess.Ref{Bank: r.Bank, Question: r.Question})
	}
	refs = slices.Concat(refs, w.Answer, w.Source)
	slices.SortFunc(refs, portfolio.CompareRefs)
	return slices.Compact(refs)
}

// shared divides ways into what all of them have, and what each has besides: a question
// that all raise, some further than others, stands in both.
func shared(c *portfolio.Change) (common portfolio.Way, rest []portfolio.Way) {
	rest = append([]portfolio.Way{c.Way}, c.Others...)
	to := func(w *portfolio.Way, r paths.BankRaise) int {
		for _, other := range w.Raises {
			if other.Bank == r.Bank && other.Question == r.Question {
				return other.To
			}
		}
		return r.From
	}
	all := func(has func(w *portfolio.Way) bool) bool {
		return !slices.ContainsFunc(rest, func(w portfolio.Way) bool { return !has(&w) })
	}
	for _, r := range c.Raises {
		for i := range rest {
			r.To = min(r.To, to(&rest[i], r))
		}
		if r.To > r.From {
			common.Raises = append(common.Raises, r)
		}
	}
	for _, ref := range c.Answer {
		if all(func(w *portfolio.Way) bool { return slices.Contains(w.Answer, ref) }) {
			common.Answer = append(common.Answer, ref)
		}
	}
	for _, ref := range c.Source {
		if all(func(w *portfolio.Way) bool { return slices.Contains(w.Source, ref) }) {
			common.Source = append(common.Source, ref)
		}
	}
	for i := range rest {
		w := &rest[i]
		without := func(refs, some []assess.Ref) []assess.Ref {
			return slices.DeleteFunc(slices.Clone(refs), func(ref assess.Ref) bool { return slices.Contains(some, ref) })
		}
		w.Raises = slices.DeleteFunc(slices.Clone(w.Raises), func(r paths.BankRaise) bool { return to(&common, r) == r.To })
		w.Answer, w.Source = without(w.Answer, common.Answer), without(w.Source, common.Source)
	}
	return common, rest
}

// saidThere reports whether the requirements that are not met say themselves all that
// would have been enough: which answer, or that a source lacks.
func (s *Standing) saidThere() bool {
	c := s.change
	if len(c.Others) > 0 || len(c.Answer) > 0 {
		return false
	}
	for i, m := range s.Judged.Rules {
		kind := s.in.Policy.Rules[i].Kind
		if m < paths.MetSurely && kind != portfolio.AtLeast && kind != portfolio.Evidence {
			return false
		}
	}
	for _, r := range c.Raises {
		asked := func(rule portfolio.Rule) bool {
			return rule.Kind == portfolio.AtLeast && rule.Ref() == assess.Ref{Bank: r.Bank, Question: r.Question} && rule.Least == r.To
		}
		if !slices.ContainsFunc(s.in.Policy.Rules, asked) {
			return false
		}
	}
	return true
}

// missing lists what is to be asked. Which answers are enough is said where those alone
// decide.
func (s *Standing) missing() []view.Block {
	c := s.change
	offered := c.Offered()
	for _, r := range c.Raises {
		offered = offered && r.Open && slices.Contains(s.Ask, assess.Ref{Bank: r.Bank, Question: r.Question})
	}
	answers, sources := s.Wanted()
	intro := s.p.MissingIntro
	if answers == nil {
		intro = s.p.MissingSources
	}
	refs, way := s.Ask, portfolio.Way{Source: sources} // what is not known comes first
	if offered {
		way = c.Way
		refs = slices.Concat(s.Ask, c.Answer, c.Source)
		if len(c.Raises) > 0 {
			intro += " " + s.p.MissingEnough
		}
	}
	return append([]view.Block{view.Text{ID: "missing-intro", Text: intro}}, s.list(refs, &way)...)
}

// Section says all of it as one section of a report.
func (s *Standing) Section() []view.Block {
	blocks := s.Rules(false)
	if title, change := s.Change(); title != "" {
		blocks = append(append(blocks, view.Text{ID: "change-title", Text: title, Weight: view.Heading}), change...)
	}
	return blocks
}
