package portfolio

import (
	"strings"

	"collectiveimpact/samklar/assess/paths"
)

// An Outcome is what was decided on a case.
type Outcome uint8

// The outcomes.
const (
	Granted  Outcome = iota
	Returned         // to those who applied, who may answer again
	Refused
)

// Outcomes is the number of them.
const Outcomes = int(Refused) + 1

// String gives the outcome as it stands in a file.
func (o Outcome) String() string { return [...]string{"granted", "returned", "refused"}[o] }

// A Decision is what people decided on a case. They write it down; nothing here does.
// But for the outcome any field may be empty.
type Decision struct {
	Outcome Outcome
	On      string // the date: see assess.ValidDate
	Until   string // the date until which something is expected
	By      string
	Reason  string
	Letter  string // what is said of it to those who applied
	Answers string // the digest of the answers that it was taken on, or the beginning of that
	Line    int    // of the file that it stands in
}

// Decided is a decision with what is to be looked at again.
type Decided struct {
	*Decision
	OtherAnswers  bool // it was taken on other answers than these
	AgainstPolicy bool // and no reason is given
	DatePassed    bool // the one until which something is expected
}

// Look compares a decision with a case as it is now: with the digest of its answers,
// and with how it stands to a policy, which may be nil.
func (d *Decision) Look(answers string, judged *Judged) *Decided {
	return &Decided{
		Decision: d, OtherAnswers: !strings.HasPrefix(answers, d.Answers),
		AgainstPolicy: strings.TrimSpace(d.Reason) == "" && judged != nil && d.Against(judged),
	}
}

// Against reports whether the policy alone would have led to another decision. Who returns
// what meets it can say in the letter what is to be better.
func (d *Decision) Against(judged *Judged) bool {
	met := judged.Together == paths.MetSurely
	if d.Outcome == Granted {
		return !met
	}
	return met && (d.Outcome == Refused || strings.TrimSpace(d.Letter) == "")
}

// LookAgain lists, as words for programs, what is to be looked at again.
func (d *Decided) LookAgain() []string {
	var all []string
	if d.OtherAnswers {
		all = append(all, "other-answers")
	}
	if d.AgainstPolicy {
		all = append(all, "against-policy")
	}
	if d.DatePassed {
		all = append(all, "date-passed")
	}
	return all
}

// Decisions counts the cases of each outcome, and those on which nothing is decided
// yet.
func (p *Portfolio) Decisions() (by [Outcomes]int, none int) {
	for _, c := range p.cases {
		if c.decided == nil {
			none++
		} else {
			by[c.decided.Outcome]++
		}
	}
	return by, none
}
