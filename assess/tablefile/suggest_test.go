package tablefile_test

import (
	"fmt"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess/tablefile"
)

// TestSuggestsBoth wants two levels that stand in one cell suggested as both, of every
// question in every language, however they are joined; and neither taken for the answer.
func TestSuggestsBoth(t *testing.T) {
	l := lexicon(t)
	ways := []string{"%s or %s", "%s; %s", "%s;%s;", "%s, %s", "Mellem %s og %s", "%s eller %s", "%s of %s", "between %s and %s", "%s\n%s", "%s / %s"}
	n := 0
	for _, banks := range inLanguages(t) {
		for _, b := range banks {
			for _, q := range b.Questions {
				for low := range q.Levels {
					for high := low + 1; high < len(q.Levels); high++ {
						n++
						way := ways[n%len(ways)]
						one, other := &q.Levels[low], &q.Levels[high]
						for _, cell := range []string{fmt.Sprintf(way, one.Text, other.Text), fmt.Sprintf(way, other.Text, one.Text), fmt.Sprintf(way, one.ID, other.ID)} {
							said, level := remarkOn(t, l, b.ID+"."+q.ID, cell)
							if want := fmt.Sprintf("did you mean both: %s..%s?", one.ID, other.ID); !strings.Contains(said, want) || level != "" {
								t.Fatalf("%s.%s: %q is %q, and it says %q; want %q", b.ID, q.ID, cell, level, said, want)
							}
						}
					}
				}
			}
		}
	}
}

// A level with a word lost is never suggested as two.
func TestSuggestsOne(t *testing.T) {
	l := lexicon(t)
	for _, banks := range inLanguages(t) {
		for _, b := range banks {
			for _, q := range b.Questions {
				for _, level := range q.Levels {
					words := strings.Fields(level.Text)
					if len(words) < 6 {
						continue
					}
					cell := strings.Join(append(words[:2:2], words[3:]...), " ")
					if said, _ := remarkOn(t, l, b.ID+"."+q.ID, cell); strings.Contains(said, "mean both") || !strings.Contains(said, "("+level.ID+")") {
						t.Errorf("%s.%s: of %q it says %q, want %s", b.ID, q.ID, cell, said, level.ID)
					}
				}
			}
		}
	}
}

// Words of people's own are suggested where they can be of one level, or of two.
func TestSuggestsShort(t *testing.T) {
	for _, tt := range []struct{ question, cell, want string }{
		{"stagnation.agreed-what-to-do", "Nothing; Talks", "both: 1..2"},
		{"stagnation.agreed-what-to-do", "Nothing", "(1)?"},
		{"preconditions.common-goal", "3 eller 4", "both: 3..4"},
		{"preconditions.common-goal", "3-4", "both: 3..4"},
		{"preconditions.common-goal", "3 eller 9", "expected 1, 2, 3, 4 or unknown"},
		{"preconditions.common-goal", "3, 3", "expected 1, 2, 3, 4 or unknown"},
		{"when.bounded", "no, theme, yes", "both: no..yes"},
	} {
		if said, _ := remarkOn(t, lexicon(t), tt.question, tt.cell); !strings.Contains(said, tt.want) {
			t.Errorf("%s: of %q it says %q, want %q", tt.question, tt.cell, said, tt.want)
		}
	}
}

// remarkOn gives what is said of a cell, and which level it is taken for.
func remarkOn(t *testing.T, l *tablefile.Lexicon, question, cell string) (said, level string) {
	t.Helper()
	table, err := tablefile.Read("t.csv", []byte("case.id,"+question+"\n"+csvRow(",", "1", cell)))
	if err != nil {
		t.Fatal(err)
	}
	plan, err := tablefile.NewPlan(table, l, nil)
	if err != nil {
		t.Fatal(err)
	}
	cases, remarks := plan.Cases()
	bank, id, _ := strings.Cut(question, ".")
	if len(remarks) > 0 {
		said = remarks[0].Said
	}
	return said, cases[0].Answers[bank][id].Level
}
