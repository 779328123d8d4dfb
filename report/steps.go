package report

import (
	"slices"
	"strconv"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// steps gives what to find out and what to do, first things first.
func (b *builder) steps() []view.NextStep {
	var steps []view.NextStep
	var found []assess.Ref // what to find out
	seen := make(map[assess.Ref]bool)
	for i := range b.r.Chains {
		c := &b.r.Chains[i]
		if !c.Exact || c.OpenStep < 0 {
			continue
		}
		hangs := b.countsFor(c)
		for _, ref := range b.outlook(c).First {
			if seen[ref] {
				continue
			}
			seen[ref] = true
			found = append(found, ref)
			q := b.question(ref)
			why := ""
			if len(steps) == 0 {
				why = hangs // said once
			}
			steps = append(steps, view.NextStep{
				ID:  "find-out--" + b.r.Banks[ref.Bank].Bank.ID + "--" + q.ID,
				Do:  phrase.Fill(b.p.FindOut, "question", q.Ask),
				Who: b.p.Who["partners"], When: b.p.When["now"], Why: why,
				Answer: b.answerTarget(ref),
			})
		}
	}
	if n := len(steps); n <= findOuts {
		for i, ref := range found {
			steps[i].Source = b.source(b.r.Banks[ref.Bank].Bank, b.question(ref).Source)
		}
	} else {
		steps = []view.NextStep{{
			ID: "find-out", Do: b.findAll(n), Who: steps[0].Who, When: steps[0].When, Why: b.allDecide(),
		}}
	}
	for i := range b.r.Advice {
		steps = append(steps, b.step("step", &b.r.Advice[i]))
	}
	return steps
}

// findAll is one step for many questions that decide: they are listed elsewhere.
func (b *builder) findAll(n int) string {
	all := phrase.Fill(b.p.FindAll, "n", strconv.Itoa(n))
	if len(b.in.Sections) == 0 || slices.Contains(b.in.Sections, "not-known") {
		all += " " + phrase.Fill(b.p.ListedIn, "section", b.p.Quote(b.p.NotKnown))
	}
	return all
}

// allDecide says between which endings many answers decide, where one chain is
// open.
func (b *builder) allDecide() string {
	var open []*assess.Step
	for i := range b.r.Chains {
		if c := &b.r.Chains[i]; c.OpenStep >= 0 {
			open = append(open, &c.Steps[c.OpenStep])
		}
	}
	if len(open) != 1 {
		return ""
	}
	return phrase.Fill(b.p.TheyDecide, "codes", b.titles(open[0].Bank, open[0].Codes, b.p.And))
}

// nextSteps lists the first steps, and then the others.
func (b *builder) nextSteps() []view.Block {
	steps := b.next
	switch {
	case len(steps) > 0:
	case len(b.r.Folded) > 0:
		return nil // they stand under what does not decide
	default:
		return []view.Block{view.Text{ID: "no-steps", Text: b.p.NoSteps}}
	}
	head := [6]string{"#", b.p.ColWhat, b.p.ColWho, b.p.ColWhen, b.p.ColOwner, b.p.ColDate}
	if len(steps) <= firstSteps {
		return []view.Block{view.Steps{ID: "steps", Head: head, First: 1, Link: b.p.TheAnswer, Steps: steps}}
	}
	return []view.Block{
		view.Steps{ID: "steps", Head: head, First: 1, Link: b.p.TheAnswer, Steps: steps[:firstSteps]},
		view.Text{ID: "then", Text: b.p.Then, Weight: view.Heading},
		view.Steps{ID: "steps-then", Head: head, First: firstSteps + 1, Link: b.p.TheAnswer, Steps: steps[firstSteps:]},
	}
}

// step puts one advice in words.
func (b *builder) step(kind string, g *assess.Given) view.NextStep {
	bank := b.r.Banks[g.Bank].Bank
	s := view.NextStep{
		ID: kind + "--" + bank.ID + "--" + g.Advice.ID, Do: g.Advice.Do,
		Who: b.p.Who[g.Advice.Who], When: b.p.When[g.Advice.When],
	}
	s.Source = b.source(bank, g.Advice.Source)
	if g.Origin.Question >= 0 {
		s.Answer = b.answerTarget(assess.Ref{Bank: g.Bank, Question: g.Origin.Question})
	}
	if g.Blocks {
		s.Why = b.p.Blocks
	}
	return s
}

// notDeciding folds away the advice of banks that do not decide.
func (b *builder) notDeciding() []view.Block {
	items := view.Items{ID: "folded"}
	for i := range b.r.Folded {
		s := b.step("folded", &b.r.Folded[i])
		items.Items = append(items.Items, view.Item{ID: s.ID, Text: s.Do + " (" + s.Who + ")", Target: s.Answer, Source: s.Source})
	}
	if len(items.Items) == 0 {
		return nil
	}
	return []view.Block{view.Text{ID: "folded-intro", Text: b.p.FoldedIntro}, items}
}

// firstSteps is the number of next steps that stand above the fold.
const firstSteps = 5

// findOuts is the most questions to find out that are a step each. More are one
// step together: a board that is only asked questions has no next step.
const findOuts = 3
