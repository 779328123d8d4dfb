package wizard

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile" //nolint:depguard // the tests keep answers as the command does
	"collectiveimpact/samklar/questions"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/google/go-cmp/cmp"
)

// TestWalks goes through 500 random interviews twice, drawn and in lines, each
// into a file of its own. The two files are equal to the byte, and say what was
// confirmed and nothing else.
//
// A walk is a list of intentions, each turned into keys for the one and lines
// for the other. In two things the ways differ by design, and the intentions
// keep to what both can do:
//
//   - A note that is there is opened to be changed in the form, and added to in
//     lines. The walk adds: with Alt+Enter at the end of the opened note.
//   - x and Enter on a question that is set aside already keeps it so in the
//     form, and asks for a further reason in lines. The walk keeps it: with an
//     empty line.
//
// Texts are typed on one line and without blanks at their ends, as a line is.
func TestWalks(t *testing.T) {
	const walks = 500
	shipped := questions.ShippedIDs()
	instruments := []*instrument{
		load(t, "en", true, questions.Default),
		load(t, "da", true, shipped...),
		load(t, "en", false, "neighbourhood-fund"),
		load(t, "en", true, "fit", "strength"),
		load(t, "nl", true, questions.Default, "strength"),
	}
	for part := range 10 {
		t.Run(strconv.Itoa(part), func(t *testing.T) {
			t.Parallel()
			for n := part; n < walks; n += 10 {
				walk(t, instruments[n/10%len(instruments)], uint64(n))
			}
		})
	}
}

// walk compares one interview in both ways.
func walk(t *testing.T, i *instrument, seed uint64) {
	t.Helper()
	rng := rand.New(rand.NewPCG(4, seed))
	begun := beginning(i, rng)
	drawn, lined := i.desk(t, begun), i.desk(t, begun)
	w := &walker{rng: rng, model: drawn.draw(), want: make(map[assess.Ref]answerfile.Answer)}
	for bank, b := range drawn.Banks {
		for q := range b.Questions {
			ref := assess.Ref{Bank: bank, Question: q}
			if a, ok := drawn.kept(ref); ok {
				w.want[ref] = a
			}
		}
	}
	for range 8 + rng.IntN(24) {
		was, changes := maps.Clone(w.want), len(drawn.was)
		if w.step(); w.model.ended {
			break
		}
		if len(drawn.was) > changes {
			w.before = append(w.before, was)
		}
	}
	if !w.model.ended {
		w.both("leave", "q", typedIn("q"))
	}
	end, said, err := lined.inLines(t, w.lines...)
	if err != nil || w.model.err != nil {
		t.Fatalf("walk %d: in lines %v, drawn %v", seed, err, w.model.err)
	}
	told := func() string {
		return fmt.Sprintf("walk %d from\n%s\n%s\n\nsaid in lines at the end:\n%s", seed, begun, strings.Join(w.told, "\n"), said[max(0, len(said)-2000):])
	}
	if diff := cmp.Diff(string(drawn.doc.Bytes()), string(lined.doc.Bytes())); diff != "" {
		t.Fatalf("the files differ (-drawn +in lines):\n%s\n%s", diff, told())
	}
	if end != w.model.end {
		t.Fatalf("ended in lines with %d, drawn with %d\n%s", end, w.model.end, told())
	}
	got := make(map[assess.Ref]answerfile.Answer)
	for bank, b := range drawn.Banks {
		for q := range b.Questions {
			ref := assess.Ref{Bank: bank, Question: q}
			if a, ok := lined.kept(ref); ok {
				got[ref] = a
			}
		}
	}
	if diff := cmp.Diff(w.want, got); diff != "" {
		t.Fatalf("the file does not say what was confirmed (-confirmed +file):\n%s\n%s", diff, told())
	}
}

