package html

import (
	"strings"

	"collectiveimpact/samklar/report/view"
)

// table shows a table that scrolls by itself where the page is narrow.
func (p *page) table(t view.Table) {
	p.line(`<div class="wide" role="group" tabindex="0" aria-label="%s"><table id="%s" class="cases"><thead><tr>`, t.Caption, t.ID)
	for _, c := range t.Head {
		p.line(`<th scope="col"%s>%s</th>`, figureClass(c), c.Title)
	}
	p.line("</tr></thead><tbody>")
	for i := range t.Rows {
		p.line(`<tr id="%s">`, t.Rows[i].ID)
		for j, c := range t.Rows[i].Cells {
			detail := markup("")
			if c.Detail != "" {
				detail = fill(`<br /><span class="quiet">%s</span>`, c.Detail)
			}
			if c.Code != "" {
				detail += fill(`<br /><code class="quiet">%s</code>`, breakable(c.Code))
			}
			tag, scope := "td", markup("")
			if t.Head[j].Names {
				tag, scope = "th", ` scope="row"`
			}
			p.line(`<%s%s%s>%s%s%s</%s>`, tag, scope, figureClass(t.Head[j]), badge(c.Mark), c.Text, detail, tag)
		}
		p.line("</tr>")
	}
	p.line("</tbody></table></div>")
}

// breakable lets a line end after the marks between the words of a code.
func breakable(code string) markup {
	after := strings.NewReplacer(":", ":<wbr />", "|", "|<wbr />", ".", ".<wbr />", "-", "-<wbr />")
	return markup(after.Replace(string(fill("%s", code))))
}

func figureClass(c view.Column) markup {
	if c.Figure {
		return ` class="figure"`
	}
	return ""
}
