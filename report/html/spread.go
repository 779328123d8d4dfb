package html

import "collectiveimpact/samklar/report/view"

// spread shows a question with its levels and the voices on them: one to talk about as
// large as a room can read, any other in a line that unfolds.
func (p *page) spread(s *view.Spread) {
	if s.Key != "" {
		p.line(`<p class="quiet" aria-hidden="true">%s</p>`, s.Key)
	}
	if s.Number == "" {
		p.line(`<details id="%s" class="spread"><summary><span class="ask">%s</span>`, s.ID, s.Ask)
		p.words(s)
		p.line("</summary>")
		p.heard(s)
		p.line("</details>")
		return
	}
	p.line(`<article id="%s" class="spread"><p class="quiet">%s</p><h3>%s. %s</h3><p class="words">`, s.ID, s.Where, s.Number, s.Ask)
	p.words(s)
	p.line("</p>")
	p.heard(s)
	p.line("</article>")
}

func (p *page) words(s *view.Spread) {
	for _, w := range s.Words {
		p.put(`<span>%s</span> `, w)
	}
}

// heard shows the levels with the voices on them, and what is beside them.
func (p *page) heard(s *view.Spread) {
	p.line(`<ul class="levels">`)
	for i := range s.Levels {
		l := &s.Levels[i]
		class, count, names := markup(""), markup(""), markup("")
		if l.Within || l.Sure+l.Maybe > 0 {
			class = ` class="heard"`
		}
		if l.Count != "" {
			count = fill(` <span class="count">(%s)</span>`, l.Count)
		}
		if l.Names != "" {
			names = fill(`<br /><span class="quiet">%s</span>`, l.Names)
		}
		p.line(`<li%s><span class="dots" aria-hidden="true">%s</span><span>%s%s%s</span></li>`, class, l.Dots(), l.Text, count, names)
	}
	p.line("</ul>")
	for _, said := range s.Beside {
		p.line(`<p class="quiet">%s</p>`, said)
	}
	for _, n := range s.Notes {
		p.line(`<blockquote><strong>%s</strong>: %s</blockquote>`, n.Name, n.Text)
	}
}
