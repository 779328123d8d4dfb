package wizard

import (
	"fmt"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"

	tea "github.com/charmbracelet/bubbletea"
)

// says gives what the document holds, a question a word: its id, level, note
// and evidence.
func (d *desk) says() string {
	var words []string
	for bank, b := range d.Banks {
		for q := range b.Questions {
			a, ok := d.kept(assess.Ref{Bank: bank, Question: q})
			if !ok {
				continue
			}
			word := b.Questions[q].ID + "=" + a.Level
			if a.Note != "" {
				word += fmt.Sprintf(" note %q", a.Note)
			}
			if len(a.Evidence) > 0 {
				word += fmt.Sprintf(" evidence %q", a.Evidence)
			}
			words = append(words, word)
		}
	}
	return strings.Join(words, "; ")
}

// stands says where the form is.
func (m *model) stands() string {
	switch {
	case m.err != nil:
		return "failed"
	case m.interrupted:
		return "interrupted"
	case m.ended:
		return [...]string{"finished", "left", "input ended"}[m.end]
	}
	switch m.screen {
	case asking:
		chosen := "nothing"
		if m.cursor >= 0 {
			chosen = m.options()[m.cursor].key
		}
		return m.Question(m.at).ID + " on " + chosen
	case pairing:
		return "between " + m.two
	case typing:
		return "typing"
	case overview:
		return fmt.Sprintf("overview on %d", m.cursor)
	case review:
		return fmt.Sprintf("review on %d", m.cursor)
	default:
		return [...]string{turning: "turned", reading: "reading", leaving: "unconfirmed", failing: "not kept", clashing: "conflict"}[m.screen]
	}
}

