package questions

import (
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/yamldoc"
)

// tree reads the nodes and outcomes of a tree bank. Outcomes and the ids of all
// nodes come first, since nodes refer to both.
func (p *parser) tree(start, nodes, outcomes *yamldoc.Node) {
	b := p.bank
	if nodes == nil || outcomes == nil {
		return
	}
	ids := make(map[string]Pos) // of nodes and outcomes: a node leads to either
	items := p.r.List(outcomes, "outcomes")
	for i := range items {
		b.Endings = append(b.Endings, p.ending(&items[i], "an outcome", "outcomes", ids, nil, nil))
	}
	items = p.r.List(nodes, "nodes")
	if len(items) > MaxNodes {
		p.r.Report(nodes, "too-many-nodes", "the bank has %d nodes; at most %d are allowed", len(items), MaxNodes)
		return
	}
	if nodes.Kind == yamldoc.List && len(items) == 0 {
		p.r.Report(nodes, "no-nodes", "the bank has no nodes; expected at least one")
	}
	for i := range items {
		n := Node{Part: Part{ID: p.idOf(&items[i], "a node"), Pos: pos(&items[i])}}
		p.unique(ids, &items[i], "node", n.ID)
		b.Nodes = append(b.Nodes, n)
	}
	for i := range items {
		p.node(&items[i], i)
	}
	if start == nil {
		return
	}
	name := p.r.Text(start, "start")
	if t, ok := p.target(name); ok && !t.Outcome {
		b.Start = t.Index
	} else if name != "" {
		p.r.Report(start, "unknown-node", "start: %s", diag.Unknown("node", name, p.nodeIDs(0)))
	}
}

func (p *parser) nodeIDs(from int) []string {
	var ids []string
	for _, n := range p.bank.Nodes[min(from, len(p.bank.Nodes)):] {
		ids = append(ids, n.ID)
	}
	return ids
}

func (p *parser) target(id string) (Target, bool) {
	for i := range p.bank.Nodes {
		if p.bank.Nodes[i].ID == id {
			return Target{Index: i}, true
		}
	}
	for i := range p.bank.Endings {
		if p.bank.Endings[i].ID == id {
			return Target{Outcome: true, Index: i}, true
		}
	}
	return Target{}, false
}

func (p *parser) node(item *yamldoc.Node, place int) {
	b := p.bank
	n := &b.Nodes[place]
	p.r.Need(item, "a node", "title", "questions", "pass", "fail")
	var needs *yamldoc.Node
	p.r.Each(item, "a node", []string{"id", "title", "questions", "needs", "pass", "fail", "fact"}, func(key, v *yamldoc.Node) {
		switch key.Text {
		case "title":
			n.Title = p.text(v, "nodes."+n.ID+".title")
		case "questions":
			n.Questions = p.questions(v, "node", n.ID, place)
		case "needs":
			needs = v
		case "pass":
			n.Pass = p.leads(v, "pass", place)
		case "fail":
			n.Fail = p.leads(v, "fail", place)
		case "fact":
			n.Fact = p.r.Flag(v, "fact")
		}
	})
	counting := 0
	for _, q := range n.Questions {
		if b.Questions[q].Counts {
			counting++
		}
	}
	if counting == 0 && len(n.Questions) > 0 {
		p.r.Report(item, "nothing-counts", "no question of node %q counts, so it always passes; expected at least one that does", n.ID)
	}
	n.Needs = counting
	if needs != nil {
		n.Needs = p.r.Int(needs, "needs", 1, max(1, counting))
	}
}

// leads reads where a node leads. Only later nodes are allowed, so that a walk
// always ends.
func (p *parser) leads(v *yamldoc.Node, what string, from int) Target {
	id := p.r.Text(v, what)
	if id == "" {
		return Target{Outcome: true}
	}
	t, ok := p.target(id)
	if !ok {
		known := p.nodeIDs(from + 1)
		for i := range p.bank.Endings {
			known = append(known, p.bank.Endings[i].ID)
		}
		p.r.Report(v, "unknown-target", "%s: %s", what, diag.Unknown("node or outcome", id, known))
		return Target{Outcome: true}
	}
	if !t.Outcome && t.Index <= from {
		p.r.Report(v, "not-later", "%s leads from node %q to node %q, which does not come later; expected a later node or an outcome",
			what, p.bank.Nodes[from].ID, id)
		return Target{Outcome: true}
	}
	return t
}
