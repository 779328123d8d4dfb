// Package lines holds what `score` shows people: a line for each case, in an order,
// which is no view, so that many stay small.
package lines

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/text"

	"github.com/charmbracelet/x/ansi"
)

// An Order is what the rows of a table are sorted by.
type Order string

// The orders. Cases that could not be read stand last, but for the order of the
// input.
const (
	ByConclusion Order = "conclusion" // by the better worst path, then by the better best one (see paths.Order), then by title
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
	order *paths.Order
	rows  []scoreRow
	paths []scorePath
	known map[string]int32 // paths by their keys and texts
}

type scorePath struct {
	text, short string
	key         string // sorts as cases on it stand among others
}

type scoreRow struct {
	source, title string
	failure       string // "" where the case was scored
	path          int32
	place         int32 // in the input
	weakest       portfolio.DimensionRef
	low, high     int8
	open, pivotal int16
}

// A Line is what the table says of a case.
type Line struct {
	Failure    string // "" where the case was scored; the rest but the source is empty where it was not
	Conclusion string // its path, "" where there is none
	Short      string // the same without the banks
	Weakest    string // the weakest dimension with its score, or a dash
	Open       int
	Pivotal    int
	Title      string
	Source     string
}

// maxScoreTitle is the number of columns of a title that are shown.
const maxScoreTitle = 60

// NewScores gives a table for cases scored with the banks of a selection.
func NewScores(selection *assess.Selection) *Scores {
	return &Scores{banks: selection.Banks, order: paths.NewOrder(selection), known: make(map[string]int32)}
}

// Len is the number of cases.
func (t *Scores) Len() int { return len(t.rows) }

// Add adds a case.
func (t *Scores) Add(source, title string, sum *portfolio.Summary) {
	r := t.row(source)
	r.title = strings.Clone(ansi.Truncate(text.Line(title), maxScoreTitle, "…"))
	r.path = t.path(sum)
	r.open, r.pivotal = int16(len(sum.Open)), int16(len(sum.Pivotal))
	if r.weakest = sum.Weakest; r.weakest.Bank >= 0 {
		score := sum.Score(r.weakest)
		r.low, r.high = int8(score.Low), int8(score.High)
	}
	t.rows = append(t.rows, r)
}

// AddUnread adds a case that could not be read, with the first thing wrong.
func (t *Scores) AddUnread(source, problem string) {
	r := t.row(source)
	r.failure = ansi.Truncate(text.Line("could not be read: "+problem), 2*maxScoreTitle, "…")
	t.rows = append(t.rows, r)
}

func (t *Scores) row(source string) scoreRow {
	return scoreRow{source: strings.Clone(text.Line(source)), place: int32(len(t.rows)), weakest: portfolio.DimensionRef{Bank: -1, Dimension: -1}}
}

// path gives the place of a path among the different ones.
func (t *Scores) path(sum *portfolio.Summary) int32 {
	text, key := portfolio.PathText(sum.Steps, t.banks), t.order.Key(sum.Codes)
	place, ok := t.known[key+"\x00"+text]
	if !ok {
		place = int32(len(t.paths))
		t.known[key+"\x00"+text] = place
		var short []string
		for _, step := range sum.Steps {
			short = append(short, strings.Join(portfolio.EndingIDs(t.banks[step.Bank], step.Codes), "|"))
		}
		t.paths = append(t.paths, scorePath{text, strings.Join(short, " → "), key})
	}
	return place
}

// Sort puts the rows in order. What is equal stays in the order of the input.
func (t *Scores) Sort(by Order) {
	compare := map[Order]func(a, b *scoreRow) int{
		ByConclusion: func(a, b *scoreRow) int { return cmp.Or(t.compareConclusions(a, b), cmp.Compare(a.title, b.title)) },
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
	return cmp.Or(compareKnown(a, b), cmp.Compare(a.low, b.low), cmp.Compare(a.high, b.high), cmp.Compare(a.weakest.Bank, b.weakest.Bank), cmp.Compare(a.weakest.Dimension, b.weakest.Dimension))
}

func compareKnown(a, b *scoreRow) int {
	if (a.weakest.Bank < 0) == (b.weakest.Bank < 0) {
		return 0
	}
	return cmp.Compare(b.weakest.Bank, a.weakest.Bank)
}

// Line returns what the table says in its line i.
func (t *Scores) Line(i int) Line {
	r := &t.rows[i]
	if r.failure != "" {
		return Line{Failure: r.failure, Source: r.source}
	}
	p := &t.paths[r.path]
	return Line{
		Conclusion: p.text, Short: p.short, Weakest: t.weakest(r), Open: int(r.open), Pivotal: int(r.pivotal), Title: r.title, Source: r.source,
	}
}

func (t *Scores) weakest(r *scoreRow) string {
	if r.weakest.Bank < 0 {
		return "–"
	}
	id := t.banks[r.weakest.Bank].Dimensions[r.weakest.Dimension].ID
	if r.low == r.high {
		return fmt.Sprintf("%s %d%%", id, r.low)
	}
	return fmt.Sprintf("%s %d–%d%%", id, r.low, r.high)
}
