// Package sums works out which values sums of chosen numbers can have, exactly
// and without going over every choice.
package sums

import (
	"iter"
	"math/bits"
	"slices"
)

// A Set is the different values that a sum can have, ascending.
type Set []int64

// Union returns the values of s and those of t moved by a distance, merged.
func (s Set) Union(t Set, distance int64) Set {
	all := make(Set, 0, len(s)+len(t))
	i, j := 0, 0
	for i < len(s) && j < len(t) {
		switch moved := t[j] + distance; {
		case s[i] < moved:
			all = append(all, s[i])
			i++
		case s[i] > moved:
			all = append(all, moved)
			j++
		default:
			all = append(all, moved)
			i, j = i+1, j+1
		}
	}
	all = append(all, s[i:]...)
	for ; j < len(t); j++ {
		all = append(all, t[j]+distance)
	}
	return all
}

// Plus returns every sum of a value of s and factor times one of t. It stops as
// soon as there are more than most, and reports false then.
//
// The values of a dimension mostly lie in long rows at equal distances. What a
// row of 2ⁿ adds is found by n unions, and a longer one is two such rows that
// overlap, so that a row costs two unions and not one for each of its values.
// All that is built on the way is a part of the sum, moved.
func (s Set) Plus(t Set, factor int64, most int) (Set, bool) {
	if len(s) == 0 || len(t) == 0 {
		return nil, true
	}
	rows, step := t.rows()
	longest := 0
	for _, r := range rows {
		longest = max(longest, r.n)
	}
	doubled := []Set{s} // what rows of 1, 2, 4 … from 0 add
	for n := 1; 2*n <= longest; n *= 2 {
		last := doubled[len(doubled)-1]
		next := last.Union(last, int64(n)*step*factor)
		if len(next) > most {
			return nil, false
		}
		doubled = append(doubled, next)
	}
	var all Set
	for _, r := range rows {
		power := bits.Len(uint(r.n)) - 1
		all = all.Union(doubled[power], r.first*factor)
		if rest := r.n - 1<<power; rest > 0 {
			all = all.Union(doubled[power], (r.first+int64(rest)*step)*factor)
		}
		if len(all) > most {
			return nil, false
		}
	}
	return all, true
}

// Meet reports whether a value of s and factor times one of t add up to at least
// one number and less than another.
func Meet(s, t Set, factor, atLeast, below int64) bool {
	i := len(t) - 1
	for _, v := range s {
		for i >= 0 && v+t[i]*factor >= below {
			i--
		}
		if i < 0 {
			return false
		}
		if v+t[i]*factor >= atLeast {
			return true
		}
	}
	return false
}

// Runs divides values into longest runs of neighbours of one kind.
func Runs[K comparable](s Set, kind func(int64) K) iter.Seq2[K, Set] {
	return func(yield func(K, Set) bool) {
		for from := 0; from < len(s); {
			to, of := from+1, kind(s[from])
			for to < len(s) && kind(s[to]) == of {
				to++
			}
			if !yield(of, s[from:to]) {
				return
			}
			from = to
		}
	}
}

// A row is n values from the first on, at one distance.
type row struct {
	first int64
	n     int
}

// rows divides values into rows at the smallest distance that two neighbours
// have.
func (s Set) rows() (rows []row, step int64) {
	for i := 1; i < len(s); i++ {
		if d := s[i] - s[i-1]; step == 0 || d < step {
			step = d
		}
	}
	for i, v := range s {
		if i > 0 && v-s[i-1] == step {
			rows[len(rows)-1].n++
		} else {
			rows = append(rows, row{v, 1})
		}
	}
	return rows, step
}

// Bits hold small whole numbers.
type Bits []uint64

// Words is how many words of Bits numbers below a bound take.
func Words(below int64) int { return int((below + 63) / 64) }

// Add puts the numbers of another set into the set, moved upwards.
func (b Bits) Add(other Bits, by int64) {
	words, shift := int(by/64), uint(by%64)
	for i, w := range other {
		if w == 0 {
			continue
		}
		b[i+words] |= w << shift
		if over := w >> (64 - shift); over != 0 { // a shift by 64 is none
			b[i+words+1] |= over
		}
	}
}

// Values lists the numbers, moved upwards.
func (b Bits) Values(by int64) Set {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	if n == 0 {
		return nil
	}
	all := make(Set, 0, n)
	for i, w := range b {
		for ; w != 0; w &= w - 1 {
			all = append(all, int64(i*64+bits.TrailingZeros64(w))+by)
		}
	}
	return all
}

// Pairs are the different pairs of (number of thresholds that the lowest of
// several dimensions reaches, their weighted sum): the sums, by the number reached.
type Pairs []Set

// Count returns the number of pairs.
func (c Pairs) Count() int {
	n := 0
	for _, s := range c {
		n += len(s)
	}
	return n
}

// Plus returns every combination of one of c with one of the values that a
// dimension can have, which are given by the number of thresholds they reach. It
// stops as soon as there are more than most, and reports false then.
func (c Pairs) Plus(values []Set, factor int64, most int) (Pairs, bool) {
	all := make(Pairs, len(c))
	take := func(reached int, from, values Set) bool {
		more, ok := from.Plus(values, factor, most)
		if ok {
			all[reached] = all[reached].Union(more, 0)
		}
		return ok && len(all[reached]) <= most
	}
	var higher, from Set // the values and the combinations that reach more
	for reached, own := range slices.Backward(c) {
		if !take(reached, own, higher) {
			return nil, false
		}
		from = from.Union(own, 0)
		if !take(reached, from, values[reached]) {
			return nil, false
		}
		higher = higher.Union(values[reached], 0)
	}
	return all, all.Count() <= most
}
