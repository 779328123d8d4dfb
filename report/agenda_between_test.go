package report_test

import (
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/view"
)

// TestSplitRoomIsOnTheAgenda has a question on the agenda that lies between two levels,
// with what each side says, though the conclusion is settled without it.
func TestSplitRoomIsOnTheAgenda(t *testing.T) {
	in := foreignCase(t, "settled", func(place, int) string { return "word" })
	bank := in.Result.Banks[in.Result.Chains[0].Steps[0].Bank].Bank
	said := "We do not agree. Jan: never. Fatima: always."
	entries := in.Entries[bank.ID]
	for q := range entries {
		entries[q] = assess.Entry{Choice: assess.Between(0, 1), Note: said}
	}
	var banks []*questions.Bank
	for i := range in.Result.Banks {
		banks = append(banks, in.Result.Banks[i].Bank)
	}
	s := assess.Select(banks)
	in.Result = s.Evaluate(in.Entries.Answers())
	in.Outlook = s.Outlook(in.Result)
	in.Sections = []string{"agenda"}
	found := false
	for _, section := range report.Build(in).Sections {
		for _, block := range section.Blocks {
			items, ok := block.(view.Items)
			if !ok || items.ID != "agenda-between" && items.ID != "agenda-unknown" {
				continue
			}
			for _, item := range items.Items {
				found = found || strings.Contains(strings.Join(item.Details, "\n"), said)
			}
		}
	}
	if !found {
		t.Error("what a split room said is not on the agenda")
	}
}
