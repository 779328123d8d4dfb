package group_test

import (
	"slices"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/group"

	"pgregory.net/rapid"
)

// TestLeft agrees on some of what is open: what is left is all of the rest, and begins with
// what a report asks for first, in the same order.
func TestLeft(t *testing.T) {
	s := selection(t)
	followed, moved := false, false
	rapid.Check(t, func(t *rapid.T) {
		g := group.Of(s, people(t, s))
		var agenda []assess.Ref
		at := make(map[assess.Ref]*group.Question)
		for _, i := range g.Agenda {
			q := &g.Questions[i]
			at[q.Ref] = q
			if q.Answer.Open() {
				agenda = append(agenda, q.Ref)
			}
		}
		if left := g.Left(s, g.Result); !slices.Equal(left, agenda) {
			t.Fatalf("before anything is agreed %v is left, and the agenda is %v", left, agenda)
		}
		answers := make(assess.Answers)
		for i, b := range s.Banks {
			answers[b.ID] = slices.Clone(g.Result.Banks[i].Sheet)
		}
		agreed := make(map[assess.Ref]bool)
		for _, ref := range agenda {
			q := &s.Banks[ref.Bank].Questions[ref.Question]
			if agreed[ref] = rapid.Bool().Draw(t, "agreed"); agreed[ref] {
				answers[s.Banks[ref.Bank].ID][ref.Question] = assess.Choice(rapid.IntRange(0, len(q.Levels)-1).Draw(t, "level"))
			}
		}
		r := s.Evaluate(answers)
		left := g.Left(s, r)
		if want := slices.DeleteFunc(slices.Clone(agenda), func(ref assess.Ref) bool { return agreed[ref] }); len(left) != len(want) {
			t.Fatalf("%v is left, want %v in some order", left, want)
		} else if !slices.Equal(left, want) {
			moved = true
		}
		asked := func(ref assess.Ref) bool { // what nobody knows, and what may not apply, have a place of their own
			return at[ref] != nil && at[ref].Word != group.Silent && !at[ref].Answer.Doubts
		}
		if r.Chains[0].OpenStep < 0 {
			return
		}
		var first []assess.Ref
		for _, ref := range s.First(r, &r.Chains[0]) {
			if asked(ref) {
				first = append(first, ref)
			}
		}
		got := slices.DeleteFunc(slices.Clone(left), func(ref assess.Ref) bool { return !asked(ref) })
		if !slices.Equal(got[:len(first)], first) {
			t.Fatalf("a report asks for %v first, and the meeting for %v", first, got)
		}
		followed = followed || len(first) > 1
	})
	if !followed || !moved {
		t.Errorf("followed %t, moved %t", followed, moved)
	}
}
