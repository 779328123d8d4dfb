package report_test

import (
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// TestHeldThenAndNow says of a part that a key question holds down, may hold down or does
// not, what it counted as at an earlier moment; without one, only what it counts as.
func TestHeldThenAndNow(t *testing.T) {
	banks, err := questions.NewLibrary("en").Select([]string{"preconditions"}, true)
	if err != nil {
		t.Fatal(err)
	}
	b, p := banks[0], phrase.For("en")
	key := slices.IndexFunc(b.Questions, func(q questions.Question) bool { return q.Key })
	part := b.Dimensions[b.Questions[key].Part].Title
	with := func(key assess.Choice, at int) assess.Answers {
		sheet := assess.Blank(b)
		for i := range sheet {
			sheet[i] = assess.Choice(len(b.Questions[i].Levels) - 1)
		}
		sheet[at] = key
		return assess.Answers{b.ID: sheet}
	}
	choices := []assess.Choice{1, assess.Unknown, 0} // free, perhaps held, held
	for now := range choices {
		for then := -1; then < len(choices); then++ {
			in := of(banks, "en", with(choices[now], key))
			in.Sections = []string{"scores"}
			want := []string{"", "may count as less than", "counts as less than"}[now]
			switch {
			case then < 0:
			case now == 0 && then == 0:
				in.Was = assess.Select(banks).Evaluate(with(choices[then], key))
			case now == 0:
				in.Was = assess.Select(banks).Evaluate(with(choices[then], key))
				want = phrase.Fill(p.HeldOnlyThen[then-1], "part", part, "percent", p.Percent(b.Bands[1].From, b.Bands[1].From))
			default:
				in.Was = assess.Select(banks).Evaluate(with(choices[then], key))
				want = p.HeldThen[then]
			}
			var got []string
			for _, block := range report.Build(in).Sections[0].Blocks {
				if items, ok := block.(view.Items); ok {
					for _, item := range items.Items {
						got = append(got, item.Text)
					}
				}
			}
			said := strings.Join(got, " ")
			if (want == "") != (said == "") || !strings.Contains(said, want) || then < 0 && strings.Contains(strings.ToLower(said), "then") {
				t.Errorf("now %d, then %d: %q, want %q", now, then, said, want)
			}
		}
	}
}
