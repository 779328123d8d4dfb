package assess

import (
	"slices"

	"collectiveimpact/samklar/assess/internal/sums"
	"collectiveimpact/samklar/questions"
)

// A scale is a scale bank prepared for evaluation.
type scale struct {
	bank  *questions.Bank
	every []int // the different thresholds for every dimension, ascending, above 0
	held  int   // how many of them a dimension can reach that a key question holds down
}

func newScale(b *questions.Bank) *scale {
	s := &scale{bank: b}
	for i := range b.Endings {
		if every := b.Endings[i].Every; every > 0 {
			s.every = append(s.every, every)
		}
	}
	slices.Sort(s.every)
	s.every = slices.Compact(s.every)
	if len(b.Bands) > 1 {
		s.held, _ = slices.BinarySearch(s.every, b.Bands[1].From)
	}
	return s
}

// A weighing is a scale with one case's answers: the sums that its scores are made
// of. The score of dimension d is between low[d] and high[d] over
// Unit·weights[d]; the overall score is the sum over the dimensions of
// value·factor[d], over whole.
type weighing struct {
	*scale
	sheet     Sheet
	low, high []int64
	weights   []int64
	factor    []int64
	whole     int64
	keys      []holds
	kinds     []int // by verdict, where only some are told apart; or nil
	floors    []int // by dimension, where completions must reach them; or nil
	price     Price // of raises; nil where none are looked for

	room struct { // for the above, where dimensions are few, and for what is worked out
		sums [4 * few]int64
		keys [few]holds
		bits sums.Bits
	}
}

const few = 8

// holds is whether key questions hold a dimension down.
type holds struct{ low, high bool } // in the worst completion, and in the best

func (s *scale) weigh(sheet Sheet) *weighing {
	n := len(s.bank.Dimensions)
	t := &weighing{scale: s, sheet: sheet}
	all := slices.Grow(t.room.sums[:0], 4*n)[:4*n]
	t.low, t.high, t.weights, t.factor = all[:n], all[n:2*n], all[2*n:3*n], all[3*n:]
	t.keys = slices.Grow(t.room.keys[:0], n)[:n]
	for d := range s.bank.Dimensions {
		for _, i := range s.bank.Dimensions[d].Questions {
			q := &s.bank.Questions[i]
			low, high := sheet[i].Possible(q)
			if high < low {
				continue
			}
			t.low[d] += worth(q, low)
			t.high[d] += worth(q, high)
			t.weights[d] += int64(q.Weight)
			if q.Key {
				t.keys[d].low = t.keys[d].low || low == 0
				t.keys[d].high = t.keys[d].high || high == 0
			}
		}
	}
	common := int64(1) // does not overflow: questions.Parse has looked at every sum of weights there can be
	for _, w := range t.weights {
		common = common / gcd(common, w) * w
	}
	for d := range t.weights {
		w := int64(s.bank.Dimensions[d].Weight)
		t.factor[d] = w * (common / t.weights[d])
		t.whole += w * common * questions.Unit
	}
	return t
}

