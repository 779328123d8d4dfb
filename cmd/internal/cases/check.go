package cases

import (
	"errors"
	"fmt"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/decisionfile"
	"collectiveimpact/samklar/assess/interview"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/policyfile"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// A State is how a document stands that was checked.
type State uint8

// The states.
const (
	Fine    State = iota
	Lacking       // answers are missing, or those by which it would be known whether a policy is met
	Short         // it does not meet a policy
	Invalid
)

// A Checked says of a document whether it is valid and complete, or meets a policy.
type Checked struct {
	File     string
	Line     int    // on which the document begins
	Source   string // its name
	State    State
	Says     string
	Problems diag.List
	Warnings diag.List // of what may be meant otherwise, though it is valid
}

// checked begins what is said of a document.
func checked(d *batch.Document, state State, says string) Checked {
	return Checked{File: d.File, Line: d.Line, Source: d.Source, State: state, Says: says}
}

// with adds what may be meant otherwise in the answers.
func (c Checked) with(d *batch.Document, doc *answerfile.Document) Checked {
	for _, cut := range doc.Cut() {
		cut.Line += d.Line - 1
		c.Warnings = append(c.Warnings, cut)
	}
	return c
}

// Wrong says what is wrong with a document.
func Wrong(d *batch.Document, problems diag.List) Checked {
	c := checked(d, Invalid, "")
	c.Problems = problems
	return c
}

// Other reads a document that is no answer file but a policy or a file of decisions, as
// the code of its first problem says, and reports false for anything else.
func Other(d *batch.Document, found diag.List, selection *assess.Selection, lib *questions.Library) (c Checked, is bool) {
	if len(found) == 0 {
		return c, false
	}
	var err error
	var what string
	switch code := found[0].Code; code {
	case "policy-file":
		_, err = policyfile.Read(d.File, d.Text, selection.Banks, lib)
		what = "a valid policy"
	case "decision-file":
		var decisions decisionfile.Decisions
		decisions, err = decisionfile.Read(d.File, d.Text)
		what = "valid; " + say.Count(len(decisions), "decision")
	default:
		return c, false
	}
	var problems diag.List
	if err != nil && !errors.As(err, &problems) {
		problems = diag.List{{File: d.File, Code: found[0].Code, Message: err.Error()}}
	}
	if len(problems) > 0 {
		return Wrong(d, problems), true
	}
	return checked(d, Fine, what), true
}

// Meeting says whether a case meets a policy, and what to ask where that is not known.
func Meeting(d *batch.Document, selection *assess.Selection, rules *portfolio.Policy, doc *answerfile.Document) Checked {
	return meeting(d, selection, rules, doc).with(d, doc)
}

// Completeness says which answers are missing.
func Completeness(d *batch.Document, selection *assess.Selection, doc *answerfile.Document) Checked {
	return completeness(d, selection, doc).with(d, doc)
}

func meeting(d *batch.Document, selection *assess.Selection, rules *portfolio.Policy, doc *answerfile.Document) Checked {
	entries := doc.Entries(selection.Banks)
	judged := rules.Judge(selection, portfolio.Summarize(selection.Evaluate(entries.Answers()), entries.Sourced(selection.Banks)))
	var said []string
	switch judged.Together {
	case paths.MetSurely, paths.NotNeeded:
		return checked(d, Fine, "valid; meets the policy")
	case paths.MetMaybe:
		answers, sources := judged.Wanted()
		for _, ref := range answers {
			said = append(said, called(selection.Banks[ref.Bank], ref.Question, len(answers)))
		}
		for _, ref := range sources {
			said = append(said, "a source for "+called(selection.Banks[ref.Bank], ref.Question, len(sources)))
		}
		return checked(d, Lacking, "valid; not known yet whether it meets the policy; to ask: "+strings.Join(said, ", "))
	case paths.MetNever:
	}
	for i, met := range judged.Rules {
		if met == paths.MetNever {
			said = append(said, resultfile.RuleText(&rules.Rules[i], selection.Banks))
		}
	}
	if said == nil {
		said = append(said, "all of it at once")
	}
	return checked(d, Short, "valid; does not meet the policy: "+strings.Join(said, "; "))
}

// inWords is how many missing answers are named with the words of their questions too.
const inWords = 5

// called gives a question, one of so many, by its id and in words.
func called(b *questions.Bank, at, of int) string {
	q := &b.Questions[at]
	if of > inWords {
		return b.ID + "." + q.ID
	}
	return fmt.Sprintf("%s.%s (%s)", b.ID, q.ID, diag.Quote(q.Ask))
}

func completeness(d *batch.Document, selection *assess.Selection, doc *answerfile.Document) Checked {
	asked := interview.New(selection, doc.Entries(selection.Banks))
	var kept string
	if gone := doc.Gone(selection.Banks); len(gone) > 0 {
		ids := make([]string, len(gone))
		for i := range gone {
			ids[i] = gone[i].Bank + "." + gone[i].Question
		}
		kept = "; not asked any more, and kept: " + strings.Join(ids, ", ")
	}
	left := asked.Left()
	if left == 0 {
		return checked(d, Fine, "valid and complete"+kept)
	}
	var missing []string
	for _, ref := range asked.Queue() {
		if asked.Entry(ref).Choice == assess.Unanswered {
			missing = append(missing, called(selection.Banks[ref.Bank], ref.Question, left))
		}
	}
	word := "answers are"
	if left == 1 {
		word = "answer is"
	}
	return checked(d, Lacking, fmt.Sprintf("valid; %d %s missing: %s%s", left, word, strings.Join(missing, ", "), kept))
}
