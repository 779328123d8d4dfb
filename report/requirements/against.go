package requirements

import (
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// An obstacle is what keeps a case from meeting the policy where no way is offered.
type obstacle struct {
	stand     []assess.Ref  // about the problem itself, and known
	open      []assess.Ref  // about the problem itself, and to be found out
	later     []string      // what is in the way only behind that, by name
	unsettled []string      // the same where it is not known: that is never in the way
	work      portfolio.Way // what people can change
	more      bool          // more is asked where all that is otherwise
}

// obstacle divides all that is against a case.
func (s *Standing) obstacle() *obstacle {
	all, o := &s.change.Against, new(obstacle)
	aside := func(ref assess.Ref) bool { // it would be asked only where the rest is otherwise
		is := s.in.Result.Banks[ref.Bank].Role == assess.Aside && !s.saidAbove(ref)
		o.more = o.more || is
		return is
	}
	o.work = portfolio.Way{Answer: slices.DeleteFunc(slices.Clone(all.Answer), aside), Source: slices.DeleteFunc(slices.Clone(all.Source), aside)}
	var parts []string // what is found out first, by name
	for _, r := range all.Raises {
		ref := assess.Ref{Bank: r.Bank, Question: r.Question}
		b := &s.in.Result.Banks[r.Bank]
		switch {
		case aside(ref):
			continue
		case !b.Bank.IsFact(r.Question):
			o.work.Raises = append(o.work.Raises, r)
			continue
		}
		title := s.p.Quote(b.Bank.Nodes[b.Bank.Questions[r.Question].Part].Title)
		switch met, by := s.in.Policy.FactAgainst(b, r.Bank, r.Raise); {
		case met == paths.MetNever:
			if o.stand = append(o.stand, by...); !slices.Contains(by, ref) { // not known, and needed besides
				parts = append(parts, s.p.Quote(s.question(ref).Ask))
			}
		case met == paths.MetMaybe:
			o.open, parts = append(o.open, by...), append(parts, title)
		case r.Open:
			o.unsettled = append(o.unsettled, title)
		default:
			o.later = append(o.later, title)
		}
	}
	if len(o.stand) > 0 { // then it is settled, and nobody is to find out more
		o.unsettled, o.open = slices.Concat(parts, o.unsettled), nil
	}
	o.work.Answer = slices.DeleteFunc(o.work.Answer, func(ref assess.Ref) bool { return slices.Contains(o.open, ref) || slices.Contains(o.stand, ref) })
	o.unsettled = slices.DeleteFunc(o.unsettled, func(part string) bool { return slices.Contains(o.later, part) })
	return o
}

// against says all that is in the way: what is about the problem itself, and to be left as
// it is; what people can change; what comes only behind that, or is not settled; and where
// more would be asked then, that it would. Its title says whether anything is known that
// stands in the way, or only what is missing.
func (s *Standing) against() (title string, blocks []view.Block) {
	if len(s.change.Against.Raises) == 0 {
		said := s.p.ChangeUnclear[s.tense]
		if !s.change.Unclear() {
			said = s.p.ChangeNone[s.tense]
		}
		return s.p.AgainstHead, []view.Block{view.Text{ID: "change-none", Text: said}}
	}
	o := s.obstacle()
	say := func(id, said string) { blocks = append(blocks, view.Text{ID: id, Text: said}) }
	list := func(id, intro string, refs []assess.Ref) {
		if len(refs) == 0 {
			return
		}
		say(id+"-intro", intro)
		slices.SortFunc(refs, portfolio.CompareRefs)
		items := view.Items{ID: id}
		for _, ref := range slices.Compact(refs) {
			item, _ := s.item(id, ref, new(portfolio.Way))
			items.Items = append(items.Items, item)
		}
		blocks = append(blocks, items)
	}
	standing := s.p.FactsStand
	if len(refsOf(&o.work)) == 0 && len(o.open) == 0 {
		standing = s.p.FactsAlone[s.tense]
	}
	list("facts", standing, o.stand)
	list("facts-open", s.p.FactsOpen, o.open)
	after := s.p.FactsLater
	if len(o.stand) > 0 { // then no level is enough, and sources are asked for above
		after = s.p.FactsToo
		list("can-change", s.p.CanChangeToo[s.tense], refsOf(&portfolio.Way{Raises: o.work.Raises}))
		list("change-any", s.p.AnyAnswer, s.unanswered(&o.work))
	} else if refs := refsOf(&o.work); len(refs) > 0 {
		if len(o.work.Raises) > 0 {
			say("can-change-intro", s.p.CanChange[min(len(refs), 2)-1])
		}
		blocks = append(blocks, s.list(refs, &o.work)...)
	}
	if later := slices.Compact(o.later); len(later) > 0 {
		say("facts-later", phrase.Fill(after, "parts", phrase.Join(later, s.p.And)))
	}
	if unsettled := slices.Compact(o.unsettled); len(unsettled) > 0 {
		say("facts-unsettled", phrase.Fill(s.p.FactsUnsettled, "parts", phrase.Join(unsettled, s.p.And)))
	}
	if o.more {
		say("against-more", s.p.AgainstMore)
	}
	if len(o.stand) > 0 || len(o.later) > 0 {
		return s.p.AgainstHead, blocks
	}
	return s.p.MissingHead, blocks
}

// unanswered lists the questions of a way that only lack an answer, whichever it is, and
// that do not stand with a requirement.
func (s *Standing) unanswered(w *portfolio.Way) []assess.Ref {
	raised := refsOf(&portfolio.Way{Raises: w.Raises})
	return slices.DeleteFunc(slices.Clone(w.Answer), func(ref assess.Ref) bool { return slices.Contains(raised, ref) || s.namedAbove(ref) })
}
