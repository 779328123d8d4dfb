package assess_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// The oracle knows only complete answers. What holds with gaps it finds by
// looking at every completion of the open questions.

// A world is what one completion of a bank's open questions leads to.
type world struct {
	sheet    assess.Sheet // levels, and what is not applicable
	passed   []bool       // by node
	visited  []bool       // by node, on the walk
	scores   []ratio      // by dimension
	counts   []ratio      // by dimension: what it counts as
	overall  ratio
	code     int // the place of the ending, -1 where the bank has none
	findings []bool
}

// worlds gives every completion of a sheet. A completion gives levels, never
// not-applicable.
func worlds(b *questions.Bank, sheet assess.Sheet) []world {
	var all []world
	complete := slices.Clone(sheet)
	var fill func(q int)
	fill = func(q int) {
		if q == len(sheet) {
			all = append(all, worldOf(b, slices.Clone(complete)))
			return
		}
		for _, level := range levelsOf(sheet[q], len(b.Questions[q].Levels)) {
			complete[q] = level
			fill(q + 1)
		}
	}
	fill(0)
	return all
}

// levelsOf lists what a completion may put in the place of a choice.
func levelsOf(c assess.Choice, levels int) []assess.Choice {
	if c == assess.NotApplicable || 0 <= c && int(c) < levels {
		return []assess.Choice{c}
	}
	var all []assess.Choice
	for low := range levels {
		for high := range levels {
			if low < high && c == assess.Between(low, high) {
				for level := low; level <= high; level++ {
					all = append(all, assess.Choice(level))
				}
				return all
			}
		}
	}
	for level := range levels {
		all = append(all, assess.Choice(level))
	}
	return all
}

func worldOf(b *questions.Bank, sheet assess.Sheet) world {
	w := world{sheet: sheet, code: -1}
	if b.Kind == questions.Tree {
		w.walk(b)
	} else {
		w.score(b)
	}
	for _, f := range b.Findings {
		w.findings = append(w.findings, !slices.ContainsFunc(f.When, func(bound questions.Bound) bool { return !w.meets(bound) }))
	}
	return w
}

// passes tells whether a question of a tree passes.
func (w *world) passes(b *questions.Bank, q int) bool {
	return b.Questions[q].Counts && int(w.sheet[q]) >= b.Questions[q].Passes
}

func (w *world) walk(b *questions.Bank) {
	w.passed, w.visited = make([]bool, len(b.Nodes)), make([]bool, len(b.Nodes))
	for i, n := range b.Nodes {
		passing, missed := 0, false
		for _, q := range n.Questions {
			if w.passes(b, q) {
				passing++
			} else if b.Questions[q].Must {
				missed = true
			}
		}
		w.passed[i] = passing >= n.Needs && !missed
	}
	at := questions.Target{Index: b.Start}
	for !at.Outcome {
		w.visited[at.Index] = true
		if w.passed[at.Index] {
			at = b.Nodes[at.Index].Pass
		} else {
			at = b.Nodes[at.Index].Fail
		}
	}
	w.code = at.Index
}

func (w *world) score(b *questions.Bank) {
	weights := int64(0)
	for _, d := range b.Dimensions {
		sum, of := ratio{0, 1}, int64(0)
		for _, i := range d.Questions {
			if w.sheet[i] == assess.NotApplicable {
				continue
			}
			q := &b.Questions[i]
			sum = sum.plus(ratio{int64(q.Weight) * int64(w.sheet[i]), int64(len(q.Levels) - 1)})
			of += int64(q.Weight)
		}
		score := sum.over(of)
		w.scores, w.counts = append(w.scores, score), append(w.counts, score)
		for _, i := range d.Questions {
			// Just below is less by one than the thousandth of any difference that there is.
			if below := (ratio{int64(b.Bands[min(1, len(b.Bands)-1)].From)*10_000_000 - 1, 1_000_000_000}); b.Questions[i].Key && w.sheet[i] == 0 && below.less(score) {
				w.counts[len(w.counts)-1] = below
			}
		}
		w.overall = w.overall.plus(ratio{score.num * int64(d.Weight), score.den})
		weights += int64(d.Weight)
	}
	w.overall = w.overall.over(weights)
	for i := len(b.Endings) - 1; i >= 0; i-- {
		v := &b.Endings[i]
		low := slices.ContainsFunc(w.counts, func(s ratio) bool { return !s.reaches(v.Every) })
		if !low && w.overall.reaches(v.Overall) {
			w.code = i
		}
	}
}

