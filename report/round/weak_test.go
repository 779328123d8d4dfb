package round

import (
	"slices"
	"testing"

	"collectiveimpact/samklar/questions"

	"pgregory.net/rapid"
)

// Those that are named have the same numbers, and no other has more.
func TestMost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) tally {
			return tally{rapid.IntRange(0, 3).Draw(t, "surely"), rapid.IntRange(0, 3).Draw(t, "perhaps")}
		}), 0, 8).Draw(t, "all")
		places := most(all)
		for i, is := range all {
			beaten := slices.ContainsFunc(all, func(other tally) bool {
				return other.surely > is.surely || other.surely == is.surely && other.perhaps > is.perhaps
			})
			if got, want := slices.Contains(places, i), is.surely > 0 && !beaten; got != want {
				t.Errorf("most(%v) = %v, of %d: %t, want %t", all, places, i, got, want)
			}
		}
	})
}

// Bands are low where they end below what the best verdict asks of every part.
func TestLowBands(t *testing.T) {
	for _, is := range []struct {
		from        []int
		every, want int
	}{
		{[]int{0, 25, 50, 75}, 50, 2},
		{[]int{0, 25, 50, 75}, 60, 2}, // the third lies on both sides
		{[]int{0, 25, 50, 75}, 0, 2},
		{[]int{0, 40, 70}, 70, 2},
		{[]int{0, 40, 70}, 100, 2}, // the highest band is no low one
		{[]int{0, 40, 70}, 30, 1},  // none ends below it
		{[]int{0}, 50, 0},
	} {
		bank := &questions.Bank{Endings: []questions.Ending{{Every: is.every}}}
		for _, from := range is.from {
			bank.Bands = append(bank.Bands, questions.Band{From: from})
		}
		if got := lowBands(bank); got != is.want {
			t.Errorf("lowBands(from %v, every %d) = %d, want %d", is.from, is.every, got, is.want)
		}
	}
}
