package assess_test

import (
	"maps"
	"slices"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestEdges evaluates every case again with each answer one level lower and one
// higher: an answer is on an edge exactly where its bank comes to something
// else.
func TestEdges(t *testing.T) {
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(3, 500).Draw(t, "case")
		selection := assess.Select(s.banks)
		r := selection.Evaluate(s.answers)
		edges := selection.Edges(r)
		found += len(edges)
		var want []assess.Edge
		for i := range r.Banks {
			b := &r.Banks[i]
			if b.Role != assess.Deciding || len(b.Codes) == 0 {
				continue
			}
			for q, choice := range b.Sheet {
				if choice.Open() || choice == assess.NotApplicable {
					continue
				}
				moved := func(to assess.Choice) []int {
					if to < 0 || int(to) >= len(b.Bank.Questions[q].Levels) {
						return nil
					}
					sheet := slices.Clone(b.Sheet)
					sheet[q] = to
					answers := make(assess.Answers)
					maps.Copy(answers, s.answers)
					answers[b.Bank.ID] = sheet
					is := selection.Evaluate(answers).Banks[i]
					if slices.Equal(shown(is), shown(*b)) {
						return nil
					}
					return is.Codes
				}
				edge := assess.Edge{Ref: assess.Ref{Bank: i, Question: q}, Down: moved(choice - 1), Up: moved(choice + 1)}
				if edge.Down != nil || edge.Up != nil {
					want = append(want, edge)
				}
			}
		}
		for i := range r.Banks {
			for q := range r.Banks[i].Sheet {
				checkTurns(t, selection, r, assess.Ref{Bank: i, Question: q}, s.answers)
			}
		}
		if diff := cmp.Diff(want, edges); diff != "" {
			t.Errorf("Edges (-want +got):\n%s", diff)
		}
	})
	if found == 0 {
		t.Error("no case had an edge")
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

// shown gives the outcomes of a tree, or the best and the worst verdict of a
// scale.
func shown(r assess.BankResult) []int {
	if r.Bank.Kind == questions.Tree || len(r.Codes) == 1 {
		return r.Codes
	}
	return []int{slices.Min(r.Codes), slices.Max(r.Codes)}
}
