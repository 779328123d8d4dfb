package report

import (
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// Entries are named by what they are about: kind, bank and id, joined by two
// hyphens, which no id holds. So no two entries share a name.

// answerTarget is the entry of a question among all answers.
func (b *builder) answerTarget(ref assess.Ref) Target {
	bank := b.r.Banks[ref.Bank].Bank
	return Target("answer--" + bank.ID + "--" + bank.Questions[ref.Question].ID)
}

// partID is the entry of a node or dimension among all answers.
func partID(bank *questions.Bank, part int) string {
	return "part--" + bank.ID + "--" + bank.Part(part).ID
}

// why says what a conclusion rests on, up to its first open step: the nodes of
// a tree, and the weakest link of a scale.
func (b *builder) why(id string, c *assess.Chain) []Block {
	links := Links{ID: id + "--why", Title: b.p.Because}
	for i, step := range c.Steps {
		if c.OpenStep >= 0 && i > c.OpenStep {
			break
		}
		r := &b.r.Banks[step.Bank]
		links.Links = append(links.Links, b.nodesOnTheWay(links.ID, step.Bank)...)
		if d := r.WeakestDimension(); d >= 0 {
			s := &r.Scores[d]
			links.Links = append(links.Links, Link{
				ID:     links.ID + "--" + r.Bank.ID,
				Text:   strings.TrimSuffix(b.weakest(step.Bank), ".") + " (" + b.p.Percent(s.Low.Percent(), s.High.Percent()) + ").",
				Target: Target(partID(r.Bank, d)), Mark: Aside,
			})
		}
	}
	if len(links.Links) == 0 {
		return nil
	}
	return []Block{links}
}

func (b *builder) nodesOnTheWay(id string, bank int) []Link {
	var links []Link
	r := &b.r.Banks[bank]
	for i := range r.Nodes {
		if !r.Nodes[i].Reachable {
			continue
		}
		mark, status := b.status(r.Nodes[i].Status)
		links = append(links, Link{
			ID:   id + "--" + r.Bank.ID + "--" + r.Bank.Nodes[i].ID,
			Text: CleanLine(r.Bank.Nodes[i].Title) + ": " + status, Mark: mark,
			Target: Target(partID(r.Bank, i)), Details: b.holds(bank, i),
		})
	}
	return links
}

// holds says what keeps a node from being passed: the answers that do not pass,
// or the questions that have none.
func (b *builder) holds(bank, node int) []string {
	r := &b.r.Banks[bank]
	var said []string
	for _, q := range r.Bank.Nodes[node].Questions {
		question, choice := &r.Bank.Questions[q], r.Sheet[q]
		switch {
		case !question.Counts || r.Nodes[node].Status == assess.Passed:
		case choice.Open() && r.Nodes[node].Status == assess.Open:
			said = append(said, CleanLine(question.Ask)+" – "+b.level(question, b.entry(assess.Ref{Bank: bank, Question: q})))
		case choice >= 0 && int(choice) < question.Passes:
			said = append(said, CleanLine(question.Levels[choice].Text))
		}
	}
	return said
}
