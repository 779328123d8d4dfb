package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
)

// An Order is what the rows of a table are sorted by.
type Order string

// The orders. Cases that could not be read stand last, but for the order of the
// input.
const (
	ByConclusion Order = "conclusion" // as assess.Order has it, then the stronger weakest dimension
	ByWeakest    Order = "weakest"    // the score of the weakest dimension, lowest first
	ByTitle      Order = "title"
	BySource     Order = "source"
	ByInput      Order = "input"
)

// Orders lists the orders.
func Orders() []Order { return []Order{ByConclusion, ByWeakest, ByTitle, BySource, ByInput} }

// Scores are a line for each case, for people. It keeps no more of a case than
// it shows.
type Scores struct {
	banks []*questions.Bank
	order *assess.Order
	rows  []scoreRow
	paths []scorePath
	known map[string]int32 // paths by their texts
}

type scorePath struct {
	text, short string
	key         string // sorts as the path stands among others
}

type scoreRow struct {
	source, title string
	failure       string // "" where the case was scored
	path          int32
	place         int32 // in the input
	weakest       assess.Part
	low, high     int8
	open, pivotal int16
}

// maxScoreTitle is the number of columns of a title that are shown.
const maxScoreTitle = 60

// NewScores gives a table for cases scored with the banks.
func NewScores(banks []*questions.Bank) *Scores {
	return &Scores{banks: banks, order: assess.NewOrder(banks), known: make(map[string]int32)}
}

// Len is the number of cases.
func (t *Scores) Len() int { return len(t.rows) }

// Add adds a case.
func (t *Scores) Add(row *Row) {
	r := scoreRow{source: strings.Clone(CleanLine(row.Source)), place: int32(len(t.rows)), weakest: assess.Part{Bank: -1, Part: -1}}
	if sum := row.Summary; sum == nil {
		if len(row.Errors) > 0 {
			r.failure = ansi.Truncate(CleanLine("could not be read: "+row.Errors[0].Message), 2*maxScoreTitle, "…")
		}
	} else {
		r.title = strings.Clone(ansi.Truncate(CleanLine(row.Case.Title), maxScoreTitle, "…"))
		r.path = t.path(sum.Steps)
		r.open, r.pivotal = int16(len(sum.Open)), int16(len(sum.Pivotal))
		if r.weakest = sum.Weakest; r.weakest.Bank >= 0 {
			score := sum.Score(r.weakest)
			r.low, r.high = int8(score.Low), int8(score.High)
		}
	}
	t.rows = append(t.rows, r)
}

// path gives the place of a path among the different ones.
func (t *Scores) path(steps []assess.Step) int32 {
	text := PathText(steps, t.banks)
	place, ok := t.known[text]
	if !ok {
		place = int32(len(t.paths))
		t.known[text] = place
		var short []string
		for _, step := range steps {
			short = append(short, strings.Join(codesOf(t.banks[step.Bank], step.Codes), "|"))
		}
		t.paths = append(t.paths, scorePath{text, strings.Join(short, " → "), t.order.Key(steps)})
	}
	return place
}

// Sort puts the rows in order. What is equal stays in the order of the input.
func (t *Scores) Sort(by Order) {
	compare := map[Order]func(a, b *scoreRow) int{
		ByConclusion: func(a, b *scoreRow) int { return cmp.Or(t.compareConclusions(a, b), compareStronger(a, b)) },
		ByWeakest:    compareWeakest,
		ByTitle: func(a, b *scoreRow) int {
			return cmp.Or(cmp.Compare(strings.ToLower(a.title), strings.ToLower(b.title)), cmp.Compare(a.title, b.title))
		},
		BySource: func(a, b *scoreRow) int { return cmp.Compare(a.source, b.source) },
		ByInput:  func(*scoreRow, *scoreRow) int { return 0 },
	}[by]
	slices.SortFunc(t.rows, func(a, b scoreRow) int {
		failed := 0
		if by != ByInput && (a.failure == "") != (b.failure == "") {
			if failed = -1; a.failure != "" {
				failed = 1
			}
		}
		return cmp.Or(failed, compare(&a, &b), cmp.Compare(a.place, b.place))
	})
}

func (t *Scores) compareConclusions(a, b *scoreRow) int {
	if a.failure != "" || a.path == b.path {
		return 0
	}
	return cmp.Compare(t.paths[a.path].key, t.paths[b.path].key)
}

