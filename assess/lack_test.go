package assess_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/questions"
)

// raisedSheet is a sheet with one lowest possible level higher, the highest with it.
func raisedSheet(b *questions.Bank, sheet assess.Sheet, q, to int) assess.Sheet {
	sheet = slices.Clone(sheet)
	low, high := sheet[q].Possible(&b.Questions[q])
	to, high = max(to, low), max(to, high)
	if sheet[q] = assess.Choice(to); to < high {
		sheet[q] = assess.Between(to, high)
	}
	return sheet
}

// surelyMet tells whether every completion meets an aim, by what is known of its parts.
func surelyMet(s *assess.Selection, a *paths.Aim, answers assess.Answers) bool {
	r := s.Evaluate(answers)
	p := paths.Of(s, r)
	for _, codes := range a.Require {
		if p.Meets(func(c paths.Code) bool { return slices.Contains(codes, c) }) != paths.MetSurely {
			return false
		}
	}
	for _, f := range a.Floors {
		if !r.Banks[f.Bank].Scores[f.Dimension].CountsLow.Reaches(f.Percent) && p.OnPath(f.Bank) != paths.MetNever {
			return false
		}
	}
	for _, l := range a.Answers {
		if l.Met(p) != paths.MetSurely && p.OnPath(l.Bank) != paths.MetNever {
			return false
		}
	}
	return true
}

// upward tells whether a better verdict than one that will do will do too, and leads
// on to the same bank.
func upward(banks []*questions.Bank, a *paths.Aim) bool {
	for i, b := range banks {
		if b.Kind == questions.Tree {
			if !assess.Ordered(b) {
				return false
			}
			continue
		}
		bad := false
		for e := range b.Endings {
			is := len(a.Require) == 0 || slices.Contains(a.Require[0], paths.Code{Bank: i, Ending: e})
			if is && bad || b.Endings[e].Next != b.Endings[0].Next {
				return false
			}
			bad = bad || !is
		}
	}
	return true
}

// fewer looks for a way to meet an aim with at most so many levels, facts left as they
// are. It gives up after so many.
func fewer(selection *assess.Selection, a *paths.Aim, answers assess.Answers, levels int) (found bool) {
	left := 2_000
	var raise func(answers assess.Answers, bank, q, levels int)
	raise = func(answers assess.Answers, bank, q, levels int) {
		if left--; found || left < 0 {
			return
		}
		found = surelyMet(selection, a, answers)
		for ; bank < len(selection.Banks); bank, q = bank+1, 0 {
			b := selection.Banks[bank]
			sheet := answers[b.ID]
			if sheet == nil {
				sheet = assess.Blank(b)
			}
			for ; q < len(b.Questions); q++ {
				if b.Kind == questions.Tree && b.Nodes[b.Questions[q].Part].Fact || sheet[q] == assess.NotApplicable {
					continue
				}
				low, _ := sheet[q].Possible(&b.Questions[q])
				for to := low + 1; to < len(b.Questions[q].Levels) && to-low <= levels; to++ {
					with := maps.Clone(answers)
					with[b.ID] = raisedSheet(b, sheet, q, to)
					raise(with, bank, q+1, levels-(to-low))
				}
			}
		}
	}
	raise(answers, 0, 0, levels)
	return found
}

// What it would take for an aim suffices, and nothing less does.
func TestWhatAnAimWouldTake(t *testing.T) {
	offered := 0
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(3, 30).Draw(t, "case")
		a, r := drawAim(t, s.banks), s.evaluate()
		selection := assess.Select(s.banks)
		lack := paths.Of(selection, r).Lack(a)
		if lack.Why == assess.TooManyWays {
			t.Skip("too many ways")
		}
		if lack.Why != assess.Offered || lack.FindOut != nil {
			if upward(s.banks, a) && fewer(selection, a, s.answers, 2) {
				t.Errorf("Lack(%+v) = %+v, want what so few levels do", a, lack)
			}
			return
		}
		offered++
		after := &scenario{banks: s.banks, all: s.all, answers: maps.Clone(s.answers)}
		if after.answers == nil {
			after.answers = make(assess.Answers)
		}
		for _, raise := range lack.Raises {
			b := s.banks[raise.Bank]
			if b.Kind == questions.Tree && b.Nodes[b.Questions[raise.Question].Part].Fact {
				t.Errorf("Lack(%+v) raises a fact: %+v", a, raise)
			}
			after.answers[b.ID] = raisedSheet(b, after.sheet(raise.Bank), raise.Question, raise.To)
		}
		if _, every := attained(after, startsOf(r), a); !every {
			t.Errorf("Lack(%+v) = %+v, which does not suffice", a, lack)
		}
		if n := lack.Levels(); n > 0 && upward(s.banks, a) && fewer(selection, a, s.answers, min(n-1, 3)) {
			t.Errorf("Lack(%+v) = %+v, want fewer levels", a, lack)
		}
	})
	if offered == 0 {
		t.Error("nothing was ever offered")
	}
}

func TestLackByHand(t *testing.T) {
	b := problem(t)
	s := assess.Select([]*questions.Bank{b})
	const elsewhere, wait, start = 0, 1, 2
	require := func(endings ...int) *paths.Aim {
		a := &paths.Aim{Require: [][]paths.Code{nil}}
		for _, e := range endings {
			a.Require[0] = append(a.Require[0], paths.Code{Ending: e})
		}
		return a
	}
	answer := func(q int, level assess.Choice) *paths.Aim {
		return &paths.Aim{Answers: []paths.Least{{Ref: assess.Ref{Question: q}, Level: int(level)}}}
	}
	raise := func(q, from, to int, open bool) *paths.Lack {
		return &paths.Lack{Raises: []paths.BankRaise{{Raise: assess.Raise{Question: q, From: from, To: to, Open: open}}}}
	}
	for _, test := range []struct {
		sheet assess.Sheet
		aim   *paths.Aim
		want  *paths.Lack
	}{
		{assess.Sheet{yes, yes, no}, require(start), &paths.Lack{}},
		{assess.Sheet{yes, partly, no}, require(start), raise(1, 1, 2, false)},
		{assess.Sheet{yes, no, open}, require(start, elsewhere), raise(2, 0, 1, true)},
		{assess.Sheet{yes, yes, yes}, require(wait), &paths.Lack{Why: assess.NoHigher}}, // nobody is told to do less
		{assess.Sheet{no, yes, yes}, require(start), &paths.Lack{Why: assess.AboutProblem}},
		{assess.Sheet{open, yes, yes}, require(start), &paths.Lack{FindOut: []assess.Ref{{Question: 0}}}},
		{assess.Sheet{partly, yes, yes}, answer(0, yes), &paths.Lack{Why: assess.AboutProblem}},
		{assess.Sheet{yes, yes, no}, answer(2, yes), raise(2, 0, 2, false)},
	} {
		r := s.Evaluate(assess.Answers{"problem": test.sheet})
		if diff := cmp.Diff(test.want, paths.Of(s, r).Lack(test.aim)); diff != "" {
			t.Errorf("Lack(%+v) of %v (-want +got):\n%s", test.aim, test.sheet, diff)
		}
	}
}
