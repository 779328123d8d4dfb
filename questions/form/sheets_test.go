package form_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/tablefile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/form"
	"collectiveimpact/samklar/report/phrase"

	"github.com/google/go-cmp/cmp"
)

// answers are what is said of questions, by bank and question.
type answers = map[string]map[string]answerfile.Answer

// A filler fills sheets of a form in by chance.
type filler struct {
	*drawer
	f     *form.Form
	notes bool // sources too, which only a tall sheet has
	plain bool // no note begins like a formula, before which a mark is put in CSV
	want  []answers
}

// cell gives what a person chooses for an answer, and that.
func (d *filler) cell(q *form.Question) (cell string, a answerfile.Answer) {
	given := d.choice(q.Question)
	choices := d.f.Answers(q)
	switch low, high := given.Possible(q.Question); {
	case given == assess.Unanswered:
		return "", a
	case given == assess.Unknown:
		cell = choices[len(q.Levels)]
	case given == assess.NotApplicable:
		cell = choices[len(q.Levels)+1]
	case low < high:
		cell = given.ID(q.Question)
	default:
		cell = choices[low]
	}
	a.Level = given.ID(q.Question)
	if given == assess.NotApplicable || d.IntN(3) == 0 {
		a.Note = []string{"two\nlines", "“quoted”, so; \"it\"", "æøå <b>&amp;", "=1+1", "-"}[d.IntN(map[bool]int{true: 3, false: 5}[d.plain])]
	}
	if a.Level != "" && d.notes && d.IntN(3) == 0 {
		a.Evidence = []string{"https://example.org/?a=1&b=2", "Minutes, page 3"}
	}
	return cell, a
}

// each hands every question to what enters its cells.
func (d *filler) each(enter func(name, cell string, a answerfile.Answer)) {
	given := answers{}
	for i := range d.f.Banks {
		b := &d.f.Banks[i]
		for n := range b.Questions {
			q := &b.Questions[n]
			cell, a := d.cell(q)
			if cell == "" {
				continue
			}
			if given[b.ID] == nil {
				given[b.ID] = make(map[string]answerfile.Answer)
			}
			given[b.ID][q.ID] = a
			enter(b.ID+"."+q.ID, cell, a)
		}
	}
	d.want = append(d.want, given)
}

func (d *filler) wide(n int) func(rows [][]string) [][]string {
	return func(rows [][]string) [][]string {
		for i := range n {
			row := make([]string, len(rows[0]))
			row[1] = fmt.Sprint("case ", i)
			d.each(func(name, cell string, a answerfile.Answer) {
				at := slices.Index(rows[0], name)
				row[at], row[at+1] = cell, a.Note
			})
			rows = append(rows, row)
		}
		return rows
	}
}

func (d *filler) tall(rows [][]string) [][]string {
	rows[2][2] = fmt.Sprint("case ", len(d.want))
	d.each(func(name, cell string, a answerfile.Answer) {
		row := rows[slices.IndexFunc(rows, func(r []string) bool { return r[0] == name })]
		row[2], row[3], row[4] = cell, a.Note, strings.Join(a.Evidence, "\n")
	})
	return rows
}

// readBack imports sheets with all banks of a library, and wants what was filled in.
func (d *filler) readBack(t *testing.T, name string, data []byte, lib *questions.Library) {
	t.Helper()
	lexicon, err := tablefile.NewLexicon(lib, lib.IDs())
	if err != nil {
		t.Fatal(err)
	}
	table, err := tablefile.Read(name, data)
	if err != nil {
		t.Fatalf("%v\n%s", err, data[:min(len(data), 2000)])
	}
	plan, err := tablefile.NewPlan(table, lexicon, nil)
	if err != nil {
		t.Fatal(err)
	}
	cases, remarks := plan.Cases()
	if len(remarks) > 0 {
		t.Fatalf("%s: %v", name, remarks[0])
	}
	if len(cases) != len(d.want) {
		t.Fatalf("%s: %d cases, want %d", name, len(cases), len(d.want))
	}
	for i, c := range cases {
		if diff := cmp.Diff(d.want[i], c.Answers); diff != "" || c.Case.ID != fmt.Sprint("case ", i) {
			t.Fatalf("%s: case %d, %q (-entered +read):\n%s", name, i, c.Case.ID, diff)
		}
	}
}

// rounds is how many cases are drawn: many in CI.
func rounds() int {
	if n, err := strconv.Atoi(os.Getenv("SAMKLAR_TABLES")); err == nil {
		return n
	}
	return 60
}

