package view

import (
	"strconv"
	"strings"
)

// Weight says how much a text asks for attention.
type Weight uint8

// The weights of a text.
const (
	Normal Weight = iota
	Lead          // said first and large
	Quiet         // said in passing
	Heading
)

// A Text is a paragraph.
type Text struct {
	ID     string
	Text   string
	Weight Weight
	Badge  Mark // of the name of a conclusion: Yes where it is settled, Maybe where it is open
}

func (t Text) each(visit visitor) { visit(t.ID) }

// Mark says how something stands; writers show it as a sign beside its word,
// never as a colour alone.
type Mark uint8

// The marks.
const (
	NoMark Mark = iota
	Yes
	No
	Maybe
	Aside
)

// Sign returns a mark as a character that reads aloud or stands alone.
func (m Mark) Sign() string { return [...]string{" ", "✓", "✗", "?", "·"}[m] }

// Alone returns the sign of a mark that stands without a word; nothing applies where
// there is none.
func (m Mark) Alone() string {
	if m == NoMark {
		return "–"
	}
	return m.Sign()
}

// Links is a list of what a conclusion rests on.
type Links struct {
	ID    string
	Title string
	Links []Link
	Brief bool // where room is scarce its first entry says enough
}

func (l Links) each(visit visitor) {
	visit(l.ID)
	for i := range l.Links {
		visit(l.Links[i].ID)
	}
}

// A Link is one entry of such a list.
type Link struct {
	ID      string
	Text    string
	Mark    Mark
	Details []string
}

// A Walk is a way through a tree.
type Walk struct {
	ID    string
	Steps []WalkStep
	End   string // where it leads
	Drawn string // what the lines of the picture mean
	Again bool   // the answers stand elsewhere in full
	// Picture is the same tree to be drawn, with the ways not taken.
	Picture *Tree
}

func (w Walk) each(visit visitor) {
	visit(w.ID)
	for i := range w.Steps {
		visit(w.Steps[i].ID)
		eachAnswer(w.Steps[i].Answers, visit)
	}
}

// A WalkStep is one node of a walk with the answers behind it.
type WalkStep struct {
	ID      string
	Title   string
	Mark    Mark
	Status  string // passed, not passed, open
	Detail  string // how many are needed, or ""
	Answers []Answer
}

// An Answer is a question with what was answered.
type Answer struct {
	ID       string
	Question string
	Level    string
	Mark     Mark
	Remark   string // in brackets behind the level, or ""
	Note     string
	Evidence []string
	Target   Target // where it stands in full, if that is elsewhere
}

// Bars are scores with the headings of their columns: what, how much, where that
// stands, and the drawn range.
type Bars struct {
	ID     string
	Head   [4]string
	Again  string // what is said in their place where they stand in a picture already, or ""
	Legend string // of the range drawn in characters
	Drawn  string // of the range drawn as a picture
	Zones  []Zone
	Need   int    // whole percent that the best verdict asks of every part, or 0
	Needs  string // says so
	Shorts string // says how those are drawn that fall short of it, or "": none does
	Signs  string // the legend and what is needed in a line
	Then   string // heads the column of an earlier moment, or "": there is none
	Thens  string // says how that is drawn
	Bars   []Bar
}

func (b Bars) each(visit visitor) {
	visit(b.ID)
	for i := range b.Bars {
		visit(b.Bars[i].ID)
	}
}

// A Bar is a score as a range, in whole percent.
type Bar struct {
	ID        string
	Label     string
	Low, High int
	Percent   string // the range in the language's words; "not known" where it is not
	Band      string
	Known     bool
	Total     bool   // the sum of the others
	Weakest   string // says that it is the weakest, or may be, or ""
	Short     bool   // it surely counts as less than is needed
	Then      Range  // at an earlier moment
}

// A Range is a score at an earlier moment, in whole percent; without words there is
// none.
type Range struct {
	Low, High int
	Percent   string
	Said      string // the same as of then
}

// Draw draws a score of so many characters: certain, possible, the rest, and a tick
// where a part needs so many percent. What is more than nothing has one at least.
func (b Bar) Draw(width, need int) string {
	low, high := max(b.Low*width/100, min(b.Low, 1)), (b.High*width+99)/100
	switch {
	case !b.Known:
		low, high = 0, width
	case b.Low == b.High:
		high = low
	}
	drawn := []rune(strings.Repeat("█", low) + strings.Repeat("▒", high-low) + strings.Repeat("·", width-high))
	if at := need * width / 100; need > 0 && !b.Total && at < width {
		drawn[at] = '┊'
	}
	return string(drawn)
}

// Items is a list.
type Items struct {
	ID      string
	Bare    bool // the items have marks of their own
	Hanging bool // further lines of an item stand behind that mark
	Quiet   bool // said in passing
	Items   []Item
}

func (l Items) each(visit visitor) {
	visit(l.ID)
	for i := range l.Items {
		visit(l.Items[i].ID, &l.Items[i].Target, &l.Items[i].Source.Entry)
	}
}

// An Item is one entry of a list: a text, and smaller beneath it what belongs
// to it.
type Item struct {
	ID      string
	Text    string
	Details []string
	Target  Target // the answer it is about
	Key     string // of the cases that it leads to, or ""
	Source  Cite
}

// A Cite is the number of a source in the list of sources, with its entry there.
type Cite struct {
	Number string
	Entry  Target
}

// String returns the number, or nothing where the sources are not listed.
func (c Cite) String() string {
	if c.Entry == "" {
		return ""
	}
	return c.Number
}

// Steps is a list of next steps, numbered through the whole section.
type Steps struct {
	ID     string
	Folded string    // what stands above steps that need not be seen at once, or ""
	Head   [6]string // of the columns: number, what, who, when, owner, date; without the last where each has a date
	First  int       // the number of the first
	Link   string    // what a link to an answer says
	Steps  []NextStep
}

func (s Steps) each(visit visitor) {
	visit(s.ID)
	for i := range s.Steps {
		visit(s.Steps[i].ID, &s.Steps[i].Source.Entry, &s.Steps[i].Answer)
	}
}

// A NextStep says what to do, who does it, by when, and where that comes from.
type NextStep struct {
	ID     string
	Do     string
	Who    string
	When   string
	Date   string // of When, where it has one
	Why    string // what it comes from, or ""
	Source Cite
	Answer Target // the answer it comes from
}

// Facts is a list of labels with values.
type Facts struct {
	ID    string
	Facts []Fact
}

func (l Facts) each(visit visitor) {
	visit(l.ID)
	for i := range l.Facts {
		visit(l.Facts[i].ID)
	}
}

// Answers is a list of answers under a heading.
type Answers struct {
	ID      string
	Title   string
	Count   string // how many they are
	Answers []Answer
}

func (l Answers) each(visit visitor) {
	visit(l.ID)
	eachAnswer(l.Answers, visit)
}

func eachAnswer(all []Answer, visit visitor) {
	for i := range all {
		visit(all[i].ID, &all[i].Target)
	}
}

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

func (t Table) each(visit visitor) {
	visit(t.ID)
	for i := range t.Rows {
		visit(t.Rows[i].ID)
	}
}

func figure(n int) string { return strconv.Itoa(n) }