// beginning gives an answer file to go on with, or none.
func beginning(i *instrument, rng *rand.Rand) string {
	share := []float64{0, 0.3, 0.95}[rng.IntN(3)]
	if share == 0 {
		return ""
	}
	var versions, answers strings.Builder
	for _, b := range i.selection.Banks {
		fmt.Fprintf(&versions, "  %s: %d\n", b.ID, b.Version)
		fmt.Fprintf(&answers, "  %s:\n    %s: unknown\n", b.ID, b.Questions[0].ID)
		for _, q := range b.Questions[1:] {
			if rng.Float64() > share {
				continue
			}
			level := q.LevelIDs()[rng.IntN(len(q.Levels))]
			low := rng.IntN(len(q.Levels) - 1)
			between := "between: [" + q.Levels[low].ID + ", " + q.Levels[len(q.Levels)-1].ID + "]"
			answer := []string{
				level, level, level, answerfile.Unknown, "{" + between + "}",
				`{` + between + `, note: "column\tone\nline two"}`, `{note: not yet}`,
				`{level: ` + level + `, note: "column\tone\nline two"}`,
				`{level: ` + level + `, evidence: ["minutes"]}`,
				`{level: ` + level + `, evidence: [` + strings.Repeat("minutes, ", assess.MaxEvidence) + `]}`,
			}[rng.IntN(10)]
			fmt.Fprintf(&answers, "    %s: %s\n", q.ID, answer)
		}
	}
	return "samklar: 1\nbanks:\n" + versions.String() + "answers:\n" + answers.String()
}

// A walker turns intentions into keys, which it presses at once, and lines.
type walker struct {
	rng   *rand.Rand
	model *model
	lines []string
	told  []string
	want  map[assess.Ref]answerfile.Answer // what was confirmed

	before []map[assess.Ref]answerfile.Answer // what was confirmed before each change
}

// both does a thing in both ways. A line of "" that is to be typed is "\n".
func (w *walker) both(what, lines string, keys ...tea.KeyMsg) {
	if w.model.screen == asking {
		what += " at " + w.model.Question(w.model.at).ID
	}
	w.told = append(w.told, fmt.Sprintf("%s: %q, keys %v", what, lines, keys))
	if lines != "" {
		w.lines = append(w.lines, strings.Split(strings.TrimSuffix(lines, "\n"), "\n")...)
	}
	press(w.model, keys...)
	if w.model.screen == turning {
		press(w.model, typedIn("n"))
	}
	if w.model.screen == reading {
		press(w.model, escape)
	}
	if w.model.screen == leaving { // in lines nothing waits to be confirmed
		press(w.model, typedIn("n"))
	}
	if w.rng.IntN(8) == 0 {
		_ = w.model.View()
	}
}

// step does one thing that fits the screen.
func (w *walker) step() {
	switch w.model.screen {
	case review:
		w.stepReview()
		return
	case overview:
		w.stepOverview()
		return
	default:
	}
	steps := []struct {
		weight int
		do     func()
	}{
		{60, w.level},
		{12, w.unknown},
		{12, w.between},
		{4, w.betweenLeft},
		{8, w.aside},
		{8, w.note},
		{3, w.noteLeft},
		{8, w.evidence},
		{5, w.undo},
		{4, w.split},
		{5, w.strike},
		{10, w.back},
		{5, w.keep},
		{3, w.hover},
		{6, w.jump},
		{3, w.look},
		{4, w.correct},
		{6, w.harmless},
		{1, w.quit},
	}
	sum := 0
	for _, s := range steps {
		sum += s.weight
	}
	at := w.rng.IntN(sum)
	for _, s := range steps {
		if at -= s.weight; at < 0 {
			s.do()
			return
		}
	}
}

// answer notes what is now confirmed of a question.
func (w *walker) answer(level string) {
	a := w.want[w.model.at]
	if a.Level != level { // a room that was split has agreed
		a.Note = w.agreed(a.Note)
	}
	a.Level = level
	w.want[w.model.at] = a
}