// worth returns what a level adds to its dimension's sum: its value, which is 0
// for the lowest level and Unit for the top, evenly spaced, times the weight.
func worth(q *questions.Question, level int) int64 {
	return int64(q.Weight * (level * questions.Unit / (len(q.Levels) - 1)))
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func (s *scale) evaluate(r *BankResult) {
	t := s.weigh(r.Sheet)
	r.Scores = make([]Score, len(s.bank.Dimensions))
	for d := range r.Scores {
		den := questions.Unit * t.weights[d]
		score := Score{Low: Fraction{t.low[d], den}, High: Fraction{t.high[d], den}}
		score.CountsLow, score.CountsHigh = t.counts(score.Low, t.keys[d].low), t.counts(score.High, t.keys[d].high)
		for _, q := range s.bank.Dimensions[d].Questions {
			score.Known = score.Known || r.Sheet[q].Leveled()
		}
		r.Scores[d] = score
		r.Overall.Known = r.Overall.Known || score.Known
	}
	r.Overall.Low, r.Overall.High = t.overall(t.low), t.overall(t.high)
	r.Overall.CountsLow, r.Overall.CountsHigh = r.Overall.Low, r.Overall.High
	r.Weakest, r.MaybeWeakest = weakest(r.Scores)
	if len(s.bank.Endings) > 0 {
		r.Codes, r.Exact = t.codes()
	}
	r.Findings = findings(r, t)
	r.factor, r.whole = t.factor, t.whole
}

// counts returns what a dimension counts as: its score, or just below the second
// band where a key question holds it down.
func (t *weighing) counts(score Fraction, held bool) Fraction {
	if !held || !score.Reaches(t.bank.Bands[1].From) {
		return score
	}
	// A score's denominator is at most Unit·3·MaxQuestions: none lies so close below a whole percent.
	const fine = 10_000_000
	return Fraction{int64(t.bank.Bands[1].From)*fine - 1, 100 * fine}
}

// overall returns the score of the whole where the dimensions have these sums.
func (t *weighing) overall(of []int64) Fraction {
	sum := int64(0)
	for d := range of {
		sum += of[d] * t.factor[d]
	}
	return Fraction{sum, t.whole}
}

// kind gives what a verdict is told from others by.
func (t *weighing) kind(verdict int) int {
	if t.kinds == nil {
		return verdict
	}
	return t.kinds[verdict]
}

// reached counts the thresholds for every dimension that a dimension reaches
// with a sum.
func (t *weighing) reached(d int, sum int64, held bool) int {
	most := len(t.every)
	if held {
		most = t.held
	}
	den := questions.Unit * t.weights[d]
	n := 0
	for n < most && sum*100 >= int64(t.every[n])*den {
		n++
	}
	return n
}

// worst and best return the verdict of the worst and of the best completion.
func (t *weighing) worst() int {
	reached := len(t.every)
	for d, sum := range t.low {
		reached = min(reached, t.reached(d, sum, t.keys[d].low))
	}
	return t.verdict(reached, t.overall(t.low))
}

func (t *weighing) best() int { return t.verdict(t.highest(), t.overall(t.high)) }

// highest counts the thresholds that the lowest dimension reaches at its best.
func (t *weighing) highest() int {
	reached := len(t.every)
	for d, sum := range t.high {
		reached = min(reached, t.reached(d, sum, t.keys[d].high))
	}
	return reached
}

// verdict returns the first verdict whose conditions hold where the lowest
// dimension reaches so many thresholds.
func (t *weighing) verdict(reached int, overall Fraction) int {
	for i := range t.bank.Endings {
		v := &t.bank.Endings[i]
		if v.Every > 0 && (reached == 0 || t.every[reached-1] < v.Every) {
			continue
		}
		if overall.Reaches(v.Overall) {
			return i
		}
	}
	return len(t.bank.Endings) - 1
}

// codes returns the verdicts that completions reach: exactly, or all from the
// best to the worst where that is too costly to find out. Two that stand side by
// side need no search.
func (t *weighing) codes() (codes []int, exact bool) {
	best, worst := t.best(), t.worst()
	between := worst - best - 1
	found := make([]bool, len(t.bank.Endings))
	found[best], found[worst] = true, true
	if between < 0 {
		return sums.Marked(found), true
	}
	climbed := 0
	climb := func() bool {
		t.climb(func(step *weighing) {
			if v := step.worst(); !found[v] {
				found[v] = true
				climbed++
			}
		})
		return climbed == between
	}
	exact = between == 0 || t.few() && climb() || t.search(found)
	for v := best; v <= worst && !exact; v++ {
		found[v] = true
	}
	return sums.Marked(found), exact
}

// climb raises the open questions together, a level at a time, from the worst
// completion to the best, and visits those on the way: the worst of each step is one.
// What is met there is reached; most often nothing is left to be searched for.
func (t *weighing) climb(visit func(step *weighing)) {
	step := weighing{scale: t.scale, weights: t.weights, factor: t.factor, whole: t.whole, sheet: slices.Clone(t.sheet)}
	step.low, step.keys = slices.Clone(t.low), slices.Clone(t.keys)
	for level := 1; level < questions.MaxLevels; level++ {
		for i, c := range t.sheet {
			q := &t.bank.Questions[i]
			if low, high := c.Possible(q); level <= low || level > high {
				continue
			}
			step.sheet[i] = Choice(level)
			step.low[q.Part] += worth(q, level) - worth(q, level-1)
			step.keys[q.Part].low = step.holds(q.Part)
			visit(&step)
		}
	}
}

// Over returns the verdicts of completions in which every dimension of a scale counts
// as at least its floor, in percent: all, or those that are easy to find. Of a case
// that is not exact they may be more.
func (s *Selection) Over(bank int, sheet Sheet, floors []int, all bool) []int {
	return s.scales[bank].weigh(sheet).over(floors, all)
}

// over returns them all, or those that are met on the way from the worst to the best.
func (t *weighing) over(floors []int, all bool) []int {
	t.floors = floors
	found := make([]bool, len(t.bank.Endings))
	look := func(step *weighing) {
		for d, sum := range step.low {
			if !t.overFloor(d, sum, step.keys[d].low) {
				return
			}
		}
		found[step.worst()] = true
	}
	switch best, worst := t.best(), t.worst(); {
	case !all || t.sheet.Open() == 0:
		look(t)
		t.climb(look)
	case !t.search(found):
		for v := best; v <= worst; v++ {
			found[v] = true
		}
	}
	return sums.Marked(found)
}

// overFloor reports whether a dimension reaches its floor with a sum.
func (t *weighing) overFloor(d int, sum int64, held bool) bool {
	return sum*100 >= int64(t.floors[d])*questions.Unit*t.weights[d] && (!held || t.floors[d] < t.holdsFrom())
}

// holds reports whether a key question of a dimension may be at its lowest.
func (t *weighing) holds(d int) bool {
	for _, i := range t.bank.Dimensions[d].Questions {
		if q := &t.bank.Questions[i]; q.Key {
			if low, high := t.sheet[i].Possible(q); low == 0 && high >= 0 {
				return true
			}
		}
	}
	return false
}
