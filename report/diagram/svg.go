package diagram

import (
	"fmt"
	"html"
	"strings"
	"unicode/utf8"

	"collectiveimpact/samklar/report/view"
)

// A picture is an SVG to stand in a page, which has the styles of its classes.
type picture struct{ b *strings.Builder }

func (p picture) line(format string, args ...any) { fmt.Fprintf(p.b, format+"\n", args...) }

// text escapes a text for the picture.
func text(s string) string { return html.EscapeString(s) }

// WriteRange draws a score as a bar from 0 to 100: what is certain is full, what
// depends on missing answers is hatched, so that colour alone says nothing.
func WriteRange(b *strings.Builder, r *view.Bar) {
	p := picture{b}
	low, high := r.Low, r.High
	if !r.Known {
		low, high = 0, 100
	}
	p.line(`<svg viewBox="0 0 204 16" class="range" role="img" aria-label="%s: %s">`, text(r.Label), text(r.Percent))
	p.line(`<rect x="2" y="3" width="200" height="10" class="track" />`)
	p.line(`<rect x="%d" y="3" width="%d" height="10" class="possible" />`, 2+2*low, 2*(high-low))
	for x := 2 + 2*low; x+4 <= 2+2*high; x += 8 {
		p.line(`<path d="M%d 13 l4 -10" class="hatch" />`, x)
	}
	p.line(`<rect x="2" y="3" width="%d" height="10" class="certain" />`, 2*low)
	if high > low {
		p.line(`<path d="M%d 1 v14" class="edge" />`, 2+2*high)
	}
	b.WriteString("</svg>")
}

// WriteMeasure draws a score on the measure that it shares with others: their zones
// behind it in turn darker and lighter, and a dashed line where a part has to reach.
func WriteMeasure(b *strings.Builder, m *view.Bars, r *view.Bar) {
	p := picture{b}
	low, high := r.Low, r.High
	if !r.Known {
		low, high = 0, 100
	}
	said := r.Label + ": " + r.Percent
	if r.Weakest != "" {
		said += ", " + r.Weakest
	}
	p.line(`<svg viewBox="0 0 400 16" class="measure" role="img" aria-label="%s">`, text(said))
	for i, z := range m.Zones {
		p.line(`<rect x="%d" y="0" width="%d" height="16" class="zone%d" />`, 4*z.From, 4*(z.To-z.From), i%2)
	}
	for x := 4 * low; x+4 <= 4*high; x += 8 {
		p.line(`<path d="M%d 13 l4 -10" class="hatch" />`, x)
	}
	if high > low {
		p.line(`<rect x="%d" y="3" width="%d" height="10" class="possible" />`, 4*low, 4*(high-low))
	}
	p.line(`<rect x="0" y="3" width="%d" height="10" class="certain" />`, 4*low)
	if m.Need > 0 && !r.Total {
		p.line(`<path d="M%d 0 v16" class="need" />`, 4*m.Need)
	}
	b.WriteString("</svg>")
}

// Measures of the drawn tree, in the units of its picture.
const (
	boxWidth  = 320
	boxHeight = 56
	exitLeft  = 446
	exitWidth = 300
	rowHeight = 92
	lineChars = 40
)

