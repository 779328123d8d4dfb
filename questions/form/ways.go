package form

import (
	"fmt"
	"slices"
	"strings"

	"collectiveimpact/samklar/questions"
)

// ways adds what is calculated of a bank: whether it is asked; and of each node of a
// tree whether a walk reaches it, and whether it may go on from there by pass and by
// fail. A node's own questions have no part in whether it is reached, so that nothing
// is calculated from itself.
func (x *xlsForm) ways(at int) {
	f := x.langs[0]
	b := &f.Banks[at]
	calculate := func(name, what string) { x.add(line{kind: "calculate", name: name, calculation: what}) }
	if !b.first {
		calculate(b.ID+"_asked", oneWhere(x.leadsTo(at)))
	}
	for i := range b.nodes {
		name := b.ID + "_" + b.Nodes[i].ID
		from := []string{}
		if i == b.Start {
			from = []string{"1 = 1"}
			if !b.first {
				from = []string{"${" + b.ID + "_asked} = 1"}
			}
		}
		for j := range b.nodes[:i] {
			from = append(from, arrivals(b, j, i)...)
		}
		calculate(name+"_on", oneWhere(from))
		passed, failed := x.settled(b, &b.nodes[i])
		calculate(name+"_pass", oneWhere([]string{"${" + name + "_on} = 1 and not(" + failed + ")"}))
		calculate(name+"_fail", oneWhere([]string{"${" + name + "_on} = 1 and not(" + passed + ")"}))
	}
}

// oneWhere is 1 where one of some conditions holds, else 0.
func oneWhere(conditions []string) string {
	if len(conditions) == 0 {
		return "0"
	}
	return "if(" + strings.Join(conditions, " or ") + ", 1, 0)"
}

// arrivals gives how a walk may come from a node to a target: by pass, by fail.
func arrivals(b *Bank, from, to int) []string {
	var all []string
	name := "${" + b.ID + "_" + b.Nodes[from].ID
	if b.nodes[from].pass == to {
		all = append(all, name+"_pass} = 1")
	}
	if b.nodes[from].fail == to {
		all = append(all, name+"_fail} = 1")
	}
	return all
}

// leadsTo gives where another bank leads to one: from a tree by its ways to endings that
// go on with it, from a scale always, as a form does not score.
func (x *xlsForm) leadsTo(at int) []string {
	var all []string
	for i := range x.langs[0].Banks {
		b := &x.langs[0].Banks[i]
		if !slices.Contains(b.leads, at) {
			continue
		}
		if b.nodes == nil {
			all = append(all, map[bool]string{true: "1 = 1", false: "${" + b.ID + "_asked} = 1"}[b.first])
			continue
		}
		for ending, to := range b.leads {
			for n := range b.nodes {
				if to == at {
					all = append(all, arrivals(b, n, ^ending)...)
				}
			}
		}
	}
	return all
}

// settled gives when a node has surely passed, and when it has surely failed.
func (x *xlsForm) settled(b *Bank, n *node) (passed, failed string) {
	var sure, possible, musts, misses []string
	for _, at := range n.questions {
		q := &b.Questions[at]
		if q.fails < 0 {
			continue
		}
		name := "${" + x.names[[2]string{b.ID, q.ID}] + "}"
		is := func(levels []questions.Level) string {
			switch len(levels) {
			case 0:
				return "1 = 0"
			case len(q.Levels):
				return "1 = 1" // whatever the answer
			}
			conditions := make([]string, len(levels))
			for i, l := range levels {
				conditions[i] = name + " = '" + l.ID + "'"
			}
			return strings.Join(conditions, " or ")
		}
		passes, fails := is(q.Levels[q.fails:]), is(q.Levels[:q.fails])
		sure, possible = append(sure, "if("+passes+", 1, 0)"), append(possible, "if("+fails+", 0, 1)")
		if q.Must {
			musts, misses = append(musts, "("+passes+")"), append(misses, fails)
		}
	}
	sum := func(all []string) string { return strings.Join(append(all, "0"), " + ") }
	passed = strings.Join(append([]string{fmt.Sprintf("%s >= %d", sum(sure), n.needs)}, musts...), " and ")
	failed = strings.Join(append([]string{fmt.Sprintf("%s < %d", sum(possible), n.needs)}, misses...), " or ")
	return passed, failed
}
