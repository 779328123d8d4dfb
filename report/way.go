package report

import (
	"strconv"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// way shows how each deciding tree was walked, with the answers behind every
// step, and what each deciding scale came to.
func (b *builder) way() []view.Block {
	var blocks []view.Block
	for _, bank := range b.order(assess.Deciding) {
		r := &b.r.Banks[bank]
		id := "way--" + r.Bank.ID
		blocks = append(blocks, view.Text{ID: id, Text: r.Bank.Title, Weight: view.Heading})
		if r.Bank.Kind == questions.Tree {
			blocks = append(blocks, b.walk(id, bank))
			continue
		}
		blocks = append(blocks, view.Text{ID: id + "--verdict", Text: phrase.Fill(b.p.VerdictIs, "codes", b.codes(bank, r.Codes)) + "."})
	}
	return blocks
}

func (b *builder) walk(id string, bank int) view.Walk {
	r := &b.r.Banks[bank]
	w := view.Walk{ID: id + "--walk", Picture: b.picture(bank), End: phrase.Fill(b.p.LeadsTo, "codes", b.codes(bank, r.Codes))}
	for i := range r.Nodes {
		if !r.Nodes[i].Reachable {
			continue
		}
		node := &r.Bank.Nodes[i]
		step := view.WalkStep{ID: id + "--node--" + node.ID, Title: node.Title, Detail: b.needed(r, i)}
		step.Mark, step.Status = b.status(r.Nodes[i].Status)
		for _, q := range node.Questions {
			ref := assess.Ref{Bank: bank, Question: q}
			a := b.answer(step.ID, ref, false)
			a.Target = b.answerTarget(ref)
			step.Answers = append(step.Answers, a)
		}
		w.Steps = append(w.Steps, step)
	}
	return w
}

// needed says how many questions of a node pass, and how many must; "" where one
// alone counts.
func (b *builder) needed(r *assess.BankResult, node int) string {
	n, result := &r.Bank.Nodes[node], &r.Nodes[node]
	of := counting(r.Bank, n)
	if of < 2 {
		return ""
	}
	needs := b.p.Needs
	if result.Possible > result.Certain {
		needs = b.p.NeedsOpen
	}
	return phrase.Fill(needs, "pass", strconv.Itoa(result.Certain), "of", strconv.Itoa(of),
		"needs", strconv.Itoa(n.Needs), "open", strconv.Itoa(result.Possible-result.Certain))
}

// picture gives the tree of a bank with the case's way marked.
func (b *builder) picture(bank int) *view.Tree {
	if b.trees == nil {
		b.trees = BuildTrees(b.banks, b.in).Trees
	}
	for i := range b.trees {
		if b.trees[i].ID == b.r.Banks[bank].Bank.ID {
			return &b.trees[i]
		}
	}
	return nil
}
