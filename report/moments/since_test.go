package moments_test

import (
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/compare"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/html"
	"collectiveimpact/samklar/report/moments"
	"collectiveimpact/samklar/report/view"
)

// TestSince puts two moments into one report: both ranges of every part as they were
// scored, what a comparison says, and no id twice.
func TestSince(t *testing.T) {
	banks, err := questions.NewLibrary("en").Select([]string{questions.Default}, true)
	if err != nil {
		t.Fatal(err)
	}
	s := assess.Select(banks)
	answers := func(level int, last bool) (assess.Answers, assess.Entries) {
		all, entries := make(assess.Answers), make(assess.Entries)
		for _, b := range banks {
			for q := range b.Questions {
				choice := assess.Choice(min(level, len(b.Questions[q].Levels)-1))
				if !last && q == len(b.Questions)-1 {
					choice = assess.Unknown
				}
				all[b.ID] = append(all[b.ID], choice)
				entries[b.ID] = append(entries[b.ID], assess.Entry{Choice: choice})
			}
		}
		return all, entries
	}
	then, thenEntries := answers(1, true)
	now, entries := answers(4, false)
	was, is := s.Evaluate(then), s.Evaluate(now)
	for _, full := range []bool{true, false} {
		in := &report.Input{Result: is, Outlook: s.Outlook(is), Entries: entries, Lang: "en", Tool: "0", Was: was}
		if !full {
			in.Audience = report.Board
		}
		in.Since = moments.Since(&moments.Input{
			Was: moments.Of(assess.Case{}, thenEntries, was), Is: moments.Of(assess.Case{}, entries, is), Comparison: compare.Results(s, was, is), Lang: "en", Tool: "0",
		}, full)
		v := report.Build(in)
		seen := 0
		for _, section := range v.Sections {
			for _, b := range section.Blocks {
				glance, ok := b.(view.Glance)
				if !ok {
					continue
				}
				for _, scale := range glance.Scales {
					for d, bar := range scale.Bars.Bars {
						score := &was.Banks[1].Overall
						if d < len(was.Banks[1].Scores) {
							score = &was.Banks[1].Scores[d]
						}
						if seen++; bar.Then.Low != score.Low.Percent() || bar.Then.High != score.High.Percent() || bar.Then.Said == "" {
							t.Errorf("part %d was %+v, want %d to %d", d, bar.Then, score.Low.Percent(), score.High.Percent())
						}
					}
				}
			}
		}
		var page strings.Builder
		if err := html.Write(&page, v); err != nil {
			t.Fatal(err)
		}
		ids := make(map[string]bool)
		for _, part := range strings.Split(page.String(), ` id="`)[1:] {
			id, _, _ := strings.Cut(part, `"`)
			if ids[id] {
				t.Errorf("the id %q stands twice", id)
			}
			ids[id] = true
		}
		if seen < 2 || !strings.Contains(page.String(), "Rose, whatever is still missing: ") || ids["since--steps-head"] != full {
			t.Errorf("in full %t: %d parts, and the page\n%.2000s", full, seen, page.String())
		}
	}
}
