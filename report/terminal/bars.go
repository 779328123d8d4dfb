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
	bandFrom   = 72 // on a narrower screen the bands stand below
)

// bars draws scores as a table: label, range, score, that of an earlier moment, band.
// Where the bands have no room beside them, each stands below its label.
func (t *terminal) bars(b view.Bars) {
	if t.plain {
		t.barsPlain(b)
		return
	}
	score, then, band, banded := ansi.StringWidth(b.Head[1]), ansi.StringWidth(b.Then), ansi.StringWidth(b.Head[2]), false
	for i := range b.Bars {
		r := &b.Bars[i]
		score = max(score, ansi.StringWidth(r.Percent))
		then = max(then, ansi.StringWidth(r.Then.Percent))
		band = max(band, ansi.StringWidth(r.Band))
		banded = banded || r.Band != ""
	}
	left := t.width - barWidth - score - 2*tableGap
	if then > 0 {
		left -= then + tableGap
	}
	beside := banded && left-band-tableGap >= leastLabel && t.width >= bandFrom
	label := max(left, leastLabel)
	if beside {
		label = left - band - tableGap
	}
	rows := [][][]string{{{b.Head[0]}, {b.Head[3]}, {b.Head[1]}, {b.Then}, {b.Head[2]}}}
	for i := range b.Bars {
		r := &b.Bars[i]
		row := [][]string{Wrap(r.Label, label), {r.Draw(barWidth, b.Need)}, {r.Percent}, {r.Then.Percent}, {r.Band}}
		if r.Total {
			for _, cell := range row {
				for at := range cell {
					cell[at] = t.bold.Render(cell[at])
				}
			}
		}
		if !beside && r.Band != "" {
			for _, line := range Wrap(r.Band, label-2) {
				row[0] = append(row[0], "  "+t.faint.Render(line))
			}
		}
		rows = append(rows, row)
	}
	if !beside {
		rows[0][4] = nil
	}
	columns, width := make([]column, len(rows[0])), 0
	for i := range columns {
		for _, row := range rows {
			for _, line := range row[i] {
				if i < 4 || beside {
					columns[i].width = max(columns[i].width, ansi.StringWidth(line))
				}
			}
		}
		if columns[i].width > 0 {
			width += columns[i].width + tableGap
		}
	}
	t.row(columns, rows[0])
	t.b.WriteString(strings.Repeat("─", min(width, t.width)) + "\n")
	for _, row := range rows[1:] {
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
		if s.End != "" {
			t.wrap(s.End, "", "", lipgloss.NewStyle())
		}
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
		if r.Then.Said != "" {
			line += " (" + r.Then.Said + ")"
		}
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
