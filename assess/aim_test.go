package assess_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/questions"
)

// drawCodes draws some of the codes of banks.
func drawCodes(t *rapid.T, banks []*questions.Bank) []paths.Code {
	var codes []paths.Code
	for i, b := range banks {
		for e := range b.Endings {
			if often(t, 3) {
				codes = append(codes, paths.Code{Bank: i, Ending: e})
			}
		}
	}
	return codes
}

// drawAim draws something required of the banks.
func drawAim(t *rapid.T, banks []*questions.Bank) *paths.Aim {
	a := new(paths.Aim)
	if often(t, 6) {
		a.Require = append(a.Require, drawCodes(t, banks))
	}
	for i, b := range banks {
		for d := range b.Dimensions {
			if often(t, 3) {
				a.Floors = append(a.Floors, paths.Floor{Bank: i, Dimension: d, Percent: percent(t)})
			}
		}
		for q := range b.Questions {
			if often(t, 1) {
				a.Answers = append(a.Answers, paths.Least{Ref: assess.Ref{Bank: i, Question: q}, Level: between(t, 1, len(b.Questions[q].Levels)-1)})
			}
		}
	}
	return a
}

// meets tells whether a completion of a bank meets the floors and the answers that an
// aim asks of it.
func (w *world) meetsAim(a *paths.Aim, bank int) bool {
	return !slices.ContainsFunc(a.Floors, func(f paths.Floor) bool { return f.Bank == bank && !w.counts[f.Dimension].reaches(f.Percent) }) &&
		!slices.ContainsFunc(a.Answers, func(l paths.Least) bool { return l.Bank == bank && int(w.sheet[l.Question]) < l.Level })
}

// attained tells in how many completions an aim is met: all of it at once.
func attained(s *scenario, starts []int, a *paths.Aim) (some, every bool) {
	// By bank and code, whether completions that come to it meet the bank's rules: some,
	// all. What happens in other banks is free of that.
	met := make([]map[int][2]bool, len(s.banks))
	for i, all := range s.worlds() {
		met[i] = make(map[int][2]bool)
		for w := range all {
			is := all[w].meetsAim(a, i)
			so, known := met[i][all[w].code]
			met[i][all[w].code] = [2]bool{so[0] || is, is && (so[1] || !known)}
		}
	}
	every = true
	eachChoice(s.banks, s.worlds(), func(codes []int) {
		onPath, has := make(map[int]bool), make([]bool, len(a.Require))
		for _, start := range starts {
			for _, v := range travel(s.banks, codes, start).visits {
				onPath[v.bank] = true
				for i, codes := range a.Require {
					has[i] = has[i] || slices.Contains(codes, paths.Code{Bank: v.bank, Ending: v.code})
				}
			}
		}
		may, must := !slices.Contains(has, false), !slices.Contains(has, false)
		for bank := range onPath {
			so := met[bank][codes[bank]]
			may, must = may && so[0], must && so[1]
		}
		some, every = some || may, every && must
	})
	return some, every
}

func startsOf(r *assess.Result) []int {
	var starts []int
	for i := range r.Chains {
		starts = append(starts, r.Chains[i].Steps[0].Bank)
	}
	return starts
}

func TestAnAimIsAttainableWhereSomeCompletionMeetsAllOfIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(4, 60).Draw(t, "case")
		a, r := drawAim(t, s.banks), s.evaluate()
		want, _ := attained(s, startsOf(r), a)
		if got := paths.Of(assess.Select(s.banks), r).Attainable(a); got != want {
			t.Errorf("Attainable(%+v) = %t, want %t", a, got, want)
		}
	})
}

// Two things required at once may each be possible, and both together not.
func TestTwoRequiredAtOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(4, 30).Draw(t, "case")
		a, r := &paths.Aim{Require: [][]paths.Code{drawCodes(t, s.banks), drawCodes(t, s.banks)}}, s.evaluate()
		if len(r.Chains) > 1 {
			return // then each is looked at by itself
		}
		want, _ := attained(s, startsOf(r), a)
		if got := paths.Of(assess.Select(s.banks), r).Attainable(a); got != want {
			t.Errorf("Attainable(%+v) = %t, want %t", a, got, want)
		}
	})
}

// A question decides a requirement if in some completion of all others its answer
// changes whether the path has a required code.
func TestPivotalForARequirement(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(3, 100).Draw(t, "case")
		r := s.evaluate()
		if len(r.Chains) != 1 {
			return
		}
		codes := drawCodes(t, s.banks)
		required := func(c paths.Code) bool { return slices.Contains(codes, c) }
		all := s.worlds()
		var want []assess.Ref
		for bank, b := range s.banks {
			for q, choice := range s.sheet(bank) {
				if choice.Open() && len(b.Endings) > 0 && changesMet(s, all, assess.Ref{Bank: bank, Question: q}, r.Chains[0].Steps[0].Bank, required) {
					want = append(want, assess.Ref{Bank: bank, Question: q})
				}
			}
		}
		if got := paths.Of(assess.Select(s.banks), r).Pivotal(required); !slices.Equal(got, want) {
			t.Errorf("Pivotal(%v) = %v, want %v", codes, got, want)
		}
	})
}

// changesMet tells whether an answer changes in some completion of all others whether
// the path has a required code.
func changesMet(s *scenario, all [][]world, ref assess.Ref, start int, required func(paths.Code) bool) bool {
	turns := make(map[[2]int]bool) // from one code of the bank to another
	before := make(map[string][]int)
	for i := range all[ref.Bank] {
		w := &all[ref.Bank][i]
		others := make([]byte, 0, len(w.sheet))
		for q, level := range w.sheet {
			if q != ref.Question {
				others = append(others, byte(level))
			}
		}
		for _, code := range before[string(others)] {
			turns[[2]int{code, w.code}] = true
		}
		before[string(others)] = append(before[string(others)], w.code)
	}
	changes := false
	eachChoice(s.banks, all, func(codes []int) {
		has := func(code int) bool {
			with := slices.Clone(codes)
			with[ref.Bank] = code
			return slices.ContainsFunc(travel(s.banks, with, start).visits, func(v visit) bool { return required(paths.Code{Bank: v.bank, Ending: v.code}) })
		}
		for turn := range turns {
			changes = changes || has(turn[0]) != has(turn[1])
		}
	})
	return changes
}
