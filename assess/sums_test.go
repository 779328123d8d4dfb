package assess

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestSumsAreAddedUpExactly(t *testing.T) {
	some := func(t *rapid.T, most int) sums {
		var all sums
		for range rapid.IntRange(0, 4).Draw(t, "rows") {
			first, step := rapid.Int64Range(0, 300).Draw(t, "first"), rapid.SampledFrom([]int64{1, 2, 3, 5, 12}).Draw(t, "step")
			for i := range rapid.Int64Range(0, int64(most)).Draw(t, "n") {
				all = append(all, first+i*step)
			}
		}
		slices.Sort(all)
		return slices.Compact(all)
	}
	rapid.Check(t, func(t *rapid.T) {
		s, other := some(t, 40), some(t, 40)
		factor, most := rapid.Int64Range(1, 9).Draw(t, "factor"), rapid.IntRange(1, 3000).Draw(t, "most")
		each := make(map[int64]bool)
		for _, v := range s {
			for _, w := range other {
				each[v+w*factor] = true
			}
		}
		want := sums(slices.Sorted(maps.Keys(each)))
		got, ok := s.plus(other, factor, most)
		if ok != (len(want) <= most) || ok && !slices.Equal(got, want) {
			t.Errorf("%v.plus(%v, %d, %d) = %v, %t, want %v", s, other, factor, most, got, ok, want)
		}
		atLeast, below := rapid.Int64Range(0, 3000).Draw(t, "at least"), rapid.Int64Range(0, 3000).Draw(t, "below")
		if got, want := meets(s, other, factor, atLeast, below), slices.ContainsFunc(want, func(v int64) bool { return atLeast <= v && v < below }); got != want {
			t.Errorf("meets(%v, %v, %d, %d, %d) = %t, want %t", s, other, factor, atLeast, below, got, want)
		}
	})
}

func TestBitsetsHoldWhatIsAdded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		set, by := newBitset(400), rapid.Int64Range(0, 200).Draw(t, "by")
		first := newBitset(200)
		want := make(map[int64]bool)
		for _, v := range rapid.SliceOfN(rapid.Int64Range(0, 199), 0, 40).Draw(t, "values") {
			one := newBitset(1)
			one[0] = 1
			first.add(one, v)
			want[v+by+7] = true
		}
		set.add(first, by)
		if got := set.values(7); !slices.Equal(got, sums(slices.Sorted(maps.Keys(want)))) {
			t.Errorf("values = %v, want %v", got, slices.Sorted(maps.Keys(want)))
		}
	})
}
