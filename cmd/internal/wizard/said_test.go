package wizard

import (
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/cmd/internal/session"

	tea "github.com/charmbracelet/bubbletea"
)

// TestSaid presses keys and reads the screen: what is said is also said in
// lines, in the same words.
func TestSaid(t *testing.T) {
	const answered = "samklar: 1\nbanks: {strength: 1, fit: 2}\nanswers:\n  fit: {felt: yes, seen: unknown}\n  strength: {hands: 2, hearts: unknown, office: 3}\n"
	for _, c := range []struct {
		name  string
		begun string
		keys  []tea.KeyMsg
		lines []string
		said  string
		gone  []tea.KeyMsg // after these it is no longer said
	}{
		{"welcome", "", nil, nil, "Your answers are kept in case.yaml", []tea.KeyMsg{down}},
		{"welcome back", answered, nil, nil, "Welcome back. Last saved 31 March 2026, 14:05.", nil},
		{"what was left unknown", answered, nil, nil, "Has the need been seen? Are there hearts?", nil},
		{"where we are", "", nil, nil, "step 1 of 1: The need", nil},
		{"nothing chosen", "", []tea.KeyMsg{enter}, nil, "Choose a line first", []tea.KeyMsg{down}},
		{"not an option", "", []tea.KeyMsg{typedIn("7")}, []string{"7"}, "“7” is not one of the choices. Type a number from 1 to", []tea.KeyMsg{down}},
		{"x where it may not be", "", []tea.KeyMsg{typedIn("x")}, []string{"x"}, "This question cannot be set aside.", []tea.KeyMsg{down}},
		{"between which two", "", []tea.KeyMsg{typedIn("m")}, []string{"m"}, "Between which two? Two numbers, the lower first, such as 1 2", []tea.KeyMsg{escape}},
		{"not two", "", []tea.KeyMsg{typedIn("m22")}, []string{"m 2 2"}, "Two different numbers from 1 to 2 are needed, such as 1 2.", []tea.KeyMsg{typedIn("1")}},
		{"which two are named", "", []tea.KeyMsg{typedIn("d")}, []string{"d"}, "You do not agree. Which two answers are named?", []tea.KeyMsg{escape}},
		{"Enter on what has turned", "", []tea.KeyMsg{typedIn("1"), enter, enter}, nil, "That key does nothing here. These do: n go on", []tea.KeyMsg{down}},
		{"pasted where nothing is pasted", "", []tea.KeyMsg{typedIn("1"), enter, pasted("we met in May")}, nil, "That came all at once, and nothing of it was taken.", []tea.KeyMsg{down}},
		{"how many are left", answered, nil, nil, "Answers in case.yaml: 5. No questions are left.", nil},
		{"how many of them count", "samklar: 1\nbanks: {strength: 1, fit: 2}\nanswers:\n  fit: {felt: no}\n  strength: {hands: 2, hearts: unknown}\n", nil, nil, "Answers in case.yaml: 3. Of these, 1 count today. One question is left.", nil},
		{"an error is gone while one corrects it", "", []tea.KeyMsg{typedIn("o"), home, down, down, enter, typedIn("May"), enter}, nil, "“May” is no date.", []tea.KeyMsg{typedIn("x")}},
		{"not levels", "", []tea.KeyMsg{typedIn("m9")}, []string{"m", "x"}, "Two different numbers from 1 to 2 are needed", []tea.KeyMsg{escape}},
		{"lies between two", "", []tea.KeyMsg{typedIn("m12"), enter, left}, []string{"m2-1", "b"}, "between “Nobody speaks of it.” and “Somebody speaks of it.”", nil},
		{"lies between two, listed", "", []tea.KeyMsg{typedIn("m12"), enter, typedIn("o")}, []string{"m12", "o"}, "Is the need felt? → between “Nobody speaks of it.” and", nil},
		{"a split room, listed", "", []tea.KeyMsg{typedIn("d12"), enter, enter, enter, typedIn("o")}, []string{"d12", "", "", "o"}, "Is the need felt? → you do not agree: between “Nobody speaks of it.” and", nil},
		{"first question", "", []tea.KeyMsg{escape}, []string{"b"}, "This is the first question.", []tea.KeyMsg{down}},
		{"what to listen for", "", []tea.KeyMsg{typedIn("?")}, []string{"?"}, "What to listen for:", []tea.KeyMsg{typedIn("?")}},
		{"settled, and why", "", []tea.KeyMsg{typedIn("1"), enter}, []string{"1"}, "Settled: “Wait”.", []tea.KeyMsg{typedIn("n")}},
		{"settled by which answer", "", []tea.KeyMsg{typedIn("1"), enter}, []string{"1"}, "It follows from this answer. “Is the need felt?” – Nobody speaks of it. If the answer were “Somebody speaks of it.”: “Wait” or “Begin”", nil},
		{"settled, and what then", "", []tea.KeyMsg{typedIn("1"), enter}, []string{"1"}, "One question is left. Whatever is answered from here on, the conclusion stays.", nil},
		{"decided by the scores", "", []tea.KeyMsg{typedIn("2"), enter, typedIn("2"), enter, typedIn("n"), typedIn("1"), enter, typedIn("1"), enter}, []string{"2", "2", "1", "1"}, "All together come to 0–33%; “Strong” asks for 50%. Are there hands? – None. If the answer were", nil},
		{"changed", "", []tea.KeyMsg{typedIn("2"), enter, typedIn("3"), enter, escape, left, typedIn("1"), enter}, []string{"2", "3", "b", "b", "1"}, "The conclusion has changed: now “Wait”, no longer “Begin”.", nil},
		{"open again", "", []tea.KeyMsg{typedIn("1"), enter, escape, typedIn("2"), enter}, []string{"1", "b", "2"}, "Open again: “Wait” or “Begin”.", nil},
		{"the next part", "", []tea.KeyMsg{typedIn("2"), enter, typedIn("3"), enter}, []string{"2", "3"}, "Next: How strong are we? – Two questions and one that may not apply.", []tea.KeyMsg{typedIn("n")}},
		{"live", "", []tea.KeyMsg{typedIn("l")}, []string{"l"}, "“Wait” or “Begin”", []tea.KeyMsg{typedIn("l")}},
		{"live goes with the answers", "", []tea.KeyMsg{typedIn("l"), typedIn("1"), enter, typedIn("n")}, []string{"l", "1"}, "Settled: “Wait”.", nil},
		{"note kept", "", []tea.KeyMsg{typedIn(".a note"), enter}, []string{". a note"}, "Note kept.", []tea.KeyMsg{down}},
		{"the note itself", "", []tea.KeyMsg{typedIn(".a note"), enter, typedIn("2"), enter, left}, []string{". a note", "2", "b"}, "Note: a note", nil},
		{"evidence kept", "", []tea.KeyMsg{typedIn("eminutes"), enter}, []string{"e minutes"}, "Evidence kept.", []tea.KeyMsg{down}},
		{"nothing typed", "", []tea.KeyMsg{typedIn("."), enter}, []string{".", ""}, "Nothing typed; nothing was changed.", []tea.KeyMsg{down}},
		{"all questions", "", []tea.KeyMsg{typedIn("o")}, []string{"o"}, "Is the need felt? → Not answered yet", []tea.KeyMsg{escape}},
		{"no longer decides", "", []tea.KeyMsg{typedIn("o"), {Type: tea.KeyEnd}, enter, typedIn("2"), enter, typedIn("1"), enter, typedIn("n"), typedIn("o")}, []string{"o", "5", "2", "1", "o"}, "Is there an office? → A shared one. (no longer changes the conclusion)", nil},
		{"undone", "", []tea.KeyMsg{typedIn("1"), enter, typedIn("z")}, []string{"1", "z"}, "Undone. The question is as it was before.", []tea.KeyMsg{down}},
		{"what it is about", "", []tea.KeyMsg{down, typedIn("i")}, nil, "One step.", []tea.KeyMsg{escape}},
		{"decides nothing", "", []tea.KeyMsg{typedIn("1"), enter, typedIn("n"), typedIn("o")}, []string{"1", "o"}, "Not answered yet (does not change the conclusion)", nil},
		{"review, the unknown", answered, nil, nil, "Answered with “we don't know”: 2. They stand first.", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			i := load(t, "en", true, "fit", "strength")
			m := i.desk(t, c.begun).draw()
			m.Update(tea.WindowSizeMsg{Width: 100, Height: 40})
			press(m, c.keys...)
			if got := words(view(t, m)...); !strings.Contains(got, c.said) {
				t.Errorf("drawn:\n%s\nwant %q", m.View(), c.said)
			}
			if press(m, c.gone...); c.gone != nil && strings.Contains(words(view(t, m)...), c.said) {
				t.Errorf("after %v still:\n%s", c.gone, m.View())
			}
			if c.lines == nil && len(c.keys) > 0 {
				return
			}
			if _, said, _ := i.desk(t, c.begun).inLines(t, append(c.lines, "q")...); !strings.Contains(words(said), c.said) {
				t.Errorf("said in lines:\n%s\nwant %q", said, c.said)
			}
		})
	}
}

