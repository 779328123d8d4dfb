package cli

import (
	"errors"
	"fmt"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/report"
)

// A scorer makes rows of the pieces of a batch. It is safe for concurrent use.
type scorer struct {
	lib       *questions.Library
	selection *assess.Selection
	lines     bool // lines of scores are read back instead of refused
	notes     bool
}

// row gives the row of a case. Its errors say what is wrong; then it has no
// summary.
func (s *scorer) row(p *piece) *report.Row {
	if s.lines && report.IsLine(p.text) {
		return s.line(p)
	}
	doc, problems := p.read(s.lib)
	if len(problems) > 0 {
		return &report.Row{Source: p.source, Errors: explained(p, problems)}
	}
	entries := doc.Entries(s.selection.Banks)
	row := &report.Row{
		Source: p.source, Case: doc.Case,
		Answers: entries.Digest(s.selection.Banks), Summary: assess.Summarize(s.selection.Evaluate(entries.Answers())),
	}
	if s.notes {
		row.Entries = entries
	} else {
		row.Case.Respondent = assess.Respondent{} // names go out with the notes
	}
	return row
}

// badLine is the code of a line of scores that cannot be read back.
const badLine = "bad-line"

// line reads a line of scores back.
func (s *scorer) line(p *piece) *report.Row {
	row, err := report.ReadLine(p.text, s.selection.Banks)
	if err != nil {
		return &report.Row{Source: p.source, Errors: diag.List{{File: p.file, Line: p.line, Column: 1, Code: badLine, Message: err.Error()}}}
	}
	return row
}

// explained says of what is no answer file at all what it is.
func explained(p *piece, problems diag.List) diag.List {
	at := diag.Diagnostic{File: p.file, Line: p.line, Column: 1, Code: "score-line"}
	switch {
	case problems[0].Code == "result-file" || answerfile.IsResult(p.text):
		at.Code, at.Message = "result-file", "this is a stored result, not an answer file; samklar report and samklar verify read it"
	case report.IsLine(p.text):
		at.Message = "this is a line of scores, not an answer file; samklar screen reads it"
	default:
		return problems
	}
	return diag.List{at}
}

// verdict ends a batch: it sums up, where something is wrong or somebody looks
// on, and gives the error that decides the exit code, or nil. Done is what became
// of the cases that could be read: "scored".
func (b *batch) verdict(t tally, done string) error {
	if t.interrupted {
		return b.interrupted(t)
	}
	if t.failed > 0 || b.sys.ErrTerminal && t.cases > 0 {
		fmt.Fprintf(b.sys.Err, "samklar: %s: %d %s, %d failed\n", counted(t.cases, "case"), t.cases-t.failed, done, t.failed)
	}
	return errors.Join(failed.when(t.unfound || t.stopped == failed), invalid.when(t.stopped == invalid), someFailed.when(t.failed > 0))
}

// interrupted says how far a batch came.
func (b *batch) interrupted(t tally) error {
	return interrupted.errorf("interrupted after %s%s", counted(t.cases, "case"), b.bar.of(t))
}

// counted gives a number of things.
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
