package assess_test

import (
	"slices"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

func TestDigestTellsEveryPartOfAnAnswer(t *testing.T) {
	banks, err := questions.NewLibrary("en").Select([]string{"when", "preconditions"}, false)
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]string)
	for _, tt := range []struct {
		name  string
		entry assess.Entry
	}{
		{"unanswered", assess.Entry{Choice: assess.Unanswered}},
		{"unknown", assess.Entry{Choice: assess.Unknown}},
		{"lowest", assess.Entry{Choice: 0}},
		{"next", assess.Entry{Choice: 1}},
		{"not applicable", assess.Entry{Choice: assess.NotApplicable, Note: "why"}},
		{"stale", assess.Entry{Choice: assess.Unanswered, Stale: "no"}},
		{"stale, another", assess.Entry{Choice: assess.Unanswered, Stale: "yes"}},
		{"note", assess.Entry{Choice: 0, Note: "why"}},
		{"evidence", assess.Entry{Choice: 0, Evidence: []string{"why"}}},
		{"two pieces", assess.Entry{Choice: 0, Evidence: []string{"wh", "y"}}},
		{"the other bounds", assess.Entry{Choice: 0, Evidence: []string{"w", "hy"}}},
	} {
		entries := make(assess.Entries)
		for _, b := range banks {
			entries[b.ID] = slices.Repeat([]assess.Entry{{Choice: assess.Unanswered}}, len(b.Questions))
		}
		entries[banks[0].ID][3] = tt.entry
		digest := entries.Digest(banks)
		if other, ok := seen[digest]; ok {
			t.Errorf("Digest(%s) = Digest(%s) = %s", tt.name, other, digest)
		}
		seen[digest] = tt.name
		turned := []*questions.Bank{banks[1], banks[0]}
		if again := entries.Digest(turned); again != digest {
			t.Errorf("Digest(%s) of the banks in another order = %s, want %s", tt.name, again, digest)
		}
	}
}
