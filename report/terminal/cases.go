package terminal

import (
	"slices"
	"strings"

	"collectiveimpact/samklar/report/view"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
)

// stacks gives the parts of several wholes in figures, a whole a line.
func (t *terminal) stacks(b view.Stacks) {
	t.wrap(b.Title, "", "", t.bold)
	table := b.Table()
	columns := t.columns(table)
	if t.plain || columns == nil {
		t.tablePlain(table)
		return
	}
	head := make([][]string, len(table.Head))
	for i, c := range table.Head {
		head[i] = t.cell(view.Cell{Text: c.Title}, columns[i].width, t.bold)
	}
	t.row(columns, head)
	t.rule(t.width)
	for i := range table.Rows {
		cells := make([][]string, len(columns))
		for j, c := range table.Rows[i].Cells {
			cells[j] = t.cell(c, columns[j].width, lipgloss.NewStyle())
		}
		t.row(columns, cells)
	}
}

// leastName is how little of a name and of a conclusion is worth a line, in columns of
// the screen. The two share what the others leave.
const leastName = 16

// cases gives each case one line. What does not fit ends with an ellipsis, and no column
// is left out. One idea a line is said where nothing is to be drawn, or where the screen
// is too narrow.
func (t *terminal) cases(c view.Cases) {
	table := c.Table()
	if t.plain {
		t.tablePlain(table)
		return
	}
	cells, widths := lineCells(&table)
	if whole := wordsOf(&table, widths, t.full); t.share(whole) {
		widths = whole
	} else {
		last := len(widths) - 1 // of which the beginning says most
		widths[last] = min(widths[last], leastLacking)
		if widths = wordsOf(&table, widths, leastHead); !t.share(widths) {
			t.tablePlain(table)
			return
		}
	}
	columns := make([]column, len(widths))
	for i, w := range widths {
		columns[i] = column{w, table.Head[i].Figure}
	}
	head := make([][]string, len(table.Head))
	for i, h := range table.Head {
		words := strings.Fields(h.Title)
		for w := range words {
			words[w] = ansi.Truncate(words[w], widths[i], "…")
		}
		head[i] = t.cell(view.Cell{Text: strings.Join(words, " ")}, widths[i], t.bold)
	}
	t.row(columns, head)
	t.rule(t.full)
	for _, row := range cells {
		fitted := make([][]string, len(row))
		for i, cell := range row {
			fitted[i] = []string{ansi.Truncate(cell, widths[i], "…")}
		}
		t.row(columns, fitted)
	}
}

// The columns that give way.
const (
	nameColumn = 1
	endColumn  = 2
)

// leastHead is how much of a word in a heading is worth a column, where the screen is
// narrow.
const leastHead = 6

// leastLacking is how much of what a case lacks is worth a column there.
const leastLacking = 12

// share gives names and conclusions what the other columns leave, and tells whether that
// is enough.
func (t *terminal) share(widths []int) bool {
	left := t.full - (len(widths)-1)*tableGap
	for i, w := range widths {
		if i != nameColumn && i != endColumn {
			left -= w
		}
	}
	widths[endColumn] = min(widths[endColumn], left*9/20)
	widths[nameColumn] = min(widths[nameColumn], left-widths[endColumn])
	return widths[nameColumn] >= leastName && widths[endColumn] >= leastName
}

// wordsOf gives columns the width of the words of their headings, at most so much.
func wordsOf(table *view.Table, widths []int, most int) []int {
	widths = slices.Clone(widths)
	for i, h := range table.Head {
		for word := range strings.FieldsSeq(h.Title) {
			widths[i] = max(widths[i], min(ansi.StringWidth(word), most))
		}
	}
	return widths
}

// lineCells gives the cells of a table in one line each, and how wide the columns would
// be. Of the weakest only its number and what it reaches have room: the parts are
// numbered above.
func lineCells(table *view.Table) (cells [][]string, widths []int) {
	widths = make([]int, len(table.Head))
	for i := range table.Rows {
		row := make([]string, len(widths))
		for j, c := range table.Rows[i].Cells {
			row[j] = c.Text
			if number, _, cut := strings.Cut(c.Text, " "); j != nameColumn && c.Detail != "" && cut {
				row[j] = number + ": " + c.Detail
			}
			if c.Mark != view.NoMark {
				row[j] = c.Mark.Sign() + " " + row[j]
			}
			widths[j] = max(widths[j], ansi.StringWidth(row[j]))
		}
		cells = append(cells, row)
	}
	return cells, widths
}
