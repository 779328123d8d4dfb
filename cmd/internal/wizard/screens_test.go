package wizard

import (
	"fmt"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/text"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

// sizes of windows: small, usual, and a projector's.
var sizes = []tea.WindowSizeMsg{{Width: 60, Height: 15}, {Width: 80, Height: 24}, {Width: 200, Height: 60}}

// view draws the screen without colours and checks that it fits its window.
func view(t *testing.T, m *model) []string {
	t.Helper()
	lines := strings.Split(ansi.Strip(m.View()), "\n")
	if len(lines) > m.height {
		t.Errorf("%s at %dx%d: %d lines drawn:\n%s", m.stands(), m.width, m.height, len(lines), strings.Join(lines, "\n"))
	}
	for _, line := range lines {
		if n := ansi.StringWidth(line); n > m.width {
			t.Errorf("%s at %dx%d: a line is %d wide: %q", m.stands(), m.width, m.height, n, line)
		}
	}
	return lines
}

// words gives a text without line breaks, pointers and margins; a line may also end
// at a hyphen.
func words(lines ...string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(strings.Join(lines, " ")), " "), "- ", "-")
}

// TestOptionsInSight goes to every option of every shipped question with the
// arrow keys, in every language and size: the one under the cursor is in sight
// in full, with the question's beginning where there is room, and so are the
// keys. Changing the window's size in between keeps the place.
func TestOptionsInSight(t *testing.T) {
	for _, lang := range questions.Languages() {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			i := load(t, lang, true, append(questions.ShippedIDs(), "strength", "neighbourhood-fund")...)
			m := i.desk(t, "").draw()
			seen := 0
			for _, size := range sizes {
				m.Update(size)
				for bank, b := range m.Banks {
					for q := range b.Questions {
						clear(m.pending)
						m.proceed(assess.Ref{Bank: bank, Question: q}, true)
						seen += everyOption(t, m, size)
					}
				}
			}
			want := 0
			for _, b := range i.selection.Banks {
				for q := range b.Questions {
					want += len(b.Questions[q].Levels) + 1
					if b.Questions[q].Optional {
						want++
					}
				}
			}
			if want *= len(sizes); seen != want {
				t.Errorf("%d options were seen, want %d", seen, want)
			}
		})
	}
}

// everyOption goes down the options of a question and gives their number.
func everyOption(t *testing.T, m *model, size tea.WindowSizeMsg) int {
	t.Helper()
	options := m.options()
	for at, o := range options {
		press(m, down)
		if m.cursor != at {
			t.Fatalf("%s: %d times down led to %d", m.Question(m.at).ID, at+1, m.cursor)
		}
		lines := view(t, m)
		if !inSight(lines, o) {
			t.Errorf("%s at %dx%d: option %s is not in sight in full:\n%s", m.Question(m.at).ID, size.Width, size.Height, o.key, strings.Join(lines, "\n"))
		}
		if !strings.Contains(words(lines...), "Enter ") {
			t.Errorf("%s at %dx%d: the keys are not in sight:\n%s", m.Question(m.at).ID, size.Width, size.Height, strings.Join(lines, "\n"))
		}
		for _, other := range sizes {
			m.Update(other)
		}
		if m.Update(size); m.cursor != at {
			t.Errorf("%s: changing the window's size moved the cursor from %d to %d", m.Question(m.at).ID, at, m.cursor)
		}
	}
	return len(options)
}

// inSight tells whether an option stands on the screen in full, behind the
// pointer.
func inSight(lines []string, o option) bool {
	for at, line := range lines {
		rest, ok := strings.CutPrefix(line, pointer)
		if !ok {
			continue
		}
		_, rest, ok = strings.Cut(rest, " "+o.key+"  ")
		return ok && strings.HasPrefix(words(append([]string{rest}, lines[at+1:]...)...), words(o.text))
	}
	return false
}

// TestEverythingOpen draws every shipped question in small windows with all that
// can stand around it: what to listen for, the live line, a note, evidence, a
// message. The first option and the last are in sight all the
// same, once under the cursor.
func TestEverythingOpen(t *testing.T) {
	for _, lang := range questions.Languages() {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			i := load(t, lang, true, questions.ShippedIDs()...)
			for _, size := range []tea.WindowSizeMsg{sizes[0], {Width: minColumns, Height: minRows}} {
				m := i.desk(t, "").draw()
				m.Update(size)
				m.LiveOn = true
				for bank, b := range m.Banks {
					for q := range b.Questions {
						ref := assess.Ref{Bank: bank, Question: q}
						m.Interview.Entries()[b.ID][q] = assess.Entry{Choice: assess.Unanswered, Note: strings.Repeat("så mange ord ", 90), Evidence: []string{"a", strings.Repeat("b", 300)}}
						clear(m.pending)
						m.proceed(ref, true)
						m.help, m.status = true, strings.Repeat("something was said ", 30)
						options := m.options()
						for _, at := range []int{0, len(options) - 1} {
							o := options[at]
							m.cursor = at
							lines := view(t, m)
							_, first, _ := strings.Cut(strings.Join(lines, "\n"), pointer)
							if !strings.Contains(first, " "+o.key+"  ") {
								t.Errorf("%s at %dx%d: option %s is not in sight:\n%s", m.Question(ref).ID, size.Width, size.Height, o.key, strings.Join(lines, "\n"))
							}
						}
						for _, keys := range []string{"m", "1", "2"} {
							press(m, typedIn(keys))
							if lines := strings.Join(view(t, m), "\n"); keys != "m" && !strings.Contains(lines, pointer+"◉ "+keys+"  ") {
								t.Errorf("%s at %dx%d, between two: option %s is not in sight:\n%s", m.Question(ref).ID, size.Width, size.Height, keys, lines)
							}
						}
					}
				}
			}
		})
	}
}

