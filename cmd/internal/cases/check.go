package cases

import (
	"errors"
	"fmt"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
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

// PolicyFile is the code of the problem that an answer file is a policy.
const PolicyFile = "policy-file"

// CheckPolicy reads a document as a policy.
func CheckPolicy(d *batch.Document, selection *assess.Selection, lib *questions.Library) (Checked, diag.List) {
	_, err := policyfile.Read(d.File, d.Text, selection.Banks, lib)
	var problems diag.List
	if err != nil && !errors.As(err, &problems) {
		problems = diag.List{{File: d.File, Code: PolicyFile, Message: err.Error()}}
	}
	if len(problems) > 0 {
		return Checked{Problems: len(problems)}, problems
	}
	return Checked{Text: say.Line(d.Source) + ": a valid policy\n"}, nil
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
