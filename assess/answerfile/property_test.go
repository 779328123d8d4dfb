package answerfile_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/yamldoc"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// drawText draws what a person may type or paste, and worse: everything that a
// string may hold, with a word in it that makes it no blank.
func drawText() *rapid.Generator[string] {
	part := rapid.OneOf(
		rapid.SampledFrom([]string{
			"", " ", "\n", "\r\n", "\r", "\t", "\"", "'", "\\", "#", " # x", ": ", ":", "- ", "? ", "{", "}", "[", "]", ",", "&a", "*a", "!t", "|", ">", "%", "@", "`",
			"yes", "null", "~", "<<", "---", "...", "\n---\n", "\n...\n", "\x00", "\x07", "\x1b[2J", "\x7f", "\u0085", "\u009b", "\u00a0", "\u2028", "\u2029",
			"\u200d", "\u202e", "\ufeff", "\ufffd", "\ufffe", "\uffff", "\ud7ff", "\ue000", "\U0001f389", "\U000e0041", "\U0001fffe", "\U0010ffff", "e\u0301", "æøå", `\n`, `\u0041`, "</script>", "=1+1",
		}),
		rapid.StringN(0, 4, -1),
	)
	return rapid.Map(rapid.SliceOfN(part, 0, 6), func(parts []string) string {
		text := strings.ToValidUTF8(strings.Join(parts, ""), "")
		return strings.ReplaceAll(text, "#c", "#d") // by #c the comments of a layout are known
	})
}

// drawAnswer draws an answer that the question may be given.
func drawAnswer(t *rapid.T, q *questions.Question) answerfile.Answer {
	levels := append(q.LevelIDs(), answerfile.Unknown, "")
	for low, id := range q.LevelIDs() {
		for _, higher := range q.LevelIDs()[low+1:] {
			levels = append(levels, id+".."+higher)
		}
	}
	if q.Optional {
		levels = append(levels, answerfile.NotApplicable)
	}
	a := answerfile.Answer{Level: rapid.SampledFrom(levels).Draw(t, "level")}
	if a.Level == answerfile.NotApplicable || a.Level == "" || rapid.Bool().Draw(t, "noted") {
		a.Note = full1(drawText().Draw(t, "note"))
	}
	for range rapid.IntRange(0, 2).Draw(t, "pieces") {
		a.Evidence = append(a.Evidence, full1(drawText().Draw(t, "evidence")))
	}
	return a
}

// full1 gives a text that is more than blanks.
func full1(s string) string {
	if strings.TrimSpace(s) == "" {
		return s + "x" + s
	}
	return s
}

// Whatever a file looks like and whatever is answered: the answers are then as
// set, all others are as they were, and no comment and no line of another entry
// has changed.
func TestSetKeepsTheRest(t *testing.T) {
	l := library(t)
	b, c := bank(t, l, "b"), bank(t, l, "c")
	all := []*questions.Bank{b, c}
	rapid.Check(t, func(t *rapid.T) {
		var text string
		switch rapid.IntRange(0, 5).Draw(t, "format") {
		case 0:
			text = drawJSON(t)
		case 1:
			text = drawYAML(t, true)
		default:
			text = drawYAML(t, false)
		}
		d, err := answerfile.Read("f", []byte(text), l)
		if err != nil {
			t.Fatalf("the sample cannot be read: %v\n%s", err, text)
		}
		for range rapid.IntRange(1, 4).Draw(t, "sets") {
			in := all[rapid.IntRange(0, 1).Draw(t, "bank")]
			q := &in.Questions[rapid.IntRange(0, len(in.Questions)-1).Draw(t, "question")]
			a := drawAnswer(t, q)
			before, want := string(d.Bytes()), d.Entries(all)
			was, _ := d.Answer(in.ID, q.ID)
			want[in.ID][in.Question(q.ID)] = entryOf(q, was, a)
			if err := d.Set(in, q.ID, a); err != nil {
				t.Fatalf("Set(%s, %+v) = %v\nin\n%s", q.ID, a, err, before)
			}
			after := string(d.Bytes())
			again, err := answerfile.Read("f", []byte(after), l)
			if err != nil {
				t.Fatalf("Read after Set(%s, %+v) = %v\nbefore\n%s\nafter\n%s", q.ID, a, err, before, after)
			}
			for name, got := range map[string]*answerfile.Document{"document": d, "text": again} {
				if diff := cmp.Diff(want, got.Entries(all), cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("Set(%s, %+v): the %s (-want +got):\n%s\nbefore\n%s\nafter\n%s", q.ID, a, name, diff, before, after)
				}
			}
			if again.Case != d.Case {
				t.Fatalf("Set(%s, %+v) changed the case\nbefore\n%s\nafter\n%s", q.ID, a, before, after)
			}
			checkComments(t, before, after)
			checkLines(t, before, after, in.ID, q.ID)
		}
	})
}

