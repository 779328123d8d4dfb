package diagram

import (
	"fmt"
	"strconv"
	"strings"

	"collectiveimpact/samklar/report/view"
)

// Mermaid returns trees as one Mermaid flowchart. Texts stand in quotes, and
// every character of them that could end the quotes, or mean something to
// Mermaid, to Markdown or in a page, is written as its number.
func Mermaid(v *view.Trees) string {
	m := &mermaid{classes: make(map[string][]string)}
	m.line(0, "flowchart TD")
	if v.Title != "" {
		m.line(1, "accTitle: %s", mermaidText(v.Title))
	}
	for i := range v.Trees {
		m.tree(&v.Trees[i])
	}
	for _, p := range v.Places {
		m.line(1, "%s[[%s]]", placeName(p.ID), mermaidLabel(p.Title, p.Detail))
		if p.Way {
			m.class("way", placeName(p.ID))
		}
	}
	for i := range v.Trees {
		m.leads(v, &v.Trees[i])
	}
	m.styles()
	return m.b.String()
}

type mermaid struct {
	b       strings.Builder
	classes map[string][]string // ids by their class
	links   int
	maybe   []string // places of the links that the case's way may take
}

func (m *mermaid) line(depth int, format string, args ...any) {
	fmt.Fprintf(&m.b, strings.Repeat("  ", depth)+format+"\n", args...)
}

func (m *mermaid) class(name, id string) { m.classes[name] = append(m.classes[name], id) }

// Names of nodes, ends and banks begin with a word of their own, so that none
// is a word of Mermaid. Ids hold single hyphens and no underscores: the names
// stay apart.
func nodeName(tree *view.Tree, at int) string { return mermaidName("n_", tree.ID, tree.Nodes[at].ID) }

func endName(tree *view.Tree, at int) string { return mermaidName("o_", tree.ID, tree.Ends[at].ID) }
func placeName(bank string) string           { return mermaidName("b_", bank) }

func mermaidName(kind string, ids ...string) string {
	return kind + strings.ReplaceAll(strings.Join(ids, "__"), "-", "_")
}

func (m *mermaid) tree(t *view.Tree) {
	m.line(1, "subgraph %s[%s]", mermaidName("t_", t.ID), mermaidLabel(t.Caption()))
	for i := range t.Nodes {
		n := &t.Nodes[i]
		m.line(2, "%s[%s]", nodeName(t, i), mermaidLabel(nodeLines(n, i)...))
		m.class(nodeClass(n.Way, n.Pale, n.Mark), nodeName(t, i))
	}
	for i := range t.Ends {
		e := &t.Ends[i]
		m.line(2, "%s([%s])", endName(t, i), mermaidLabel(endLines(e)...))
		m.class("outcome", endName(t, i))
		m.class(nodeClass(e.Way, e.Pale, e.Mark), endName(t, i))
	}
	for i := range t.Nodes {
		for _, e := range []*view.TreeEdge{&t.Nodes[i].Pass, &t.Nodes[i].Fail} {
			var to string
			arrow := "-->"
			if e.Way {
				arrow = "==>"
			}
			if e.End {
				to = endName(t, e.To)
			} else {
				to = nodeName(t, e.To)
			}
			m.line(2, "%s %s|%s| %s", nodeName(t, i), arrow, mermaidLabel(e.Label), to)
			if e.Way && e.Maybe {
				m.maybe = append(m.maybe, strconv.Itoa(m.links))
			}
			m.links++
		}
	}
	m.line(1, "end")
}

func (m *mermaid) leads(v *view.Trees, t *view.Tree) {
	for i := range t.Ends {
		for _, l := range t.Ends[i].Leads {
			var to string
			arrow := "-->"
			switch {
			case l.Also:
				arrow = "-.->"
			case l.Way:
				arrow = "==>"
			}
			if l.Drawn {
				to = nodeName(&v.Trees[l.To], 0)
			} else {
				to = placeName(v.Places[l.To].ID)
			}
			m.line(1, "%s %s|%s| %s", endName(t, i), arrow, mermaidLabel(l.Label), to)
		}
	}
}

// nodeClass gives the class of a node or an end: on the way, on it but not
// known, off it, or none.
func nodeClass(way, pale bool, mark view.Mark) string {
	switch {
	case way && mark == view.Maybe:
		return "open"
	case way:
		return "way"
	case pale:
		return "pale"
	}
	return ""
}

// styles draws the classes with lines and weight alone, which show on every
// background and need no colour.
func (m *mermaid) styles() {
	for _, c := range []struct{ name, style string }{
		{"outcome", "font-weight:bold"},
		{"way", "stroke-width:4px"},
		{"open", "stroke-width:4px,stroke-dasharray:8 4"},
		{"pale", "opacity:0.45"},
	} {
		if ids := m.classes[c.name]; len(ids) > 0 {
			m.line(1, "classDef %s %s", c.name, c.style)
			m.line(1, "class %s %s", strings.Join(ids, ","), c.name)
		}
	}
	if len(m.maybe) > 0 {
		m.line(1, "linkStyle %s stroke-dasharray:8 4", strings.Join(m.maybe, ","))
	}
}

// mermaidLabel gives a quoted label of one or more lines; empty ones are left
// out.
func mermaidLabel(lines ...string) string {
	var said []string
	for _, line := range lines {
		if line != "" {
			said = append(said, mermaidText(line))
		}
	}
	return `"` + strings.Join(said, "<br/>") + `"`
}

// mermaidText writes every ASCII sign but a few that read well and mean nothing
// as its number, and so the signs by which Mermaid marks such numbers inside,
// and what would begin a list.
func mermaidText(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case strings.ContainsRune("ﬂ°¶ß", r), strings.ContainsRune("-.)", r) && strings.Trim(s[:i], "0123456789") == "",
			r < 0x80 && !strings.ContainsRune(" .,?!()'-", r) && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z'):
			fmt.Fprintf(&b, "#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
