package intake_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/cmd/internal/intake"
	"collectiveimpact/samklar/questions"
)

// drawn writes an answer file by chance.
func drawn(t *testing.T, r *rand.Rand, b *questions.Bank, lib *questions.Library) *answerfile.Document {
	t.Helper()
	answers := make(map[string]answerfile.Answer)
	for i := range b.Questions {
		q := &b.Questions[i]
		a, low := answerfile.Answer{}, r.IntN(len(q.Levels))
		switch r.IntN(6) {
		case 0:
			continue
		case 1:
			a.Level = answerfile.Unknown
		case 2:
			a.Note = "only a note"
		case 3:
			if q.Optional {
				a = answerfile.Answer{Level: answerfile.NotApplicable, Note: "why"}
				break
			}
			fallthrough
		case 4:
			a.Level = assess.Span(low, low+r.IntN(len(q.Levels)-low)).ID(q)
		default:
			a.Level = q.Levels[low].ID
		}
		if r.IntN(3) == 0 {
			a.Note = []string{"No", "Not known to all", "Not known to all\nNot yet"}[r.IntN(3)] // one in another
			a.Evidence = []string{fmt.Sprint("source ", r.IntN(9))}
		}
		answers[q.ID] = a
	}
	text := answerfile.Compose(assess.Case{ID: "a"}, []*questions.Bank{b}, map[string]map[string]answerfile.Answer{b.ID: answers}, r.IntN(2) == 0)
	doc, err := answerfile.Read("case", text, lib)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return doc
}

// within tells whether all that one choice leaves possible another one does.
func within(q *questions.Question, inner, outer assess.Choice) bool {
	low, high := inner.Possible(q)
	from, to := outer.Possible(q)
	return inner != assess.NotApplicable && from <= low && high <= to
}

// TestFill puts answers drawn by chance into cases drawn by chance: what the case said
// of a question it says still, only more exactly; what fits is in it, what does not is
// named, and no note and no source is lost. A second time nothing is new.
func TestFill(t *testing.T) {
	lib := questions.NewLibrary("en")
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 3)) //nolint:gosec // not for secrets
		b, err := lib.Bank([]string{"when", "growth"}[seed%2])
		if err != nil {
			t.Fatal(err)
		}
		banks := []*questions.Bank{b}
		doc, given := drawn(t, r, b, lib), drawn(t, r, b, lib)
		before, theirs := doc.Entries(banks)[b.ID], given.Entries(banks)[b.ID]
		filling, err := intake.Fill(doc, intake.FromFile(given, given.Bytes()), lib)
		if err != nil {
			t.Fatal(err)
		}
		left := strings.Join(filling.Left, "\n")
		for i, after := range doc.Entries(banks)[b.ID] {
			q, was, said := &b.Questions[i], before[i], theirs[i]
			named := strings.Contains(left, b.ID+"."+q.ID+": ")
			ok := after.Choice == was.Choice
			switch {
			case was.Choice.Leveled() && was.Choice != assess.NotApplicable && said.Choice.Leveled():
				fits := within(q, said.Choice, was.Choice)
				ok = fits && after.Choice == said.Choice && !named || !fits && after.Choice == was.Choice && named
			case was.Choice == assess.Unanswered || was.Choice == assess.Unknown && said.Choice != assess.Unanswered:
				ok = after.Choice == said.Choice && !named
			}
			if !ok {
				t.Errorf("seed %d, %s: the case said %d, the answers %d, now %d; named: %v", seed, q.ID, was.Choice, said.Choice, after.Choice, named)
			}
			if !hasLines(after.Note, was.Note) || !named && !hasLines(after.Note, said.Note) {
				t.Errorf("seed %d, %s: the note is %q, want %q and %q in it", seed, q.ID, after.Note, was.Note, said.Note)
			}
			for _, source := range was.Evidence {
				if !strings.Contains(fmt.Sprint(after.Evidence), source) {
					t.Errorf("seed %d, %s: the source %q is lost", seed, q.ID, source)
				}
			}
		}
		if again, err := intake.Fill(doc, intake.FromFile(given, given.Bytes()), lib); err != nil || again.Put != 0 || len(again.Left) != len(filling.Left) {
			t.Errorf("seed %d: a second time %+v, %v; want nothing new", seed, again, err)
		}
	}
}

// hasLines tells whether a note has the lines of another, together.
func hasLines(note, lines string) bool {
	return lines == "" || strings.Contains("\n"+note+"\n", "\n"+lines+"\n")
}

// TestFillStale wants an answer to what a question asked before to be named, and left.
func TestFillStale(t *testing.T) {
	lib := questions.NewLibrary("en")
	read := func(text string) *answerfile.Document {
		doc, err := answerfile.Read("case", []byte(text), lib)
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	ours := read("samklar: 1\nbanks: {when: 2}\nanswers: {when: {context: yes}}\n")
	theirs := read("samklar: 1\nbanks: {when: 2}\nanswers: {when: {bounded: {level: yes, version: 1, note: said then}}}\n")
	filling, err := intake.Fill(ours, intake.FromFile(theirs, theirs.Bytes()), lib)
	if err != nil || filling.Put != 0 || len(filling.Left) != 1 || !strings.Contains(filling.Left[0], "when.bounded: ") || !strings.Contains(filling.Left[0], "[stale]") {
		t.Errorf("Fill = %+v, %v, want when.bounded named as stale, and left", filling, err)
	}
}
