package terminal

import (
	"strings"

	"collectiveimpact/samklar/report/view"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
)

// Measures of a table, in columns of the screen.
const (
	tableGap  = 2
	leastCell = 10 // a cell that has to wrap is no narrower
)

// A column of a table is so wide; one without any is left out. Figures stand to
// the right.
type column struct {
	width  int
	figure bool
}

// beside puts the cells of a row beside each other. Each is given in lines that
// are no wider than its column.
func beside(columns []column, cells [][]string) []string {
	height := 0
	for _, cell := range cells {
		height = max(height, len(cell))
	}
	lines := make([]string, height)
	for at := range lines {
		var line strings.Builder
		for i, cell := range cells {
			if columns[i].width <= 0 {
				continue
			}
			content := ""
			if at < len(cell) {
				content = cell[at]
			}
			pad := strings.Repeat(" ", max(columns[i].width-ansi.StringWidth(content), 0))
			if columns[i].figure {
				content, pad = pad+content, ""
			}
			line.WriteString(content + pad + strings.Repeat(" ", tableGap))
		}
		lines[at] = strings.TrimRight(line.String(), " ")
	}
	return lines
}

// row writes a row.
func (t *terminal) row(columns []column, cells [][]string) {
	for _, line := range beside(columns, cells) {
		t.b.WriteString(line + "\n")
	}
}

// table lays a table out in columns, or where they do not fit, or nothing is to
// be drawn, one idea a line.
func (t *terminal) table(b view.Table) {
	columns := t.columns(b)
	if t.plain || columns == nil {
		t.tablePlain(b)
		return
	}
	head := make([][]string, len(b.Head))
	for i, c := range b.Head {
		head[i] = t.cell(view.Cell{Text: c.Title}, columns[i].width, t.bold)
	}
	t.row(columns, head)
	for i := range b.Rows {
		t.rule(t.width)
		cells := make([][]string, len(b.Head))
		for j, c := range b.Rows[i].Cells {
			cells[j] = t.cell(c, columns[j].width, lipgloss.NewStyle())
		}
		t.row(columns, cells)
	}
}

// columns returns columns as wide as their widest cell needs, less where the
// screen is too narrow, the widest first. It returns nil where they do not fit.
func (t *terminal) columns(b view.Table) []column {
	columns := make([]column, len(b.Head))
	left := t.width + tableGap
	for i, c := range b.Head {
		columns[i] = column{ansi.StringWidth(c.Title), c.Figure}
		for _, row := range b.Rows {
			cell := &row.Cells[i]
			width := ansi.StringWidth(cell.Text)
			if cell.Mark != view.NoMark {
				width += 2
			}
			columns[i].width = max(columns[i].width, width, ansi.StringWidth(cell.Detail))
		}
		left -= columns[i].width + tableGap
	}
	for ; left < 0; left++ {
		widest := &columns[0]
		for i := range columns {
			if columns[i].width > widest.width {
				widest = &columns[i]
			}
		}
		if widest.width <= leastCell {
			return nil
		}
		widest.width--
	}
	return columns
}

// cell breaks a cell into lines: its text behind its mark, and what belongs to it.
func (t *terminal) cell(c view.Cell, width int, style lipgloss.Style) []string {
	var lines []string
	mark := ""
	if c.Mark != view.NoMark {
		mark = t.mark(c.Mark)
	}
	for _, line := range Wrap(c.Text, width-ansi.StringWidth(mark)) {
		lines = append(lines, mark+style.Render(line))
		mark = strings.Repeat(" ", ansi.StringWidth(mark))
	}
	if c.Detail != "" {
		for _, line := range Wrap(c.Detail, width) {
			lines = append(lines, t.faint.Render(line))
		}
	}
	return lines
}

// tablePlain says what names a row, and under it one cell a line.
func (t *terminal) tablePlain(b view.Table) {
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

func cellPlain(c view.Cell) string {
	switch {
	case c.Detail == "":
		return c.Text
	case c.Text == "":
		return c.Detail
	}
	return c.Text + " (" + c.Detail + ")"
}