// agreed gives a note in which a split is past.
func (w *walker) agreed(note string) string {
	lines := strings.Split(note, "\n")
	for i := range lines {
		if lines[i] == w.model.Phrases.SplitNote {
			lines[i] = w.model.Phrases.SplitPast
		}
	}
	return strings.Join(lines, "\n")
}

// to gives the keys that choose an option: its own, or the arrows. The key m does
// more than choose.
func (w *walker) to(key string) []tea.KeyMsg {
	if w.rng.IntN(3) > 0 && key != "m" {
		return []tea.KeyMsg{typedIn(key)}
	}
	var keys []tea.KeyMsg
	options := w.model.options()
	for range options {
		keys = append(keys, []tea.KeyMsg{up, shiftTab}[w.rng.IntN(2)])
	}
	for range slices.IndexFunc(options, func(o option) bool { return o.key == key }) {
		keys = append(keys, []tea.KeyMsg{down, tab}[w.rng.IntN(2)])
	}
	return keys
}

func (w *walker) level() {
	levels := w.model.Question(w.model.at).Levels
	at := w.rng.IntN(len(levels))
	line := strconv.Itoa(at + 1)
	if id := levels[at].ID; len(id) > 1 && w.rng.IntN(3) == 0 {
		line = id
	}
	w.answer(levels[at].ID)
	keys := append(w.to(strconv.Itoa(at+1)), []tea.KeyMsg{enter, ctrlJ}[w.rng.IntN(2)])
	w.both("answer", line, keys...)
}

func (w *walker) unknown() {
	w.answer(answerfile.Unknown)
	w.both("unknown", "u", append(w.to("u"), enter)...)
}

func (w *walker) aside() {
	e, reason := w.model.Interview.Entry(w.model.at), w.text()
	switch {
	case !w.model.Question(w.model.at).Optional:
		w.both("cannot be set aside", "x", typedIn("x"))
		return
	case e.Choice == assess.NotApplicable:
		w.both("still set aside", "\n", append(w.to("x"), enter)...)
		return
	case w.rng.IntN(4) == 0 && e.Note == "":
		w.both("no reason", "x\n\n", append(w.to("x"), enter, enter)...)
		return
	case w.rng.IntN(4) == 0:
		reason = ""
	}
	if reason != "" {
		w.remember(reason)
	}
	if reason == "" && e.Note == "" {
		reason = "given late"
		w.remember(reason)
	}
	w.answer(answerfile.NotApplicable)
	keys := append(w.to("x"), enter)
	if reason != "" {
		keys = append(keys, w.typing(reason)...)
	}
	lines := "x\n" + reason + "\n"
	if reason != "" && w.rng.IntN(2) == 0 {
		lines = "x " + reason
	}
	w.both("set aside", lines, append(keys, enter)...)
}

// remember adds a text to the note that is confirmed.
func (w *walker) remember(text string) {
	a := w.want[w.model.at]
	if a.Note != "" {
		text = a.Note + "\n" + text
	}
	a.Note = text
	w.want[w.model.at] = a
}

// text gives a text to type.
func (w *walker) text() string {
	texts := []string{
		"q", "12", "heard at the well", "Vi ved det ikke endnu; æ ø å", "e\u0301t stort spørgsmål",
		"👩‍👩‍👧 came along", "\"quoted\": yes # not a comment", "x 1 . e b o q u ?", strings.Repeat("so many words ", 20) + "in all",
	}
	return texts[w.rng.IntN(len(texts))]
}

// typing gives the keys for a text: one by one, in a burst, or pasted.
func (w *walker) typing(text string) []tea.KeyMsg {
	switch w.rng.IntN(3) {
	case 0:
		return slowly(text)
	case 1:
		return []tea.KeyMsg{typedIn(text)}
	}
	return []tea.KeyMsg{pasted(text)}
}
