package cli

import (
	"errors"
	"fmt"
	"io"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// endings are those of the files that are looked for in folders.
func endings() []string { return []string{".yaml", ".yml", ".json", ".jsonl", ".ndjson"} }

// createFrom begins a result that a batch makes of what paths hold.
func (o *options) createFrom(kind output.Kind, paths []string) (*output.File, error) {
	o.sources.Endings = endings()
	for _, path := range paths {
		o.sources.Read(path)
	}
	return o.create(kind, nil)
}

// newBatch prepares a batch of what paths hold. It shows how far it has come
// where somebody looks on and nothing else is written there. Keeps says that
// something of every case is kept until its end.
func (o *options) newBatch(paths []string, flags batchFlags, keeps bool, out *output.File) *batch.Batch {
	b := &batch.Batch{Paths: paths, Workers: flags.workers, Strict: flags.strict, In: o.sys.In, Err: o.sys.Err}
	b.Format = batch.Format{
		Endings: endings(),
		Split:   answerfile.Split,
		Stream:  func(file string, r io.Reader) func() (batch.Part, error) { return answerfile.NewSplitter(file, r).Next },
	}
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

// A scorer makes rows of the documents of a batch. It is safe for concurrent use.
type scorer struct {
	lib       *questions.Library
	selection *assess.Selection
	lines     bool // lines of scores are read back instead of refused
	notes     bool
}

// row gives the row of a case. Its errors say what is wrong; then it has no
// summary.
func (s *scorer) row(d *batch.Document) *resultfile.Row {
	if s.lines && resultfile.IsLine(d.Text) {
		return s.line(d)
	}
	doc, problems := readDocument(d, s.lib)
	if len(problems) > 0 {
		return &resultfile.Row{Source: d.Source, Errors: notAnswers(d, problems)}
	}
	entries := doc.Entries(s.selection.Banks)
	row := &resultfile.Row{
		Source: d.Source, Case: doc.Case,
		Answers: entries.Digest(s.selection.Banks), Summary: portfolio.Summarize(s.selection.Evaluate(entries.Answers())),
	}
	if s.notes {
		row.Entries, row.Gone = entries, doc.Gone(s.selection.Banks)
	} else {
		row.Case.Respondent = assess.Respondent{} // names go out with the notes
	}
	return row
}

const badLine = "bad-line"

func (s *scorer) line(d *batch.Document) *resultfile.Row {
	row, err := resultfile.ReadLine(d.Text, s.selection.Banks)
	if err != nil {
		return &resultfile.Row{Source: d.Source, Errors: diag.List{{File: d.File, Line: d.Line, Column: 1, Code: badLine, Message: err.Error()}}}
	}
	return row
}

// notAnswers says of what is no answer file at all what it is.
func notAnswers(d *batch.Document, problems diag.List) diag.List {
	at := diag.Diagnostic{File: d.File, Line: d.Line, Column: 1, Code: "score-line"}
	switch {
	case problems[0].Code == "result-file" || resultfile.IsResult(d.Text):
		at.Code, at.Message = "result-file", "this is a stored result, not an answer file; samklar report and samklar verify read it"
	case resultfile.IsLine(d.Text):
		at.Message = "this is a line of scores, not an answer file; samklar screen reads it"
	default:
		return problems
	}
	return diag.List{at}
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
