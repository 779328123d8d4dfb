package schema_test

import (
	"bytes"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/compare"
	"collectiveimpact/samklar/assess/comparefile"
	"collectiveimpact/samklar/questions"
)

// TestComparisonsFit writes comparisons of every kind, and wants the schema to take them.
func TestComparisonsFit(t *testing.T) {
	s := compile(t, comparefile.ComparisonSchema())
	banks, err := questions.NewLibrary("en").Select([]string{questions.Default}, true)
	if err != nil {
		t.Fatal(err)
	}
	selection := assess.Select(banks)
	answered := func(at func(levels int) assess.Choice) *assess.Result {
		answers := make(assess.Answers)
		for _, b := range banks {
			sheet := make(assess.Sheet, len(b.Questions))
			for i := range sheet {
				sheet[i] = at(len(b.Questions[i].Levels))
			}
			answers[b.ID] = sheet
		}
		return selection.Evaluate(answers)
	}
	results := []*assess.Result{
		selection.Evaluate(nil), answered(func(int) assess.Choice { return 0 }), answered(func(n int) assess.Choice { return assess.Choice(n - 1) }),
		answered(func(n int) assess.Choice { return assess.Between(0, n-1) }), answered(func(int) assess.Choice { return assess.Between(0, 1) }),
	}
	for _, was := range results {
		for _, is := range results {
			var out bytes.Buffer
			c := assess.Case{Title: "T", AsOf: "2026"}
			if err := comparefile.WriteComparison(&out, assess.Case{}, c, is, compare.Results(selection, was, is), "1.2.3"); err != nil {
				t.Fatal(err)
			}
			fits(t, s, "a comparison", parseJSON(t, out.Bytes()))
		}
	}
}
