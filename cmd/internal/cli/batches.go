package cli

import (
	"errors"
	"fmt"

	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/cmd/internal/cases"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/say"
)

// createFrom begins a result that a batch makes of what paths hold.
func (o *options) createFrom(kind output.Kind, paths []string) (*output.File, error) {
	o.in.Sources.Endings = cases.Format().Endings
	for _, path := range paths {
		o.in.Sources.Read(path)
	}
	return o.create(kind, nil)
}

// newBatch prepares a batch of what paths hold. It shows how far it has come
// where somebody looks on and nothing else is written there. Keeps says that
// something of every case is kept until its end.
func (o *options) newBatch(paths []string, flags batchFlags, keeps bool, out *output.File) *batch.Batch {
	b := &batch.Batch{Paths: paths, Format: cases.Format(), Workers: flags.workers, Strict: flags.strict, In: o.sys.In, Err: o.sys.Err}
	if out != nil {
		b.Output = out.Identity()
	}
	if o.sys.Tune != nil {
		o.sys.Tune(flags.workers, keeps)
	}
	if o.sys.ErrTerminal && o.sys.Env("TERM") != "dumb" {
		b.Progress = batch.NewProgress(o.sys.Err, o.sys.Now)
	}
	return b
}

// verdict ends a batch: it sums up, where something is wrong or somebody looks
// on, and returns the error that decides the exit code, or nil. Done is what became
// of the cases that could be read: "scored".
func (o *options) verdict(t batch.Tally, done string) error {
	if t.Interrupted {
		return interruptedAfter(t)
	}
	if t.Failed > 0 || o.sys.ErrTerminal && t.Documents > 0 {
		fmt.Fprintf(o.sys.Err, "samklar: %s: %d %s, %d failed\n", say.Count(t.Documents, "case"), t.Documents-t.Failed, done, t.Failed)
	}
	return errors.Join(exit.Failed.When(t.Missing || t.Stopped && t.Unreadable > 0), exit.Invalid.When(t.Stopped), exit.SomeFailed.When(t.Failed > 0))
}

// interruptedAfter says how far a batch came.
func interruptedAfter(t batch.Tally) error {
	if t.Total > 0 {
		return exit.Interrupted.Errorf("interrupted after %s, %d of %d files", say.Count(t.Documents, "case"), t.Files, t.Total)
	}
	return exit.Interrupted.Errorf("interrupted after %s", say.Count(t.Documents, "case"))
}
