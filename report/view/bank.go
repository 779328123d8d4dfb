package view

// A Question is a question of a bank in print, with what its answers do.
type Question struct {
	ID        string
	Number    string
	Ask       string
	ListenFor Fact     // its value may be ""
	Remarks   []string // what is special about it
	Levels    []Level
	Advice    []Advice
}

func (q Question) each(visit visitor) { visit(q.ID) }

// A Level is an answer to choose. Does is what it does: a sign of passing, or its
// share of the score of its part.
type Level struct{ ID, Text, Does string }

// An Advice is one advice, with the answers that it is given after.
type Advice struct {
	After string // "": whatever was answered
	Do    string
	By    string // who does it, by when, and its source
}

// An End is a finding, an outcome or a verdict of a bank in print.
type End struct {
	ID         string
	Title      string
	Conditions string   // said before the list, or the only condition
	List       []string // the conditions, where there are several
	Short      string
	Text       string
	Leads      []string // the banks it leads to
	Advice     []Advice
}

func (e End) each(visit visitor) { visit(e.ID) }
