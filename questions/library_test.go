package questions_test

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"

	"github.com/google/go-cmp/cmp"
)

// folder makes a file system of names and texts.
func folder(files ...string) fstest.MapFS {
	fsys := make(fstest.MapFS)
	for i := 0; i < len(files); i += 2 {
		fsys[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return fsys
}

// Every shipped bank reads, is named for its id, and is at home in every
// language that it claims.
func TestShippedBanks(t *testing.T) {
	ids := questions.ShippedIDs()
	if len(ids) < 2 || ids[0] != questions.Default {
		t.Fatalf("ShippedIDs() = %q, want %q first of several", ids, questions.Default)
	}
	if again := slices.Compact(slices.Sorted(slices.Values(ids))); len(again) != len(ids) {
		t.Errorf("ShippedIDs() = %q, want no id twice", ids)
	}
	for _, lang := range questions.Languages() {
		library := questions.NewLibrary(lang)
		if diff := cmp.Diff(ids, library.IDs()); diff != "" {
			t.Errorf("IDs() (-shipped +got):\n%s", diff)
		}
		for _, id := range ids {
			b, err := library.Bank(id)
			if err != nil {
				t.Fatalf("Bank(%s) in %s = %v, want no error", id, lang, err)
			}
			if b.ID != id || b.File != "questions/banks/"+id+".yaml" || b.File != library.File(id) {
				t.Errorf("Bank(%s) has id %s and file %s (File gives %s), want those of its id", id, b.ID, b.File, library.File(id))
			}
			checkShipped(t, b)
		}
		if _, err := library.Select([]string{questions.Default}, true); err != nil {
			t.Errorf("Select(%s) in %s = %v, want no error", questions.Default, lang, err)
		}
		if _, err := library.Select(ids, false); err != nil {
			t.Errorf("Select(all) in %s = %v, want no error", lang, err)
		}
	}
}

// checkShipped holds a bank to what the format demands beyond its fields.
func checkShipped(t *testing.T, b *questions.Bank) {
	t.Helper()
	for i := range b.Questions {
		q := &b.Questions[i]
		if !questions.IsID(q.ID) || b.Question(q.ID) != i {
			t.Errorf("%s: question %q is at %d, want an id of its own", b.ID, q.ID, b.Question(q.ID))
		}
		if n := len(q.Levels); n < questions.MinLevels || n > questions.MaxLevels {
			t.Errorf("%s: question %s has %d levels, want %d to %d", b.ID, q.ID, n, questions.MinLevels, questions.MaxLevels)
		}
		for place, l := range q.Levels {
			if !questions.IsID(l.ID) || slices.Contains([]string{"unknown", "not-applicable", "true", "false"}, l.ID) || q.Level(l.ID) != place {
				t.Errorf("%s: question %s has level %q at %d, want an id of its own that an answer may use", b.ID, q.ID, l.ID, q.Level(l.ID))
			}
			if l.Text == "" {
				t.Errorf("%s: question %s has level %q without a text", b.ID, q.ID, l.ID)
			}
		}
		if part := b.Part(q.Part); !slices.Contains(part.Questions, i) || part.Title == "" {
			t.Errorf("%s: question %s is not in its part %s, or that has no title", b.ID, q.ID, part.ID)
		}
	}
	for _, e := range b.Endings {
		if n := len(strings.Fields(e.Short)); n == 0 || n > 20 {
			t.Errorf("%s: %s is said in %d words, want 1 to 20", b.ID, e.ID, n)
		}
	}
}

func TestLibraryOwnBanks(t *testing.T) {
	own := mutate(t, treeBank, "bank: trial", "bank: "+questions.Default)
	library := questions.NewLibrary("da")
	if err := library.Add(folder("mine.yaml", own), "mine.yaml", "x/"); err != nil {
		t.Fatal(err)
	}
	fsys := folder("b.yaml", scaleBank, "a.yaml", treeBank, "a.da.yaml", treeOverlay, "readme.txt", "no bank", "sub/c.yaml", "no bank")
	if err := library.AddAll(fsys, "y/"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(append(questions.ShippedIDs(), "trial", "depth"), library.IDs()); diff != "" {
		t.Errorf("IDs() (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{questions.Default}, library.Replaced()); diff != "" {
		t.Errorf("Replaced() (-want +got):\n%s", diff)
	}
	for id, want := range map[string]struct{ file, language, title string }{
		questions.Default: {"x/mine.yaml", "en", "Title"},
		"trial":           {"y/a.yaml", "da", "Titel"},
		"depth":           {"y/b.yaml", "en", "Title"},
	} {
		b, err := library.Bank(id)
		if err != nil {
			t.Fatalf("Bank(%s) = %v, want no error", id, err)
		}
		if b.File != want.file || library.File(id) != want.file || b.Language != want.language || b.Title != want.title {
			t.Errorf("Bank(%s) = %q of %s (File gives %s) in %s, want %+v", id, b.Title, b.File, library.File(id), b.Language, want)
		}
		if again, err := library.Bank(id); again != b || err != nil {
			t.Errorf("Bank(%s) the second time = another one or %v, want the same", id, err)
		}
	}
}

func TestLibraryRefuses(t *testing.T) {
	wrongName := strings.Replace(treeOverlay, "language: da", "language: nl", 1)
	tests := []struct {
		name string
		fsys fstest.MapFS
		want string
	}{
		{"no bank", folder("readme.txt", ""), `no bank (*.yaml) in "x"`},
		{"overlays alone", folder("a.da.yaml", treeOverlay), `no bank (*.yaml) in "x"`},
		{"the same id twice", folder("a.yaml", treeBank, "b.yaml", treeBank), `x/b.yaml:1:1: bank "trial" is given a second time; the first is x/a.yaml [duplicate-bank]`},
		{"a broken bank", folder("a.yaml", "bank: trial\nkind: tree\nversion: 1\nlanguage: en\ntitle: T\nstart: a\nnodes: []\noutcomes: {}\n"), "x/a.yaml:6:8: start: unknown node \"a\"; expected none here [unknown-node]\n" +
			"x/a.yaml:7:8: the bank has no nodes; expected at least one [no-nodes]\n" +
			"x/a.yaml:8:11: outcomes is a map; expected a list [wrong-type]"},
		{
			"a broken overlay", folder("a.yaml", treeBank, "a.nl.yaml", "bank: trial\nlanguage: nl\ntitel: T\nabout: [T]\n"),
			`x/a.nl.yaml:3:1: in an overlay: unknown field "titel"; expected bank, language, made-from, title, about, sources, scales, nodes, questions, outcomes or findings; did you mean "title"? [unknown-field]` +
				"\nx/a.nl.yaml:4:8: about is a list; expected a text [wrong-type]",
		},
		{"an overlay of another language", folder("a.yaml", treeBank, "a.da.yaml", wrongName), `x/a.da.yaml:1:1: the file's name says "da" and its language is "nl" [wrong-language]`},
		{"an overlay of another bank", folder("a.yaml", treeBank, "a.nl.yaml", "bank: depth\nlanguage: nl\n"), `x/a.nl.yaml:1:7: this overlay is for bank "depth"; expected "trial" [wrong-bank]`},
		{"two broken banks", folder("a.yaml", "a", "b.yaml", "b"), "x/a.yaml:1:1: a bank is a text; expected a map [wrong-type]\nx/b.yaml:1:1: a bank is a text; expected a map [wrong-type]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := questions.NewLibrary("en").AddAll(tt.fsys, "x/")
			if err == nil || err.Error() != tt.want {
				t.Errorf("AddAll = %v, want %s", err, tt.want)
			}
		})
	}
}

func TestLibraryUnreadable(t *testing.T) {
	err := questions.NewLibrary("en").Add(folder(), "a.yaml", "x/")
	if want := `reading bank "x/a.yaml": file does not exist`; err == nil || err.Error() != want || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Add(missing) = %v, want %s", err, want)
	}
	// An overlay that is there and cannot be read is not passed over in silence.
	fsys := closed{folder("a.yaml", treeBank, "a.da.yaml", treeOverlay), "a.da.yaml"}
	if err := questions.NewLibrary("en").Add(fsys, "a.yaml", "x/"); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("Add with an overlay that cannot be opened = %v, want %v", err, fs.ErrPermission)
	}
}

// closed is a file system with one file that may not be opened.
type closed struct {
	fs.FS
	name string
}

func (c closed) Open(name string) (fs.File, error) {
	if name == c.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return c.FS.Open(name)
}

func TestLibraryUnknownBank(t *testing.T) {
	_, err := questions.NewLibrary("en").Bank("whenn")
	var unknown questions.UnknownBankError
	if !errors.As(err, &unknown) || !strings.Contains(err.Error(), `unknown bank "whenn"; expected when`) || !strings.HasSuffix(err.Error(), `; did you mean "when"?`) {
		t.Errorf("Bank(whenn) = %v, want an UnknownBankError that names when", err)
	}
	for _, id := range []string{"", "../questions", "when.yaml", "when.da", "WHEN"} {
		if _, err := questions.NewLibrary("en").Bank(id); !errors.As(err, &unknown) {
			t.Errorf("Bank(%q) = %v, want an UnknownBankError", id, err)
		}
	}
}

// chain gives a tree bank whose outcome leads to the banks given.
func chain(t *testing.T, id, next, also string) string {
	t.Helper()
	text := mutate(t, treeBank, "bank: trial", "bank: "+id)
	for field, to := range map[string]string{"    next: depth\n": next, "    also: growth\n": also} {
		if to != "" {
			to = field[:10] + to + "\n"
		}
		text = mutate(t, text, field, to)
	}
	return text
}

func TestSelect(t *testing.T) {
	noVerdicts := mutate(t, scaleBank, part(t, scaleBank, "verdicts:\n", "findings:\n"), "")
	last := mutate(t, scaleBank, ", next: trial", "")
	tests := []struct {
		name   string
		banks  []string
		ids    string
		follow bool
		want   string // the banks selected, or the error
	}{
		{"one", []string{chain(t, "a", "b", "d"), chain(t, "b", "depth", ""), last, chain(t, "d", "", "")}, "a", false, "a"},
		{"following next and not also", []string{chain(t, "a", "b", "d"), chain(t, "b", "depth", ""), last, chain(t, "d", "", "")}, "a", true, "a b depth"},
		{"in the order met", []string{chain(t, "a", "depth", ""), chain(t, "b", "d", ""), last, chain(t, "d", "depth", "")}, "b a d b", true, "b a d depth"},
		{"an unknown bank", []string{chain(t, "a", "", "")}, "a aa", false, `@unknown bank "aa"`},
		{"an unknown next", []string{chain(t, "a", "bb", "")}, "a", false, `0.yaml:46:5: next: unknown bank "bb"`},
		{"an unknown next, followed", []string{chain(t, "a", "bb", "")}, "a", true, `@unknown bank "bb"`},
		{"an unknown also", []string{chain(t, "a", "", "bb")}, "a", false, `0.yaml:46:5: also: unknown bank "bb"`},
		{"a bank without verdicts", []string{chain(t, "a", "depth", ""), noVerdicts}, "a", true, `0.yaml:46:5: next: bank "depth" has no verdicts, so nothing can lead to it [no-conclusion]`},
		{"a bank without verdicts beside", []string{chain(t, "a", "", "depth"), noVerdicts}, "a depth", false, "a depth"},
		{"to itself", []string{chain(t, "a", "a", "")}, "a", true, "0.yaml:46:5: next: banks lead in a circle: a → a [bank-cycle]"},
		{"a circle of two", []string{chain(t, "a", "b", ""), chain(t, "b", "a", "")}, "a", true, "0.yaml:46:5: next: banks lead in a circle: a → b → a [bank-cycle]\n" +
			"1.yaml:46:5: next: banks lead in a circle: b → a → b [bank-cycle]"},
		{"a circle of three behind one", []string{chain(t, "a", "b", ""), chain(t, "b", "c", ""), chain(t, "c", "d", ""), chain(t, "d", "b", "")}, "a", true, "1.yaml:46:5: next: banks lead in a circle: b → c → d → b [bank-cycle]\n" +
			"2.yaml:46:5: next: banks lead in a circle: c → d → b → c [bank-cycle]\n" +
			"3.yaml:46:5: next: banks lead in a circle: d → b → c → d [bank-cycle]"},
		{"a circle of also", []string{chain(t, "a", "", "b"), chain(t, "b", "", "a")}, "a b", true, "a b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			library := questions.NewLibrary("en")
			for i, text := range tt.banks {
				name := string(rune('0'+i)) + ".yaml"
				if err := library.Add(folder(name, text), name, ""); err != nil {
					t.Fatal(err)
				}
			}
			banks, err := library.Select(strings.Fields(tt.ids), tt.follow)
			var list diag.List
			var got string
			switch {
			case errors.As(err, &list):
				got = err.Error()
			case err != nil:
				got = "@" + err.Error()
			default:
				var ids []string
				for _, b := range banks {
					ids = append(ids, b.ID)
				}
				got = strings.Join(ids, " ")
			}
			if got != tt.want && (err == nil || !strings.Contains(tt.want, "unknown bank") || !strings.HasPrefix(got, tt.want)) {
				t.Errorf("Select(%s, %t) = %s, want %s", tt.ids, tt.follow, got, tt.want)
			}
		})
	}
}

// The same mistakes are said in the same order on every run.
func TestSelectSameOrder(t *testing.T) {
	library := questions.NewLibrary("en")
	if err := library.Add(folder("a.yaml", chain(t, "a", "bb", "cc")), "a.yaml", ""); err != nil {
		t.Fatal(err)
	}
	_, first := library.Select([]string{"a"}, false)
	for range 50 {
		if _, again := library.Select([]string{"a"}, false); again.Error() != first.Error() {
			t.Fatalf("Select = %s\nand then\n%s\nwant the same order", first, again)
		}
	}
}

// Many files are read at once, and each asks for banks.
func TestLibraryConcurrently(t *testing.T) {
	library := questions.NewLibrary("en")
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for _, id := range library.IDs() {
				if _, err := library.Bank(id); err != nil {
					t.Errorf("Bank(%s) = %v, want no error", id, err)
				}
			}
		})
	}
	group.Wait()
}
