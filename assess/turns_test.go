package assess_test

import (
	"maps"
	"slices"
	"testing"

	"collectiveimpact/samklar/assess"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestTurns gives every question each of its levels and evaluates the case again.
func TestTurns(t *testing.T) {
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(3, 500).Draw(t, "case")
		selection := assess.Select(s.banks)
		r := selection.Evaluate(s.answers)
		for i := range r.Banks {
			for q := range r.Banks[i].Sheet {
				checkTurns(t, selection, r, assess.Ref{Bank: i, Question: q}, s.answers)
			}
		}
		for i, o := range selection.Outlook(r).Chains {
			var want [][]int
			if c := &r.Chains[i]; len(c.Pivotal) == 1 {
				want = selection.Turns(r, c.Pivotal[0])
				found++
			}
			if diff := cmp.Diff(want, o.Turns); diff != "" {
				t.Errorf("Outlook: turns of chain %d (-want +got):\n%s", i, diff)
			}
		}
	})
	if found == 0 {
		t.Error("no case hung on one answer")
	}
}

// checkTurns gives a question every level in turn and evaluates the case again.
func checkTurns(t *rapid.T, selection *assess.Selection, r *assess.Result, ref assess.Ref, answers assess.Answers) {
	bank := r.Banks[ref.Bank]
	if len(bank.Codes) == 0 {
		return
	}
	var want [][]int
	differ := false
	possible := levelsOf(bank.Sheet[ref.Question], len(bank.Bank.Questions[ref.Question].Levels))
	for level := range bank.Bank.Questions[ref.Question].Levels {
		if bank.Sheet[ref.Question].Open() && !slices.Contains(possible, assess.Choice(level)) {
			want = append(want, nil)
			continue
		}
		changed := maps.Clone(answers)
		if changed == nil {
			changed = make(assess.Answers)
		}
		sheet := slices.Clone(bank.Sheet)
		sheet[ref.Question] = assess.Choice(level)
		changed[bank.Bank.ID] = sheet
		want = append(want, selection.Evaluate(changed).Banks[ref.Bank].Codes)
		first := slices.IndexFunc(want, func(codes []int) bool { return codes != nil })
		differ = differ || !slices.Equal(want[level], want[first])
	}
	if !differ {
		want = nil
	}
	if diff := cmp.Diff(want, selection.Turns(r, ref)); diff != "" {
		t.Errorf("Turns(%v) (-want +got):\n%s", ref, diff)
	}
}
