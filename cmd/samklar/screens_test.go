package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"collectiveimpact/samklar/questions"
)

// pointer is what the interview puts before what the cursor is on.
const pointer = "❯ "

// question is what the interview says of the place of a question, in each language.
func question(n, of int) [3]string {
	return [3]string{fmt.Sprintf("question %d of at most %d", n, of), fmt.Sprintf("spørgsmål %d af højst %d", n, of), fmt.Sprintf("vraag %d van hoogstens %d", n, of)}
}

// asked counts the questions of a bank and of those that it leads to.
func asked(t *testing.T, bank string) int {
	t.Helper()
	banks, err := questions.NewLibrary("en").Select([]string{bank}, true)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, b := range banks {
		n += len(b.Questions)
	}
	return n
}

// TestScreens holds the screens of the interview to those that are kept, in
// every language, at the size of the smallest terminals that are still common.
func TestScreens(t *testing.T) {
	all := asked(t, questions.Default)
	saved := time.Date(2026, time.March, 31, 9, 5, 0, 0, time.UTC) // when the resumed interview was left
	for at, lang := range questions.Languages() {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			program := []string{"samklar", "assess", "case.yaml", "--lang", lang}
			p := newPane(t, t.TempDir(), 80, 24, program...)
			for _, step := range []struct {
				keys string    // between blanks; _ is a blank
				name string    // of the screen that is kept; "" for none
				sees [3]string // what is waited for, in each language; the first for all where the others are ""
			}{
				{"", "title", [3]string{"What is the collaboration called?", "Hvad hedder samarbejdet?", "Hoe heet de samenwerking?"}},
				{"Mødrehjælp_i_Sønderbro Enter", "", [3]string{"Where is it?", "Hvor er det?", "Waar is het?"}},
				{"Enter", "", [3]string{"Which date", "Hvilken dato", "Van welke datum"}},
				{"31_marts Enter", "bad-date", [3]string{"“31 marts” is no date.", "»31 marts« er ikke en dato.", "‘31 marts’ is geen datum."}},
				{"C-u 2026-03-31 Enter", "", [3]string{"Who gives the answers?", "Hvem svarer?", "Wie geeft de antwoorden?"}},
				{"Enter", "question", question(1, all)},
				{"3", "chosen", [3]string{pointer + "◉ 3"}},
				{"?", "help", [3]string{"What to listen for:", "Vær opmærksom på:", "Aandachtspunten:"}},
				{"? . Børnene_på_Ærø_sagde:_én_café", "note", [3]string{"én café"}},
				{"Enter", "", [3]string{"Note kept.", "Noten er gemt.", "De notitie is bewaard."}},
				{"e https://example.org/moedet", "evidence", [3]string{"org/moedet"}},
				{"Enter", "recorded", [3]string{"Evidence kept.", "Kilden er gemt.", "De onderbouwing is bewaard."}},
				{"l", "live", [3]string{"Still possible:", "Stadig muligt:", "Nog mogelijk:"}},
				{"l Enter", "", question(2, all)},
				{"o", "overview", [3]string{"All questions", "Alle spørgsmål", "Alle vragen"}},
				{"Escape Left", "answered", [3]string{pointer + "● 3"}},
				{"1 Enter", "settled", [3]string{"It follows from", "Det følger af", "Dat volgt uit"}},
				{"Enter n", "", question(2, 4)},
				{"u Enter", "", question(3, 4)},
				{"q", "", [3]string{"samklar assess case.yaml --lang"}},
				{"again", "resumed", [3]string{"31 March 2026, 09:05", "31. marts 2026, 09:05", "31 maart 2026, 09:05"}},
				{"1 Enter", "", [3]string{"last question", "sidste spørgsmål", "laatste vraag"}},
				{"2 Enter", "review", [3]string{"Review of your answers", "Gennemgang af jeres svar", "Jullie antwoorden op een rij"}},
			} {
				if step.keys == "again" {
					p.ended()
					if err := os.Chtimes(filepath.Join(p.dir, "case.yaml"), saved, saved); err != nil {
						t.Fatal(err)
					}
					p.again(program...)
				} else {
					p.types(step.keys)
				}
				sees := step.sees[at]
				if sees == "" {
					sees = step.sees[0]
				}
				if step.name == "" {
					p.sees(sees)
				} else {
					p.golden(step.name+"-"+lang, sees)
				}
			}
			p.types("q")
			p.golden("end-"+lang, "-f html -o case.html")
			p.again(append(program, "--banks", "preconditions")...)
			p.sees(question(1, asked(t, "preconditions"))[at])
			p.types("4")
			p.golden("scale-"+lang, pointer+"◉ 4")
			p.types("m 2 3")
			p.golden("between-"+lang, pointer+"◉ 3")
			p.types("Enter Left")
			p.golden("lies-between-"+lang, pointer+"● m")
		})
	}
}

// types presses keys that are written with blanks between them.
func (p *pane) types(keys string) {
	p.t.Helper()
	var all []string
	for key := range strings.FieldsSeq(keys) {
		all = append(all, strings.ReplaceAll(key, "_", " "))
	}
	p.keys(all...)
}

// TestScreensOfOtherSizes holds a small, a usual and a large screen to those that are
// kept, in one language.
func TestScreensOfOtherSizes(t *testing.T) {
	for _, size := range []struct {
		name          string
		columns, rows int
	}{{"60x15", 60, 15}, {"120x40", 120, 40}, {"200x60", 200, 60}} {
		t.Run(size.name, func(t *testing.T) {
			t.Parallel()
			p := newPane(t, t.TempDir(), size.columns, size.rows, "samklar", "assess", "case.yaml", "--case-title", "Our street")
			for _, step := range []struct{ keys, name, sees string }{
				{"", "question", question(1, asked(t, questions.Default))[0]},
				{"3", "chosen", pointer + "◉ 3"},
				{"?", "help", "choosing one."},
				{"?", "", pointer + "◉ 3"},
				{"Enter", "", "If we succeed"},
				{"o", "overview", "Esc back · z undo"},
				{"End", "overview-end", ". Does the plan set aside resources for keeping the work going?"},
				{"Escape 2 Enter", "", "Has something around us changed"},
				{"u Enter", "", "Can we soon do something"},
				{"u Enter", "", "Can more than one organisation"},
				{"1 Enter", "turn", "It follows from"},
				{"n", "", "Do we work together with those who"},
				{"1 Enter", "review", "Review of your answers"},
				{"End", "review-end", ". Do we work together with those who"},
			} {
				p.types(step.keys)
				if step.name == "" {
					p.sees(step.sees)
				} else {
					p.golden(step.name+"-"+size.name, step.sees)
				}
			}
		})
	}

	// Below the smallest size, the interview says so; started there, it asks in lines.
	t.Run("39x11", func(t *testing.T) {
		t.Parallel()
		p := newPane(t, t.TempDir(), 80, 24, "samklar", "assess", "case.yaml", "--case-title", "Our street")
		p.sees(question(1, asked(t, questions.Default))[0])
		p.resize(39, 11)
		p.golden("too-small", "This window is too small to draw in.")
		p.types("q")
		p.again("samklar", "assess", "case.yaml")
		p.golden("too-small-at-first", "u. We don't know >")
	})
}
