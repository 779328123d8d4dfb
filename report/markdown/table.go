package markdown

import (
	"strings"
	"unicode/utf8"

	"collectiveimpact/samklar/report/view"
)

// Widths of columns, in characters with the edges of a cell: short words are not broken,
// and no text takes the room of all others.
const (
	edges     = 8
	wordWidth = 12
	mostWidth = 34
)

// columnWidth is how wide a column should be: as its longest text, or at least the
// longest word of its heading.
func columnWidth(t *view.Table, at int) int {
	longest := 0
	for word := range strings.FieldsSeq(t.Head[at].Title) {
		longest = max(longest, min(utf8.RuneCountInString(word), wordWidth))
	}
	for i := range t.Rows {
		c := &t.Rows[i].Cells[at]
		longest = max(longest, utf8.RuneCountInString(c.Text+c.Detail+c.Code))
	}
	return min(longest+edges, mostWidth)
}

// table writes a table; what belongs to a cell follows it in italics. The dashes say how
// wide the columns are, for programs that ask.
func (m *markdown) table(t view.Table) {
	var head, rule strings.Builder
	for i, c := range t.Head {
		head.WriteString(" " + escape(c.Title) + " |")
		rule.WriteString(" " + dashes(columnWidth(&t, i)))
		if c.Figure {
			rule.WriteString(":")
		}
		rule.WriteString(" |")
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
