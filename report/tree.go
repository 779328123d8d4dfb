package report

import (
	"cmp"
	"strconv"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
)

// Trees are the trees of some banks before they are drawn, with the way of a
// case through them where there is one. As a block of a view they are its only
// one, or drawn under a heading of their own.
type Trees struct {
	ID        string
	Lang      string
	Title     string // says whose way is marked, or "": there is no case
	Bare      bool   // the heading above names the only tree
	EndsTitle string
	Legend    string // or ""
	Trees     []Tree
	Places    []TreePlace // the banks that outcomes lead to and that are not drawn
}

func (t Trees) each(visit visitor) { visit(t.ID) }

// View returns the trees as a view of their own.
func (t *Trees) View() *View {
	return &View{Lang: t.Lang, Title: t.Title, Sections: []Section{{Blocks: []Block{*t}}}}
}

// A Tree is one bank's tree.
type Tree struct {
	ID     string // of the bank
	Title  string
	Remark string     // when a bank counts that does not surely, or ""
	Nodes  []TreeNode // those that the start leads to in bank order, then the others
	Ends   []TreeEnd
}

// Caption returns the title of a tree with its remark.
func (t *Tree) Caption() string {
	if t.Remark == "" {
		return t.Title
	}
	return t.Title + " (" + t.Remark + ")"
}

// A TreeNode is a node with its two ways on.
type TreeNode struct {
	ID     string
	Title  string
	Status string // or ""
	Mark   Mark
	Rule   string    // how many questions must pass; of a case, how many do
	Asks   []TreeAsk // those that must pass; of an open node, also those still open
	Way    bool      // the case's way comes by
	Pale   bool      // not on the case's way; without a case, not led to by the start
	Pass   TreeEdge
	Fail   TreeEdge
}

// A TreeAsk is a question of a node.
type TreeAsk struct {
	Text string
	Mark Mark // of a case
}

// A TreeEdge leads to a node, or to an end, by its place in the tree.
type TreeEdge struct {
	Label string
	End   bool
	To    int
	Way   bool
}

// A TreeEnd is an outcome with the banks it leads to.
type TreeEnd struct {
	ID     string
	Title  string
	Status string // of a case whose way may lead here, or ""
	Mark   Mark   // Yes: the way leads here; Maybe: it may
	Way    bool
	Pale   bool
	Leads  []TreeLead
}

// A TreeLead goes from an outcome to a bank, by its place in Trees or in Places.
type TreeLead struct {
	Label string
	Title string // of the bank
	Also  bool   // worth answering, and does not decide
	Drawn bool   // To is a place in Trees, and not in Places
	To    int
	Way   bool
}

// A TreePlace is a bank that is not drawn but led to.
type TreePlace struct {
	ID     string
	Title  string
	Detail string // what the case comes to in it, or ""
	Way    bool
}

// BuildTrees makes the drawing of every tree among the banks. Where the input
// has a result, it is one of these banks, and the case's way is marked.
func BuildTrees(banks []*questions.Bank, in *Input) *Trees {
	b := &treeBuilder{builder: builder{in: in, told: harmlessCase(in.Case), r: in.Result, banks: banks, p: phrase.For(in.Lang)}, drawn: make(map[string]int)}
	b.out = &Trees{ID: "trees", Lang: b.p.Lang, EndsTitle: b.p.TreeEnds}
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
	out   *Trees
}

func (b *treeBuilder) tree(at int) Tree {
	bank := b.banks[at]
	var r *assess.BankResult
	t := Tree{ID: bank.ID, Title: bank.Title}
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
			node.Mark, node.Status = NoMark, b.p.TreeNotReached
		}
		for _, e := range []*TreeEdge{&node.Pass, &node.Fail} {
			e.Way = e.Way && node.Way
			if !e.End {
				e.To = drawnAt[e.To]
			}
		}
		t.Nodes = append(t.Nodes, node)
	}
	for i := range bank.Endings {
		t.Ends = append(t.Ends, b.end(bank, i, r))
	}
	return t
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
func (b *treeBuilder) node(bank *questions.Bank, at int, r *assess.BankResult) TreeNode {
	n := &bank.Nodes[at]
	node := TreeNode{
		ID: n.ID, Title: n.Title, Rule: nodeRule(b.p, bank, n),
		Pass: TreeEdge{Label: b.p.Passed, End: n.Pass.Outcome, To: n.Pass.Index},
		Fail: TreeEdge{Label: b.p.Failed, End: n.Fail.Outcome, To: n.Fail.Index},
	}
	for _, i := range n.Questions {
		q := &bank.Questions[i]
		ask := TreeAsk{Text: q.Ask}
		if q.Must {
			ask.Text = b.p.MustPass + ": " + ask.Text
		}
		open := false
		if r != nil && r.Nodes[at].Reachable {
			ask.Mark = passMark(q, r.Sheet[i])
			open = q.Counts && r.Nodes[at].Status == assess.Open && ask.Mark == Maybe
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

func passMark(q *questions.Question, c assess.Choice) Mark {
	switch low, high := c.Possible(q); {
	case low >= q.Passes:
		return Yes
	case high >= q.Passes:
		return Maybe
	}
	return No
}

func (b *treeBuilder) end(bank *questions.Bank, at int, r *assess.BankResult) TreeEnd {
	e := &bank.Endings[at]
	end := TreeEnd{ID: e.ID, Title: e.Title}
	if r != nil {
		for _, code := range r.Codes {
			end.Way = end.Way || code == at
		}
		end.Pale = !end.Way
		switch {
		case !end.Way:
		case len(r.Codes) == 1:
			end.Mark, end.Status = Yes, b.p.TreeLeadsHere
		default:
			end.Mark, end.Status = Maybe, b.p.TreeMayLead
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
func (b *treeBuilder) lead(label, id string, way bool) TreeLead {
	l := TreeLead{Label: label, Title: cmp.Or(b.title(id), id), Way: way}
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
	place := TreePlace{ID: id, Title: l.Title, Way: way}
	for i, bank := range b.banks {
		if b.r != nil && bank.ID == id && len(b.r.Banks[i].Codes) > 0 && b.r.Banks[i].Answered() {
			place.Detail = b.codes(i, b.r.Banks[i].Codes)
		}
	}
	l.To = len(b.out.Places)
	b.out.Places = append(b.out.Places, place)
	return l
}
