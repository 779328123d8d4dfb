package assess_test

import (
	"flag"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// TestMain has each property tried with more cases than is usual, as small ones
// are cheap; -rapid.checks=N tries with N.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "300"); err != nil {
		panic(err)
	}
	m.Run()
}

// eachBank checks something of every bank of random cases, against all
// completions of its open questions.
func eachBank(t *testing.T, check func(t *rapid.T, r *assess.BankResult, all []world)) {
	t.Helper()
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(2, 500).Draw(t, "case")
		r := s.evaluate()
		for i := range s.banks {
			check(t, &r.Banks[i], worlds(s.banks[i], s.sheet(i)))
		}
	})
}

func TestRaisingAnAnswerLowersNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(1, 1_000_000).Draw(t, "case")
		b, before := s.banks[0], s.evaluate().Banks[0]
		q := between(t, 0, len(b.Questions)-1)
		if before.Sheet[q] < 0 || int(before.Sheet[q]) == len(b.Questions[q].Levels)-1 {
			return
		}
		raised := slices.Clone(before.Sheet)
		raised[q] = assess.Choice(between(t, int(raised[q])+1, len(b.Questions[q].Levels)-1))
		s.answers[b.ID] = raised
		after := s.evaluate().Banks[0]

		rank := map[assess.Status]int{assess.Failed: 0, assess.Open: 1, assess.Passed: 2}
		for i := range b.Nodes {
			if was, is := before.Nodes[i].Status, after.Nodes[i].Status; rank[is] < rank[was] {
				t.Errorf("Evaluate: %s raised to %d turns %s from %s to %s", b.Questions[q].ID, raised[q], b.Nodes[i].ID, was, is)
			}
		}
		scores := append(slices.Clone(before.Scores), before.Overall)
		for i, is := range append(slices.Clone(after.Scores), after.Overall) {
			if b.Kind == questions.Scale && (below(is.Low, scores[i].Low) || below(is.High, scores[i].High)) {
				t.Errorf("Evaluate: %s raised to %d lowers score %d from %v to %v", b.Questions[q].ID, raised[q], i, scores[i], is)
			}
		}
		if b.Kind == questions.Scale && len(b.Endings) > 0 && (slices.Min(after.Codes) > slices.Min(before.Codes) || slices.Max(after.Codes) > slices.Max(before.Codes)) {
			t.Errorf("Evaluate: %s raised to %d lowers the verdicts from %v to %v", b.Questions[q].ID, raised[q], before.Codes, after.Codes)
		}
	})
}

func below(f, g assess.Fraction) bool { return f.Num*g.Den < g.Num*f.Den }

func TestScoresAreTheExtremesOfCompletions(t *testing.T) {
	eachBank(t, func(t *rapid.T, r *assess.BankResult, all []world) {
		if r.Bank.Kind == questions.Tree {
			return
		}
		check := func(what string, got assess.Score, figure func(*world) ratio) {
			low, high := extremes(all, figure)
			if !low.equals(got.Low) || !high.equals(got.High) {
				t.Errorf("Evaluate: %s = %v to %v, want %v to %v", what, got.Low, got.High, low, high)
			}
			for _, pair := range []struct {
				f assess.Fraction
				r ratio
			}{{got.Low, low}, {got.High, high}} {
				if got, want := pair.f.Percent(), int(100*pair.r.num/pair.r.den); got != want {
					t.Errorf("Percent(%v) = %d, want %d", pair.f, got, want)
				}
				band := 0
				for i := range r.Bank.Bands {
					if pair.r.reaches(r.Bank.Bands[i].From) {
						band = i
					}
				}
				if got := pair.f.Band(r.Bank.Bands); got != band {
					t.Errorf("Band(%v) = %d, want %d", pair.f, got, band)
				}
			}
		}
		for d := range r.Bank.Dimensions {
			check(r.Bank.Dimensions[d].ID, r.Scores[d], func(w *world) ratio { return w.scores[d] })
		}
		check("overall", r.Overall, func(w *world) ratio { return w.overall })
	})
}

func TestCodesAreThoseOfCompletions(t *testing.T) {
	eachBank(t, func(t *rapid.T, r *assess.BankResult, all []world) {
		if want := codesOf(all); !slices.Equal(r.Codes, want) || !r.Exact {
			t.Errorf("Evaluate: codes of %s = %v, exact %t, want %v, true", r.Bank.ID, r.Codes, r.Exact, want)
		}
	})
}

func TestNodesHaveTheStatusOfCompletions(t *testing.T) {
	eachBank(t, func(t *rapid.T, r *assess.BankResult, all []world) {
		for i, n := range r.Bank.Nodes {
			var want assess.NodeResult
			some, every := over(all, func(w *world) bool { return w.passed[i] })
			switch {
			case every:
				want.Status = assess.Passed
			case !some:
				want.Status = assess.Failed
			}
			want.Reachable, _ = over(all, func(w *world) bool { return w.visited[i] })
			for _, q := range n.Questions {
				some, every := over(all, func(w *world) bool { return w.passes(r.Bank, q) })
				if some {
					want.Possible++
				}
				if every {
					want.Certain++
				}
			}
			if r.Nodes[i] != want {
				t.Errorf("Evaluate: node %s = %+v, want %+v", n.ID, r.Nodes[i], want)
			}
		}
	})
}

