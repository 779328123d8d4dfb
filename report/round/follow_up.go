package round

import (
	"slices"
	"strconv"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// followUp gives what is to be asked by the policy: case by case, the fewest questions
// first, each as it is read out, with the answers there are to choose.
func (b *builder) followUp() []view.Block {
	var blocks []view.Block
	cases, asked := 0, 0
	for place, c := range b.pf.All() {
		if c.Judged == nil || len(c.Judged.Ask) == 0 {
			continue
		}
		asked += len(c.Judged.Ask)
		if cases++; cases > b.most() {
			continue
		}
		id := FollowUp + "--" + strconv.Itoa(place+1)
		called, besides := b.name(c)
		if besides != "" { // by which it is found again
			called += " (" + besides + ")"
		}
		blocks = append(blocks, view.Text{ID: id, Text: called, Weight: view.Heading}, b.toAsk(id, c))
	}
	if cases == 0 {
		return []view.Block{view.Text{ID: "follow-up-none", Text: b.p.FollowNone, Weight: view.Lead}}
	}
	if cases > b.most() {
		blocks = append(blocks, b.cut("follow-up", cases))
	}
	lead := phrase.Fill(b.p.FollowLead, "cases", b.of(cases), "questions", strconv.Itoa(asked))
	return slices.Insert(blocks, 0, view.Block(view.Text{ID: "follow-up-lead", Text: lead, Weight: view.Lead}), view.Block(view.Text{ID: "follow-up-note", Text: b.p.FollowNote}))
}

// asking puts in words what is to be asked of a question: its answer, or where that is
// known, its source.
func (b *builder) asking(ref assess.Ref, asked *portfolio.Asked) string {
	q := b.question(ref)
	if level, ok := asked.Now.Level(); ok && !asked.Answer() {
		return phrase.Fill(b.p.AskSource, "question", b.p.Quote(q.Ask), "level", b.p.Quote(q.Levels[level].Text))
	}
	return q.Ask
}

// of gives a number of cases beside that of all.
func (b *builder) of(n int) string {
	return phrase.Fill(b.p.OfCases, "n", strconv.Itoa(n), "cases", strconv.Itoa(b.pf.Len()))
}

// toAsk lists the questions of a case.
func (b *builder) toAsk(id string, c *portfolio.Ranked) view.Items {
	items := view.Items{ID: id + "--questions"}
	for i, ref := range c.Judged.Ask {
		q, asked := b.question(ref), &c.Judged.Asked[i]
		item := view.Item{ID: id + "--" + b.pf.Banks[ref.Bank].ID + "--" + q.ID, Text: b.asking(ref, asked)}
		if asked.Answer() && asked.Now != assess.Unanswered {
			item.Details = append(item.Details, phrase.Fill(b.p.LevelNow, "level", report.Level(b.p, q, asked.Now)))
		}
		low, high := asked.Now.Possible(q)
		for l := range q.Levels {
			if asked.Answer() && low <= l && l <= high {
				item.Details = append(item.Details, "☐ "+q.Levels[l].Text)
			}
		}
		if asked.Source && asked.Answer() {
			item.Details = append(item.Details, b.p.AskSourced)
		}
		items.Items = append(items.Items, item)
	}
	return items
}
