package portfolio

import (
	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/questions"
)

// passages tells of each node of a tree how a case fares there: whether it passes, or
// surely does not; not needed is a node to which its way does not lead. A node to which
// the way only may lead is never one that is surely not passed.
func passages(r *assess.BankResult) []paths.Met {
	if r.Bank.Kind != questions.Tree {
		return nil
	}
	all := make([]paths.Met, len(r.Nodes))
	pending := make([]bool, len(r.Nodes))
	others := 0 // ends, and nodes not looked at yet, at which the way may be
	arrive := func(t questions.Target) {
		if t.Outcome {
			others++
		} else if !pending[t.Index] {
			pending[t.Index] = true
			others++
		}
	}
	arrive(questions.Target{Index: r.Bank.Start})
	for i := range r.Nodes {
		if !r.Nodes[i].Reachable {
			all[i] = paths.NotNeeded
			continue
		}
		others-- // nodes lead to later ones only: the way is at this one, or beyond it
		switch status := r.Nodes[i].Status; {
		case status == assess.Passed:
			all[i] = paths.MetSurely
		case status == assess.Failed && others == 0:
			all[i] = paths.MetNever
		default:
			all[i] = paths.MetMaybe
		}
		if r.Nodes[i].Status != assess.Failed {
			arrive(r.Bank.Nodes[i].Pass)
		}
		if r.Nodes[i].Status != assess.Passed {
			arrive(r.Bank.Nodes[i].Fail)
		}
	}
	return all
}

// A Passage says how the cases fare at the nodes of a tree that has a say in them.
type Passage struct {
	Bank  int
	Nodes []NodeTally
}

// A NodeTally counts cases by how they fare at a node: those whose way does not lead
// there are not needed. Question is the one that most often holds back those that
// surely do not pass, and Held in how many of them; it is -1 where none does.
type NodeTally struct {
	Cases    [paths.Mets]int
	Question int
	Held     int
}

// There is the number of cases whose way leads to the node, or may.
func (n *NodeTally) There() int {
	return n.Cases[paths.MetSurely] + n.Cases[paths.MetMaybe] + n.Cases[paths.MetNever]
}

// Passages gives the passage of every tree that has a say in some case, in bank order.
func (p *Portfolio) Passages() []Passage {
	var all []Passage
	for bank, b := range p.Banks {
		if b.Kind != questions.Tree {
			continue
		}
		is, there := Passage{Bank: bank, Nodes: make([]NodeTally, len(b.Nodes))}, 0
		for _, c := range p.cases {
			for i := range is.Nodes {
				is.Nodes[i].Cases[c.packed[p.nodesAt(bank)+i]]++
			}
		}
		for i := range is.Nodes {
			n := &is.Nodes[i]
			n.Question, there = -1, there+n.There()
			for _, q := range b.Nodes[i].Questions {
				if held := p.holds[p.first[bank]+q]; held > n.Held {
					n.Question, n.Held = q, held
				}
			}
		}
		if there > 0 {
			all = append(all, is)
		}
	}
	return all
}

// Node tells how a case fares at a node of a tree; not needed is one to which its way
// does not lead.
func (p *Portfolio) Node(r *Ranked, bank, node int) paths.Met {
	return paths.Met(r.kept.packed[p.nodesAt(bank)+node])
}

// nodesAt is where the nodes of a bank begin in what is kept of a case.
func (p *Portfolio) nodesAt(bank int) int {
	at := spanBytes*len(p.dimensions) + len(p.Banks)
	for _, b := range p.Banks[:bank] {
		at += len(b.Nodes)
	}
	return at
}

// hold counts the questions that surely do not pass at the nodes that a case surely
// does not pass.
func (p *Portfolio) hold(s *Summary) {
	for bank, b := range p.Banks {
		for i, met := range s.passages(bank, b) {
			if met != paths.MetNever {
				continue
			}
			for _, q := range b.Nodes[i].Questions {
				asked := &b.Questions[q]
				if _, high := s.Banks[bank].Sheet[q].Possible(asked); asked.Counts && high < asked.Passes {
					p.holds[p.first[bank]+q]++
				}
			}
		}
	}
}

// passages tells how a case fares at the nodes of a bank, or nothing where that has no
// say in it.
func (s *Summary) passages(bank int, b *questions.Bank) []paths.Met {
	if !s.applies(bank, b) {
		return nil
	}
	return s.Banks[bank].Nodes
}
