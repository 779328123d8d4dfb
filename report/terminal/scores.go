package terminal

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"collectiveimpact/samklar/report"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
)

// Columns of scores.
const (
	columnConclusion = iota
	columnWeakest
	columnOpen
	columnPivotal
	columnTitle
	columnSource
)

const leastNames = 24 // columns of the screen for title and source together

// WriteScores writes a line for each case, no longer than the screen is wide;
// where that has no width, as long as it needs to be.
func WriteScores(w io.Writer, t *report.Scores, s Screen) error {
	out := bufio.NewWriter(w)
	l := layScores(t, s.Width)
	bold := lipgloss.NewRenderer(io.Discard).NewStyle()
	if s.Colour {
		bold = newTerminal(s).bold
	}
	fmt.Fprintln(out, bold.Render(l.line("conclusion", "weakest", "open", "pivotal", "title", "source")))
	for i := range t.Len() {
		r := t.Line(i)
		if r.Failure != "" {
			fmt.Fprintln(out, l.failed(&r))
			continue
		}
		fmt.Fprintln(out, l.line(l.conclusion(&r), r.Weakest, strconv.Itoa(r.Open), strconv.Itoa(r.Pivotal), r.Title, r.Source))
	}
	return out.Flush()
}

// A scoreLayout is how wide the columns are; 0 leaves one out.
type scoreLayout struct {
	widths [6]int
	screen int  // 0: no bound
	short  bool // codes without their banks
}

func layScores(t *report.Scores, screen int) *scoreLayout {
	l := &scoreLayout{screen: screen, widths: [6]int{len("conclusion"), len("weakest"), len("open"), len("pivotal"), len("title"), len("source")}}
	short := l.widths[columnConclusion]
	for i := range t.Len() {
		r := t.Line(i)
		short = max(short, ansi.StringWidth(r.Short))
		for c, text := range [...]string{columnConclusion: r.Conclusion, columnWeakest: r.Weakest, columnTitle: r.Title, columnSource: r.Source} {
			l.widths[c] = max(l.widths[c], ansi.StringWidth(text))
		}
	}
	if screen == 0 || l.total() <= screen {
		return l
	}
	l.widths[columnConclusion], l.short = short, true
	names := func() int { return screen - (l.total() - l.widths[columnTitle] - l.widths[columnSource]) }
	for _, drop := range [][]int{{}, {columnOpen, columnPivotal}, {columnWeakest}} {
		for _, c := range drop {
			l.widths[c] = 0
		}
		if names() >= leastNames {
			break
		}
	}
	l.widths[columnConclusion] -= max(leastNames-names(), 0)
	title, room := l.widths[columnTitle], names()
	l.widths[columnTitle] = min(title, max(room/2, room-l.widths[columnSource]))
	l.widths[columnSource] = min(l.widths[columnSource], room-l.widths[columnTitle])
	return l
}

// total gives the width of a line.
func (l *scoreLayout) total() int {
	n := -tableGap
	for _, w := range l.widths {
		if w > 0 {
			n += w + tableGap
		}
	}
	return n
}

func (l *scoreLayout) conclusion(r *report.ScoreLine) string {
	switch {
	case r.Conclusion == "":
		return "–"
	case l.short:
		return r.Short
	}
	return r.Conclusion
}

// line puts cells side by side. Figures stand to the right of their column.
func (l *scoreLayout) line(cells ...string) string {
	var b strings.Builder
	for c, text := range cells {
		width := l.widths[c]
		if width == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(strings.Repeat(" ", tableGap))
		}
		if c == columnSource {
			text = l.source(text, width)
		} else {
			text = ansi.Truncate(text, width, "…")
		}
		pad := strings.Repeat(" ", max(width-ansi.StringWidth(text), 0))
		if c == columnOpen || c == columnPivotal {
			text, pad = pad+text, ""
		}
		b.WriteString(text + pad)
	}
	return l.cut(strings.TrimRight(b.String(), " "))
}

// failed puts what is wrong in the place of all cells but the source.
func (l *scoreLayout) failed(r *report.ScoreLine) string {
	room := max(l.total()-l.widths[columnSource]-tableGap, 0)
	text := ansi.Truncate(r.Failure, room, "…")
	return l.cut(text + strings.Repeat(" ", room-ansi.StringWidth(text)+tableGap) + l.source(r.Source, l.widths[columnSource]))
}

// source keeps the end of a source that is too long: the file's own name.
func (l *scoreLayout) source(text string, width int) string {
	if over := ansi.StringWidth(text) - width; over > 0 && l.screen > 0 {
		return ansi.TruncateLeft(text, over+1, "…")
	}
	return text
}

func (l *scoreLayout) cut(line string) string {
	if l.screen == 0 {
		return line
	}
	return ansi.Truncate(line, l.screen, "…")
}
