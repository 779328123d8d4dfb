package report

import (
	"strconv"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// Entries are named by what they are about: kind, bank and id, joined by two
// hyphens, which no id holds. So no two entries share a name.

// answerTarget is the entry of a question among all answers.
func (b *builder) answerTarget(ref assess.Ref) view.Target {
	bank := b.r.Banks[ref.Bank].Bank
	return view.Target("answer--" + bank.ID + "--" + bank.Questions[ref.Question].ID)
}

// partID is the entry of a node or dimension among all answers.
func partID(bank *questions.Bank, part int) string {
	return "part--" + bank.ID + "--" + bank.Part(part).ID
}

// answer shows one question with what was answered; in full, with its note and
// evidence.
func (b *builder) answer(id string, ref assess.Ref, full bool) view.Answer {
	bank := b.r.Banks[ref.Bank].Bank
	q := b.question(ref)
	e := b.entry(ref)
	a := view.Answer{ID: id + "--" + q.ID, Question: q.Ask, Level: b.level(q, e)}
	switch {
	case e.Stale != "":
		a.Level = phrase.Fill(b.p.StaleAnswer, "level", text.Line(e.Stale))
		a.Mark = view.Maybe
	case !q.Counts:
		a.Mark, a.Remark = view.Aside, b.p.DoesNotCount
	case bank.Kind == questions.Tree:
		low, _ := e.Choice.Possible(q)
		if a.Mark = passMark(q, e.Choice); a.Mark == view.Yes && low < len(q.Levels)-1 {
			a.Remark = b.p.EnoughHere
		} else if a.Mark != view.Yes && q.Must {
			a.Remark = b.p.MustPass
		}
	case e.Choice.Open():
		a.Mark = view.Maybe
	}
	if full {
		a.Note, a.Evidence = e.Note, e.Evidence
	}
	return a
}

// answers lists every answer with its note and evidence, by bank and part.
func (b *builder) answers() []view.Block {
	var blocks []view.Block
	for _, bank := range b.order() {
		r := &b.r.Banks[bank]
		if !r.Answered() && r.Role != assess.Deciding {
			continue
		}
		id := "answers--" + r.Bank.ID
		blocks = append(blocks, view.Text{ID: id, Text: r.Bank.Title, Weight: view.Heading})
		for i, part := range r.Bank.Parts() {
			a, open := view.Answers{ID: partID(r.Bank, i), Title: part.Title}, 0
			for _, q := range part.Questions {
				ref := assess.Ref{Bank: bank, Question: q}
				reached := b.reached(ref)
				if !reached && r.Sheet[q] == assess.Unanswered {
					continue // never asked
				}
				answer := b.answer("answer--"+r.Bank.ID, ref, true)
				if !reached {
					answer.Mark, answer.Remark = view.Aside, b.p.NoLonger
				}
				if r.Sheet[q].Open() {
					open++
				}
				a.Answers = append(a.Answers, answer)
			}
			if len(a.Answers) > 0 {
				a.Count = phrase.Fill(b.p.AnswerCount, "n", strconv.Itoa(len(a.Answers)), "open", strconv.Itoa(open))
				blocks = append(blocks, a)
			}
		}
	}
	return blocks
}
