package assess_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"collectiveimpact/samklar/assess"
)

// meets tells of a rule on codes what all completions say of it together: never
// where none has a step with such a code, surely where one step has such a code
// alone.
func meetsCodes(r *assess.Result, ways [][]journey, codes []assess.Code) assess.Met {
	met := assess.MetNever
	for i := range r.Chains {
		for _, j := range ways[i] {
			for _, v := range j.visits {
				if slices.Contains(codes, assess.Code{Bank: v.bank, Ending: v.code}) {
					met = max(met, assess.MetMaybe)
				}
			}
		}
		for _, s := range r.Chains[i].Steps {
			if len(s.Codes) == 1 && slices.Contains(codes, assess.Code{Bank: s.Bank, Ending: s.Codes[0]}) {
				met = assess.MetSurely
			}
		}
	}
	return met
}

// meetsFloor tells of a floor in how many completions it is reached.
func meetsFloor(all []world, f assess.Floor) assess.Met {
	some, every := over(all, func(w *world) bool { return w.scores[f.Part.Part].reaches(f.Percent) })
	switch {
	case every:
		return assess.MetSurely
	case some:
		return assess.MetMaybe
	}
	return assess.MetNever
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
		got := policy.Judge(assess.Summarize(r))
		worst := assess.MetSurely
		for i, rule := range policy.Rules {
			var want assess.Met
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
		if together := assess.Together(got); together != worst {
			t.Errorf("Together(%v) = %s, want %s", got, together, worst)
		}
	})
}

// A policy that asks for nothing is met, and a code of a bank that no chain
// comes to never is.
func TestPolicyEdges(t *testing.T) {
	none := new(assess.Policy)
	if got := assess.Together(none.Judge(new(assess.Summary))); got != assess.MetSurely {
		t.Errorf("no rules = %s, want %s", got, assess.MetSurely)
	}
	beside := &assess.Summary{Banks: []assess.BankSummary{{Role: assess.Aside, Codes: []int{0}}}}
	rule := assess.Policy{Rules: []assess.Rule{{Codes: []assess.Code{{Bank: 0, Ending: 0}}}}}
	if got := rule.Judge(beside)[0]; got != assess.MetNever {
		t.Errorf("a bank aside = %s, want %s", got, assess.MetNever)
	}
}
