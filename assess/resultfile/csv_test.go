package resultfile_test

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/text"

	"pgregory.net/rapid"
)

// cellsOf reads rows back as a spreadsheet does.
func cellsOf(t interface {
	Fatalf(format string, args ...any)
	Helper()
}, text []byte, comma rune,
) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff")))
	r.Comma = comma
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatalf("ReadAll(%q) = %v", text, err)
	}
	return rows
}

// commas are what separates cells.
func commas() map[resultfile.Dialect]rune {
	return map[resultfile.Dialect]rune{resultfile.StandardCSV: ',', resultfile.EuropeanCSV: ';', resultfile.EnglishCSV: ','}
}

// TestSheetCellsAreReadBack writes rows with any texts. Each is one row with as
// many cells as there are headings, in which nothing acts and nothing is a
// formula, also where a spreadsheet takes the other character for a comma.
func TestSheetCellsAreReadBack(t *testing.T) {
	banks := chosen(t)
	selection := assess.Select(banks)
	texts := rapid.OneOf(
		rapid.StringN(0, 20, -1),
		rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{
				"=", "+", "-", "@", "\t", "\r", "\n", " ", "'", `"`, ",", ";", "=1+1", "＝1", "＋1", "－1", "＠x", "\u200b", "\u202e", "\ufeff", "\x00", "a", "é", "|",
			}), 0, 8).Draw(t, "pieces"), "")
		}),
	)
	rapid.Check(t, func(t *rapid.T) {
		entries := make(assess.Entries)
		for _, b := range banks {
			all := slices.Repeat([]assess.Entry{{Choice: assess.Unanswered}}, len(b.Questions))
			all[0] = assess.Entry{Choice: 0, Note: texts.Draw(t, "note"), Evidence: []string{texts.Draw(t, "evidence")}}
			entries[b.ID] = all
		}
		row := &resultfile.Row{
			Source: texts.Draw(t, "source"),
			Case:   assess.Case{ID: texts.Draw(t, "id"), Title: texts.Draw(t, "title"), Place: texts.Draw(t, "place"), Respondent: assess.Respondent{Name: texts.Draw(t, "name"), Role: texts.Draw(t, "role")}},
			Errors: diag.List{{Code: "x", Message: texts.Draw(t, "message")}},
		}
		if rapid.Bool().Draw(t, "scored") {
			row.Summary, row.Entries = portfolio.Summarize(selection.Evaluate(entries.Answers()), entries.Sourced(banks)), entries
		}
		for dialect, comma := range commas() {
			sheet := resultfile.NewSheet(banks, dialect, true)
			written := sheet.AppendRow(sheet.AppendHead(nil), row)
			rows := cellsOf(t, written, comma)
			if len(rows) != 2 || len(rows[0]) != len(rows[1]) {
				t.Fatalf("AppendRow(%+v) = %q, want one row of %d cells", row, written, len(rows[0]))
			}
			if rows[1][2] != "" && len([]rune(rows[1][2])) < len([]rune(text.Line(row.Case.Title))) {
				t.Errorf("the title %q is %q", row.Case.Title, rows[1][2])
			}
			for _, cell := range rows[1] {
				if text.Line(cell) != cell {
					t.Errorf("a cell of %+v is %q, want nothing in it that acts", row, cell)
				}
				for _, other := range strings.FieldsFunc(cell, func(r rune) bool { return r != comma && (r == ',' || r == ';') }) {
					if other = strings.TrimLeft(other, ` "`); strings.ContainsAny(first(other), "=+-@＝＋－＠\t\r") {
						t.Errorf("a cell of %+v is %q, want no formula", row, cell)
					}
				}
			}
		}
	})
}

