package group_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/group"
	"collectiveimpact/samklar/questions"

	"pgregory.net/rapid"
)

// Two small banks that lead on: a tree, and a scale of which two questions may not apply.
const (
	door = `
bank: door
version: 1
kind: tree
language: en
title: Door
start: a
nodes:
  - id: a
    title: A
    questions:
      - {id: a1, ask: A1, levels: [{text: low}, {text: middle}, {text: high}], passes: "2"}
      - {id: a2, ask: A2, levels: [{text: low}, {text: high}], passes: "2"}
    needs: 1
    pass: "on"
    fail: "off"
outcomes:
  - {id: "on", title: On, short: On., text: On., next: room}
  - {id: "off", title: Off, short: Off., text: Off.}
`
	room = `
bank: room
version: 1
kind: scale
language: en
title: Room
dimensions:
  - id: x
    title: X
    questions:
      - {id: x1, ask: X1, weight: 3, levels: [{text: low}, {text: middle}, {text: more}, {text: high}]}
      - {id: x2, ask: X2, optional: true, levels: [{text: low}, {text: high}]}
      - {id: x3, ask: X3, optional: true, weight: 2, levels: [{text: low}, {text: middle}, {text: high}]}
  - id: y
    title: Y
    questions:
      - {id: y1, ask: Y1, key: true, levels: [{text: low}, {text: middle}, {text: high}]}
bands:
  - {id: low, title: Low, from: 0}
  - {id: high, title: High, from: 40}
verdicts:
  - {id: best, title: Best, every: 60, overall: 70, short: B., text: B.}
  - {id: good, title: Good, every: 40, overall: 50, short: G., text: G.}
  - {id: fair, title: Fair, overall: 45, short: F., text: F.}
  - {id: poor, title: Poor, short: P., text: P.}
`
)

func selection(tb testing.TB) *assess.Selection {
	tb.Helper()
	l := questions.NewLibrary("en")
	if err := l.AddAll(fstest.MapFS{"door.yaml": {Data: []byte(door)}, "room.yaml": {Data: []byte(room)}}, ""); err != nil {
		tb.Fatal(err)
	}
	banks, err := l.Select([]string{"door"}, true)
	if err != nil {
		tb.Fatal(err)
	}
	return assess.Select(banks)
}

// said are all that may be said of a question, what is most often said more than once.
func said(q *questions.Question) []assess.Choice {
	all := []assess.Choice{assess.Unanswered, assess.Unknown}
	for low := range q.Levels {
		all = append(all, assess.Choice(low), assess.Choice(low), assess.Choice(low))
		if low > 0 {
			all = append(all, assess.Between(low-1, low))
		}
	}
	if q.Optional {
		all = append(all, assess.NotApplicable, assess.NotApplicable)
	}
	return all
}

func people(t *rapid.T, s *assess.Selection) []group.Person {
	houses := []string{"", "City", "city ", "School"}
	all := make([]group.Person, rapid.IntRange(1, 5).Draw(t, "people"))
	for i := range all {
		all[i].Organisation = rapid.SampledFrom(houses).Draw(t, "house")
		all[i].Entries = make(assess.Entries)
		for _, b := range s.Banks {
			for q := range b.Questions {
				all[i].Entries[b.ID] = append(all[i].Entries[b.ID], assess.Entry{Choice: rapid.SampledFrom(said(&b.Questions[q])).Draw(t, "says")})
			}
		}
	}
	return all
}

// ways visits every way of taking one of some choices for each question.
func ways(choices [][]assess.Choice, visit func([]assess.Choice)) {
	way := make([]assess.Choice, len(choices))
	var fill func(int)
	fill = func(at int) {
		if at == len(way) {
			visit(way)
			return
		}
		for _, c := range choices[at] {
			way[at] = c
			fill(at + 1)
		}
	}
	fill(0)
}

// sheets puts the choices for all questions of all banks on sheets.
func sheets(s *assess.Selection, way []assess.Choice) assess.Answers {
	answers := make(assess.Answers)
	for _, b := range s.Banks {
		answers[b.ID] = slices.Clone(way[:len(b.Questions)])
		way = way[len(b.Questions):]
	}
	return answers
}

