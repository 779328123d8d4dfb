package portfolio

import (
	"cmp"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// EndingIDs names endings of a bank by their ids.
func EndingIDs(b *questions.Bank, codes []int) []string {
	ids := make([]string, len(codes))
	for i, code := range codes {
		ids[i] = b.Endings[code].ID
	}
	return ids
}

// PathText gives the steps of a conclusion in codes: "when:launch →
// preconditions:ready|repair".
func PathText(steps []assess.Step, banks []*questions.Bank) string {
	all := make([]string, len(steps))
	for i, step := range steps {
		all[i] = banks[step.Bank].ID + ":" + strings.Join(EndingIDs(banks[step.Bank], step.Codes), "|")
	}
	return strings.Join(all, " → ")
}

// CompareRefs orders questions as their banks do.
func CompareRefs(a, b assess.Ref) int {
	return cmp.Or(cmp.Compare(a.Bank, b.Bank), cmp.Compare(a.Question, b.Question))
}
