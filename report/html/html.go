// Package html lays a view out as one self-contained page: nothing from a network, the
// fonts of the reader's system, and no script but that of many cases (round.js); what a
// page carries for programs does not run. The page is well-formed XML
// too, so any tool can read it. Foreign text is escaped and shows as the text it
// is; only addresses with http, https or mailto become links.
package html

import (
	_ "embed" // for the style
	"fmt"
	"html"
	"io"
	"strings"

	"collectiveimpact/samklar/report/diagram"
	"collectiveimpact/samklar/report/view"
)

// style is the page's whole look: readable on a phone, a projector and paper, in
// light and dark.
//
//go:embed style.css
var style string

// slides is what is added where one question at a time is shown to a room.
//
//go:embed slides.css
var slides string

// letterStyle is what is added to a letter: one sheet, as a rule.
//
//go:embed letter.css
var letterStyle string

// multiplesStyle is what is added where ranges are drawn over time.
//
//go:embed multiples.css
var multiplesStyle string

// Write writes the view.
func Write(w io.Writer, v *view.View) error {
	p, cases := &page{}, casesOf(v)
	p.line("<!DOCTYPE html>")
	p.line(`<html lang="%s" style="--running:'%s'">`, v.Lang, cssText(v.Title)) // at the head of each sheet but the first
	p.line(`<head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><meta name="generator" content="samklar" />`)
	p.line(`<meta http-equiv="Content-Security-Policy" content="%s" />`, markup(policyFor(cases)))
	p.line("<title>%s</title>", v.Title)
	look := stylesFor(cases)
	if v.Slides {
		look += slides
	}
	if v.Letter {
		look += letterStyle
	}
	if v.Has(func(b view.Block) bool { _, is := b.(view.Multiples); return is }) {
		look += multiplesStyle
	}
	p.line("<style>\n%s</style></head>", markup(look))
	class := markup("")
	switch {
	case v.Whole:
		class = ` class="whole"`
	case v.Slides:
		class = ` class="slides"`
	case v.Letter:
		class = ` class="letter"`
	case cases != nil:
		class = ` class="round"`
	}
	p.line("<body%s><main>", class)
	if v.Sheet > 0 {
		p.line(`<div class="sheet">`)
	}
	p.put("<header>")
	if v.Back.Address != "" {
		p.line(`<p class="onscreen"><a href="%s">← %s</a></p>`, v.Back.Address, v.Back.Text)
	}
	p.line("<h1>%s</h1>", v.Title)
	if len(v.Facts) > 0 {
		p.line(`<dl class="facts">`)
		for _, f := range v.Facts {
			p.line(`<div id="fact-%s"><dt>%s</dt><dd>%s</dd></div>`, f.ID, f.Label, f.Value)
		}
		p.line("</dl>")
	}
	p.line("</header>")
	p.contents(v)
	for i, s := range v.Sections {
		p.section(&s)
		if i+1 == v.Sheet {
			p.line("</div>")
		}
	}
	p.put("</main>%s", markup(v.Carries))
	if cases != nil {
		p.put("<script>%s</script>", markup(scriptText()))
	}
	p.line("</body></html>")
	_, err := io.WriteString(w, p.b.String())
	return err
}

type page struct {
	b strings.Builder
}

// A markup is a piece of a page. Whatever else is put on the page is escaped.
type markup string

// fill puts values in the places of a piece.
func fill(format string, values ...any) markup {
	for i, v := range values {
		switch v := v.(type) {
		case markup, int:
		case string:
			values[i] = html.EscapeString(v)
		default:
			values[i] = html.EscapeString(fmt.Sprint(v))
		}
	}
	return markup(fmt.Sprintf(format, values...))
}

func (p *page) put(format string, values ...any) { p.b.WriteString(string(fill(format, values...))) }

func (p *page) line(format string, values ...any) { p.put(format+"\n", values...) }

func (p *page) block(b view.Block) {
	switch b := b.(type) {
	case view.Text:
		p.paragraph(b)
	case view.Links:
		p.links(&b)
	case view.Glance:
		p.glance(b)
	case view.Walk:
		p.walk(b)
	case view.Bars:
		p.bars(b)
	case view.Items:
		p.items(b)
	case view.Steps:
		p.steps(b)
	case view.Table:
		p.table(b)
	case view.Stack:
		p.stack(b)
	case view.Stacks:
		p.stacks(b)
	case view.Cases:
		p.cases(b)
	case view.Facts:
		p.line(`<dl class="receipt">`)
		for _, f := range b.Facts {
			p.line(`<div id="%s"><dt>%s</dt><dd><code>%s</code></dd></div>`, f.ID, f.Label, f.Value)
		}
		p.line("</dl>")
	case view.Answers:
		p.line(`<details id="%s"><summary><h4>%s</h4> <span class="quiet">%s</span></summary><ul class="answers">`, b.ID, b.Title, b.Count)
		for _, a := range b.Answers {
			p.answer(a)
		}
		p.line("</ul></details>")
	case view.Multiples:
		p.multiples(b)
	case view.Spread:
		p.spread(&b)
	case view.Trees, view.Question, view.End: // of a bank in print, which is no page
	}
}

