package booklet

import (
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

func (b *booklet) findings() []view.Block {
	var blocks []view.Block
	for i := range b.bank.Findings {
		blocks = append(blocks, b.finding(&b.bank.Findings[i]))
	}
	return blocks
}

// ends puts the outcomes or verdicts in words, and how one of several verdicts is
// chosen.
func (b *booklet) ends(order []int) []view.Block {
	var blocks []view.Block
	if b.bank.Kind == questions.Scale && len(b.bank.Endings) > 1 {
		blocks = append(blocks, view.Text{ID: "ends-note", Text: b.p.FirstVerdict, Weight: view.Quiet})
	}
	for i := range b.bank.Endings {
		end := b.ending(&b.bank.Endings[i])
		if b.bank.Kind == questions.Tree {
			b.conditions(&end, b.p.WhenAny, b.arrivals(i, order))
		} else {
			b.demands(&end, i)
		}
		blocks = append(blocks, end)
	}
	return blocks
}

// conditions gives an end its conditions: in one line, or as a list under an
// introduction.
func (b *booklet) conditions(end *view.End, intro string, all []string) {
	switch len(all) {
	case 0:
	case 1:
		end.Conditions = phrase.Fill(b.p.WhenOne, "condition", all[0])
	default:
		end.Conditions, end.List = intro, all
	}
}

func (b *booklet) finding(f *questions.Finding) view.End {
	end := view.End{ID: f.ID, Title: f.Title, Short: f.Short, Text: f.Text}
	var all []string
	for _, bound := range f.When {
		if bound.Dimension >= 0 {
			all = append(all, b.scoreBound(bound)...)
			continue
		}
		q := &b.bank.Questions[bound.Question]
		var ids []string
		for i := bound.AtLeast; i <= bound.AtMost; i++ {
			ids = append(ids, q.Levels[i].ID)
		}
		all = append(all, b.p.Quote(q.Ask)+" → "+phrase.Join(ids, b.p.Or))
	}
	b.conditions(&end, b.p.WhenAll, all)
	b.endAdvice(&end, f.Advice, f.Source)
	return end
}

// scoreBound puts the one or two bounds on a dimension in words.
func (b *booklet) scoreBound(bound questions.Bound) []string {
	var all []string
	title := b.p.Quote(b.bank.Dimensions[bound.Dimension].Title)
	if bound.AtLeast > 0 {
		all = append(all, phrase.Fill(b.p.AtLeast, "part", title, "percent", b.p.Percent(bound.AtLeast, bound.AtLeast)))
	}
	if bound.Below != questions.NoBound {
		all = append(all, phrase.Fill(b.p.Below, "part", title, "percent", b.p.Percent(bound.Below, bound.Below)))
	}
	return all
}

// arrivals says which nodes lead to an outcome.
func (b *booklet) arrivals(outcome int, order []int) []string {
	var all []string
	for _, at := range order {
		n := &b.bank.Nodes[at]
		here := questions.Target{Outcome: true, Index: outcome}
		title := b.p.Quote(n.Title) + " → "
		if n.Fail == here {
			all = append(all, title+b.p.Failed)
		}
		if n.Pass == here {
			all = append(all, title+b.p.Passed)
		}
	}
	return all
}

// demands gives a verdict what it asks of the scores.
func (b *booklet) demands(end *view.End, at int) {
	v := &b.bank.Endings[at]
	var all []string
	if v.Every > 0 {
		all = append(all, phrase.Fill(b.p.AtLeast, "part", b.p.EveryPart, "percent", b.p.Percent(v.Every, v.Every)))
	}
	if v.Overall > 0 {
		all = append(all, phrase.Fill(b.p.AtLeast, "part", b.p.Overall, "percent", b.p.Percent(v.Overall, v.Overall)))
	}
	b.conditions(end, b.p.WhenAll, all)
	if len(all) == 0 && at > 0 {
		end.Conditions = b.p.Otherwise
	}
}

func (b *booklet) ending(e *questions.Ending) view.End {
	end := view.End{ID: e.ID, Title: e.Title, Short: e.Short, Text: e.Text}
	if e.Next != "" {
		end.Leads = append(end.Leads, b.p.TreeGoesOn+": "+b.leadTitle(e.Next))
	}
	if e.Also != "" {
		end.Leads = append(end.Leads, b.p.TreeAlso+": "+b.leadTitle(e.Also))
	}
	b.endAdvice(&end, e.Advice, e.Source)
	return end
}

func (b *booklet) leadTitle(id string) string {
	if b.in.Titles == nil {
		return id
	}
	if t := text.Line(b.in.Titles(id)); t != "" {
		return t + " (" + id + ")"
	}
	return id
}

// endAdvice adds the advice of an end, and to its text the source.
func (b *booklet) endAdvice(end *view.End, advice []questions.Advice, source string) {
	if s := b.cited.Cite(b.bank, source); s.Number != "" {
		end.Text += " " + s.Number
	}
	for i := range advice {
		end.Advice = append(end.Advice, b.advice(&advice[i]))
	}
}
