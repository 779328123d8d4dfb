// Package requirements puts in words what a policy asks of a case: the rules, how the
// answers stand to each, and the least that would have been enough. Who applied reads
// it in a letter, others in a report.
package requirements

import (
	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/phrase"
)

// Rule puts a rule of a policy in words.
func Rule(p *phrase.Phrases, banks []*questions.Bank, r *portfolio.Rule) string {
	if r.Kind == portfolio.Require {
		return codes(p, banks, r)
	}
	bank := banks[r.Bank]
	switch r.Kind {
	case portfolio.Floor:
		return phrase.Fill(p.AtLeast, "part", p.Quote(bank.Dimensions[r.Place].Title), "percent", p.Percent(r.Least, r.Least))
	case portfolio.Complete:
		return phrase.Fill(p.RuleComplete, "bank", p.Quote(bank.Title))
	case portfolio.Evidence:
		return phrase.Fill(p.RuleSource, "question", p.Quote(bank.Questions[r.Place].Ask))
	case portfolio.AtLeast, portfolio.Require:
	}
	q := &bank.Questions[r.Place]
	return phrase.Fill(p.RuleAnswer, "question", p.Quote(q.Ask), "level", p.Quote(q.Levels[r.Least].Text))
}

// codes names the conclusions of a rule as a choice.
func codes(p *phrase.Phrases, banks []*questions.Bank, r *portfolio.Rule) string {
	titles := make([]string, len(r.Codes))
	for i, code := range r.Codes {
		titles[i] = report.Titles(p, banks[code.Bank], []int{code.Ending}, p.Or)
	}
	return phrase.Join(titles, p.Or)
}

// Answer gives what was answered in words: levels in quotation marks.
func Answer(p *phrase.Phrases, q *questions.Question, e *assess.Entry) string {
	said := report.Level(p, q, e.Choice)
	switch _, one := e.Choice.Level(); {
	case e.Stale != "":
		return phrase.Fill(p.StaleAnswer, "level", e.Stale)
	case one:
		return p.Quote(said)
	}
	return said // two levels are quoted already
}

// atLeast names a level that is enough.
func atLeast(p *phrase.Phrases, q *questions.Question, level int) string {
	text := p.Quote(q.Levels[level].Text)
	if level == len(q.Levels)-1 {
		return text
	}
	return phrase.Fill(p.AtLeastLevel, "level", text)
}