// TestWhoeverIsRight takes for each question the answer of one voice that has a say, in
// every way: what comes out is among what the group says.
func TestWhoeverIsRight(t *testing.T) {
	s := selection(t)
	doubted := 0
	rapid.Check(t, func(t *rapid.T) {
		g := group.Of(s, people(t, s))
		choices := make([][]assess.Choice, len(g.Questions))
		for i := range g.Questions {
			q := &g.Questions[i]
			if q.Answer.Doubts {
				doubted++
			}
			for _, p := range g.People {
				c := p.Entries[s.Banks[q.Bank].ID][q.Question].Choice
				if (c.Leveled() || c == assess.NotApplicable) && !slices.Contains(choices[i], c) {
					choices[i] = append(choices[i], c)
				}
			}
			for _, say := range q.Says { // a voice of several people is all that they say
				if say.Leveled() && !slices.Contains(choices[i], say.Choice) {
					choices[i] = append(choices[i], say.Choice)
				}
			}
			if choices[i] == nil {
				choices[i] = []assess.Choice{q.Answer.Choice}
			}
		}
		ways(choices, func(way []assess.Choice) {
			r := s.Evaluate(sheets(s, way))
			for i := range r.Banks {
				for _, code := range r.Banks[i].Codes {
					if !slices.Contains(g.Result.Banks[i].Codes, code) {
						t.Fatalf("bank %q comes to %q by %v, which is not among what the group says: %v", r.Banks[i].Bank.ID, r.Banks[i].Bank.Endings[code].ID, way, g.Result.Banks[i].Codes)
					}
				}
			}
			if g.Result.Settled() && !r.Settled() {
				t.Fatalf("the group settles what %v leaves open", way)
			}
		})
	})
	if doubted == 0 {
		t.Error("no question was in doubt whether it applies")
	}
}

// TestDeciding wants a question that is called deciding to decide, and no other to.
func TestDeciding(t *testing.T) {
	s := selection(t)
	seen := make(map[group.Place]int)
	rapid.Check(t, func(t *rapid.T) {
		g := group.Of(s, people(t, s))
		c := &g.Result.Chains[0]
		for i := range g.Questions {
			seen[g.Questions[i].Place]++
			if c.OpenStep < 0 && g.Questions[i].Place == group.Decides {
				t.Fatalf("question %d decides, and all is settled", i)
			}
		}
		if c.OpenStep < 0 {
			return
		}
		bank := c.Steps[c.OpenStep].Bank
		choices := make([][]assess.Choice, 0, len(g.Questions))
		for i := range g.Questions {
			q := &g.Questions[i]
			var of []assess.Choice
			if low, high := q.Answer.Possible(&s.Banks[q.Bank].Questions[q.Question]); q.Bank == bank {
				for level := low; level <= high; level++ {
					of = append(of, assess.Choice(level))
				}
			}
			if q.Answer.Doubts && q.Bank == bank || of == nil {
				of = append(of, assess.NotApplicable)
			}
			choices = append(choices, of)
		}
		for i := range g.Questions {
			q := &g.Questions[i]
			if q.Bank != bank || q.Word == group.Silent {
				continue
			}
			others := slices.Clone(choices)
			others[i] = choices[i][:1]
			decides := false
			ways(others, func(way []assess.Choice) {
				codes := make(map[int]bool)
				for _, c := range choices[i] {
					if decides {
						return
					}
					way[i] = c
					r := s.Bank(bank, sheets(s, way)[s.Banks[bank].ID])
					codes[r.Codes[0]] = true
				}
				decides = decides || len(codes) > 1
			})
			if got := q.Place == group.Decides; got != decides {
				t.Fatalf("question %d of %q: decides = %t, want %t; it is %v", q.Question, s.Banks[bank].ID, got, decides, q.Answer)
			}
		}
	})
	for _, p := range []group.Place{group.Agreed, group.Decides, group.Later, group.Wide, group.Near, group.Nobody} {
		if seen[p] == 0 {
			t.Errorf("no question was in the place %q", p)
		}
	}
}

// says makes people of what each answers to the first question of room, of four levels.
func says(all ...assess.Choice) []group.Person {
	made := make([]group.Person, len(all))
	for i, c := range all {
		sheet := make([]assess.Entry, 4)
		for q := range sheet {
			sheet[q].Choice = assess.Unanswered
		}
		sheet[0].Choice = c
		made[i].Entries = assess.Entries{"room": sheet}
	}
	return made
}

