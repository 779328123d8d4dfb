package group

import (
	"cmp"
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
)

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
	for bank := range behind {
		if !behind[bank] {
			continue
		}
		of, exact := s.Pivotal(bank, &r.Banks[bank], nil)
		if len(g.Result.Banks[bank].Doubts) > 0 { // whether they apply may make others decide
			of, exact = paths.Open(r.Banks[bank].Sheet), false
		}
		then := assess.Chain{Exact: exact}
		for _, q := range of {
			then.Pivotal = append(then.Pivotal, assess.Ref{Bank: bank, Question: q})
		}
		number(later, s.First(r, &then))
	}
	return decides, later
}
