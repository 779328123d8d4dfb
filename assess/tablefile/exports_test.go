package tablefile_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/tablefile"
	"collectiveimpact/samklar/questions"

	"github.com/google/go-cmp/cmp"
)

// words are the texts of one language: of a question, and of its levels.
type words struct{ bank *questions.Bank }

func (w words) ask(question string) string {
	return w.bank.Questions[w.bank.Question(question)].Ask
}

// theme is the text of a level of "bounded".
func (w words) theme() string {
	q := w.bank.Questions[w.bank.Question("bounded")]
	return q.Levels[q.Level("theme")].Text
}

func inLanguage(t *testing.T, lang string) words {
	t.Helper()
	b, err := questions.NewLibrary(lang).Bank("when")
	if err != nil {
		t.Fatal(err)
	}
	return words{b}
}

// in1252 writes a text as Windows does without Unicode. Only letters that tests use.
func in1252(s string) []byte {
	var b []byte
	for _, r := range s {
		switch r {
		case '“':
			b = append(b, 0x93)
		case '”':
			b = append(b, 0x94)
		case '’':
			b = append(b, 0x92)
		case '–':
			b = append(b, 0x96)
		case '…':
			b = append(b, 0x85)
		default:
			b = append(b, byte(r))
		}
	}
	return b
}

func csvRow(separator string, cells ...string) string {
	for i, c := range cells {
		cells[i] = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
	}
	return strings.Join(cells, separator) + "\r\n"
}

// TestExports reads one case as each kind of form exports it.
func TestExports(t *testing.T) {
	en, da, nl := inLanguage(t, "en"), inLanguage(t, "da"), inLanguage(t, "nl")
	hard := func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }
	want := answers{"when": {
		"bounded":   {Level: "theme"},
		"champions": {Level: "unknown"},
		"money":     {Note: "Other: a bequest"},
	}}
	for name, export := range map[string][]byte{
		"Google Forms": []byte("Timestamp,Email Address,Case number,\"" + en.ask("bounded") + "\",\"" + en.ask("champions") + "\",\"" + en.ask("money") + "\"\n" +
			"2026/03/09 2:02:11 PM GMT+1,a@example.org,2027-014,\"" + en.theme() + "\",Don't know,Other: a bequest\n"),
		"Microsoft Forms, in Danish, saved by a spreadsheet": in1252(
			csvRow(";", "ID", "Starttidspunkt", "Fuldførelsestidspunkt", "Mail", hard(da.ask("bounded")), hard(da.ask("champions")), hard(da.ask("money"))) +
				csvRow(";", "2027-014", "09-03-2026 14:02:11", "09-03-2026 14:12:40", "anonymous", hard(da.theme()), "Ved ikke", "Other: a bequest")),
		"KoboToolbox, with groups": []byte("start;end;case/id;when/focus/bounded;when/actors/champions;when/money;_id;_uuid;__version__\n" +
			"2026-03-09T14:02:11.123+01:00;2026-03-09T14:12:40.000+01:00;2027-014;theme;unknown;Other: a bequest;17;7c1e-44;v1\n"),
		"KoboToolbox, with labels": []byte(csvRow(",", "start", "case id", "Group/"+nl.ask("bounded"), "Group/"+nl.ask("champions"), "Group/"+nl.ask("money")) +
			csvRow(",", "2026-03-09", "2027-014", nl.theme(), "Weet niet", "Other: a bequest")),
		"LimeSurvey, code and text": []byte(csvRow(",", "id. Response ID", "submitdate. Date submitted", "case-id", "bounded. "+nl.ask("bounded"), "champions. "+nl.ask("champions"), "money. "+nl.ask("money")) +
			csvRow(",", "1", "2026-03-09 14:12:40", "2027-014", strings.ToUpper(nl.theme()), "weet ik niet", "Other: a bequest")),
		"a second row of headings, as SurveyMonkey and Qualtrics write them": []byte("case id,Q1,Q2,when.money\n" +
			csvRow(",", "", en.ask("bounded"), en.ask("champions"), "Response") +
			csvRow(",", `{"ImportId":"a"}`, `{"ImportId":"b"}`, `{"ImportId":"c"}`, `{"ImportId":"d"}`) +
			csvRow(",", "2027-014", en.theme(), "?", "Other: a bequest")),
		"a spreadsheet, languages mixed": []byte("\ufeffsep=;\r\n" + csvRow(";", "Sagsnummer", da.ask("bounded"), "champions", nl.ask("money")) +
			csvRow(";", "2027-014", "“"+strings.TrimSuffix(en.theme(), ".")+"” ", "UKENDT", "Other: a bequest")),
	} {
		t.Run(name, func(t *testing.T) {
			table, err := tablefile.Read("t.csv", export)
			if err != nil {
				t.Fatal(err)
			}
			plan, err := tablefile.NewPlan(table, lexicon(t), nil)
			if err != nil {
				t.Fatal(err)
			}
			cases, remarks := plan.Cases()
			if len(cases) != 1 || len(remarks) != 1 || remarks[0].Code != "unknown-level" {
				t.Fatalf("Cases = %d, remarks %v; want one, and one about the money", len(cases), remarks)
			}
			if got := cases[0].Case.ID; got != "2027-014" {
				t.Errorf("id = %q", got)
			}
			if diff := cmp.Diff(want, cases[0].Answers); diff != "" {
				t.Errorf("answers (-want +got):\n%s", diff)
			}
		})
	}
}