// TestLists goes down the overview and the review of all banks: what is under
// the cursor is in sight.
func TestLists(t *testing.T) {
	for _, lang := range questions.Languages() {
		for _, size := range sizes {
			t.Run(fmt.Sprintf("%s at %dx%d", lang, size.Width, size.Height), func(t *testing.T) {
				m := load(t, lang, false, "when", "preconditions").desk(t, "").draw()
				m.Update(size)
				down1 := func(what string, ref assess.Ref) {
					lines := view(t, m)
					_, pointed, _ := strings.Cut(strings.Join(lines, "\n"), pointer)
					if !strings.Contains(words(pointed), words(m.Question(ref).Ask)) {
						t.Errorf("%s: %q is not in sight:\n%s", what, m.Question(ref).Ask, strings.Join(lines, "\n"))
					}
					press(m, down)
				}
				press(m, typedIn("o"), home)
				for range details(m.Session) {
					if lines := view(t, m); !strings.Contains(strings.Join(lines, "\n"), pointer) {
						t.Errorf("overview: nothing is under the cursor:\n%s", strings.Join(lines, "\n"))
					}
					press(m, down)
				}
				for _, ref := range m.list {
					down1("overview", ref)
				}
				press(m, escape)
				through(m, "3")
				if lines := view(t, m); !strings.Contains(words(lines...), "r ") {
					t.Errorf("review: the way to the result is not in sight:\n%s", strings.Join(lines, "\n"))
				}
				for _, ref := range m.list {
					down1("review", ref)
				}
			})
		}
	}
}

// TestWideLetters draws notes and evidence in letters that are wide, in parts,
// or many, while they are typed and afterwards.
func TestWideLetters(t *testing.T) {
	texts := map[string]string{
		"Danish":      "Blåbærgrød på øen, æbler og ål",
		"accents":     strings.Repeat("e\u0301a\u030ao\u0308 ", 40),
		"emoji":       strings.Repeat("👩‍👩‍👧‍👦🇩🇰👍🏽 ", 40),
		"Chinese":     strings.Repeat("一二三四五六七八九十", 20),
		"one word":    strings.Repeat("Menneskerettighedsorganisation", 12),
		"a paragraph": strings.Repeat("Vi mødtes i går.\nDer kom tolv.\n\n", 20),
		"tabs":        "a\tb\tc",
		"turned":      "red \u202eabc\u202c",
	}
	for name, foreign := range texts {
		for _, size := range sizes {
			for _, key := range []string{".", "e"} {
				t.Run(fmt.Sprintf("%s %s at %dx%d", key, name, size.Width, size.Height), func(t *testing.T) {
					m, _ := onForm(t, "")
					m.Update(size)
					press(m, typedIn(key), pasted(foreign))
					view(t, m)
					for _, other := range sizes {
						m.Update(other)
						view(t, m)
					}
					m.Update(size)
					press(m, enter)
					kept := words(text.Line(foreign))
					// In the smallest window the options come before the note.
					if lines := view(t, m); size.Height > 15 && !strings.Contains(words(lines...), string([]rune(kept)[:min(len([]rune(kept)), 8)])) {
						t.Errorf("what was kept is not in sight:\n%s", strings.Join(lines, "\n"))
					}
					press(m, typedIn("1"))
					view(t, m)
				})
			}
		}
	}
}

// TestLowWindowSays sees in the lowest window why a key was not taken.
func TestLowWindowSays(t *testing.T) {
	for _, lang := range questions.Languages() {
		m := load(t, lang, true, questions.Default).desk(t, "").draw()
		m.Update(tea.WindowSizeMsg{Width: 60, Height: minRows + 3})
		press(m, typedIn("1"), typedIn("8"))
		if got := words(view(t, m)...); !strings.Contains(got, words(m.NotAnOption(m.Question(m.at), "8"))) {
			t.Errorf("%s: the window does not say why:\n%s", lang, m.View())
		}
	}
}
