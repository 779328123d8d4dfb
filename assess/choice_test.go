package assess_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

func TestPossibleLevels(t *testing.T) {
	q := &questions.Question{Levels: []questions.Level{{ID: "no"}, {ID: "partly"}, {ID: "mostly"}, {ID: "yes"}}}
	for _, test := range []struct {
		choice    assess.Choice
		low, high int
		open      bool
		id        string
	}{
		{0, 0, 0, false, "no"},
		{3, 3, 3, false, "yes"},
		{assess.Between(0, 1), 0, 1, true, "no..partly"},
		{assess.Between(1, 3), 1, 3, true, "partly..yes"}, // and mostly, which lies between them
		{unknown, 0, 3, true, "unknown"},
		{open, 0, 3, true, "unknown"},
		{without, 0, -1, false, "not-applicable"},
	} {
		low, high := test.choice.Possible(q)
		if low != test.low || high != test.high || test.choice.Open() != test.open || test.choice.ID(q) != test.id {
			t.Errorf("%d: Possible = %d, %d, Open %t, ID %q, want %d, %d, %t, %q",
				test.choice, low, high, test.choice.Open(), test.choice.ID(q), test.low, test.high, test.open, test.id)
		}
	}
}

func TestUnknownIsLikeUnanswered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(4, 1_000_000).Draw(t, "case")
		want := s.evaluate()
		for id, sheet := range s.answers {
			sheet = slices.Clone(sheet)
			for q, c := range sheet {
				if c == unknown {
					sheet[q] = open
				}
			}
			s.answers[id] = sheet
		}
		got := s.evaluate()
		for i := range got.Banks {
			got.Banks[i].Sheet = want.Banks[i].Sheet
		}
		if diff := cmp.Diff(whole(want), whole(got), inAll()...); diff != "" {
			t.Errorf("Evaluate, with unanswered for unknown (-unknown +unanswered):\n%s", diff)
		}
	})
}
