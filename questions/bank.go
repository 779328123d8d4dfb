// Package questions holds the instruments: banks of questions, the rules that
// draw conclusions from answers, and the texts in each language.
//
// A bank is one YAML file, read strictly: every mistake is reported at once,
// with its place. Rules and texts are apart: a bank's own file holds the rules
// and the texts of one language, an overlay beside it the texts of another.
// Texts are cleaned where they are read: each is one line, and nothing in it acts
// on a screen or a page.
//
// Nothing here evaluates; package assess does, and no Go code names a question,
// an outcome or a dimension of a shipped bank.
package questions

import "slices"

// Kind is what a bank's rules look like.
type Kind string

// The kinds of bank.
const (
	Tree  Kind = "tree"  // nodes passed or failed, from a start to an outcome
	Scale Kind = "scale" // dimensions scored, a verdict over all
)

// parts is what the file of such a bank calls its parts.
func (k Kind) parts() string {
	if k == Scale {
		return "dimensions"
	}
	return "nodes"
}

// endings is what the file of such a bank calls its endings.
func (k Kind) endings() string {
	if k == Scale {
		return "verdicts"
	}
	return "outcomes"
}

// Unit is the value of a question's top level in whole numbers. The level at
// place i of n (from 0) has the value i·Unit/(n-1), which is whole for every
// number of levels a question may have (2 to 6).
const Unit = 60

// Limits of a bank.
const (
	MaxBytes      = 4 << 20
	MaxQuestions  = 500
	MaxNodes      = 50
	MaxDimensions = 50
	MinLevels     = 2
	MaxLevels     = 6
)

// A Pos is a place in a bank's file, lines and columns counted from 1.
type Pos struct{ Line, Column int }

// A Bank is one instrument in one language.
type Bank struct {
	File     string // where its rules were read, for messages
	ID       string
	Version  int
	Kind     Kind
	Language string // of the texts below
	Title    string
	About    string
	Sources  []Source
	Scales   []LevelScale

	Questions []Question // all of them, in bank order

	Start int // tree: the node a walk starts from
	Nodes []Node

	Dimensions []Dimension // scale
	Bands      []Band      // lowest first

	Endings  []Ending // a tree's outcomes, or a scale's verdicts, best first
	Findings []Finding
	Gone     []Gone // by their ids

	Rules string // digest of everything but the texts
	Texts string // digest of the texts in Language

	own    string // the language of the bank's own file
	places map[string]Pos

	Cut []Pos // texts in the bank's own file that a comment follows on their line, and may cut
}

// A Gone is the id of a question, a dimension or an advice that the bank has given
// up, with the version from which it is gone. It is never used again, so that an
// older answer to it is never taken for one to something else.
type Gone struct {
	ID      string
	Version int
}

// A Source is a text that the bank's statements come from.
type Source struct {
	ID       string
	Title    string
	By       string
	Year     int // 0 where it is not known
	Language string
	Places   []Place
}

// A Place is a part of a source that statements refer to.
type Place struct{ ID, Text string }

// A LevelScale is a list of levels that several questions use.
type LevelScale struct {
	ID     string
	Levels []Level
}

// A Level is one answer to choose, with the anchor that says what one would
// observe.
type Level struct{ ID, Text string }

// A Question is asked as it stands; its levels run from what speaks least to
// what speaks most for passing, or for a high score.
type Question struct {
	ID        string
	Ask       string
	ListenFor string
	Scale     string // the scale its levels come from, or ""
	Levels    []Level
	Part      int  // the place of its node or dimension
	Counts    bool // tree: false means asked and reported, never counted
	Passes    int  // tree: the place of the lowest level that passes; 0 where it does not count
	Must      bool // tree: the node fails if this fails
	Weight    int  // scale: 1 to 3
	Optional  bool // scale: may be answered not-applicable
	Key       bool // scale: holds its dimension down while it has its lowest level
	Since     int  // the bank version in which its meaning or levels last changed
	Source    string
	Advice    []Advice
	Pos       Pos
}

// Advice says what to do, who does it and by when. From and UpTo are the places
// of the levels between which a question's advice is given.
type Advice struct {
	ID     string
	From   int
	UpTo   int
	Do     string
	Who    string
	When   string
	After  []string // advice of the same bank that comes directly before it, where it is given
	Unless *Unless  // where it is not given, or nil
	Source string
	Pos    Pos
}

// Unless is an answer that makes an advice needless: a question with this level or
// a higher one.
type Unless struct{ Bank, Question, Level string }

// A Part is a group of questions: what the nodes of a tree and the dimensions of
// a scale have in common.
type Part struct {
	ID        string
	Title     string
	Questions []int // places in Bank.Questions
	Pos       Pos
}

