package portfolio

import (
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
)

// A Policy is what a funder requires of a case, apart from the banks: every rule
// must be met. No rule looks at a total alone, since a total hides a weak part.
//
// A rule on a bank counts only where that bank is on the case's path, and is not
// needed elsewhere.
type Policy struct {
	Title string
	Rules []Rule
}

// A Kind tells what a rule asks for.
type Kind uint8

// The kinds of rules.
const (
	Require  Kind = iota // the path has one of some codes
	Floor                // a dimension counts as so much
	AtLeast              // the answer to a question has a level or a higher one
	Complete             // every question of a bank that is asked has an answer
	Evidence             // the answer to a question has a source
)

// A Rule is one requirement.
type Rule struct {
	Kind  Kind
	Codes []paths.Code // Require
	Bank  int          // all others
	Place int          // Floor: the dimension; AtLeast, Evidence: the question
	Least int          // Floor: whole percent; AtLeast: the place of the level
}

// Ref is the question of a rule on one.
func (r *Rule) Ref() assess.Ref { return assess.Ref{Bank: r.Bank, Question: r.Place} }

// Dimension is the dimension of a floor.
func (r *Rule) Dimension() DimensionRef { return DimensionRef{r.Bank, r.Place} }

// requires reports whether a code is one of those that will do.
func (r *Rule) requires(c paths.Code) bool { return slices.Contains(r.Codes, c) }

// aim is what the policy asks of the answers themselves: what completions meet or do
// not. Whether a file is complete and has sources is no part of it.
func (p *Policy) aim() *paths.Aim {
	a := new(paths.Aim)
	for i := range p.Rules {
		switch r := &p.Rules[i]; r.Kind {
		case Require:
			a.Require = append(a.Require, r.Codes)
		case Floor:
			a.Floors = append(a.Floors, paths.Floor{Bank: r.Bank, Dimension: r.Place, Percent: r.Least})
		case AtLeast:
			a.Answers = append(a.Answers, paths.Least{Ref: r.Ref(), Level: r.Least})
		case Complete, Evidence:
		}
	}
	return a
}

// Judged is what is known of a case by a policy.
type Judged struct {
	Together paths.Met
	Rules    []paths.Met
	Found    []assess.Choice // by rule: the answer, where one is asked for
	Ask      []assess.Ref    // where that is not known yet: the questions to ask, in bank order
	Asked    []Asked         // beside them, what there is already
	Change   *Change         // where it is not met: what it would take
}

// Asked is what a case has of a question that is to be asked.
type Asked struct {
	Now    assess.Choice
	Source bool // it lacks a source
}

// Answer reports whether an answer is to be asked for, and not its source alone.
func (a *Asked) Answer() bool { return a.Now.Open() }

// Decider gives the one question whose answer decides whether the policy is met; sourced
// tells whether its source is missing, alone or with the answer. It reports false where
// more is to be asked for.
func (j *Judged) Decider() (question assess.Ref, sourced, ok bool) {
	if len(j.Ask) != 1 {
		return question, false, false
	}
	return j.Ask[0], j.Asked[0].Source, true
}

// Wanted lists the questions of which an answer is to be asked for, and those of which a
// source is.
func (j *Judged) Wanted() (answers, sources []assess.Ref) {
	for i := range j.Asked {
		if j.Asked[i].Answer() {
			answers = append(answers, j.Ask[i])
		}
		if j.Asked[i].Source {
			sources = append(sources, j.Ask[i])
		}
	}
	return answers, sources
}