// TestWords looks at how far apart voices are said to be.
func TestWords(t *testing.T) {
	s := selection(t)
	const first = 2 // of room, behind those of door
	for _, tt := range []struct {
		people []group.Person
		word   group.Word
		lone   bool
		answer group.Say
	}{
		{says(1, 1, 1), group.AllSame, false, only(1)},
		{says(1, assess.Unknown, assess.Unanswered), group.AllSame, false, only(1)},
		{says(assess.Unknown, assess.Unanswered), group.Silent, false, only(assess.Unknown)},
		{says(assess.Unanswered), group.Silent, false, only(assess.Unanswered)},
		{says(1, 2, 2), group.Next, false, only(assess.Between(1, 2))},
		{says(assess.Between(1, 2), 2), group.Next, false, only(assess.Between(1, 2))},
		{says(assess.Between(1, 2), assess.Between(1, 2)), group.AllSame, false, only(assess.Between(1, 2))},
		{says(1, 3, 3, 3), group.Apart, true, only(assess.Between(1, 3))},
		{says(1, 2, 3), group.Apart, false, only(assess.Between(1, 3))},
		{says(1, 1, 3, 3), group.Apart, false, only(assess.Between(1, 3))},
		{says(1, 3), group.Apart, false, only(assess.Between(1, 3))},
		{says(0, 3, 3), group.BothEnds, true, only(assess.Between(0, 3))},
	} {
		q := group.Of(s, tt.people).Questions[first]
		if q.Word != tt.word || q.Lone != tt.lone || q.Answer != tt.answer {
			t.Errorf("%v = %v, lone %t, %v; want %v, %t, %v", q.Says, q.Word, q.Lone, q.Answer, tt.word, tt.lone, tt.answer)
		}
	}
}

func only(c assess.Choice) group.Say { return group.Say{Choice: c} }

// TestVoices makes one voice of an organisation, and one of each person where all are of one.
func TestVoices(t *testing.T) {
	s := selection(t)
	three := says(0, 2, 3)
	three[0].Organisation, three[1].Organisation = "The City", "the  city"
	g := group.Of(s, three)
	if len(g.Voices) != 2 || g.Questions[2].Says[0].Choice != assess.Between(0, 2) {
		t.Errorf("two of one house and another are %d voices, the first says %v", len(g.Voices), g.Questions[2].Says[0])
	}
	three[2].Organisation = "THE CITY"
	if g := group.Of(s, three); len(g.Voices) != 3 {
		t.Errorf("three of one house alone are %d voices, want 3", len(g.Voices))
	}
	three[0].Role, three[1].Role = "residents", "managers"
	if g := group.Of(s, three); slices.Contains(g.Missing, "residents") || g.Missing[0] != "front-line" || g.Roleless != 1 {
		t.Errorf("missing %v, of %d voices no role", g.Missing, g.Roleless)
	}
}

// TestMeasure holds the figures against ones worked out by hand.
func TestMeasure(t *testing.T) {
	s := selection(t)
	of := &s.Banks[1].Questions[0]
	for _, tt := range []struct {
		people          []group.Person
		range4, off, by int64 // the quartiles' distance times four, the sum of deviations times four, and the voices
	}{
		{says(0, 2, 2, 2), 4, 8, 4},    // AD 0.5, from a median of 2; quartiles 1 and 2
		{says(0, 0, 3, 3), 12, 24, 4},  // from 1.5
		{says(1, 1, 1, 1, 1), 0, 0, 5}, // nothing
		{says(0, 1, 2, 3, 3), 10, 20, 5},
		{says(assess.Between(1, 2), 2), 2, 2, 2},
	} {
		q := group.Of(s, tt.people).Questions[2]
		m, ok := q.Measure(of)
		want := group.Measure{
			Voices: int(tt.by), Quartiles: assess.Fraction{Num: tt.range4, Den: 4},
			Deviation: assess.Fraction{Num: tt.off, Den: 4 * tt.by}, Within: assess.Fraction{Num: 4, Den: 6},
		}
		if !ok || m != want {
			t.Errorf("%v: %+v, want %+v", q.Says, m, want)
		}
	}
	if _, ok := group.Of(s, says(1, assess.Unknown)).Questions[2].Measure(of); ok {
		t.Error("one voice is measured")
	}
}
