package form_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/interview"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/form"
	"collectiveimpact/samklar/report/phrase"
)

var (
	xlsName      = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]*$`)
	xlsReference = regexp.MustCompile(`\$\{([^}]*)\}`)
	xlsLabel     = regexp.MustCompile(`^label::[^()]+ \([a-z]{2}\)$`)
)

// readXLSForm holds a form to what the reference of XLSForms asks of survey, choices and
// settings, and gives it to be filled in.
func readXLSForm(t *testing.T, sheets [][][]string) *xlsform {
	t.Helper()
	x := &xlsform{rows: make(map[string]xlsRow), entered: make(map[string]string), visiting: make(map[string]bool), known: make(map[string]any)}
	survey, choices, settings := sheets[0], sheets[1], sheets[2]
	labels := survey[0][6:]
	if !slices.Equal(survey[0][:6], []string{"type", "name", "relevant", "required", "calculation", "appearance"}) || !slices.Equal(choices[0], append([]string{"list_name", "name"}, labels...)) {
		t.Fatalf("columns of survey and choices: %q, %q", survey[0], choices[0])
	}
	for _, label := range labels {
		if !xlsLabel.MatchString(label) {
			t.Errorf("column %q; want label::Language (code)", label)
		}
	}
	lists := make(map[string]map[string]bool)
	for _, row := range choices[1:] {
		if lists[row[0]] == nil {
			lists[row[0]] = make(map[string]bool)
		}
		if lists[row[0]][row[1]] || strings.ContainsAny(row[1], " '\"") || row[1] == "" {
			t.Errorf("choice %q of list %q: there twice, or no name", row[1], row[0])
		}
		lists[row[0]][row[1]] = true
		wantLabels(t, row[1], row[2:])
	}
	var path, conditions []string
	named := make(map[string]int)
	siblings := make(map[string]bool)
	for _, row := range survey[1:] {
		kind, list, _ := strings.Cut(row[0], " ")
		name, relevant, required, calculation := row[1], row[2], row[3], row[4]
		if kind == "end_group" {
			path, conditions = path[:len(path)-1], conditions[:len(conditions)-1]
			continue
		}
		full := strings.Join(append(slices.Clone(path), name), "/")
		if !xlsName.MatchString(name) || siblings[full] {
			t.Errorf("name %q: there twice in its group, or none for XML", full)
		}
		siblings[full] = true
		named[name]++
		x.rows[name] = xlsRow{kind, full, relevant, calculation, slices.Clone(conditions)}
		if !slices.Contains([]string{"text", "date", "note", "begin_group", "calculate", "select_one"}, kind) || kind == "select_one" && len(lists[list]) < 3 {
			t.Errorf("%s: type %q with %d choices", name, row[0], len(lists[list]))
		}
		if (kind == "calculate") != (calculation != "") || required != "" && kind != "text" {
			t.Errorf("%s: type %q with calculation %q, required %q", name, kind, calculation, required)
		}
		if kind != "calculate" && name != "respondent" {
			wantLabels(t, name, row[6:])
		}
		if kind == "begin_group" {
			path, conditions = append(path, name), append(conditions, relevant)
		}
	}
	if len(path) > 0 {
		t.Errorf("groups %q are not closed", path)
	}
	for _, row := range survey[1:] {
		for _, m := range xlsReference.FindAllStringSubmatch(row[2]+row[3]+row[4], -1) {
			if named[m[1]] != 1 {
				t.Errorf("%s refers to %q, of which there are %d", row[1], m[1], named[m[1]])
			}
		}
	}
	if !slices.Equal(settings[0], []string{"form_title", "form_id", "version", "default_language"}) || !xlsName.MatchString(settings[1][1]) ||
		settings[1][0] == "" || len(settings[1][2]) > 255 || !slices.Contains(labels, "label::"+settings[1][3]) {
		t.Errorf("settings are %q", settings)
	}
	return x
}

func wantLabels(t *testing.T, name string, labels []string) {
	t.Helper()
	for _, label := range labels {
		if label == "" || strings.Contains(label, "${") {
			t.Errorf("%s has the label %q", name, label)
		}
	}
}

// TestXLSForm holds forms of the shipped banks, of drawn ones and of ones full of
// hostile texts, to the reference; and has them ask what the engine asks.
func TestXLSForm(t *testing.T) {
	asked, hidden := 0, 0
	for seed := range uint64(120) {
		d := newDrawer(seed)
		lib := questions.NewLibrary("da")
		banks, err := lib.Select([]string{"when", "conditions", "stagnation"}, true)
		switch seed % 6 {
		case 0:
		case 1:
			lib = hostileLibrary(t, d, "da")
			banks, err = lib.Select([]string{"ours"}, true)
		default:
			lib, banks = drawnLibrary(t, d)
		}
		if err != nil {
			t.Fatal(err)
		}
		known := assess.Entries{}
		if seed%2 > 0 {
			known = d.entries(banks)
		}
		s := assess.Select(banks)
		f := form.New(s, known, phrase.For("da"))
		if f.Questions() == 0 {
			continue
		}
		f.Case.ID = "2027-014"
		sheets, err := f.XLSForm(lib)
		if err != nil {
			t.Fatal(err)
		}
		x := readXLSForm(t, sheets)
		for range 20 {
			yes, no := asksAsTheEngine(t, d, s, f, known, x)
			asked, hidden = asked+yes, hidden+no
		}
	}
	if asked < 2000 || hidden < 2000 {
		t.Errorf("%d questions are asked and %d are not; want many of both", asked, hidden)
	}
}

// drawnLibrary gives the banks that a drawer draws, as a library.
func drawnLibrary(t *testing.T, d *drawer) (*questions.Library, []*questions.Bank) {
	t.Helper()
	dir := t.TempDir()
	for id, text := range map[string]string{"first": d.tree("first", "second", "third"), "second": d.tree("second", "third"), "third": d.scale("third")} {
		if err := os.WriteFile(filepath.Join(dir, id+".yaml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	lib := questions.NewLibrary("en")
	if err := lib.AddAll(os.DirFS(dir), ""); err != nil {
		t.Fatal(err)
	}
	banks, err := lib.Select([]string{"first"}, true)
	if err != nil {
		t.Fatal(err)
	}
	return lib, banks
}

// asksAsTheEngine fills a form in by chance and compares what it shows then.
func asksAsTheEngine(t *testing.T, d *drawer, s *assess.Selection, f *form.Form, known assess.Entries, x *xlsform) (asked, hidden int) {
	t.Helper()
	clear(x.entered)
	clear(x.known)
	after := make(assess.Entries)
	for id, entries := range known {
		after[id] = slices.Clone(entries)
	}
	names := questionNames(f, x)
	for _, b := range f.Banks {
		if after[b.ID] == nil {
			for range b.Bank.Questions {
				after[b.ID] = append(after[b.ID], assess.Entry{Choice: assess.Unanswered})
			}
		}
		for _, q := range b.Questions {
			if n := d.IntN(len(q.Levels) + 2); n < len(q.Levels) {
				x.entered[names[b.ID+"."+q.ID]] = q.Levels[n].ID
				after[b.ID][b.Question(q.ID)].Choice = assess.Choice(q.Question.Level(q.Levels[n].ID))
			} else if n > len(q.Levels) {
				x.entered[names[b.ID+"."+q.ID]] = "unknown"
			}
		}
	}
	queue := interview.New(s, after).Queue()
	for _, b := range f.Banks {
		for _, q := range b.Questions {
			want := slices.Contains(queue, assess.Ref{Bank: s.Place(b.ID), Question: b.Question(q.ID)})
			if got := x.relevant(names[b.ID+"."+q.ID]); got != want {
				t.Fatalf("%s.%s is asked: %v, want %v, after %v", b.ID, q.ID, got, want, x.entered)
			}
			if want {
				asked++
			} else {
				hidden++
			}
		}
	}
	return asked, hidden
}

// questionNames gives the names of questions in an XLSForm, by bank.question.
func questionNames(f *form.Form, x *xlsform) map[string]string {
	names := make(map[string]string)
	for _, b := range f.Banks {
		for _, q := range b.Questions {
			name := b.ID + "." + q.ID
			if _, ok := x.rows[name]; !ok {
				name = q.ID
			}
			names[b.ID+"."+q.ID] = name
		}
	}
	return names
}

// TestXLSFormComesBack exports what was entered in a form as KoboToolbox does, with
// groups before the names and ids in the cells: it is read back to the same answers.
func TestXLSFormComesBack(t *testing.T) {
	lib := questions.NewLibrary("nl")
	banks, err := lib.Select([]string{"when", "conditions", "stagnation"}, true)
	if err != nil {
		t.Fatal(err)
	}
	f := form.New(assess.Select(banks), assess.Entries{}, phrase.For("nl"))
	sheets, err := f.XLSForm(lib)
	if err != nil {
		t.Fatal(err)
	}
	x := readXLSForm(t, sheets)
	names := questionNames(f, x)
	var head []string
	columns := make(map[string]int)
	for _, row := range sheets[0][1:] {
		if r := x.rows[row[1]]; row[0] != "end_group" && row[0] != "begin_group" {
			columns[row[1]] = len(head)
			head = append(head, r.path)
		}
	}
	d := &filler{drawer: newDrawer(3), f: f, notes: true}
	table := [][]string{head}
	for i := range 60 {
		row := make([]string, len(head))
		row[columns["id"]] = fmt.Sprint("case ", i)
		d.each(func(name, _ string, a answerfile.Answer) {
			row[columns[names[name]]] = a.Level
			row[columns[names[name]+"_note"]] = a.Note
			row[columns[names[name]+"_evidence"]] = strings.Join(a.Evidence, "\n")
		})
		table = append(table, row)
	}
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(table); err != nil {
		t.Fatal(err)
	}
	d.readBack(t, "kobo.csv", b.Bytes(), lib)
}

// TestXLSFormInLibreOffice opens a form in another program, which finds the same in it.
func TestXLSFormInLibreOffice(t *testing.T) {
	lib := hostileLibrary(t, newDrawer(5), "da")
	banks, err := lib.Select([]string{"ours", "conditions"}, true)
	if err != nil {
		t.Fatal(err)
	}
	f := form.New(assess.Select(banks), assess.Entries{}, phrase.For("da"))
	var b bytes.Buffer
	if err := f.WriteXLSForm(&b, lib); err != nil {
		t.Fatal(err)
	}
	converted := libreOffice(t, "csv", "csv:Text - txt - csv (StarCalc):44,34,76,1", b.Bytes())[0]
	got, err := csv.NewReader(bytes.NewReader(converted)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	sheets, err := f.XLSForm(lib)
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range sheets[0] {
		for j, cell := range row {
			if got[i][j] != cell {
				t.Errorf("cell %d, %d is %q, want %q", i, j, got[i][j], cell)
			}
		}
	}
	if len(got) != len(sheets[0]) {
		t.Errorf("%d rows, want %d", len(got), len(sheets[0]))
	}
}
