package sums

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestSumsAreAddedUpExactly(t *testing.T) {
	some := func(t *rapid.T, most int) Set {
		var all Set
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
		want := Set(slices.Sorted(maps.Keys(each)))
		got, ok := s.Plus(other, factor, most)
		if ok != (len(want) <= most) || ok && !slices.Equal(got, want) {
			t.Errorf("%v.Plus(%v, %d, %d) = %v, %t, want %v", s, other, factor, most, got, ok, want)
		}
		atLeast, below := rapid.Int64Range(0, 3000).Draw(t, "at least"), rapid.Int64Range(0, 3000).Draw(t, "below")
		if got, want := Meet(s, other, factor, atLeast, below), slices.ContainsFunc(want, func(v int64) bool { return atLeast <= v && v < below }); got != want {
			t.Errorf("Meet(%v, %v, %d, %d, %d) = %t, want %t", s, other, factor, atLeast, below, got, want)
		}
	})
}

func TestBitsetsHoldWhatIsAdded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		set, by := make(Bits, Words(400)), rapid.Int64Range(0, 200).Draw(t, "by")
		first := make(Bits, Words(200))
		want := make(map[int64]bool)
		for _, v := range rapid.SliceOfN(rapid.Int64Range(0, 199), 0, 40).Draw(t, "values") {
			one := make(Bits, Words(1))
			one[0] = 1
			first.Add(one, v)
			want[v+by+7] = true
		}
		set.Add(first, by)
		if got := set.Values(7); !slices.Equal(got, Set(slices.Sorted(maps.Keys(want)))) {
			t.Errorf("values = %v, want %v", got, slices.Sorted(maps.Keys(want)))
		}
	})
}

func TestRunsAreWholeAndAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Set(slices.Sorted(slices.Values(rapid.SliceOfN(rapid.Int64Range(0, 30), 0, 20).Draw(t, "values"))))
		kind := func(v int64) int64 { return v / 5 % 2 }
		var again Set
		last := int64(-1)
		for of, run := range Runs(s, kind) {
			if len(run) == 0 || of == last || slices.ContainsFunc(run, func(v int64) bool { return kind(v) != of }) {
				t.Errorf("a run of %d after one of %d: %v", of, last, run)
			}
			last, again = of, append(again, run...)
		}
		if !slices.Equal(again, s) {
			t.Errorf("Runs(%v) together are %v", s, again)
		}
		for _, run := range Runs(s, kind) {
			if !slices.Equal(run, s[:len(run)]) {
				t.Errorf("the first run of %v is %v", s, run)
			}
			break
		}
	})
}

func TestMarked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		marks := rapid.SliceOfN(rapid.Bool(), 0, 40).Draw(t, "marks")
		var want []int
		for i, is := range marks {
			if is {
				want = append(want, i)
			}
		}
		got := Marked(marks)
		if !slices.Equal(got, want) {
			t.Fatalf("Marked(%v) = %v, want %v", marks, got, want)
		}
		_ = append(got, -1)
		if again := Marked(marks); !slices.Equal(again, want) {
			t.Errorf("what was appended to Marked(%v) stands in it: %v", marks, again)
		}
	})
}
