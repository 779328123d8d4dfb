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
	"collectiveimpact/samklar/questions"
)

// A Portfolio is what many cases come to together. It does not depend on the
// order in which they are added, and keeps no more than 400 bytes of a case with
// a title and a source of usual length.
type Portfolio struct {
	Banks  []*questions.Bank
	Policy *Policy // or nil

	order      *Order
	dimensions []DimensionRef // of all scales, in bank order, and behind those of a scale its whole
	places     map[DimensionRef]int
	routes     map[string]*route // by their keys
	open       [][]int           // by bank and question: cases in which it has no answer
	decides    [][]int           // and in which it is pivotal
	cases      []*Ranked
	ranked     bool // the cases stand in their order
	unread     []Unread
}

// A route is a path that cases share, without branches.
type route struct {
	key  string // sorts as the path stands among others
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

// NewPortfolio begins a portfolio of cases that are scored with the banks, in
// this order. Policy may be nil.
func NewPortfolio(banks []*questions.Bank, policy *Policy) *Portfolio {
	p := &Portfolio{
		Banks: banks, Policy: policy, order: NewOrder(banks), dimensions: Dimensions(banks),
		places: make(map[DimensionRef]int), routes: make(map[string]*route),
	}
	for _, b := range banks {
		p.open = append(p.open, make([]int, len(b.Questions)))
		p.decides = append(p.decides, make([]int, len(b.Questions)))
	}
	for i, d := range p.dimensions {
		p.places[d] = i
	}
	return p
}

// Add adds a case. Nothing of the summary is kept.
func (p *Portfolio) Add(source, title string, s *Summary) {
	c := &Ranked{
		Source: source, Title: title, Settled: s.Settled, Exact: s.Exact, Weakest: s.Weakest,
		Open: len(s.Open), Pivotal: len(s.Pivotal), Answered: s.Answered, Top: s.Top, pattern: s.Pattern,
	}
	key := p.order.Key(s.Steps) + "\x00" + s.Beyond
	if c.route = p.routes[key]; c.route == nil {
		c.route = &route{key, copyPath(s)}
		p.routes[key] = c.route
	}
	c.Path = &c.route.path
	c.scores = slices.Repeat([]span{{high: 100}}, len(p.dimensions))
	for _, score := range s.Scores {
		if at, ok := p.places[score.DimensionRef]; ok {
			c.scores[at] = span{int8(score.Low), int8(score.High), score.Known}
		}
	}
	c.weakest = span{low: -1, high: -1}
	if at, ok := p.places[s.Weakest]; ok {
		c.weakest = c.scores[at]
	}
	if p.Policy != nil {
		c.Rules = p.Policy.Judge(s)
	}
	for _, ref := range s.Open {
		p.open[ref.Bank][ref.Question]++
	}
	if s.Exact {
		for _, ref := range s.Pivotal {
			p.decides[ref.Bank][ref.Question]++
		}
	}
	if len(s.Pivotal) > 0 {
		c.Decider = s.Pivotal[0]
	}
	p.cases = append(p.cases, c)
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
func (p *Portfolio) Order() *Order { return p.order }

// copyPath returns the path of a summary, which others may share.
func copyPath(s *Summary) assess.Path {
	path := assess.Path{Beyond: s.Beyond, Steps: slices.Clone(s.Steps)}
	for i := range path.Steps {
		path.Steps[i].Codes = slices.Clone(path.Steps[i].Codes)
	}
	return path
}
