package assess_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/questions"
)

// allWays lists every way to meet an aim with exactly so many levels, facts left as
// they are, by how it is written. It reports false where there is too much to look at.
func allWays(selection *assess.Selection, a *paths.Aim, answers assess.Answers, levels int) (found map[string]bool, ok bool) {
	left := 4_000
	found = make(map[string]bool)
	var raise func(answers assess.Answers, way string, bank, q, levels int)
	raise = func(answers assess.Answers, way string, bank, q, levels int) {
		if left--; left < 0 {
			return
		}
		if levels == 0 {
			if surelyMet(selection, a, answers) {
				found[way] = true
			}
			return
		}
		for ; bank < len(selection.Banks); bank, q = bank+1, 0 {
			b := selection.Banks[bank]
			sheet := answers[b.ID]
			if sheet == nil {
				sheet = assess.Blank(b)
			}
			for ; q < len(b.Questions); q++ {
				if b.IsFact(q) || sheet[q] == assess.NotApplicable {
					continue
				}
				low, _ := sheet[q].Possible(&b.Questions[q])
				for to := low + 1; to < len(b.Questions[q].Levels) && to-low <= levels; to++ {
					with := maps.Clone(answers)
					if with == nil {
						with = make(assess.Answers)
					}
					with[b.ID] = raisedSheet(b, sheet, q, to)
					raise(with, way+fmt.Sprintf(" %d.%d=%d", bank, q, to), bank, q+1, levels-(to-low))
				}
			}
		}
	}
	raise(answers, "", 0, 0, levels)
	return found, left >= 0
}

// The ways that ask as little as any are all there are, each once, and the first is the
// one that is offered.
func TestAllWaysThatAskAsLittle(t *testing.T) {
	several, alone := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(3, 30).Draw(t, "case")
		a, r := drawAim(t, s.banks), s.evaluate()
		selection := assess.Select(s.banks)
		p := paths.Of(selection, r)
		const most = 4
		ways, lack := p.Ways(a, most), p.Lack(a)
		if lack.Why == assess.TooManyWays {
			t.Skip("too many ways")
		}
		if offered := lack.Why == assess.Offered && lack.FindOut == nil; offered != (len(ways) > 0) {
			t.Fatalf("%d ways, and offered is %t", len(ways), offered)
		}
		if len(ways) == 0 || lack.Levels() == 0 || lack.Levels() > 2 || !upward(s.banks, a) {
			return
		}
		want, ok := allWays(selection, a, s.answers, lack.Levels())
		if !ok {
			return
		}
		got := make(map[string]bool)
		for i, way := range ways {
			name := ""
			for _, raise := range way {
				name += fmt.Sprintf(" %d.%d=%d", raise.Bank, raise.Question, raise.To)
			}
			if got[name] || !want[name] {
				t.Errorf("way %d is%s, which is there twice or does not meet it", i+1, name)
			}
			got[name] = true
		}
		if len(got) != min(len(want), most) {
			t.Errorf("%d ways of %d: %v of %v", len(got), len(want), got, want)
		}
		if len(want) > 1 {
			several++
		} else {
			alone++
		}
	})
	if several+alone == 0 {
		t.Error("no aim was looked at")
	}
}

// What stands against an aim names no more than it takes, and facts only where there is
// no way without; with all of it otherwise, the aim is met.
func TestWhatStandsAgainst(t *testing.T) {
	facts, work := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(3, 30).Draw(t, "case")
		a, r := drawAim(t, s.banks), s.evaluate()
		selection := assess.Select(s.banks)
		p := paths.Of(selection, r)
		lack, against := p.Lack(a), p.Against(a)
		if lack.Why == assess.TooManyWays {
			t.Skip("too many ways")
		}
		fact := false
		after := &scenario{banks: s.banks, all: s.all, answers: maps.Clone(s.answers)}
		if after.answers == nil {
			after.answers = make(assess.Answers)
		}
		for _, raise := range against {
			b := s.banks[raise.Bank]
			fact = fact || b.IsFact(raise.Question)
			after.answers[b.ID] = raisedSheet(b, after.sheet(raise.Bank), raise.Question, raise.To)
		}
		offered := lack.Why == assess.Offered && lack.FindOut == nil
		if fact && offered {
			t.Errorf("Against names facts, and %+v would do", lack)
		}
		if !fact && !offered && len(against) > 0 {
			t.Errorf("Against names no fact, and nothing is offered: %+v", lack)
		}
		if len(against) == 0 {
			return
		}
		if _, every := attained(after, startsOf(r), a); !every {
			t.Errorf("with %+v otherwise the aim is not met", against)
		}
		if fact {
			facts++
		} else {
			work++
		}
	})
	if facts == 0 || work == 0 {
		t.Errorf("%d with facts, %d without: too few to say anything", facts, work)
	}
}

func TestWaysByHand(t *testing.T) {
	b := problem(t) // the second node wants one of two questions
	s := assess.Select([]*questions.Bank{b})
	start := &paths.Aim{Require: [][]paths.Code{{{Ending: 2}}}}
	for _, test := range []struct {
		sheet assess.Sheet
		want  []int // the questions raised, a way each
	}{
		{assess.Sheet{yes, no, no}, []int{2}}, // the other would have to be two levels higher
		{assess.Sheet{yes, partly, no}, []int{1, 2}},
		{assess.Sheet{no, partly, no}, nil}, // a fact is not raised
	} {
		var got []int
		for _, way := range paths.Of(s, s.Evaluate(assess.Answers{"problem": test.sheet})).Ways(start, 4) {
			if len(way) != 1 {
				t.Fatalf("Ways of %v has %v, want one question", test.sheet, way)
			}
			got = append(got, way[0].Question)
		}
		slices.Sort(got)
		if !slices.Equal(got, test.want) {
			t.Errorf("Ways of %v raise %v, want %v", test.sheet, got, test.want)
		}
	}
}
