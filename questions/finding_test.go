package questions_test

import (
	"testing"

	"collectiveimpact/samklar/questions"
)

// In a shipped bank without verdicts a headline says where people stand, so no
// two of them can hold at once. Beside a verdict they are cautions, and may.
func TestHeadlinesExcludeEachOther(t *testing.T) {
	for _, id := range questions.ShippedIDs() {
		b, err := questions.NewLibrary("en").Own(id)
		if err != nil {
			t.Fatal(err)
		}
		if len(b.Endings) > 0 {
			continue
		}
		found := 0
		for i, f := range b.Findings {
			if !f.Headline {
				continue
			}
			found++
			for _, g := range b.Findings[i+1:] {
				if g.Headline && !exclude(f.When, g.When) {
					t.Errorf("bank %s: %s and %s can hold at once", id, f.ID, g.ID)
				}
			}
		}
		if found == 0 {
			t.Errorf("bank %s has no verdicts and no headline", id)
		}
	}
}

// exclude tells whether two patterns ask of one part what cannot be at once.
func exclude(f, g []questions.Bound) bool {
	for _, a := range f {
		for _, c := range g {
			switch {
			case a.Dimension != c.Dimension || a.Question != c.Question:
			case a.Dimension >= 0 && max(a.AtLeast, c.AtLeast) >= min(a.Below, c.Below):
				return true
			case a.Question >= 0 && max(a.AtLeast, c.AtLeast) > min(a.AtMost, c.AtMost):
				return true
			}
		}
	}
	return false
}
