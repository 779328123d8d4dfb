package report

import (
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
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

func (b *builder) status(s assess.Status) (Mark, string) {
	switch s {
	case assess.Passed:
		return Yes, b.p.Passed
	case assess.Failed:
		return No, b.p.Failed
	case assess.Open:
	}
	return Maybe, b.p.Open
}

// settleTargets takes away what points to entries that are not part of the
// report, and the numbers of sources that are not listed.
func (v *View) settleTargets() {
	there := make(map[Target]bool)
	v.eachID(func(id string) { there[Target(id)] = true })
	v.eachTarget(func(t *Target) {
		if !there[*t] {
			*t = ""
		}
	})
	for _, s := range v.Sections {
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case Items:
				for i := range b.Items {
					if b.Items[i].Cited == "" {
						b.Items[i].Source = ""
					}
				}
			case Steps:
				for i := range b.Steps {
					if b.Steps[i].Cited == "" {
						b.Steps[i].Source = ""
					}
				}
			}
		}
	}
}

// eachTarget visits everything that points to an entry.
func (v *View) eachTarget(visit func(*Target)) {
	for _, s := range v.Sections {
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case Links:
				for i := range b.Links {
					visit(&b.Links[i].Target)
				}
			case Walk:
				for i := range b.Steps {
					for j := range b.Steps[i].Answers {
						visit(&b.Steps[i].Answers[j].Target)
					}
				}
			case Items:
				for i := range b.Items {
					visit(&b.Items[i].Target)
					visit(&b.Items[i].Cited)
				}
			case Steps:
				for i := range b.Steps {
					visit(&b.Steps[i].Cited)
					visit(&b.Steps[i].Answer)
				}
			}
		}
	}
}

// PointedTo returns every entry that another one points to.
func (v *View) PointedTo() map[Target]bool {
	found := make(map[Target]bool)
	v.eachTarget(func(t *Target) { found[*t] = *t != "" })
	return found
}

// eachID gives the id of every entry, in order.
func (v *View) eachID(visit func(id string)) {
	for _, f := range v.Facts {
		visit(f.ID)
	}
	for _, s := range v.Sections {
		visit(s.ID)
		for _, b := range s.Blocks {
			eachIDOf(b, visit)
		}
	}
}

func eachIDOf(b Block, visit func(id string)) {
	switch b := b.(type) {
	case Text:
		visit(b.ID)
	case Links:
		visit(b.ID)
		for _, l := range b.Links {
			visit(l.ID)
		}
	case Walk:
		visit(b.ID)
		for _, s := range b.Steps {
			visit(s.ID)
			for _, a := range s.Answers {
				visit(a.ID)
			}
		}
	case Bars:
		visit(b.ID)
		for _, r := range b.Bars {
			visit(r.ID)
		}
	case Items:
		visit(b.ID)
		for _, i := range b.Items {
			visit(i.ID)
		}
	case Steps:
		visit(b.ID)
		for _, s := range b.Steps {
			visit(s.ID)
		}
	case Table:
		b.eachID(visit)
	case Facts:
		visit(b.ID)
		for _, f := range b.Facts {
			visit(f.ID)
		}
	case Answers:
		visit(b.ID)
		for _, a := range b.Answers {
			visit(a.ID)
		}
	}
}

// A section is one part of a report: what it is called, how it is headed, and
// what stands in it.
type section struct {
	id     string
	title  func(*phrase.Phrases) string
	blocks func(*builder) []Block
}

// sections gives the parts of a report in their order.
func sections() []section {
	return []section{
		{"conclusion", func(p *phrase.Phrases) string { return p.Conclusion }, (*builder).conclusion},
		{"way", func(p *phrase.Phrases) string { return p.HowWeGot }, (*builder).way},
		{"scores", func(p *phrase.Phrases) string { return p.Scores }, (*builder).scores},
		{"findings", func(p *phrase.Phrases) string { return p.Findings }, (*builder).findings},
		{"not-known", func(p *phrase.Phrases) string { return p.NotKnown }, (*builder).notKnown},
		{"next-steps", func(p *phrase.Phrases) string { return p.NextSteps }, (*builder).nextSteps},
		{"agenda", func(p *phrase.Phrases) string { return p.Agenda }, (*builder).agenda},
		{"not-deciding", func(p *phrase.Phrases) string { return p.NotDeciding }, (*builder).notDeciding},
		{"answers", func(p *phrase.Phrases) string { return p.Answers }, (*builder).answers},
		{"how-scored", func(p *phrase.Phrases) string { return p.HowScored }, (*builder).howScored},
		{"sources", func(p *phrase.Phrases) string { return p.Sources }, (*builder).sources},
	}
}

// Sections gives the ids of the parts of a report, in their order.
func Sections() []string {
	var ids []string
	for _, s := range sections() {
		ids = append(ids, s.id)
	}
	return ids
}

// An Audience is who a report is for.
type Audience string

// The audiences: a board decides, partners talk it over, and a full report
// leaves nothing out.
const (
	Board    Audience = "board"
	Partners Audience = "partners"
	Full     Audience = "full"
)

// Audiences lists them.
func Audiences() []string { return []string{string(Board), string(Partners), string(Full)} }

// Sections gives the parts that serve an audience.
func (a Audience) Sections() []string {
	switch a {
	case Board:
		return []string{"conclusion", "scores", "not-known", "next-steps", "how-scored", "sources"}
	case Partners:
		return []string{"conclusion", "way", "scores", "findings", "not-known", "next-steps", "agenda", "sources"}
	case Full:
	}
	return Sections()
}
