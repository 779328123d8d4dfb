package round

import (
	"slices"
	"strconv"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/requirements"
	"collectiveimpact/samklar/report/view"
)

// rule puts a rule in words.
func (b *builder) rule(r *portfolio.Rule) string { return requirements.Rule(b.p, b.pf.Banks, r) }

// met gives what is known of a rule as a mark. What is not needed has none: it is neither
// met nor not.
func (b *builder) met(m paths.Met) view.Mark {
	if m == paths.NotNeeded {
		return view.NoMark
	}
	mark, _ := requirements.Met(b.p, m)
	return mark
}

// decider gives the one answer that decides a case: with a policy whether that is met,
// and without one the conclusion.
func decider(c *portfolio.Ranked) (question assess.Ref, ok bool) {
	if c.Judged == nil {
		return c.Decider, c.NearMiss()
	}
	question, sourced, ok := c.Judged.Decider()
	return question, ok && !sourced
}

// sourceDecider gives the one question of which a source, or an answer with its source,
// decides whether the policy is met.
func sourceDecider(c *portfolio.Ranked) (question assess.Ref, ok bool) {
	if c.Judged == nil {
		return question, false
	}
	question, sourced, ok := c.Judged.Decider()
	return question, ok && sourced
}

// nearMisses lists the questions of which one answer decides a case, each with those
// cases. On a page the question stands with each case, so the first cases are named.
func (b *builder) nearMisses() []view.Block {
	if b.Page {
		blocks := b.near("near-miss", b.p.NearMissIntro, oneKey, decider)
		return append(blocks, b.near("near-source", b.p.NearSourceIntro, sourceKey, sourceDecider)...)
	}
	open := 0
	found, sources := newByQuestion(b, "near-miss"), newByQuestion(b, "near-source")
	for i, c := range b.pf.All() {
		if c.Judged == nil && !c.Settled && len(c.Path.Steps) > 0 || c.Judged != nil && c.Judged.Together == paths.MetMaybe {
			open++
		}
		if question, ok := decider(c); ok {
			found.add(question, i, c)
		}
		if question, ok := sourceDecider(c); ok {
			sources.add(question, i, c)
		}
	}
	if open == 0 {
		return nil
	}
	blocks := []view.Block{view.Text{ID: "near-miss-none", Text: b.p.NoNearMiss}}
	if found.all > 0 {
		blocks = append([]view.Block{view.Text{ID: "near-miss-intro", Text: b.p.NearMissIntro}}, found.blocks()...)
	}
	if sources.all > 0 {
		blocks = append(append(blocks, view.Text{ID: "near-source-intro", Text: b.p.NearSourceIntro}), sources.blocks()...)
	}
	return blocks
}

// mostNear is how many cases of which one answer decides a page names above the others.
const mostNear = 5

// near names the first cases of which one thing decides, with what is to be asked, and
// leads to the others.
func (b *builder) near(id, intro, key string, by func(c *portfolio.Ranked) (assess.Ref, bool)) []view.Block {
	items, all := view.Items{ID: id}, 0
	for i, c := range b.pf.All() {
		question, ok := by(c)
		if !ok || i >= b.most() {
			continue
		}
		if all++; all <= mostNear {
			items.Items = append(items.Items, b.caseItem(id, i, c, b.question(question).Ask))
		}
	}
	if all == 0 {
		return nil
	}
	if more := all - mostNear; more > 0 {
		items.Items = append(items.Items, view.Item{ID: id + "--more", Text: phrase.Fill(b.p.AskAlso, "n", strconv.Itoa(more)), Target: "cases", Key: key})
	}
	return []view.Block{view.Text{ID: id + "-intro", Text: intro}, items}
}

// byQuestion lists cases beneath the question that is about them.
type byQuestion struct {
	b      *builder
	id     string
	all    int
	listed int
	order  []assess.Ref
	cases  map[assess.Ref][]string
}

func newByQuestion(b *builder, id string) *byQuestion {
	return &byQuestion{b: b, id: id, cases: make(map[assess.Ref][]string)}
}

func (q *byQuestion) add(ref assess.Ref, at int, c *portfolio.Ranked) {
	if q.all++; q.all > q.b.most() {
		return
	}
	q.listed++
	if q.cases[ref] == nil {
		q.order = append(q.order, ref)
	}
	called, _ := q.b.name(c)
	said := "#" + q.b.place(at) + " · " + called // its rank, and no count
	if c.Judged == nil {
		step := &c.Path.Steps[slices.IndexFunc(c.Path.Steps, func(s assess.Step) bool { return len(s.Codes) > 1 })]
		said += " – " + phrase.Fill(q.b.p.Decides, "codes", report.Titles(q.b.p, q.b.pf.Banks[step.Bank], step.Codes, q.b.p.And))
	}
	q.cases[ref] = append(q.cases[ref], said)
}

