package wizard

import (
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile" //nolint:depguard // the tests keep answers as the command does

	tea "github.com/charmbracelet/bubbletea"
)

func (w *walker) note() {
	text, now := w.text(), w.model.Interview.Entry(w.model.at).Note
	keys := []tea.KeyMsg{typedIn(".")}
	if now != "" && !strings.Contains(now, "\t") { // else the form leaves the note alone and adds to it
		keys = append(keys, newLine)
	}
	lines := ".\n" + text
	if w.rng.IntN(2) == 0 {
		lines = ". " + text
	}
	w.remember(text)
	w.both("note", lines, append(append(keys, w.typing(text)...), enter)...)
}

// noteLeft begins a note and leaves it, or keeps nothing.
func (w *walker) noteLeft() {
	if w.rng.IntN(2) == 0 {
		w.both("note left", "", append(append([]tea.KeyMsg{typedIn(".")}, w.typing(w.text())...), escape, escape)...)
		return
	}
	w.both("no note", ".\n\n", typedIn("."), enter)
}

func (w *walker) evidence() {
	text := w.text()
	e := w.model.Interview.Entry(w.model.at)
	if len(e.Evidence) >= assess.MaxEvidence {
		w.both("too much evidence", "e", typedIn("e"), escape)
		return
	}
	a := w.want[w.model.at]
	a.Evidence = append(slices.Clone(a.Evidence), text)
	w.want[w.model.at] = a
	lines := "e\n" + text
	if w.rng.IntN(2) == 0 {
		lines = "e " + text
	}
	w.both("evidence", lines, append(append([]tea.KeyMsg{typedIn("e")}, w.typing(text)...), enter)...)
}

func (w *walker) back() {
	w.both("back", "b", []tea.KeyMsg{escape, left, typedIn("b")}[w.rng.IntN(3)])
}

// pair gives two places of levels as typed, the lower first or last, and the
// choice that they are.
func (w *walker) pair() (places string, c assess.Choice) {
	places = "12"
	if n := len(w.model.Question(w.model.at).Levels); n > 2 {
		at := w.rng.Perm(n)
		places = strconv.Itoa(at[0]+1) + strconv.Itoa(at[1]+1)
	}
	c, _ = between(w.model.Question(w.model.at), places)
	return places, c
}

func (w *walker) between() {
	places, c := w.pair()
	keys := []tea.KeyMsg{typedIn("m" + places), enter}
	if w.rng.IntN(2) == 0 {
		keys = []tea.KeyMsg{typedIn("m"), typedIn(places[:1]), typedIn(places[1:]), ctrlJ}
	}
	w.answer(c.ID(w.model.Question(w.model.at)))
	apart := places[:1] + []string{" ", "-", ""}[w.rng.IntN(3)] + places[1:]
	w.both("between", []string{"m ", "m", "m\n"}[w.rng.IntN(3)]+apart, keys...)
}

// betweenLeft begins to choose two levels and chooses one twice, or none at all,
// and then leaves it.
func (w *walker) betweenLeft() {
	if w.rng.IntN(2) == 0 {
		w.both("between the same", "m 11\n\n", typedIn("m11"), escape)
		return
	}
	w.both("between left", "m\nb", typedIn("m"), []tea.KeyMsg{escape, left, typedIn("b")}[w.rng.IntN(3)])
}

// keep confirms the answer that is there, or nothing where there is none.
func (w *walker) keep() {
	e := w.model.Interview.Entry(w.model.at)
	if e.Choice == assess.Unanswered {
		if w.model.cursor < 0 {
			w.both("nothing chosen", "\n", enter)
		}
		return
	}
	for _, o := range w.model.options() {
		if o.choice == e.Choice {
			w.both("keep", "\n", typedIn(o.key), enter) // m begins with the two that are there
			return
		}
	}
}

// hover chooses without confirming.
func (w *walker) hover() {
	options := w.model.options()
	w.both("hover", "", w.to(options[w.rng.IntN(len(options))].key)...)
}

// jump goes to any question through the overview.
func (w *walker) jump() {
	w.both("to the overview", "o", typedIn("o"))
	w.stepOverview()
}

// stepOverview goes from the overview to a question, or back to where it was opened.
func (w *walker) stepOverview() {
	if w.rng.IntN(4) == 0 {
		how := w.rng.IntN(3)
		w.both("out of the overview", []string{"\n", "b", "o"}[how], []tea.KeyMsg{escape, typedIn("b"), typedIn("o")}[how])
		return
	}
	to := w.rng.IntN(len(w.model.list))
	keys := []tea.KeyMsg{home}
	for range to + len(details(w.model.Session)) {
		keys = append(keys, down)
	}
	w.both("jump", strconv.Itoa(to+1), append(keys, enter)...)
}

