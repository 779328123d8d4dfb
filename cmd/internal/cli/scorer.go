package cli

import (
	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

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
		row.Entries = entries
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
