package group

import (
	"cmp"
	"math/big"
	"slices"

	"collectiveimpact/samklar/assess"
)

// A Judged is a case with those who have judged it.
type Judged struct {
	assess.Case
	People []Person
	Group  *Group // each of them a voice; nil where they are one
	Differ int    // questions on which they differ
	Decide int    // of these, those that decide
}

// A Standing is where one of several assessors stands beside the others who judged the
// same: how many levels above or below them, on the questions of the cases that they have
// in common. It is a figure to talk about. No answer is changed by it.
type Standing struct {
	assess.Respondent
	Cases, Answers     int // on which another assessor has given a level too
	Above, Same, Below int // of these answers
	Levels             *big.Rat
}

// Assessors hears each case by itself and compares those who have judged over all of
// them. Cases come first on which most differences decide, assessors who stand highest.
func Assessors(s *assess.Selection, cases []Judged) []Standing {
	var all []Standing
	at := make(map[string]int)
	for i := range cases {
		c := &cases[i]
		c.hear(s)
		all = beside(s, c.People, all, at)
	}
	slices.SortStableFunc(cases, func(a, b Judged) int {
		return cmp.Or(cmp.Compare(b.Decide, a.Decide), cmp.Compare(b.Differ, a.Differ), cmp.Compare(len(b.People), len(a.People)))
	})
	for i := range all {
		if n := int64(all[i].Answers); n > 0 {
			all[i].Levels.Quo(all[i].Levels, big.NewRat(n, 1))
		}
	}
	slices.SortStableFunc(all, func(a, b Standing) int {
		return cmp.Or(cmp.Compare(min(b.Answers, 1), min(a.Answers, 1)), b.Levels.Cmp(a.Levels),
			cmp.Compare(Fold(a.Name), Fold(b.Name)), cmp.Compare(Fold(a.Organisation), Fold(b.Organisation)))
	})
	return all
}

// hear makes a voice of each who has judged a case: assessors speak for themselves, of
// whatever organisation they are.
func (c *Judged) hear(s *assess.Selection) {
	if len(c.People) < 2 {
		return
	}
	people := slices.Clone(c.People)
	for i := range people {
		people[i].Organisation = ""
	}
	c.Group = Of(s, people)
	for i := range c.Group.Questions {
		if q := &c.Group.Questions[i]; q.Differ() {
			c.Differ++
			if q.Place == Decides {
				c.Decide++
			}
		}
	}
}

// beside takes in a case. On each question that at least two give a level to, each is
// held against the mean of the others; what lies between levels counts as their middle.
// Every answer weighs the same, whoever gives it.
func beside(s *assess.Selection, people []Person, all []Standing, at map[string]int) []Standing {
	in := make([]int, len(people)) // places in all
	for i := range people {
		who := people[i].Respondent
		place, there := at[identity(who)]
		if !there || !Named(who) {
			place = len(all)
			at[identity(who)] = place
			all = append(all, Standing{Respondent: assess.Respondent{Name: who.Name, Organisation: who.Organisation}, Levels: new(big.Rat)})
		}
		in[i] = place
	}
	shared := make([]bool, len(people))
	for _, b := range s.Banks {
		for q := range b.Questions {
			twice := make(map[int]int64) // levels, times two, by place in people
			var sum int64
			for i := range people {
				entries := people[i].Entries[b.ID]
				if len(entries) == 0 || !entries[q].Choice.Leveled() {
					continue
				}
				low, high := entries[q].Choice.Possible(&b.Questions[q])
				twice[i] = int64(low + high)
				sum += twice[i]
			}
			if len(twice) < 2 {
				continue
			}
			others := int64(len(twice) - 1)
			for i, x := range twice {
				shared[i] = true
				all[in[i]].add(x*others-(sum-x), 2*others)
			}
		}
	}
	for i, is := range shared {
		if is {
			all[in[i]].Cases++
		}
	}
	return all
}

// add takes in how far an answer is from the mean of the others.
func (s *Standing) add(num, den int64) {
	s.Answers++
	s.Levels.Add(s.Levels, big.NewRat(num, den))
	switch {
	case num > 0:
		s.Above++
	case num < 0:
		s.Below++
	default:
		s.Same++
	}
}
