package tablefile_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess/tablefile"
)

// planOf plans a table of some headings, with rows of which each cell is given in order.
func planOf(t *testing.T, l *tablefile.Lexicon, mapping *tablefile.Map, headings []string, rows ...[]string) (*tablefile.Plan, error) {
	t.Helper()
	table, err := tablefile.Read("t.csv", []byte(csvOf(headings, rows)))
	if err != nil {
		t.Fatal(err)
	}
	return tablefile.NewPlan(table, l, mapping)
}

func csvOf(headings []string, rows [][]string) string {
	text := csvRow(",", slices.Clone(headings)...)
	for _, cells := range rows {
		text += csvRow(",", slices.Clone(cells)...)
	}
	return text
}

// services are the columns that form services add, in three languages, and what they hold.
var services = map[string][]string{
	"Google, en": {"Timestamp", "Email Address"}, "Google, da": {"Tidsstempel", "Mailadresse"}, "Google, nl": {"Tijdstempel", "E-mailadres"},
	"Microsoft, en": {"ID", "Start time", "Completion time", "Email", "Name", "Last modified time"},
	"Microsoft, da": {"Id", "Starttidspunkt", "Fuldførelsestidspunkt", "Mail", "Navn", "Tidspunkt for seneste ændring"},
	"Microsoft, nl": {"ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "Tijd van laatste wijziging"},
}

func added(headings []string, row int) (cells []string) {
	for i, h := range headings {
		cells = append(cells, map[bool]string{true: fmt.Sprint(row), false: fmt.Sprint("cell ", i)}[strings.EqualFold(h, "id")])
	}
	return cells
}

// TestOwnNumber takes the number that applicants were asked for, wherever its column stands,
// and says which columns it did not take.
func TestOwnNumber(t *testing.T) {
	l := lexicon(t)
	for service, columns := range services {
		for _, own := range []string{
			"Application number", "What is your application number?", "Case no.", "Case ID (see our mail)", "Project number *", "case_id", "case.id", "Your ID", "Id2",
			"Ansøgningsnummer", "Jeres sagsnummer:", "Sagsnr.", "Hvad er jeres journalnummer?", "Sags-id", "J.nr.", "Projektnummer",
			"Dossiernummer", "Wat is uw aanvraagnummer?", "Zaaknummer", "Jullie referentienummer",
		} {
			if own == "Id2" && !strings.HasPrefix(service, "Microsoft") {
				continue // only what is there twice
			}
			for _, headings := range [][]string{slices.Concat(columns, []string{own, "money"}), slices.Concat([]string{own}, columns, []string{"money"})} {
				at := slices.Index(headings, own)
				cells := func(row int, number string) []string {
					if at == 0 {
						return slices.Concat([]string{number}, added(columns, row), []string{"unknown"})
					}
					return slices.Concat(added(columns, row), []string{number, "unknown"})
				}
				plan, err := planOf(t, l, nil, headings, cells(1, "2027-014"), cells(2, ""))
				if err != nil {
					t.Errorf("%s, %q: %v", service, own, err)
					continue
				}
				cases, _ := plan.Cases()
				if first, second := cases[0].Case.ID, cases[1].Case.ID; first != "2027-014" || second != "" {
					t.Errorf("%s, %q at %d: ids %q and %q, want its own and none", service, own, at, first, second)
				}
				said := strings.Join(plan.Found(), "\n")
				if want := fmt.Sprintf("case.id is column %s %q, not ", tablefile.Letter(at), own); strings.Contains(said, want) != strings.HasPrefix(service, "Microsoft") {
					t.Errorf("%s, %q: it says\n%s\nwant %q where there is an Id too", service, own, said, want)
				}
				if strings.Contains(said, "counts the rows") || !strings.Contains(said, "rows without a case.id: 3\n") {
					t.Errorf("%s, %q: it says\n%s", service, own, said)
				}
			}
		}
	}
}

// TestRowNumber takes the number of the row where there is nothing else, and says so; but
// not of numbers that do not count.
func TestRowNumber(t *testing.T) {
	l := lexicon(t)
	for service, columns := range services {
		headings := slices.Concat(columns, []string{"money"})
		plan, err := planOf(t, l, nil, headings, slices.Concat(added(columns, 3), []string{"unknown"}), slices.Concat(added(columns, 7), []string{"unknown"}))
		if err != nil {
			t.Fatal(err)
		}
		want := map[bool]string{true: "7", false: ""}[strings.HasPrefix(service, "Microsoft")]
		cases, _ := plan.Cases()
		if got := cases[1].Case.ID; got != want || cases[1].Counted != (want != "") {
			t.Errorf("%s: id %q, counted %t; want %q", service, got, cases[1].Counted, want)
		}
		if said := strings.Join(plan.Found(), "\n"); strings.Contains(said, "only counts the rows") != (want != "") {
			t.Errorf("%s: it says\n%s", service, said)
		}
	}
	for _, ids := range [][2]string{{"2027-014", "2027-015"}, {"7", "7"}, {"9", "2"}} {
		plan, err := planOf(t, l, nil, []string{"id", "money"}, []string{ids[0], "unknown"}, []string{ids[1], "unknown"})
		if err != nil {
			t.Fatal(err)
		}
		cases, _ := plan.Cases()
		if said := strings.Join(plan.Found(), "\n"); cases[0].Case.ID != ids[0] || cases[0].Counted || strings.Contains(said, "counts the rows") {
			t.Errorf("ids %q: the first is %q, and it says\n%s", ids, cases[0].Case.ID, said)
		}
	}
}

// A name that somebody gave goes before that of who was signed in; nobody is no name.
func TestOwnName(t *testing.T) {
	l := lexicon(t)
	for _, tt := range []struct {
		headings [2]string
		cells    [2]string
		want     string
	}{
		{[2]string{"Name", "Your name"}, [2]string{"anonymous", "Anna"}, "Anna"},
		{[2]string{"Navn", "Dit navn"}, [2]string{"Bo", "Anna"}, "Anna"},
		{[2]string{"Naam", "Naam2"}, [2]string{"Anonymous", "Anna"}, "Anna"},
		{[2]string{"Naam", "Iets"}, [2]string{"Anoniem", "Anna"}, ""},
		{[2]string{"Name", "Something"}, [2]string{"Bo", "Anna"}, "Bo"},
	} {
		plan, err := planOf(t, l, nil, append(tt.headings[:], "money"), append(tt.cells[:], "unknown"))
		if err != nil {
			t.Fatal(err)
		}
		if cases, _ := plan.Cases(); cases[0].Case.Respondent.Name != tt.want {
			t.Errorf("%q with %q: name %q, want %q", tt.headings, tt.cells, cases[0].Case.Respondent.Name, tt.want)
		}
	}
}

// TestTwoNumbers wants a person to choose between two columns that are as sure, in a
// mapping that is begun for them.
func TestTwoNumbers(t *testing.T) {
	l := lexicon(t)
	headings, cells := []string{"Id", "Case number", "Sagsnummer", "money"}, []string{"1", "a", "b", "unknown"}
	plan, err := planOf(t, l, nil, headings, cells)
	if err == nil || !strings.Contains(err.Error(), `columns B "Case number" and C "Sagsnummer" are both case.id`) || !plan.ToChoose() {
		t.Fatalf("two numbers: %v", err)
	}
	begun := string(plan.Map(nil))
	for _, line := range []string{`  # one of these: id: "Case number" # not "Id"`, `  # one of these: id: "Sagsnummer" # not "Id"`} {
		if !strings.Contains(begun, line+"\n") {
			t.Errorf("the mapping has no line %q:\n%s", line, begun)
		}
	}
	for mapping, want := range map[string]bool{begun: false, strings.Replace(begun, `# one of these: id: "Sags`, `id: "Sags`, 1): true} {
		m, err := tablefile.ReadMap("map.yaml", []byte(mapping), l)
		if err != nil {
			t.Fatal(err)
		}
		plan, err := planOf(t, l, m, headings, cells)
		if (err == nil) != want {
			t.Errorf("with\n%s: %v", mapping, err)
		} else if want {
			if cases, _ := plan.Cases(); cases[0].Case.ID != "b" {
				t.Errorf("the id is %q, want that of the column that was chosen", cases[0].Case.ID)
			}
		}
	}
}

// TestOtherForm says of a table that is not the mapping's which it is, and what differs; and
// nothing of the one before.
func TestOtherForm(t *testing.T) {
	l := lexicon(t)
	m, err := tablefile.ReadMap("map.yaml", []byte("samklar-map: 1\ncase: {id: No, title: What, place: Where}\nquestions: {when.money: Cash, when.bounded: Problem}\n"), l)
	if err != nil {
		t.Fatal(err)
	}
	mine := []string{"No", "What", "Where", "Cash", "Problem"}
	row := []string{"1", "b", "c", "unknown", "yes"}
	for _, tt := range []struct {
		headings []string
		want     []string
	}{
		{mine, nil},
		{[]string{"Id", "Hvad", "Hvor", "Penge", "Problem"}, []string{`t.csv: this table seems to come from another form than "map.yaml"`, "of the 5 columns named there it lacks 4: \"No\", \"What\", \"Where\", \"Cash\"", `A "Id", B "Hvad", C "Hvor", D "Penge"`, "(--write-map begins one) [other-form]"}},
		{[]string{"No", "What", "Where", "Cassh", "Problem"}, []string{`map.yaml:3:25: "t.csv" has no column "Cash"; did you mean "Cassh"? [unknown-column]`}},
		{mine, nil},
	} {
		_, err := planOf(t, l, m, tt.headings, row)
		if (err == nil) != (tt.want == nil) {
			t.Errorf("%q: %v", tt.headings, err)
		}
		for _, part := range tt.want {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%q: %v, want %q", tt.headings, err, part)
			}
		}
	}
}
