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
	decides, later := g.weights(s, g.Result)
	answered := make([]bool, len(g.Result.Banks))
	for i := range g.Result.Banks {
		answered[i] = g.Result.Banks[i].Answered()
	}
	for i := range g.Questions {
		q := &g.Questions[i]
		q.Weighs = decides[q.Ref] > 0
		q.Place = place(q, q.Weighs, later[q.Ref] > 0)
		if q.Place == Nobody && (!answered[q.Bank] || !g.Result.Banks[q.Bank].Asked(q.Question)) {
			q.Place = Agreed
		}
		if q.Place != Agreed {
			g.Agenda = append(g.Agenda, i)
		}
	}
	g.sort(g.Agenda, decides, later)
}

// Left orders what is still to be talked about, once something has been agreed: as the
// agenda, by what decides and may come to decide now.
func (g *Group) Left(s *assess.Selection, r *assess.Result) []assess.Ref {
	left := slices.DeleteFunc(slices.Clone(g.Agenda), func(i int) bool {
		ref := g.Questions[i].Ref
		return !r.Banks[ref.Bank].Sheet[ref.Question].Open()
	})
	decides, later := g.weights(s, r)
	g.sort(left, decides, later)
	refs := make([]assess.Ref, len(left))
	for at, i := range left {
		refs[at] = g.Questions[i].Ref
	}
	return refs
}

// sort puts questions in the order of an agenda: by what hangs on them; first whether they
// apply; then by what settles most.
func (g *Group) sort(agenda []int, decides, later map[assess.Ref]int) {
	of := func(q *Question) Place { return place(q, decides[q.Ref] > 0, later[q.Ref] > 0) }
	slices.SortStableFunc(agenda, func(a, b int) int {
		x, y := &g.Questions[a], &g.Questions[b]
		return cmp.Or(cmp.Compare(of(x), of(y)), cmp.Compare(doubts(y), doubts(x)), cmp.Compare(rank(decides, x), rank(decides, y)),
			cmp.Compare(rank(later, x), rank(later, y)), cmp.Compare(breadth(y, of(y)), breadth(x, of(x))))
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
func breadth(q *Question, is Place) int {
	if is == Wide {
		return int(q.Word)
	}
	return 0
}

// weights gives the places, from 1, of the questions that decide where a conclusion stands
// open, and of those that may come to decide: in banks that some end of an open step leads
// to. Each is in the order in which asking settles most, as a report has it.
func (g *Group) weights(s *assess.Selection, r *assess.Result) (decides, later map[assess.Ref]int) {
	decides, later = make(map[assess.Ref]int), make(map[assess.Ref]int)
	behind := make([]bool, len(r.Banks))
	number := func(at map[assess.Ref]int, refs []assess.Ref) {
		for _, ref := range refs {
			if at[ref] == 0 {
				at[ref] = len(at) + 1
			}
		}
	}
	for i := range r.Chains {
		c := &r.Chains[i]
		if c.OpenStep >= 0 {
			number(decides, s.First(r, c))
		}
		for _, ref := range c.Later {
			behind[ref.Bank] = true
		}
	}
	for _, bank := range places(behind) {
		of, exact := s.Pivotal(bank, &r.Banks[bank], nil)
		if len(g.doubted(bank)) > 0 { // whether they apply may make others decide
			of, exact = openOf(r.Banks[bank].Sheet), false
		}
		then := assess.Chain{Exact: exact}
		for _, q := range of {
			then.Pivotal = append(then.Pivotal, assess.Ref{Bank: bank, Question: q})
		}
		number(later, s.First(r, &then))
	}
	return decides, later
}
