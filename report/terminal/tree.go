package terminal

import (
	"fmt"
	"strings"

	"collectiveimpact/samklar/report/view"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
)

// trees draws trees: the nodes from top to bottom, the ways that leave the column
// at its side, each naming where it goes.
func (t *terminal) trees(v *view.Trees) {
	for i := range v.Trees {
		if i > 0 {
			t.b.WriteString("\n")
		}
		if !v.Bare {
			t.wrap(v.Trees[i].Caption(), "", "", t.title)
			t.b.WriteString("\n")
		}
		t.tree(v, &v.Trees[i])
	}
	if v.Legend != "" {
		t.b.WriteString("\n")
		t.wrap(v.Legend, "", "", t.faint)
	}
}

// tree draws the nodes of one tree, and under them its ends.
func (t *terminal) tree(v *view.Trees, tree *view.Tree) {
	for i := range tree.Nodes {
		if i > 0 && !leadsDown(tree, i-1) {
			t.b.WriteString("\n")
		}
		t.treeNode(tree, i)
	}
	t.b.WriteString("\n")
	t.wrap(v.EndsTitle, "", "", t.bold)
	for i := range tree.Ends {
		t.treeEnd(v, &tree.Ends[i])
	}
}

// leadsDown tells whether an edge of a node goes to the node drawn below it.
func leadsDown(tree *view.Tree, at int) bool {
	n := &tree.Nodes[at]
	return !n.Pass.End && n.Pass.To == at+1 || !n.Fail.End && n.Fail.To == at+1
}

// treeNode draws a node. At most one of its edges goes down the column, the
// others leave it; the case's way is drawn in thick lines.
func (t *terminal) treeNode(tree *view.Tree, at int) {
	n := &tree.Nodes[at]
	title, plain := t.bold, lipgloss.NewStyle()
	if n.Pale {
		title, plain = t.faint, t.faint
	}
	head := n.Title
	if n.Status != "" {
		head += ": " + n.Status
	}
	number := fmt.Sprintf("%2d  ", at+1)
	t.wrap(head, t.mark(n.Mark)+title.Render(number), "      ", title)
	aside, down := []*view.TreeEdge{&n.Fail, &n.Pass}, (*view.TreeEdge)(nil)
	switch {
	case !n.Pass.End && n.Pass.To == at+1:
		aside, down = aside[:1], aside[1]
	case !n.Fail.End && n.Fail.To == at+1:
		aside, down = aside[1:], aside[0]
	}
	bar := plain.Render("│")
	if n.Way {
		bar = t.bold.Render("┃")
	}
	t.wrap(n.Rule, "   "+bar+"  ", "   "+bar+"  ", plain)
	for _, q := range n.Asks {
		lead, rest := "   "+bar+"  ", "   "+bar+"  "
		if q.Mark != view.NoMark {
			lead, rest = lead+t.mark(q.Mark), rest+"  "
		}
		t.wrap(q.Text, lead, rest, plain)
	}
	for i, e := range aside {
		last := i == len(aside)-1 && down == nil
		below := !last && (down != nil && down.Way || down == nil && aside[i+1].Way)
		t.treeEdge(tree, n, e, below, last)
	}
	if down == nil {
		return
	}
	arrow, style := "↓", t.faint
	switch {
	case down.Way:
		arrow, style = "▼", t.bold
	case !n.Pale && !n.Way:
		style = plain
	}
	t.wrap(down.Label, "   "+style.Render(arrow)+"  ", "      ", style)
}

// corner gives the sign where an edge leaves the column: thick where the case's
// way turns off, thick below where it goes on.
func corner(way, below, last bool) string {
	switch {
	case last && way:
		return "┗━"
	case last:
		return "╰─"
	case way && below:
		return "┣━"
	case way:
		return "┡━"
	case below:
		return "┠─"
	}
	return "├─"
}

// corner draws a corner: the column in bold where the case's way comes along,
// the branch in its own style.
func (t *terminal) corner(way, below, last bool, style lipgloss.Style) string {
	column, branch := style, corner(way, below, last)
	if way || below {
		column = t.bold
	}
	at := len("├")
	return column.Render(branch[:at]) + style.Render(branch[at:])
}

// treeEdge draws an edge that leaves the column, and names where it goes.
func (t *terminal) treeEdge(tree *view.Tree, n *view.TreeNode, e *view.TreeEdge, below, last bool) {
	var to string
	arrow := " → "
	if e.End {
		to = tree.Ends[e.To].Title
	} else {
		to = fmt.Sprintf("%d  %s", e.To+1, tree.Nodes[e.To].Title)
	}
	style := lipgloss.NewStyle()
	switch {
	case e.Way:
		arrow, style = " ━▶ ", t.bold
	case n.Way || n.Pale:
		style = t.faint
	}
	margin, rest := "│", style
	switch {
	case last:
		margin = " "
	case below:
		margin, rest = "┃", t.bold
	}
	label := e.Label + arrow
	indent := ansi.StringWidth(label)
	t.wrap(to, "   "+t.corner(e.Way, below, last, style)+style.Render(" "+label), "   "+rest.Render(margin)+fmt.Sprintf("%*s", indent+2, ""), style)
}

func (t *terminal) treeEnd(v *view.Trees, e *view.TreeEnd) {
	style := lipgloss.NewStyle()
	head := e.Title
	switch {
	case e.Way:
		style = t.bold
		head += ": " + e.Status
	case e.Pale:
		style = t.faint
	}
	lead := "•  "
	switch e.Mark {
	case view.Yes:
		lead = "▶  "
	case view.Maybe:
		lead = t.mark(view.Maybe) + " "
	default:
	}
	t.wrap(head, lead, "   ", style)
	for i, l := range e.Leads {
		last := i == len(e.Leads)-1
		branch, style := corner(l.Way, false, last), style
		if l.Also {
			branch, style = strings.Replace(branch, "─", "┄", 1), t.faint
		}
		text := l.Label + ": " + l.Title
		if !l.Drawn && v.Places[l.To].Detail != "" && l.Way {
			text += " → " + v.Places[l.To].Detail
		}
		t.wrap(text, "   "+style.Render(branch)+" ", "      ", style)
	}
}
