package questions

import (
	"cmp"
	"slices"
)

// Ranks returns the place of each ending in the order of better and
// worse, best first: verdicts as they stand; outcomes by the nodes passed on the
// longest way to them, most first, then as they stand.
func (b *Bank) Ranks() []int {
	order := make([]int, len(b.Endings))
	for i := range order {
		order[i] = i
	}
	if b.Kind == Tree {
		_, passed := b.LongestWays()
		slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(passed[y], passed[x]) })
	}
	ranks := make([]int, len(order))
	for rank, ending := range order {
		ranks[ending] = rank
	}
	return ranks
}

// LongestWays counts the nodes passed on the longest ways to nodes and outcomes,
// -1 where no way leads. Nodes lead to later ones only.
func (b *Bank) LongestWays() (nodes, outcomes []int) {
	nodes = slices.Repeat([]int{-1}, len(b.Nodes))
	outcomes = slices.Repeat([]int{-1}, len(b.Endings))
	arrive := func(t Target, passed int) {
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
	return nodes, outcomes
}