// TestWindowTooSmall makes the window too small to draw in, which it says, and
// large again: the place is kept, and no key pressed blindly counts.
func TestWindowTooSmall(t *testing.T) {
	m, d := onForm(t, "")
	press(m, typedIn("2"))
	for _, size := range []tea.WindowSizeMsg{{Width: minColumns - 1, Height: 40}, {Width: 80, Height: minRows - 1}, {Width: 20, Height: 5}} {
		m.Update(size)
		if got := words(view(t, m)...); !strings.Contains(strings.ReplaceAll(got, " ", ""), strings.ReplaceAll(m.Phrases.TooSmall, " ", "")) {
			t.Errorf("at %dx%d drawn: %s, want %s", size.Width, size.Height, got, m.Phrases.TooSmall)
		}
	}
	if press(m, enter); d.sets > 0 {
		t.Errorf("a key pressed blindly kept %s", d.says())
	}
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	if got := m.stands(); got != "hands on 2" {
		t.Errorf("in a large window again: %q, want hands on 2", got)
	}
	m.Update(tea.WindowSizeMsg{Width: 20, Height: 5})
	if press(m, typedIn("q")); m.stands() != "left" {
		t.Errorf("after q, as the message says: %q, want left", m.stands())
	}
}

// TestCase types the details of the case on the form: all but the title may
// be left empty, and a date that is none is asked for again.
func TestCase(t *testing.T) {
	for _, c := range []struct {
		name   string
		given  assess.Case
		keys   []tea.KeyMsg
		want   assess.Case
		stands string
	}{
		{"all", assess.Case{}, append(append(append(append(append(slowly("Our q 1"), enter), slowly("Hasselt")...), enter), slowly("2026-03")...), enter, typedIn("Ida"), enter), assess.Case{Title: "Our q 1", Place: "Hasselt", AsOf: "2026-03", Respondent: assess.Respondent{Name: "Ida"}}, "hands on nothing"},
		{"the title alone", assess.Case{}, []tea.KeyMsg{typedIn("Ø"), enter, enter, enter, enter}, assess.Case{Title: "Ø"}, "hands on nothing"},
		{"no title", assess.Case{}, []tea.KeyMsg{enter, enter, typedIn("  "), enter}, assess.Case{}, "typing"},
		{"a date that is none", assess.Case{}, []tea.KeyMsg{typedIn("A"), enter, enter, typedIn("May"), enter}, assess.Case{Title: "A", AsOf: "May"}, "typing"},
		{"what is given is not asked", assess.Case{Place: "here", AsOf: "2026", Respondent: assess.Respondent{Name: "me"}}, []tea.KeyMsg{typedIn("A"), enter}, assess.Case{Title: "A", Place: "here", AsOf: "2026", Respondent: assess.Respondent{Name: "me"}}, "hands on nothing"},
		{"Esc", assess.Case{}, []tea.KeyMsg{typedIn("A"), escape, escape}, assess.Case{}, "left"},
		{"Esc once", assess.Case{}, []tea.KeyMsg{typedIn("A"), escape, typedIn("B"), enter, enter, enter, enter}, assess.Case{Title: "AB"}, "hands on nothing"},
		{"Esc where nothing was typed", assess.Case{}, []tea.KeyMsg{escape}, assess.Case{}, "left"},
		{"typed ahead", assess.Case{Place: "here", AsOf: "2026", Respondent: assess.Respondent{Name: "me"}}, []tea.KeyMsg{typedIn("A"), enter, typedIn("1"), enter, typedIn("2"), enter}, assess.Case{Title: "A", Place: "here", AsOf: "2026", Respondent: assess.Respondent{Name: "me"}}, "office on nothing"},
		{"Esc at a later one", assess.Case{}, append(slowly("A"), enter, typedIn("Zaandam"), enter, typedIn("2026-03"), enter, escape, escape, enter, enter, enter), assess.Case{Title: "A", Place: "Zaandam", AsOf: "2026-03"}, "hands on nothing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := load(t, "en", false, "strength").desk(t, "")
			var begun *assess.Case
			d.Given = c.given
			d.Begin = func(asked assess.Case) (session.Kept, error) {
				begun = &asked
				return session.Kept{File: "our.yaml"}, nil
			}
			m := d.draw()
			view(t, m)
			press(m, c.keys...)
			if m.asked != c.want || m.stands() != c.stands {
				t.Errorf("asked %+v, %q, want %+v, %q", m.asked, m.stands(), c.want, c.stands)
			}
			if asked := m.stands() != "typing" && m.stands() != "left"; asked != (begun != nil) || asked && (*begun != c.want || m.File != "our.yaml") {
				t.Errorf("began with %+v in %q, want %+v", begun, m.File, c.want)
			}
			view(t, m)
		})
	}
}
