// Package decisionfile reads what people decided on cases: a YAML file that they write
// and the program only reads. A decision stands under the id of its case.
//
// Reading is as strict as with answer files: nothing is ignored, every problem is
// reported with its place, and all of them together.
package decisionfile

import (
	"errors"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/yamldoc"
)

// Format is the version of the format.
const Format = 1

// MaxBytes is the size of a file that is read.
const MaxBytes = 16 << 20

var limits = yamldoc.Limits{Bytes: MaxBytes, Depth: 20, Keys: 400_000}

// Decisions are decisions by the ids of their cases.
type Decisions map[string]*portfolio.Decision

// Read reads decisions. File names them in messages. What is wrong is returned as a
// diag.List.
func Read(file string, data []byte) (Decisions, error) {
	root, err := yamldoc.Parse(file, data, limits)
	var problems diag.List
	if err != nil && (!errors.As(err, &problems) || root == nil) {
		return nil, err
	}
	r := &reader{Reader: yamldoc.Reader{File: file, Problems: problems}, all: make(Decisions)}
	r.root(root)
	return r.all, r.Problems.Err()
}

type reader struct {
	yamldoc.Reader
	all Decisions
}

func (r *reader) root(root *yamldoc.Node) {
	if questions.Recognise(&r.Reader, root, questions.DecisionFile) {
		return
	}
	const what = "a file of decisions"
	r.Need(root, what, "samklar-decisions", "decisions")
	r.Each(root, what, []string{"samklar-decisions", "decisions"}, func(key, v *yamldoc.Node) {
		switch key.Text {
		case "samklar-decisions":
			if n := r.Int(v, "samklar-decisions", 1, 1_000_000); n > Format {
				r.Report(v, "newer-format", "the decisions have format %d; this tool reads up to %d: a newer samklar is needed", n, Format)
			}
		case "decisions":
			if !v.IsNull() { // nothing is decided yet
				r.Pairs(v, "decisions", r.decision)
			}
		}
	})
}

// fields lists what may be said of a decision.
func fields() []string {
	return []string{"decision", "on", "until", "by", "reason", "letter", "answers"}
}

func (r *reader) decision(key, n *yamldoc.Node) {
	if strings.TrimSpace(key.Text) == "" {
		r.Report(key, "empty-text", "the id of a case is empty; expected the case.id of an answer file")
		return
	}
	if utf8.RuneCountInString(key.Text) > assess.MaxID {
		r.Report(key, "too-long", "the id of a case has more than %d characters, so that no case can have it", assess.MaxID)
		return
	}
	d := &portfolio.Decision{Line: key.Line}
	what := "the decision on " + diag.Quote(key.Text)
	r.Need(n, what, "decision")
	r.Each(n, what, fields(), func(key, v *yamldoc.Node) {
		switch key.Text {
		case "decision":
			d.Outcome = r.outcome(v)
		case "on":
			d.On = r.date(v, "on")
		case "until":
			d.Until = r.date(v, "until")
		case "by":
			d.By = r.text(v, "by")
		case "reason":
			d.Reason = r.text(v, "reason")
		case "letter":
			d.Letter = r.text(v, "letter")
		case "answers":
			d.Answers = r.digest(v)
		}
	})
	if least := min(len(d.On), len(d.Until)); least > 0 && d.Until[:least] < d.On[:least] {
		r.Report(n.Get("until"), "wrong-order", "until is %s, before on, which is %s", d.Until, d.On)
	}
	r.all[key.Text] = d
}

func (r *reader) outcome(n *yamldoc.Node) portfolio.Outcome {
	var known []string
	for o := range portfolio.Outcomes {
		known = append(known, portfolio.Outcome(o).String())
	}
	word := r.Word(n, "decision", known)
	for o := range portfolio.Outcomes {
		if known[o] == word {
			return portfolio.Outcome(o)
		}
	}
	return portfolio.Granted
}

func (r *reader) text(n *yamldoc.Node, what string) string {
	s := r.Text(n, what)
	if utf8.RuneCountInString(s) > assess.MaxNote {
		r.Report(n, "too-long", "%s has more than %d characters", what, assess.MaxNote)
	}
	return s
}

func (r *reader) date(n *yamldoc.Node, what string) string {
	s := r.Text(n, what)
	if s != "" && !assess.ValidDate(s) {
		r.Report(n, "bad-date", "%s is %s; expected a day, a month or a year such as 2027-05-04, 2027-05 or 2027", what, diag.Quote(s))
		return ""
	}
	return s
}

// A digest as a receipt has it, whole or its beginning.
var digest = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(sha256:)?([0-9a-f]{12,64})$`) })

func (r *reader) digest(n *yamldoc.Node) string {
	s := r.Text(n, "answers")
	if s == "" {
		return ""
	}
	m := digest().FindStringSubmatch(s)
	if m == nil {
		r.Report(n, "bad-digest", "answers is %s; expected the digest of the answers as a report or samklar score gives it, sha256: and 64 digits, or the first 12 of them", diag.Quote(s))
		return ""
	}
	return "sha256:" + m[2]
}