func (p *page) paragraph(t view.Text) {
	switch t.Weight {
	case view.Heading:
		class := [...]markup{view.NoMark: "", view.Yes: ` class="badge"`, view.Maybe: ` class="badge open"`}[t.Badge]
		p.line(`<h3 id="%s"%s>%s</h3>`, t.ID, class, t.Text)
	case view.Lead:
		p.line(`<p id="%s" class="lead">%s</p>`, t.ID, t.Text)
	case view.Quiet:
		p.line(`<p id="%s" class="quiet">%s</p>`, t.ID, t.Text)
	case view.Normal:
		p.line(`<p id="%s">%s</p>`, t.ID, t.Text)
	}
}

// walk shows the way through a tree as a picture, and the same as a list with
// the answers behind every step.
func (p *page) walk(w view.Walk) {
	if w.Picture != nil {
		p.line(`<figure><div class="wide" role="group" tabindex="0" aria-labelledby="%s-title">`, w.ID)
		diagram.WriteTree(&p.b, w.Picture, w.ID)
		p.line("</div><figcaption>%s<br /><span class=\"quiet\">%s</span></figcaption></figure>", w.End, w.Drawn)
	}
	p.line(`<ol id="%s" class="walk">`, w.ID)
	for _, s := range w.Steps {
		detail, fold := "", markup("")
		if s.Detail != "" {
			detail = " (" + s.Detail + ")"
		}
		if s.Mark != view.Yes { // here it hangs
			fold = ` open=""`
		}
		if w.Again {
			fold += ` class="again"`
		}
		p.line(`<li id="%s"><details%s><summary>%s%s: <span class="status">%s%s</span></summary><ul class="answers">`, s.ID, fold, badge(s.Mark), s.Title, s.Status, detail)
		for _, a := range s.Answers {
			p.answer(a)
		}
		p.line("</ul></details></li>")
	}
	p.line("</ol>")
	if w.Picture == nil { // otherwise it stands below that
		p.line(`<p class="lead">%s</p>`, w.End)
	}
}

// section writes a section; one without a title is no landmark.
func (p *page) section(s *view.Section) {
	tag := markup("div")
	if s.Title == "" {
		p.line(`<div id="%s">`, s.ID)
	} else {
		tag = "section"
		p.line(`<section id="%s" aria-labelledby="%s-heading"><h2 id="%s-heading">%s</h2>`, s.ID, s.ID, s.ID, s.Title)
	}
	for _, b := range s.Blocks {
		p.block(b)
	}
	p.line("</%s>", tag)
}

// contents lists the sections, for reports that have several.
func (p *page) contents(v *view.View) {
	if len(v.Sections) < 2 || v.Sheet == len(v.Sections) || v.Contents == "" {
		return
	}
	p.line(`<nav aria-label="%s"><ul>`, v.Contents)
	for _, s := range v.Sections {
		p.line(`<li><a href="#%s">%s</a></li>`, s.ID, s.Title)
	}
	p.line("</ul></nav>")
}

// pointing makes a text a link to an entry, if there is one.
func pointing(t view.Target, text string) markup {
	if t == "" {
		return fill("%s", text)
	}
	return fill(`<a href="#%s">%s</a>`, t, text)
}

// answer shows a question with what was answered.
func (p *page) answer(a view.Answer) {
	remark := markup("")
	if a.Remark != "" {
		remark = fill(` <span class="quiet">(%s)</span>`, a.Remark)
	}
	p.line(`<li id="%s">%s<span class="question">%s</span> <span class="level">%s</span>%s`, a.ID, badge(a.Mark), pointing(a.Target, a.Question), a.Level, remark)
	if a.Note != "" {
		note := fill("%s", strings.TrimSpace(a.Note))
		p.line("<blockquote>%s</blockquote>", markup(strings.ReplaceAll(string(note), "\n", "<br />")))
	}
	if len(a.Evidence) > 0 {
		p.line(`<ul class="evidence">`)
		for _, e := range a.Evidence {
			if view.IsAddress(e) {
				p.line(`<li><a href="%s" rel="noopener noreferrer nofollow">%s</a></li>`, e, e)
			} else {
				p.line("<li>%s</li>", e)
			}
		}
		p.line("</ul>")
	}
	p.line("</li>")
}

