package schema_test

import (
	"bytes"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/compare"
	"collectiveimpact/samklar/assess/comparefile"
	"collectiveimpact/samklar/questions"
)

// TestChangesFit writes many cases compared, of every kind, and wants the schema to take them.
func TestChangesFit(t *testing.T) {
	s := compile(t, comparefile.ChangesSchema())
	for _, ids := range [][]string{{"when"}, {"stagnation"}, {"when", "preconditions"}} {
		banks, err := questions.NewLibrary("en").Select(ids, false)
		if err != nil {
			t.Fatal(err)
		}
		selection := assess.Select(banks)
		moment := func(id, asOf string, level assess.Choice) compare.Moment {
			answers := make(assess.Answers)
			for _, b := range banks {
				for range b.Questions {
					answers[b.ID] = append(answers[b.ID], level)
				}
			}
			return compare.Moment{Case: assess.Case{ID: id, AsOf: asOf}, Result: selection.Evaluate(answers)}
		}
		all := []compare.Moment{moment("a", "2024", 0), moment("a", "2026", 1), moment("b", "2026", assess.Unknown), moment("a", "2025", assess.Between(0, 1))}
		for _, histories := range [][]compare.History{
			nil, compare.Over(selection, all), compare.Match(selection, all[:1], all[1:3]), compare.Match(selection, all[2:3], all[3:]),
		} {
			var out bytes.Buffer
			if err := comparefile.WriteHistories(&out, histories, 2, banks, "1.2.3"); err != nil {
				t.Fatal(err)
			}
			fits(t, s, "changes", parseJSON(t, out.Bytes()))
		}
	}
}
