package moments_test

import (
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/compare"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/html"
	"collectiveimpact/samklar/report/markdown"
	"collectiveimpact/samklar/report/moments"
	"collectiveimpact/samklar/report/terminal"
)

// TestMonths counts months only where both dates name one.
func TestMonths(t *testing.T) {
	for _, tt := range []struct {
		was, is string
		months  int
		ok      bool
	}{
		{"2017-12-01", "2020-07", 31, true},
		{"2025-03-01", "2025-03-31", 0, true},
		{"2017", "2017", 0, true},
		{"2017", "2020-07", 42, false},
		{"2020-07", "2017-12-01", -31, true},
		{"", "2020", 0, false},
	} {
		if months, ok := moments.Months(tt.was, tt.is); months != tt.months && ok || ok != tt.ok {
			t.Errorf("Months(%q, %q) = %d, %t, want %d, %t", tt.was, tt.is, months, ok, tt.months, tt.ok)
		}
	}
}

// TestForeignTexts puts what acts into the details of a case: nothing of it acts in a comparison.
func TestForeignTexts(t *testing.T) {
	banks, err := questions.NewLibrary("en").Select([]string{questions.Default}, true)
	if err != nil {
		t.Fatal(err)
	}
	s := assess.Select(banks)
	foreign := assess.Case{Title: "<script>\x1b[31m*a*\u202e|b", AsOf: "2026", Place: "<b>"}
	old, now := s.Evaluate(nil), s.Evaluate(assess.Answers{banks[0].ID: make(assess.Sheet, len(banks[0].Questions))})
	in := &moments.Input{
		Was: moments.Moment{Case: foreign, Result: old}, Is: moments.Moment{Case: foreign, Result: now, Stale: 2},
		Comparison: compare.Results(s, old, now), Tool: "0",
	}
	for _, lang := range questions.Languages() {
		in.Lang = lang
		v := moments.Build(in)
		var page, text, screen strings.Builder
		if err := html.Write(&page, v); err != nil {
			t.Fatal(err)
		}
		if err := markdown.Write(&text, v); err != nil {
			t.Fatal(err)
		}
		if err := terminal.Write(&screen, v, terminal.Screen{Width: 80}); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(page.String(), "<script>") || strings.Contains(text.String(), "<script>") {
			t.Errorf("%s: markup of a title is markup of the page", lang)
		}
		for _, out := range []string{page.String(), text.String(), screen.String()} {
			if strings.ContainsAny(out, "\x1b\u202e") {
				t.Errorf("%s: a character acts", lang)
			}
		}
	}
}
