package checked

import (
	"context"
	"errors"
	"fmt"

	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/cmd/internal/cases"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/questions/diag"
)

// Options say what is checked, and how what is found is written.
type Options struct {
	*command.Options
	command.BatchFlags
	Policy string // a file
	Format string
	Drafts bool
	Quiet  bool
}

// Run checks what paths hold.
func (k *Options) Run(ctx context.Context, files []string) error {
	if err := k.CheckJobs(); err != nil {
		return err
	}
	lib, selection, err := k.Selected()
	if err != nil {
		return err
	}
	rules, err := k.ReadPolicy(k.Policy, lib, selection)
	if err != nil {
		return err
	}
	selections := k.Selections(lib)
	out, err := k.CreateFrom(output.Text, nil)
	if err != nil {
		return err
	}
	b := k.NewBatch(files, k.BatchFlags, false, out)
	w := &Writer{Format: k.Format, Tool: k.Version(), Drafts: k.Drafts, Quiet: k.Quiet, Err: batchErr{b}}
	w.Begin(out)
	b.Idle, b.Mute = w.Flush, k.Format != "text"
	problems := 0
	t, err := batch.Run(ctx, b, func(d *batch.Document) (cases.Checked, diag.List) {
		doc, wrong := cases.Read(d, lib)
		if other, is := cases.Other(d, wrong, selection, lib); is {
			return other, other.Problems
		}
		asked := selection
		if len(wrong) == 0 && rules == nil {
			var err error
			if asked, err = selections.Of(doc); err != nil {
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
