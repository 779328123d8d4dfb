package report

import (
	"slices"
	"strconv"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// way says of each conclusion what it means, how its trees were walked, with the
// answers behind every step, how it follows, and what comes after it.
func (b *builder) way() []view.Block {
	var blocks []view.Block
	walked := make(map[int]bool)
	for i := range b.r.Chains {
		c := &b.r.Chains[i]
		id := b.chainID(c)
		say := sayIn(&blocks, id)
		if i > 0 {
			say("--of", phrase.Fill(b.p.OtherChain, "bank", b.bankTitle(b.r.Banks[c.Steps[0].Bank].Bank.ID)), view.Heading)
		}
		for _, step := range slices.Backward(c.Steps) { // the last one governs
			if len(step.Codes) == 1 {
				bank := b.r.Banks[step.Bank].Bank
				say("--means--"+bank.ID, bank.Endings[step.Codes[0]].Text, view.Normal)
			}
		}
		for _, step := range c.Steps {
			if bank := b.r.Banks[step.Bank].Bank; bank.Kind == questions.Tree && !walked[step.Bank] {
				walked[step.Bank] = true
				at := "way--" + bank.ID
				blocks = append(blocks, view.Text{ID: at, Text: bank.Title, Weight: view.Heading}, b.walk(at, step.Bank))
			}
		}
		blocks = append(blocks, b.follows(id, c)...)
		blocks = append(blocks, b.branches(id, &c.Path)...)
		blocks = append(blocks, b.also(id, c)...)
	}
	return blocks
}

func (b *builder) walk(id string, bank int) view.Walk {
	r := &b.r.Banks[bank]
	w := view.Walk{ID: id + "--walk", Drawn: b.p.TreeDrawn, Again: b.includes("answers"), Picture: b.picture(bank), End: phrase.Fill(b.p.LeadsTo, "codes", b.codes(bank, r.Codes))}
	for i := range r.Nodes {
		if !r.Nodes[i].Reachable {
			continue
		}
		node := &r.Bank.Nodes[i]
		step := view.WalkStep{ID: id + "--node--" + node.ID, Title: node.Title, Detail: b.needed(r, i)}
		step.Mark, step.Status = b.status(r.Nodes[i].Status)
		for _, q := range node.Questions {
			if b.includes("answers") && !r.Bank.Questions[q].Counts {
				continue // it stands there
			}
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