// compareWeakest puts the lower weakest dimension first, and one that is not
// known last.
func compareWeakest(a, b *scoreRow) int {
	return cmp.Or(compareKnown(a, b), cmp.Compare(a.low, b.low), cmp.Compare(a.high, b.high), cmp.Compare(a.weakest.Bank, b.weakest.Bank), cmp.Compare(a.weakest.Part, b.weakest.Part))
}

// compareStronger puts the higher weakest dimension first, and one that is not
// known last.
func compareStronger(a, b *scoreRow) int {
	return cmp.Or(compareKnown(a, b), cmp.Compare(b.low, a.low), cmp.Compare(b.high, a.high))
}

func compareKnown(a, b *scoreRow) int {
	if (a.weakest.Bank < 0) == (b.weakest.Bank < 0) {
		return 0
	}
	return cmp.Compare(b.weakest.Bank, a.weakest.Bank)
}

// Write writes the table, no wider than the screen; where that has no width, as
// wide as it needs to be.
func (t *Scores) Write(w io.Writer, s Screen) error {
	out := bufio.NewWriter(w)
	l := t.layout(s.Width)
	bold := lipgloss.NewRenderer(io.Discard).NewStyle()
	if s.Colour {
		bold = newTerminal(s).bold
	}
	fmt.Fprintln(out, bold.Render(l.line([]string{"conclusion", "weakest", "open", "pivotal", "title", "source"})))
	for i := range t.rows {
		r := &t.rows[i]
		if r.failure != "" {
			fmt.Fprintln(out, l.failed(r))
			continue
		}
		fmt.Fprintln(out, l.line([]string{l.conclusion(&t.paths[r.path]), t.weakest(r), fmt.Sprint(r.open), fmt.Sprint(r.pivotal), r.title, r.source}))
	}
	return out.Flush()
}

func (t *Scores) weakest(r *scoreRow) string {
	if r.weakest.Bank < 0 {
		return "–"
	}
	id := t.banks[r.weakest.Bank].Dimensions[r.weakest.Part].ID
	if r.low == r.high {
		return fmt.Sprintf("%s %d%%", id, r.low)
	}
	return fmt.Sprintf("%s %d–%d%%", id, r.low, r.high)
}

// A scoreLayout is how wide the columns are; 0 leaves one out.
type scoreLayout struct {
	widths [6]int
	screen int  // 0: no bound
	short  bool // codes without their banks
}

// Columns of a table.
const (
	columnConclusion = iota
	columnWeakest
	columnOpen
	columnPivotal
	columnTitle
	columnSource
)

const (
	columnGap  = 2
	leastNames = 24 // columns for title and source together
)

func (t *Scores) layout(screen int) *scoreLayout {
	l := &scoreLayout{screen: screen, widths: [6]int{len("conclusion"), len("weakest"), len("open"), len("pivotal"), len("title"), len("source")}}
	short := l.widths[columnConclusion]
	for i := range t.paths {
		l.widths[columnConclusion] = max(l.widths[columnConclusion], ansi.StringWidth(t.paths[i].text))
		short = max(short, ansi.StringWidth(t.paths[i].short))
	}
	for i := range t.rows {
		r := &t.rows[i]
		l.widths[columnWeakest] = max(l.widths[columnWeakest], ansi.StringWidth(t.weakest(r)))
		l.widths[columnTitle] = max(l.widths[columnTitle], ansi.StringWidth(r.title))
		l.widths[columnSource] = max(l.widths[columnSource], ansi.StringWidth(r.source))
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
	n := -columnGap
	for _, w := range l.widths {
		if w > 0 {
			n += w + columnGap
		}
	}
	return n
}

func (l *scoreLayout) conclusion(p *scorePath) string {
	switch {
	case p.text == "":
		return "–"
	case l.short:
		return p.short
	}
	return p.text
}

// line puts cells side by side. Figures stand to the right of their column.
func (l *scoreLayout) line(cells []string) string {
	var b strings.Builder
	for c, text := range cells {
		width := l.widths[c]
		if width == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(strings.Repeat(" ", columnGap))
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
func (l *scoreLayout) failed(r *scoreRow) string {
	room := max(l.total()-l.widths[columnSource]-columnGap, 0)
	text := ansi.Truncate(r.failure, room, "…")
	return l.cut(text + strings.Repeat(" ", room-ansi.StringWidth(text)+columnGap) + l.source(r.source, l.widths[columnSource]))
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
