package html

import (
	"strings"

	"collectiveimpact/samklar/report/diagram"
	"collectiveimpact/samklar/report/view"
)

// glance shows a conclusion in pictures that are lists and tables to those who do
// not see them.
func (p *page) glance(g view.Glance) {
	p.line(`<div id="%s" class="glance">`, g.ID)
	for _, s := range g.Ways {
		p.line(`<h4 id="%s">%s</h4><ol class="strip" aria-labelledby="%s">`, s.ID, s.Title, s.ID)
		for _, at := range s.Stations {
			class := [...]string{"", "yes", "no", "maybe", "aside"}[at.Mark]
			if at.Fact && at.Mark == view.No {
				class += " fact"
			}
			p.line(`<li id="%s" class="%s"><span class="station" aria-hidden="true">%s</span><span class="name">%s: %s</span></li>`,
				at.ID, class, at.Mark.Sign(), pointing(at.Target, at.Title), at.Status)
		}
		p.put("</ol>")
		if s.End != "" {
			p.put(`<p class="end">%s</p>`, s.End)
		}
		if s.About != "" {
			p.put(`<p class="quiet">%s</p>`, s.About)
		}
		p.line("")
	}
	for _, s := range g.Scales {
		p.line(`<h4 id="%s">%s</h4>`, s.ID, s.Title)
		p.scale(s.Bars)
	}
	p.line("</div>")
}

// scale shows scores on one measure, with its zones behind them.
func (p *page) scale(b view.Bars) {
	then := markup("")
	if b.Then != "" {
		then = " with-then"
	}
	p.put(`<table id="%s" class="scores scale%s"><thead><tr><th scope="col">%s</th><th scope="col" class="drawn"><span class="zones">`, b.ID, then, b.Head[0])
	for _, z := range b.Zones {
		p.put(`<span style="flex:%d 1 0">%s</span>`, z.To-z.From, z.Title)
	}
	p.line(`</span></th><th scope="col">%s</th></tr></thead><tbody>`, b.Head[1])
	for i := range b.Bars {
		r := &b.Bars[i]
		class, weakest := markup(""), markup("")
		if r.Total {
			class = ` class="total"`
		}
		if r.Weakest != "" {
			class, weakest = ` class="weakest"`, fill(` <span class="word"><span aria-hidden="true">◀</span> %s</span>`, r.Weakest)
		}
		p.put(`<tr id="%s"%s><th scope="row">%s</th><td class="drawn">`, r.ID, class, r.Label)
		diagram.WriteMeasure(&p.b, &b, r)
		if r.Then.Said != "" {
			weakest += fill(` <br /><span class="quiet">%s</span>`, r.Then.Said)
		}
		p.line(`</td><td class="figure">%s%s</td></tr>`, r.Percent, weakest)
	}
	p.line("</tbody></table>")
	if b.Needs != "" {
		p.line(`<p class="quiet">%s</p>`, strings.TrimSpace(b.Needs+" "+b.Shorts))
	}
	p.line(`<p class="quiet">%s</p>`, strings.TrimSpace(b.Drawn+" "+b.Thens))
}
