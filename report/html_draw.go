package report

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// drawRange draws a score as a bar from 0 to 100: what is certain is full, what
// depends on missing answers is hatched, so that colour alone says nothing.
func (p *page) drawRange(r Bar) {
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
	p.line("</svg>")
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

// drawTree draws a tree: its nodes below each other, the ways out beside them,
// the case's way in thick lines.
func (p *page) drawTree(w Walk) {
	t := w.Picture
	rows := 0
	at := make([]int, len(t.Nodes))
	for i := range t.Nodes {
		at[i] = rows
		rows++
		if exits := len(exitsOf(t, i)); exits > 1 {
			rows += exits - 1
		}
	}
	p.line(`<figure><div class="wide" role="group" tabindex="0" aria-labelledby="%s-title">`, w.ID)
	p.line(`<svg viewBox="0 0 %d %d" class="tree" role="img" aria-labelledby="%s-title %s-desc">`,
		exitLeft+exitWidth+4, rows*rowHeight, w.ID, w.ID)
	p.line(`<title id="%s-title">%s</title><desc id="%s-desc">%s</desc>`, w.ID, text(t.Title), w.ID, text(describe(t)))
	for i := range t.Nodes {
		n := &t.Nodes[i]
		top := at[i]*rowHeight + 4
		p.box(2, top, boxWidth, strings.TrimSpace(sign(n.Mark)+" "+n.Title), n.Status, n.Way)
		if i+1 < len(t.Nodes) && !n.Pass.End && n.Pass.To == i+1 {
			p.line(`<path d="M%d %d V%d" class="%s" />`, boxWidth/2, top+boxHeight, at[i+1]*rowHeight+4, edgeClass(n.Pass.Way))
			p.line(`<text x="%d" y="%d" class="label">%s</text>`, boxWidth/2+8, top+boxHeight+22, text(n.Pass.Label))
		}
		for j, e := range exitsOf(t, i) {
			y := top + j*rowHeight
			title, status, way := t.target(e)
			p.line(`<path d="M%d %d H%d V%d H%d" class="%s" />`, boxWidth+2, top+boxHeight/2, boxWidth+30, y+boxHeight/2, exitLeft, edgeClass(e.Way))
			left := boxWidth + 10
			if j > 0 {
				left = boxWidth + 38 // beside the line that leads down to it
			}
			p.line(`<text x="%d" y="%d" class="label">%s</text>`, left, y+boxHeight/2-7, text(e.Label))
			p.box(exitLeft, y, exitWidth, title, status, way && e.Way)
		}
	}
	p.line("</svg></div><figcaption>%s</figcaption></figure>", text(w.End))
}

// exitsOf gives the ways out of a node that are drawn beside it: all but a pass
// to the node below.
func exitsOf(t *Tree, i int) []TreeEdge {
	n := &t.Nodes[i]
	exits := []TreeEdge{n.Fail}
	if n.Pass.End || n.Pass.To != i+1 {
		exits = append(exits, n.Pass)
	}
	return exits
}

// target gives where an edge leads.
func (t *Tree) target(e TreeEdge) (title, status string, way bool) {
	if e.End {
		end := &t.Ends[e.To]
		return end.Title, end.Status, end.Way
	}
	n := &t.Nodes[e.To]
	return "→ " + n.Title, "", n.Way
}

// describe says a tree's way in one breath, for those who do not see it.
func describe(t *Tree) string {
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
func (p *page) box(x, y, width int, title, status string, way bool) {
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

// pageStyle is the page's whole look: readable on a phone, a projector and
// paper, in light and dark.
const pageStyle = `
:root{--ink:#1c1c1c;--soft:#565656;--paper:#fff;--line:#c9c9c9;--accent:#0b5c8f;--track:#e6e6e6;color-scheme:light dark}
@media screen and (prefers-color-scheme:dark){:root{--ink:#ececec;--soft:#b3b3b3;--paper:#161616;--line:#4a4a4a;--accent:#7cc4f2;--track:#333}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{max-width:52rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.7rem;line-height:1.2;margin:.2rem 0 .6rem}
h2{font-size:1.25rem;margin:2.2rem 0 .6rem;padding-bottom:.2rem;border-bottom:2px solid var(--accent)}
h3{font-size:1.08rem;margin:1.6rem 0 .4rem}h4{font-size:1rem;margin:1.2rem 0 .3rem}
h1,h2,h3,h4,p,li,dd,figcaption{overflow-wrap:anywhere}th,td{overflow-wrap:break-word}
a{color:var(--accent)}p{margin:.5rem 0}.lead{font-size:1.15rem;font-weight:600}.quiet{color:var(--soft)}
.facts{display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;margin:0}.facts div{display:flex;gap:.4rem}
dt{color:var(--soft)}dd{margin:0}.receipt div{margin:.4rem 0}code{font-size:.8rem;overflow-wrap:anywhere}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1rem;list-style:none;padding:0;margin:.8rem 0 0;font-size:.9rem}nav li{margin:0}
#conclusion{border:2px solid var(--accent);border-radius:.6rem;padding:.2rem 1.1rem .8rem;margin-top:1.2rem}#conclusion h2{border:0;margin:.6rem 0 0}
.why{font-weight:600;margin-bottom:.1rem}.why+ul{margin-top:0}.why+ul>li{margin:0;padding:.1rem 0;break-inside:avoid}#conclusion .bare{columns:16rem 2}
ul,ol{padding-left:1.3rem}li{margin:.35rem 0}.bare{list-style:none;padding:0}
.answers{list-style:none;padding-left:.4rem}.answers>li,.why+ul>li{position:relative;padding-left:1.4rem}.answers>li>.mark,.why+ul>li>.mark{position:absolute;left:0}
.question{color:var(--soft)}.question a{color:inherit}.level{display:block}.mark{display:inline-block;width:1.1rem;font-weight:700}
blockquote{margin:.3rem 0;padding:.1rem .8rem;border-left:3px solid var(--line)}
.evidence{list-style:none;padding-left:0;font-size:.9rem}
table{border-collapse:collapse;width:100%;margin:.6rem 0}th,td{text-align:left;vertical-align:top;padding:.4rem .5rem;border-bottom:1px solid var(--line)}
thead th{border-bottom:2px solid var(--line);font-size:.9rem}.figure{white-space:nowrap}.total th,.total td{border-top:2px solid var(--line);font-weight:700}
.scores tbody th{font-weight:400}.total th{font-weight:700!important}.wide{overflow-x:auto}.steps td:nth-child(2){width:44%}.steps td:nth-child(n+4){min-width:5rem}
.scores td:nth-child(3),li{overflow-wrap:anywhere}
.cases .quiet{font-size:.85rem;font-weight:400;overflow-wrap:anywhere}.cases thead th{white-space:nowrap}
.cases th[scope=row]{min-width:10rem;max-width:15rem}.cases td:nth-child(3){min-width:12rem}.cases .figure{font-variant-numeric:tabular-nums}
.range{display:block;width:100%;min-width:6rem;max-width:14rem;height:auto}.track{fill:var(--track)}.certain{fill:var(--accent)}
.possible{fill:none;stroke:var(--accent);stroke-width:1}.hatch,.range .edge{stroke:var(--accent);stroke-width:1;fill:none}
figure{margin:1rem 0}figcaption{color:var(--soft)}.tree{display:block;width:100%;max-width:44rem;height:auto}
.tree text{font-size:14px;fill:var(--ink)}.tree text.quiet,.tree .label{fill:var(--soft);font-size:13px}
.box{fill:none;stroke:var(--line);stroke-width:1.5}.box.way{stroke:var(--accent);stroke-width:3}
.tree .edge{stroke:var(--line);stroke-width:1.5;fill:none}.tree .edge.way{stroke:var(--accent);stroke-width:4}
@media screen and (max-width:34rem){.drawn,.scores th:nth-child(4),.steps th:nth-child(n+5),.steps td:nth-child(n+5){display:none}.steps td:nth-child(2){width:60%}.steps td:nth-child(4){min-width:0}.scores td{overflow-wrap:anywhere}.tree{width:42rem;max-width:none}}
@media print{@page{size:A4;margin:18mm;@bottom-right{content:counter(page) "/" counter(pages);font:9pt sans-serif}}
:root{color-scheme:light}nav,.onscreen{display:none}.tree{max-width:140mm}body{font-size:10.5pt}main{max-width:none;padding:0}h1,h2,h3,h4{break-after:avoid;break-inside:avoid}
figure,table.scores,tr,li,blockquote{break-inside:avoid}.walk>li{break-inside:auto}.walk .answers{break-before:avoid}
a{color:inherit;text-decoration:none}.wide{overflow:visible}}
`
