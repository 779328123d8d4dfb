package hearing_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/comparefile"
	"collectiveimpact/samklar/assess/group"
	"collectiveimpact/samklar/cmd/internal/hearing"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/html"
	"collectiveimpact/samklar/report/markdown"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/terminal"
	"collectiveimpact/samklar/report/voices"

	"pgregory.net/rapid"
)

func selection(tb testing.TB) *assess.Selection {
	tb.Helper()
	l := questions.NewLibrary("en")
	if err := l.AddAll(os.DirFS("../../../testdata/banks"), "testdata/banks/"); err != nil {
		tb.Fatal(err)
	}
	banks, err := l.Select([]string{"fit"}, true)
	if err != nil {
		tb.Fatal(err)
	}
	return assess.Select(banks)
}

// A failing is a test, or a property.
type failing interface {
	Helper()
	Fatal(...any)
}

// outputs are all that is written of a group, in every format.
func outputs(tb failing, s *assess.Selection, g *group.Group, open bool) map[string]string {
	tb.Helper()
	c := assess.Case{ID: "1", Title: "Our street", AsOf: "2026"}
	in := &voices.Input{Case: c, First: "2026", Last: "2026", Group: g, Open: open, Lang: "en", Tool: "1.2.3"}
	all := make(map[string]string)
	var b bytes.Buffer
	for format, write := range map[string]func() error{
		"html":     func() error { return html.Write(&b, voices.Build(in)) },
		"markdown": func() error { return markdown.Write(&b, voices.Build(in)) },
		"terminal": func() error { return terminal.Write(&b, voices.Build(in), terminal.Screen{}) },
		"plain":    func() error { return terminal.Write(&b, voices.Build(in), terminal.Screen{Plain: true}) },
		"json":     func() error { return comparefile.WriteGroup(&b, c, "2026", g, open, "1.2.3") },
		"yaml": func() error {
			_, err := b.Write((&hearing.Hearing{Case: c}).Agreed(g, s.Banks, "en", false))
			return err
		},
	} {
		b.Reset()
		if err := write(); err != nil {
			tb.Fatal(err)
		}
		all[format] = b.String()
	}
	if !open { // and what stands beside the levels in a meeting
		for i := range g.Questions {
			q := &g.Questions[i]
			said, levels := voices.Beside(q, &s.Banks[q.Bank].Questions[q.Question], phrase.For("en"))
			all["meeting"] += fmt.Sprintln(said, levels)
		}
	}
	return all
}

// An asked is a question that voices of a test answer; of the others nobody says anything.
type asked struct{ bank, question int }

// person answers some questions, and notes something.
func person(s *assess.Selection, at []asked, says []assess.Choice, name, note string) group.Person {
	p := group.Person{Respondent: assess.Respondent{Name: name}, Entries: make(assess.Entries)}
	for _, b := range s.Banks {
		all := make([]assess.Entry, len(b.Questions))
		for q := range all {
			all[q].Choice = assess.Unanswered
		}
		p.Entries[b.ID] = all
	}
	for i, a := range at {
		p.Entries[s.Banks[a.bank].ID][a.question] = assess.Entry{Choice: says[i], Note: note}
	}
	return p
}

func choices(q *questions.Question) []assess.Choice {
	all := []assess.Choice{assess.Unanswered, assess.Unknown}
	for low := range q.Levels {
		all = append(all, assess.Choice(low))
	}
	all = append(all, assess.Between(0, 1))
	if q.Optional {
		all = append(all, assess.NotApplicable)
	}
	return all
}

// words is what a closed group says: of each question its answer, how far the voices are
// apart, and whether one stands alone.
func words(g *group.Group) string {
	var b strings.Builder
	for i := range g.Questions {
		q := &g.Questions[i]
		fmt.Fprint(&b, q.Answer, q.Word, q.Lone, "; ")
	}
	return b.String()
}

