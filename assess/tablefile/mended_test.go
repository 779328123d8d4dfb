package tablefile_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess/tablefile"
)

// mapOf reads a mapping that mends cells.
func mapOf(t *testing.T, l *tablefile.Lexicon, cells string) *tablefile.Map {
	t.Helper()
	m, err := tablefile.ReadMap("map.yaml", []byte("samklar-map: 1\ncells: {"+cells+"}\n"), l)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// taken gives how many bytes something takes, let go or not.
func taken(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// TestMendedNames takes the name of a cell as spreadsheets have it, and nothing like it.
func TestMendedNames(t *testing.T) {
	l := lexicon(t)
	for name, want := range map[string]bool{
		"B3": true, "b3": true,
		"B02": false, "B0": false, "B1": false, "B4": false, "B": false, "3": false, "3B": false, "B3B": false, "B+3": false, "B-3": false, "AB3": false, "ZZZZZZZZZ3": false,
		"B99999999999999999999": false, "Form!B3": false, "!": false, "Æ3": false,
	} {
		plan, err := planOf(t, l, mapOf(t, l, fmt.Sprintf("%q: unknown", " "+name+" ")), []string{"case.id", "money"}, []string{"a", "x"}, []string{"b", "x"})
		if (err == nil) != want || err != nil && !strings.Contains(err.Error(), "expected a column's letters and a row, such as C2") {
			t.Errorf("%q: %v", name, err)
		}
		if cases, _ := plan.Cases(); cases[0].Answers["when"]["money"].Level != "" || (cases[1].Answers["when"]["money"].Level == "unknown") != want {
			t.Errorf("%q: the answers are %v and %v", name, cases[0].Answers, cases[1].Answers)
		}
	}
}

// TestMendsMany wants cells that are mended found without making the name of each cell
// for each of them.
func TestMendsMany(t *testing.T) {
	l := lexicon(t)
	const n = 1000
	headings, text := []string{"case.id", "money"}, ""
	for i := range 30 {
		headings = append(headings, fmt.Sprint("column ", i))
	}
	var rows [][]string
	for i := range n {
		row := make([]string, len(headings))
		row[0], row[1] = fmt.Sprint(i), "x"
		rows = append(rows, row)
		text += fmt.Sprintf("B%d: unknown, ", i+2)
	}
	table, err := tablefile.Read("t.csv", []byte(csvOf(headings, rows)))
	if err != nil {
		t.Fatal(err)
	}
	m := mapOf(t, l, text)
	var plan *tablefile.Plan
	if took := taken(func() { plan, err = tablefile.NewPlan(table, l, m) }); err != nil || took > 8<<20 {
		t.Errorf("a plan takes %d bytes, error %v", took, err)
	}
	if cases, remarks := plan.Cases(); len(cases) != n || len(remarks) > 0 {
		t.Errorf("%d cases, remarks %v; want all and none", len(cases), remarks)
	}
}

// What is suggested for one cell is not worked out again for one that says the same; nor
// is it taken for a cell of another question.
func TestSuggestsOnce(t *testing.T) {
	l := lexicon(t)
	remarksOn := func(cell func(row int) string) (remarks []tablefile.Remark, took uint64) {
		var rows [][]string
		for i := range 300 {
			rows = append(rows, []string{fmt.Sprint(i), cell(i), cell(i)})
		}
		plan, err := planOf(t, l, nil, []string{"case.id", "money", "champions"}, rows...)
		if err != nil {
			t.Fatal(err)
		}
		took = taken(func() { _, remarks = plan.Cases() })
		return remarks, took
	}
	const text = "they have thought of it now and then, or so they say"
	remarks, same := remarksOn(func(int) string { return text })
	for i, r := range remarks {
		if want := remarks[i%2].Said; r.Said != want {
			t.Fatalf("%v, want %q", r, want)
		}
	}
	if len(remarks) != 600 || remarks[0].Said == remarks[1].Said {
		t.Errorf("%d remarks, %q of the first and %q of the second", len(remarks), remarks[0].Said, remarks[1].Said)
	}
	if _, other := remarksOn(func(row int) string { return fmt.Sprint(text, " ", row) }); same > other/4 {
		t.Errorf("cells that say the same take %d bytes, and others %d", same, other)
	}
}

// TestTallSheets says of which sheet a cell is, where there are several, and mends one of
// that sheet alone.
func TestTallSheets(t *testing.T) {
	l := lexicon(t)
	tall := func(id, answer string) string {
		cell := func(s string) string { return `<c t="str"><v>` + s + `</v></c>` }
		rows := ""
		for _, r := range [][2]string{{"samklar-form", "answer"}, {"case.id", id}, {"when.money", answer}} {
			rows += "<row>" + cell(r[0]) + cell(r[1]) + "</row>"
		}
		return rows
	}
	further := strings.Replace(tall("b", "what?"), "when.money", "when.champions", 1) // then the first has a cell that is nowhere
	read := func(m *tablefile.Map, sheets ...string) (*tablefile.Plan, error) {
		table, err := tablefile.Read("t.xlsx", archive(t, sheets[0], "", "", append(sheets[1:], "<row><c><v>7</v></c></row>")...))
		if err != nil {
			t.Fatal(err)
		}
		return tablefile.NewPlan(table, l, m)
	}
	for _, tt := range []struct {
		sheets []string
		places []string
		mends  string
		wrong  string
	}{
		{[]string{tall("a", "what?")}, []string{"t.xlsx:3:B: a, when.money"}, "B3", "Form!B3"},
		{[]string{tall("a", "what?"), tall("b", "what?")}, []string{"t.xlsx!Form:3:B: a, when.money", "t.xlsx!Other:3:B: b, when.money"}, "Other!B3", "B3"},
		{[]string{tall("a", "what?"), tall("b", "what?"), further}, []string{"t.xlsx!Form:3:B: a, when.money", "t.xlsx!Other:3:B: b, when.money", "t.xlsx!3:3:B: b, when.champions"}, "3!B3", "A0"},
	} {
		plan, err := read(nil, tt.sheets...)
		if err != nil {
			t.Fatal(err)
		}
		_, remarks := plan.Cases()
		if len(remarks) != len(tt.places) {
			t.Fatalf("%v, want %q", remarks, tt.places)
		}
		for i, r := range remarks {
			if !strings.HasPrefix(r.String(), tt.places[i]+": ") {
				t.Errorf("%v, want %q", r, tt.places[i])
			}
		}
		begun := string(plan.Map(remarks))
		last := begun[strings.LastIndex(begun, "  # ")+len("  # "):]
		if key, _, _ := strings.Cut(last, `: "" # `); strings.Trim(key, `"`) != tt.mends {
			t.Errorf("the mapping names the cell %s, want %s:\n%s", key, tt.mends, begun)
		}
		m, err := tablefile.ReadMap("map.yaml", []byte(begun+"  "+strings.Replace(last, `: ""`, ": unknown", 1)), l)
		if err != nil {
			t.Fatal(err)
		}
		if plan, err = read(m, tt.sheets...); err != nil {
			t.Fatal(err)
		}
		cases, remarks := plan.Cases()
		for i, c := range cases {
			if mended := c.Answers["when"]["money"].Level+c.Answers["when"]["champions"].Level == "unknown"; mended != (i == len(cases)-1) {
				t.Errorf("case %d: %v, remarks %v; want the last mended alone", i, c.Answers, remarks)
			}
		}
		if _, err := read(mapOf(t, l, fmt.Sprintf("%q: unknown", tt.wrong)), tt.sheets...); err == nil || !strings.Contains(err.Error(), "has no cell") || strings.Contains(err.Error(), `"Form!C2"`) != (len(tt.sheets) > 1) {
			t.Errorf("with %s: %v", tt.wrong, err)
		}
	}
}
