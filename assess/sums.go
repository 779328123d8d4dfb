package assess

// sums are the different values that a sum can have, ascending.
type sums []int64

// plus gives every sum of a value of s and one of values, each once.
func (s sums) plus(values []int64) sums {
	var all sums
	for _, v := range values {
		all = all.union(s, v)
	}
	return all
}

// union gives the values of s and those of t moved by a distance, merged.
func (s sums) union(t sums, distance int64) sums {
	all := make(sums, 0, len(s)+len(t))
	i, j := 0, 0
	for i < len(s) || j < len(t) {
		switch {
		case j == len(t) || i < len(s) && s[i] < t[j]+distance:
			all = append(all, s[i])
			i++
		case i == len(s) || s[i] > t[j]+distance:
			all = append(all, t[j]+distance)
			j++
		default:
			all = append(all, s[i])
			i, j = i+1, j+1
		}
	}
	return all
}

// A share is what a dimension can add to the whole: its weighted value, and how
// many of the thresholds for every dimension it reaches.
type share struct {
	value   int64
	reached int
}

// combos are the different pairs of (number of thresholds that the lowest
// dimension reaches, weighted sum): the sums, by the number reached.
type combos []sums

// plus gives every combination of one of c with one of a dimension's shares.
func (c combos) plus(shares []share) combos {
	all := make(combos, len(c))
	for reached, s := range c {
		if len(s) == 0 {
			continue
		}
		for _, sh := range shares {
			low := min(reached, sh.reached)
			all[low] = all[low].union(s, sh.value)
		}
	}
	return all
}

// count gives the number of combinations.
func (c combos) count() int {
	n := 0
	for _, s := range c {
		n += len(s)
	}
	return n
}
