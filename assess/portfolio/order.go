package portfolio

import (
	"cmp"
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// An Order is the one in which cases stand in a table, by their conclusions. It
// is an order for reading: it says how far the way led, not what is worth more.
//
// Step by step, a settled one stands before an open one. Verdicts keep the order
// of their bank, best first. The outcomes of a tree stand by the nodes passed on
// the longest way to them, most first, then as in the bank: the same whichever
// way round a bank lists them. Open steps stand by the last of their codes, which
// is what is certain, then by the first.
type Order struct{ places [][]int } // by bank and ending

// NewOrder prepares the order for the banks of a selection.
func NewOrder(banks []*questions.Bank) *Order {
	o := &Order{places: make([][]int, len(banks))}
	for i, b := range banks {
		o.places[i] = endingPlaces(b)
	}
	return o
}

// endingPlaces gives the place of each ending in the order of its bank.
func endingPlaces(b *questions.Bank) []int {
	passed := make([]int, len(b.Endings))
	if b.Kind == questions.Tree {
		passed = mostPassed(b)
	}
	order := make([]int, len(passed))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(passed[b], passed[a]) })
	places := make([]int, len(order))
	for place, ending := range order {
		places[ending] = place
	}
	return places
}

// mostPassed gives for each outcome of a tree the nodes passed on the longest
// way to it, or -1 where no way leads. Nodes lead to later ones only.
func mostPassed(b *questions.Bank) []int {
	nodes := slices.Repeat([]int{-1}, len(b.Nodes))
	outcomes := slices.Repeat([]int{-1}, len(b.Endings))
	arrive := func(t questions.Target, passed int) {
		to := nodes
		if t.Outcome {
			to = outcomes
		}
		to[t.Index] = max(to[t.Index], passed)
	}
	nodes[b.Start] = 0
	for i := range b.Nodes {
		if nodes[i] >= 0 {
			arrive(b.Nodes[i].Pass, nodes[i]+1)
			arrive(b.Nodes[i].Fail, nodes[i])
		}
	}
	return outcomes
}

// Endings returns the places of a bank's endings in their order.
func (o *Order) Endings(bank int) []int {
	endings := make([]int, len(o.places[bank]))
	for ending, place := range o.places[bank] {
		endings[place] = ending
	}
	return endings
}

// Key gives a text that sorts as the conclusion stands in the order.
func (o *Order) Key(steps []assess.Step) string {
	var key []byte
	for _, s := range steps {
		key = o.appendStep(key, s)
	}
	return string(key)
}

func (o *Order) appendStep(key []byte, s assess.Step) []byte {
	places := make([]int, len(s.Codes))
	for i, code := range s.Codes {
		places[i] = o.places[s.Bank][code]
	}
	slices.Sort(places)
	open := byte(0)
	if len(places) > 1 {
		open = 1
		places = slices.Insert(places, 0, places[len(places)-1])
	}
	key = append(key, open)
	for _, place := range places {
		key = append(key, byte(place>>8), byte(place)) // a bank's size keeps it below 65,536
	}
	return append(key, byte(s.Bank)) // the same for all that come here by the same codes
}
