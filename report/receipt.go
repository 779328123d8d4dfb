package report

import (
	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// howScored is the receipt: the rules in words, and which banks in which
// version, rules and texts were used; for a board in one line.
func (b *builder) howScored() []view.Block {
	if b.in.Audience == Board {
		return b.brief()
	}
	blocks := Rules(b.p)
	facts := view.Facts{ID: "receipt"}
	for _, bank := range b.order() {
		if r := &b.r.Banks[bank]; r.Role == assess.Aside && !r.Answered() {
			continue
		}
		q := b.r.Banks[bank].Bank
		id := "receipt--" + q.ID
		label := Version(b.p, q)
		facts.Facts = append(facts.Facts,
			view.Fact{ID: id + "--rules", Label: label + " · " + b.p.DigestRules, Value: q.Rules},
			view.Fact{ID: id + "--texts", Label: label + " · " + b.p.DigestTexts + " (" + q.Language + ")", Value: q.Texts},
		)
	}
	facts.Facts = append(facts.Facts, view.Fact{ID: "receipt--answers", Label: b.p.DigestAnswers, Value: b.in.Entries.Digest(b.in.Result.Selected())})
	for i := range b.r.Chains {
		c := &b.r.Chains[i]
		id := "codes--" + b.r.Banks[c.Steps[0].Bank].Bank.ID
		blocks = append(blocks, view.Text{ID: id, Text: phrase.Fill(b.p.CodePath, "path", b.path(&c.Path)), Weight: view.Quiet})
	}
	return append(blocks, facts, Tool(b.p, b.in.Tool))
}