// TestKeys presses keys on the small bank: hands, hearts, and office, which may
// be set aside.
func TestKeys(t *testing.T) {
	const answered = "samklar: 1\nbanks: {strength: 1}\nanswers:\n  strength: {hands: 2, hearts: unknown, office: 3}\n"
	for _, c := range []struct {
		name   string
		begun  string
		keys   []tea.KeyMsg
		says   string
		stands string
	}{
		{"nothing is chosen beforehand", "", []tea.KeyMsg{enter}, "", "hands on nothing"},
		{"nor on the next question", "", []tea.KeyMsg{typedIn("1"), enter, enter, enter}, "hands=1", "hearts on nothing"},
		{"a digit alone", "", []tea.KeyMsg{typedIn("2")}, "", "hands on 2"},
		{"a digit that is no option", "", []tea.KeyMsg{typedIn("4"), enter}, "", "hands on nothing"},
		{"a number that is no option", "", []tea.KeyMsg{typedIn("18"), enter}, "", "hands on nothing"},
		{"a number that is no option, over an answer", "", []tea.KeyMsg{typedIn("3"), enter, left, typedIn("1"), typedIn("8"), enter}, "hands=3", "hearts on nothing"},
		{"a digit that is no option, after an arrow", "", []tea.KeyMsg{down, typedIn("8"), enter}, "hands=1", "hearts on nothing"},
		{"the last of several digits", "", []tea.KeyMsg{typedIn("13"), enter}, "hands=3", "hearts on nothing"},
		{"down from nothing", "", []tea.KeyMsg{down, enter}, "hands=1", "hearts on nothing"},
		{"up from nothing", "", []tea.KeyMsg{up, enter}, "hands=1", "hearts on nothing"},
		{"down past the last", "", []tea.KeyMsg{down, tab, down, tab, down, tab, enter}, "hands=unknown", "hearts on nothing"},
		{"Ctrl+J is Enter", "", []tea.KeyMsg{typedIn("1"), ctrlJ}, "hands=1", "hearts on nothing"},
		{"u", "", []tea.KeyMsg{typedIn("u"), enter}, "hands=unknown", "hearts on nothing"},
		{"x where it may not be", "", []tea.KeyMsg{typedIn("x"), enter}, "", "hands on nothing"},
		{"a space", "", []tea.KeyMsg{{Type: tea.KeySpace, Runes: []rune(" ")}}, "", "hands on nothing"},
		{"a function key", "", []tea.KeyMsg{{Type: tea.KeyF1}}, "", "hands on nothing"},
		{"wrong letters", "", slowly("nyz"), "", "hands on nothing"},
		{"q", "", []tea.KeyMsg{typedIn("1"), enter, typedIn("q"), enter}, "hands=1", "left"},
		{"q with a choice not confirmed", "", []tea.KeyMsg{typedIn("1"), enter, typedIn("2"), typedIn("q"), enter, enter}, "hands=1", "unconfirmed"},
		{"q, and keep it", "", []tea.KeyMsg{typedIn("1"), enter, typedIn("2qk")}, "hands=1; hearts=2", "left"},
		{"q, and leave it out", "", []tea.KeyMsg{typedIn("1"), enter, typedIn("2qn")}, "hands=1", "left"},
		{"q, and back", "", []tea.KeyMsg{typedIn("1"), enter, typedIn("2q"), escape}, "hands=1", "hearts on 2"},
		{"q with two not confirmed, one of them given up", "", []tea.KeyMsg{typedIn("2o"), down, enter, typedIn("3b"), up, enter, typedIn("q"), typedIn("k")}, "hands=2; hearts=3", "left"},
		{"big letters, and points", "", []tea.KeyMsg{typedIn("U"), enter, typedIn("Q")}, "hands=unknown", "left"},
		{"digits without Shift", "", []tea.KeyMsg{typedIn("é"), enter, typedIn("m&"), typedIn(`"`), enter}, "hands=2; hearts=1..3", "office on nothing"},

		{"between two", "", []tea.KeyMsg{typedIn("m"), typedIn("2"), typedIn("3"), enter}, "hands=2..3", "hearts on nothing"},
		{"between two apart, in a burst", "", []tea.KeyMsg{typedIn("m13\r")}, "hands=1..3", "hearts on nothing"},
		{"between two reversed", "", []tea.KeyMsg{typedIn("m31"), enter}, "hands=1..3", "hearts on nothing"},
		{"between, not confirmed", "", []tea.KeyMsg{typedIn("m23")}, "", "between 23"},
		{"between, left", "", []tea.KeyMsg{typedIn("2m13"), escape}, "", "hands on 2"},
		{"between, left with b, and q", "", []tea.KeyMsg{typedIn("m1b"), typedIn("m1q")}, "", "left"},
		{"between one", "", []tea.KeyMsg{typedIn("m2"), enter}, "", "between 2"},
		{"between two equal", "", []tea.KeyMsg{typedIn("m22"), enter, typedIn("3"), enter}, "hands=2..3", "hearts on nothing"},
		{"between what is no level", "", []tea.KeyMsg{typedIn("m4u1"), enter}, "", "between 1"},
		{"the last two of several digits", "", []tea.KeyMsg{typedIn("m1213"), enter}, "hands=1..3", "hearts on nothing"},
		{"a digit after two begins anew", "", []tea.KeyMsg{typedIn("m123"), enter}, "", "between 3"},
		{"between two over a level, and back", "", []tea.KeyMsg{typedIn("1"), enter, left, typedIn("m12"), enter, left, typedIn("3"), enter}, "hands=3", "hearts on nothing"},
		{"between two is under the cursor", "", []tea.KeyMsg{typedIn("m23"), enter, left}, "hands=2..3", "hands on m"},
		{"between two is kept", "", []tea.KeyMsg{typedIn("m23"), enter, left, enter, left, left, typedIn("m"), enter}, "hands=2..3", "hearts on nothing"},
		{"Ctrl+C between", "", []tea.KeyMsg{typedIn("m23"), ctrlC}, "", "interrupted"},

		{"Esc at the first", "", []tea.KeyMsg{typedIn("1"), escape}, "", "hands on 1"},
		{"Esc goes back", "", []tea.KeyMsg{typedIn("1"), enter, typedIn("2"), escape}, "hands=1", "hands on 1"},
		{"what was chosen waits", "", []tea.KeyMsg{typedIn("1"), enter, typedIn("2"), escape, typedIn("3"), typedIn("o"), escape, enter}, "hands=3", "hearts on 2"},
		{"moved back to the answer, nothing waits", "", []tea.KeyMsg{typedIn("1"), enter, left, typedIn("31q")}, "hands=1", "left"},
		{"left goes back", "", []tea.KeyMsg{typedIn("1"), enter, typedIn("2"), left}, "hands=1", "hands on 1"},
		{"b goes back", "", []tea.KeyMsg{typedIn("1"), enter, typedIn("b")}, "hands=1", "hands on 1"},
		{"back and Enter keeps", "", []tea.KeyMsg{typedIn("1"), enter, left, enter}, "hands=1", "hearts on nothing"},
		{"back and another", "", []tea.KeyMsg{typedIn("1"), enter, left, typedIn("3"), enter}, "hands=3", "hearts on nothing"},
		{"Esc and a digit at once", "", []tea.KeyMsg{typedIn("1"), enter, alt("2"), enter}, "hands=2", "hearts on nothing"},
		{"Esc and Enter at once", "", []tea.KeyMsg{typedIn("1"), enter, typedIn("2"), newLine}, "hands=1", "hearts on 2"},
		{"Esc twice at once", "", []tea.KeyMsg{typedIn("1"), enter, typedIn("1"), enter, {Type: tea.KeyEsc, Alt: true}}, "hands=1; hearts=1", "hands on 1"},

		{"a note", "", append(slowly(".of 3 May"), enter), `hands= note "of 3 May"`, "hands on nothing"},
		{"a note in a burst", "", []tea.KeyMsg{typedIn("2.of"), enter, enter}, `hands=2 note "of"`, "hearts on nothing"},
		{"a note of two lines", "", []tea.KeyMsg{typedIn(".a"), newLine, typedIn("b"), enter}, `hands= note "a\nb"`, "hands on nothing"},
		{"a note kept with Ctrl+J", "", []tea.KeyMsg{typedIn(".a"), ctrlJ}, `hands= note "a"`, "hands on nothing"},
		{"a note that is left", "", []tea.KeyMsg{typedIn("2.a"), escape, escape}, "", "hands on 2"},
		{"a note that is nearly left", "", []tea.KeyMsg{typedIn(".a"), escape, typedIn("b"), escape, enter}, `hands= note "ab"`, "hands on nothing"},
		{"a note that was only opened", "", []tea.KeyMsg{typedIn(".a"), enter, typedIn("."), escape, typedIn("2"), enter}, `hands=2 note "a"`, "hearts on nothing"},
		{"the page of what it is about", "", []tea.KeyMsg{typedIn("i"), typedIn("q"), typedIn("2"), enter}, "hands=2", "hearts on nothing"},
		{"an empty note", "", []tea.KeyMsg{typedIn("."), enter}, "", "hands on nothing"},
		{"a note of blanks", "", []tea.KeyMsg{typedIn("."), typedIn("  "), enter}, "", "hands on nothing"},
		{"keys that are letters in a note", "", []tea.KeyMsg{typedIn("."), typedIn("q"), left, tab, typedIn("1"), shiftTab, enter}, `hands= note "1q"`, "hands on nothing"},
		{"evidence", "", []tea.KeyMsg{typedIn("e"), typedIn("minutes"), enter, typedIn("e"), typedIn("letter"), enter}, `hands= evidence ["minutes" "letter"]`, "hands on nothing"},
		{"set aside", answered, []tea.KeyMsg{{Type: tea.KeyEnd}, enter, typedIn("x"), enter, typedIn("we meet outside"), enter}, `hands=2; hearts=unknown; office=not-applicable note "we meet outside"`, "turned"},
		{"set aside without a reason", answered, []tea.KeyMsg{{Type: tea.KeyEnd}, enter, typedIn("x"), enter, enter}, "hands=2; hearts=unknown; office=3", "office on x"},
		{"not set aside after all", answered, []tea.KeyMsg{{Type: tea.KeyEnd}, enter, typedIn("x"), enter, typedIn("we"), escape, escape}, "hands=2; hearts=unknown; office=3", "office on x"},

		{"undo", "", []tea.KeyMsg{typedIn("1"), enter, typedIn("2"), enter, typedIn("z")}, "hands=1", "hearts on nothing"},
		{"undo twice", "", []tea.KeyMsg{typedIn("1"), enter, typedIn(".n"), enter, typedIn("zz")}, "", "hands on nothing"},
		{"undo nothing", "", []tea.KeyMsg{typedIn("z")}, "", "hands on nothing"},
		{"undo an emptied note", "", []tea.KeyMsg{typedIn(".n"), enter, typedIn("."), ctrlU, enter, typedIn("z")}, `hands= note "n"`, "hands on nothing"},
		{"a note emptied", "", []tea.KeyMsg{typedIn(".n"), enter, typedIn("."), ctrlU, enter}, "", "hands on nothing"},
		{"a note emptied beside an answer", answered, []tea.KeyMsg{enter, typedIn(".n"), enter, typedIn("."), ctrlU, enter}, "hands=2; hearts=unknown; office=3", "hearts on u"},
		{"evidence changed", "", []tea.KeyMsg{typedIn("ea"), enter, typedIn("eb"), enter, typedIn("e"), up, up, typedIn("2"), enter}, `hands= evidence ["a2" "b"]`, "hands on nothing"},
		{"evidence emptied", "", []tea.KeyMsg{typedIn("ea"), enter, typedIn("eb"), enter, typedIn("e"), up, ctrlU, enter}, `hands= evidence ["a"]`, "hands on nothing"},
		{"evidence, looked at and left", "", []tea.KeyMsg{typedIn("ea"), enter, typedIn("e"), up, typedIn("x"), escape, escape}, `hands= evidence ["a"]`, "hands on nothing"},
		{"we do not agree", "", []tea.KeyMsg{typedIn("d13"), enter, typedIn("Jan: none"), enter, typedIn("Fatima"), enter}, `hands=1..3 note "We do not agree.\n“None.” Jan: none\n“Enough.” Fatima"`, "hearts on nothing"},
		{"we do not agree, and do", "", []tea.KeyMsg{typedIn("d13"), enter, typedIn("Jan"), enter, typedIn("Fatima"), enter, left, typedIn("2"), enter}, `hands=2 note "At first we did not agree.\n“None.” Jan\n“Enough.” Fatima"`, "hearts on nothing"},
		{"we do not agree, with no words", "", []tea.KeyMsg{typedIn("d13"), enter, enter, typedIn("Fatima"), enter}, `hands=1..3 note "We do not agree.\n“Enough.” Fatima"`, "hearts on nothing"},
		{"we do not agree, looked at again", "", []tea.KeyMsg{typedIn("d13"), enter, enter, enter, left, enter}, `hands=1..3 note "We do not agree."`, "hearts on nothing"},
		{"we do not agree, left", "", []tea.KeyMsg{typedIn("d13"), enter, typedIn("Jan"), escape, escape}, "", "hands on nothing"},
		{"we do not agree, back and on", "", []tea.KeyMsg{typedIn("d13"), enter, typedIn("Jan"), enter, typedIn("Fati"), escape, typedIn("!"), enter, typedIn("ma"), enter}, `hands=1..3 note "We do not agree.\n“None.” Jan!\n“Enough.” Fatima"`, "hearts on nothing"},
		{"we do not agree, to the levels and on", "", []tea.KeyMsg{typedIn("d13"), enter, typedIn("Jan"), escape, enter, enter, typedIn("Fatima"), enter}, `hands=1..3 note "We do not agree.\n“None.” Jan\n“Enough.” Fatima"`, "hearts on nothing"},
		{"evidence of several lines, pasted", "", []tea.KeyMsg{typedIn("e"), pasted("https://a\nhttps://b\n"), enter}, `hands= evidence ["https://a" "https://b"]`, "hands on nothing"},

		{"overview", "", []tea.KeyMsg{typedIn("1"), enter, typedIn("o")}, "hands=1", "overview on 5"},
		{"overview, on", "", []tea.KeyMsg{typedIn("1"), enter, typedIn("o"), down, enter}, "hands=1", "office on nothing"},
		{"overview, back", "", []tea.KeyMsg{typedIn("1"), enter, typedIn("o"), down, escape}, "hands=1", "hearts on nothing"},
		{"overview closed", "", []tea.KeyMsg{typedIn("o"), down, typedIn("o")}, "", "hands on nothing"},
		{"overview, ends", "", []tea.KeyMsg{typedIn("o"), up, {Type: tea.KeyPgDown}, {Type: tea.KeyPgDown}, down}, "", "overview on 6"},
		{"overview, up the pages", "", []tea.KeyMsg{typedIn("o"), {Type: tea.KeyEnd}, {Type: tea.KeyPgUp}, {Type: tea.KeyPgUp}}, "", "overview on 0"},
		{"overview, q", "", []tea.KeyMsg{typedIn("o"), typedIn("q")}, "", "left"},
		{"skipping one comes back to it", "", []tea.KeyMsg{typedIn("o"), down, enter, typedIn("2"), enter, typedIn("2"), enter}, "hearts=2; office=2", "hands on nothing"},

		{"all answered begins at the review", answered, nil, "hands=2; hearts=unknown; office=3", "review on 0"},
		{"review to the result", answered, []tea.KeyMsg{typedIn("r")}, "hands=2; hearts=unknown; office=3", "finished"},
		{"review, a stray Enter, and back", answered, []tea.KeyMsg{enter, escape}, "hands=2; hearts=unknown; office=3", "review on 0"},
		{"review, back to where one was", answered, []tea.KeyMsg{down, enter, escape}, "hands=2; hearts=unknown; office=3", "review on 1"},
		{"review, not confirmed", answered, []tea.KeyMsg{enter, typedIn("1"), escape, typedIn("r")}, "hands=2; hearts=unknown; office=3", "unconfirmed"},
		{"review, the unknown first", answered, []tea.KeyMsg{enter}, "hands=2; hearts=unknown; office=3", "hearts on u"},
		{"review, a change", answered, []tea.KeyMsg{enter, typedIn("1"), enter}, "hands=2; hearts=1; office=3", "review on 1"},
		{"review, back", answered, []tea.KeyMsg{escape}, "hands=2; hearts=unknown; office=3", "office on 3"},
		{"review, q", answered, []tea.KeyMsg{typedIn("q")}, "hands=2; hearts=unknown; office=3", "left"},
		{"review, overview, jump", answered, []tea.KeyMsg{typedIn("o"), home, down, down, down, down, enter}, "hands=2; hearts=unknown; office=3", "hands on 2"},
		{"review, overview, back to the review", answered, []tea.KeyMsg{typedIn("o"), escape}, "hands=2; hearts=unknown; office=3", "review on 0"},

		{"Ctrl+C", "", []tea.KeyMsg{typedIn("1"), enter, typedIn("2"), ctrlC, enter}, "hands=1", "interrupted"},
		{"Ctrl+C in a note", "", []tea.KeyMsg{typedIn("1"), enter, typedIn(".half a"), ctrlC}, `hands=1; hearts= note "half a"`, "interrupted"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, d := onForm(t, c.begun)
			press(m, c.keys...)
			if got := d.says(); got != c.says {
				t.Errorf("keys %v kept %s, want %s", c.keys, got, c.says)
			}
			if got := m.stands(); got != c.stands {
				t.Errorf("keys %v led to %q, want %q", c.keys, got, c.stands)
			}
		})
	}
}