// look opens the overview and goes back to where one was.
func (w *walker) look() {
	how := w.rng.IntN(3)
	w.both("look", "o\n"+[]string{"\n", "b", "o"}[how], typedIn("o"), []tea.KeyMsg{escape, typedIn("b"), typedIn("o")}[how])
}

// correct makes something that is said of the case something else.
func (w *walker) correct() {
	all := details(w.model.Session)
	at := []int{0, 1, 3}[w.rng.IntN(3)]
	text := []string{"Herning", "the other end of town", "q", "2"}[w.rng.IntN(4)]
	keys := []tea.KeyMsg{typedIn("o"), home}
	for range at {
		keys = append(keys, down)
	}
	w.both("correct", "o\n"+all[at].key+" "+text, append(keys, enter, ctrlU, typedIn(text), enter, escape)...)
}

// harmless keys change nothing that is kept.
func (w *walker) harmless() {
	key := []string{"?", "l", "y", "9", "0", "ø"}[w.rng.IntN(6)]
	w.both("harmless", key, typedIn(key))
}

// undo takes back what was recorded last, if anything.
func (w *walker) undo() {
	if n := len(w.before); n > 0 {
		w.want, w.before = w.before[n-1], w.before[:n-1]
	}
	keys := []tea.KeyMsg{typedIn("z")}
	if done := w.model.Session.Done(); len(done) > 0 && done[len(done)-1].OfCase {
		keys = append(keys, escape) // out of the overview, which shows what is said of the case now
	}
	w.both("undo", "z", keys...)
}

// split records that the room does not agree.
func (w *walker) split() {
	places, c := w.pair()
	q, low := w.model.Question(w.model.at), min(places[0], places[1])
	one, other := w.text(), w.text()
	quoted := func(place byte) string { return w.model.Phrases.Quote(q.Levels[place-'1'].Text) }
	a := w.want[w.model.at]
	a.Note, a.Level = w.agreed(a.Note), c.ID(q)
	w.want[w.model.at] = a
	w.remember(w.model.Phrases.SplitNote + "\n" + quoted(low) + " " + one + "\n" + quoted(max(places[0], places[1])) + " " + other)
	keys := append([]tea.KeyMsg{typedIn("d"), typedIn(places[:1]), typedIn(places[1:]), enter}, w.typing(one)...)
	keys = append(append(append(keys, enter), w.typing(other)...), enter)
	w.both("split", "d "+places+"\n"+one+"\n"+other, keys...)
}

// strike takes a note away, or a piece of evidence.
func (w *walker) strike() {
	e, a := w.model.Interview.Entry(w.model.at), w.want[w.model.at]
	n := len(e.Evidence)
	switch {
	case n > 0:
		at := w.rng.IntN(n)
		a.Evidence = slices.Delete(slices.Clone(e.Evidence), at, at+1)
		keys := []tea.KeyMsg{typedIn("e")}
		for range n - at {
			keys = append(keys, up)
		}
		if n >= assess.MaxEvidence {
			return
		}
		w.put(a)
		w.both("evidence struck", "e-"+strconv.Itoa(at+1), append(keys, ctrlU, enter)...)
	case e.Note != "" && !strings.ContainsAny(e.Note, "\t\n") && e.Choice != assess.NotApplicable:
		a.Note = ""
		w.put(a)
		w.both("note struck", ".-", typedIn("."), ctrlU, enter)
	}
}

// put notes all that is now confirmed of a question.
func (w *walker) put(a answerfile.Answer) {
	if a.Evidence = slices.Clip(a.Evidence); len(a.Evidence) == 0 {
		a.Evidence = nil
	}
	if w.want[w.model.at] = a; a.Level == "" && a.Note == "" && len(a.Evidence) == 0 {
		delete(w.want, w.model.at)
	}
}

func (w *walker) quit() { w.both("quit", "q", typedIn("q")) }

func (w *walker) stepReview() {
	switch n := w.rng.IntN(20); {
	case n < 12 && len(w.model.list) > 0:
		to := w.rng.IntN(len(w.model.list))
		keys := []tea.KeyMsg{home}
		for range to {
			keys = append(keys, down)
		}
		number := slices.Index(w.model.Session.Overview(), w.model.list[to]) + 1
		w.both("review: jump", strconv.Itoa(number), append(keys, enter)...)
	case n < 14:
		w.back()
	case n < 15:
		w.undo()
	case n < 16:
		w.jump()
	case n < 17:
		w.look()
	case n < 18:
		w.both("review: wrong key", "y", typedIn("y"))
	case n < 19:
		w.both("review: to the result", "\n", typedIn("r"))
	default:
		w.quit()
	}
}
