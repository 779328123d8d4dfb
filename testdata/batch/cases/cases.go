// Package cases makes answer files as people and programs write them, in any
// number, to test and to measure commands that read many.
//
// A case follows from the seed and its own number alone: the same seed gives
// the same bytes, and case 7 is the same whether ten are made or a million.
package cases

import (
	"fmt"
	"math/rand/v2"
	"unicode/utf8"

	"collectiveimpact/samklar/questions"
)

// Options say which cases are made. Shares are parts of a thousand.
type Options struct {
	Seed uint64
	JSON int // files in JSON
	Bad  int // files that cannot be read
}

// A Fault is why a file cannot be read: the code of the diagnostic that a
// reader gives, or Good.
type Fault string

// The faults.
const (
	Good         Fault = ""
	UnknownLevel Fault = "unknown-level"
	DuplicateKey Fault = "duplicate-key"
	WrongType    Fault = "wrong-type" // a list where a level is due
	CutOff       Fault = "syntax"     // the end is missing
	NotUTF8      Fault = "not-utf8"   // saved in Latin-1
	NewerFormat  Fault = "newer-format"
)

// Faults lists the faults of bad files.
func Faults() []Fault {
	return []Fault{UnknownLevel, DuplicateKey, WrongType, CutOff, NotUTF8, NewerFormat}
}

// A Case is one answer file.
type Case struct {
	Name  string // of the file, unique
	Text  []byte
	Fault Fault
}

// A Maker makes cases. It is safe for concurrent use.
type Maker struct {
	banks   []*questions.Bank
	options Options
}

// New gives a maker of cases that answer the banks.
func New(banks []*questions.Bank, o Options) *Maker {
	return &Maker{banks: banks, options: o}
}

// Case makes a case, in YAML or JSON, as a file.
func (m *Maker) Case(number int) Case {
	r := m.random(number, 0)
	d := m.draft(r, number)
	c := Case{Name: fmt.Sprintf("case-%06d.yaml", number), Fault: d.fault}
	if r.IntN(1000) < m.options.JSON {
		c.Name = fmt.Sprintf("case-%06d.json", number)
		c.Text = appendJSON(nil, d, r, r.IntN(4) > 0)
		return c
	}
	c.Text = appendYAML(nil, d, r)
	if r.IntN(150) == 0 {
		c.Text = append([]byte("\ufeff"), c.Text...)
	}
	return c
}

// streams keep apart what is random about a case: its content, and its title,
// which another case may have too.
const titles = 1

// random gives the randomness of a case. Numbers are spread, as neighbouring
// seeds would begin alike.
func (m *Maker) random(number int, stream uint64) *rand.Rand {
	const golden = 0x9e3779b97f4a7c15
	return rand.New(rand.NewPCG(m.options.Seed+stream*golden, uint64(number+1)*golden))
}

// fault decides what is wrong with a case.
func (m *Maker) fault(r *rand.Rand) Fault {
	if r.IntN(1000) >= m.options.Bad {
		return Good
	}
	return one(r, Faults())
}

// damage does to a finished text what happens to whole files. Cut is where a
// text that is cut off ends.
func damage(text []byte, f Fault, cut int) []byte {
	switch f {
	case CutOff:
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		return text[:cut]
	case NotUTF8:
		latin := make([]byte, 0, len(text))
		for _, c := range string(text) {
			if c > 0xff {
				c = '?'
			}
			latin = append(latin, byte(c))
		}
		return latin
	default:
		return text
	}
}

// one gives one of a list.
func one[T any](r *rand.Rand, all []T) T { return all[r.IntN(len(all))] }
