package paths

import (
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/internal/sums"
)

// most is how many questions of a bank may be in doubt whether they apply and be looked
// at both ways, all of them together.
const most = 4

// Evaluate draws every conclusion from a sheet of every bank selected, where it is not
// known of some questions whether they apply. They are unknown on the sheet, and what the
// banks come to without them is added to what they come to by levels. With more of them
// than most, what may come out is all from the best to the worst.
func Evaluate(s *assess.Selection, sheets []assess.Sheet, doubts [][]int) *assess.Result {
	r := s.Sheets(sheets)
	pivotal := make(map[int][]int) // by bank
	for i := range r.Banks {
		b := &r.Banks[i]
		if b.Doubts = doubted(b.Sheet, doubts[i]); len(b.Doubts) == 0 || len(b.Codes) < 2 { // what is settled stays so, whether a question applies or not
			continue
		}
		decides := make([]bool, len(b.Sheet))
		found := make([]bool, len(b.Bank.Endings))
		if both(b.Sheet, b.Doubts, func(sheet assess.Sheet) {
			with := s.Bank(i, sheet)
			b.Exact = b.Exact && with.Exact
			mark(found, with.Codes)
			if len(with.Codes) > 1 {
				of, _ := s.Pivotal(i, &with, nil)
				mark(decides, of)
			}
		}) {
			b.Codes, pivotal[i] = sums.Marked(found), sums.Marked(decides)
			continue
		}
		b.Codes, b.Exact, pivotal[i] = between(b.Codes), false, Open(b.Sheet)
	}
	if len(pivotal) == 0 {
		return r
	}
	s.Conclude(r)
	for i := range r.Chains {
		c := &r.Chains[i]
		if c.OpenStep < 0 {
			continue
		}
		bank := c.Steps[c.OpenStep].Bank
		c.Exact = c.Exact && r.Banks[bank].Exact
		if of, ok := pivotal[bank]; ok {
			c.Pivotal = nil
			for _, q := range of {
				c.Pivotal = append(c.Pivotal, assess.Ref{Bank: bank, Question: q})
			}
		}
	}
	return r
}

// doubted lists those of the questions that are unknown still: what has a level applies.
func doubted(sheet assess.Sheet, doubts []int) []int {
	return slices.DeleteFunc(slices.Clone(doubts), func(q int) bool { return sheet[q] != assess.Unknown })
}

// both gives a sheet with every set of the doubted questions not applicable, the empty one
// first; false, and none, where they are too many.
func both(sheet assess.Sheet, doubts []int, visit func(assess.Sheet)) bool {
	doubts = doubted(sheet, doubts)
	if len(doubts) > most {
		return false
	}
	for without := range 1 << len(doubts) {
		way := slices.Clone(sheet)
		for at, q := range doubts {
			if without>>at&1 == 1 {
				way[q] = assess.NotApplicable
			}
		}
		visit(way)
	}
	return true
}

// codes returns the codes that another sheet of a bank comes to, by one way to find those
// of a sheet: with the doubted questions and without; all between where these are too many.
func (s *Set) codes(bank int, sheet assess.Sheet, of func(assess.Sheet) []int) []int {
	doubts := doubted(sheet, s.Doubts(bank))
	if len(doubts) == 0 {
		return of(sheet)
	}
	found := make([]bool, len(s.Selection.Banks[bank].Endings))
	if !both(sheet, doubts, func(way assess.Sheet) { mark(found, of(way)) }) {
		return between(s.Selection.Bank(bank, sheet).Codes)
	}
	return sums.Marked(found)
}

// between lists the codes from the first to the last.
func between(codes []int) []int {
	var all []int
	for code := codes[0]; code <= codes[len(codes)-1]; code++ {
		all = append(all, code)
	}
	return all
}

// Open lists the open questions of a sheet.
func Open(sheet assess.Sheet) []int {
	open := make([]bool, len(sheet))
	for q, c := range sheet {
		open[q] = c.Open()
	}
	return sums.Marked(open)
}

func mark(found []bool, at []int) {
	for _, i := range at {
		found[i] = true
	}
}
