package assess_test

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
)

// meetsCodes tells of how many completions the paths have one of the codes, the path
// of one conclusion in each.
func meetsCodes(banks []*questions.Bank, r *assess.Result, worlds [][]world, required func(paths.Code) bool) paths.Met {
	some, every := false, true
	eachChoice(banks, worlds, func(codes []int) {
		met := false
		for i := range r.Chains {
			for _, v := range travel(banks, codes, r.Chains[i].Steps[0].Bank).visits {
				met = met || required(paths.Code{Bank: v.bank, Ending: v.code})
			}
		}
		some, every = some || met, every && met
	})
	return metIn(some, every)
}

func metIn(some, every bool) paths.Met {
	switch {
	case every:
		return paths.MetSurely
	case some:
		return paths.MetMaybe
	}
	return paths.MetNever
}

// eachChoice visits what completions of all banks come to together, one code for each.
func eachChoice(banks []*questions.Bank, worlds [][]world, visit func(codes []int)) {
	codes := make([]int, len(banks))
	var choose func(bank int)
	choose = func(bank int) {
		if bank == len(banks) {
			visit(codes)
			return
		}
		if len(banks[bank].Endings) == 0 {
			choose(bank + 1)
		}
		for _, c := range codesOf(worlds[bank]) {
			codes[bank] = c
			choose(bank + 1)
		}
	}
	choose(0)
}

// The path of every completion, of some or of none has a required code, and likewise
// a step of some bank.
func TestRequiredCodesAreOnThePathsOfCompletions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(5, 60).Draw(t, "case")
		r, worlds := s.evaluate(), s.worlds()
		set := paths.Of(assess.Select(s.banks), r)
		var codes []paths.Code
		for i, b := range s.banks {
			for e := range b.Endings {
				if often(t, 2) {
					codes = append(codes, paths.Code{Bank: i, Ending: e})
				}
			}
		}
		required := func(c paths.Code) bool { return slices.Contains(codes, c) }
		want := meetsCodes(s.banks, r, worlds, required)
		if got := set.Meets(required); got != want {
			t.Errorf("Meets(%v) = %s, want %s", codes, got, want)
		}
		for i := range s.banks {
			want := meetsCodes(s.banks, r, worlds, func(c paths.Code) bool { return c.Bank == i })
			if got := set.OnPath(i); got != want {
				t.Errorf("OnPath(%d) = %s, want %s", i, got, want)
			}
		}
		// More codes than there are, as where a verdict set is from the worst to the best,
		// take nothing from what is said for certain.
		wider := func(bank int) []int {
			codes := r.Banks[bank].Codes
			if s.banks[bank].Kind == questions.Tree || len(codes) == 0 {
				return codes
			}
			var all []int
			for c := codes[0]; c <= codes[len(codes)-1]; c++ {
				all = append(all, c)
			}
			return all
		}
		if got := (&paths.Set{Selection: set.Selection, Sheet: set.Sheet, Codes: wider}).Meets(required); got != want && got != paths.MetMaybe {
			t.Errorf("Meets(%v) of wider sets = %s, want %s or %s", codes, got, want, paths.MetMaybe)
		}
	})
}

// A file is a drawn case with what only its file says: which answers have a source.
type file struct {
	*scenario
	sourced []assess.Ref
}

func drawFile(t *rapid.T, banks, completions int) *file {
	f := &file{scenario: scenarios(banks, completions).Draw(t, "case")}
	for i := range f.banks {
		for q, choice := range f.sheet(i) {
			if choice != assess.Unanswered && often(t, 4) {
				f.sourced = append(f.sourced, assess.Ref{Bank: i, Question: q})
			}
		}
	}
	return f
}

func (f *file) judge(p *portfolio.Policy) *portfolio.Judged {
	return p.Judge(assess.Select(f.banks), portfolio.Summarize(f.evaluate(), f.sourced))
}

// lacks tells what a rule on the file finds missing: questions of the walks without an
// answer, an answer without a source.
func (f *file) lacks(r *portfolio.Rule, all []world) bool {
	sheet := f.sheet(r.Bank)
	if r.Kind == portfolio.Evidence {
		known := sheet[r.Place] == assess.NotApplicable || sheet[r.Place].Leveled()
		return !known || !slices.Contains(f.sourced, r.Ref())
	}
	for q, choice := range sheet {
		asked := f.banks[r.Bank].Kind == questions.Scale
		if !asked {
			asked, _ = over(all, func(w *world) bool { return w.visited[f.banks[r.Bank].Questions[q].Part] })
		}
		if asked && choice == assess.Unanswered {
			return true
		}
	}
	return false
}

