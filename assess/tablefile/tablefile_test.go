package tablefile_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/tablefile"
	"collectiveimpact/samklar/questions"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

type answers = map[string]map[string]answerfile.Answer

func lexicon(tb testing.TB) *tablefile.Lexicon {
	tb.Helper()
	library := questions.NewLibrary("en")
	l, err := tablefile.NewLexicon(library, library.IDs())
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// inLanguages gives the banks in every language.
func inLanguages(tb testing.TB) [][]*questions.Bank {
	tb.Helper()
	var all [][]*questions.Bank
	for _, lang := range questions.Languages() {
		library := questions.NewLibrary(lang)
		var banks []*questions.Bank
		for _, id := range library.IDs() {
			b, err := library.Bank(id)
			if err != nil {
				tb.Fatal(err)
			}
			banks = append(banks, b)
		}
		all = append(all, banks)
	}
	return all
}

// rounds is how many random tables are made: many in CI.
func rounds(t *testing.T) int {
	t.Helper()
	n, err := strconv.Atoi(os.Getenv("SAMKLAR_TABLES"))
	if err != nil {
		return 60
	}
	return n
}

// TestTablesAreReadBack makes tables from answers in every way that a form or a
// spreadsheet may write them, and wants the same answers back, without a remark.
func TestTablesAreReadBack(t *testing.T) {
	l, languages := lexicon(t), inLanguages(t)
	left := rounds(t)
	for left > 0 {
		t.Run(fmt.Sprint(left), rapid.MakeCheck(func(t *rapid.T) { readBack(t, l, languages) }))
		left -= 100 // as many as rapid makes
	}
}

func readBack(t *rapid.T, l *tablefile.Lexicon, languages [][]*questions.Bank) {
	draw := func(n int, what string) int { return rapid.IntRange(0, n-1).Draw(t, what) }
	texts := rapid.SampledFrom([]string{"Our street", "=HYPERLINK(\"x\")", "a; b, c\td", "two\nlines", "“quoted” 'so'", "<b>&amp;</b>", "\x1b[31mred", "æøåß€", "my_x000D_file"})
	noise := func(s string) string {
		switch draw(6, "noise") {
		case 0:
			return strings.ToUpper(s)
		case 1:
			return " " + strings.ReplaceAll(s, " ", "\u00a0") + "  "
		case 2:
			return strings.TrimSuffix(s, ".")
		case 3:
			return "“" + s + "”"
		}
		return s
	}
	type asked struct{ bank, question int }
	var columns []asked
	head := []string{rapid.SampledFrom([]string{"id", "Case.ID", "Sagsnummer"}).Draw(t, "id"), "Score", "Titel"}
	for range rapid.IntRange(1, 8).Draw(t, "columns") {
		b := draw(len(l.Banks), "bank")
		c := asked{b, draw(len(l.Banks[b].Questions), "question")}
		taken := false
		for _, other := range columns {
			taken = taken || other == c
		}
		if taken {
			continue
		}
		columns = append(columns, c)
		id, q := l.Banks[b].ID, languages[draw(len(languages), "language")][b].Questions[c.question]
		heading := []string{id + "." + q.ID, id + "/" + q.ID, id + "/group/" + q.ID, q.Ask, "a group/" + q.Ask}[draw(5, "heading")]
		head = append(head, noise(heading))
		head = append(head, id+"."+q.ID+".note")
	}
	table := [][]string{head}
	var want []answers
	for i := range rapid.IntRange(1, 4).Draw(t, "rows") {
		row, given := []string{fmt.Sprint("case ", i), "17", texts.Draw(t, "title")}, answers{}
		for _, c := range columns {
			bank := l.Banks[c.bank]
			q := languages[draw(len(languages), "language")][c.bank].Questions[c.question]
			level, cell := "", ""
			switch kind := draw(5, "kind"); {
			case kind == 0:
			case kind == 1:
				level, cell = "unknown", rapid.SampledFrom([]string{"unknown", "Don’t know", "VED IKKE", "weet niet", "?"}).Draw(t, "word")
			case kind == 2 && len(q.Levels) > 1:
				low := draw(len(q.Levels)-1, "low")
				high := low + 1 + draw(len(q.Levels)-low-1, "high")
				level = q.Levels[low].ID + ".." + q.Levels[high].ID
				cell = level
			default:
				place := draw(len(q.Levels), "level")
				level = q.Levels[place].ID
				cell = noise([]string{level, q.Levels[place].Text}[draw(2, "as")])
			}
			note := rapid.OneOf(rapid.Just(""), texts).Draw(t, "note")
			row = append(row, cell, note)
			if level == "" && note == "" {
				continue
			}
			if given[bank.ID] == nil {
				given[bank.ID] = make(map[string]answerfile.Answer)
			}
			given[bank.ID][q.ID] = answerfile.Answer{Level: level, Note: note}
		}
		table, want = append(table, row), append(want, given)
	}
	data := encode(t, table, draw)
	read, err := tablefile.Read("t.csv", data)
	if err != nil {
		t.Fatalf("Read(%q) = %v", data, err)
	}
	plan, err := tablefile.NewPlan(read, l, nil)
	if err != nil {
		t.Fatalf("NewPlan(%q) = %v", data, err)
	}
	cases, remarks := plan.Cases()
	if len(remarks) > 0 || len(cases) != len(want) {
		t.Fatalf("Cases(%q) = %d cases, remarks %v; want %d and none", data, len(cases), remarks, len(want))
	}
	for i, c := range cases {
		if diff := cmp.Diff(want[i], c.Answers, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%q, case %d (-want +got):\n%s", data, i, diff)
		}
		for _, asJSON := range []bool{false, true} {
			text := answerfile.Compose(c.Case, l.Banks, c.Answers, asJSON)
			doc, err := answerfile.Read("c.yaml", text, questions.NewLibrary("en"))
			if err != nil {
				t.Fatalf("Compose = %s\n%v", text, err)
			}
			if doc.Case != c.Case {
				t.Fatalf("Compose = %s, case %+v, want %+v", text, doc.Case, c.Case)
			}
			for bank, all := range c.Answers {
				for question, a := range all {
					if got, _ := doc.Answer(bank, question); got.Level != a.Level || got.Note != a.Note {
						t.Fatalf("%s.%s = %+v, want %+v", bank, question, got, a)
					}
				}
			}
		}
	}
	again(t, l, read, plan, cases)
}

// again wants the same cases by the mapping that a table gives of itself.
func again(t *rapid.T, l *tablefile.Lexicon, read *tablefile.Table, plan *tablefile.Plan, want []*tablefile.Case) {
	text := plan.Map(nil)
	m, err := tablefile.ReadMap("map.yaml", text, l)
	if err != nil {
		t.Fatalf("ReadMap(%s) = %v", text, err)
	}
	mapped, err := tablefile.NewPlan(read, l, m)
	if err != nil {
		t.Fatalf("NewPlan with %s = %v", text, err)
	}
	got, _ := mapped.Cases()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("with %s (-want +got):\n%s", text, diff)
	}
}

