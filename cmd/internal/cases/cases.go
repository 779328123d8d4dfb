// Package cases makes cases of the documents of a batch: answers, rows of
// scores, a portfolio, or what is missing of them.
package cases

import (
	"errors"
	"io"
	"slices"
	"sync"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// Format says which files hold cases, and takes them apart.
func Format() batch.Format {
	return batch.Format{
		Endings: []string{".yaml", ".yml", ".json", ".jsonl", ".ndjson"},
		Long:    []string{".jsonl", ".ndjson"},
		Looks: func(head []byte) bool {
			content := questions.Begins(head)
			return content == questions.AnswerFile || content == questions.LineFile
		},
		Pass:   PassOver(questions.ResultFile, questions.PortfolioFile, questions.PolicyFile, questions.DecisionFile, questions.LineFile),
		Split:  answerfile.Split,
		Stream: func(file string, r io.Reader) func() (batch.Part, error) { return answerfile.NewSplitter(file, r).Next },
	}
}

// PassOver passes over files in a folder that begin as what is no case.
func PassOver(others ...questions.Content) func(head []byte) string {
	return func(head []byte) string {
		if content := questions.Begins(head); slices.Contains(others, content) {
			return string(content)
		}
		return ""
	}
}

// Read reads the answers in a document of a batch. Problems are placed in
// its file.
func Read(d *batch.Document, lib *questions.Library) (*answerfile.Document, diag.List) {
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

// A Scorer makes rows of the documents of a batch. It is safe for concurrent use.
type Scorer struct {
	Library   *questions.Library
	Selection *assess.Selection
	Policy    *portfolio.Policy // by which summaries are judged; or nil
	Lines     bool              // lines of scores are read back instead of refused
	Notes     bool              // notes, evidence and names go out too

	scanners sync.Pool // of *answerfile.Scanner: each reads one case after the other
}

// Row gives the row of a case. Its errors say what is wrong; then it has no
// summary.
func (s *Scorer) Row(d *batch.Document) *resultfile.Row {
	row := s.row(d)
	s.judge(row)
	return row
}

func (s *Scorer) judge(row *resultfile.Row) {
	if s.Policy != nil && row.Summary != nil {
		row.Summary.Judged = s.Policy.Judge(s.Selection, row.Summary)
	}
}

func (s *Scorer) row(d *batch.Document) *resultfile.Row {
	if s.Lines && resultfile.IsLine(d.Text) {
		return s.line(d)
	}
	if row := s.scanned(d); row != nil {
		row.Respondents = said(row.Case.Respondent)
		return row
	}
	doc, problems := Read(d, s.Library)
	if len(problems) > 0 {
		return &resultfile.Row{Source: d.Source, Errors: problems}
	}
	entries := doc.Entries(s.Selection.Banks)
	row := &resultfile.Row{
		Source: d.Source, Case: doc.Case,
		Answers: entries.Digest(s.Selection.Banks), Summary: portfolio.Summarize(s.Selection.Evaluate(entries.Answers()), entries.Sourced(s.Selection.Banks)),
	}
	row.Respondents = said(doc.Case.Respondent)
	if s.Notes {
		row.Entries, row.Gone = entries, doc.Gone(s.Selection.Banks)
	}
	return row
}

// said counts who answered, where that is said.
func said(who assess.Respondent) int {
	if who == (assess.Respondent{}) {
		return 0
	}
	return 1
}

// scanned gives the row of a case of which nothing is wanted that people wrote, or nil
// where it has to be read from end to end.
func (s *Scorer) scanned(d *batch.Document) *resultfile.Row {
	if s.Notes || len(d.Problems) > 0 {
		return nil
	}
	scanner, ok := s.scanners.Get().(*answerfile.Scanner)
	if !ok {
		scanner = answerfile.NewScanner(s.Library, s.Selection.Banks)
	}
	defer s.scanners.Put(scanner)
	scan, ok := scanner.Scan(d.Text)
	if !ok {
		return nil
	}
	return &resultfile.Row{
		Source: d.Source, Case: scan.Case, Answers: scan.Digest,
		Summary: portfolio.Summarize(s.Selection.Sheets(scan.Sheets), scan.Sourced),
	}
}

// BadLine is the code of what looks like a line of scores and is none.
const BadLine = "bad-line"

func (s *Scorer) line(d *batch.Document) *resultfile.Row {
	row, err := resultfile.ReadLine(d.Text, s.Selection)
	if err != nil {
		return &resultfile.Row{Source: d.Source, Errors: diag.List{{File: d.File, Line: d.Line, Column: 1, Code: BadLine, Message: err.Error()}}}
	}
	return row
}
