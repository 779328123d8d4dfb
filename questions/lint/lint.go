// Package lint looks for what is wrong with a bank although it can be read: ends
// that nobody reaches, questions that never matter, texts that are missing, old
// or hard to read aloud.
//
// It is a table of rules. Each has a code, says why it matters, and has an
// example that breaks it beside one that does not; a test runs them all. What
// makes a bank unreadable is found by package questions; those codes are in the
// table too, so that one list holds everything.
//
// Reachable ends are found exactly, not by trying answers: the statuses of a
// tree's nodes are independent, and the sums that a scale can have are few. A
// bank too large for that is reported, and its verdicts are judged by bounds.
package lint

import (
	"cmp"
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// Severity says what a finding means.
type Severity uint8

// The severities.
const (
	Error   Severity = iota // conclusions would be wrong, or texts missing
	Warning                 // it works, and could be better
)

// String gives the severity in a word.
func (s Severity) String() string { return [...]string{"error", "warning"}[s] }

// A Finding is a problem with what it means.
type Finding struct {
	diag.Diagnostic
	Severity Severity
}

// A Reading is how hard a bank's questions are to read in one language.
type Reading struct {
	Language string
	Median   int // LIX of the questions
	Highest  int
}

// A Report is what the linter found in one bank.
type Report struct {
	Bank     string
	Findings []Finding
	Reading  []Reading
	Exact    bool // reachable verdicts were found exactly, not by bounds
}

// A checker looks at one bank in its own language, with its overlays.
type checker struct {
	bank     *questions.Bank
	overlays []*questions.Overlay
	other    func(id string) (*questions.Bank, error)
	result   *assess.Result // with nothing answered
	exact    bool
	findings []Finding
	severity Severity
	code     string
}

// report adds a finding of the rule that is being checked.
func (c *checker) report(file string, at questions.Pos, message string) {
	c.findings = append(c.findings, Finding{
		diag.Diagnostic{File: file, Line: max(at.Line, 1), Column: max(at.Column, 1), Code: c.code, Message: message}, c.severity,
	})
}

// here adds a finding in the bank's own file.
func (c *checker) here(at questions.Pos, message string) { c.report(c.bank.File, at, message) }

// Bank checks a bank in its own language, with its overlays. Banks that its advice
// refers to are asked of other, which fails where there is none.
func Bank(b *questions.Bank, overlays map[string]*questions.Overlay, other func(id string) (*questions.Bank, error)) *Report {
	selection := assess.Select([]*questions.Bank{b})
	result := selection.Evaluate(nil)
	c := &checker{bank: b, other: other, result: result, exact: result.Exact()}
	for _, lang := range questions.Languages() {
		if o := overlays[lang]; o != nil {
			c.overlays = append(c.overlays, o)
		}
	}
	for _, rule := range Rules() {
		if rule.check != nil {
			c.code, c.severity = rule.Code, rule.Severity
			rule.check(c)
		}
	}
	slices.SortStableFunc(c.findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Code, b.Code))
	})
	r := &Report{Bank: b.ID, Findings: c.findings, Exact: c.exact}
	for _, in := range c.voicings() {
		r.Reading = append(r.Reading, reading(in.Bank))
	}
	return r
}

// advice lists all advice of the bank.
func (c *checker) advice() []questions.Advice {
	var all []questions.Advice
	for i := range c.bank.Questions {
		all = append(all, c.bank.Questions[i].Advice...)
	}
	for i := range c.bank.Endings {
		all = append(all, c.bank.Endings[i].Advice...)
	}
	for i := range c.bank.Findings {
		all = append(all, c.bank.Findings[i].Advice...)
	}
	return all
}