// encode writes a table as CSV in one of the ways that programs do.
func encode(t *rapid.T, table [][]string, draw func(int, string) int) []byte {
	if draw(5, "kind of file") == 0 {
		return workbook(t, draw(2, "shared") == 0, table)
	}
	var b bytes.Buffer
	separator, ends := []rune{',', ';', '\t'}[draw(3, "separator")], []string{"\n", "\r\n", "\r"}[draw(3, "ends")]
	for _, row := range table {
		w := csv.NewWriter(&b)
		w.Comma = separator
		if err := w.WriteAll([][]string{row}); err != nil {
			t.Fatal(err)
		}
		b.Truncate(b.Len() - 1)
		b.WriteString(ends)
	}
	switch draw(4, "encoding") {
	case 0:
		return append([]byte("\ufeff"), b.Bytes()...)
	case 1:
		wide := []byte{0xff, 0xfe}
		for _, unit := range utf16.Encode([]rune(b.String())) {
			wide = append(wide, byte(unit), byte(unit>>8))
		}
		return wide
	case 2:
		wide := []byte{0xfe, 0xff}
		for _, unit := range utf16.Encode([]rune(b.String())) {
			wide = append(wide, byte(unit>>8), byte(unit))
		}
		return wide
	}
	return b.Bytes()
}

