// Package checked writes what check found: as text, as the annotations of GitHub, as
// SARIF, or as JSON. Each is written as it comes, so that many files take no room.
package checked

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"collectiveimpact/samklar/cmd/internal/batch"
	"collectiveimpact/samklar/cmd/internal/cases"
	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/questions/diag"
)

// Formats lists the formats.
func Formats() []string { return []string{"text", "github", "sarif", "json"} }

// A Writer writes what was found.
type Writer struct {
	Format string
	Tool   string    // the program's version
	Drafts bool      // missing answers are no failure
	Quiet  bool      // what is fine is not said, as text
	Err    io.Writer // for warnings, as text

	out   *bufio.Writer
	begun bool
	rules []string // the codes that were found, each once
	count struct{ documents, invalid, short, lacking int }
}

// Begin begins.
func (w *Writer) Begin(out io.Writer) {
	w.out = bufio.NewWriter(out)
	switch w.Format {
	case "sarif":
		w.put(sarifHead)
	case "json":
		w.put("{\n  \"samklar_check\": 1,\n  \"findings\": [")
	}
}

// put writes; Flush gives the error.
func (w *Writer) put(s string) { _, _ = w.out.WriteString(s) }

// Flush writes what is held back.
func (w *Writer) Flush() error { return w.out.Flush() }

// A level is how grave a finding is.
type level string

// The levels.
const (
	failure level = "error"   // a file is not valid
	warning level = "warning" // it is not complete, or does not meet a policy
	note    level = "note"    // worth knowing
)

// A finding is one thing that was found.
type finding struct {
	diag.Diagnostic
	level level
}

// The codes of findings that are no problems of a file.
const (
	missingAnswers = "missing-answers"
	notMet         = "policy-not-met"
)

// Add writes what was found in a document.
func (w *Writer) Add(c *cases.Checked) {
	w.count.documents++
	switch c.State {
	case cases.Invalid:
		w.count.invalid++
	case cases.Short:
		w.count.short++
	case cases.Lacking:
		w.count.lacking++
	case cases.Fine:
	}
	if w.Format == "text" {
		for _, d := range c.Warnings {
			fmt.Fprintf(w.Err, "warning: %s\n", d)
		}
		if c.Says != "" && !(w.Quiet && (c.State == cases.Fine || w.Drafts && c.State == cases.Lacking)) {
			w.put(say.Line(c.Source) + ": " + c.Says + "\n")
		}
		return
	}
	for _, d := range c.Problems {
		w.add(&finding{d, failure})
	}
	for _, d := range c.Warnings {
		w.add(&finding{d, note})
	}
	whole := finding{diag.Diagnostic{File: c.File, Line: c.Line, Column: 1, Code: missingAnswers, Message: strings.TrimPrefix(c.Says, "valid; ")}, warning}
	switch {
	case c.State == cases.Short:
		whole.Code = notMet
		w.add(&whole)
	case c.State == cases.Lacking && w.Drafts:
		whole.level = note
		w.add(&whole)
	case c.State == cases.Lacking:
		w.add(&whole)
	}
}

// add writes a finding.
func (w *Writer) add(f *finding) {
	f.Message = say.Line(f.Message)
	switch w.Format {
	case "github":
		w.put(annotation(f))
	case "sarif":
		w.item(sarifResult(f))
		w.rule(f.Code)
	case "json":
		w.item(jsonFinding(f))
	}
}

// item writes an item of a list, on a line of its own.
func (w *Writer) item(text string) {
	between := "\n    "
	if w.begun {
		between = ",\n    "
	}
	w.begun = true
	w.put(between + text)
}

// End ends, and tells whether all is as it should be: nothing short of a policy, and
// nothing missing unless drafts are fine.
func (w *Writer) End() (fine bool, err error) {
	closing := ""
	if w.begun {
		closing = "\n  "
	}
	switch w.Format {
	case "sarif":
		w.put(closing + w.sarifTail())
	case "json":
		n := &w.count
		w.put(fmt.Sprintf("%s],\n  \"documents\": %d,\n  \"invalid\": %d,\n  \"not_met\": %d,\n  \"lacking\": %d,\n  \"tool\": %s\n}\n", closing, n.documents, n.invalid, n.short, n.lacking, quoted(w.Tool)))
	}
	return w.count.short == 0 && (w.Drafts || w.count.lacking == 0), w.Flush()
}

// onStream tells whether a finding is about standard input, which is no file.
func onStream(f *finding) bool { return f.File == batch.Stdin }