// aimOf is what a policy asks of the answers.
func aimOf(p *portfolio.Policy) *paths.Aim {
	a := new(paths.Aim)
	for i := range p.Rules {
		a = with(a, &p.Rules[i])
	}
	return a
}

func with(a *paths.Aim, r *portfolio.Rule) *paths.Aim {
	switch r.Kind {
	case portfolio.Require:
		a.Require = append(a.Require, r.Codes)
	case portfolio.Floor:
		a.Floors = append(a.Floors, paths.Floor{Bank: r.Bank, Dimension: r.Place, Percent: r.Least})
	case portfolio.AtLeast:
		a.Answers = append(a.Answers, paths.Least{Ref: r.Ref(), Level: r.Least})
	case portfolio.Complete, portfolio.Evidence:
	}
	return a
}

// Every rule, and all together, is met by all completions, by some or by none; a rule on
// a bank is not needed where the path has nothing to do with it; and what the file lacks
// is not known yet.
func TestRulesAreMetInAllSomeOrNoCompletions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFile(t, 4, 60)
		policy := drawPolicy(t, f.banks)
		if policy == nil {
			return
		}
		r, worlds := f.evaluate(), f.worlds()
		judged := f.judge(policy)
		lacking := false
		for i := range policy.Rules {
			rule := &policy.Rules[i]
			want := metIn(attained(f.scenario, startsOf(r), with(new(paths.Aim), rule)))
			if rule.Kind != portfolio.Require {
				onPath := meetsCodes(f.banks, r, worlds, func(c paths.Code) bool { return c.Bank == rule.Bank })
				lacks := (rule.Kind == portfolio.Complete || rule.Kind == portfolio.Evidence) && f.lacks(rule, worlds[rule.Bank])
				switch {
				case onPath == paths.MetNever:
					want = paths.NotNeeded
				case lacks:
					want, lacking = paths.MetMaybe, true
				}
			}
			if judged.Rules[i] != want {
				t.Errorf("Judge: rule %+v = %s, want %s", *rule, judged.Rules[i], want)
			}
		}
		want := metIn(attained(f.scenario, startsOf(r), aimOf(policy)))
		if want == paths.MetSurely && lacking {
			want = paths.MetMaybe
		}
		if judged.Together != want {
			t.Errorf("Judge: together %s, want %s; rules %v", judged.Together, want, judged.Rules)
		}
		if (len(judged.Ask) > 0) != (want == paths.MetMaybe) || (judged.Change != nil) != (want == paths.MetNever) {
			t.Errorf("Judge: %s, with questions %v and %+v", want, judged.Ask, judged.Change)
		}
	})
}

// Once the questions to ask are answered, with a source, it is known whether the policy
// is met, whatever the answers are; and each of them lacks something now.
func TestTheQuestionsToAskAreEnough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFile(t, 3, 100)
		policy := drawPolicy(t, f.banks)
		if policy == nil {
			return
		}
		judged := f.judge(policy)
		if !slices.IsSortedFunc(judged.Ask, func(a, b assess.Ref) int { return cmp.Or(a.Bank-b.Bank, a.Question-b.Question) }) {
			t.Errorf("Ask = %v, want bank order", judged.Ask)
		}
		answers := make(assess.Answers)
		for i, b := range f.banks {
			answers[b.ID] = slices.Clone(f.sheet(i))
		}
		f.answers = answers
		for _, ref := range judged.Ask {
			b := f.banks[ref.Bank]
			choice := &answers[b.ID][ref.Question]
			if !choice.Open() && slices.Contains(f.sourced, ref) {
				t.Errorf("Ask = %v, though %v lacks nothing", judged.Ask, ref)
			}
			if low, high := choice.Possible(&b.Questions[ref.Question]); low <= high {
				*choice = assess.Choice(between(t, low, high))
			}
			f.sourced = append(f.sourced, ref)
		}
		if after := f.judge(policy); after.Together == paths.MetMaybe {
			t.Errorf("Judge = %+v, after all of %v have been asked", after, judged.Ask)
		}
	})
}

// A policy that asks for nothing is met.
func TestPolicyOfNothing(t *testing.T) {
	none := new(portfolio.Policy)
	if got := none.Judge(assess.Select(nil), new(portfolio.Summary)).Together; got != paths.MetSurely {
		t.Errorf("no rules = %s, want %s", got, paths.MetSurely)
	}
}