// TestRead holds the reader to what spreadsheets write.
func TestRead(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		want [][]string
		err  string
	}{
		"commas":                    {"a,b\n1,\"x, y\"\n", [][]string{{"a", "b"}, {"1", "x, y"}}, ""},
		"semicolons in text":        {"a,b\n1,x; y\n2,z\n", [][]string{{"a", "b"}, {"1", "x; y"}, {"2", "z"}}, ""},
		"a separator named":         {"sep=;\r\na;b\r\n1;2\r\n", [][]string{{"a", "b"}, {"1", "2"}}, ""},
		"lines of a Macintosh":      {"sep=;\ra;b\r\r1;\"x\ny\"\r2;\"p\rq\"", [][]string{{"a", "b"}, {"1", "x\ny"}, {"2", "p\nq"}}, ""},
		"a row of those too many":   {"a,b\r\r1,\"x\ny\"\r3,4,5\r", nil, "row 4 has 3 cells; expected 2"},
		"carriage returns in cells": {"a\rb,c\n1\r,2\r\n", [][]string{{"a\rb", "c"}, {"1\r", "2"}}, ""},
		"Windows-1252":              {"a;b\n\xe6\xf8\xe5;\x93so\x94 \x80\n", [][]string{{"a", "b"}, {"æøå", "“so” €"}}, ""},
		"no headings":               {"", nil, "the table is empty"},
		"one cell too many":         {"a,b\n1,2\n3,4,5\n", nil, "row 3 has 3 cells; expected 2, as many as there are headings"},
		"blank lines count":         {"a,b\n\n1,\"x\ny\"\n\n\n3\n", nil, "row 6 has 1 cells"},
		"an open quote":             {"a,b\n1,\"x\n", nil, "a quote is not closed"},
	} {
		t.Run(name, func(t *testing.T) {
			table, err := tablefile.Read("t.csv", []byte(c.in))
			if c.err != "" {
				if err == nil || !strings.Contains(err.Error(), c.err) {
					t.Errorf("Read(%q) = %v, want %q", c.in, err, c.err)
				}
				return
			}
			if err != nil {
				t.Fatalf("Read(%q) = %v", c.in, err)
			}
			got := [][]string{table.Head}
			for _, row := range table.Rows {
				got = append(got, row.Cells)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("Read(%q) (-want +got):\n%s", c.in, diff)
			}
		})
	}
}

// TestHostile wants an end to everything, soon, and nothing lost in silence.
func TestHostile(t *testing.T) {
	l := lexicon(t)
	long := strings.Repeat("æ", 250_000)
	head, cells := make([]string, 100_000), make([]string, 100_000)
	for i := range head {
		head[i], cells[i] = fmt.Sprint("column ", i), "x"
	}
	head[99_999], cells[99_999] = "when.bounded", "yes"
	for name, text := range map[string]string{
		"a long cell":  "id,when.bounded\n1," + long + "\n",
		"a long id":    "id,when.bounded\n" + long + ",yes\n",
		"many columns": strings.Join(head, ",") + "\n" + strings.Join(cells, ",") + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			table, err := tablefile.Read("t.csv", []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			plan, err := tablefile.NewPlan(table, l, nil)
			if err != nil {
				t.Fatal(err)
			}
			cases, remarks := plan.Cases()
			if name == "many columns" {
				if level := cases[0].Answers["when"]["bounded"].Level; level != "yes" || len(remarks) > 0 {
					t.Errorf("the answer in the last column is %q, remarks %v; want yes, and none", level, remarks)
				}
			} else if len(remarks) == 0 {
				t.Error("nothing is said")
			}
			for _, r := range remarks {
				if len(r.String()) > 1000 {
					t.Errorf("a remark has %d bytes", len(r.String()))
				}
			}
			if _, err := answerfile.Read("c", answerfile.Compose(cases[0].Case, l.Banks, cases[0].Answers, false), questions.NewLibrary("en")); err != nil {
				t.Error(err)
			}
		})
	}
}
