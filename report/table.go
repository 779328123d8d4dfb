package report

import (
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
)

// A Table is rows under headings, one case a row.
type Table struct {
	ID      string
	Caption string
	Head    []Column
	Rows    []TableRow
}

// A Column is headed by a title. Figures stand to the right; one column names
// the row.
type Column struct {
	Title  string
	Figure bool
	Names  bool
}

// A TableRow has a cell for every column.
type TableRow struct {
	ID    string
	Cells []Cell
}

// A Cell is a text, with its mark, and smaller beneath it what belongs to it. A
// code says the same for programs; a terminal has no room for it.
type Cell struct {
	Text   string
	Detail string
	Code   string
	Mark   Mark
}

func (Table) block() {}

func (t Table) eachID(visit func(id string)) {
	visit(t.ID)
	for i := range t.Rows {
		visit(t.Rows[i].ID)
	}
}

// table shows a table that scrolls by itself where the page is narrow.
func (p *page) table(t Table) {
	p.line(`<div class="wide" role="group" tabindex="0" aria-label="%s"><table id="%s" class="cases"><thead><tr>`, text(t.Caption), t.ID)
	for _, c := range t.Head {
		p.line(`<th scope="col"%s>%s</th>`, figureClass(c), text(c.Title))
	}
	p.line("</tr></thead><tbody>")
	for i := range t.Rows {
		p.line(`<tr id="%s">`, t.Rows[i].ID)
		for j, c := range t.Rows[i].Cells {
			detail := ""
			if c.Detail != "" {
				detail = `<br /><span class="quiet">` + text(c.Detail) + "</span>"
			}
			if c.Code != "" {
				detail += `<br /><code class="quiet">` + breakable(text(c.Code)) + "</code>"
			}
			tag, scope := "td", ""
			if t.Head[j].Names {
				tag, scope = "th", ` scope="row"`
			}
			p.line(`<%s%s%s>%s%s%s</%s>`, tag, scope, figureClass(t.Head[j]), badge(c.Mark), text(c.Text), detail, tag)
		}
		p.line("</tr>")
	}
	p.line("</tbody></table></div>")
}

// breakable lets a line end after the marks between the words of a code.
func breakable(code string) string {
	return strings.NewReplacer(":", ":<wbr />", "|", "|<wbr />", ".", ".<wbr />", "-", "-<wbr />").Replace(code)
}

func figureClass(c Column) string {
	if c.Figure {
		return ` class="figure"`
	}
	return ""
}

// table writes a table; what belongs to a cell follows it in italics.
func (m *markdown) table(t Table) {
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
			if c.Mark != NoMark {
				cell = sign(c.Mark) + " " + cell
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

// Measures of a table on a terminal, in columns of the screen.
const (
	tableGap  = 2
	leastCell = 10 // a cell that has to wrap is no narrower
)

// table lays a table out in columns, or where they do not fit, or nothing is to
// be drawn, one idea a line.
func (t *terminal) table(b Table) {
	widths := t.widths(b)
	if t.plain || widths == nil {
		t.tablePlain(b)
		return
	}
	head := make([]Cell, len(b.Head))
	for i, c := range b.Head {
		head[i].Text = c.Title
	}
	t.row(b, head, widths, t.bold)
	for i := range b.Rows {
		t.b.WriteString(t.faint.Render(strings.Repeat("─", t.width)) + "\n")
		t.row(b, b.Rows[i].Cells, widths, lipgloss.NewStyle())
	}
}

// widths gives the width of each column: what its widest cell needs, less where
// the screen is too narrow, the widest first. It gives nil where they do not fit.
func (t *terminal) widths(b Table) []int {
	widths := make([]int, len(b.Head))
	left := t.width + tableGap
	for i, c := range b.Head {
		widths[i] = ansi.StringWidth(c.Title)
		for _, row := range b.Rows {
			cell := &row.Cells[i]
			width := ansi.StringWidth(cell.Text)
			if cell.Mark != NoMark {
				width += 2
			}
			widths[i] = max(widths[i], width, ansi.StringWidth(cell.Detail))
		}
		left -= widths[i] + tableGap
	}
	for ; left < 0; left++ {
		widest := 0
		for i := range widths {
			if widths[i] > widths[widest] {
				widest = i
			}
		}
		if widths[widest] <= leastCell {
			return nil
		}
		widths[widest]--
	}
	return widths
}

// row writes the cells of one row beside each other.
func (t *terminal) row(b Table, cells []Cell, widths []int, style lipgloss.Style) {
	var lines [][]string // by cell
	height := 0
	for i, c := range cells {
		var cell []string
		mark := ""
		if c.Mark != NoMark {
			mark = t.mark(c.Mark)
		}
		for _, line := range Wrap(c.Text, widths[i]-ansi.StringWidth(mark)) {
			cell = append(cell, mark+style.Render(line))
			mark = strings.Repeat(" ", ansi.StringWidth(mark))
		}
		if c.Detail != "" {
			for _, line := range Wrap(c.Detail, widths[i]) {
				cell = append(cell, t.faint.Render(line))
			}
		}
		lines = append(lines, cell)
		height = max(height, len(cell))
	}
	for at := range height {
		var line strings.Builder
		for i, cell := range lines {
			content := ""
			if at < len(cell) {
				content = cell[at]
			}
			pad := strings.Repeat(" ", max(widths[i]-ansi.StringWidth(content), 0))
			if b.Head[i].Figure {
				content = pad + content
			} else {
				content += pad
			}
			line.WriteString(content + strings.Repeat(" ", tableGap))
		}
		t.b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
}

// tablePlain says what names a row, and under it one cell a line.
func (t *terminal) tablePlain(b Table) {
	for i := range b.Rows {
		for j, c := range b.Rows[i].Cells {
			if b.Head[j].Names {
				t.wrap(cellPlain(c), "", "  ", t.bold)
			}
		}
		for j, c := range b.Rows[i].Cells {
			if !b.Head[j].Names && c.Text+c.Detail != "" {
				t.wrap(b.Head[j].Title+": "+cellPlain(c), "  ", "    ", lipgloss.NewStyle())
			}
		}
	}
}

func cellPlain(c Cell) string {
	switch {
	case c.Detail == "":
		return c.Text
	case c.Text == "":
		return c.Detail
	}
	return c.Text + " (" + c.Detail + ")"
}
