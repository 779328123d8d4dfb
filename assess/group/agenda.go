package group

import (
	"cmp"
	"slices"

	"collectiveimpact/samklar/assess"
)

// most is how many questions of a bank may be in doubt whether they apply and be looked
// at both ways, all of them together.
const most = 4

// doubt looks at questions of which some say that they do not apply both ways: what they
// can lead to is added to what levels lead to. With more of them than most, what may come
// out is all from the best to the worst.
func (g *Group) doubt(s *assess.Selection) {
	pivotal := make(map[int][]int) // by bank
	rough := make(map[int]bool)
	for i := range g.Result.Banks {
		b := &g.Result.Banks[i]
		doubted := g.doubted(i)
		if len(doubted) == 0 || len(b.Codes) < 2 { // what is settled stays so, whether a question applies or not
			continue
		}
		if rough[i] = len(doubted) > most; rough[i] {
			codes := b.Codes
			b.Codes, b.Exact = nil, false
			for code := codes[0]; code <= codes[len(codes)-1]; code++ {
				b.Codes = append(b.Codes, code)
			}
			continue
		}
		found := make([]bool, len(b.Bank.Endings))
		decides := make([]bool, len(b.Sheet))
		for without := range 1 << len(doubted) {
			sheet := slices.Clone(b.Sheet)
			for at, q := range doubted {
				if without>>at&1 == 1 {
					sheet[q] = assess.NotApplicable
				}
			}
			with := s.Bank(i, sheet)
			b.Exact = b.Exact && with.Exact
			for _, code := range with.Codes {
				found[code] = true
			}
			if len(with.Codes) > 1 {
				of, _ := s.Pivotal(i, &with, nil)
				for _, q := range of {
					decides[q] = true
				}
			}
		}
		b.Codes, pivotal[i] = places(found), places(decides)
	}
	if len(pivotal)+len(rough) == 0 {
		return
	}
	s.Conclude(g.Result)
	for i := range g.Result.Chains {
		c := &g.Result.Chains[i]
		if c.OpenStep < 0 {
			continue
		}
		bank := c.Steps[c.OpenStep].Bank
		c.Exact = c.Exact && !rough[bank] && g.Result.Banks[bank].Exact
		of := pivotal[bank]
		if rough[bank] {
			of = openOf(g.Result.Banks[bank].Sheet)
		}
		if of != nil {
			c.Pivotal = nil
			for _, q := range of {
				c.Pivotal = append(c.Pivotal, assess.Ref{Bank: bank, Question: q})
			}
		}
	}
}

// doubted lists the questions of a bank of which some say that they do not apply.
func (g *Group) doubted(bank int) []int {
	var all []int
	for i := range g.Questions {
		if q := &g.Questions[i]; q.Bank == bank && q.Answer.Doubts {
			all = append(all, q.Question)
		}
	}
	return all
}

func openOf(sheet assess.Sheet) []int {
	open := make([]bool, len(sheet))
	for q, c := range sheet {
		open[q] = c.Open()
	}
	return places(open)
}

// places lists where something is so.
func places(of []bool) []int {
	var all []int
	for i, is := range of {
		if is {
			all = append(all, i)
		}
	}
	return all
}

// agree puts every question in its place, and the agenda in order.
func (g *Group) agree(s *assess.Selection) {
	order := make(map[assess.Ref]int) // of those that decide, counted from 1
	for i := range g.Result.Chains {
		if c := &g.Result.Chains[i]; c.OpenStep >= 0 {
			for _, ref := range s.First(g.Result, c) {
				if order[ref] == 0 {
					order[ref] = len(order) + 1
				}
			}
		}
	}
	later := g.later(s)
	answered := make([]bool, len(g.Result.Banks))
	for i := range g.Result.Banks {
		answered[i] = g.Result.Banks[i].Answered()
	}
	for i := range g.Questions {
		q := &g.Questions[i]
		q.Place = place(q, order[q.Ref] > 0, later[q.Ref])
		if q.Place == Nobody && (!answered[q.Bank] || !g.Result.Banks[q.Bank].Asked(q.Question)) {
			q.Place = Agreed
		}
		if q.Place != Agreed {
			g.Agenda = append(g.Agenda, i)
		}
	}
	slices.SortStableFunc(g.Agenda, func(a, b int) int {
		x, y := &g.Questions[a], &g.Questions[b]
		return cmp.Or(cmp.Compare(x.Place, y.Place), cmp.Compare(doubts(y), doubts(x)), cmp.Compare(rank(order, x), rank(order, y)),
			cmp.Compare(breadth(y), breadth(x)))
	})
}

func place(q *Question, decides, later bool) Place {
	open := q.Answer.Open()
	switch {
	case q.Word == Silent:
		return Nobody
	case open && decides:
		return Decides
	case open && later:
		return Later
	case q.Answer.Doubts || q.Word == Apart || q.Word == BothEnds:
		return Wide
	case open:
		return Near
	}
	return Agreed
}

// doubts is 1 where it is to be asked first whether a question applies.
func doubts(q *Question) int {
	if q.Answer.Doubts {
		return 1
	}
	return 0
}

// rank is the place in the order of asking; what does not decide comes last.
func rank(order map[assess.Ref]int, q *Question) int { return cmp.Or(order[q.Ref], 1<<30) }

// breadth puts what is far apart first, where nothing decides yet.
func breadth(q *Question) int {
	if q.Place == Wide || q.Place == Later {
		return int(q.Word)
	}
	return 0
}

// later tells which open questions may come to decide: those that change what a bank
// comes to which some end of an open step leads to.
func (g *Group) later(s *assess.Selection) map[assess.Ref]bool {
	banks := make(map[int]bool)
	for i := range g.Result.Chains {
		for _, ref := range g.Result.Chains[i].Later {
			banks[ref.Bank] = true
		}
	}
	found := make(map[assess.Ref]bool)
	for bank := range banks {
		r := g.Result.Banks[bank]
		of, _ := s.Pivotal(bank, &r, nil)
		if len(g.doubted(bank)) > 0 { // whether they apply may make others decide
			of = openOf(r.Sheet)
		}
		for _, q := range of {
			found[assess.Ref{Bank: bank, Question: q}] = true
		}
	}
	return found
}