// TestClosed writes all groups of so few voices that answer two questions, or three that
// answer one: those whose words are the same are written the same, in every format. So
// nobody can tell which of two groups it is that differ in one voice.
func TestClosed(t *testing.T) {
	s := selection(t)
	seen, office := asked{0, 1}, asked{1, 2}
	for _, tt := range []struct {
		voices int
		at     []asked
	}{{2, []asked{seen, office}}, {3, []asked{office}}, {4, []asked{{0, 0}}}} {
		written := make(map[string]map[string]string)
		groups := 0
		var all [][]assess.Choice // what one voice may say of all questions
		var fill func(says []assess.Choice)
		fill = func(says []assess.Choice) {
			if len(says) == len(tt.at) {
				all = append(all, slices.Clone(says))
				return
			}
			a := tt.at[len(says)]
			for _, c := range choices(&s.Banks[a.bank].Questions[a.question]) {
				fill(append(slices.Clone(says), c))
			}
		}
		fill(nil)
		var gather func(people []group.Person)
		gather = func(people []group.Person) {
			if len(people) < tt.voices {
				for n, says := range all {
					gather(append(slices.Clone(people), person(s, tt.at, says, fmt.Sprint("secret ", n), fmt.Sprint("secret ", n))))
				}
				return
			}
			g := group.Of(s, people)
			groups++
			is := outputs(t, s, g, false)
			was, there := written[words(g)]
			if !there {
				written[words(g)] = is
			}
			for format, text := range is {
				if strings.Contains(text, "secret") {
					t.Fatalf("%s: a name or a note is in it:\n%s", format, text)
				}
				if there && was[format] != text {
					t.Fatalf("%s: two groups with the same words (%s) are written differently:\n%s\n\n%s", format, words(g), was[format], text)
				}
			}
		}
		gather(nil)
		if groups < 100 || len(written) < 5 || len(written) == groups {
			t.Errorf("%d groups of %d voices came to %d different words", groups, tt.voices, len(written))
		}
	}
}

// TestWhose gives voices each other's answers to single questions: what is shown of a
// group of five and more does not change, so nobody can tell whose an answer is.
func TestWhose(t *testing.T) {
	s := selection(t)
	at := []asked{{0, 0}, {0, 1}, {1, 0}, {1, 2}}
	shown := false
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(group.Least, 7).Draw(t, "voices")
		says := make([][]assess.Choice, n) // by voice
		for i := range says {
			for _, a := range at {
				says[i] = append(says[i], rapid.SampledFrom(choices(&s.Banks[a.bank].Questions[a.question])).Draw(t, "says"))
			}
		}
		of := func() *group.Group {
			people := make([]group.Person, n)
			for i := range people {
				people[i] = person(s, at, says[i], fmt.Sprint("secret ", i), "secret")
			}
			return group.Of(s, people)
		}
		first := of()
		was := outputs(t, s, first, false)
		for q := range at {
			order := rapid.Permutation(says).Draw(t, "order")
			mixed := make([]assess.Choice, n)
			for i := range mixed {
				mixed[i] = order[i][q]
			}
			for i := range mixed {
				says[i] = slices.Clone(says[i])
				says[i][q] = mixed[i]
			}
		}
		for format, text := range outputs(t, s, of(), false) {
			shown = shown || strings.Contains(text, "●")
			if strings.Contains(text, "secret") || text != was[format] {
				t.Fatalf("%s tells whose an answer is:\n%s\n\n%s", format, was[format], text)
			}
		}
	})
	if !shown {
		t.Error("nothing was shown of how voices are spread")
	}
}

// TestOpened shows names and notes where the group has agreed to it.
func TestOpened(t *testing.T) {
	s := selection(t)
	at := []asked{{0, 0}}
	g := group.Of(s, []group.Person{person(s, at, []assess.Choice{0}, "Ask", "a note"), person(s, at, []assess.Choice{1}, "Bo", "another")})
	for format, text := range outputs(t, s, g, true) {
		if format != "yaml" && !strings.Contains(text, "Bo") || format == "yaml" && strings.Contains(text, "note") {
			t.Errorf("%s, of an open group:\n%s", format, text)
		}
	}
}