func TestFindingsHoldInAllSomeOrNoCompletions(t *testing.T) {
	eachBank(t, func(t *rapid.T, r *assess.BankResult, all []world) {
		for i, f := range r.Bank.Findings {
			want := assess.HoldsNot
			switch some, every := over(all, func(w *world) bool { return w.findings[i] }); {
			case every:
				want = assess.Holds
			case some:
				want = assess.Possible
			}
			if r.Findings[i] != want {
				t.Errorf("Evaluate: finding %s = %s, want %s", f.ID, r.Findings[i], want)
			}
		}
	})
}

// weakestOf orders dimensions by what README.md calls weakest, known ones first.
func weakestOf(b *questions.Bank, sheet assess.Sheet, all []world) (order []int, known int) {
	type place struct {
		dimension int
		known     bool
		low, high ratio
	}
	var list []place
	for d := range b.Dimensions {
		p := place{dimension: d}
		p.low, p.high = extremes(all, func(w *world) ratio { return w.scores[d] })
		for _, q := range b.Dimensions[d].Questions {
			if sheet[q] >= 0 && !p.known {
				p.known = true
				known++
			}
		}
		list = append(list, p)
	}
	for len(list) > 0 {
		first := 0
		for i, p := range list {
			f := list[first]
			switch {
			case p.known != f.known:
				if p.known {
					first = i
				}
			case p.high.less(f.high), !f.high.less(p.high) && p.low.less(f.low):
				first = i
			}
		}
		order = append(order, list[first].dimension)
		list = slices.Delete(list, first, first+1)
	}
	return order, known
}

func TestTheWeakestDimensionHasTheLowestHigh(t *testing.T) {
	eachBank(t, func(t *rapid.T, r *assess.BankResult, all []world) {
		want, known := weakestOf(r.Bank, r.Sheet, all)
		if !slices.Equal(r.Weakest, want) {
			t.Errorf("Evaluate: weakest = %v, want %v", r.Weakest, want)
		}
		for i, d := range want {
			if r.Scores[d].Known != (i < known) {
				t.Errorf("Evaluate: dimension %d known = %t, want %t", d, r.Scores[d].Known, i < known)
			}
		}
		first := -1
		if known > 0 {
			first = want[0]
		}
		if got := r.WeakestDimension(); got != first {
			t.Errorf("WeakestDimension() = %d, want %d", got, first)
		}
	})
}

func TestSettledStaysSettledWhateverDoesNotApply(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(1, 1).Draw(t, "case")
		b, selection := s.banks[0], assess.Select(s.banks)
		if b.Kind == questions.Tree || len(b.Endings) == 0 {
			return
		}
		for range 20 { // few answers settle a bank with an optional question open
			sheet := drawAnswers(t, s.banks, 1_000_000)[b.ID]
			before := selection.Evaluate(assess.Answers{b.ID: sheet}).Banks[0]
			if len(before.Codes) > 1 {
				continue
			}
			after := slices.Clone(before.Sheet)
			for q, c := range after {
				if c.Open() && b.Questions[q].Optional && often(t, 5) {
					after[q] = assess.NotApplicable
				}
			}
			if got := selection.Evaluate(assess.Answers{b.ID: after}).Banks[0].Codes; !slices.Equal(got, before.Codes) {
				t.Errorf("Evaluate: with %v codes = %v, want %v as with %v", after, got, before.Codes, before.Sheet)
			}
		}
	})
}

// To the rules, an answer that nobody knows is one that nobody gave.
func TestUnknownIsLikeUnanswered(t *testing.T) {
	sameBank := cmp.Comparer(func(a, b *questions.Bank) bool { return a == b })
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(4, 1_000_000).Draw(t, "case")
		want := s.evaluate()
		for id, sheet := range s.answers {
			sheet = slices.Clone(sheet)
			for q, c := range sheet {
				if c == assess.Unknown {
					sheet[q] = assess.Unanswered
				}
			}
			s.answers[id] = sheet
		}
		got := s.evaluate()
		for i := range got.Banks {
			got.Banks[i].Sheet = want.Banks[i].Sheet
		}
		if diff := cmp.Diff(want, got, sameBank); diff != "" {
			t.Errorf("Evaluate, with unanswered for unknown (-unknown +unanswered):\n%s", diff)
		}
	})
}

func TestEvaluateIsPure(t *testing.T) {
	sameBank := cmp.Comparer(func(a, b *questions.Bank) bool { return a == b })
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(4, 1_000_000).Draw(t, "case")
		selection := assess.Select(s.banks)
		copied := make(assess.Answers)
		for id, sheet := range s.answers {
			copied[id] = slices.Clone(sheet)
		}
		want := selection.Evaluate(s.answers)
		if diff := cmp.Diff(copied, s.answers); diff != "" {
			t.Errorf("Evaluate changes its answers: (-before +after)\n%s", diff)
		}
		selection.Evaluate(drawAnswers(t, s.all, 100))
		if diff := cmp.Diff(want, selection.Evaluate(copied), sameBank); diff != "" {
			t.Errorf("Evaluate, a second time: (-first +second)\n%s", diff)
		}
		selected := func(id string, _ assess.Sheet) bool { return selection.Place(id) < 0 }
		maps.DeleteFunc(copied, selected)
		if diff := cmp.Diff(want, selection.Evaluate(copied), sameBank); diff != "" {
			t.Errorf("Evaluate, without sheets of banks not selected: (-with +without)\n%s", diff)
		}
	})
}
