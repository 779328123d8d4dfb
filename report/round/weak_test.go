package round

import (
	"slices"
	"testing"

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
