package assess_test

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
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
		{"a note alone", assess.Entry{Choice: assess.Unanswered, Note: "why"}},
		{"unknown, with a note", assess.Entry{Choice: assess.Unknown, Note: "why"}},
		{"between", assess.Entry{Choice: assess.Between(0, 1)}},
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

// TestDigestIsThatOfNetstrings hashes notes of every length up to more than is
// hashed at once.
func TestDigestIsThatOfNetstrings(t *testing.T) {
	banks, err := questions.NewLibrary("en").Select([]string{"when"}, false)
	if err != nil {
		t.Fatal(err)
	}
	q := &banks[0].Questions[0]
	entries := assess.Entries{"when": slices.Repeat([]assess.Entry{{Choice: assess.Unanswered}}, len(banks[0].Questions))}
	for n := range 2000 {
		note := strings.Repeat("é", n/2) + strings.Repeat("x", n%2)
		entries["when"][0] = assess.Entry{Note: note, Evidence: []string{note}}
		var text strings.Builder
		for _, s := range []string{"when", q.ID, q.Levels[0].ID, note, "1", note} {
			fmt.Fprintf(&text, "%d:%s,", len(s), s)
		}
		want := fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(text.String())))
		if got := entries.Digest(banks); got != want {
			t.Fatalf("Digest with a note of %d bytes = %s, want %s", n, got, want)
		}
	}
}
