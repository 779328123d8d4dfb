package html

import (
	"collectiveimpact/samklar/report/diagram"
	"collectiveimpact/samklar/report/view"
)

// multiples shows each part as a small picture of its own, all on one measure.
func (p *page) multiples(m view.Multiples) {
	p.line(`<div id="%s" style="display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:1rem 1.5rem;align-items:end">`, m.ID)
	for i := range m.Parts {
		part := &m.Parts[i]
		p.line(`<figure style="margin:0;break-inside:avoid"><figcaption>%s</figcaption>`, part.Title)
		for j := range part.Bars.Bars {
			r := &part.Bars.Bars[j]
			p.line(`<p id="%s" style="display:flex;justify-content:space-between;margin:.3rem 0 0;font-size:.85rem"><span>%s</span><span class="figure">%s</span></p>`, r.ID, r.Label, r.Percent)
			diagram.WriteMeasure(&p.b, &part.Bars, r)
		}
		p.line("</figure>")
	}
	p.line(`</div><p class="quiet">%s</p>`, m.Drawn)
}
