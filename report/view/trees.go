package view

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
	Maybe bool // the case's way may go here, and may not
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
