package wizard

import (
	"math/rand/v2"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"

	tea "github.com/charmbracelet/bubbletea"
)

// TestNotesThatAreThere opens notes that the form's field could not hold as
// they are. Kept or left, the file is as it was, to the byte; with more typed
// at the end, what was there still is, but for blanks around it.
func TestNotesThatAreThere(t *testing.T) {
	lines := func(n int) string { return strings.Repeat(`æøå line\n`, n-1) + "last" }
	for _, c := range []struct{ name, yaml string }{
		{"plain", `heard at the well`},
		{"two lines", `"heard\nat the well"`},
		{"tabs", `"column\tone\n\ttwo"`},
		{"99 lines", `"` + lines(99) + `"`},
		{"150 lines", `"` + lines(150) + `"`},
		{"1,500 lines", `"` + lines(1500) + `"`},
		{"as long as may be", `"` + strings.Repeat("ø", 19990) + `"`},
		{"a block", "|\n        heard\n        at the well"},
		{"blanks around", `"  heard  "`},
		{"an empty line at the end", `"heard\n\n"`},
		{"carriage returns", `"heard\r\nat the well"`},
		{"escapes", `"\e[31mred\e[0m \u202eabc\u202c \ufffd"`},
		{"letters in parts", `"e\u0301\u0323 👩‍👩‍👧 \u200d"`},
	} {
		begun := "samklar: 1\nbanks: {strength: 1}\nanswers:\n  strength:\n    hands:\n      level: 2\n      note: " + c.yaml + "\n"
		for _, end := range []struct {
			name string
			keys []tea.KeyMsg
		}{
			{"kept", []tea.KeyMsg{enter}},
			{"left", []tea.KeyMsg{escape}},
			{"left after typing", []tea.KeyMsg{typedIn("more"), escape}},
			{"moved about in, and kept", []tea.KeyMsg{up, left, home, down, enter}},
			{"interrupted", []tea.KeyMsg{ctrlC}},
		} {
			t.Run(c.name+" "+end.name, func(t *testing.T) {
				m, d := onForm(t, begun)
				press(m, toFirst()...)
				press(m, typedIn("."))
				press(m, end.keys...)
				if got := string(d.doc.Bytes()); got != begun {
					t.Errorf("the file is\n%.300q\nwant it as it was\n%.300q", got, begun)
				}
			})
		}
		t.Run(c.name+" added to", func(t *testing.T) {
			m, d := onForm(t, begun)
			ref := assess.Ref{}
			before := strings.TrimSpace(m.Interview.Entry(ref).Note)
			press(m, append(toFirst(), typedIn("."), typedIn("more"), enter)...)
			after := m.Interview.Entry(ref).Note
			if a, _ := d.kept(ref); a.Note != after || !strings.HasPrefix(after, before) || !strings.HasSuffix(after, "more") {
				t.Errorf("the note is %.100q … %.30q, want %.100q and more", after, after[max(0, len(after)-30):], before)
			}
		})
	}
}

// TestStaleNote adds a note to an answer that was given when the question meant
// something else: the old answer stays in the file.
func TestStaleNote(t *testing.T) {
	begun := "samklar: 1\nbanks: {fit: 1}\nanswers:\n  fit: {felt: yes, seen: always}\n"
	for _, keys := range [][]tea.KeyMsg{{typedIn(".a note"), enter}, {typedIn("ea letter"), enter}} {
		d := load(t, "en", false, "fit").desk(t, begun)
		press(d.draw(), keys...)
		if a, _ := d.kept(assess.Ref{Question: 1}); a.Level != "always" {
			t.Errorf("keys %v: the answer is %+v, want still always", keys, a)
		}
	}
}

// TestNoteFirst writes a note before the answer and comes back later: a note
// alone is no answer, so the interview asks the question again, and the overview
// shows it as unanswered, with its note.
func TestNoteFirst(t *testing.T) {
	m, d := onForm(t, "")
	press(m, typedIn(".a note"), enter, typedIn("q"))
	again, back := onForm(t, string(d.doc.Bytes()))
	if got := again.stands(); got != "hands on nothing" {
		t.Errorf("after a note alone the interview goes on at %q, want hands on nothing", got)
	}
	if _, unknown := back.Review(); unknown != 0 || back.Interview.Left() != 3 {
		t.Errorf("after a note alone %d are unknown and %d left, want none and all three", unknown, back.Interview.Left())
	}
	const want = "Not answered yet – Note: a note"
	if got := back.State(assess.Ref{}); got != want {
		t.Errorf("state = %q, want %q", got, want)
	}
	press(again, typedIn("3"), enter)
	if got, want := back.says(), `hands=3 note "a note"`; got != want {
		t.Errorf("answered later: kept %s, want %s", got, want)
	}
}