// WriteTree draws a tree: its nodes below each other, the ways out beside them,
// the case's way in thick lines. Its title has the id with "-title" behind it.
func WriteTree(b *strings.Builder, t *view.Tree, id string) {
	p := picture{b}
	rows := 0
	at := make([]int, len(t.Nodes))
	for i := range t.Nodes {
		at[i] = rows
		rows++
		if exits := len(exitsOf(t, i)); exits > 1 {
			rows += exits - 1
		}
	}
	p.line(`<svg viewBox="0 0 %d %d" class="tree" role="img" aria-labelledby="%s-title %s-desc">`,
		exitLeft+exitWidth+4, rows*rowHeight, id, id)
	p.line(`<title id="%s-title">%s</title><desc id="%s-desc">%s</desc>`, id, text(t.Title), id, text(describe(t)))
	for i := range t.Nodes {
		n := &t.Nodes[i]
		top := at[i]*rowHeight + 4
		p.box(2, top, boxWidth, strings.TrimSpace(n.Mark.Sign()+" "+n.Title), n.Status, n.Way)
		if i+1 < len(t.Nodes) && !n.Pass.End && n.Pass.To == i+1 {
			p.line(`<path d="M%d %d V%d" class="%s" />`, boxWidth/2, top+boxHeight, at[i+1]*rowHeight+4, edgeClass(n.Pass.Way))
			p.line(`<text x="%d" y="%d" class="label">%s</text>`, boxWidth/2+8, top+boxHeight+22, text(n.Pass.Label))
		}
		for j, e := range exitsOf(t, i) {
			y := top + j*rowHeight
			title, status, way := target(t, e)
			p.line(`<path d="M%d %d H%d V%d H%d" class="%s" />`, boxWidth+2, top+boxHeight/2, boxWidth+30, y+boxHeight/2, exitLeft, edgeClass(e.Way))
			left := boxWidth + 10
			if j > 0 {
				left = boxWidth + 38 // beside the line that leads down to it
			}
			p.line(`<text x="%d" y="%d" class="label">%s</text>`, left, y+boxHeight/2-7, text(e.Label))
			p.box(exitLeft, y, exitWidth, title, status, way && e.Way)
		}
	}
	b.WriteString("</svg>")
}

// exitsOf gives the ways out of a node that are drawn beside it: all but a pass
// to the node below.
func exitsOf(t *view.Tree, i int) []view.TreeEdge {
	n := &t.Nodes[i]
	exits := []view.TreeEdge{n.Fail}
	if n.Pass.End || n.Pass.To != i+1 {
		exits = append(exits, n.Pass)
	}
	return exits
}

// target gives where an edge leads.
func target(t *view.Tree, e view.TreeEdge) (title, status string, way bool) {
	if e.End {
		end := &t.Ends[e.To]
		return end.Title, end.Status, end.Way
	}
	n := &t.Nodes[e.To]
	return "→ " + n.Title, "", n.Way
}

// describe says a tree's way in one breath, for those who do not see it.
func describe(t *view.Tree) string {
	var parts []string
	for i := range t.Nodes {
		if n := &t.Nodes[i]; n.Way && n.Status != "" {
			parts = append(parts, n.Title+": "+n.Status)
		}
	}
	return strings.Join(parts, "; ")
}

func edgeClass(way bool) string {
	if way {
		return "edge way"
	}
	return "edge"
}

// box draws a box with a title of at most two lines and a status below it.
func (p picture) box(x, y, width int, title, status string, way bool) {
	class := "box"
	if way {
		class = "box way"
	}
	p.line(`<rect x="%d" y="%d" width="%d" height="%d" rx="8" class="%s" />`, x, y, width, boxHeight, class)
	lines := breakText(title, lineChars*width/boxWidth, 2)
	if status != "" && len(lines) < 3 {
		lines = append(lines, status)
	}
	top := y + (boxHeight-17*len(lines))/2 + 13
	for i, l := range lines {
		style := ""
		if status != "" && i == len(lines)-1 {
			style = ` class="quiet"`
		}
		p.line(`<text x="%d" y="%d"%s>%s</text>`, x+10, top+17*i, style, text(l))
	}
}

// breakText breaks a text into lines of so many characters; what does not fit
// ends in an ellipsis, and stands in full in the list below the picture.
func breakText(s string, width, most int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(s) {
		next := strings.TrimSpace(line + " " + word)
		if utf8.RuneCountInString(next) <= width || line == "" {
			line = next
			continue
		}
		lines = append(lines, line)
		line = word
	}
	lines = append(lines, line)
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] = fmt.Sprintf("%s …", lines[most-1])
	}
	return lines
}
