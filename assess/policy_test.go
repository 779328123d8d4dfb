package assess_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
)

// meets tells of a rule on codes what all completions say of it together: never
// where none has a step with such a code, surely where one step has such a code
// alone.
func meetsCodes(r *assess.Result, ways [][]journey, codes []portfolio.Code) portfolio.Met {
	met := portfolio.MetNever
	for i := range r.Chains {
		for _, j := range ways[i] {
			for _, v := range j.visits {
				if slices.Contains(codes, portfolio.Code{Bank: v.bank, Ending: v.code}) {
					met = max(met, portfolio.MetMaybe)
				}
			}
		}
		for _, s := range r.Chains[i].Steps {
			if len(s.Codes) == 1 && slices.Contains(codes, portfolio.Code{Bank: s.Bank, Ending: s.Codes[0]}) {
				met = portfolio.MetSurely
			}
		}
	}
	return met
}

// meetsFloor tells of a floor in how many completions it is reached.
func meetsFloor(all []world, f portfolio.Floor) portfolio.Met {
	some, every := over(all, func(w *world) bool { return w.scores[f.Dimension].reaches(f.Percent) })
	switch {
	case every:
		return portfolio.MetSurely
	case some:
		return portfolio.MetMaybe
	}
	return portfolio.MetNever
}

func TestRulesAreMetInAllSomeOrNoCompletions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(4, 100).Draw(t, "case")
		policy := drawPolicy(t, s.banks)
		if policy == nil {
			return
		}
		r, worlds := s.evaluate(), s.worlds()
		var ways [][]journey
		for i := range r.Chains {
			ways = append(ways, journeys(s.banks, worlds, r.Chains[i].Steps[0].Bank))
		}
		got := policy.Judge(portfolio.Summarize(r))
		worst := portfolio.MetSurely
		for i, rule := range policy.Rules {
			var want portfolio.Met
			if len(rule.Codes) > 0 {
				want = meetsCodes(r, ways, rule.Codes)
			} else {
				want = meetsFloor(worlds[rule.Floor.Bank], rule.Floor)
			}
			if got[i] != want {
				t.Errorf("Judge: rule %+v = %s, want %s", rule, got[i], want)
			}
			worst = min(worst, want)
		}
		if together := portfolio.Together(got); together != worst {
			t.Errorf("Together(%v) = %s, want %s", got, together, worst)
		}
	})
}

// A policy that asks for nothing is met, and a code of a bank that no chain
// comes to never is.
func TestPolicyEdges(t *testing.T) {
	none := new(portfolio.Policy)
	if got := portfolio.Together(none.Judge(new(portfolio.Summary))); got != portfolio.MetSurely {
		t.Errorf("no rules = %s, want %s", got, portfolio.MetSurely)
	}
	beside := &portfolio.Summary{Banks: []portfolio.BankSummary{{Role: assess.Aside, Codes: []int{0}}}}
	rule := portfolio.Policy{Rules: []portfolio.Rule{{Codes: []portfolio.Code{{Bank: 0, Ending: 0}}}}}
	if got := rule.Judge(beside)[0]; got != portfolio.MetNever {
		t.Errorf("a bank aside = %s, want %s", got, portfolio.MetNever)
	}
}