// TestPasted pastes texts of several lines while a text is typed.
func TestPasted(t *testing.T) {
	for _, c := range []struct{ name, key, text, says string }{
		{"a paragraph", ".", "Partners met.\nNo quarrels; q 1 x.", `hands= note "Partners met.\nNo quarrels; q 1 x."`},
		{"with carriage returns", ".", "Partners met.\rNo quarrels.", `hands= note "Partners met.\nNo quarrels."`},
		{"from Windows", ".", "Partners met.\r\nNo quarrels.", `hands= note "Partners met.\nNo quarrels."`},
		{"Danish, accents, emoji", ".", "Tænk på børn; e\u0301n 👩‍👩‍👧", `hands= note "Tænk på børn; e` + "\u0301" + `n 👩` + `\u200d👩\u200d👧"`},
		{"a line break at the end", "e", "https://example.org/1\n", `hands= evidence ["https://example.org/1"]`},
		{"120 lines", ".", strings.Repeat("a\n", 119) + "b", `hands= note "` + strings.Repeat(`a\n`, 119) + `b"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, d := onForm(t, "")
			press(m, typedIn(c.key), pasted(c.text), enter)
			if got := d.says(); got != c.says {
				t.Errorf("pasting %q kept %s, want %s", c.text, got, c.says)
			}
		})
	}
}

// TestTextInPieces types texts that hold the names of keys, in pieces as they come in:
// every letter arrives.
func TestTextInPieces(t *testing.T) {
	rng := rand.New(rand.NewPCG(14, 14))
	words := []string{"end", "home", "up", "down", "left", "right", "enter", "tab", "esc", "delete", "z", "ik zend", "een cup", "xhome", "f1", "pgup", "ctrl+c", "alt+b", "space"}
	for range 200 {
		m, d := onForm(t, "")
		g := gathering(m)
		text := "a"
		g.burst(typedIn("."))
		g.burst(typedIn("a"))
		for range 1 + rng.IntN(6) {
			piece := words[rng.IntN(len(words))]
			if rng.IntN(2) == 0 {
				piece = " " + piece
			}
			text += piece
			if rng.IntN(2) == 0 {
				g.burst(typedIn(piece)) // in one message
				continue
			}
			var keys []tea.KeyMsg
			for _, r := range piece {
				keys = append(keys, typedIn(string(r)))
			}
			g.burst(keys...)
		}
		g.burst(enter)
		if got, want := d.says(), `hands= note "`+text+`"`; got != want {
			t.Fatalf("kept %s, want %s", got, want)
		}
	}
}

// TestPastedProse pastes prose at a question, where only keys are expected: it
// may not pass for answers, nor end the interview.
func TestPastedProse(t *testing.T) {
	for _, text := range []string{"funding\n", "1 in 3 families\nhas moved\n", "quiet here\n", "We met.\nBut nothing came of it.\n"} {
		m, d := onForm(t, "")
		press(m, pasted(text))
		if strings.Contains(d.says(), "hands=1") || strings.Contains(d.says(), "hands=unknown") || m.ended {
			t.Errorf("pasting %q: kept %q, ended %v; want no answer and no end", text, d.says(), m.ended)
		}
	}
}

// TestTooLong types more than can be kept: nothing is cut without a word.
func TestTooLong(t *testing.T) {
	long := strings.Repeat("ø", 20001)
	for _, c := range []struct {
		name string
		keys []tea.KeyMsg
	}{
		{"note", []tea.KeyMsg{typedIn("."), pasted(long), enter}},
		{"evidence", []tea.KeyMsg{typedIn("e"), pasted(long), enter}},
		{"note in a burst", []tea.KeyMsg{typedIn("."), typedIn(long), enter}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, d := onForm(t, "")
			press(m, c.keys...)
			if d.sets > 0 || !strings.Contains(m.status, "at most 20000") {
				t.Errorf("kept %.40s …, saying %q; want nothing kept, and that it is too long", d.says(), m.status)
			}
		})
	}
	t.Run("a note that grows", func(t *testing.T) {
		m, d := onForm(t, "samklar: 1\nbanks: {strength: 1}\nanswers:\n  strength:\n    hands: {note: \""+strings.Repeat("ø", 19990)+"\", level: 2}\n")
		press(m, append(toFirst(), typedIn("."), newLine, typedIn("and these twenty more"), enter)...)
		if d.sets > 0 || !strings.Contains(m.status, "at most 20000") {
			t.Errorf("kept %d times, saying %q; want nothing kept, and that it is too long", d.sets, m.status)
		}
	})
	t.Run("many lines typed", func(t *testing.T) {
		m, d := onForm(t, "")
		press(m, typedIn("."))
		for range 120 {
			press(m, typedIn("a"), newLine)
		}
		if !strings.Contains(m.status, "99 lines") {
			t.Errorf("121 lines typed say %q, want how many lines there is room for", m.status)
		}
		press(m, enter)
		if got := strings.Count(d.says(), "a"); got < 120 {
			t.Errorf("of 120 letters typed %d are kept", got)
		}
	})
}

// TestRefusedLines types in lines what cannot be kept.
func TestRefusedLines(t *testing.T) {
	long := strings.Repeat("ø", 20001)
	for _, c := range []struct {
		name  string
		lines []string
		said  string
	}{
		{"note that is not UTF-8", []string{". \xff\xfe"}, "not UTF-8"},
		{"note that is not UTF-8, on a line of its own", []string{".", "\xff"}, "not UTF-8"},
		{"evidence that is not UTF-8", []string{"e \xc3"}, "not UTF-8"},
		{"answer that is not UTF-8", []string{"\xff"}, "not one of the choices"},
		{"note that is too long", []string{". " + long}, "at most 20000"},
		{"evidence that is too long", []string{"e " + long}, "at most 20000"},
		{"reason that is too long", []string{"o", "3", "x " + long}, "at most 20000"},
		{"reason that is not UTF-8", []string{"o", "3", "x \xff"}, "not UTF-8"},
		{"a line of 2 MB", []string{strings.Repeat("n", 2<<20)}, "not one of the choices"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := load(t, "en", false, "strength").desk(t, "")
			end, said, err := d.inLines(t, append(c.lines, "", "q")...) // it is asked for again
			if end != Left || err != nil || d.sets > 0 || !strings.Contains(said, c.said) {
				t.Errorf("ended %v, %v, kept %d times, said …%s; want nothing kept and %q", end, err, d.sets, said[max(0, len(said)-200):], c.said)
			}
		})
	}
}

// TestAskedAgain types what does not fit a text. The line after it is asked for the
// same once more, and never answers the question; an empty one leaves things as they
// were.
func TestAskedAgain(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		says  string
		said  string
	}{
		{"a date", []string{"o", "a", "today", "2", "", "q"}, "", "“2” is no date. Type one such as 2026-03-31, 2026-03 or 2026, or nothing."},
		{"a date given at once", []string{"o", "a today", "2026", "q"}, "", "Corrected."},
		{"a note", []string{". \xff", "1", "q"}, `hands= note "1"`, "Note kept."},
		{"what a side says", []string{"d 1 2", "?", "once", "\xff", "2", "q"}, `hands=1..2 note "We do not agree.\n“None.” once\n“Some.” 2"`, "What both sides say is kept in the note."},
		{"one side says nothing", []string{"d 1 2", "once", "", "q"}, `hands=1..2 note "We do not agree.\n“None.” once"`, "Nothing is written down of what those say who choose “Some.”."},
		{"what is said is kept", []string{"d 1 2", "once", "2", "q"}, `hands=1..2 note "We do not agree.\n“None.” once\n“Some.” 2"`, "It is kept in the file and stands in the report: name no person."},
		{"a piece of evidence that is not there", []string{"e a", "e=4", "e=1 b", "q"}, `hands= evidence ["b"]`, "Pieces of evidence here: 1. Type e=1 for the first of them."},
		{"a piece to take away that is not there", []string{"e a", "e-4", "e-1", "q"}, "", "Type e-1 for the first of them."},
		{"a piece where there is none", []string{"e=1", "q"}, "", "There is no evidence here yet."},
		{"the piece that is changed", []string{"e minutes", "e=1", "", "q"}, `hands= evidence ["minutes"]`, "Now: minutes"},
		{"nothing", []string{"", "q"}, "", "Nothing was typed. Type a number from 1 to 3"},
		{"an answer that is kept", []string{"2", "b", "", "q"}, "hands=2", "Answer so far: Some. Enter alone keeps it and goes on."},
		{"out of two", []string{"m", "b", "q"}, "", "Left as it was."},
		{"two in words", []string{"d", "2 og 3", "x", "y", "q"}, `hands=2..3 note "We do not agree.\n“Some.” x\n“Enough.” y"`, "You do not agree. Which two answers are named?"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := load(t, "en", false, "strength").desk(t, "")
			end, said, err := d.inLines(t, c.lines...)
			if end != Left || err != nil || d.says() != c.says || !strings.Contains(said, c.said) {
				t.Errorf("ended %v, %v, kept %s, said %s; want %s kept and %q", end, err, d.says(), said, c.says, c.said)
			}
		})
	}
}

// TestTheEndIsInSight has the place where one types in the window, however much was
// typed, pasted or there before.
func TestTheEndIsInSight(t *testing.T) {
	long := strings.Repeat("so many words ", 120)
	for _, c := range []struct {
		name  string
		begun string
		keys  []tea.KeyMsg
	}{
		{"at once", "", []tea.KeyMsg{typedIn("."), typedIn(long + "the end")}},
		{"pasted", "", []tea.KeyMsg{typedIn("."), pasted(strings.Repeat("a line\n", 40) + "the end")}},
		{"opened", "samklar: 1\nanswers:\n  strength:\n    hands: {note: \"" + long + "the end\"}\n", []tea.KeyMsg{typedIn(".")}},
		{"opened, and made wider", "samklar: 1\nanswers:\n  strength:\n    hands: {note: \"" + long + "the end\"}\n", []tea.KeyMsg{typedIn("."), typedIn("!")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, _ := onForm(t, c.begun)
			press(m, c.keys...)
			if !strings.Contains(words(view(t, m)...), "the end") {
				t.Errorf("the end is not in sight:\n%s", m.View())
			}
			m.Update(tea.WindowSizeMsg{Width: 100, Height: 30})
			if !strings.Contains(words(view(t, m)...), "the end") {
				t.Errorf("in a wider window the end is not in sight:\n%s", m.View())
			}
		})
	}
}
