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

// checkOften tries a property with four times as many cases: where only some of
// those that are drawn say anything, so that there are enough whatever chance
// brings.
func checkOften(t *testing.T, property func(*rapid.T)) {
	t.Helper()
	for range 4 {
		rapid.Check(t, property)
	}
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
		low, high := before.Sheet[q].Possible(&b.Questions[q])
		if high < low || !before.Sheet[q].Leveled() {
			return
		}
		raised := slices.Clone(before.Sheet)
		raised[q] = choiceOf(raise(t, low, high, len(b.Questions[q].Levels)-1))
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
			if b.Kind == questions.Scale && (below(is.Low, scores[i].Low) || below(is.High, scores[i].High) ||
				below(is.CountsLow, scores[i].CountsLow) || below(is.CountsHigh, scores[i].CountsHigh)) {
				t.Errorf("Evaluate: %s raised to %d lowers score %d from %v to %v", b.Questions[q].ID, raised[q], i, scores[i], is)
			}
		}
		if b.Kind == questions.Scale && len(b.Endings) > 0 && (slices.Min(after.Codes) > slices.Min(before.Codes) || slices.Max(after.Codes) > slices.Max(before.Codes)) {
			t.Errorf("Evaluate: %s raised to %d lowers the verdicts from %v to %v", b.Questions[q].ID, raised[q], before.Codes, after.Codes)
		}
	})
}

// raise draws a lowest and a highest possible level of which neither is lower.
func raise(t *rapid.T, low, high, top int) (int, int) {
	higher := between(t, high, top)
	return between(t, low, higher), higher
}

// choiceOf is the choice with a lowest and a highest possible level.
func choiceOf(low, high int) assess.Choice {
	if low == high {
		return assess.Choice(low)
	}
	return assess.Between(low, high)
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
		for d := range r.Bank.Dimensions {
			counts := assess.Score{Low: r.Scores[d].CountsLow, High: r.Scores[d].CountsHigh}
			check(r.Bank.Dimensions[d].ID+" counts as", counts, func(w *world) ratio { return w.counts[d] })
		}
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

// weakestOf returns the dimensions that are the weakest in every world, or else
// those that are in some, or could be beside other scores of theirs.
func weakestOf(b *questions.Bank, all []world) (surely, maybe []int) {
	if len(b.Dimensions) == 1 {
		return nil, nil // the weakest of what?
	}
	for d := range b.Dimensions {
		low, high := extremes(all, func(w *world) ratio { return w.counts[d] })
		is, may := true, true
		for e := range b.Dimensions {
			if d != e {
				least, most := extremes(all, func(w *world) ratio { return w.counts[e] })
				is, may = is && !least.less(high), may && !most.less(low)
			}
		}
		if is {
			surely = append(surely, d)
		}
		if may {
			maybe = append(maybe, d)
		}
	}
	if len(surely) > 0 {
		return surely, nil
	}
	return nil, maybe
}

// What a verdict asks for is met, not met or not known as over all completions; the
// verdict that is reached meets what it asks for, and better ones do not.
func TestConditionsAreThoseOfCompletions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(1, 300).Draw(t, "case")
		r := s.evaluate().Banks[0]
		if r.Bank.Kind == questions.Tree {
			return
		}
		all := worlds(r.Bank, r.Sheet)
		holding := func(so func(*world) bool) assess.Holding {
			switch some, every := over(all, so); {
			case every:
				return assess.Holds
			case some:
				return assess.Possible
			}
			return assess.HoldsNot
		}
		for i := range r.Bank.Endings {
			e := &r.Bank.Endings[i]
			var want assess.Conditions
			for d := range r.Bank.Dimensions {
				if holding(func(w *world) bool { return w.counts[d].reaches(e.Every) }) != assess.Holds {
					want.Below = append(want.Below, d)
				}
			}
			want.Every = holding(func(w *world) bool {
				return !slices.ContainsFunc(w.counts, func(c ratio) bool { return !c.reaches(e.Every) })
			})
			want.Overall = holding(func(w *world) bool { return w.overall.reaches(e.Overall) })
			if diff := cmp.Diff(want, r.Conditions(i)); diff != "" {
				t.Errorf("Conditions(%d) (-want +got):\n%s", i, diff)
			}
		}
	})
}

// lowest returns the dimensions that count as least in a world.
func (w *world) lowest() []int {
	var all []int
	for d, s := range w.counts {
		if !slices.ContainsFunc(w.counts, func(other ratio) bool { return other.less(s) }) {
			all = append(all, d)
		}
	}
	return all
}

func TestTheWeakestIsSoInEveryCompletion(t *testing.T) {
	eachBank(t, func(t *rapid.T, r *assess.BankResult, all []world) {
		surely, maybe := weakestOf(r.Bank, all)
		if !slices.Equal(r.Weakest, surely) || !slices.Equal(r.MaybeWeakest, maybe) {
			t.Errorf("Evaluate: weakest = %v or maybe %v, want %v or %v", r.Weakest, r.MaybeWeakest, surely, maybe)
		}
		if len(r.Bank.Dimensions) == 1 {
			return
		}
		for i := range all {
			lowest := all[i].lowest()
			for d := range r.Bank.Dimensions {
				is := slices.Contains(lowest, d)
				// Beside those that surely are, another may be so too in some completion.
				if !is && slices.Contains(r.Weakest, d) || is && surely == nil && !slices.Contains(r.MaybeWeakest, d) {
					t.Errorf("Evaluate: weakest = %v or maybe %v, but with %v it is %v", r.Weakest, r.MaybeWeakest, all[i].sheet, lowest)
				}
			}
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
				if c.Open() && !c.Leveled() && b.Questions[q].Optional && often(t, 5) {
					after[q] = assess.NotApplicable
				}
			}
			if got := selection.Evaluate(assess.Answers{b.ID: after}).Banks[0].Codes; !slices.Equal(got, before.Codes) {
				t.Errorf("Evaluate: with %v codes = %v, want %v as with %v", after, got, before.Codes, before.Sheet)
			}
		}
	})
}

func TestEvaluateIsPure(t *testing.T) {
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
		if diff := cmp.Diff(whole(want), whole(selection.Evaluate(copied)), inAll()...); diff != "" {
			t.Errorf("Evaluate, a second time: (-first +second)\n%s", diff)
		}
		selected := func(id string, _ assess.Sheet) bool { return selection.Place(id) < 0 }
		maps.DeleteFunc(copied, selected)
		if diff := cmp.Diff(whole(want), whole(selection.Evaluate(copied)), inAll()...); diff != "" {
			t.Errorf("Evaluate, without sheets of banks not selected: (-with +without)\n%s", diff)
		}
	})
}

// inAll compares results in all they hold, and banks as such.
func inAll() cmp.Options {
	return cmp.Options{cmp.Comparer(func(a, b *questions.Bank) bool { return a == b }), cmp.AllowUnexported(assess.BankResult{})}
}

// whole gives all that a result says, to be compared.
func whole(r *assess.Result) any {
	return struct {
		Banks          []assess.BankResult
		Chains         []assess.Chain
		Advice, Folded []assess.Given
	}{r.Banks, r.Chains, r.Advice, r.Folded()}
}
