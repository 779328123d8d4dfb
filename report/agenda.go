package report

import (
	"slices"
	"strconv"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// agenda gives the questions worth talking about at the next meeting: what
// nobody could say, what is weak, and what a better conclusion would take. A question
// stands there once, where it matters first.
func (b *builder) agenda() []view.Block {
	var blocks []view.Block
	listed := make(map[assess.Ref]bool)
	type kind struct {
		id, title string
		topics    []topic
	}
	kinds := []kind{
		{"agenda-unknown", b.p.AgendaUnknown, b.unknownTopics()},
		{"agenda-between", b.p.AgendaBetween, b.betweenTopics()},
		{"agenda-weak", b.p.AgendaWeak, b.weakTopics()},
	}
	for _, bank := range b.order(assess.Beside) {
		id := b.r.Banks[bank].Bank.ID
		title := phrase.Fill(b.p.Heard, "bank", b.bankTitle(id))
		if said := b.patterns(bank); len(said) > 1 {
			title = said[0]
		}
		kinds = append(kinds, kind{"agenda-heard--" + id, title, b.lowest(bank)})
	}
	for _, kind := range kinds {
		items, more := view.Items{ID: kind.id}, 0
		for _, t := range kind.topics {
			switch {
			case listed[t.ref]:
			case len(items.Items) == onAgenda:
				more++
			default:
				listed[t.ref] = true
				items.Items = append(items.Items, b.topicItem(kind.id, t))
			}
		}
		if len(items.Items) > 0 {
			blocks = append(blocks, view.Text{ID: kind.id + "--title", Text: kind.title, Weight: view.Heading}, items)
		}
		if more > 0 {
			blocks = append(blocks, view.Text{ID: kind.id + "--more", Text: phrase.Fill(b.p.AgendaMore, "n", strconv.Itoa(more)), Weight: view.Quiet})
		}
	}
	return append(blocks, b.reach()...)
}

// reach says of each bank at which a conclusion stands what the next better ending
// would take, and how firmly it stands where it is settled.
func (b *builder) reach() []view.Block {
	var blocks []view.Block
	for i := range b.r.Chains {
		c := &b.r.Chains[i]
		bank := c.Steps[c.Stands()].Bank
		id, next := "reach--"+b.r.Banks[bank].Bank.ID, b.in.Outlook.Banks[bank].Next
		if next != nil && next.Code >= 0 {
			if said := b.takes(id, bank, next); len(said) > 0 {
				title := phrase.Fill(b.p.AgendaReach, "code", b.codes(bank, []int{next.Code}))
				blocks = append(append(blocks, view.Text{ID: id + "--title", Text: title, Weight: view.Heading}), said...)
			}
		}
		switch n := b.in.Outlook.Banks[bank].Firm; n {
		case 0:
		case 1:
			blocks = append(blocks, view.Text{ID: id + "--firm", Text: b.p.FirmOne})
		default:
			blocks = append(blocks, view.Text{ID: id + "--firm", Text: phrase.Fill(b.p.Firm, "n", strconv.Itoa(n))})
		}
	}
	return blocks
}

// takes says which answers would have to be higher, and what to find out before.
func (b *builder) takes(id string, bank int, next *assess.Takes) []view.Block {
	r := &b.r.Banks[bank]
	switch {
	case next.Why == assess.AboutProblem:
		return []view.Block{view.Text{ID: id + "--problem", Text: b.p.ReachProblem}}
	case len(next.FindOut) > 0:
		titles := make([]string, len(next.FindOut))
		for i, node := range next.FindOut {
			titles[i] = b.p.Quote(r.Bank.Nodes[node].Title)
		}
		return []view.Block{view.Text{ID: id + "--find-out", Text: phrase.Fill(b.p.ReachFindOut, "steps", phrase.Join(titles, b.p.And))}}
	case len(next.Raises) == 0:
		return nil
	}
	items := view.Items{ID: id}
	for _, up := range next.Raises {
		q := &r.Bank.Questions[up.Question]
		item := view.Item{
			ID: id + "--" + q.ID, Text: q.Ask, Target: b.answerTarget(assess.Ref{Bank: bank, Question: up.Question}),
			Details: []string{phrase.Fill(b.p.ReachStep, "from", q.Levels[up.From].Text, "to", q.Levels[up.To].Text)},
		}
		if up.Open {
			item.Details = append(item.Details, b.p.ReachOpen)
		}
		items.Items = append(items.Items, item)
	}
	intro := phrase.Fill(b.p.ReachIntro, "levels", strconv.Itoa(next.Levels()), "answers", strconv.Itoa(len(next.Raises)))
	return []view.Block{view.Text{ID: id + "--intro", Text: intro}, items}
}

// A topic is a question to talk about, with why.
type topic struct {
	ref assess.Ref
	why string
}

func (b *builder) topicItem(kind string, t topic) view.Item {
	q := b.question(t.ref)
	item := view.Item{
		ID:   kind + "--" + b.r.Banks[t.ref.Bank].Bank.ID + "--" + q.ID,
		Text: q.Ask, Target: b.answerTarget(t.ref),
	}
	e := b.entry(t.ref)
	if e.Choice.Leveled() || e.Choice == assess.NotApplicable {
		item.Details = append(item.Details, phrase.Fill(b.p.AnswerNow, "level", b.level(q, e)))
	}
	if e.Choice.Open() && !b.includes("answers") && !b.includes("not-known") { // who sees it how, and what is missing, stands in the note
		b.addNote(&item, e.Note)
	}
	if t.why != "" {
		item.Details = append(item.Details, t.why)
	}
	if q.ListenFor != "" {
		item.Details = append(item.Details, b.p.ListenFor+" "+q.ListenFor)
	}
	return item
}

// decidingTopics are the questions that decide and that nobody could answer, or those
// that lie between two levels.
func (b *builder) decidingTopics(between bool) []topic {
	var all []topic
	for i := range b.r.Chains {
		c := &b.r.Chains[i]
		for _, ref := range b.outlook(c).First {
			if b.r.Banks[ref.Bank].Sheet[ref.Question].Leveled() != between {
				continue
			}
			why := b.p.MayDecide
			if c.Exact {
				why = b.countsFor(c)
			}
			if n := len(all); n > 0 && all[n-1].why == why {
				why = "" // said once
			}
			all = append(all, topic{ref, why})
		}
	}
	return all
}

// unknownTopics are the questions that decide, then those of deciding banks and of
// those heard beside them that were asked and that nobody could answer.
func (b *builder) unknownTopics() []topic {
	all := b.decidingTopics(false)
	for _, bank := range b.order(assess.Deciding, assess.Beside) {
		for q, choice := range b.r.Banks[bank].Sheet {
			ref := assess.Ref{Bank: bank, Question: q}
			if choice == assess.Unknown && b.reached(ref) {
				all = append(all, topic{ref: ref})
			}
		}
	}
	return all
}

// betweenTopics are the questions that lie between two levels, in every bank: where a
// room is split, or in doubt. Those that decide come first.
func (b *builder) betweenTopics() []topic {
	all := b.decidingTopics(true)
	for _, bank := range b.order() {
		for q, choice := range b.r.Banks[bank].Sheet {
			ref := assess.Ref{Bank: bank, Question: q}
			if choice.Open() && choice.Leveled() {
				all = append(all, topic{ref: ref})
			}
		}
	}
	return all
}

// weakTopics are the questions behind advice that would lift what stands in the
// way; where nothing does, the lowest answers of the weakest link that decides.
func (b *builder) weakTopics() []topic {
	var all []topic
	for i := range b.r.Advice {
		if g := &b.r.Advice[i]; g.Blocks && g.Origin.Question >= 0 {
			all = append(all, topic{ref: assess.Ref{Bank: g.Bank, Question: g.Origin.Question}})
		}
	}
	for _, bank := range b.order(assess.Deciding) {
		if len(all) == 0 {
			all = b.lowest(bank)
		}
	}
	return all
}

// lowest are the questions of a scale's weakest link that are not at the top, the
// lowest answers first.
func (b *builder) lowest(bank int) []topic {
	var all []topic
	r := &b.r.Banks[bank]
	if len(r.Weakest) == 0 || len(r.Weakest) == len(r.Scores) {
		return nil
	}
	for _, q := range r.Bank.Dimensions[r.Weakest[0]].Questions {
		if level, ok := r.Sheet[q].Level(); ok && level < len(r.Bank.Questions[q].Levels)-1 {
			all = append(all, topic{ref: assess.Ref{Bank: bank, Question: q}})
		}
	}
	slices.SortStableFunc(all, func(x, y topic) int { return int(r.Sheet[x.ref.Question]) - int(r.Sheet[y.ref.Question]) })
	return all
}

// onAgenda is the number of questions of a kind that a meeting gets through.
const onAgenda = 5
