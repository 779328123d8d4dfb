package assess_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
)

// TestPassages counts by hand how cases fare at the nodes of trees: every walk that the
// statuses of the nodes allow is walked.
func TestPassages(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRound(t)
		selection := assess.Select(r.banks)
		p := portfolio.NewPortfolio(selection, nil)
		want, holds := make(map[string]int), make(map[string]int)
		for i := range r.members {
			p.Add(fmt.Sprint(i), &assess.Case{}, portfolio.Summarize(r.members[i].result, nil))
			for at := range r.members[i].result.Banks {
				b := &r.members[i].result.Banks[at]
				if b.Bank.Kind != questions.Tree || b.Role == assess.Aside && len(b.Bank.Endings) > 0 {
					continue
				}
				for n, met := range walked(b) {
					want[fmt.Sprint(at, n, met)]++
					for _, q := range b.Bank.Nodes[n].Questions {
						asked := &b.Bank.Questions[q]
						if _, most := b.Sheet[q].Possible(asked); met == paths.MetNever && asked.Counts && most < asked.Passes {
							holds[fmt.Sprint(at, q)]++
						}
					}
				}
			}
		}
		got := make(map[string]int)
		for _, is := range p.Passages() {
			for n := range is.Nodes {
				tally := &is.Nodes[n]
				for met, cases := range tally.Cases[:paths.NotNeeded] {
					if cases > 0 {
						got[fmt.Sprint(is.Bank, n, paths.Met(met))] = cases
					}
				}
				most := 0
				for _, q := range r.banks[is.Bank].Nodes[n].Questions {
					most = max(most, holds[fmt.Sprint(is.Bank, q)])
				}
				if tally.Held != most || most > 0 && holds[fmt.Sprint(is.Bank, tally.Question)] != most {
					t.Errorf("at node %d of bank %d question %d holds %d back, want one that holds %d back", n, is.Bank, tally.Question, tally.Held, most)
				}
				alone := make(map[paths.Met]int)
				for _, c := range p.All() {
					alone[p.Node(c, is.Bank, n)]++
				}
				for met, cases := range tally.Cases {
					if alone[paths.Met(met)] != cases {
						t.Errorf("node %d is %s in %d cases, want the %d of case by case", n, paths.Met(met), cases, alone[paths.Met(met)])
					}
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("Passages (-want +got):\n%s", diff)
		}
	})
}

// walked goes every way through a tree: a node is passed where its answers pass, surely
// not passed where they do not and every way comes by; other nodes are open. Nodes to
// which no way leads are left out.
func walked(r *assess.BankResult) map[int]paths.Met {
	ways, by := 0, make(map[int]int)
	var walk func(t questions.Target, came []int)
	walk = func(to questions.Target, came []int) {
		if to.Outcome {
			ways++
			for _, n := range came {
				by[n]++
			}
			return
		}
		came = append(slices.Clip(came), to.Index)
		if r.Nodes[to.Index].Status != assess.Failed {
			walk(r.Bank.Nodes[to.Index].Pass, came)
		}
		if r.Nodes[to.Index].Status != assess.Passed {
			walk(r.Bank.Nodes[to.Index].Fail, came)
		}
	}
	walk(questions.Target{Index: r.Bank.Start}, nil)
	all := make(map[int]paths.Met)
	for n, some := range by {
		switch status := r.Nodes[n].Status; {
		case status == assess.Passed:
			all[n] = paths.MetSurely
		case status == assess.Failed && some == ways:
			all[n] = paths.MetNever
		default:
			all[n] = paths.MetMaybe
		}
	}
	return all
}
