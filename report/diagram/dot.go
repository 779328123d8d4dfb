package diagram

import (
	"fmt"
	"strings"

	"collectiveimpact/samklar/report/terminal"
	"collectiveimpact/samklar/report/view"
)

// dotWidth is the width of a box in characters, before its text is broken.
const dotWidth = 36

// DOT returns trees as one directed graph for Graphviz. Texts stand in quotes;
// quotes, backslashes and ampersands in them stand for themselves.
func DOT(v *view.Trees) string {
	d := &dot{}
	d.line(0, "digraph samklar {")
	d.line(1, "charset=\"UTF-8\";")
	d.line(1, "rankdir=TB; fontname=\"sans-serif\";")
	if v.Title != "" {
		d.line(1, "labelloc=t;")
		d.line(1, "label=%s;", dotLabel(v.Title))
	}
	d.line(1, "node [shape=box, fontname=\"sans-serif\"];")
	d.line(1, "edge [fontname=\"sans-serif\"];")
	for i := range v.Trees {
		d.tree(&v.Trees[i])
	}
	for _, p := range v.Places {
		d.line(1, "%s [label=%s, shape=box, peripheries=2%s];", dotName(p.ID), dotLabel(p.Title, p.Detail), dotLook(p.Way, false, view.NoMark))
	}
	for i := range v.Trees {
		d.leads(v, &v.Trees[i])
	}
	d.line(0, "}")
	return d.b.String()
}

type dot struct{ b strings.Builder }

func (d *dot) line(depth int, format string, args ...any) {
	fmt.Fprintf(&d.b, strings.Repeat("  ", depth)+format+"\n", args...)
}

func (d *dot) tree(t *view.Tree) {
	d.line(1, "subgraph \"cluster_%s\" {", t.ID) // the prefix by which Graphviz draws a frame
	d.line(2, "label=%s;", dotLabel(t.Caption()))
	d.line(2, "fontname=\"sans-serif\";")
	for i := range t.Nodes {
		n := &t.Nodes[i]
		d.line(2, "%s [label=%s%s];", dotName(t.ID, n.ID), dotLabel(nodeLines(n, i)...), dotLook(n.Way, n.Pale, n.Mark))
	}
	for i := range t.Ends {
		e := &t.Ends[i]
		d.line(2, "%s [label=%s, shape=oval%s];", dotName(t.ID, e.ID), dotLabel(endLines(e)...), dotLook(e.Way, e.Pale, e.Mark))
	}
	for i := range t.Nodes {
		n := &t.Nodes[i]
		for _, e := range []*view.TreeEdge{&n.Pass, &n.Fail} {
			var to string
			if e.End {
				to = t.Ends[e.To].ID
			} else {
				to = t.Nodes[e.To].ID
			}
			mark := view.NoMark
			if e.Maybe {
				mark = view.Maybe
			}
			d.line(2, "%s -> %s [label=%s%s];", dotName(t.ID, n.ID), dotName(t.ID, to), dotLabel(e.Label), dotLook(e.Way, n.Pale, mark))
		}
	}
	d.line(1, "}")
}

func (d *dot) leads(v *view.Trees, t *view.Tree) {
	for i := range t.Ends {
		e := &t.Ends[i]
		for _, l := range e.Leads {
			var to string
			if l.Drawn {
				to = dotName(v.Trees[l.To].ID, v.Trees[l.To].Nodes[0].ID)
			} else {
				to = dotName(v.Places[l.To].ID)
			}
			look := dotLook(l.Way, e.Pale, view.NoMark)
			if l.Also {
				look = ", style=dotted"
			}
			d.line(1, "%s -> %s [label=%s%s];", dotName(t.ID, e.ID), to, dotLabel(l.Label), look)
		}
	}
}

// dotLook draws what is on the case's way bold, dashed where it is not known,
// and what is off it grey.
func dotLook(way, pale bool, mark view.Mark) string {
	switch {
	case way && mark == view.Maybe:
		return ", penwidth=3, style=dashed"
	case way:
		return ", penwidth=3"
	case pale:
		return ", color=gray60, fontcolor=gray45"
	}
	return ""
}

// dotName gives the quoted name of a node, an end or a bank. Ids are
// lower-case letters, digits and hyphens; those of a tree's nodes and ends
// differ.
func dotName(ids ...string) string {
	return `"` + strings.Join(ids, "/") + `"`
}

// dotLabel gives a quoted label of one or more paragraphs; empty ones are left
// out, long ones broken.
func dotLabel(paragraphs ...string) string {
	escaped := strings.NewReplacer(`\`, `\\`, `"`, `\"`, `&`, `&amp;`)
	var lines []string
	for _, p := range paragraphs {
		if p == "" {
			continue
		}
		for _, line := range terminal.Wrap(p, dotWidth) {
			lines = append(lines, escaped.Replace(strings.TrimSpace(line)))
		}
	}
	return `"` + strings.Join(lines, `\n`) + `"`
}
