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
		return []view.Block{view.Text{ID: "change-find-out", Text: phrase.Fill(s.p.ReachFindOut, "steps", s.nodes(c.FindOut))}}
	case c.Why == assess.AboutProblem:
		return []view.Block{view.Text{ID: "change-problem", Text: s.p.ReachProblem}}
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
	return []view.Block{view.Text{ID: "change-intro", Text: s.p.ChangeIntro}, s.list(slices.Concat(refs, c.Answer, c.Source), true), honest}
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
	refs := s.Ask
	if offered {
		refs = slices.Concat(s.Ask, c.Answer, c.Source)
	}
	blocks := []view.Block{view.Text{ID: "missing-intro", Text: s.p.MissingIntro}}
	if offered && len(c.Raises) > 0 {
		blocks = append(blocks, view.Text{ID: "missing-enough", Text: s.p.MissingEnough})
	}
	return append(blocks, s.list(refs, offered))
}

// list names questions in bank order, each with the answer and, where it is known, what
// is enough.
func (s *Standing) list(refs []assess.Ref, known bool) view.Items {
	slices.SortFunc(refs, portfolio.CompareRefs)
	items := view.Items{ID: "change"}
	for _, ref := range slices.Compact(refs) {
		q := s.question(ref)
		item := view.Item{ID: "change--" + s.in.Selection.Banks[ref.Bank].ID + "--" + q.ID, Text: q.Ask, Details: []string{s.yours(ref)}}
		if enough := s.enoughFor(ref); known && enough != "" {
			item.Details = append(item.Details, phrase.Fill(s.p.LevelEnough, "level", enough))
		}
		items.Items = append(items.Items, item)
	}
	return items
}

// enoughFor says what would be enough for a question.
func (s *Standing) enoughFor(ref assess.Ref) string {
	level := ""
	for _, r := range s.change.Raises {
		if (assess.Ref{Bank: r.Bank, Question: r.Question}) == ref {
			level = orHigher(s.p, s.question(ref), r.To)
		}
	}
	sourced := slices.Contains(s.change.Source, ref)
	switch {
	case level != "" && sourced:
		return phrase.Join([]string{level, s.p.SourceEnough}, s.p.And)
	case level != "":
		return level
	case sourced && s.entry(ref).Choice.Leveled():
		return s.p.SourceEnough
	case sourced:
		return s.p.AnswerSourced
	case slices.Contains(s.change.Answer, ref):
		return s.p.AnyAnswer
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
