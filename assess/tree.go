package assess

import (
	"slices"

	"collectiveimpact/samklar/assess/internal/sums"
	"collectiveimpact/samklar/questions"
)

// evaluateTree gives every node its status and walks from the start: an open
// node leads both ways. Nodes lead to later ones only and each question belongs
// to one node, so the nodes' statuses are independent and the walk is exact.
func evaluateTree(r *BankResult) {
	b := r.Bank
	r.Nodes = make([]NodeResult, len(b.Nodes))
	for i := range b.Nodes {
		r.Nodes[i] = evaluateNode(b, &b.Nodes[i], r.Sheet)
	}
	reached := make([]bool, len(b.Endings))
	arrive := func(t questions.Target) {
		if t.Outcome {
			reached[t.Index] = true
		} else {
			r.Nodes[t.Index].Reachable = true
		}
	}
	arrive(questions.Target{Index: b.Start})
	for i := range b.Nodes {
		if !r.Nodes[i].Reachable {
			continue
		}
		if r.Nodes[i].Status != Failed {
			arrive(b.Nodes[i].Pass)
		}
		if r.Nodes[i].Status != Passed {
			arrive(b.Nodes[i].Fail)
		}
	}
	r.Codes = sums.Marked(reached)
	r.Findings = findings(r, nil)
}

// passes tells whether a choice surely passes, and whether it may.
func passes(q *questions.Question, c Choice) (surely, maybe bool) {
	low, high := c.Possible(q)
	return low >= q.Passes, high >= q.Passes
}

func evaluateNode(b *questions.Bank, n *questions.Node, sheet Sheet) NodeResult {
	var r NodeResult
	mustPass, mustMay := true, true
	for _, i := range n.Questions {
		q := &b.Questions[i]
		if !q.Counts {
			continue
		}
		surely, maybe := passes(q, sheet[i])
		if surely {
			r.Certain++
		}
		if maybe {
			r.Possible++
		}
		if q.Must {
			mustPass = mustPass && surely
			mustMay = mustMay && maybe
		}
	}
	switch {
	case r.Certain >= n.Needs && mustPass:
		r.Status = Passed
	case r.Possible < n.Needs || !mustMay:
		r.Status = Failed
	}
	return r
}

// pivotalInTree gives the open questions whose answer changes the outcome, or where
// kinds are given the kind of outcome, in
// some completion of all others: the walk reaches the question's node, the
// others leave it to decide the node, and the ways from there can end apart.
func pivotalInTree(r *BankResult, kinds []int) []int {
	var found []int
	for i := range r.Bank.Nodes {
		n := &r.Bank.Nodes[i]
		if !r.Nodes[i].Reachable || !endApart(r, n.Pass, n.Fail, kinds) {
			continue
		}
		for _, q := range n.Questions {
			asked := &r.Bank.Questions[q]
			if surely, maybe := passes(asked, r.Sheet[q]); asked.Counts && maybe && !surely && decides(r, n, q) {
				found = append(found, q)
			}
		}
	}
	slices.Sort(found)
	return found
}

// decides tells whether some completion of a node's other questions leaves it to
// question q whether the node passes.
func decides(r *BankResult, n *questions.Node, q int) bool {
	// The others that pass number from least to most, where all musts among
	// them pass: otherwise the node fails whatever q is.
	least, most := 0, 0
	for _, i := range n.Questions {
		other := &r.Bank.Questions[i]
		if i == q || !other.Counts {
			continue
		}
		surely, maybe := passes(other, r.Sheet[i])
		if other.Must && !maybe {
			return false
		}
		if surely || other.Must {
			least++
		}
		if maybe {
			most++
		}
	}
	if r.Bank.Questions[q].Must {
		return most+1 >= n.Needs
	}
	return least < n.Needs && n.Needs-1 <= most
}

// endApart tells whether some completion of the nodes lets two walks, one from
// each target, end in different outcomes, or kinds of them. The walk at the earlier node always
// moves first, so no node is ever asked twice, and walks that meet stay
// together.
func endApart(r *BankResult, p, q questions.Target, kinds []int) bool {
	type pair struct{ p, q questions.Target }
	seen := make(map[pair]bool)
	var apart func(p, q questions.Target) bool
	apart = func(p, q questions.Target) bool {
		if p == q {
			return false
		}
		if p.Outcome && q.Outcome {
			return len(kinds) == 0 || kinds[p.Index] != kinds[q.Index]
		}
		if p.Outcome || !q.Outcome && q.Index < p.Index {
			p, q = q, p
		}
		if seen[pair{p, q}] {
			return false // looked into before, without success
		}
		seen[pair{p, q}] = true
		n, status := &r.Bank.Nodes[p.Index], r.Nodes[p.Index].Status
		return status != Failed && apart(n.Pass, q) || status != Passed && apart(n.Fail, q)
	}
	return apart(p, q)
}
