package assess_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// wide gives a bank with so many questions of six levels in each dimension. The
// numbers have few common factors, so its scores add up to many different sums.
func wide(t *testing.T, verdicts string, sizes ...int) *questions.Bank {
	t.Helper()
	var text strings.Builder
	text.WriteString("bank: wide\nversion: 1\nkind: scale\nlanguage: en\ntitle: t\n" +
		"scales: {six: [{text: t}, {text: t}, {text: t}, {text: t}, {text: t}, {text: t}]}\n" +
		"bands: [{id: all, title: t, from: 0}]\n" +
		"verdicts: [" + verdicts + "]\ndimensions:\n")
	for d, size := range sizes {
		asked := make([]string, size)
		for q := range asked {
			asked[q] = fmt.Sprintf("{id: q%d-%d, ask: t, levels: six}", d, q)
		}
		fmt.Fprintf(&text, "  - {id: d%d, title: t, questions: [%s]}\n", d, strings.Join(asked, ", "))
	}
	return mustParse(t, text.String())
}

// combinations counts the different pairs of (thresholds that the lowest
// dimension reaches, sum of the dimensions' scores) with nothing answered.
func combinations(every []int, sizes ...int) int {
	type pair struct{ reached, sum int }
	common := 1
	for _, size := range sizes {
		common *= 5 * size
	}
	pairs := map[pair]bool{{len(every), 0}: true}
	for _, size := range sizes {
		wider := make(map[pair]bool)
		for points := range 5*size + 1 {
			reached := 0
			for _, threshold := range every {
				if 100*points >= threshold*5*size {
					reached++
				}
			}
			for p := range pairs {
				wider[pair{min(p.reached, reached), p.sum + points*common/(5*size)}] = true
			}
		}
		pairs = wider
	}
	return len(pairs)
}

func TestVerdictsAreExactUpToTheLimit(t *testing.T) {
	for _, test := range []struct {
		every    []int
		verdicts string
	}{
		{nil, "{id: good, title: t, short: t, text: t, overall: 50}, {id: bad, title: t, short: t, text: t}"},
		{[]int{50}, "{id: good, title: t, short: t, text: t, every: 50}, {id: bad, title: t, short: t, text: t}"},
	} {
		s := assess.Select([]*questions.Bank{wide(t, test.verdicts, 5, 7, 11, 13)})
		n := combinations(test.every, 5, 7, 11, 13)
		if got, want := s.Exact(0), n <= assess.MaxCombinations; got != want {
			t.Errorf("Exact() = %t, want %t with %d combinations", got, want, n)
		}
	}
}

// The second verdict of this bank is never reached: where every dimension is at
// the top, so is the whole.
const neverSecond = `{id: v0, title: t, short: t, text: t, overall: 60}, {id: v1, title: t, short: t, text: t, every: 100},
  {id: v2, title: t, short: t, text: t, every: 50}, {id: v3, title: t, short: t, text: t}`

func TestBeyondTheLimitWorstAndBestAreExact(t *testing.T) {
	b := wide(t, neverSecond, 5, 7, 11, 13)
	s := assess.Select([]*questions.Bank{b})
	if s.Exact(0) {
		t.Fatal("Exact() = true, want false")
	}
	rapid.Check(t, func(t *rapid.T) {
		sheet := assess.Blank(b)
		openness, highest := between(t, 1, 7), between(t, 2, 5)
		for q := range sheet {
			if !often(t, openness) {
				sheet[q] = assess.Choice(between(t, 0, highest))
			}
		}
		checkInexact(t, b, s.Evaluate(assess.Answers{b.ID: sheet}))
	})
}

// checkInexact compares a result with the worst and the best completion alone.
func checkInexact(t *rapid.T, b *questions.Bank, r *assess.Result) {
	worst, best := slices.Clone(r.Banks[0].Sheet), slices.Clone(r.Banks[0].Sheet)
	var open, want []int
	for q := range worst {
		if worst[q].Open() {
			worst[q], best[q] = 0, assess.Choice(len(b.Questions[q].Levels)-1)
			open = append(open, q)
		}
	}
	for code := worldOf(b, best).code; code <= worldOf(b, worst).code; code++ {
		want = append(want, code)
	}
	if !slices.Equal(r.Banks[0].Codes, want) {
		t.Errorf("Evaluate: codes = %v, want %v, all from best to worst", r.Banks[0].Codes, want)
	}
	c := &r.Chains[0]
	if len(want) == 1 {
		if c.OpenStep != -1 || c.Pivotal != nil {
			t.Errorf("Evaluate: open step %d, pivotal %v, want settled", c.OpenStep, c.Pivotal)
		}
		return
	}
	if r.Banks[0].Exact || c.Exact {
		t.Errorf("Evaluate: exact = %t, %t, want false, false", r.Banks[0].Exact, c.Exact)
	}
	var pivotal []int
	for _, ref := range c.Pivotal {
		pivotal = append(pivotal, ref.Question)
	}
	if !slices.Equal(pivotal, open) {
		t.Errorf("Evaluate: possibly pivotal = %v, want all open questions %v", pivotal, open)
	}
}

func TestWithinTheLimitNoVerdictIsReachedThatCompletionsMiss(t *testing.T) {
	b := wide(t, neverSecond, 2, 3)
	s := assess.Select([]*questions.Bank{b})
	if got, want := s.Evaluate(nil).Banks[0].Codes, []int{0, 2, 3}; !slices.Equal(got, want) || !s.Exact(0) {
		t.Errorf("Evaluate(nil): codes = %v, exact %t, want %v, true", got, s.Exact(0), want)
	}
}

func TestTheShippedBanksAreExact(t *testing.T) {
	lib := questions.NewLibrary("en")
	for _, id := range lib.IDs() {
		banks, err := lib.Select([]string{id}, false)
		if err != nil {
			t.Fatal(err)
		}
		if !assess.Select(banks).Exact(0) {
			t.Errorf("Exact() of %s = false, want true", id)
		}
	}
}