// TestNeverByLikeness wants no level of any bank taken for one whose text is changed by
// a word, and none of its neighbour's.
func TestNeverByLikeness(t *testing.T) {
	l := lexicon(t)
	for _, banks := range inLanguages(t) {
		for _, b := range banks {
			for _, q := range b.Questions {
				for _, level := range q.Levels {
					for _, text := range []string{level.Text + " not", strings.Replace(level.Text, " ", "", 1), "x" + level.Text} {
						table, err := tablefile.Read("t.csv", []byte(b.ID+"."+q.ID+",id\n"+csvRow(",", text, "1")))
						if err != nil {
							t.Fatal(err)
						}
						plan, err := tablefile.NewPlan(table, l, nil)
						if err != nil {
							t.Fatal(err)
						}
						cases, remarks := plan.Cases()
						if a := cases[0].Answers[b.ID][q.ID]; a.Level != "" || a.Note != text || len(remarks) != 1 {
							t.Errorf("%s.%s: %q is %+v, remarks %v; want a note and a remark", b.ID, q.ID, text, a, remarks)
						}
					}
				}
			}
		}
	}
}

// What a person has put into an empty cell is read as any other.
func TestMapMendsEmptyCells(t *testing.T) {
	l := lexicon(t)
	table, err := tablefile.Read("t.csv", []byte("Number,money\n1,\n2,\n"))
	if err != nil {
		t.Fatal(err)
	}
	level := l.Banks[0].Questions[l.Banks[0].Question("money")].Levels[1].ID
	m, err := tablefile.ReadMap("map.yaml", []byte("samklar-map: 1\ncase: {id: Number}\ncells: {B3: "+level+"}\n"), l)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := tablefile.NewPlan(table, l, m)
	if err != nil {
		t.Fatal(err)
	}
	cases, remarks := plan.Cases()
	if len(remarks) > 0 || len(cases[0].Answers) > 0 || cases[1].Answers["when"]["money"].Level != level {
		t.Errorf("the answers are %v and %v, remarks %v; want none, and %s", cases[0].Answers, cases[1].Answers, remarks, level)
	}
}

