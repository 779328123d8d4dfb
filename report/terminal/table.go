package terminal

import (
	"strings"

	"collectiveimpact/samklar/report"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
)

// Measures of a table on a terminal, in columns of the screen.
const (
	tableGap  = 2
	leastCell = 10 // a cell that has to wrap is no narrower
)

// table lays a table out in columns, or where they do not fit, or nothing is to
// be drawn, one idea a line.
func (t *terminal) table(b report.Table) {
	widths := t.widths(b)
	if t.plain || widths == nil {
		t.tablePlain(b)
		return
	}
	head := make([]report.Cell, len(b.Head))
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
func (t *terminal) widths(b report.Table) []int {
	widths := make([]int, len(b.Head))
	left := t.width + tableGap
	for i, c := range b.Head {
		widths[i] = ansi.StringWidth(c.Title)
		for _, row := range b.Rows {
			cell := &row.Cells[i]
			width := ansi.StringWidth(cell.Text)
			if cell.Mark != report.NoMark {
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
func (t *terminal) row(b report.Table, cells []report.Cell, widths []int, style lipgloss.Style) {
	var lines [][]string // by cell
	height := 0
	for i, c := range cells {
		var cell []string
		mark := ""
		if c.Mark != report.NoMark {
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
func (t *terminal) tablePlain(b report.Table) {
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

func cellPlain(c report.Cell) string {
	switch {
	case c.Detail == "":
		return c.Text
	case c.Text == "":
		return c.Detail
	}
	return c.Text + " (" + c.Detail + ")"
}
