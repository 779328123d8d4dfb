package assess

import (
	"slices"

	"collectiveimpact/samklar/questions"
)

// Sample gives answers to a bank that lead to one of its endings, by its place,
// and to no other. Questions that then decide nothing are left unanswered. It
// reports false where no answers do, or where a bank has too many combinations
// to look through.
func Sample(b *questions.Bank, code int) (Sheet, bool) {
	if b.Kind == questions.Tree {
		return sampleTree(b, code)
	}
	s := newScale(b)
	if s.inexact() {
		return nil, false
	}
	return s.weigh(Blank(b)).sample(code)
}

// sampleTree walks from the start to an outcome: a node passes with its top
// levels and fails with its lowest.
func sampleTree(b *questions.Bank, outcome int) (Sheet, bool) {
	sheet := Blank(b)
	dead := make([]bool, len(b.Nodes))
	var walk func(at questions.Target) bool
	walk = func(at questions.Target) bool {
		if at.Outcome {
			return at.Index == outcome
		}
		if dead[at.Index] {
			return false
		}
		n := &b.Nodes[at.Index]
		for _, way := range []struct {
			to  questions.Target
			top bool
		}{{n.Pass, true}, {n.Fail, false}} {
			if !walk(way.to) {
				continue
			}
			for _, q := range n.Questions {
				sheet[q] = 0
				if way.top {
					sheet[q] = Choice(len(b.Questions[q].Levels) - 1)
				}
			}
			return true
		}
		dead[at.Index] = true
		return false
	}
	return sheet, walk(questions.Target{Index: b.Start})
}

// sample finds a combination with a verdict and goes back, dimension by
// dimension and question by question, to the levels that it is made of.
func (t *weighing) sample(verdict int) (Sheet, bool) {
	layers := []combos{t.start()}
	for d := range t.bank.Dimensions {
		layers = append(layers, layers[d].plus(t.shares(d)))
	}
	reached, sum, ok := t.find(layers[len(layers)-1], verdict)
	if !ok {
		return nil, false
	}
	sheet := slices.Clone(t.sheet)
	for d := range slices.Backward(t.bank.Dimensions) {
		for _, sh := range t.shares(d) {
			before, ok := beforeShare(layers[d], sh, reached, sum)
			if !ok {
				continue
			}
			t.choose(d, sh.value/t.factor[d], sheet)
			reached, sum = before, sum-sh.value
			break
		}
	}
	return sheet, true
}

// find gives the highest combination that has a verdict.
func (t *weighing) find(all combos, verdict int) (reached int, sum int64, ok bool) {
	for reached, s := range slices.Backward(all) {
		for _, sum := range slices.Backward(s) {
			if t.verdict(reached, sum) == verdict {
				return reached, sum, true
			}
		}
	}
	return 0, 0, false
}

// beforeShare gives the thresholds reached before a share was added, if adding
// it leads to a combination.
func beforeShare(layer combos, sh share, reached int, sum int64) (int, bool) {
	for before, s := range layer {
		if min(before, sh.reached) != reached {
			continue
		}
		if _, ok := slices.BinarySearch(s, sum-sh.value); ok {
			return before, true
		}
	}
	return 0, false
}

// choose sets levels of a dimension's questions that add up to a sum.
func (t *weighing) choose(d int, sum int64, sheet Sheet) {
	places := t.bank.Dimensions[d].Questions
	layers := []sums{{0}}
	values := func(q int) []int64 {
		levels := t.bank.Questions[q].Levels
		all := make([]int64, len(levels))
		for i := range levels {
			all[i] = int64(t.bank.Questions[q].Weight) * value(&t.bank.Questions[q], i)
		}
		return all
	}
	for i, q := range places {
		layers = append(layers, layers[i].plus(values(q)))
	}
	for i, q := range slices.Backward(places) {
		for level, v := range values(q) {
			if _, ok := slices.BinarySearch(layers[i], sum-v); ok {
				sheet[q] = Choice(level)
				sum -= v
				break
			}
		}
	}
}
