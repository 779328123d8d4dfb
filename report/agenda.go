package report

import (
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/report/phrase"
)

// agenda gives the questions worth talking about at the next meeting: what
// nobody could say, what is weak, and what could tip the conclusion. A question
// stands there once, where it matters first.
func (b *builder) agenda() []Block {
	var blocks []Block
	listed := make(map[assess.Ref]bool)
	for _, kind := range []struct {
		id, title string
		topics    []topic
	}{
		{"agenda-unknown", b.p.AgendaUnknown, b.unknownTopics()},
		{"agenda-weak", b.p.AgendaWeak, b.weakTopics()},
		{"agenda-edge", b.p.AgendaEdge, b.edgeTopics()},
	} {
		items := Items{ID: kind.id}
		for _, t := range kind.topics {
			if listed[t.ref] || len(items.Items) == onAgenda {
				continue
			}
			listed[t.ref] = true
			items.Items = append(items.Items, b.topicItem(kind.id, t))
		}
		if len(items.Items) > 0 {
			blocks = append(blocks, Text{kind.id + "--title", kind.title, Heading}, items)
		}
	}
	return blocks
}

// A topic is a question to talk about, with why.
type topic struct {
	ref assess.Ref
	why string
}

func (b *builder) topicItem(kind string, t topic) Item {
	q := b.question(t.ref)
	item := Item{
		ID:   kind + "--" + b.r.Banks[t.ref.Bank].Bank.ID + "--" + q.ID,
		Text: q.Ask, Target: b.answerTarget(t.ref),
	}
	if e := b.entry(t.ref); !e.Choice.Open() {
		item.Details = append(item.Details, phrase.Fill(b.p.AnswerNow, "level", b.level(q, e)))
	}
	if t.why != "" {
		item.Details = append(item.Details, t.why)
	}
	if q.ListenFor != "" {
		item.Details = append(item.Details, b.p.ListenFor+" "+q.ListenFor)
	}
	return item
}

// unknownTopics are the questions that decide, then those of deciding banks that
// were asked and that nobody could answer.
func (b *builder) unknownTopics() []topic {
	var all []topic
	for i := range b.r.Chains {
		c := &b.r.Chains[i]
		for _, ref := range c.Pivotal {
			why := b.p.MayDecide
			if c.Exact {
				why = b.decides(&c.Steps[c.OpenStep])
			}
			all = append(all, topic{ref, why})
		}
	}
	for _, bank := range b.order(assess.Deciding) {
		for q, choice := range b.r.Banks[bank].Sheet {
			ref := assess.Ref{Bank: bank, Question: q}
			if choice == assess.Unknown && b.reached(ref) {
				all = append(all, topic{ref: ref})
			}
		}
	}
	return all
}

// weakTopics are the questions behind advice that would lift what stands in the
// way; where nothing does, the lowest answers of the weakest link.
func (b *builder) weakTopics() []topic {
	var all []topic
	for i := range b.r.Advice {
		if g := &b.r.Advice[i]; g.Blocks && g.Origin.Question >= 0 {
			all = append(all, topic{ref: assess.Ref{Bank: g.Bank, Question: g.Origin.Question}})
		}
	}
	if len(all) > 0 {
		return all
	}
	for _, bank := range b.order(assess.Deciding) {
		r := &b.r.Banks[bank]
		if len(r.Weakest) == 0 || len(r.Weakest) == len(r.Scores) {
			continue
		}
		for _, q := range r.Bank.Dimensions[r.Weakest[0]].Questions {
			if level, ok := r.Sheet[q].Level(); ok && level < len(r.Bank.Questions[q].Levels)-1 {
				all = append(all, topic{ref: assess.Ref{Bank: bank, Question: q}})
			}
		}
		slices.SortStableFunc(all, func(x, y topic) int { return int(r.Sheet[x.ref.Question]) - int(r.Sheet[y.ref.Question]) })
		return all
	}
	return nil
}

// edgeTopics are the answers that one level decides: first those that could
// fall, then those that could rise.
func (b *builder) edgeTopics() []topic {
	var down, up []topic
	for _, e := range b.in.Edges {
		if e.Down != nil {
			down = append(down, topic{e.Ref, phrase.Fill(b.p.EdgeDown, "codes", b.codes(e.Bank, e.Down))})
		} else {
			up = append(up, topic{e.Ref, phrase.Fill(b.p.EdgeUp, "codes", b.codes(e.Bank, e.Up))})
		}
	}
	return append(down, up...)
}

// onAgenda is the number of questions of a kind that a meeting gets through.
const onAgenda = 5
