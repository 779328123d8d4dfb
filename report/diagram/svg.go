package diagram

import (
	"fmt"
	"html"
	"strings"

	"collectiveimpact/samklar/report/view"
)

// A picture is an SVG to stand in a page, which has the styles of its classes.
type picture struct{ b *strings.Builder }

func (p picture) line(format string, args ...any) { fmt.Fprintf(p.b, format+"\n", args...) }

// text escapes a text for the picture.
func text(s string) string { return html.EscapeString(s) }

func (p picture) box(class string, at point, width, height int) {
	p.line(`<rect x="%d" y="%d" width="%d" height="%d" rx="8" class="%s" />`, at.x, at.y, width, height, class)
}

func (p picture) path(class string, points ...point) {
	fmt.Fprintf(p.b, `<path d="M%d %d`, points[0].x, points[0].y)
	for i, to := range points[1:] {
		if to.x == points[i].x {
			fmt.Fprintf(p.b, " V%d", to.y)
		} else {
			fmt.Fprintf(p.b, " H%d", to.x)
		}
	}
	p.line(`" class="%s" />`, class)
}

func (p picture) label(class string, at point, said string) {
	if class != "" {
		class = ` class="` + class + `"`
	}
	p.line(`<text x="%d" y="%d"%s>%s</text>`, at.x, at.y, class, text(said))
}

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
// What surely falls short of that has a colour of its own. What it was at an earlier
// moment is a thin line below.
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
	height := 16
	if r.Then.Percent != "" {
		height, said = 24, said+", "+r.Then.Said
	}
	class := "measure"
	if r.Short {
		class += " short"
	}
	p.line(`<svg viewBox="0 0 400 %d" class="%s" role="img" aria-label="%s">`, height, class, text(said))
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
	if r.Then.Percent != "" {
		low, high := min(max(4*r.Then.Low, 1), 399), min(max(4*r.Then.High, 1), 399)
		p.line(`<path d="M%d 17 v6 m0 -3 H%d m0 -3 v6" class="then" />`, low, high)
	}
	b.WriteString("</svg>")
}