// Judge tells of every rule whether a case meets it, and of all together: met if all
// are; not met if no completion meets what is asked of the answers at once; otherwise
// not known yet.
func (p *Policy) Judge(selection *assess.Selection, s *Summary) *Judged {
	j := judge{paths: s.Paths(selection), s: s, out: &Judged{Together: paths.MetSurely}}
	for i := range p.Rules {
		m := j.rule(&p.Rules[i])
		j.out.Rules = append(j.out.Rules, m)
		found := assess.Unanswered
		if r := &p.Rules[i]; r.Kind == AtLeast || r.Kind == Evidence {
			found = s.Banks[r.Bank].Sheet[r.Place]
		}
		j.out.Found = append(j.out.Found, found)
		if m < paths.MetSurely {
			j.out.Together = paths.MetMaybe
		}
	}
	if j.out.Together == paths.MetSurely {
		return j.out
	}
	aim := p.aim()
	if slices.Contains(j.out.Rules, paths.MetNever) || !j.paths.Attainable(aim) {
		j.out.Together = paths.MetNever
		j.out.Change = p.Change(selection, s, 1)
		return j.out
	}
	for i, m := range j.out.Rules {
		if m == paths.MetMaybe {
			j.ask(&p.Rules[i])
		}
	}
	slices.SortFunc(j.out.Ask, CompareRefs)
	j.out.Ask = slices.Compact(j.out.Ask)
	for _, ref := range j.out.Ask {
		j.out.Asked = append(j.out.Asked, Asked{s.Banks[ref.Bank].Sheet[ref.Question], slices.Contains(j.sources, ref)})
	}
	return j.out
}

// A judge looks at one case.
type judge struct {
	paths   *paths.Set
	s       *Summary
	out     *Judged
	sources []assess.Ref // of answers that are asked for one
}

func (j *judge) rule(r *Rule) paths.Met {
	if r.Kind == Require {
		return j.paths.Meets(r.requires)
	}
	return j.alone(r).Where(j.paths.OnPath(r.Bank))
}

// alone tells of a rule on a bank whether the answers to that bank meet it. What a file
// lacks can still be given.
func (j *judge) alone(r *Rule) paths.Met {
	bank := &j.s.Banks[r.Bank]
	switch r.Kind {
	case Floor:
		// Percents are rounded down: that is exact, since the floor is whole too.
		switch score := j.s.Score(r.Dimension()); {
		case score.CountsHigh < r.Least:
			return paths.MetNever
		case score.CountsLow < r.Least:
			return paths.MetMaybe
		}
	case AtLeast:
		least := paths.Least{Ref: r.Ref(), Level: r.Least}
		return least.Met(j.paths)
	case Complete:
		if len(j.unanswered(r.Bank)) > 0 {
			return paths.MetMaybe
		}
	case Evidence:
		choice := bank.Sheet[r.Place]
		if !(choice.Leveled() || choice == assess.NotApplicable) || !slices.Contains(j.s.Sourced, r.Ref()) {
			return paths.MetMaybe
		}
	case Require:
	}
	return paths.MetSurely
}

// ask adds the questions of a rule of which it is not known whether it is met.
func (j *judge) ask(r *Rule) {
	if r.Kind == Require {
		j.pivotal(r.requires)
		return
	}
	alone := j.alone(r)
	if alone != paths.MetSurely && j.paths.OnPath(r.Bank) == paths.MetMaybe {
		j.pivotal(func(c paths.Code) bool { return c.Bank == r.Bank }) // is it needed at all?
	}
	if alone != paths.MetMaybe {
		return
	}
	switch bank := &j.s.Banks[r.Bank]; r.Kind {
	case Floor:
		for _, q := range j.paths.Selection.Banks[r.Bank].Dimensions[r.Place].Questions {
			if bank.Sheet[q].Open() {
				j.out.Ask = append(j.out.Ask, assess.Ref{Bank: r.Bank, Question: q})
			}
		}
	case Complete:
		for _, q := range j.unanswered(r.Bank) {
			j.out.Ask = append(j.out.Ask, assess.Ref{Bank: r.Bank, Question: q})
		}
	case Evidence:
		j.out.Ask, j.sources = append(j.out.Ask, r.Ref()), append(j.sources, r.Ref())
	case AtLeast:
		j.out.Ask = append(j.out.Ask, r.Ref())
	case Require:
	}
}

// unanswered lists the questions of a bank that are asked and have no answer: in a
// tree those of nodes that the walk can reach.
func (j *judge) unanswered(bank int) []int {
	r := j.paths.Selection.Bank(bank, j.s.Banks[bank].Sheet)
	var all []int
	for q, choice := range r.Sheet {
		if choice == assess.Unanswered && r.Reached(q) {
			all = append(all, q)
		}
	}
	return all
}

func (j *judge) pivotal(required func(paths.Code) bool) {
	j.out.Ask = append(j.out.Ask, j.paths.Pivotal(required)...)
}
