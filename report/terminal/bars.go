package terminal

import (
	"strings"

	"collectiveimpact/samklar/report/view"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
)

// Measures of drawn scores, in columns of the screen.
const (
	barWidth   = 20
	leastLabel = 12
	bandFrom   = 72 // on a narrower screen the bands go
)

// bars draws scores as a table: label, range, score, band.
func (t *terminal) bars(b view.Bars) {
	if t.plain {
		t.barsPlain(b)
		return
	}
	head := [][]string{{b.Head[0]}, {b.Head[3]}, {b.Head[1]}, {b.Head[2]}}
	score, band := ansi.StringWidth(b.Head[1]), 0
	for _, r := range b.Bars {
		score = max(score, ansi.StringWidth(r.Percent))
		band = max(band, ansi.StringWidth(r.Band)+tableGap)
	}
	left := t.width - barWidth - score - 3*tableGap
	if t.width < bandFrom || left-band < leastLabel+tableGap {
		band = 0
		head = head[:3]
	}
	rows := [][][]string{head}
	for _, r := range b.Bars {
		row := [][]string{Wrap(r.Label, max(left-band, leastLabel)), {r.Draw(barWidth, b.Need)}, {r.Percent}, {r.Band}}
		rows = append(rows, row[:len(head)])
	}
	columns, width := make([]column, len(head)), 0
	for i := range columns {
		for _, row := range rows {
			for _, line := range row[i] {
				columns[i].width = max(columns[i].width, ansi.StringWidth(line))
			}
		}
		width += columns[i].width + tableGap
	}
	t.row(columns, head)
	t.b.WriteString(strings.Repeat("─", width) + "\n")
	for i, row := range rows[1:] {
		if b.Bars[i].Total {
			for _, cell := range row {
				for at := range cell {
					cell[at] = t.bold.Render(cell[at])
				}
			}
		}
		t.row(columns, row)
	}
	t.wrap(strings.TrimSpace(b.Legend+" "+b.Needs), "", "", t.faint)
}

// glance says what stands nowhere else: the way in a line, and the scales.
func (t *terminal) glance(g view.Glance) {
	for i, s := range g.Ways {
		if i > 0 {
			t.b.WriteString("\n")
		}
		t.wrap(s.Title, "", "", t.bold)
		var way []string
		for _, at := range s.Stations {
			if t.plain {
				t.wrap(at.Title+": "+at.Status, "", "  ", lipgloss.NewStyle())
				continue
			}
			way = append(way, at.Mark.Sign()+" "+at.Title)
		}
		t.flow(way)
		t.wrap(s.End, "", "", lipgloss.NewStyle())
	}
	for i, s := range g.Scales {
		if i > 0 || len(g.Ways) > 0 {
			t.b.WriteString("\n")
		}
		t.wrap(s.Title, "", "", t.bold)
		t.bars(s.Bars)
		t.wrap(s.Said, "", "", lipgloss.NewStyle())
	}
}

func (t *terminal) barsPlain(b view.Bars) {
	for _, r := range b.Bars {
		line := r.Label + ": " + r.Percent
		if r.Band != "" {
			line += ", " + r.Band
		}
		t.wrap(line, "", "  ", lipgloss.NewStyle())
	}
}

// flow writes texts beside each other, as many as a line has room for.
func (t *terminal) flow(texts []string) {
	line := ""
	for _, text := range texts {
		if line != "" && ansi.StringWidth(line)+tableGap+ansi.StringWidth(text) > t.width {
			t.wrap(line, "", "  ", lipgloss.NewStyle())
			line = ""
		}
		if line != "" {
			line += strings.Repeat(" ", tableGap)
		}
		line += text
	}
	if line != "" {
		t.wrap(line, "", "  ", lipgloss.NewStyle())
	}
}
