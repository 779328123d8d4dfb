package assess_test

import (
	"slices"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

func TestPercentIsRoundedDown(t *testing.T) {
	for _, test := range []struct {
		score   assess.Fraction
		percent int
	}{
		{assess.Fraction{Num: 0, Den: 60}, 0},
		{assess.Fraction{Num: 1, Den: 1000}, 0},
		{assess.Fraction{Num: 29, Den: 100}, 29},
		{assess.Fraction{Num: 1, Den: 3}, 33},
		{assess.Fraction{Num: 2, Den: 3}, 66},
		{assess.Fraction{Num: 749, Den: 1000}, 74},
		{assess.Fraction{Num: 750, Den: 1000}, 75},
		{assess.Fraction{Num: 999, Den: 1000}, 99},
		{assess.Fraction{Num: 420, Den: 420}, 100},
	} {
		if got := test.score.Percent(); got != test.percent {
			t.Errorf("Percent(%v) = %d, want %d", test.score, got, test.percent)
		}
		if !test.score.Reaches(test.percent) || test.score.Reaches(test.percent+1) {
			t.Errorf("Reaches(%v) = %t at %d and %t above, want true and false", test.score,
				test.score.Reaches(test.percent), test.percent, test.score.Reaches(test.percent+1))
		}
	}
}

// weighed is a bank of two dimensions: a with 5 levels and weight 3, b with 3
// levels, weight 1 and optional; and c with 3 levels, counting twice.
const weighed = `
bank: weighed
version: 1
kind: scale
language: en
title: t
dimensions:
  - id: first
    title: t
    questions:
      - {id: a, ask: t, weight: 3, levels: [{text: t}, {text: t}, {text: t}, {text: t}, {text: t}]}
      - {id: b, ask: t, optional: true, levels: [{text: t}, {text: t}, {text: t}]}
  - id: second
    title: t
    weight: 2
    questions:
      - {id: c, ask: t, levels: [{text: t}, {text: t}, {text: t}]}
bands:
  - {id: low, title: t, from: 0}
  - {id: middle, title: t, from: 40}
  - {id: high, title: t, from: 75}
findings:
  - {id: between, when: {first: {at-least: 20, below: 40}}, title: t, text: t}
  - {id: b-low, when: {b: {at-most: "2"}}, title: t, text: t}
`

func TestScores(t *testing.T) {
	s := assess.Select([]*questions.Bank{mustParse(t, weighed)})
	for _, test := range []struct {
		sheet       assess.Sheet
		percent     []int // low and high of the first, the second and all
		bands       []int // of the lows
		findings    []assess.Holding
		weakest     int
		oneNotKnown bool
	}{
		// a 3/4·3 and b 1 of 4: 13/16 = 81 %; all (13/16 + 2·1/2)/3 = 60 %
		{assess.Sheet{3, 2, 1}, []int{81, 81, 50, 50, 60, 60}, []int{2, 1, 1}, []assess.Holding{assess.HoldsNot, assess.HoldsNot}, 1, false},
		// without b: a 3/4 = 75 %, reached exactly; all (3/4 + 1)/3 = 58 %
		{assess.Sheet{3, without, 1}, []int{75, 75, 50, 50, 58, 58}, []int{2, 1, 1}, []assess.Holding{assess.HoldsNot, assess.HoldsNot}, 1, false},
		// b from 0 to 1: 9/16 = 56 % to 13/16
		{assess.Sheet{3, unknown, 1}, []int{56, 81, 50, 50, 52, 60}, []int{1, 1, 1}, []assess.Holding{assess.HoldsNot, assess.Possible}, 1, false},
		// c open: from 0 to 100 %, not known, so that either may be the weakest
		{assess.Sheet{3, 0, open}, []int{56, 56, 0, 100, 18, 85}, []int{1, 0, 0}, []assess.Holding{assess.HoldsNot, assess.Holds}, -1, true},
		// a from 1/4 to 3/4: 3/16 = 18 % to 9/16 with b at the lowest
		{assess.Sheet{assess.Between(1, 3), 0, 1}, []int{18, 56, 50, 50, 39, 52}, []int{0, 1, 0}, []assess.Holding{assess.Possible, assess.Holds}, -1, false},
		// a open, b 0: 0, 18, 37, 56 or 75 %
		{assess.Sheet{open, 0, 2}, []int{0, 75, 100, 100, 66, 91}, []int{0, 2, 1}, []assess.Holding{assess.Possible, assess.Holds}, 0, false},
		{assess.Sheet{open, open, open}, []int{0, 100, 0, 100, 0, 100}, []int{0, 0, 0}, []assess.Holding{assess.Possible, assess.Possible}, -1, true},
		// neither unknown nor not-applicable is a level: the first is not known
		{assess.Sheet{unknown, without, 0}, []int{0, 100, 0, 0, 0, 33}, []int{0, 0, 0}, []assess.Holding{assess.Possible, assess.HoldsNot}, 1, true},
	} {
		b := &s.Evaluate(assess.Answers{"weighed": test.sheet}).Banks[0]
		var percent, bands []int
		known := true
		for _, score := range append(slices.Clone(b.Scores), b.Overall) {
			percent = append(percent, score.Low.Percent(), score.High.Percent())
			bands = append(bands, score.Low.Band(b.Bank.Bands))
		}
		for _, score := range b.Scores {
			known = known && score.Known
		}
		if !slices.Equal(percent, test.percent) || !slices.Equal(bands, test.bands) {
			t.Errorf("Evaluate(%v): percent %v in bands %v, want %v in %v", test.sheet, percent, bands, test.percent, test.bands)
		}
		if !slices.Equal(b.Findings, test.findings) {
			t.Errorf("Evaluate(%v): findings = %v, want %v", test.sheet, b.Findings, test.findings)
		}
		got := -1
		if len(b.Weakest) > 0 {
			got = b.Weakest[0]
		}
		if got != test.weakest || known == test.oneNotKnown {
			t.Errorf("Evaluate(%v): weakest = %d, all known %t, want %d, %t", test.sheet, got, known, test.weakest, !test.oneNotKnown)
		}
	}
}

// pair is a bank of two dimensions with one question of five levels each, and
// verdicts of which none contains another.
const pair = `
bank: pair
version: 1
kind: scale
language: en
title: t
scales: {five: [{text: t}, {text: t}, {text: t}, {text: t}, {text: t}]}
dimensions:
  - {id: first, title: t, questions: [{id: a, ask: t, levels: five}]}
  - {id: second, title: t, questions: [{id: b, ask: t, levels: five}]}
bands: [{id: all, title: t, from: 0}]
verdicts:
  - {id: strong, title: t, short: t, text: t, every: 50, overall: 75}
  - {id: leaning, title: t, short: t, text: t, overall: 60}
  - {id: even, title: t, short: t, text: t, every: 25}
  - {id: weak, title: t, short: t, text: t}
`

func TestVerdict(t *testing.T) {
	s := assess.Select([]*questions.Bank{mustParse(t, pair)})
	for _, test := range []struct {
		sheet          assess.Sheet
		codes, pivotal []int
	}{
		{assess.Sheet{4, 2}, []int{0}, nil},
		{assess.Sheet{3, 2}, []int{1}, nil},
		{assess.Sheet{4, 1}, []int{1}, nil},
		{assess.Sheet{3, 1}, []int{2}, nil},
		{assess.Sheet{1, 1}, []int{2}, nil},
		{assess.Sheet{4, 0}, []int{3}, nil},
		{assess.Sheet{0, 0}, []int{3}, nil},
		{assess.Sheet{4, open}, []int{0, 1, 3}, []int{1}}, // 2 lies between and is never reached
		{assess.Sheet{unknown, 1}, []int{1, 2, 3}, []int{0}},
		{assess.Sheet{open, 0}, []int{3}, nil},
		{assess.Sheet{open, open}, []int{0, 1, 2, 3}, []int{0, 1}},
	} {
		r := s.Evaluate(assess.Answers{"pair": test.sheet})
		if got := r.Banks[0].Codes; !slices.Equal(got, test.codes) {
			t.Errorf("Evaluate(%v): codes = %v, want %v", test.sheet, got, test.codes)
		}
		if got := pivotalIn(r); !slices.Equal(got, test.pivotal) {
			t.Errorf("Evaluate(%v): pivotal = %v, want %v", test.sheet, got, test.pivotal)
		}
	}
}

// A score just under a threshold does not reach it, although 133/180 = 73.9 % is
// nearly 74 %.
func TestAVerdictIsReachedExactly(t *testing.T) {
	s := assess.Select([]*questions.Bank{mustParse(t, `
bank: nearly
version: 1
kind: scale
language: en
title: t
dimensions:
  - id: only
    title: t
    questions:
      - {id: a, ask: t, weight: 3, levels: [{text: t}, {text: t}, {text: t}, {text: t}, {text: t}, {text: t}]}
      - {id: b, ask: t, weight: 3, levels: [{text: t}, {text: t}, {text: t}, {text: t}, {text: t}]}
      - {id: c, ask: t, weight: 3, levels: [{text: t}, {text: t}, {text: t}, {text: t}]}
bands: [{id: all, title: t, from: 0}]
verdicts:
  - {id: reached, title: t, short: t, text: t, every: 74}
  - {id: missed, title: t, short: t, text: t}
`)})
	for _, test := range []struct {
		sheet   assess.Sheet
		percent int
		code    int
	}{
		{assess.Sheet{5, 1, 3}, 75, 0}, // (1 + 1/4 + 1)/3 = 3/4
		{assess.Sheet{4, 4, 1}, 71, 1}, // (4/5 + 1 + 1/3)/3 = 32/45
		{assess.Sheet{3, 3, 3}, 78, 0}, // (3/5 + 3/4 + 1)/3 = 47/60
		{assess.Sheet{4, 3, 2}, 73, 1}, // (4/5 + 3/4 + 2/3)/3 = 133/180
		{assess.Sheet{1, 4, 3}, 73, 1}, // (1/5 + 1 + 1)/3 = 11/15
	} {
		b := &s.Evaluate(assess.Answers{"nearly": test.sheet}).Banks[0]
		if got := b.Scores[0].Low.Percent(); got != test.percent || !slices.Equal(b.Codes, []int{test.code}) {
			t.Errorf("Evaluate(%v) = %d %%, codes %v, want %d %%, [%d]", test.sheet, got, b.Codes, test.percent, test.code)
		}
	}
}

func TestWeakestTies(t *testing.T) {
	s := assess.Select([]*questions.Bank{mustParse(t, `
bank: ties
version: 1
kind: scale
language: en
title: t
scales: {three: [{text: t}, {text: t}, {text: t}]}
dimensions:
  - {id: d0, title: t, questions: [{id: a0, ask: t, levels: three}, {id: b0, ask: t, levels: three}]}
  - {id: d1, title: t, questions: [{id: a1, ask: t, levels: three}, {id: b1, ask: t, levels: three}]}
  - {id: d2, title: t, weight: 3, questions: [{id: a2, ask: t, levels: three}, {id: b2, ask: t, levels: three}]}
bands: [{id: all, title: t, from: 0}]
`)})
	for _, test := range []struct {
		sheet         assess.Sheet
		surely, maybe []int
	}{
		{assess.Sheet{2, 2, 1, 1, 0, 0}, []int{2}, nil},
		{assess.Sheet{1, 1, 1, 1, 2, 1}, []int{0, 1}, nil},
		{assess.Sheet{1, 1, 0, 2, 2, 0}, []int{0, 1, 2}, nil},             // equal sums are equal scores
		{assess.Sheet{2, 0, 0, open, 1, 1}, []int{1}, nil},                // at most as high as the others
		{assess.Sheet{2, 1, unknown, 0, 0, 2}, []int{1}, nil},             // the same
		{assess.Sheet{2, 2, 0, open, open, 1}, nil, []int{1, 2}},          // 0 to 1/2 and 1/4 to 3/4
		{assess.Sheet{open, open, 2, 2, 2, unknown}, nil, []int{0, 1, 2}}, // even one at the top, beside others that may be there
		{assess.Sheet{open, open, 1, 1, 2, 2}, nil, []int{0, 1}},          // the best documented is not the weakest for that
		{assess.Sheet{open, open, open, unknown, open, -1}, nil, []int{0, 1, 2}},
		{assess.Sheet{assess.Between(0, 1), 0, 1, 1, 2, 2}, []int{0}, nil}, // 0 to 1/4
	} {
		b := &s.Evaluate(assess.Answers{"ties": test.sheet}).Banks[0]
		if !slices.Equal(b.Weakest, test.surely) || !slices.Equal(b.MaybeWeakest, test.maybe) {
			t.Errorf("Evaluate(%v): weakest = %v or maybe %v, want %v or %v", test.sheet, b.Weakest, b.MaybeWeakest, test.surely, test.maybe)
		}
		if len(b.Codes) != 0 {
			t.Errorf("Evaluate(%v): codes = %v, want none of a bank without verdicts", test.sheet, b.Codes)
		}
	}
}
