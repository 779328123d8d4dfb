package report

import (
	"strconv"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/reasons"
	"collectiveimpact/samklar/report/view"
)

// These words are the same in a report of one case and of many.

// Titles gives the titles of a bank's endings in a row, with a word before the last.
func Titles(p *phrase.Phrases, bank *questions.Bank, codes []int, last string) string {
	titles := make([]string, len(codes))
	for i, c := range codes {
		titles[i] = p.Quote(bank.Endings[c].Title)
	}
	return phrase.Join(titles, last)
}

// Version names a bank with its version.
func Version(p *phrase.Phrases, bank *questions.Bank) string {
	return phrase.Fill(p.BankVersion, "bank", bank.Title, "id", bank.ID, "version", strconv.Itoa(bank.Version))
}

// Level gives what was chosen in words.
func Level(p *phrase.Phrases, q *questions.Question, c assess.Choice) string {
	return reasons.Level(p, q, c)
}

// Rules says by what cases are scored.
func Rules(p *phrase.Phrases) []view.Block {
	return []view.Block{
		view.Text{ID: "rule-unknown", Text: p.RuleUnknown},
		view.Text{ID: "rule-weakest", Text: p.RuleWeakest},
		view.Text{ID: "no-promise", Text: p.NoPromise},
	}
}

// Tool names the program with its version.
func Tool(p *phrase.Phrases, version string) view.Text {
	return view.Text{ID: "tool", Text: phrase.Fill(p.ToolVersion, "version", version), Weight: view.Quiet}
}
