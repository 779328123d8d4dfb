package requirements

import (
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// Change says what would have been enough, where a case does not meet the policy; and
// where that is not known yet, which answers are still missing. Where all is met it
// says nothing.
func (s *Standing) Change() (title string, blocks []view.Block) {
	switch s.Together {
	case paths.MetNever:
		return s.p.ChangeHead, s.enough()
	case paths.MetMaybe:
		return s.p.MissingHead, s.missing()
	case paths.MetSurely, paths.NotNeeded:
	}
	return "", nil
}

func (s *Standing) enough() []view.Block {
	c := s.change
	switch {
	case c.FindOut != nil:
		return []view.Block{view.Text{ID: "change-find-out", Text: phrase.Fill(s.p.ChangeFindOut, "steps", s.nodes(c.FindOut))}}
	case c.Why == assess.AboutProblem:
		return []view.Block{view.Text{ID: "change-problem", Text: s.p.ChangeProblem}}
	case c.Why == assess.NoHigher:
		return []view.Block{view.Text{ID: "change-none", Text: s.p.ChangeNone}}
	case c.Why != assess.Offered:
		return []view.Block{view.Text{ID: "change-unclear", Text: s.p.ChangeUnclear}}
	}
	honest := view.Text{ID: "change-honest", Text: s.p.ChangeHonest}
	if s.saidThere() {
		return []view.Block{view.Text{ID: "change-there", Text: s.p.ChangeThere}, honest}
	}
	var refs []assess.Ref
	for _, r := range c.Raises {
		refs = append(refs, assess.Ref{Bank: r.Bank, Question: r.Question})
	}
	blocks := append([]view.Block{view.Text{ID: "change-intro", Text: s.p.ChangeIntro}}, s.list(slices.Concat(refs, c.Answer, c.Source), c)...)
	return append(blocks, honest)
}

// saidThere reports whether one rule alone is not met, and under it stands all that
// would have been enough.
func (s *Standing) saidThere() bool {
	at := -1
	for i, m := range s.Judged.Rules {
		if m == paths.MetSurely || m == paths.NotNeeded {
			continue
		}
		if at >= 0 {
			return false
		}
		at = i
	}
	if at < 0 {
		return false
	}
	c := s.in.Policy.Alone(at).Change(s.in.Selection, s.summary)
	there := named(c) || s.in.Policy.Rules[at].Kind == portfolio.AtLeast
	return there && slices.Equal(c.Raises, s.change.Raises) && s.change.Answer == nil && s.change.Source == nil
}

// missing lists the questions to ask. Which answers are enough is said where those
// alone decide.
func (s *Standing) missing() []view.Block {
	c := s.change
	offered := c.Why == assess.Offered && c.FindOut == nil
	for _, r := range c.Raises {
		offered = offered && r.Open && slices.Contains(s.Ask, assess.Ref{Bank: r.Bank, Question: r.Question})
	}
	if !offered { // what is not known comes first
		return append([]view.Block{view.Text{ID: "missing-intro", Text: s.p.MissingIntro}}, s.list(s.Ask, new(portfolio.Change))...)
	}
	intro := s.p.MissingIntro
	if len(c.Raises) > 0 {
		intro += " " + s.p.MissingEnough
	}
	return append([]view.Block{view.Text{ID: "missing-intro", Text: intro}}, s.list(slices.Concat(s.Ask, c.Answer, c.Source), c)...)
}

// list names questions in bank order: first those of which it is known what is enough,
// each with that; then the others that decide; then those of which any answer is.
func (s *Standing) list(refs []assess.Ref, c *portfolio.Change) []view.Block {
	slices.SortFunc(refs, portfolio.CompareRefs)
	var lists [3]view.Items
	for _, ref := range slices.Compact(refs) {
		q, e := s.question(ref), s.entry(ref)
		item := view.Item{ID: "change--" + s.in.Selection.Banks[ref.Bank].ID + "--" + q.ID, Text: q.Ask}
		if e.Choice != assess.Unanswered || e.Stale != "" {
			item.Details = append(item.Details, s.yours(ref))
		}
		at, enough := 1, s.enoughFor(ref, c)
		if enough != "" {
			at, item.Details = 0, append(item.Details, phrase.Fill(s.p.LevelEnough, "level", enough))
		} else if slices.Contains(c.Answer, ref) {
			at = 2
		}
		lists[at].Items = append(lists[at].Items, item)
	}
	var blocks []view.Block
	for at, intro := range []string{"", s.p.OthersMissing, s.p.AnyAnswer} {
		if lists[at].Items == nil {
			continue
		}
		lists[at].ID = [...]string{"change", "change-others", "change-any"}[at]
		if len(blocks) > 0 || at == 2 {
			blocks = append(blocks, view.Text{ID: lists[at].ID + "-intro", Text: intro})
		}
		blocks = append(blocks, lists[at])
	}
	return blocks
}

// enoughFor says what would be enough for a question.
func (s *Standing) enoughFor(ref assess.Ref, c *portfolio.Change) string {
	level := ""
	for _, r := range c.Raises {
		if (assess.Ref{Bank: r.Bank, Question: r.Question}) == ref {
			level = orHigher(s.p, s.question(ref), r.To)
		}
	}
	sourced := slices.Contains(c.Source, ref)
	switch {
	case level != "" && sourced:
		return phrase.Join([]string{level, s.p.SourceEnough}, s.p.And)
	case level != "":
		return level
	case sourced && s.entry(ref).Choice.Leveled():
		return s.p.SourceEnough
	case sourced:
		return s.p.AnswerSourced
	}
	return ""
}

// nodes names nodes about the problem.
func (s *Standing) nodes(refs []assess.Ref) string {
	var titles []string
	for _, ref := range refs {
		titles = append(titles, s.p.Quote(s.in.Selection.Banks[ref.Bank].Nodes[ref.Question].Title))
	}
	return phrase.Join(titles, s.p.And)
}

// Section says all of it as one section of a report.
func (s *Standing) Section() []view.Block {
	blocks := s.Rules()
	if title, change := s.Change(); title != "" {
		blocks = append(append(blocks, view.Text{ID: "change-title", Text: title, Weight: view.Heading}), change...)
	}
	return blocks
}
