package group_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/group"
	"collectiveimpact/samklar/questions"
)

// TestManyDoubts puts more questions in doubt than are looked at both ways: the codes are
// then all from the best to the worst, and nothing that some way comes to is missing.
func TestManyDoubts(t *testing.T) {
	var bank strings.Builder
	bank.WriteString("bank: many\nversion: 1\nkind: scale\nlanguage: en\ntitle: Many\ndimensions:\n  - id: x\n    title: X\n    questions:\n")
	const doubted = 6
	for i := range 2 * doubted {
		optional := ""
		if i < doubted {
			optional = "optional: true, "
		}
		bank.WriteString("      - {id: q" + string(rune('a'+i)) + ", ask: Q" + string(rune('a'+i)) + ", " + optional + "levels: [{text: low}, {text: high}]}\n")
	}
	bank.WriteString("bands: [{id: low, title: Low, from: 0}]\nverdicts:\n  - {id: best, title: Best, overall: 80, short: B., text: B.}\n" +
		"  - {id: half, title: Half, overall: 50, short: H., text: H.}\n  - {id: near, title: Near, overall: 49, short: N., text: N.}\n  - {id: poor, title: Poor, short: P., text: P.}\n")
	l := questions.NewLibrary("en")
	if err := l.AddAll(fstest.MapFS{"many.yaml": {Data: []byte(bank.String())}}, ""); err != nil {
		t.Fatal(err)
	}
	banks, err := l.Select([]string{"many"}, false)
	if err != nil {
		t.Fatal(err)
	}
	s := assess.Select(banks)
	people := make([]group.Person, 2)
	for i := range people {
		entries := make([]assess.Entry, 2*doubted)
		for q := range entries {
			entries[q].Choice = assess.Choice(q % 2)
			if q < doubted && i == 1 {
				entries[q].Choice = assess.NotApplicable
			}
		}
		people[i].Entries = assess.Entries{"many": entries}
	}
	g := group.Of(s, people)
	b := &g.Result.Banks[0]
	if b.Exact || g.Result.Chains[0].Exact || len(b.Codes) != b.Codes[len(b.Codes)-1]-b.Codes[0]+1 {
		t.Errorf("codes %v, exact %t and %t; want all from the first to the last, not exact", b.Codes, b.Exact, g.Result.Chains[0].Exact)
	}
	for without := range 1 << doubted {
		sheet := assess.Sheet{}
		for q, e := range people[0].Entries["many"] {
			if q < doubted && without>>q&1 == 1 {
				e.Choice = assess.NotApplicable
			}
			sheet = append(sheet, e.Choice)
		}
		r := s.Bank(0, sheet)
		if !slices.Contains(b.Codes, r.Codes[0]) {
			t.Fatalf("%v comes to %d, which is not among %v", sheet, r.Codes[0], b.Codes)
		}
	}
	for i := range doubted {
		if g.Questions[i].Place != group.Decides {
			t.Errorf("question %d is %v; want it to decide, possibly", i, g.Questions[i].Place)
		}
	}
}