func (q *byQuestion) blocks() []view.Block {
	items := view.Items{ID: q.id}
	for _, ref := range q.order {
		bank, question := q.b.pf.Banks[ref.Bank], q.b.question(ref)
		items.Items = append(items.Items, view.Item{ID: q.id + "--" + bank.ID + "--" + question.ID, Text: question.Ask, Details: q.cases[ref]})
	}
	if q.listed < q.all {
		return []view.Block{items, q.b.cut(q.id, q.all)}
	}
	return []view.Block{items}
}

// oneShort lists the cases that one level of one answer keeps from meeting the policy.
// On a page that stands with the cases.
func (b *builder) oneShort() []view.Block {
	if b.Page {
		return nil
	}
	items, all := view.Items{ID: "one-short-list"}, 0
	for i, c := range b.pf.All() {
		if c.OneShort == nil {
			continue
		}
		if all++; all > b.most() {
			continue
		}
		q := b.question(assess.Ref{Bank: c.OneShort.Bank, Question: c.OneShort.Question})
		items.Items = append(items.Items, b.caseItem(items.ID, i, c, q.Ask,
			phrase.Fill(b.p.LevelNow, "level", q.Levels[c.OneShort.From].Text), phrase.Fill(b.p.LevelEnough, "level", q.Levels[c.OneShort.To].Text)))
	}
	if all == 0 {
		return nil
	}
	return append([]view.Block{view.Text{ID: "one-short-intro", Text: b.p.OneShortIntro}}, b.listed(items, all)...)
}

// oneLevel says the same in a line.
func (b *builder) oneLevel(r *paths.BankRaise) string {
	q := b.question(assess.Ref{Bank: r.Bank, Question: r.Question})
	return phrase.Fill(b.p.OneLevelMore, "question", q.Ask, "from", q.Levels[r.From].Text, "to", q.Levels[r.To].Text)
}

// mostAsked is the number of questions to ask that are spelled out of a case.
const mostAsked = 5

// inTheWay lists the cases that do not meet the policy, or of which that is not known
// yet, with the rules that are so, what the case has there, and what to ask.
func (b *builder) inTheWay() []view.Block {
	items, all := view.Items{ID: "in-the-way-list"}, 0
	for i, c := range b.pf.All() {
		if c.Judged == nil || c.Judged.Together == paths.MetSurely {
			continue
		}
		if all++; all > b.most() {
			continue
		}
		var details []string
		for at, m := range c.Judged.Rules {
			if m == c.Judged.Together {
				details = append(details, b.here(at, c))
			}
		}
		if details == nil {
			details = append(details, b.p.NotAtOnce)
		}
		for i, ref := range c.Judged.Ask[:min(len(c.Judged.Ask), mostAsked)] {
			details = append(details, phrase.Fill(b.p.AskThis, "question", b.asking(ref, &c.Judged.Asked[i])))
		}
		if more := len(c.Judged.Ask) - mostAsked; more > 0 {
			details = append(details, phrase.Fill(b.p.AskMore, "n", strconv.Itoa(more)))
		}
		switch {
		case c.Judged.Together == paths.MetMaybe:
		case c.Unclear:
			details = append(details, b.p.NoneClear)
		case c.Short < 0:
			details = append(details, b.p.NoneShort)
		default:
			details = append(details, b.findFirst(c)...)
			if c.Short > 0 {
				details = append(details, phrase.Fill(b.p.ShortBy, "n", strconv.Itoa(c.Short)))
			}
			if c.Besides > 0 {
				details = append(details, b.besides(c))
			}
			if c.Again {
				details = append(details, b.p.AskAgain)
			}
		}
		items.Items = append(items.Items, b.caseItem(items.ID, i, c, details...))
	}
	if all == 0 {
		return nil
	}
	return b.listed(items, all)
}

// here puts a rule in words, and beside it what a case has.
func (b *builder) here(at int, c *portfolio.Ranked) string {
	r := &b.pf.Policy.Rules[at]
	var found string
	switch r.Kind {
	case portfolio.Require:
		found = b.stands(c)
	case portfolio.Floor:
		found = b.p.DimNotKnown
		if s := b.pf.Score(c, r.Dimension()); s.Known {
			found = b.p.Percent(s.CountsLow, s.CountsHigh)
		}
	case portfolio.AtLeast:
		found = report.Level(b.p, b.question(r.Ref()), c.Judged.Found[at])
	case portfolio.Complete, portfolio.Evidence:
		return b.rule(r)
	}
	return phrase.Fill(b.p.HereIs, "rule", b.rule(r), "found", found)
}
