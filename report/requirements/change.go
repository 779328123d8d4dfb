package requirements

import (
	"slices"
	"strconv"

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
			return s.p.ChangeHead, s.enough()
		}
		return s.p.AgainstHead, s.against()
	case paths.MetMaybe:
		return s.p.MissingHead, s.missing()
	case paths.MetSurely, paths.NotNeeded:
	}
	return "", nil
}

// mostWays is how many ways that ask as little are named.
const mostWays = 3

// enough says what would have been: one way, or what all of a few have in common and
// what one is free to choose.
func (s *Standing) enough() []view.Block {
	c := s.change
	say := func(id, said string) view.Block { return view.Text{ID: id, Text: said} }
	common, rest := shared(c)
	switch {
	case s.saidThere():
		return []view.Block{say("change-there", s.p.ChangeThere)}
	case len(c.Others) == 0:
		return append([]view.Block{say("change-intro", s.p.ChangeIntro)}, s.list(refsOf(&c.Way), &c.Way)...)
	case slices.ContainsFunc(rest, func(w portfolio.Way) bool { return len(refsOf(&w)) > 1 }): // too much to choose from
		return append([]view.Block{say("change-one-way", s.p.ChangeOneWay)}, s.list(refsOf(&c.Way), &c.Way)...)
	}
	var blocks []view.Block
	intro := s.p.ChangeOneOf
	if refs := refsOf(&common); len(refs) > 0 {
		blocks = append(blocks, say("change-common", s.p.ChangeCommon))
		blocks = append(blocks, s.list(refs, &common)...)
		intro = s.p.ChangeAndOneOf
	}
	choice := view.Items{ID: "change-choice"}
	for i := range rest {
		for _, ref := range refsOf(&rest[i]) {
			item, _ := s.item("change-choice", ref, &rest[i])
			if slices.Contains(refsOf(&common), ref) { // its answer stands above
				item.Details = item.Details[len(item.Details)-1:]
			}
			item.ID += "--" + strconv.Itoa(i+1)
			choice.Items = append(choice.Items, item)
		}
	}
	blocks = append(blocks, say("change-choice-intro", intro), choice)
	if c.More {
		blocks = append(blocks, say("change-more", s.p.ChangeMore))
	}
	return blocks
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

// against says all that is in the way: what is about the problem itself, and to be left as
// it is; what people can change; what comes only behind that; and where more would be
// asked then, that it would.
func (s *Standing) against() []view.Block {
	all := &s.change.Against
	if len(all.Raises) == 0 {
		said := s.p.ChangeNone
		if s.change.Unclear() {
			said = s.p.ChangeUnclear
		}
		return []view.Block{view.Text{ID: "change-none", Text: said}}
	}
	var stand, open []assess.Ref
	var parts, later []string // what is not known yet, and what comes behind that, by name
	more := false
	aside := func(ref assess.Ref) bool { // it would be asked only where the rest is otherwise
		is := s.in.Result.Banks[ref.Bank].Role == assess.Aside && !s.saidAbove(ref)
		more = more || is
		return is
	}
	work := portfolio.Way{Answer: slices.DeleteFunc(slices.Clone(all.Answer), aside), Source: slices.DeleteFunc(slices.Clone(all.Source), aside)}
	for _, r := range all.Raises {
		ref := assess.Ref{Bank: r.Bank, Question: r.Question}
		b := &s.in.Result.Banks[r.Bank]
		switch {
		case aside(ref):
			continue
		case !b.Bank.IsFact(r.Question):
			work.Raises = append(work.Raises, r)
			continue
		}
		title := s.p.Quote(b.Bank.Nodes[b.Bank.Questions[r.Question].Part].Title)
		switch met, by := s.in.Policy.FactAgainst(b, r.Bank, r.Raise); met {
		case paths.NotNeeded, paths.MetSurely:
			later = append(later, title)
		case paths.MetMaybe:
			open = append(open, by...)
			parts = append(parts, title)
		case paths.MetNever:
			if stand = append(stand, by...); !slices.Contains(by, ref) { // not known, and needed besides
				parts = append(parts, s.p.Quote(s.question(ref).Ask))
			}
		}
	}
	after, can := s.p.FactsLater, s.p.CanChange
	if len(stand) > 0 { // then it is settled, and nobody is to find out more
		after, can, later, open = s.p.FactsToo, s.p.CanChangeToo, slices.Concat(parts, later), nil
	}
	standing := s.p.FactsStand
	if len(refsOf(&work)) == 0 && len(open) == 0 {
		standing = s.p.FactsAlone
	}
	var blocks []view.Block
	facts := func(id, intro string, refs []assess.Ref) {
		if len(refs) == 0 {
			return
		}
		blocks = append(blocks, view.Text{ID: id + "-intro", Text: intro})
		slices.SortFunc(refs, portfolio.CompareRefs)
		items := view.Items{ID: id}
		for _, ref := range slices.Compact(refs) {
			item, _ := s.item(id, ref, new(portfolio.Way))
			items.Items = append(items.Items, item)
		}
		blocks = append(blocks, items)
	}
	facts("facts", standing, stand)
	facts("facts-open", s.p.FactsOpen, open)
	if len(stand) > 0 { // then no level is enough, and sources are asked for above
		work.Source = nil
	}
	if refs := refsOf(&work); len(refs) > 0 {
		blocks = append(blocks, view.Text{ID: "can-change-intro", Text: can})
		if len(stand) > 0 {
			blocks = append(blocks, s.named("can-change", refs))
		} else {
			blocks = append(blocks, s.list(refs, &work)...)
		}
	}
	if later = slices.Compact(later); len(later) > 0 {
		blocks = append(blocks, view.Text{ID: "facts-later", Text: phrase.Fill(after, "parts", phrase.Join(later, s.p.And))})
	}
	if more {
		blocks = append(blocks, view.Text{ID: "against-more", Text: s.p.AgainstMore})
	}
	return blocks
}

// named lists questions without a word on their answers.
func (s *Standing) named(id string, refs []assess.Ref) view.Items {
	items := view.Items{ID: id}
	for _, ref := range refs {
		items.Items = append(items.Items, view.Item{ID: id + "--" + s.in.Selection.Banks[ref.Bank].ID + "--" + s.question(ref).ID, Text: s.question(ref).Ask})
	}
	return items
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
