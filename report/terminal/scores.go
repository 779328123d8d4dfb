package terminal

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"collectiveimpact/samklar/report/lines"

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

// scoreHeads are their headings: in English, as codes are.
var scoreHeads = [...]string{"conclusion", "weakest", "open", "pivotal", "title", "source"}

const leastNames = 24 // columns of the screen for title and source together

// WriteScores writes a line for each case, no longer than the screen is wide;
// where that has no width, as long as it needs to be.
func WriteScores(w io.Writer, t *lines.Scores, s Screen) error {
	out := bufio.NewWriter(w)
	l := layScores(t, s.Width)
	bold := lipgloss.NewRenderer(io.Discard).NewStyle()
	if s.Colour {
		bold = newTerminal(s).bold
	}
	fmt.Fprintln(out, bold.Render(l.line(scoreHeads[:]...)))
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

// A scoreLayout is how scores are laid out.
type scoreLayout struct {
	columns [6]column
	screen  int  // 0: no bound
	short   bool // codes without their banks
}

// layScores finds columns that fit the screen: without the banks of codes, then
// without the columns that can be missed, then with names cut short.
func layScores(t *lines.Scores, screen int) *scoreLayout {
	l := &scoreLayout{screen: screen}
	l.columns[columnOpen].figure, l.columns[columnPivotal].figure = true, true
	for c, head := range scoreHeads {
		l.columns[c].width = len(head)
	}
	short := len(scoreHeads[columnConclusion])
	measured := make(map[string]bool) // conclusions are few
	for i := range t.Len() {
		r := t.Line(i)
		if !measured[r.Conclusion] {
			measured[r.Conclusion] = true
			short = max(short, ansi.StringWidth(r.Short))
			l.widen(columnConclusion, r.Conclusion)
		}
		l.widen(columnWeakest, r.Weakest)
		l.widen(columnTitle, r.Title)
		l.widen(columnSource, r.Source)
	}
	if screen == 0 || l.total() <= screen {
		return l
	}
	l.columns[columnConclusion].width, l.short = short, true
	title, source := &l.columns[columnTitle].width, &l.columns[columnSource].width
	names := func() int { return screen - (l.total() - *title - *source) }
	for _, drop := range [][]int{{}, {columnOpen, columnPivotal}, {columnWeakest}} {
		for _, c := range drop {
			l.columns[c].width = 0
		}
		if names() >= leastNames {
			break
		}
	}
	l.columns[columnConclusion].width -= max(leastNames-names(), 0)
	room := names()
	*title = min(*title, max(room/2, room-*source))
	*source = min(*source, room-*title)
	return l
}

// widen makes room for a text.
func (l *scoreLayout) widen(c int, text string) {
	l.columns[c].width = max(l.columns[c].width, ansi.StringWidth(text))
}

// total returns the width of a line.
func (l *scoreLayout) total() int {
	n := -tableGap
	for _, c := range l.columns {
		if c.width > 0 {
			n += c.width + tableGap
		}
	}
	return n
}

func (l *scoreLayout) conclusion(r *lines.Line) string {
	switch {
	case r.Conclusion == "":
		return "–"
	case l.short:
		return r.Short
	}
	return r.Conclusion
}

// line puts cells beside each other.
func (l *scoreLayout) line(texts ...string) string {
	cells := make([][]string, len(texts))
	for c, text := range texts {
		if c == columnSource {
			text = l.source(text)
		} else {
			text = ansi.Truncate(text, l.columns[c].width, "…")
		}
		cells[c] = []string{text}
	}
	return l.cut(beside(l.columns[:], cells)[0])
}

// failed puts what is wrong in the place of all cells but the source.
func (l *scoreLayout) failed(r *lines.Line) string {
	room := max(l.total()-l.columns[columnSource].width-tableGap, 0)
	text := ansi.Truncate(r.Failure, room, "…")
	return l.cut(text + strings.Repeat(" ", room-ansi.StringWidth(text)+tableGap) + l.source(r.Source))
}

// source keeps the end of a source that is too long: the file's own name.
func (l *scoreLayout) source(text string) string {
	if over := ansi.StringWidth(text) - l.columns[columnSource].width; over > 0 && l.screen > 0 {
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
