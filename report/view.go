// Package report lays out what an assessment found. One view model holds
// everything a report says, in order and in words; the writers for terminal,
// Markdown, HTML, JSON and CSV lay it out and decide nothing.
//
// Every foreign text is cleaned when it enters the view model, and escaped by
// each writer for where it lands.
package report

import (
	"strings"

	"collectiveimpact/samklar/assess"
)

// Input is everything a report is made from.
type Input struct {
	Case    assess.Case
	Result  *assess.Result
	Entries assess.Entries
	Titles  func(bank string) string // the title of a bank that is not selected, or ""
	Edges   []assess.Edge
	Turns   [][]int // what each level of the one pivotal question of the first chain gives, if there is one
	Lang    string
	Tool    string // the tool's version

	Sections []string // the sections to report, by id; none means all
}

// A View is a report before it is laid out.
type View struct {
	Lang     string
	Title    string
	Facts    []Fact
	Contents string // the heading of a list of the sections
	Sections []Section
}

// A Fact is a label with its value.
type Fact struct{ ID, Label, Value string }

// A Section is a part with a heading.
type Section struct {
	ID     string
	Title  string
	Blocks []Block
}

// A Block is one of Text, Links, Walk, Bars, Items, Steps, Table, Facts and
// Answers.
type Block interface{ block() }

// A Target is the id of an entry that another one points to, or "": there is
// none, or its section is not part of the report.
type Target string

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
}

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

// Links is a list of what a conclusion rests on, each entry pointing to where
// it stands in full.
type Links struct {
	ID    string
	Title string
	Links []Link
}

// A Link is one entry of such a list.
type Link struct {
	ID      string
	Text    string
	Mark    Mark
	Target  Target
	Details []string
}

// A Walk is a way through a tree.
type Walk struct {
	ID    string
	Steps []WalkStep
	End   string // where it leads
	// Picture is the same tree to be drawn, with the ways not taken.
	Picture *Tree
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

// Bars are scores, weakest first, with the headings of their columns: what, how
// much, where that stands, and the drawn range.
type Bars struct {
	ID     string
	Head   [4]string
	Legend string // of the range drawn in characters
	Drawn  string // of the range drawn as a picture
	Bars   []Bar
}

// A Bar is a score as a range, in whole percent.
type Bar struct {
	ID        string
	Label     string
	Low, High int
	Percent   string // the range in the language's words; "not known" where it is not
	Band      string
	Known     bool
	Total     bool // the sum of the others
}

// Draw draws a score of so many characters: certain, possible, the rest.
func (b Bar) Draw(width int) string {
	low, high := b.Low*width/100, (b.High*width+99)/100
	switch {
	case !b.Known:
		low, high = 0, width
	case b.Low == b.High:
		high = low
	}
	return strings.Repeat("█", low) + strings.Repeat("▒", high-low) + strings.Repeat("·", width-high)
}

// Items is a list.
type Items struct {
	ID    string
	Bare  bool // the items have marks of their own
	Items []Item
}

// An Item is one entry of a list: a text, and smaller beneath it what belongs
// to it.
type Item struct {
	ID      string
	Text    string
	Details []string
	Target  Target // the answer it is about
	Source  string // or ""
	Cited   Target // the entry of that source
}

// Steps is a list of next steps, numbered through the whole section.
type Steps struct {
	ID    string
	Head  [6]string // of the columns: number, what, who, when, owner, date
	First int       // the number of the first
	Link  string    // what a link to an answer says
	Steps []NextStep
}

// A NextStep says what to do, who does it, by when, and where that comes from.
type NextStep struct {
	ID     string
	Do     string
	Who    string
	When   string
	Why    string // a remark, or ""
	Source string // or ""
	Cited  Target // the entry of that source
	Answer Target // the answer it comes from
}

// Facts is a list of labels with values.
type Facts struct {
	ID    string
	Facts []Fact
}

// Answers is a list of answers under a heading.
type Answers struct {
	ID      string
	Title   string
	Answers []Answer
}

func (Text) block()    {}
func (Links) block()   {}
func (Walk) block()    {}
func (Bars) block()    {}
func (Items) block()   {}
func (Steps) block()   {}
func (Facts) block()   {}
func (Answers) block() {}
