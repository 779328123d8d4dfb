package report

import (
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
)

// conditions gives an end its conditions: in one line, or as a list under an
// introduction.
func (b *printer) conditions(end *PrintEnd, intro string, all []string) {
	switch len(all) {
	case 0:
	case 1:
		end.Conditions = phrase.Fill(b.p.WhenOne, "condition", all[0])
	default:
		end.Conditions, end.List = intro, all
	}
}

func (b *printer) finding(f *questions.Finding) PrintEnd {
	end := PrintEnd{ID: f.ID, Title: CleanLine(f.Title), Short: CleanLine(f.Short), Text: CleanLine(f.Text)}
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
		all = append(all, b.p.Quote(CleanLine(q.Ask))+" → "+phrase.Join(ids, b.p.Or))
	}
	b.conditions(&end, b.p.WhenAll, all)
	b.endAdvice(&end, f.Advice, f.Source)
	return end
}

// scoreBound puts the one or two bounds on a dimension in words.
func (b *printer) scoreBound(bound questions.Bound) []string {
	var all []string
	title := b.p.Quote(CleanLine(b.bank.Dimensions[bound.Dimension].Title))
	if bound.AtLeast > 0 {
		all = append(all, phrase.Fill(b.p.AtLeast, "part", title, "percent", b.p.Percent(bound.AtLeast, bound.AtLeast)))
	}
	if bound.Below != questions.NoBound {
		all = append(all, phrase.Fill(b.p.Below, "part", title, "percent", b.p.Percent(bound.Below, bound.Below)))
	}
	return all
}

// arrivals says which nodes lead to an outcome.
func (b *printer) arrivals(outcome int, order []int) []string {
	var all []string
	for _, at := range order {
		n := &b.bank.Nodes[at]
		here := questions.Target{Outcome: true, Index: outcome}
		title := b.p.Quote(CleanLine(n.Title)) + " → "
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
func (b *printer) demands(end *PrintEnd, at int) {
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

func (b *printer) ending(e *questions.Ending) PrintEnd {
	end := PrintEnd{ID: e.ID, Title: CleanLine(e.Title), Short: CleanLine(e.Short), Text: CleanLine(e.Text)}
	if e.Next != "" {
		end.Leads = append(end.Leads, b.p.TreeGoesOn+": "+b.leadTitle(e.Next))
	}
	if e.Also != "" {
		end.Leads = append(end.Leads, b.p.TreeAlso+": "+b.leadTitle(e.Also))
	}
	b.endAdvice(&end, e.Advice, e.Source)
	return end
}

func (b *printer) leadTitle(id string) string {
	if b.in.Titles != nil {
		if t := CleanLine(b.in.Titles(id)); t != "" {
			return t + " (" + id + ")"
		}
	}
	return id
}

// endAdvice adds the advice of an end, and to its text the source.
func (b *printer) endAdvice(end *PrintEnd, advice []questions.Advice, source string) {
	if s, _ := b.source(b.bank, source); s != "" {
		end.Text += " " + s
	}
	for i := range advice {
		end.Advice = append(end.Advice, b.advice(&advice[i]))
	}
}
