// Package html lays a view out as one self-contained page: no script, nothing
// from a network, the fonts of the reader's system. The page is well-formed XML
// too, so any tool can read it. Foreign text is escaped and shows as the text it
// is; only addresses with http, https or mailto become links.
package html

import (
	_ "embed" // for the style
	"fmt"
	"html"
	"io"
	"strings"

	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/diagram"
)

// style is the page's whole look: readable on a phone, a projector and paper, in
// light and dark.
//
//go:embed style.css
var style string

// Write writes the view.
func Write(w io.Writer, v *report.View) error {
	p := &page{}
	p.line("<!DOCTYPE html>")
	p.line(`<html lang="%s">`, html.EscapeString(v.Lang))
	p.line(`<head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />`)
	p.line(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />`)
	p.line("<title>%s</title>", text(v.Title))
	p.line("<style>\n%s</style></head>", style)
	p.line("<body><main>")
	p.line("<header><h1>%s</h1>", text(v.Title))
	if len(v.Facts) > 0 {
		p.line(`<dl class="facts">`)
		for _, f := range v.Facts {
			p.line(`<div id="fact-%s"><dt>%s</dt><dd>%s</dd></div>`, f.ID, text(f.Label), text(f.Value))
		}
		p.line("</dl>")
	}
	p.line("</header>")
	p.contents(v)
	for _, s := range v.Sections {
		p.line(`<section id="%s" aria-labelledby="%s-heading"><h2 id="%s-heading">%s</h2>`, s.ID, s.ID, s.ID, text(s.Title))
		for _, b := range s.Blocks {
			p.block(b)
		}
		p.line("</section>")
	}
	p.line("</main></body></html>")
	_, err := io.WriteString(w, p.b.String())
	return err
}

type page struct {
	b strings.Builder
}

func (p *page) line(format string, args ...any) { fmt.Fprintf(&p.b, format+"\n", args...) }

// text escapes a text for the page.
func text(s string) string { return html.EscapeString(s) }

func (p *page) block(b report.Block) {
	switch b := b.(type) {
	case report.Text:
		p.paragraph(b)
	case report.Links:
		p.line(`<p class="why" id="%s--title">%s</p><ul id="%s" class="bare" aria-labelledby="%s--title">`, b.ID, text(b.Title), b.ID, b.ID)
		for _, l := range b.Links {
			p.b.WriteString(`<li id="` + l.ID + `">` + badge(l.Mark) + pointing(l.Target, text(l.Text)))
			p.details(l.Details)
		}
		p.line("</ul>")
	case report.Walk:
		p.walk(b)
	case report.Bars:
		p.bars(b)
	case report.Items:
		p.items(b)
	case report.Steps:
		p.steps(b)
	case report.Table:
		p.table(b)
	case report.Facts:
		p.line(`<dl class="receipt">`)
		for _, f := range b.Facts {
			p.line(`<div id="%s"><dt>%s</dt><dd><code>%s</code></dd></div>`, f.ID, text(f.Label), text(f.Value))
		}
		p.line("</dl>")
	case report.Answers:
		p.line(`<h4 id="%s">%s</h4><ul class="answers">`, b.ID, text(b.Title))
		for _, a := range b.Answers {
			p.answer(a)
		}
		p.line("</ul>")
	case report.Trees, report.Question, report.End: // of a bank in print, which is no page
	}
}

func (p *page) paragraph(t report.Text) {
	switch t.Weight {
	case report.Heading:
		p.line(`<h3 id="%s">%s</h3>`, t.ID, text(t.Text))
	case report.Lead:
		p.line(`<p id="%s" class="lead">%s</p>`, t.ID, text(t.Text))
	case report.Quiet:
		p.line(`<p id="%s" class="quiet">%s</p>`, t.ID, text(t.Text))
	case report.Normal:
		p.line(`<p id="%s">%s</p>`, t.ID, text(t.Text))
	}
}

// walk shows the way through a tree as a picture, and the same as a list with
// the answers behind every step.
func (p *page) walk(w report.Walk) {
	if w.Picture != nil {
		p.line(`<figure><div class="wide" role="group" tabindex="0" aria-labelledby="%s-title">`, w.ID)
		diagram.WriteTree(&p.b, w.Picture, w.ID)
		p.line("</div><figcaption>%s</figcaption></figure>", text(w.End))
	}
	p.line(`<ol id="%s" class="walk">`, w.ID)
	for _, s := range w.Steps {
		detail := ""
		if s.Detail != "" {
			detail = " (" + text(s.Detail) + ")"
		}
		p.line(`<li id="%s"><strong>%s%s</strong>: %s%s<ul class="answers">`, s.ID, badge(s.Mark), text(s.Title), text(s.Status), detail)
		for _, a := range s.Answers {
			p.answer(a)
		}
		p.line("</ul></li>")
	}
	p.line("</ol>")
	if w.Picture == nil { // otherwise it stands below that
		p.line(`<p class="lead">%s</p>`, text(w.End))
	}
}

// contents lists the sections, for reports that have several.
func (p *page) contents(v *report.View) {
	if len(v.Sections) < 2 {
		return
	}
	p.line(`<nav aria-label="%s"><ul>`, text(v.Contents))
	for _, s := range v.Sections {
		p.line(`<li><a href="#%s">%s</a></li>`, s.ID, text(s.Title))
	}
	p.line("</ul></nav>")
}

// pointing makes a text a link to an entry, if there is one.
func pointing(t report.Target, escaped string) string {
	if t == "" {
		return escaped
	}
	return fmt.Sprintf(`<a href="#%s">%s</a>`, t, escaped)
}

// answer shows a question with what was answered.
func (p *page) answer(a report.Answer) {
	question := pointing(a.Target, text(a.Question))
	remark := ""
	if a.Remark != "" {
		remark = ` <span class="quiet">(` + text(a.Remark) + ")</span>"
	}
	p.line(`<li id="%s">%s<span class="question">%s</span> <span class="level">%s</span>%s`, a.ID, badge(a.Mark), question, text(a.Level), remark)
	if a.Note != "" {
		lines := strings.Split(strings.TrimSpace(a.Note), "\n")
		for i := range lines {
			lines[i] = text(lines[i])
		}
		p.line("<blockquote>%s</blockquote>", strings.Join(lines, "<br />"))
	}
	if len(a.Evidence) > 0 {
		p.line(`<ul class="evidence">`)
		for _, e := range a.Evidence {
			if report.IsAddress(e) {
				p.line(`<li><a href="%s" rel="noopener noreferrer nofollow">%s</a></li>`, text(e), text(e))
			} else {
				p.line("<li>%s</li>", text(e))
			}
		}
		p.line("</ul>")
	}
	p.line("</li>")
}

// badge gives a mark as a sign; the words beside it say the same.
func badge(m report.Mark) string {
	if m == report.NoMark {
		return ""
	}
	class := [...]string{"", "yes", "no", "maybe", "aside"}[m]
	return fmt.Sprintf(`<span class="mark %s" aria-hidden="true">%s</span> `, class, m.Sign())
}

// bars shows scores as a table with a drawn range in each row: the picture and
// its figures are one.
func (p *page) bars(b report.Bars) {
	p.line(`<table id="%s" class="scores"><thead><tr>`, b.ID)
	for _, h := range b.Head {
		p.line(`<th scope="col">%s</th>`, text(h))
	}
	p.line("</tr></thead><tbody>")
	for _, r := range b.Bars {
		class := ""
		if r.Total {
			class = ` class="total"`
		}
		p.line(`<tr id="%s"%s><th scope="row">%s</th><td class="figure">%s</td><td>%s</td><td class="drawn">`, r.ID, class, text(r.Label), text(r.Percent), text(r.Band))
		diagram.WriteRange(&p.b, &r)
		p.line("\n</td></tr>")
	}
	p.line(`</tbody></table><p class="quiet">%s</p>`, text(b.Drawn))
}

func (p *page) items(b report.Items) {
	class := ""
	if b.Bare {
		class = ` class="bare"`
	}
	p.line(`<ul id="%s"%s>`, b.ID, class)
	for _, item := range b.Items {
		p.b.WriteString(`<li id="` + item.ID + `">` + pointing(item.Target, text(item.Text)))
		if s := item.Source.String(); s != "" {
			p.b.WriteString(" " + pointing(item.Source.Entry, text(s)))
		}
		p.details(item.Details)
	}
	p.line("</ul>")
}

// details ends an entry of a list with what belongs to it.
func (p *page) details(all []string) {
	for _, d := range all {
		p.b.WriteString(`<br /><span class="quiet">` + text(d) + "</span>")
	}
	p.line("</li>")
}

// steps shows next steps as a table ready for minutes, with room for an owner
// and a date.
func (p *page) steps(b report.Steps) {
	p.line(`<div class="wide" role="group" tabindex="0" aria-label="%s"><table id="%s" class="steps"><thead><tr>`, text(b.Head[1]), b.ID)
	for _, h := range b.Head {
		p.line(`<th scope="col">%s</th>`, text(h))
	}
	p.line("</tr></thead><tbody>")
	for i, s := range b.Steps {
		why := ""
		if s.Why != "" {
			why = `<br /><span class="quiet">` + text(s.Why) + "</span>"
		}
		source := ""
		if number := s.Source.String(); number != "" {
			source = " " + pointing(s.Source.Entry, text(number))
		}
		if s.Answer != "" {
			source += ` <span class="onscreen">` + pointing(s.Answer, text(b.Link)) + "</span>"
		}
		p.line(`<tr id="%s"><td>%d</td><td>%s%s%s</td><td>%s</td><td>%s</td><td></td><td></td></tr>`,
			s.ID, b.First+i, text(s.Do), source, why, text(s.Who), text(s.When))
	}
	p.line("</tbody></table></div>")
}
