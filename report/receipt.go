package report

import (
	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// rules says by what cases are scored.
func (b *builder) rules() []view.Block {
	return []view.Block{
		view.Text{ID: "rule-unknown", Text: b.p.RuleUnknown},
		view.Text{ID: "rule-weakest", Text: b.p.RuleWeakest},
		view.Text{ID: "no-promise", Text: b.p.NoPromise},
	}
}

// tool names the program with its version.
func (b *builder) tool() view.Text {
	return view.Text{ID: "tool", Text: phrase.Fill(b.p.ToolVersion, "version", b.in.Tool), Weight: view.Quiet}
}

// howScored is the receipt: the rules in words, and which banks in which
// version, rules and texts were used; for a board in one line.
func (b *builder) howScored() []view.Block {
	if b.in.Audience == Board {
		return b.brief()
	}
	blocks := b.rules()
	facts := view.Facts{ID: "receipt"}
	for _, bank := range b.order() {
		if r := &b.r.Banks[bank]; r.Role == assess.Aside && !r.Answered() {
			continue
		}
		q := b.r.Banks[bank].Bank
		id := "receipt--" + q.ID
		label := b.version(q)
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
	return append(blocks, facts, b.tool())
}
