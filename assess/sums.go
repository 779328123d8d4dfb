package assess

import (
	"math/bits"
	"slices"
)

// sums are the different values that a sum can have, ascending.
type sums []int64

// union returns the values of s and those of t moved by a distance, merged.
func (s sums) union(t sums, distance int64) sums {
	all := make(sums, 0, len(s)+len(t))
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

// plus returns every sum of a value of s and factor times one of t. It stops as
// soon as there are more than most, and reports false then.
//
// The values of a dimension mostly lie in long rows at equal distances. What a
// row of 2ⁿ adds is found by n unions, and a longer one is two such rows that
// overlap, so that a row costs two unions and not one for each of its values.
// All that is built on the way is a part of the sum, moved.
func (s sums) plus(t sums, factor int64, most int) (sums, bool) {
	if len(s) == 0 || len(t) == 0 {
		return nil, true
	}
	rows, step := t.rows()
	longest := 0
	for _, r := range rows {
		longest = max(longest, r.n)
	}
	doubled := []sums{s} // what rows of 1, 2, 4 … from 0 add
	for n := 1; 2*n <= longest; n *= 2 {
		last := doubled[len(doubled)-1]
		next := last.union(last, int64(n)*step*factor)
		if len(next) > most {
			return nil, false
		}
		doubled = append(doubled, next)
	}
	var all sums
	for _, r := range rows {
		power := bits.Len(uint(r.n)) - 1
		all = all.union(doubled[power], r.first*factor)
		if rest := r.n - 1<<power; rest > 0 {
			all = all.union(doubled[power], (r.first+int64(rest)*step)*factor)
		}
		if len(all) > most {
			return nil, false
		}
	}
	return all, true
}

// A row is n values from the first on, at one distance.
type row struct {
	first int64
	n     int
}

// rows divides values into rows at the smallest distance that two neighbours
// have.
func (s sums) rows() (rows []row, step int64) {
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

// A bitset holds small whole numbers.
type bitset []uint64

func newBitset(below int64) bitset { return make(bitset, (below+63)/64) }

// add puts the numbers of another set into the set, moved upwards.
func (b bitset) add(other bitset, by int64) {
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

// values lists the numbers, moved upwards.
func (b bitset) values(by int64) sums {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	if n == 0 {
		return nil
	}
	all := make(sums, 0, n)
	for i, w := range b {
		for ; w != 0; w &= w - 1 {
			all = append(all, int64(i*64+bits.TrailingZeros64(w))+by)
		}
	}
	return all
}

// combos are the different pairs of (number of thresholds that the lowest
// dimension reaches, weighted sum): the sums, by the number reached.
type combos []sums

// count returns the number of combinations.
func (c combos) count() int {
	n := 0
	for _, s := range c {
		n += len(s)
	}
	return n
}

// plus returns every combination of one of c with one of the values that a
// dimension can have, which are given by the number of thresholds they reach. It
// stops as soon as there are more than most, and reports false then.
func (c combos) plus(values []sums, factor int64, most int) (combos, bool) {
	all := make(combos, len(c))
	take := func(reached int, from, values sums) bool {
		more, ok := from.plus(values, factor, most)
		if ok {
			all[reached] = all[reached].union(more, 0)
		}
		return ok && len(all[reached]) <= most
	}
	var higher, from sums // the values and the combinations that reach more
	for reached, own := range slices.Backward(c) {
		if !take(reached, own, higher) {
			return nil, false
		}
		from = from.union(own, 0)
		if !take(reached, from, values[reached]) {
			return nil, false
		}
		higher = higher.union(values[reached], 0)
	}
	return all, all.count() <= most
}
