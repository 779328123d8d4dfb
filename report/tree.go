package report

import (
	"cmp"
	"strconv"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// BuildTrees makes the drawing of every tree among the banks. Where the input
// has a result, it is one of these banks, and the case's way is marked.
func BuildTrees(banks []*questions.Bank, in *Input) *view.Trees {
	b := &treeBuilder{builder: builder{in: in, told: harmlessCase(in.Case), r: in.Result, banks: banks, p: phrase.For(in.Lang)}, drawn: make(map[string]int)}
	b.out = &view.Trees{ID: "trees", Lang: b.p.Lang, EndsTitle: b.p.TreeEnds}
	if b.r != nil {
		b.out.Title, b.out.Legend = phrase.Fill(b.p.TreeTitle, "title", b.caseTitle()), b.p.TreeLegend
	}
	for _, bank := range banks {
		if bank.Kind == questions.Tree {
			b.drawn[bank.ID] = len(b.drawn)
		}
	}
	for i, bank := range banks {
		if bank.Kind == questions.Tree {
			b.out.Trees = append(b.out.Trees, b.tree(i))
		}
	}
	return b.out
}

type treeBuilder struct {
	builder
	drawn map[string]int // trees by the ids of their banks
	out   *view.Trees
}

func (b *treeBuilder) tree(at int) view.Tree {
	bank := b.banks[at]
	var r *assess.BankResult
	t := view.Tree{ID: bank.ID, Title: bank.Title}
	if b.r != nil {
		r = &b.r.Banks[at]
		t.Remark = b.condition(at)
	}
	order, led := treeOrder(bank)
	drawnAt := make([]int, len(order))
	for i, n := range order {
		drawnAt[n] = i
	}
	for _, n := range order {
		node := b.node(bank, n, r)
		node.Pale = !led[n]
		if r != nil {
			node.Way, node.Pale = r.Nodes[n].Reachable, !r.Nodes[n].Reachable
		}
		if node.Pale {
			node.Mark, node.Status = view.NoMark, b.p.TreeNotReached
		}
		for _, e := range []*view.TreeEdge{&node.Pass, &node.Fail} {
			e.Way = e.Way && node.Way
			if !e.End {
				e.To = drawnAt[e.To]
			}
		}
		t.Nodes = append(t.Nodes, node)
	}
	settleEdges(&t)
	for i := range bank.Endings {
		t.Ends = append(t.Ends, b.end(bank, i, r))
	}
	return t
}

// settleEdges tells what the case's way surely comes by from what it may come by.
// Nodes lead to later ones only, so that each is known before those it leads to:
// the way surely comes to a node if no other place is open beside it.
func settleEdges(t *view.Tree) {
	open := make(map[int]bool) // nodes that the way may be at next, of those that were looked at
	ended := false             // it may have ended before
	for i := range t.Nodes {
		n := &t.Nodes[i]
		if !n.Way {
			continue
		}
		delete(open, i)
		sure := len(open) == 0 && !ended
		for _, e := range []*view.TreeEdge{&n.Pass, &n.Fail} {
			if !e.Way {
				continue
			}
			e.Maybe = !sure || n.Pass.Way && n.Fail.Way
			ended = ended || e.End
			if !e.End {
				open[e.To] = true
			}
		}
	}
}

// treeOrder gives the places of the nodes as they are drawn: first those that
// the start leads to, which led tells. Bank order keeps every node before those
// that it leads to.
func treeOrder(bank *questions.Bank) (order []int, led []bool) {
	led = make([]bool, len(bank.Nodes))
	led[bank.Start] = true
	var rest []int
	for i := range bank.Nodes {
		if !led[i] {
			rest = append(rest, i)
			continue
		}
		order = append(order, i)
		for _, t := range []questions.Target{bank.Nodes[i].Pass, bank.Nodes[i].Fail} {
			if !t.Outcome {
				led[t.Index] = true
			}
		}
	}
	return append(order, rest...), led
}

// node gives a node whose edges name places in the bank, and say whether a case
// that comes by may take them.
func (b *treeBuilder) node(bank *questions.Bank, at int, r *assess.BankResult) view.TreeNode {
	n := &bank.Nodes[at]
	node := view.TreeNode{
		ID: n.ID, Title: n.Title, Rule: nodeRule(b.p, bank, n),
		Pass: view.TreeEdge{Label: b.p.Passed, End: n.Pass.Outcome, To: n.Pass.Index},
		Fail: view.TreeEdge{Label: b.p.Failed, End: n.Fail.Outcome, To: n.Fail.Index},
	}
	for _, i := range n.Questions {
		q := &bank.Questions[i]
		ask := view.TreeAsk{Text: q.Ask}
		if q.Must {
			ask.Text = b.p.MustPass + ": " + ask.Text
		}
		open := false
		if r != nil && r.Nodes[at].Reachable {
			ask.Mark = passMark(q, r.Sheet[i])
			open = q.Counts && r.Nodes[at].Status == assess.Open && ask.Mark == view.Maybe
		}
		if q.Must || open {
			node.Asks = append(node.Asks, ask)
		}
	}
	if r == nil {
		return node
	}
	result := &r.Nodes[at]
	node.Pass.Way, node.Fail.Way = result.Status != assess.Failed, result.Status != assess.Passed
	node.Mark, node.Status = b.status(result.Status)
	if needed := b.needed(r, at); needed != "" && result.Reachable {
		node.Rule = needed
	}
	return node
}

// nodeRule says how many of a node's questions must pass.
func nodeRule(p *phrase.Phrases, bank *questions.Bank, n *questions.Node) string {
	of := counting(bank, n)
	if of == 1 {
		return p.TreeOneNeeded
	}
	return phrase.Fill(p.TreeNeeds, "needs", strconv.Itoa(n.Needs), "of", strconv.Itoa(of))
}

// counting gives the number of a node's questions that count.
func counting(bank *questions.Bank, n *questions.Node) int {
	count := 0
	for _, q := range n.Questions {
		if bank.Questions[q].Counts {
			count++
		}
	}
	return count
}

func passMark(q *questions.Question, c assess.Choice) view.Mark {
	switch low, high := c.Possible(q); {
	case low >= q.Passes:
		return view.Yes
	case high >= q.Passes:
		return view.Maybe
	}
	return view.No
}

func (b *treeBuilder) end(bank *questions.Bank, at int, r *assess.BankResult) view.TreeEnd {
	e := &bank.Endings[at]
	end := view.TreeEnd{ID: e.ID, Title: e.Title}
	if r != nil {
		for _, code := range r.Codes {
			end.Way = end.Way || code == at
		}
		end.Pale = !end.Way
		switch {
		case !end.Way:
		case len(r.Codes) == 1:
			end.Mark, end.Status = view.Yes, b.p.TreeLeadsHere
		default:
			end.Mark, end.Status = view.Maybe, b.p.TreeMayLead
		}
	}
	if e.Next != "" {
		end.Leads = append(end.Leads, b.lead(b.p.TreeGoesOn, e.Next, end.Way))
	}
	if e.Also != "" {
		also := b.lead(b.p.TreeAlso, e.Also, false)
		also.Also = true
		end.Leads = append(end.Leads, also)
	}
	return end
}

// lead goes to a bank that is drawn, or makes a place for one that is not.
func (b *treeBuilder) lead(label, id string, way bool) view.TreeLead {
	l := view.TreeLead{Label: label, Title: cmp.Or(b.title(id), id), Way: way}
	if at, ok := b.drawn[id]; ok {
		l.Drawn, l.To = true, at
		return l
	}
	for l.To = range b.out.Places {
		if b.out.Places[l.To].ID == id {
			b.out.Places[l.To].Way = b.out.Places[l.To].Way || way
			return l
		}
	}
	place := view.TreePlace{ID: id, Title: l.Title, Way: way}
	for i, bank := range b.banks {
		if b.r != nil && bank.ID == id && len(b.r.Banks[i].Codes) > 0 && b.r.Banks[i].Answered() {
			place.Detail = b.codes(i, b.r.Banks[i].Codes)
		}
	}
	l.To = len(b.out.Places)
	b.out.Places = append(b.out.Places, place)
	return l
}