// A Node is a step of a tree.
type Node struct {
	Part
	Fact  bool // about the problem, not about those who work on it: nobody is told to raise its answers
	Needs int  // how many counting questions must pass
	Pass  Target
	Fail  Target
}

// A Target is where a node leads: a later node, or an outcome.
type Target struct {
	Outcome bool
	Index   int // in Bank.Endings or Bank.Nodes
}

// An Ending is where an assessment of one bank arrives: the outcome of a tree,
// or the verdict of a scale. Its place in Bank.Endings is the code's place
// everywhere. A verdict holds where every dimension reaches Every and the
// overall score reaches Overall, both in percent; 0 asks nothing, as in all
// outcomes.
type Ending struct {
	ID     string
	Title  string
	Short  string // the first sentence of a report
	Text   string
	Advice []Advice
	Next   string // the bank the assessment goes on with, or ""
	Also   string // a bank worth answering that does not decide, or ""
	Source string
	Pos    Pos

	Every   int // scale
	Overall int // scale
}

// A Dimension is a scored group of questions.
type Dimension struct {
	Part
	Weight int // 1 to 3
}

// A Band labels the scores from From percent up to the next band.
type Band struct {
	ID    string
	Title string
	From  int
	Pos   Pos
}

// A Finding is a pattern of dimensions or answers that is worth saying.
type Finding struct {
	ID       string
	Headline bool // said on the first screen, and to a board, where it holds
	When     []Bound
	Title    string
	Text     string
	Short    string
	Advice   []Advice
	Source   string
	Pos      Pos
}

// A Bound is one part of a finding's pattern, on a dimension's score in percent
// (at least AtLeast, below Below) or on a question's level by its place (at
// least AtLeast, at most AtMost).
type Bound struct {
	Dimension int // place in Bank.Dimensions, or -1
	Question  int // place in Bank.Questions, or -1
	AtLeast   int
	Below     int // dimensions only; NoBound where there is none
	AtMost    int // questions only
}

// NoBound is above every percentage.
const NoBound = 101

// IsFact reports whether a question is about the problem, and not about those who work
// on it.
func (b *Bank) IsFact(question int) bool {
	return b.Kind == Tree && b.Nodes[b.Questions[question].Part].Fact
}

// Question gives the place of a question by its id, or -1.
func (b *Bank) Question(id string) int {
	for i := range b.Questions {
		if b.Questions[i].ID == id {
			return i
		}
	}
	return -1
}

// GoneFrom gives the version from which an id is gone, or 0 where the bank has
// not given it up.
func (b *Bank) GoneFrom(id string) int {
	for _, g := range b.Gone {
		if g.ID == id {
			return g.Version
		}
	}
	return 0
}

// QuestionIDs lists the ids of all questions, in bank order.
func (b *Bank) QuestionIDs() []string {
	ids := make([]string, len(b.Questions))
	for i := range b.Questions {
		ids[i] = b.Questions[i].ID
	}
	return ids
}

// Level gives the place of a level by its id, or -1.
func (q *Question) Level(id string) int {
	for i := range q.Levels {
		if q.Levels[i].ID == id {
			return i
		}
	}
	return -1
}

// LevelIDs lists the ids of a question's levels, lowest first.
func (q *Question) LevelIDs() []string {
	return levelIDs(q.Levels)
}

func levelIDs(levels []Level) []string {
	ids := make([]string, len(levels))
	for i := range levels {
		ids[i] = levels[i].ID
	}
	return ids
}

// Ending gives the place of an outcome or verdict by its id, or -1.
func (b *Bank) Ending(id string) int {
	return slices.IndexFunc(b.Endings, func(e Ending) bool { return e.ID == id })
}

// Dimension gives the place of a dimension by its id, or -1.
func (b *Bank) Dimension(id string) int {
	return slices.IndexFunc(b.Dimensions, func(d Dimension) bool { return d.ID == id })
}

// Leads lists the banks that an ending goes on with, each once.
func (b *Bank) Leads() []string {
	var ids []string
	for _, e := range b.Endings {
		if e.Next != "" && !slices.Contains(ids, e.Next) {
			ids = append(ids, e.Next)
		}
	}
	return ids
}

// Part returns the node or dimension at a place.
func (b *Bank) Part(i int) *Part {
	if b.Kind == Tree {
		return &b.Nodes[i].Part
	}
	return &b.Dimensions[i].Part
}

// Parts returns the nodes or dimensions, in bank order.
func (b *Bank) Parts() []*Part {
	parts := make([]*Part, len(b.Nodes)+len(b.Dimensions))
	for i := range parts {
		parts[i] = b.Part(i)
	}
	return parts
}
