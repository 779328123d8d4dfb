package resultfile_test

import (
	"errors"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// FuzzResult reads any text as a result: what is read has the answers of an answer file.
func FuzzResult(f *testing.F) {
	l := questions.NewLibrary("en")
	for _, text := range []string{"{}", `{"samklar_result":1}`, `{"samklar_result":1,"banks":[{"bank":"when"}]}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, ids, err := resultfile.ReadResult("f", data, l)
		if problems := diag.List(nil); err != nil && !errors.As(err, &problems) {
			t.Fatalf("%v is no list of problems", err)
		}
		if err == nil && (doc == nil || len(ids) == 0) {
			t.Errorf("ReadResult(%q) = %v, %v", data, doc, ids)
		}
	})
}

// FuzzLine reads any text as a line of scores: what is read is written as a line that reads the same.
func FuzzLine(f *testing.F) {
	banks, err := questions.NewLibrary("en").Select([]string{questions.Default}, true)
	if err != nil {
		f.Fatal(err)
	}
	selection := assess.Select(banks)
	sum := portfolio.Summarize(selection.Evaluate(nil), nil)
	f.Add(resultfile.NewLines(banks, "test").Append(nil, &resultfile.Row{Source: "a.yaml", Summary: sum}))
	f.Add(resultfile.NewLines(banks, "test").Append(nil, &resultfile.Row{Source: "a.yaml", Errors: diag.List{{File: "a", Line: 1, Column: 1}}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		if resultfile.IsLine(data) {
			_, _ = resultfile.ReadLine(data, selection) // no text makes it panic
		}
	})
}

// FuzzCell wants a text in a table to be one cell, which no spreadsheet computes.
func FuzzCell(f *testing.F) {
	for _, text := range []string{"=1+1", "\t=1", "a,b;c\"d\r\ne", "@a", "-", "+1", "\u202e", "'"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for d, comma := range commas() {
			sheet := resultfile.NewSheet(nil, d, false)
			rows := cellsOf(t, sheet.AppendRow(sheet.AppendHead(nil), &resultfile.Row{Source: text}), comma)
			if len(rows) != 2 || len(rows[0]) != len(rows[1]) {
				t.Fatalf("%q gives the table %q", text, rows)
			}
			for _, cell := range rows[1] {
				if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r\n") {
					t.Errorf("%q gives the cell %q", text, cell)
				}
			}
		}
	})
}
