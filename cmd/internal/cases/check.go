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

// A Checked says of a case whether it is valid and complete.
type Checked struct {
	Text       string
	Incomplete bool // or not sure to meet a policy
	Problems   int
	Warnings   string // of what may be meant otherwise, though it is valid
}

// Other reads a document that is no answer file but a policy or a file of decisions, as
// the code of its first problem says, and reports false for anything else.
func Other(d *batch.Document, found diag.List, selection *assess.Selection, lib *questions.Library) (c Checked, problems diag.List, is bool) {
	if len(found) == 0 {
		return c, nil, false
	}
	var err error
	what := ""
	switch code := found[0].Code; code {
	case "policy-file":
		_, err = policyfile.Read(d.File, d.Text, selection.Banks, lib)
		what = "a valid policy"
	case "decision-file":
		var decisions decisionfile.Decisions
		decisions, err = decisionfile.Read(d.File, d.Text)
		what = "valid; " + say.Count(len(decisions), "decision")
	default:
		return c, nil, false
	}
	if err != nil && !errors.As(err, &problems) {
		problems = diag.List{{File: d.File, Code: found[0].Code, Message: err.Error()}}
	}
	if len(problems) > 0 {
		return Checked{Problems: len(problems)}, problems, true
	}
	return Checked{Text: say.Line(d.Source) + ": " + what + "\n"}, nil, true
}

// Meeting says whether a case meets a policy, and what to ask where that is not known.
func Meeting(name string, selection *assess.Selection, rules *portfolio.Policy, doc *answerfile.Document) Checked {
	entries := doc.Entries(selection.Banks)
	judged := rules.Judge(selection, portfolio.Summarize(selection.Evaluate(entries.Answers()), entries.Sourced(selection.Banks)))
	var said []string
	switch judged.Together {
	case paths.MetSurely, paths.NotNeeded:
		return Checked{Text: say.Line(name) + ": valid; meets the policy\n"}
	case paths.MetMaybe:
		for _, ref := range judged.Ask {
			b := selection.Banks[ref.Bank]
			said = append(said, b.ID+"."+b.Questions[ref.Question].ID)
		}
		return Checked{Incomplete: true, Text: say.Line(name) + ": valid; not known yet whether it meets the policy; to ask: " + strings.Join(said, ", ") + "\n"}
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
	return Checked{Incomplete: true, Text: say.Line(name) + ": valid; does not meet the policy: " + strings.Join(said, "; ") + "\n"}
}

// Completeness says which answers are missing.
func Completeness(name string, selection *assess.Selection, doc *answerfile.Document) Checked {
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
		return Checked{Text: say.Line(name) + ": valid and complete" + kept + "\n"}
	}
	var missing []string
	for _, ref := range asked.Queue() {
		if asked.Entry(ref).Choice == assess.Unanswered {
			b := selection.Banks[ref.Bank]
			missing = append(missing, b.ID+"."+b.Questions[ref.Question].ID)
		}
	}
	word := "answers are"
	if left == 1 {
		word = "answer is"
	}
	return Checked{Incomplete: true, Text: fmt.Sprintf("%s: valid; %d %s missing: %s%s\n", say.Line(name), left, word, strings.Join(missing, ", "), kept)}
}
