// Package portfolio is what the results of many cases come to together: a summary
// of each, their order, how many stand where, what looks alike, and who meets what
// a funder requires.
//
// It is as pure as package assess, of which it takes results: no file, clock or
// terminal comes in, and no word for people goes out.
package portfolio

import (
	"cmp"
	"math"
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// A Portfolio is what many cases come to together. It does not depend on the
// order in which they are added, and keeps no more than 200 bytes of a case with
// a title and a source of usual length.
type Portfolio struct {
	Banks  []*questions.Bank
	Policy *Policy // or nil

	order   *Order
	parts   []DimensionRef // of all scales, in bank order
	places  map[DimensionRef]int
	paths   interned[assess.Path] // without branches
	judged  interned[[]Met]
	open    [][]int // by bank and question: cases in which it has no answer
	decides [][]int // and in which it is pivotal
	weakest []int   // by part: cases whose weakest dimension it is

	chunks []chunk
	cases  int
	unread []Unread
	ranked []int32 // the places of the records in their order; nil while it is not known
	shared []int32 // the place of each in that order, as it is shown
}

// A chunk is some cases that are kept together: one long list would be copied
// again and again as it grows. It holds no pointer but these two, so that the
// garbage collector passes over any number of cases at once.
type chunk struct {
	records []record
	text    []byte
}

// A record is what is kept of a case beside its text.
type record struct {
	pattern                 uint64
	path, judged            uint32 // interned
	start                   uint32 // of its text in the chunk's: source, title, two bytes for every part's score
	source, title           uint32 // their lengths
	open, pivotal, answered uint16
	decider                 struct{ bank, question uint16 }
	weakest                 uint16 // place in the parts, or notKnown
	settled, exact, top     bool
}

const (
	chunkSize = 512 // cases
	notKnown  = math.MaxUint16
	known     = 0x80 // beside the high end of a score
)

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
	p := &Portfolio{Banks: banks, Policy: policy, order: NewOrder(banks), places: make(map[DimensionRef]int)}
	for i, b := range banks {
		p.open = append(p.open, make([]int, len(b.Questions)))
		p.decides = append(p.decides, make([]int, len(b.Questions)))
		if b.Kind != questions.Scale {
			continue
		}
		for d := range b.Dimensions {
			p.parts = append(p.parts, DimensionRef{i, d})
		}
		p.parts = append(p.parts, DimensionRef{i, Whole})
	}
	for i, part := range p.parts {
		p.places[part] = i
	}
	p.weakest = make([]int, len(p.parts))
	return p
}

// Add adds a case. Nothing of the summary is kept.
func (p *Portfolio) Add(source, title string, s *Summary) {
	c := p.room()
	r := record{
		start: upTo32(len(c.text)), source: upTo32(len(source)), title: upTo32(len(title)),
		pattern: s.Pattern, open: upTo16(len(s.Open)), pivotal: upTo16(len(s.Pivotal)), answered: upTo16(s.Answered),
		settled: s.Settled, exact: s.Exact, top: s.Top,
	}
	r.path = p.paths.place(p.order.Key(s.Steps)+"\x00"+s.Beyond, func() assess.Path { return copyPath(s) })
	if p.Policy != nil {
		rules := p.Policy.Judge(s)
		r.judged = p.judged.place(string(marks(rules)), func() []Met { return rules })
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
		r.decider.bank, r.decider.question = upTo16(s.Pivotal[0].Bank), upTo16(s.Pivotal[0].Question)
	}
	r.weakest = notKnown
	if at, ok := p.places[s.Weakest]; ok {
		p.weakest[at]++
		r.weakest = upTo16(at)
	}
	c.text = append(append(c.text, source...), title...)
	c.text = p.appendScores(c.text, s)
	c.records = append(c.records, r)
	p.cases++
	p.ranked = nil
}

// room gives the chunk that the next case belongs to. One that is full gives back
// the room it had left for growing.
func (p *Portfolio) room() *chunk {
	if p.cases%chunkSize == 0 {
		if p.cases > 0 {
			full := &p.chunks[len(p.chunks)-1]
			full.text = append(make([]byte, 0, len(full.text)), full.text...)
		}
		p.chunks = append(p.chunks, chunk{records: make([]record, 0, chunkSize)})
	}
	return &p.chunks[len(p.chunks)-1]
}

// AddUnread adds a case that could not be read.
func (p *Portfolio) AddUnread(u Unread) { p.unread = append(p.unread, u) }

// Len gives the number of cases that were read.
func (p *Portfolio) Len() int { return p.cases }

// Unread gives the cases that could not be read, by source and place.
func (p *Portfolio) Unread() []Unread {
	slices.SortFunc(p.unread, func(a, b Unread) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Problem, b.Problem), cmp.Compare(a.More, b.More))
	})
	return p.unread
}

// Order gives the order in which the cases stand.
func (p *Portfolio) Order() *Order { return p.order }

// appendScores packs the low and the high end of every part's score.
func (p *Portfolio) appendScores(to []byte, s *Summary) []byte {
	from := len(to)
	for range p.parts {
		to = append(to, 0, 100)
	}
	packed := to[from:]
	for _, score := range s.Scores {
		at, ok := p.places[score.DimensionRef]
		if !ok {
			continue
		}
		packed[2*at], packed[2*at+1] = byte(score.Low), byte(score.High)
		if score.Known {
			packed[2*at+1] |= known
		}
	}
	return to
}

// copyPath gives the path of a summary, which others may share.
func copyPath(s *Summary) assess.Path {
	path := assess.Path{Beyond: s.Beyond, Steps: slices.Clone(s.Steps)}
	for i := range path.Steps {
		path.Steps[i].Codes = slices.Clone(path.Steps[i].Codes)
	}
	return path
}

func marks(rules []Met) []byte {
	b := make([]byte, len(rules))
	for i, m := range rules {
		b[i] = byte(m)
	}
	return b
}

// upTo16 gives a number that a bank's limits keep small.
func upTo16(n int) uint16 { return uint16(min(max(n, 0), math.MaxUint16)) }

func upTo32(n int) uint32 { return uint32(min(max(n, 0), math.MaxUint32)) }

// interned keeps one of all values that are alike.
type interned[T any] struct {
	values []T
	keys   []string
	at     map[string]uint32
}

// place gives the place of the value with a key, and makes it where it is new.
func (in *interned[T]) place(key string, value func() T) uint32 {
	if at, ok := in.at[key]; ok {
		return at
	}
	if in.at == nil {
		in.at = make(map[string]uint32)
	}
	at := upTo32(len(in.values))
	in.at[key] = at
	in.keys = append(in.keys, key)
	in.values = append(in.values, value())
	return at
}
