package requirements

import (
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/report/phrase"
)

// Because says by which requirements a case does not meet the policy: those that are
// surely not met, or else those that cannot be met together; or nothing.
func (s *Standing) Because() string {
	var said []string
	unmet := s.inShort(paths.MetNever)
	for i := range s.in.Policy.Rules {
		if r := &s.in.Policy.Rules[i]; r.Kind == portfolio.Require && s.Judged.Rules[i] == paths.MetNever {
			way := codes(s.p, s.in.Selection.Banks, r)
			unmet = slices.DeleteFunc(unmet, func(name string) bool { return name == way })
			said = append(said, phrase.Fill(s.p.LetterWay, "codes", way))
		}
	}
	if len(unmet) > 0 {
		said = append(said, phrase.Fill(s.p.LetterBecause, "rules", strings.Join(unmet, "; ")))
	}
	if said == nil {
		return s.notTogether()
	}
	return strings.Join(said, " ")
}

// notTogether says which requirements cannot be met together where each can be alone: with
// the conclusion that is required those that fall short then, or else the fewest that it takes.
func (s *Standing) notTogether() string {
	if s.Together != paths.MetNever || slices.Contains(s.Judged.Rules, paths.MetNever) {
		return ""
	}
	never := func(rules []int) bool {
		some := &portfolio.Policy{}
		for _, i := range rules {
			some.Rules = append(some.Rules, s.in.Policy.Rules[i])
		}
		return some.Judge(s.in.Selection, s.summary).Together == paths.MetNever
	}
	names := func(rules []int) string {
		var all []string
		for _, i := range rules {
			all = append(all, Rule(s.p, s.in.Selection.Banks, &s.in.Policy.Rules[i]))
		}
		return strings.Join(all, "; ")
	}
	var open []int
	for i, m := range s.Judged.Rules {
		if m == paths.MetMaybe {
			open = append(open, i)
		}
	}
	if way := slices.IndexFunc(s.in.Policy.Rules, func(r portfolio.Rule) bool { return r.Kind == portfolio.Require }); slices.Contains(open, way) {
		short := slices.DeleteFunc(slices.Clone(open), func(i int) bool { return i == way || !never([]int{way, i}) })
		if len(short) > 0 {
			return phrase.Fill(s.p.NotWith, "codes", names([]int{way}), "rules", names(short))
		}
	}
	for _, i := range slices.Clone(open) {
		if without := slices.DeleteFunc(slices.Clone(open), func(j int) bool { return j == i }); never(without) {
			open = without
		}
	}
	return phrase.Fill(s.p.NotTogether, "rules", names(open))
}

// fallsShort reports whether the answers to a bank do not meet a rule on it, whether or not
// it is required of them.
func (s *Standing) fallsShort(r *portfolio.Rule) bool {
	switch r.Kind {
	case portfolio.Floor:
		return s.summary.Score(r.Dimension()).CountsHigh < r.Least
	case portfolio.AtLeast:
		least := paths.Least{Ref: r.Ref(), Level: r.Least}
		return least.Met(s.summary.Paths(s.in.Selection)) == paths.MetNever
	case portfolio.Require, portfolio.Complete, portfolio.Evidence:
	}
	return false
}

// mostNamed is how many questions without an answer are named with the requirement.
const mostNamed = 3

// lacksAnswers says which questions lack an answer, whichever it is, or how many do; what is
// missing stands below where it is not settled.
func (s *Standing) lacksAnswers(rule int) string {
	named := s.named(rule)
	if len(named) == 0 {
		return phrase.Fill(s.p.LacksAnswers, "n", strconv.Itoa(len(s.lackingIn(rule))))
	}
	var asks []string
	for _, ref := range named {
		asks = append(asks, s.p.Quote(s.question(ref).Ask))
	}
	return phrase.Fill(s.p.LacksNamed, "questions", phrase.Join(asks, s.p.And))
}

// lackingIn lists the questions that a rule on all of them still lacks.
func (s *Standing) lackingIn(rule int) []assess.Ref {
	r := &s.in.Policy.Rules[rule]
	if r.Kind != portfolio.Complete || s.Judged.Rules[rule] != paths.MetMaybe {
		return nil
	}
	var lacking []assess.Ref
	b := &s.in.Result.Banks[r.Bank]
	for q, choice := range b.Sheet {
		if choice == assess.Unanswered && b.Reached(q) {
			lacking = append(lacking, assess.Ref{Bank: r.Bank, Question: q})
		}
	}
	return lacking
}

// named lists those of them that are named with the rule: a few of which any answer will
// do, which are not asked for below.
func (s *Standing) named(rule int) []assess.Ref {
	lacking := s.lackingIn(rule)
	if s.Together != paths.MetNever || len(lacking) > mostNamed {
		return nil
	}
	below := refsOf(&portfolio.Way{Raises: s.change.Raises})
	if !s.change.Offered() {
		o := s.obstacle()
		below = slices.Concat(refsOf(&portfolio.Way{Raises: o.work.Raises}), o.open, o.stand)
	}
	return slices.DeleteFunc(lacking, func(ref assess.Ref) bool { return slices.Contains(below, ref) })
}

// namedAbove reports whether a question stands with a requirement as without an answer.
func (s *Standing) namedAbove(ref assess.Ref) bool {
	for i := range s.in.Policy.Rules {
		if slices.Contains(s.named(i), ref) {
			return true
		}
	}
	return false
}
