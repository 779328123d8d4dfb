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
	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/cmd/internal/cases"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/cmd/internal/usage"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"

	"github.com/spf13/cobra"
)

func newCheck(o *command.Options) *cobra.Command {
	var flags command.BatchFlags
	var policy string
	c := &cobra.Command{
		Use:   "check PATH...",
		Short: "Check answer files: are they valid, and complete?",
		Long: `Check whether answer files are valid, and whether every question that is asked
has an answer; "unknown" is one. PATH is a file, a folder (searched for *.yaml,
*.yml, *.json, *.jsonl and *.ndjson) or - for standard input; a file may hold
several documents. A policy or a file of decisions that is named is checked too.

With --policy it is checked instead whether a case meets that policy, and said which
questions to ask where that is not known yet.

Exit code 3: a file is not valid. Exit code 4: all are valid, some not complete, or
do not meet the policy for certain.`,
		Args: usage.SomePaths,
		RunE: func(c *cobra.Command, args []string) error { return check(c.Context(), o, args, flags, policy) },
	}
	c.Flags().StringVar(&policy, "policy", "", "what is required of every case: a `FILE`")
	flags.Add(c)
	return c
}

func check(ctx context.Context, o *command.Options, files []string, flags command.BatchFlags, policy string) error {
	if policy == "-" && slices.Contains(files, "-") {
		return exit.Usage("--policy - and the path - both read standard input; expected one of them")
	}
	if err := flags.CheckJobs(); err != nil {
		return err
	}
	lib, selection, err := o.Selected()
	if err != nil {
		return err
	}
	rules, err := o.ReadPolicy(policy, lib, selection)
	if err != nil {
		return err
	}
	selections := &selections{o: o, lib: lib, known: make(map[string]*assess.Selection)}
	out, err := o.CreateFrom(output.Text, nil)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	problems, incomplete := 0, false
	b := o.NewBatch(files, flags, false, out)
	b.Idle = w.Flush
	t, err := batch.Run(ctx, b, func(d *batch.Document) (cases.Checked, diag.List) {
		doc, problems := cases.Read(d, lib)
		if other, wrong, is := cases.Other(d, problems, selection, lib); is {
			return other, wrong
		}
		if len(problems) > 0 {
			return cases.Checked{Problems: len(problems)}, problems
		}
		if rules != nil {
			return cases.Meeting(d.Source, selection, rules, doc), nil
		}
		asked, err := selections.of(doc)
		if err != nil {
			return cases.Checked{Problems: 1}, diag.List{{File: d.File, Code: "unreadable-bank", Message: err.Error()}}
		}
		c := cases.Completeness(d.Source, asked, doc)
		for _, cut := range doc.Cut() {
			cut.Line += d.Line - 1
			c.Warnings += "warning: " + cut.String() + "\n"
		}
		return c, nil
	}, func(c cases.Checked) error {
		problems += c.Problems
		incomplete = incomplete || c.Incomplete
		if c.Warnings != "" {
			b.Say(c.Warnings)
		}
		_, err := w.WriteString(c.Text)
		return err
	})
	if err == nil {
		err = w.Flush()
	}
	switch {
	case err != nil:
		return err
	case t.Interrupted:
		return command.InterruptedAfter(t)
	case problems > 0:
		fmt.Fprintf(o.Sys.Err, "samklar: %s\n", say.Count(problems, "problem"))
	}
	return errors.Join(exit.Failed.When(t.Missing || t.Unreadable > 0), exit.Invalid.When(t.Failed > 0), exit.Unmet.When(incomplete))
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
