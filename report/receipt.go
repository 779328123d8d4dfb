package report

import (
	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/report/phrase"
)

// rules says by what cases are scored.
func (b *builder) rules() []Block {
	return []Block{
		Text{"rule-unknown", b.p.RuleUnknown, Normal},
		Text{"rule-weakest", b.p.RuleWeakest, Normal},
		Text{"no-promise", b.p.NoPromise, Normal},
	}
}

// tool names the program with its version.
func (b *builder) tool() Text {
	return Text{"tool", phrase.Fill(b.p.ToolVersion, "version", b.in.Tool), Quiet}
}

// howScored is the receipt: the rules in words, and which banks in which
// version, rules and texts were used.
func (b *builder) howScored() []Block {
	blocks := b.rules()
	facts := Facts{ID: "receipt"}
	for _, bank := range b.order(assess.Deciding, assess.Conditional, assess.Aside) {
		if r := &b.r.Banks[bank]; r.Role == assess.Aside && !r.Answered() {
			continue
		}
		q := b.r.Banks[bank].Bank
		id := "receipt--" + q.ID
		label := b.version(q)
		facts.Facts = append(facts.Facts,
			Fact{id + "--rules", label + " · " + b.p.DigestRules, q.Rules},
			Fact{id + "--texts", label + " · " + b.p.DigestTexts + " (" + q.Language + ")", q.Texts},
		)
	}
	facts.Facts = append(facts.Facts, Fact{"receipt--answers", b.p.DigestAnswers, b.in.Entries.Digest(b.in.Result.Selected())})
	for i := range b.r.Chains {
		c := &b.r.Chains[i]
		id := "codes--" + b.r.Banks[c.Steps[0].Bank].Bank.ID
		blocks = append(blocks, Text{id, phrase.Fill(b.p.CodePath, "path", b.path(&c.Path)), Quiet})
	}
	return append(blocks, facts, b.tool())
}