// entryOf is what an answer means that is set in the place of another.
func entryOf(q *questions.Question, was, a answerfile.Answer) assess.Entry {
	e := assess.Entry{Choice: assess.Unknown, Note: a.Note, Evidence: a.Evidence}
	low, high, between := strings.Cut(a.Level, "..")
	switch {
	case a.Level == "" && was.Level == "":
		e.Choice = assess.Unanswered
	case between:
		e.Choice = assess.Between(q.Level(low), q.Level(high))
	case a.Level == answerfile.NotApplicable:
		e.Choice = assess.NotApplicable
	case q.Level(a.Level) >= 0:
		e.Choice = assess.Choice(q.Level(a.Level))
	}
	return e
}

var numbered = regexp.MustCompile(`#c\d+[^\r\n]*`)

// checkComments wants every comment still there, in order.
func checkComments(t *rapid.T, before, after string) {
	t.Helper()
	if diff := cmp.Diff(numbered.FindAllString(before, -1), numbered.FindAllString(after, -1)); diff != "" {
		t.Fatalf("comments (-want +got):\n%s\nbefore\n%s\nafter\n%s", diff, before, after)
	}
}

// checkLines wants every line still there, in order, but those of the entry and
// those of its bank's version. Where the version is raised, all answers to the
// bank may be touched.
func checkLines(t *rapid.T, before, after, bank, question string) {
	t.Helper()
	if strings.HasPrefix(strings.TrimLeft(before, "\ufeff \t\r\n"), "{") {
		return // JSON: what was added to its last value is on that value's line
	}
	touched := touchedLines(t, before, bank, question)
	rest := splitLines(after)
	for i, line := range splitLines(before) {
		if touched[i+1] {
			continue
		}
		at := slices.Index(rest, line)
		if at < 0 && !strings.HasSuffix(before, "\n") {
			// The mark of a block that ends the file without a line break has to say
			// so once more follows.
			at = slices.IndexFunc(rest, func(l string) bool { return endsMark(l, line) })
		}
		if at < 0 {
			t.Fatalf("line %d (%q) has changed or moved\nbefore\n%s\nafter\n%s", i+1, line, before, after)
		}
		rest = rest[at+1:]
	}
}

func splitLines(text string) []string {
	lines := strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n")
	for i := range lines {
		lines[i] = strings.TrimSuffix(lines[i], "\r")
	}
	return lines
}

// touchedLines gives the lines that an answer may change.
func touchedLines(t *rapid.T, text, bank, question string) map[int]bool {
	root, err := yamldoc.Parse("f", []byte(text), yamldoc.Limits{Bytes: 1 << 20, Depth: 20, Keys: 4000})
	if err != nil {
		t.Fatal(err)
	}
	last := strings.Count(text, "\n") + 1
	lines := make(map[int]bool)
	keep := splitLines(text)
	mark := func(from, to int) {
		for ; to > from; to-- { // comments and blank lines below an entry are not its own
			if line := strings.TrimSpace(keep[to-1]); line != "" && line != "..." && !strings.HasPrefix(line, "#c") {
				break
			}
		}
		for ; from <= to; from++ {
			lines[from] = true
		}
	}
	// path marks the lines of the entry at the end of a path, or those of the
	// last place on the way there that exists.
	path := func(names ...string) {
		m, end := root, last
		for i, name := range names {
			at := -1
			for j := 0; j < len(m.Items); j += 2 {
				if m.Items[j].Text == name {
					at = j
				}
			}
			if at < 0 { // put in after the last entry
				if m.Style == yamldoc.Flow && len(m.Items) > 0 {
					mark(m.Items[len(m.Items)-2].Line, end)
				} else if m.Style == yamldoc.Flow {
					mark(m.Line, end)
				}
				return
			}
			key, value := m.Items[at], &m.Items[at+1]
			if at+2 < len(m.Items) {
				end = m.Items[at+2].Line
				if m.Style == yamldoc.Block {
					end--
				}
			}
			if i == len(names)-1 || value.IsNull() {
				mark(key.Line, end)
				return
			}
			m = value
		}
	}
	path("answers", bank, question)
	path("banks", bank)
	if v := root.Get("banks").Get(bank); v != nil && v.Text == "1" && bank == "b" {
		path("answers", bank)
	}
	return lines
}

var blockMark = regexp.MustCompile(`([|>])([1-9]?)[+-]?([1-9]?)`)

// endsMark tells whether two lines differ in the chomping of a block's mark
// alone.
func endsMark(got, want string) bool {
	return blockMark.ReplaceAllString(got, "$1$2$3") == blockMark.ReplaceAllString(want, "$1$2$3")
}
