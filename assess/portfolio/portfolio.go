// Package portfolio is what the results of many cases come to together: a summary
// of each, their order, how many stand where, what looks alike, and who meets what
// a funder requires.
//
// It is as pure as package assess, of which it takes results: no file, clock or
// terminal comes in, and no word for people goes out.
package portfolio

import (
	"cmp"
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/questions"
)

// A Portfolio is what many cases come to together. It does not depend on the
// order in which they are added, and keeps no more than 400 bytes of a case with
// a title and a source of usual length.
type Portfolio struct {
	Banks   []*questions.Bank
	Policy  *Policy // or nil
	Decided bool    // it is known what is decided on the cases

	selection  *assess.Selection
	order      *paths.Order
	dimensions []DimensionRef // of all scales, in bank order, and behind those of a scale its whole
	places     map[DimensionRef]int
	routes     map[string]*route // by their keys and paths
	questions  []assess.Ref      // of all banks
	first      []int             // by bank: the place of its first question among them
	asked      []int             // by question: cases in which it is asked
	open       []int             // in which it has no answer
	decides    []int             // and in which it is pivotal
	holds      []int             // in which it holds back at a node that is surely not passed
	cases      []*kept
	ranked     bool // the cases stand in their order
	unread     []Unread
}

// A route is a path that cases share, without branches, with the place that it
// gives them.
type route struct {
	key  string // sorts as cases on it stand among others
	path assess.Path
}

// An Unread is a case that could not be read: where, and the first thing wrong.
type Unread struct {
	Source       string
	File         string
	Line, Column int // 0 where the file as a whole is meant
	Code         string
	Problem      string
	More         int // further problems
}

// NewPortfolio begins a portfolio of cases that are scored with the banks of a
// selection. Policy may be nil.
func NewPortfolio(selection *assess.Selection, policy *Policy) *Portfolio {
	banks := selection.Banks
	p := &Portfolio{
		Banks: banks, Policy: policy, selection: selection, order: paths.NewOrder(selection), dimensions: Dimensions(banks),
		places: make(map[DimensionRef]int), routes: make(map[string]*route),
	}
	for i, b := range banks {
		p.first = append(p.first, len(p.questions))
		for q := range b.Questions {
			p.questions = append(p.questions, assess.Ref{Bank: i, Question: q})
		}
	}
	n := len(p.questions)
	p.asked, p.open, p.decides, p.holds = make([]int, n), make([]int, n), make([]int, n), make([]int, n)
	for i, d := range p.dimensions {
		p.places[d] = i
	}
	return p
}

// Add adds a case, of which its id and title are kept. Nothing of the summary is.
func (p *Portfolio) Add(source string, c *assess.Case, s *Summary) {
	k := p.pack(source, c, s)
	key := p.order.Key(s.Codes)
	name := key + "\x00" + PathText(s.Steps, p.Banks)
	if k.route = p.routes[name]; k.route == nil {
		k.route = &route{key, copyPath(s)}
		p.routes[name] = k.route
	}
	for _, ref := range s.Asked {
		p.asked[p.flat(ref)]++
	}
	for _, ref := range s.Open {
		p.open[p.flat(ref)]++
	}
	if s.Exact {
		for _, ref := range s.Pivotal {
			p.decides[p.flat(ref)]++
		}
	}
	p.hold(s)
	p.cases = append(p.cases, k)
	p.ranked = false
}

// AddUnread adds a case that could not be read.
func (p *Portfolio) AddUnread(u Unread) { p.unread = append(p.unread, u) }

// Len returns the number of cases that were read.
func (p *Portfolio) Len() int { return len(p.cases) }

// Unread returns the cases that could not be read, by source and place.
func (p *Portfolio) Unread() []Unread {
	slices.SortFunc(p.unread, func(a, b Unread) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Problem, b.Problem), cmp.Compare(a.More, b.More))
	})
	return p.unread
}

// Order returns the order in which the cases stand.
func (p *Portfolio) Order() *paths.Order { return p.order }

// copyPath returns the path of a summary, which others may share.
func copyPath(s *Summary) assess.Path {
	path := assess.Path{Beyond: s.Beyond, Steps: slices.Clone(s.Steps)}
	for i := range path.Steps {
		path.Steps[i].Codes = slices.Clone(path.Steps[i].Codes)
	}
	return path
}
