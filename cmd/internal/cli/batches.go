package cli

import (
	"errors"
	"fmt"
	"io"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// newBatch prepares a batch of what paths hold. It shows how far it has come
// where somebody looks on and nothing else is written there.
func (o *options) newBatch(paths []string, flags batchFlags, out *outputFile) *batch.Batch {
	b := &batch.Batch{Paths: paths, Format: answerFiles(), Workers: flags.workers, Strict: flags.strict, In: o.sys.In, Err: o.sys.Err}
	if out != nil {
		b.Output = out.identity()
	}
	if o.sys.Tune != nil {
		o.sys.Tune(flags.workers)
	}
	if o.sys.ErrTerminal && o.sys.Env("TERM") != "dumb" {
		b.Progress = batch.NewProgress(o.sys.Err, o.sys.Now)
	}
	return b
}

func answerFiles() batch.Format {
	return batch.Format{
		Endings: []string{".yaml", ".yml", ".json", ".jsonl", ".ndjson"},
		Split:   answerfile.Split,
		Stream:  func(file string, r io.Reader) func() (batch.Part, error) { return answerfile.NewSplitter(file, r).Next },
	}
}

// readDocument reads the answers in a document of a batch. Problems are placed in
// its file.
func readDocument(d *batch.Document, lib *questions.Library) (*answerfile.Document, diag.List) {
	if len(d.Problems) > 0 {
		return nil, d.Problems
	}
	doc, err := answerfile.Read(d.File, d.Text, lib)
	var problems diag.List
	switch {
	case errors.As(err, &problems):
	case err != nil:
		problems = diag.List{{File: d.File, Code: "unreadable-bank", Message: err.Error()}}
	}
	for i := range problems {
		if problems[i].Line > 0 {
			problems[i].Line += d.Line - 1
		}
	}
	return doc, problems
}

// verdict ends a batch: it sums up, where something is wrong or somebody looks
// on, and returns the error that decides the exit code, or nil. Done is what became
// of the cases that could be read: "scored".
func (o *options) verdict(t batch.Tally, done string) error {
	if t.Interrupted {
		return interruptedAfter(t)
	}
	if t.Failed > 0 || o.sys.ErrTerminal && t.Documents > 0 {
		fmt.Fprintf(o.sys.Err, "samklar: %s: %d %s, %d failed\n", counted(t.Documents, "case"), t.Documents-t.Failed, done, t.Failed)
	}
	return errors.Join(failed.when(t.Missing || t.Stopped && t.Unreadable > 0), invalid.when(t.Stopped), someFailed.when(t.Failed > 0))
}

// interruptedAfter says how far a batch came.
func interruptedAfter(t batch.Tally) error {
	if t.Total > 0 {
		return interrupted.errorf("interrupted after %s, %d of %d files", counted(t.Documents, "case"), t.Files, t.Total)
	}
	return interrupted.errorf("interrupted after %s", counted(t.Documents, "case"))
}
