package portfolio

import (
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
		o.places[i] = assess.Ranks(b)
	}
	return o
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
