package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/cmd/internal/cases"
	"collectiveimpact/samklar/cmd/internal/checked"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"

	"github.com/spf13/cobra"
)

type checkOptions struct {
	*command.Options
	command.BatchFlags
	policy string
	format string
	drafts bool
	quiet  bool
}

func newCheck(o *command.Options) *cobra.Command {
	k := &checkOptions{Options: o}
	c := &cobra.Command{
		Use:   "check PATH...",
		Short: "Check answer files: are they valid, and complete?",
		Long: `Check whether answer files are valid, and whether every question that is asked
has an answer; "unknown" is one. PATH is a file, a folder (searched for *.yaml,
*.yml, *.json, *.jsonl and *.ndjson) or - for standard input; a file may hold
several documents. A policy or a file of decisions that is named is checked too.

With --policy it is checked instead whether a case meets that policy, and said which
questions to ask where that is not known yet. With --drafts missing answers are no
failure, so that what people are still working on can be checked at every commit.

  text     a line for each document; what is wrong on standard error
  github   annotations for GitHub Actions, which shows ten of them a step
  sarif    SARIF 2.1.0, for code scanning and editors: all of them
  json     for programs; samklar questions schema check prints its schema

Exit code 3: a file is not valid. Exit code 4: all are valid, some not complete, or
do not meet the policy for certain.`,
		Example: `  samklar check cases
  samklar check cases --policy fund.yaml
  samklar check --drafts -q cases
  samklar check -f sarif cases > samklar.sarif`,
		Args: usage.SomePaths,
		RunE: func(c *cobra.Command, args []string) error { return k.run(c.Context(), args) },
	}
	usage.AddFormat(c, &k.format, checked.Formats())
	c.Flags().StringVar(&k.policy, "policy", "", "what is required of every case: a `FILE`")
	c.Flags().BoolVar(&k.drafts, "drafts", false, "missing answers are no failure")
	c.Flags().BoolVarP(&k.quiet, "quiet", "q", false, "in text, say nothing of what is fine")
	k.BatchFlags.Add(c)
	return c
}

func (k *checkOptions) run(ctx context.Context, files []string) error {
	if k.policy == "-" && slices.Contains(files, "-") {
		return exit.Usage("--policy - and the path - both read standard input; expected one of them")
	}
	if err := k.CheckJobs(); err != nil {
		return err
	}
	lib, selection, err := k.Selected()
	if err != nil {
		return err
	}
	rules, err := k.ReadPolicy(k.policy, lib, selection)
	if err != nil {
		return err
	}
	selections := &selections{o: k.Options, lib: lib, known: make(map[string]*assess.Selection)}
	out, err := k.CreateFrom(output.Text, nil)
	if err != nil {
		return err
	}
	b := k.NewBatch(files, k.BatchFlags, false, out)
	w := &checked.Writer{Format: k.format, Tool: k.Version(), Drafts: k.drafts, Quiet: k.quiet, Err: batchErr{b}}
	w.Begin(out)
	b.Idle, b.Mute = w.Flush, k.format != "text"
	problems := 0
	t, err := batch.Run(ctx, b, func(d *batch.Document) (cases.Checked, diag.List) {
		doc, wrong := cases.Read(d, lib)
		if other, is := cases.Other(d, wrong, selection, lib); is {
			return other, other.Problems
		}
		asked := selection
		if len(wrong) == 0 && rules == nil {
			var err error
			if asked, err = selections.of(doc); err != nil {
				wrong = diag.List{{File: d.File, Code: "unreadable-bank", Message: err.Error()}}
			}
		}
		switch {
		case len(wrong) > 0:
			return cases.Wrong(d, wrong), wrong
		case rules != nil:
			return cases.Meeting(d, asked, rules, doc), nil
		}
		return cases.Completeness(d, asked, doc), nil
	}, func(c cases.Checked) error {
		problems += len(c.Problems)
		w.Add(&c)
		return nil
	})
	var fine bool
	if err == nil {
		fine, err = w.End()
	}
	switch {
	case err != nil:
		return err
	case t.Interrupted:
		return command.InterruptedAfter(t)
	case problems > 0:
		fmt.Fprintf(k.Sys.Err, "samklar: %s\n", say.Count(problems, "problem"))
	}
	return errors.Join(exit.Failed.When(t.Missing || t.Unreadable > 0), exit.Invalid.When(t.Failed > 0), exit.Unmet.When(!fine))
}

// batchErr says on a batch's standard error, where a line of progress may stand.
type batchErr struct{ *batch.Batch }

func (b batchErr) Write(p []byte) (int, error) {
	b.Say(string(p))
	return len(p), nil
}

// selections are those of the banks that files have answers for. They are safe for
// concurrent use.
type selections struct {
	o     *command.Options
	lib   *questions.Library
	mu    sync.Mutex // guards known
	known map[string]*assess.Selection
}

// of gives the banks to ask for a file: those of --banks, or those it has answers
// for, or else the default ones.
func (s *selections) of(doc *answerfile.Document) (*assess.Selection, error) {
	answered := doc.Banks()
	if s.o.Banks != "" {
		answered = nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	key := strings.Join(answered, " ")
	if s.known[key] == nil {
		selection, err := s.o.Selection(s.lib, answered...)
		if err != nil {
			return nil, err
		}
		s.known[key] = selection
	}
	return s.known[key], nil
}
