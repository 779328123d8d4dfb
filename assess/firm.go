package assess

import (
	"slices"

	"collectiveimpact/samklar/questions"
)

// Firm returns the fewest levels by which answers to a bank would have to be lower
// for some completion to come to another code than the one it is settled on. It
// reports false where the bank is not settled, or no answers could be so low.
func (s *Selection) Firm(r *Result, bank int) (levels int, ok bool) {
	b := &r.Banks[bank]
	if len(b.Codes) != 1 {
		return 0, false
	}
	if s.scales[bank] == nil {
		levels = firmInTree(b)
	} else {
		levels = s.scales[bank].weigh(b.Sheet).firm(b.Codes[0])
	}
	return levels, levels < impossible
}

// firm looks for the fewest levels after which the conditions of the verdict no
// longer hold for the worst completion; those of better ones do not hold already.
func (t *weighing) firm(code int) int {
	e := &t.bank.Endings[code]
	fewest := t.lower(t.dimensions(), func(sum int64) bool { return (Fraction{sum, t.whole}).Reaches(e.Overall) })
	for d := range t.bank.Dimensions {
		den := questions.Unit * t.weights[d] * t.factor[d]
		fewest = min(fewest, t.lower([]int{d}, func(sum int64) bool { return (Fraction{sum, den}).Reaches(e.Every) }))
		if e.Every < t.holdsFrom() {
			continue
		}
		for _, i := range t.bank.Dimensions[d].Questions {
			if low, high := t.sheet[i].Possible(&t.bank.Questions[i]); t.bank.Questions[i].Key && high >= low {
				fewest = min(fewest, low)
			}
		}
	}
	return fewest
}

// lower returns by how many levels in all the answers to dimensions must fall until
// their weighted sum no longer reaches something, those first that weigh most.
func (t *weighing) lower(dimensions []int, reaches func(sum int64) bool) int {
	var order []step // by level
	sum := int64(0)
	for _, d := range dimensions {
		sum += t.low[d] * t.factor[d]
		for _, i := range t.bank.Dimensions[d].Questions {
			q := &t.bank.Questions[i]
			low, _ := t.sheet[i].Possible(q)
			order = append(order, slices.Repeat([]step{{i, worth(q, 1)}}, low)...)
		}
	}
	slices.SortFunc(order, t.larger)
	n := 0
	for ; reaches(sum); n++ {
		if n == len(order) {
			return impossible
		}
		sum -= order[n].by * t.factor[t.bank.Questions[order[n].question].Part]
	}
	return n
}

// firmInTree looks for the walk to another outcome on which the fewest levels must
// be lower. No node is met twice on a walk, so that what they take adds up.
func firmInTree(r *BankResult) int {
	b := r.Bank
	fewest := slices.Repeat([]int{impossible}, len(b.Nodes))
	fewest[b.Start] = 0
	end := impossible
	arrive := func(t questions.Target, levels int) {
		switch {
		case !t.Outcome:
			fewest[t.Index] = min(fewest[t.Index], levels)
		case t.Index != r.Codes[0]:
			end = min(end, levels)
		}
	}
	for i := range b.Nodes {
		if fewest[i] >= impossible {
			continue
		}
		if r.Nodes[i].Status != Failed {
			arrive(b.Nodes[i].Pass, fewest[i])
		}
		arrive(b.Nodes[i].Fail, fewest[i]+loosening(r, i))
	}
	return end
}

// loosening returns the fewest levels by which answers of a node must be lower for
// it not to pass surely.
func loosening(r *BankResult, node int) int {
	if r.Nodes[node].Status != Passed {
		return 0
	}
	n := &r.Bank.Nodes[node]
	fewest := impossible
	var others []int
	for _, i := range n.Questions {
		q := &r.Bank.Questions[i]
		low, _ := r.Sheet[i].Possible(q)
		if !q.Counts || low < q.Passes {
			continue
		}
		levels := low - q.Passes + 1
		others = append(others, levels)
		if q.Must {
			fewest = min(fewest, levels)
		}
	}
	slices.Sort(others)
	sum := 0
	for _, levels := range others[:r.Nodes[node].Certain-n.Needs+1] {
		sum += levels
	}
	return min(fewest, sum)
}
