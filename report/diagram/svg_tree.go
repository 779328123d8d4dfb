package diagram

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"collectiveimpact/samklar/report/view"
)

// Measures of the drawn tree, in the units of its picture.
const (
	treeWidth  = exitLeft + exitWidth + 4
	boxWidth   = 320
	exitLeft   = 446
	exitWidth  = 300
	lineHeight = 17
	boxMargin  = 11 // above and below its lines
	rowGap     = 34
	lineChars  = 41 // of a box of boxWidth
)

// A line of a box is quiet where it says less than the title.
type line struct {
	text  string
	quiet bool
}

// A box is what stands in the picture: its lines, and how it is framed.
type box struct {
	lines []line
	class string
}

func (b *box) height() int { return max(3, len(b.lines))*lineHeight + 2*boxMargin - 6 }

// WriteTree draws a tree: its nodes below each other, the ways out beside them.
// What the case surely comes by is drawn in thick lines, what it may come by in
// dashed ones. Its title has the id with "-title" behind it.
func WriteTree(b *strings.Builder, t *view.Tree, id string) {
	p := picture{b}
	l := layTree(t)
	p.line(`<svg viewBox="0 0 %d %d" class="tree" role="img" aria-labelledby="%s-title %s-desc">`, treeWidth, l.end, id, id)
	p.line(`<title id="%s-title">%s</title><desc id="%s-desc">%s</desc>`, id, text(t.Title), id, text(describe(t)))
	drawTree(p, t, l)
	b.WriteString("</svg>")
}

// A point of a picture, from its left and from its top.
type point struct{ x, y int }

// A canvas is what a tree is drawn on: lines are level or upright, and a class says
// how something looks.
type canvas interface {
	box(class string, at point, width, height int)
	path(class string, points ...point)
	label(class string, at point, said string)
}

func drawTree(c canvas, t *view.Tree, l *layout) {
	for i := range t.Nodes {
		n, top, height := &t.Nodes[i], l.tops[i], l.nodes[i].height()
		drawBox(c, point{2, top}, boxWidth, &l.nodes[i])
		if i+1 < len(t.Nodes) && !n.Pass.End && n.Pass.To == i+1 {
			from := top + height
			c.path(edgeClass(&n.Pass), point{boxWidth / 2, from}, point{boxWidth / 2, l.tops[i+1]})
			c.label("label", point{boxWidth/2 + 8, from + rowGap/2 + 5}, n.Pass.Label)
		}
		y, from := top, top+height/2
		for j, e := range exitsOf(t, i) {
			exit := &l.exits[i][j]
			middle := y + exit.height()/2
			if j == 0 {
				middle = from // straight on
				y = max(top, from-exit.height()/2)
			}
			leaves := from + j*lineHeight // each line by itself, so that no label stands at two
			c.path(edgeClass(&e), point{boxWidth + 2, leaves}, point{boxWidth + 20, leaves}, point{boxWidth + 20, middle}, point{exitLeft, middle})
			left := boxWidth + 10
			if j > 0 {
				left = boxWidth + 28 // beside the line that leads down to it
			}
			c.label("label", point{left, middle - 7}, e.Label)
			drawBox(c, point{exitLeft, y}, exitWidth, exit)
			y += exit.height() + rowGap
		}
	}
}

// drawBox draws a box around its lines.
func drawBox(c canvas, at point, width int, b *box) {
	c.box(b.class, at, width, b.height())
	top := at.y + (b.height()-lineHeight*len(b.lines))/2 + 13
	for i, l := range b.lines {
		class := ""
		if l.quiet {
			class = "quiet"
		}
		c.label(class, point{at.x + 10, top + lineHeight*i}, l.text)
	}
}

// A layout says where a tree's boxes stand: where each node begins, its ways out
// beside it, and where all of it ends.
type layout struct {
	nodes []box
	exits [][]box
	tops  []int
	end   int
}

func layTree(t *view.Tree) *layout {
	l := &layout{end: 4}
	for i := range t.Nodes {
		n := nodeBox(&t.Nodes[i], i)
		l.nodes, l.tops = append(l.nodes, n), append(l.tops, l.end)
		var beside []box
		height := 0
		for _, e := range exitsOf(t, i) {
			b := exitBox(t, &e)
			beside = append(beside, b)
			if len(beside) == 1 {
				height = max(n.height(), n.height()/2+(b.height()+1)/2)
			} else {
				height += b.height() + rowGap
			}
		}
		l.exits = append(l.exits, beside)
		l.end += max(height, n.height()) + rowGap
	}
	l.end += 4 - rowGap
	return l
}

// nodeBox says of a node its number, how it stands, and what decides it.
func nodeBox(n *view.TreeNode, at int) box {
	b := box{class: "box"}
	b.add(strings.TrimSpace(n.Mark.Sign()+" "+strconv.Itoa(at+1)+" "+n.Title), boxWidth, 2, false)
	for _, said := range []string{n.Status, n.Rule} {
		if said != "" && !n.Pale {
			b.add(said, boxWidth, 2, true)
		}
	}
	if n.Pale {
		b.add(n.Status, boxWidth, 1, true)
	}
	const most = 2 // the list below the picture has them all
	open := 0
	for _, q := range n.Asks {
		if !n.Way || q.Mark != view.Maybe {
			continue
		}
		if open++; open <= most {
			b.add(q.Mark.Sign()+" "+q.Text, boxWidth, 2, false)
		}
	}
	if open > most {
		b.add("…", boxWidth, 1, false)
	}
	b.class = frame(n.Way, n.Mark)
	return b
}

// exitBox says where a way out leads, and where that goes on.
func exitBox(t *view.Tree, e *view.TreeEdge) box {
	var b box
	if !e.End {
		n := &t.Nodes[e.To]
		b.add("→ "+strconv.Itoa(e.To+1)+" "+n.Title, exitWidth, 2, false)
		b.class = frame(e.Way, view.NoMark)
		return b
	}
	end := &t.Ends[e.To]
	b.class = frame(e.Way, end.Mark)
	b.add(end.Title, exitWidth, 2, false)
	if e.Way && end.Status != "" {
		b.add(end.Mark.Sign()+" "+end.Status, exitWidth, 1, true)
	}
	for _, l := range end.Leads {
		if e.Way && !l.Also {
			b.add(l.Label+": "+l.Title, exitWidth, 2, true)
		}
	}
	return b
}

func (b *box) add(s string, width, most int, quiet bool) {
	for _, l := range breakText(s, lineChars*width/boxWidth, most) {
		b.lines = append(b.lines, line{l, quiet})
	}
}

// frame tells how something on the case's way is framed: dashed where it is not
// certain.
func frame(way bool, mark view.Mark) string {
	switch {
	case way && mark == view.Maybe:
		return "box way maybe"
	case way:
		return "box way"
	}
	return "box"
}

func edgeClass(e *view.TreeEdge) string {
	switch {
	case e.Way && e.Maybe:
		return "edge way maybe"
	case e.Way:
		return "edge way"
	}
	return "edge"
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
