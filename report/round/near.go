package round

import (
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// decider gives the one answer that decides a case, and what: with a policy whether
// that is met, and without one the conclusion.
func (b *builder) decider(c *portfolio.Ranked) (question assess.Ref, decides string, ok bool) {
	switch {
	case c.Judged != nil:
		if len(c.Judged.Ask) != 1 {
			return question, "", false
		}
		return c.Judged.Ask[0], b.p.DecidesPolicy, true
	case !c.NearMiss():
		return question, "", false
	}
	step := &c.Path.Steps[slices.IndexFunc(c.Path.Steps, func(s assess.Step) bool { return len(s.Codes) > 1 })]
	return c.Decider, phrase.Fill(b.p.Decides, "codes", report.Titles(b.p, b.pf.Banks[step.Bank], step.Codes, b.p.And)), true
}

// nearMisses lists the open cases that one answer decides.
func (b *builder) nearMisses() []view.Block {
	items, all, open := view.Items{ID: "near-miss"}, 0, 0
	for i, c := range b.pf.All() {
		if c.Judged == nil && !c.Settled && len(c.Path.Steps) > 0 || c.Judged != nil && c.Judged.Together == paths.MetMaybe {
			open++
		}
		question, decides, ok := b.decider(c)
		if !ok {
			continue
		}
		if all++; all > mostListed {
			continue
		}
		items.Items = append(items.Items, caseItem(items.ID, i, c, b.question(question).Ask, decides))
	}
	switch {
	case open == 0:
		return nil
	case all == 0:
		return []view.Block{view.Text{ID: "near-miss-none", Text: b.p.NoNearMiss}}
	}
	return append([]view.Block{view.Text{ID: "near-miss-intro", Text: b.p.NearMissIntro}}, b.listed(items, all)...)
}

// oneShort lists the cases that one level of one answer keeps from meeting the policy.
func (b *builder) oneShort() []view.Block {
	items, all := view.Items{ID: "one-short-list"}, 0
	for i, c := range b.pf.All() {
		if c.OneShort == nil {
			continue
		}
		if all++; all > mostListed {
			continue
		}
		q := b.question(assess.Ref{Bank: c.OneShort.Bank, Question: c.OneShort.Question})
		items.Items = append(items.Items, caseItem(items.ID, i, c, q.Ask,
			phrase.Fill(b.p.LevelNow, "level", q.Levels[c.OneShort.From].Text), phrase.Fill(b.p.LevelEnough, "level", q.Levels[c.OneShort.To].Text)))
	}
	if all == 0 {
		return nil
	}
	return append([]view.Block{view.Text{ID: "one-short-intro", Text: b.p.OneShortIntro}}, b.listed(items, all)...)
}
