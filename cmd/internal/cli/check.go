package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/interview"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/policyfile"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/cmd/internal/cases"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"

	"github.com/spf13/cobra"
)

func newCheck(o *options) *cobra.Command {
	var flags batchFlags
	var policy string
	c := &cobra.Command{
		Use:   "check PATH...",
		Short: "Check answer files: are they valid, and complete?",
		Long: `Check whether answer files are valid, and whether every question that is asked
has an answer; "unknown" is one. PATH is a file, a folder (searched for *.yaml,
*.yml, *.json, *.jsonl and *.ndjson) or - for standard input; a file may hold
several documents. A policy that is named is checked too.

With --policy it is checked instead whether a case meets that policy, and said which
questions to ask where that is not known yet.

Exit code 3: a file is not valid. Exit code 4: all are valid, some not complete, or
do not meet the policy for certain.`,
		Args: usage.SomePaths,
		RunE: func(c *cobra.Command, args []string) error { return o.check(c.Context(), args, flags, policy) },
	}
	c.Flags().StringVar(&policy, "policy", "", "what is required of every case: a `FILE`")
	flags.add(c)
	return c
}

// A checked says of a case whether it is valid and complete.
type checked struct {
	text       string
	incomplete bool
	problems   int
	warnings   string // of what may be meant otherwise, though it is valid
}

func (o *options) check(ctx context.Context, files []string, flags batchFlags, policy string) error {
	if policy == "-" && slices.Contains(files, "-") {
		return exit.Usage("--policy - and the path - both read standard input; expected one of them")
	}
	if err := flags.checkJobs(); err != nil {
		return err
	}
	lib, selection, err := o.selected()
	if err != nil {
		return err
	}
	rules, err := o.readPolicy(policy, lib, selection)
	if err != nil {
		return err
	}
	selections := &selections{o: o, lib: lib, known: make(map[string]*assess.Selection)}
	out, err := o.createFrom(output.Text, nil)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	problems, incomplete := 0, false
	b := o.newBatch(files, flags, false, out)
	b.Idle = w.Flush
	t, err := batch.Run(ctx, b, func(d *batch.Document) (checked, diag.List) {
		doc, problems := cases.Read(d, lib)
		if len(problems) > 0 && problems[0].Code == policyFile {
			return checkPolicy(d, selection, lib)
		}
		if len(problems) > 0 {
			return checked{problems: len(problems)}, problems
		}
		if rules != nil {
			return meeting(d.Source, selection, rules, doc), nil
		}
		asked, err := selections.of(doc, selection)
		if err != nil {
			return checked{problems: 1}, diag.List{{File: d.File, Code: "unreadable-bank", Message: err.Error()}}
		}
		c := completeness(d.Source, asked, doc)
		for _, cut := range doc.Cut() {
			cut.Line += d.Line - 1
			c.warnings += "warning: " + cut.String() + "\n"
		}
		return c, nil
	}, func(c checked) error {
		problems += c.problems
		incomplete = incomplete || c.incomplete
		if c.warnings != "" {
			b.Say(c.warnings)
		}
		_, err := w.WriteString(c.text)
		return err
	})
	if err == nil {
		err = w.Flush()
	}
	switch {
	case err != nil:
		return err
	case t.Interrupted:
		return interruptedAfter(t)
	case problems > 0:
		fmt.Fprintf(o.sys.Err, "samklar: %s\n", say.Count(problems, "problem"))
	}
	return errors.Join(exit.Failed.When(t.Missing || t.Unreadable > 0), exit.Invalid.When(t.Failed > 0), exit.Unmet.When(incomplete))
}

// policyFile is the code of the problem that an answer file is a policy.
const policyFile = "policy-file"

// checkPolicy reads a document as a policy.
func checkPolicy(d *batch.Document, selection *assess.Selection, lib *questions.Library) (checked, diag.List) {
	_, err := policyfile.Read(d.File, d.Text, selection.Banks, lib)
	var problems diag.List
	if err != nil && !errors.As(err, &problems) {
		problems = diag.List{{File: d.File, Code: policyFile, Message: err.Error()}}
	}
	if len(problems) > 0 {
		return checked{problems: len(problems)}, problems
	}
	return checked{text: say.Line(d.Source) + ": a valid policy\n"}, nil
}

// meeting says whether a case meets a policy, and what to ask where that is not known.
func meeting(name string, selection *assess.Selection, rules *portfolio.Policy, doc *answerfile.Document) checked {
	entries := doc.Entries(selection.Banks)
	judged := rules.Judge(selection, portfolio.Summarize(selection.Evaluate(entries.Answers()), entries.Sourced(selection.Banks)))
	var said []string
	switch judged.Together {
	case paths.MetSurely, paths.NotNeeded:
		return checked{text: say.Line(name) + ": valid; meets the policy\n"}
	case paths.MetMaybe:
		for _, ref := range judged.Ask {
			b := selection.Banks[ref.Bank]
			said = append(said, b.ID+"."+b.Questions[ref.Question].ID)
		}
		return checked{incomplete: true, text: say.Line(name) + ": valid; not known yet whether it meets the policy; to ask: " + strings.Join(said, ", ") + "\n"}
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
	return checked{incomplete: true, text: say.Line(name) + ": valid; does not meet the policy: " + strings.Join(said, "; ") + "\n"}
}

// selections are those of the banks that files have answers for. They are safe for
// concurrent use.
type selections struct {
	o     *options
	lib   *questions.Library
	mu    sync.Mutex // guards known
	known map[string]*assess.Selection
}

// of gives the banks to ask for a file: those it has answers for, or else the
// default ones.
func (s *selections) of(doc *answerfile.Document, standard *assess.Selection) (*assess.Selection, error) {
	answered := doc.Banks()
	if len(answered) == 0 || s.o.banks != "" {
		return standard, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	key := strings.Join(answered, " ")
	if s.known[key] == nil {
		selection, err := s.o.selection(s.lib, answered...)
		if err != nil {
			return nil, err
		}
		s.known[key] = selection
	}
	return s.known[key], nil
}

// completeness says which answers are missing.
func completeness(name string, selection *assess.Selection, doc *answerfile.Document) checked {
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
		return checked{text: say.Line(name) + ": valid and complete" + kept + "\n"}
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
	return checked{incomplete: true, text: fmt.Sprintf("%s: valid; %d %s missing: %s%s\n", say.Line(name), left, word, strings.Join(missing, ", "), kept)}
}