// Headings that stand in the middle of a table are no case; one word that is a heading may
// be.
func TestHeadingsOnceMore(t *testing.T) {
	for text, want := range map[string][]int{
		"Number,Title,money\n1,a,unknown\nNUMBER,Title ,Money\n2,Title,unknown\n,Title,\n": {2, 4, 5},
		"Number,money\n1,unknown\nNumber,money\n2,unknown\n":                               {2, 4},
	} {
		table, err := tablefile.Read("t.csv", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		plan, err := tablefile.NewPlan(table, lexicon(t), nil)
		if err != nil {
			t.Fatal(err)
		}
		cases, remarks := plan.Cases()
		var rows []int
		for _, c := range cases {
			rows = append(rows, c.Row)
		}
		if !slices.Equal(rows, want) || len(remarks) > 0 {
			t.Errorf("%q: cases of the rows %v, remarks %v; want %v, and none", text, rows, remarks, want)
		}
	}
}

// TestMap holds the mapping to what it says.
func TestMap(t *testing.T) {
	l := lexicon(t)
	const text = "Number,When,Who,Problem,Why,Money,Score 1\n2027-014,3/9/26,Anna,Ja,because,perhaps,7\n2027-015,4/9/26,Bo,Delvist,,kein Geld,8\n"
	const mapping = `samklar-map: 1
case: {id: number, as-of: {column: When, order: dmy}}
respondent: {name: Who}
questions:
  when.bounded: {column: Problem, note: Why}
  money: Money
levels: {when.bounded: {Ja: yes, Delvist: theme..people}}
unknown: [Perhaps]
ignore: [Score*]
cells: {F3: "0"}
`
	q := l.Banks[0].Questions[l.Banks[0].Question("money")].Levels[0].ID
	plan := func(mapping string) (*tablefile.Plan, error) {
		table, err := tablefile.Read("t.csv", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		m, err := tablefile.ReadMap("map.yaml", []byte(mapping), l)
		if err != nil {
			return nil, err
		}
		return tablefile.NewPlan(table, l, m)
	}
	bounded := l.Banks[0].Questions[l.Banks[0].Question("bounded")].LevelIDs()
	good := strings.NewReplacer(`"0"`, q, "theme..people", bounded[1]+".."+bounded[2]).Replace(mapping)
	p, err := plan(good)
	if err != nil {
		t.Fatal(err)
	}
	cases, remarks := p.Cases()
	if len(remarks) > 0 {
		t.Fatalf("remarks %v", remarks)
	}
	want := []answers{
		{"when": {"bounded": {Level: "yes", Note: "because"}, "money": {Level: "unknown"}}},
		{"when": {"bounded": {Level: bounded[1] + ".." + bounded[2]}, "money": {Level: q}}},
	}
	for i, c := range cases {
		if diff := cmp.Diff(want[i], c.Answers); diff != "" {
			t.Errorf("case %d (-want +got):\n%s", i, diff)
		}
	}
	if got := fmt.Sprint(cases[0].Case.ID, cases[0].Case.AsOf, cases[0].Case.Respondent.Name); got != "2027-0142026-09-03Anna" {
		t.Errorf("case = %q", got)
	}
	for wrong, problem := range map[string]string{
		strings.Replace(good, "column: Problem", "column: Problemm", 1): `map.yaml:5:26: "t.csv" has no column "Problemm"; did you mean "Problem"? [unknown-column]`,
		strings.Replace(good, "money:", "mony:", 1):                     `map.yaml:6:3: unknown question "mony"`,
		strings.Replace(good, "Ja: yes", "Ja: yess", 1):                 `map.yaml:7:29: question "bounded": unknown level "yess"`,
		strings.Replace(good, "F3", "F9", 1):                            `map.yaml:10:9: "t.csv" has no cell "F9"`,
		strings.Replace(good, "F3", "A3", 1):                            `map.yaml:10:9: column A of "t.csv" holds no answers`,
		strings.Replace(good, "order: dmy", "order: dym", 1):            `map.yaml:2:`,
		strings.Replace(good, "Who", "Number", 1):                       `is used for something else already`,
		"samklar-map: 2\n": `a newer samklar is needed`,
	} {
		if _, err := plan(wrong); err == nil || !strings.Contains(err.Error(), problem) {
			t.Errorf("with %s: %v, want %q", wrong, err, problem)
		}
	}
}

// TestPlanRefuses wants questions in two columns, and tables without any, refused.
func TestPlanRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"id,when.bounded,BOUNDED\n1,yes,no\n": `t.csv:1:3: columns B "when.bounded" and C "BOUNDED" are both when.bounded; a mapping says which counts (--write-map begins one) [column-twice]`,
		"a,b\n1,2\n":                          "no heading is a question",
	} {
		table, err := tablefile.Read("t.csv", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tablefile.NewPlan(table, lexicon(t), nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("NewPlan(%q) = %v, want %q", text, err, want)
		}
	}
}

// FuzzImport wants every text that is read as a table to end in answers that are valid.
func FuzzImport(f *testing.F) {
	f.Add([]byte("id,when.bounded,when.money.note\n1,yes,=1+1\n2,\"x\ny\",\n"))
	f.Add([]byte("sep=;\nid;when.bounded\n\x93;\x00\n"))
	l := lexicon(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := tablefile.Read("t.csv", data)
		if err != nil {
			return
		}
		plan, err := tablefile.NewPlan(table, l, nil)
		if err != nil {
			return
		}
		cases, remarks := plan.Cases()
		_ = plan.Map(remarks)
		for _, c := range cases {
			text := answerfile.Compose(c.Case, l.Banks, c.Answers, true)
			if _, err := answerfile.Read("c.json", text, questions.NewLibrary("en")); err != nil {
				t.Errorf("%q: %s: %v", data, text, err)
			}
		}
	})
}