func (w *world) meets(bound questions.Bound) bool {
	if bound.Dimension >= 0 {
		s := w.counts[bound.Dimension]
		return s.reaches(bound.AtLeast) && !s.reaches(bound.Below)
	}
	level := int(w.sheet[bound.Question])
	return w.sheet[bound.Question] != assess.NotApplicable && level >= bound.AtLeast && level <= bound.AtMost
}

// A ratio is a number of at least 0; its zero value is 0.
type ratio struct{ num, den int64 }

func (r ratio) plus(s ratio) ratio {
	if r.den == 0 {
		return s
	}
	return ratio{r.num*s.den + s.num*r.den, r.den * s.den}.lowest()
}

func (r ratio) over(n int64) ratio { return ratio{r.num, r.den * n}.lowest() }

func (r ratio) lowest() ratio {
	a, b := r.num, r.den
	for b != 0 {
		a, b = b, a%b
	}
	return ratio{r.num / a, r.den / a}
}

func (r ratio) reaches(percent int) bool { return 100*r.num >= int64(percent)*r.den }

func (r ratio) less(s ratio) bool { return r.num*s.den < s.num*r.den }

func (r ratio) equals(f assess.Fraction) bool {
	return big.NewRat(r.num, r.den).Cmp(big.NewRat(f.Num, f.Den)) == 0
}

// extremes gives the least and the greatest of a figure over all worlds.
func extremes(all []world, figure func(*world) ratio) (low, high ratio) {
	for i := range all {
		r := figure(&all[i])
		if i == 0 || r.less(low) {
			low = r
		}
		if i == 0 || high.less(r) {
			high = r
		}
	}
	return low, high
}

// over tells whether something is so in some and in all worlds.
func over(all []world, so func(*world) bool) (some, every bool) {
	every = true
	for i := range all {
		is := so(&all[i])
		some, every = some || is, every && is
	}
	return some, every
}

// codesOf gives the endings that worlds reach, in bank order.
func codesOf(all []world) []int {
	var codes []int
	for i := range all {
		if c := all[i].code; c >= 0 && !slices.Contains(codes, c) {
			codes = append(codes, c)
		}
	}
	slices.Sort(codes)
	return codes
}

// pivotalOf gives the open questions that change the code in some completion of
// all others.
func pivotalOf(sheet assess.Sheet, all []world) []int {
	var pivotal []int
	for q, c := range sheet {
		if !c.Open() {
			continue
		}
		codes := make(map[string]int) // by the levels of all other questions
		changes := func(w *world) bool {
			others := make([]byte, len(w.sheet))
			for i, level := range w.sheet {
				if i != q {
					others[i] = byte(level)
				}
			}
			before, met := codes[string(others)]
			codes[string(others)] = w.code
			return met && before != w.code
		}
		if some, _ := over(all, changes); some {
			pivotal = append(pivotal, q)
		}
	}
	return pivotal
}

// A visit is a bank on the path of complete answers, and the code there.
type visit struct{ bank, code int }

// A journey is the path of complete answers; beyond is the bank not selected
// that it would go on with.
type journey struct {
	visits []visit
	beyond string
}

func (j journey) String() string {
	parts := make([]string, 0, len(j.visits)+1)
	for _, v := range j.visits {
		parts = append(parts, fmt.Sprint(v.bank, ":", v.code))
	}
	return strings.Join(append(parts, j.beyond), ">")
}

// travel follows the endings' next from a bank, given each bank's code.
func travel(banks []*questions.Bank, codes []int, at int) journey {
	var j journey
	for {
		j.visits = append(j.visits, visit{at, codes[at]})
		next := banks[at].Endings[codes[at]].Next
		if next == "" {
			return j
		}
		if at = slices.IndexFunc(banks, func(b *questions.Bank) bool { return b.ID == next }); at < 0 {
			j.beyond = next
			return j
		}
	}
}

// journeys gives the path of every completion from a bank, each once. Banks
// share no questions, so the codes of one are free of those of another.
func journeys(banks []*questions.Bank, worldsOf [][]world, start int) []journey {
	var all []journey
	seen := make(map[string]bool)
	codes := make([]int, len(banks))
	var choose func(bank int)
	choose = func(bank int) {
		if bank < len(banks) {
			for _, c := range codesOf(worldsOf[bank]) {
				codes[bank] = c
				choose(bank + 1)
			}
			if len(banks[bank].Endings) == 0 {
				choose(bank + 1)
			}
			return
		}
		if j := travel(banks, codes, start); !seen[j.String()] {
			seen[j.String()] = true
			all = append(all, j)
		}
	}
	choose(0)
	return all
}
