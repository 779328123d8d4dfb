package answerfile_test

import (
	"strings"
	"testing"

	"collectiveimpact/samklar/questions"
)

// What people paste, what they write by hand, and what spreadsheets and other programs
// make of answers: the message says what to do, at the place where it is.
func TestReadPasted(t *testing.T) {
	l := library(t)
	for _, tt := range []struct{ name, text, want string }{
		{"a colon in a note", head + "    q1: yes\n    q4: {level: 1, note: Said twice: in May}\n", `6:36: not valid YAML: a text with a colon in it must be in quotes`},
		{"a colon in a note on its own line", head + "    q4:\n      note: Said twice: in May\n", `6:23: not valid YAML: a text with a colon in it must be in quotes`},
		{"curly quotes", head + "    q1: “yes”\n", `5:9: question "q1": unknown level "“yes”"; expected no, partly, yes, unknown or not-applicable; did you mean "yes"?`},
		{"a no-break space before", head + "    q4: 1\n\u00a0\u00a0\u00a0 q1: yes\n", `6:1: in an answer file: unknown field "\u00a0\u00a0\u00a0 q1": no-break spaces stand beside the word; use plain ones`},
		{"a no-break space behind a colon", head + "    q1:\u00a0yes\n    q4: 1\n", `5:8: not valid YAML: a no-break space stands behind the colon; use a plain one`},
		{"a wide colon", head + "    q1： yes\n    q4: 1\n", `5:7: not valid YAML: a wide colon stands behind the key; expected ":" and a space`},
		{"a tab", head + "\tq1: yes\n", `5:1: not valid YAML: the line is moved in by a tab; use spaces`},
		{"no space behind a colon", head + "    q1:yes\n    q4: 1\n", `5:7: not valid YAML: a space is missing behind the colon`},
		{"a star", head + "    q4: {level: 1, note: *important* to all}\n", `5:26: not valid YAML: a text that begins with * must be in quotes`},
		{"an at-sign", head + "    q4:\n      note: @Karen said so\n", `6:13: not valid YAML: a text that begins with @ must be in quotes`},
		{"a quote in quotes", head + "    q4:\n      note: \"the \"real\" one\"\n", `6:19: not valid YAML: something stands behind the closing quote`},
		{"a point and a nought", head + "    q4: 3.0\n", `5:9: question "q4": unknown level "3.0"; expected 1, 2, 3 or unknown; did you mean "3"?`},
		{"a comma and a nought", head + "    q4: \"3,0\"\n", `did you mean "3"?`},
		{"a full stop", head + "    q1: Yes.\n", `did you mean "yes"?`},
		{"don't know", head + "    q1: don't know\n", `did you mean "unknown"?`},
		{"ved ikke", head + "    q1: Det ved vi ikke\n", `did you mean "unknown"?`},
		{"weet niet", head + "    q1: weten we niet.\n", `did you mean "unknown"?`},
		{"a question mark", head + "    q1: \"?\"\n", `did you mean "unknown"?`},
		{"n.v.t.", head + "    q1: n.v.t.\n", `did you mean "not-applicable"?`},
		{"n/a where it cannot be", head + "    q4: n/a\n", `expected 1, 2, 3 or unknown [`},
		{"don't know between two", head + "    q1: {between: [don't know, yes]}\n", `expected no, partly or yes [`},
		{"a mail", "Hello,\n\n> {\n>  “samklar”: 1\n> }\n", `4:1: answers stand here inside a mail or another text; samklar import takes them out of it [other-file]`},
		{"a list of JSON", `[{"samklar": 1}]`, `1:1: the text is a list; expected one case: several cases stand one a line in a file named .jsonl, or with lines of --- between them`},
		{"the number of a day", "samklar: 1\ncase: {as-of: 43070}\n", `2:15: as-of is 43070, the number of a day in a spreadsheet; expected 2017-12-01`},
		{"a portfolio", `{"samklar_portfolio": 1, "cases": []}`, `1:1: this is a portfolio that samklar screen wrote, not an answer file; it is for other programs`},
		{"a line of scores", `{"samklar_score": 1}`, `1:1: this is a line of scores, not an answer file; samklar screen reads it`},
		{"a policy", "samklar-policy: 1\nfloors: {b: {d: 50}}\n", `1:1: this is a policy, not an answer file; samklar screen --policy reads it`},
		{"a bank", scaleBank, `1:1: this is a bank, not an answer file; --bank reads it`},
		{"an overlay", "bank: b\nlanguage: da\n", `1:1: this is an overlay of a bank, not an answer file; it is read with the bank beside it`},
	} {
		if got := problems(l, tt.text); !strings.Contains(got, tt.want) || strings.Contains(got, "\n") {
			t.Errorf("%s: Read(%q) = %s\nwant one problem: %s", tt.name, tt.text, got, tt.want)
		}
	}
}

// What other programs make of a right answer is still one.
func TestReadFromElsewhere(t *testing.T) {
	l := library(t)
	b := bank(t, l, "b")
	for _, tt := range []struct{ text, asOf, level string }{
		{`{"samklar": 1, "case": {"as-of": "2017-12-01T00:00:00.000Z"}, "answers": {"b": {"q1": "TRUE"}}}`, "2017-12-01", "yes"},
		{"samklar: 1\ncase: {as-of: 2017-12-01T00:00:00Z}\nanswers: {b: {q1: FALSE}}\n", "2017-12-01", "no"},
		{"samklar: 1\ncase: {as-of: 2017-12-01 00:00:00}\nanswers: {b: {q1: 'False'}}\n", "2017-12-01", "no"},
		{"\ufeff%YAML 1.2\n---\nsamklar: 1\nanswers: {b: {q1: yes, q4: {level: unknown, note: who pays after 2027?, evidence: [https://x.y/?z=1]}}}\n---\n", "", "yes"},
		{"samklar: 1\nanswers: {b: {q1: {level: partly, note: one\u2028two}}}\n...\n", "", "partly"},
	} {
		d := mustRead(t, l, tt.text)
		a, _ := d.Answer("b", "q1")
		if d.Case.AsOf != tt.asOf || a.Level != tt.level {
			t.Errorf("Read(%q) = as of %q, level %q, want %q and %q", tt.text, d.Case.AsOf, a.Level, tt.asOf, tt.level)
		}
		if got := d.Entries([]*questions.Bank{b})["b"][0].Choice.ID(&b.Questions[0]); got != tt.level {
			t.Errorf("Entries of %q = %s, want %s", tt.text, got, tt.level)
		}
	}
}