// badge gives a mark as a sign; the words beside it say the same.
func badge(m view.Mark) markup {
	if m == view.NoMark {
		return ""
	}
	class := [...]string{"", "yes", "no", "maybe", "aside"}[m]
	return fill(`<span class="mark %s" aria-hidden="true">%s</span> `, class, m.Sign())
}

// bars shows scores as a table with a drawn range in each row: the picture and
// its figures are one.
func (p *page) bars(b view.Bars) {
	if b.Again != "" {
		p.line(`<details class="again same"><summary>%s</summary>`, b.Again)
		defer p.line("</details>")
	}
	p.line(`<table id="%s" class="scores"><thead><tr>`, b.ID)
	for i, h := range b.Head {
		p.line(`<th scope="col">%s</th>`, h)
		if i == 1 && b.Then != "" {
			p.line(`<th scope="col">%s</th>`, b.Then)
		}
	}
	p.line("</tr></thead><tbody>")
	for _, r := range b.Bars {
		then := markup("")
		if b.Then != "" {
			then = fill(`<td class="figure">%s</td>`, r.Then.Percent)
		}
		class := markup("")
		if r.Total {
			class = ` class="total"`
		}
		p.line(`<tr id="%s"%s><th scope="row">%s</th><td class="figure">%s</td>%s<td>%s</td><td class="drawn">`, r.ID, class, r.Label, r.Percent, then, r.Band)
		diagram.WriteRange(&p.b, &r)
		p.line("\n</td></tr>")
	}
	p.line(`</tbody></table><p class="quiet">%s</p>`, b.Drawn)
}

func (p *page) items(b view.Items) {
	class := markup("")
	if b.Bare {
		class = ` class="bare"`
	}
	p.line(`<ul id="%s"%s>`, b.ID, class)
	for _, item := range b.Items {
		link := pointing(item.Target, item.Text)
		if item.Target != "" && item.Key != "" {
			link = fill(`<a href="#%s" data-key="%s">%s</a>`, item.Target, item.Key, item.Text)
		}
		p.put(`<li id="%s">%s`, item.ID, link)
		if s := item.Source.String(); s != "" {
			p.put(" %s", pointing(item.Source.Entry, s))
		}
		p.details(item.Details)
	}
	p.line("</ul>")
}

func (p *page) links(b *view.Links) {
	named := markup("")
	if b.Title != "" {
		p.line(`<p class="why" id="%s--title">%s</p>`, b.ID, b.Title)
		named = fill(` aria-labelledby="%s--title"`, b.ID)
	}
	p.line(`<ul id="%s" class="bare"%s>`, b.ID, named)
	for _, l := range b.Links {
		p.put(`<li id="%s">%s%s`, l.ID, badge(l.Mark), l.Text)
		p.details(l.Details)
	}
	p.line("</ul>")
}

// details ends an entry of a list with what belongs to it.
func (p *page) details(all []string) {
	for _, d := range all {
		p.put(`<br /><span class="quiet">%s</span>`, d)
	}
	p.line("</li>")
}

// steps shows next steps as a table ready for minutes, with room for an owner
// and a date.
func (p *page) steps(b view.Steps) {
	if b.Folded != "" {
		p.line(`<details class="then"><summary>%s</summary>`, b.Folded)
		defer p.line("</details>")
	}
	p.line(`<table id="%s" class="steps"><thead><tr>`, b.ID)
	for _, h := range b.Head {
		if h != "" {
			p.line(`<th scope="col">%s</th>`, h)
		}
	}
	p.line("</tr></thead><tbody>")
	for i, s := range b.Steps {
		why, source := markup(""), markup("")
		if s.Why != "" {
			why = fill(`<br /><span class="quiet">%s</span>`, s.Why)
		}
		if number := s.Source.String(); number != "" {
			source = " " + pointing(s.Source.Entry, number)
		}
		if s.Answer != "" {
			source += fill(` <span class="onscreen">%s</span>`, pointing(s.Answer, b.Link))
		}
		p.put(`<tr id="%s"><td><span class="tick" aria-hidden="true"></span>%d</td><td>%s%s%s</td><td>%s</td><td>%s</td>`,
			s.ID, b.First+i, s.Do, source, why, s.Who, s.When)
		for _, h := range b.Head[4:] { // to be filled in by hand
			if h != "" {
				p.put(`<td><span class="narrow">%s:</span></td>`, h)
			}
		}
		p.line("</tr>")
	}
	p.line("</tbody></table>")
}
