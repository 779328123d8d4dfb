package html

import (
	"collectiveimpact/samklar/report/diagram"
	"collectiveimpact/samklar/report/view"
)

// multiples shows each part as a small picture of its own, all on one measure.
func (p *page) multiples(m view.Multiples) {
	p.line(`<div id="%s" class="multiples">`, m.ID)
	for i := range m.Parts {
		part := &m.Parts[i]
		p.line(`<figure><figcaption>%s</figcaption>`, part.Title)
		for j := range part.Bars.Bars {
			r := &part.Bars.Bars[j]
			p.line(`<p id="%s"><span>%s</span><span class="figure">%s</span></p>`, r.ID, r.Label, r.Percent)
			diagram.WriteMeasure(&p.b, &part.Bars, r)
		}
		p.line("</figure>")
	}
	p.line(`</div><p class="quiet">%s</p>`, m.Drawn)
}
