package markdown

import (
	"strings"

	"collectiveimpact/samklar/report/view"
)

// table writes a table; what belongs to a cell follows it in italics.
func (m *markdown) table(t view.Table) {
	var head, rule strings.Builder
	for _, c := range t.Head {
		head.WriteString(" " + escape(c.Title) + " |")
		if c.Figure {
			rule.WriteString(" ---: |")
		} else {
			rule.WriteString(" --- |")
		}
	}
	m.line("|%s", head.String())
	m.line("|%s", rule.String())
	for i := range t.Rows {
		var row strings.Builder
		for j, c := range t.Rows[i].Cells {
			cell := escape(c.Text)
			if c.Mark != view.NoMark {
				cell = c.Mark.Sign() + " " + cell
			}
			if c.Detail != "" {
				cell = strings.TrimSpace(cell + " *" + escape(c.Detail) + "*")
			}
			if c.Code != "" {
				cell += " *" + escape(c.Code) + "*"
			}
			if j == 0 {
				cell = m.anchor(t.Rows[i].ID) + cell
			}
			row.WriteString(" " + cell + " |")
		}
		m.line("|%s", row.String())
	}
}