// first gives the first character of a text.
func first(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

func TestSheetOfACase(t *testing.T) {
	banks := chosen(t)
	selection := assess.Select(banks)
	entries := assess.Entries{"when": slices.Repeat([]assess.Entry{{Choice: assess.Unanswered}}, len(banks[0].Questions))}
	answers := assess.Answers{"when": assess.Blank(banks[0])}
	for i := range answers["when"] {
		answers["when"][i] = 0
		entries["when"][i].Choice = 0
	}
	row := &resultfile.Row{
		Source: "a.yaml", Case: assess.Case{ID: "2027-014", Title: "T, or U", AsOf: "2026"},
		Summary: portfolio.Summarize(selection.Evaluate(answers), nil), Answers: entries.Digest(banks[:1]),
	}
	for dialect, comma := range commas() {
		sheet := resultfile.NewSheet(banks, dialect, false)
		rows := cellsOf(t, sheet.AppendRow(sheet.AppendHead(nil), row), comma)
		got := make(map[string]string)
		for i, name := range rows[0] {
			got[name] = rows[1][i]
		}
		for name, want := range map[string]string{
			"source": "a.yaml", "id": "2027-014", "title": "T, or U", "place": "", "as_of": "2026", "path": "when:choose-problem", "settled": "yes", "open": "0", "pivotal": "0",
			"answered": strconv.Itoa(len(banks[0].Questions)), "weakest": "", "preconditions.low": "0", "preconditions.high": "100", "when.rules": banks[0].Rules, "answers": row.Answers, "errors": "",
		} {
			if got[name] != want {
				t.Errorf("%s: %s = %q, want %q", dialect, name, got[name], want)
			}
		}
		if n := len(strings.Fields(got["advice"])); n != 5 {
			t.Errorf("%s: advice = %q, want five ids", dialect, got["advice"])
		}
	}
}

// TestSheetSaysWhatADimensionCountsAs: less than its score, where its key question is at
// its lowest; and only where there is a key question.
func TestSheetSaysWhatADimensionCountsAs(t *testing.T) {
	banks := chosen(t)
	selection := assess.Select(banks)
	b := banks[1]
	answers := assess.Answers{b.ID: make(assess.Sheet, len(b.Questions))}
	for i := range b.Questions {
		if !b.Questions[i].Key {
			answers[b.ID][i] = assess.Choice(len(b.Questions[i].Levels) - 1)
		}
	}
	summary := portfolio.Summarize(selection.Evaluate(answers), nil)
	p := portfolio.NewPortfolio(selection, nil)
	p.Add("a", &assess.Case{}, summary)
	var screened strings.Builder
	if err := resultfile.WritePortfolioCSV(&screened, p, resultfile.StandardCSV); err != nil {
		t.Fatal(err)
	}
	sheet := resultfile.NewSheet(banks, resultfile.StandardCSV, false)
	for of, text := range map[string][]byte{
		"score": sheet.AppendRow(sheet.AppendHead(nil), &resultfile.Row{Source: "a", Summary: summary}), "screen": []byte(screened.String()),
	} {
		rows := cellsOf(t, text, ',')
		got := make(map[string]string)
		for i, name := range rows[0] {
			got[name] = rows[1][i]
		}
		held := 0
		for i, d := range b.Dimensions {
			score := summary.Score(portfolio.DimensionRef{Bank: 1, Dimension: i})
			name := b.ID + "." + d.ID
			if score.Held() {
				held++
			}
			if got[name+".counts_low"] != strconv.Itoa(score.CountsLow) || got[name+".counts_high"] != strconv.Itoa(score.CountsHigh) || got[name+".low"] != strconv.Itoa(score.Low) {
				t.Errorf("%s: %s is %s and counts as %s–%s, want %+v", of, name, got[name+".low"], got[name+".counts_low"], got[name+".counts_high"], score)
			}
		}
		if _, whole := got[b.ID+".counts_low"]; held == 0 || whole {
			t.Errorf("%s: %d dimensions are held down, want some; the whole counts as something else: %t", of, held, whole)
		}
	}
}

// TestSheetOfACaseThatFailed lists what is wrong, and how much more there is.
func TestSheetOfACaseThatFailed(t *testing.T) {
	row := &resultfile.Row{Source: "a.yaml"}
	for i := range 12 {
		row.Errors = append(row.Errors, diag.Diagnostic{Line: i, Column: 2, Code: "x", Message: fmt.Sprint("no ", i)})
	}
	sheet := resultfile.NewSheet([]*questions.Bank{}, resultfile.StandardCSV, false)
	rows := cellsOf(t, sheet.AppendRow(nil, row), ',')
	got := rows[0][len(rows[0])-1]
	if !strings.HasPrefix(got, "no 0 [x] | line 1, column 2: no 1 [x] | ") || !strings.HasSuffix(got, "no 9 [x] | and 2 more") {
		t.Errorf("errors = %q, want the first ten and how many more", got)
	}
}