// TestTwoKeys goes through the whole default interview with a digit and Enter a
// question, and one Enter more for the report. Both come one by one, or all in
// one burst.
func TestTwoKeys(t *testing.T) {
	i := load(t, "en", true, questions.Default)
	var asked int
	for _, digit := range []string{"1", "2", "3", "u"} {
		d := i.desk(t, "")
		m := d.draw()
		keys := 0
		keys += through(m, digit)
		if press(m, typedIn("r")); m.stands() != "finished" || keys != 2*d.sets || d.says() == "" {
			t.Errorf("with %s and Enter: %q after %d keys and %d answers, want finished after two keys an answer", digit, m.stands(), keys, d.sets)
		}
		asked = max(asked, d.sets)
	}
	if all := len(i.selection.Banks[0].Questions) + len(i.selection.Banks[1].Questions); asked != all {
		t.Errorf("answering on asked %d questions at most, want all %d", asked, all)
	}
}

// TestBursts types 200 answers ahead: as 400 messages, and pasted in one.
func TestBursts(t *testing.T) {
	banks := []string{"growth", "conditions"} // in which no early answer turns anything
	var oneByOne []tea.KeyMsg
	for range 200 {
		oneByOne = append(oneByOne, typedIn("2"), enter)
	}
	d := load(t, "en", false, banks...).desk(t, "")
	m := d.draw()
	press(m, oneByOne...)
	if d.sets < 10 {
		t.Fatalf("%d of 200 answers were kept", d.sets)
	}
	for _, c := range []struct {
		name string
		keys []tea.KeyMsg
	}{
		{"one by one", oneByOne},
		{"in one message", []tea.KeyMsg{typedIn(strings.Repeat("2\n", 200))}},
		{"pasted", []tea.KeyMsg{pasted(strings.Repeat("2\n", 200))}},
		{"pasted with carriage returns", []tea.KeyMsg{pasted(strings.Repeat("2\r", 200))}},
	} {
		t.Run(c.name, func(t *testing.T) {
			again := load(t, "en", false, banks...).desk(t, "")
			press(again.draw(), c.keys...)
			if got, want := string(again.doc.Bytes()), string(d.doc.Bytes()); got != want || again.sets != d.sets {
				t.Errorf("of %d answers typed ahead %d were kept:\n%s\nwant\n%s", d.sets, again.sets, got, want)
			}
		})
	}
}