// TestSheetsAreReadBack fills in every sheet, of the shipped questions in every language
// and of banks full of hostile texts, and imports the same answers.
func TestSheetsAreReadBack(t *testing.T) {
	all, sheets := rounds(), 0
	for seed := uint64(0); all > 0; seed++ {
		d := newDrawer(seed)
		lang := questions.Languages()[seed%3]
		lib := questions.NewLibrary(lang)
		ids := []string{"when", "conditions", "stagnation"}
		if seed%2 > 0 {
			lib, ids = hostileLibrary(t, d, lang), []string{"ours", "theirs"}
		}
		banks, err := lib.Select(ids, true)
		if err != nil {
			t.Fatal(err)
		}
		f := form.New(assess.Select(banks), assess.Entries{}, phrase.For(lang))
		for _, asCSV := range []bool{true, false} {
			wide := &filler{drawer: d, f: f, plain: asCSV}
			wide.readBack(t, "wide", f.Filled(false, asCSV, wide.wide(10)), lib)
			tall := &filler{drawer: d, f: f, notes: true, plain: asCSV}
			fill := []func([][]string) [][]string{tall.tall, tall.tall, tall.tall}
			if asCSV {
				fill = fill[:1]
			}
			tall.readBack(t, "tall", f.Filled(true, asCSV, fill...), lib)
			all -= 10 + len(fill)
			sheets++
		}
	}
	t.Logf("%d sheets", sheets)
}

// hostileLibrary gives two banks of which every text acts elsewhere, or is like others.
func hostileLibrary(t *testing.T, d *drawer, lang string) *questions.Library {
	t.Helper()
	texts := []string{
		"=cmd|' /C calc'!A0", "@SUM(1)", "-1+1", "+2", "'quoted", "yes", "unknown", "Det ved vi ikke", "l1", "l0..l1", "same", "same", "SAME.", "a; b, c", "${bounded}", "{{x}}", "_x0041_", "_x0041_x0042_",
		"</t></is></c>", "]]>", "\"", "samklar-form", "samklar-row", "case.id", "note", "https://example.org/", "1.0", "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
	}
	d.text = func() string { return texts[d.IntN(len(texts))] }
	dir := t.TempDir()
	for id, text := range map[string]string{"ours": d.tree("ours", "theirs"), "theirs": d.scale("theirs")} {
		if err := os.WriteFile(filepath.Join(dir, id+".yaml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	lib := questions.NewLibrary(lang)
	if err := lib.AddAll(os.DirFS(dir), ""); err != nil {
		t.Fatal(err)
	}
	return lib
}

// TestSheetsInLibreOffice has another program save filled sheets once more: they are
// read back to the same, and the lists to choose from are still there.
func TestSheetsInLibreOffice(t *testing.T) {
	lib := questions.NewLibrary("da")
	banks, err := lib.Select([]string{"when"}, true)
	if err != nil {
		t.Fatal(err)
	}
	f := form.New(assess.Select(banks), assess.Entries{}, phrase.For("da"))
	wide, tall := &filler{drawer: newDrawer(7), f: f}, &filler{drawer: newDrawer(8), f: f, notes: true}
	var empty bytes.Buffer
	if err := f.WriteXLSX(&empty, true); err != nil {
		t.Fatal(err)
	}
	again := libreOffice(t, "xlsx", "xlsx:Calc MS Excel 2007 XML", f.Filled(false, false, wide.wide(20)), f.Filled(true, false, tall.tall), empty.Bytes())
	wide.readBack(t, "wide, saved again", again[0], lib)
	tall.readBack(t, "tall, saved again", again[1], lib)
	if n := bytes.Count(unpacked(t, again[2], "xl/worksheets/sheet1.xml"), []byte("<dataValidation ")); n < f.Questions() {
		t.Errorf("%d lists to choose from are left, want %d", n, f.Questions())
	}
}

// unpacked gives a part of a workbook.
func unpacked(t *testing.T, data []byte, name string) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := fs.ReadFile(archive, name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestSheetsAreTheSame writes every form twice, to the same bytes.
func TestSheetsAreTheSame(t *testing.T) {
	lib := questions.NewLibrary("nl")
	banks, err := lib.Select([]string{"when"}, true)
	if err != nil {
		t.Fatal(err)
	}
	var all [2]bytes.Buffer
	for i := range all {
		f := form.New(assess.Select(banks), assess.Entries{}, phrase.For("nl"))
		for _, err := range []error{f.WriteHTML(&all[i]), f.WriteXLSForm(&all[i], lib), f.WriteXLSX(&all[i], false), f.WriteXLSX(&all[i], true), f.WriteCSV(&all[i], false), f.WriteCSV(&all[i], true)} {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if !bytes.Equal(all[0].Bytes(), all[1].Bytes()) {
		t.Error("the same forms have other bytes")
	}
}

// libreOffice converts workbooks, with a profile of its own.
func libreOffice(t *testing.T, ending, filter string, books ...[]byte) [][]byte {
	t.Helper()
	in, out := t.TempDir(), t.TempDir()
	args := []string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", filter, "--outdir", out}
	for i, data := range books {
		file := filepath.Join(in, fmt.Sprint(i, ".xlsx"))
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	said, err := exec.Command(needs(t, "soffice"), args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	var all [][]byte
	for i := range books {
		data, err := os.ReadFile(filepath.Join(out, fmt.Sprint(i, ".", ending)))
		if err != nil {
			t.Fatalf("LibreOffice makes nothing of it: %v\n%s", err, said)
		}
		all = append(all, data)
	}
	return all
}
