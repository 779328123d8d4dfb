package html

import (
	"crypto/sha256"
	_ "embed" // for the style and the script
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"collectiveimpact/samklar/report/view"
)

// roundStyle is what the page of many cases has beside the style of all pages.
//
//go:embed round.css
var roundStyle string

// roundScript searches, picks and sorts the lines of a page. It is the only script
// that there is; a page names its hash, so that nothing else runs. Without it all
// lines are there, in order. It has no < and no &, since the page is XML too:
// what would be joined by && is a ? b : false.
//
//go:embed round.js
var roundScript string

// scriptText is the script as it stands in a page: without what moves its lines in.
func scriptText() string { return strings.ReplaceAll(roundScript, "\t", "") }

// casesOf gives the cases that a view has, a line each, or nil.
func casesOf(v *view.View) *view.Cases {
	for _, s := range v.Sections {
		for _, b := range s.Blocks {
			if cases, ok := b.(view.Cases); ok {
				return &cases
			}
		}
	}
	return nil
}

// policyFor is the Content-Security-Policy of a page: nothing from a network, and no
// script but the one that is written into it.
func policyFor(cases *view.Cases) string {
	policy := "default-src 'none'; style-src 'unsafe-inline'"
	if cases == nil {
		return policy
	}
	sum := sha256.Sum256([]byte(scriptText()))
	return policy + "; script-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// stylesFor is the style of a page.
func stylesFor(cases *view.Cases) string {
	if cases == nil {
		return style
	}
	var b strings.Builder
	b.WriteString(style + roundStyle)
	h := &cases.Head
	parts := ""
	if h.Parts != "" {
		parts = fmt.Sprintf("%drem ", h.Numbers+1)
	}
	fmt.Fprintf(&b, ".lines{--parts:%d;--columns:3.2rem minmax(0,1.6fr) minmax(0,1.15fr) %sminmax(0,.8fr) 4.2rem%s 8.6rem}.lines .parts{width:%drem}.mini{width:%drem}\n",
		max(h.Numbers, 1), parts, strings.Repeat(" 2.3rem", len(h.Rules)), h.Numbers+1, h.Numbers)
	b.WriteString("@media screen and (max-width:56rem){")
	for i, label := range cellLabels(h) {
		if label != "" {
			fmt.Fprintf(&b, `.lines tr:first-child td:nth-child(%d)::before{content:"%s "}`, i+1, cssText(label))
		}
	}
	b.WriteString("}\n")
	return b.String()
}

// cellLabels are the headings that stand before the cells where there is no room for
// columns.
func cellLabels(h *view.CaseHead) []string {
	labels := []string{"", "", ""} // place, name and conclusion speak for themselves
	if h.Parts != "" {
		labels = append(labels, "")
	}
	labels = append(append(labels, h.Weakest+":", h.Open+":"), h.Rules...)
	return append(labels, h.Lacking+":")
}

// cssText writes a text so that it stays one between the quotes of a style, and so that
// the style needs no look into quotes to be taken apart.
func cssText(s string) string {
	return strings.NewReplacer(
		`\`, `\5c `, `"`, `\22 `, "'", `\27 `, "<", `\3c `, ">", `\3e `, "&", `\26 `, ":", `\3a `, ";", `\3b `, "\n", " ",
	).Replace(s)
}

// stack draws a number of cases in parts, and says beneath it what they are.
func (p *page) stack(s view.Stack) {
	p.put(`<div id="%s" class="stack" role="img" aria-label="%s" aria-describedby="%s--legend">`, s.ID, s.Says, s.ID)
	p.shares("", s.Parts)
	p.line("</div>")
	p.put(`<ul id="%s--legend" class="legend">`, s.ID)
	for _, part := range s.Parts {
		p.put(`<li id="%s" class="%s" data-key="%s"><b>%d</b> %s</li>`, part.ID, part.Tone, part.Key, part.Cases, part.Label)
	}
	p.line("</ul>")
}

// roomFor is how many percent of a bar a digit needs.
const roomFor = 3

// shares draws the parts of a bar of something, each with its number where there is room.
// Its key picks the cases in it, as a chip does.
func (p *page) shares(of string, parts []view.Share) {
	whole := max((&view.Stack{Parts: parts}).Whole(), 1)
	for _, part := range parts {
		number := fill("%d", part.Cases)
		switch {
		case part.Cases == 0:
			continue
		case 100*part.Cases < roomFor*len(number)*whole:
			number = ""
		case part.Tone == view.Hatched:
			number = "<i>" + number + "</i>"
		}
		p.put(`<span class="%s" style="flex:%d 1 0" data-key="%s" title="%s%s: %d">%s</span>`, part.Tone, part.Cases, part.Key, of, part.Label, part.Cases, number)
	}
}

// stacks draws several bars with the same parts as a table, and one legend beneath it.
func (p *page) stacks(s view.Stacks) {
	p.line(`<h3 id="%s">%s</h3><table class="bands" aria-labelledby="%s"><thead><tr><th scope="col">%s</th><th scope="col">%s</th></tr></thead><tbody>`, s.ID, s.Title, s.ID, s.Head, s.Drawn)
	for i := range s.Rows {
		r := &s.Rows[i]
		var said []string
		parts := slices.Clone(s.Legend)
		for j := range parts {
			parts[j].Cases, parts[j].Key = r.Cases[j], r.Keys[j]
			said = append(said, parts[j].Label+": "+fmt.Sprint(r.Cases[j]))
		}
		wide, of := markup(""), 0
		for _, n := range r.Cases {
			of += n
		}
		if s.Of > 0 {
			wide = fill(` style="width:%d%%"`, 100*of/s.Of)
		}
		p.put(`<tr id="%s"><th scope="row">%s</th><td><div class="stack"%s role="img" aria-label="%s">`, r.ID, r.Title, wide, strings.Join(said, ", "))
		p.shares(r.Title+": ", parts)
		p.line("</div></td></tr>")
	}
	p.put(`</tbody></table><ul class="legend">`)
	for _, l := range s.Legend {
		p.put(`<li id="%s" class="%s">%s</li>`, l.ID, l.Tone, l.Label)
	}
	p.line("</ul>")
}

// cases writes a line for each case, with what searches, picks and sorts them.
func (p *page) cases(c view.Cases) {
	p.put(`<div id="find" class="find" data-sort="%s"><label>%s <input type="search" autocomplete="off" /></label><div role="group" aria-label="%s">`, c.Find.SortBy, c.Find.Search, c.Caption)
	for i, chip := range c.Find.Chips {
		p.put(`<button type="button" value="%s" aria-pressed="%s">%s %d</button>`, chip.Key, fmt.Sprint(i == 0), chip.Says, chip.Cases)
	}
	p.line(`</div><output data-said="%s" data-rest="%s"></output></div>`, c.Find.Shown, c.Find.Rest)
	h := &c.Head
	p.put(`<table id="%s" class="lines" aria-label="%s"><thead><tr>`, c.ID, c.Caption)
	columns := [][2]string{{"place", h.Place}, {"case", h.Case}, {"conclusion", h.Conclusion}}
	if h.Parts != "" {
		columns = append(columns, [2]string{"parts", h.Parts})
	}
	columns = append(columns, [2]string{"weakest", h.Weakest}, [2]string{"open-questions", h.Open})
	rules := len(columns)
	for _, rule := range h.Rules {
		columns = append(columns, [2]string{"rule", rule})
	}
	columns = append(columns, [2]string{"lacking", h.Lacking})
	for i, column := range columns {
		title := markup("")
		if column[0] == "rule" {
			title = fill(` title="%s"`, h.RuleWords[i-rules])
		}
		p.put(`<th scope="col" class="%s"%s>%s</th>`, column[0], title, column[1])
	}
	p.line("</tr></thead>")
	for i := range c.Rows {
		p.caseLine(&c.Rows[i], h, len(columns))
	}
	p.line("</table>")
}

func (p *page) caseLine(r *view.CaseRow, h *view.CaseHead, columns int) {
	class := markup("")
	if len(r.Keys) > 0 {
		class = fill(` class="%s"`, strings.Join(r.Keys, " "))
	}
	p.put(`<tbody id="%s"%s><tr><td>%s</td><th scope="row">`, r.ID, class, r.Place)
	if r.Report == "" {
		p.put("%s", r.Title)
	} else {
		p.put(`<a href="%s">%s</a>`, r.Report, r.Title)
	}
	if r.Besides != "" {
		p.put(" <small>%s</small>", r.Besides)
	}
	p.put(`</th><td class="tone %s">%s</td>`, r.Tone, r.Conclusion)
	none := func(is bool) markup { // on a card it takes no room
		if is {
			return ` class="none"`
		}
		return ""
	}
	if h.Parts != "" {
		p.put("<td%s>%s</td>", none(len(r.Parts) == 0), mini(r.Parts))
	}
	weakest := fill("%s", r.Weakest)
	if r.Reaches != "" {
		weakest = fill("<b>%s</b> %s", r.Reaches, r.Weakest)
	}
	p.put("<td%s>%s</td><td>%s</td>", none(r.Weakest == "–"), weakest, r.Open)
	for _, m := range r.Rules {
		class := [...]markup{view.NoMark: "", view.Yes: ` class="y"`, view.No: ` class="n"`, view.Maybe: "", view.Aside: ""}[m]
		p.put("<td%s>%s</td>", class, m.Alone())
	}
	p.put("<td>%s</td></tr>", r.Lacking)
	for _, d := range r.Details {
		p.put(`<tr><td></td><td colspan="%d">%s</td></tr>`, columns-1, d)
	}
	p.line("</tbody>")
}

// mini draws the parts of a case as small bars beside each other: what is certain is
// filled, what may be is hatched; what falls short has a colour of its own. Its title has their figures.
func mini(parts []view.Part) markup {
	if len(parts) == 0 {
		return "–"
	}
	var said []string
	var paths [4]strings.Builder // certain, possible, and both of what falls short
	for i := range parts {
		r := &parts[i]
		said = append(said, r.Says)
		x, low, high, short := 10*i+5, r.Low/5, (r.High+4)/5, 0
		if r.Short {
			short = 2
		}
		if low > 0 {
			fmt.Fprintf(&paths[short], "M%d 20v-%d", x, low)
		}
		if r.High > r.Low && high > low {
			fmt.Fprintf(&paths[short+1], "M%d %dv-%d", x, 20-low, high-low)
		}
	}
	drawn := fill(`<svg class="mini" viewBox="0 0 %d 20" preserveAspectRatio="none" role="img"><title>%s</title>`, 10*len(parts), strings.Join(said, " "))
	for i, class := range [...]string{"", ` class="h"`, ` class="w"`, ` class="h w"`} {
		if paths[i].Len() > 0 {
			drawn += markup(`<path` + class + ` d="` + paths[i].String() + `" />`)
		}
	}
	return drawn + "</svg>"
}
