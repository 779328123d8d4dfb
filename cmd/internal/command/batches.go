package command

import (
	"errors"
	"fmt"

	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/cmd/internal/cases"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/say"
)

// CreateFrom begins a result that a batch makes of what paths hold.
func (o *Options) CreateFrom(kind output.Kind, paths []string) (*output.File, error) {
	o.In.Sources.Endings = cases.Format().Endings
	for _, path := range paths {
		o.In.Sources.Read(path)
	}
	return o.Create(kind, nil)
}

// NewBatch prepares a batch of what paths hold. It shows how far it has come
// where somebody looks on and nothing else is written there. Keeps says that
// something of every case is kept until its end.
func (o *Options) NewBatch(paths []string, flags BatchFlags, keeps bool, out *output.File) *batch.Batch {
	b := &batch.Batch{Paths: paths, Format: cases.Format(), Workers: flags.Workers, Strict: flags.Strict, In: o.Sys.In, Err: o.Sys.Err}
	if out != nil {
		b.Output = out.Identity()
	}
	if o.Sys.Tune != nil {
		o.Sys.Tune(flags.Workers, keeps)
	}
	if o.Sys.ErrTerminal && o.Sys.Env("TERM") != "dumb" {
		b.Progress = batch.NewProgress(o.Sys.Err, o.Sys.Now)
	}
	return b
}

// Verdict ends a batch: it sums up, where something is wrong or somebody looks
// on, and returns the error that decides the exit code, or nil. Done is what became
// of the cases that could be read: "scored".
func (o *Options) Verdict(t batch.Tally, done string) error {
	if t.Interrupted {
		return InterruptedAfter(t)
	}
	if t.Failed > 0 || o.Sys.ErrTerminal && t.Documents > 0 {
		fmt.Fprintf(o.Sys.Err, "samklar: %s: %d %s, %d failed\n", say.Count(t.Documents, "case"), t.Documents-t.Failed, done, t.Failed)
	}
	return errors.Join(exit.Failed.When(t.Missing || t.Stopped && t.Unreadable > 0), exit.Invalid.When(t.Stopped), exit.SomeFailed.When(t.Failed > 0))
}

// InterruptedAfter says how far a batch came.
func InterruptedAfter(t batch.Tally) error {
	if t.Total > 0 {
		return exit.Interrupted.Errorf("interrupted after %s, %d of %d files", say.Count(t.Documents, "case"), t.Files, t.Total)
	}
	return exit.Interrupted.Errorf("interrupted after %s", say.Count(t.Documents, "case"))
}
