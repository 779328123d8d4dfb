package group

import (
	"cmp"
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// Least is how many voices there must be before it is shown how their answers are
// spread, in a group that has not agreed to openness.
const Least = 5

// Shows reports whether a group shows how the voices on a question are spread: where at
// least so many have said something of it, or where the group has agreed to openness.
func (q *Question) Shows(open bool) bool {
	said := 0
	for _, s := range q.Says {
		if s.Choice != assess.Unanswered {
			said++
		}
	}
	return open || said >= Least
}

// A Spread is how the voices on a question are spread.
type Spread struct {
	Levels                          []Count // by level
	Not, Unknown, Stale, Unanswered int     // voices that say that it does not apply, that nobody knows, or nothing
}

// A Count is of the voices that name a level, and of those that leave it possible among
// others.
type Count struct{ Sure, Maybe int }

// Spread counts the voices.
func (q *Question) Spread(of *questions.Question) *Spread {
	s := &Spread{Levels: make([]Count, len(of.Levels))}
	for v, say := range q.Says {
		if say.Choice == assess.NotApplicable || say.Doubts {
			s.Not++
		}
		low, high := say.Possible(of)
		switch {
		case say.Leveled() && low == high && !say.Doubts:
			s.Levels[low].Sure++
		case say.Leveled():
			for level := low; level <= high; level++ {
				s.Levels[level].Maybe++
			}
		case q.Stale[v]:
			s.Stale++
		case say.Choice == assess.Unknown:
			s.Unknown++
		case say.Choice == assess.Unanswered:
			s.Unanswered++
		}
	}
	return s
}

// A Measure is how far voices are apart, in levels: the interquartile range (Tukey 1977,
// the quartiles as medians of the lower and the upper half without the middle one), and
// the average deviation from the median with its cut-off, a sixth of the number of levels
// (Burke and Dunlap 2002). A voice that lies between levels stands in their middle.
type Measure struct {
	Voices                       int // that give levels
	Quartiles, Deviation, Within assess.Fraction
}

// Measure gives how far those are apart who give levels; false where fewer than two do.
func (q *Question) Measure(of *questions.Question) (Measure, bool) {
	var twice []int64 // the levels, times two
	for _, say := range q.Says {
		if low, high := say.Possible(of); say.Leveled() {
			twice = append(twice, int64(low+high))
		}
	}
	n := len(twice)
	if n < 2 {
		return Measure{}, false
	}
	slices.SortFunc(twice, cmp.Compare[int64])
	median := quadruple(twice)
	var off int64
	for _, x := range twice {
		off += max(2*x-median, median-2*x)
	}
	return Measure{
		Voices:    n,
		Quartiles: assess.Fraction{Num: quadruple(twice[(n+1)/2:]) - quadruple(twice[:n/2]), Den: 4},
		Deviation: assess.Fraction{Num: off, Den: 4 * int64(n)},
		Within:    assess.Fraction{Num: int64(len(of.Levels)), Den: 6},
	}, true
}

// quadruple is four times the median of levels that are given times two.
func quadruple(twice []int64) int64 {
	n := len(twice)
	return twice[(n-1)/2] + twice[n/2]
}
