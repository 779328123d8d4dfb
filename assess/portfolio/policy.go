package portfolio

import "collectiveimpact/samklar/assess"

// A Policy is what a funder requires of a case, apart from the banks: every rule
// must be met. No rule looks at a total alone, since a total hides a weak part.
type Policy struct {
	Title string
	Rules []Rule
}

// A Rule is one requirement: any of some codes, or a floor under a dimension.
type Rule struct {
	Codes []Code // one of them must be the only code of a step; or none
	Floor Floor  // where there are no codes
}

// A Code names an ending: its bank's place in the selection and its own in the
// bank's Endings.
type Code struct{ Bank, Ending int }

// A Floor is the least score of a dimension, in whole percent. It is met where
// the low end of the range reaches it.
type Floor struct {
	DimensionRef
	Percent int
}

// Met is what is known of a rule.
type Met uint8

// What is known of a rule, the worst first: not met by any completion of the
// missing answers; by some, or not settled yet; by all.
const (
	MetNever Met = iota
	MetMaybe
	MetSurely
)

// String gives the standing as it stands in a portfolio.
func (m Met) String() string { return [...]string{"not-met", "open", "met"}[m] }

// Judge tells for every rule whether a case meets it.
func (p *Policy) Judge(s *Summary) []Met {
	all := make([]Met, len(p.Rules))
	for i := range p.Rules {
		all[i] = p.Rules[i].judge(s)
	}
	return all
}

// Together is what is known of all rules at once: the worst of them.
func Together(rules []Met) Met {
	worst := MetSurely
	for _, m := range rules {
		worst = min(worst, m)
	}
	return worst
}

func (r *Rule) judge(s *Summary) Met {
	if len(r.Codes) == 0 {
		return r.Floor.judge(s)
	}
	best := MetNever
	for _, code := range r.Codes {
		best = max(best, code.judge(s))
	}
	return best
}

// judge tells whether the code is the only one of a step. What lies behind an
// open step may still become one.
func (c Code) judge(s *Summary) Met {
	if c.Bank >= len(s.Banks) || s.Banks[c.Bank].Role == assess.Aside {
		return MetNever
	}
	b := &s.Banks[c.Bank]
	for _, code := range b.Codes {
		switch {
		case code != c.Ending:
		case b.Role == assess.Deciding && len(b.Codes) == 1:
			return MetSurely
		default:
			return MetMaybe
		}
	}
	return MetNever
}

// judge compares whole percent, which are rounded down: that is exact, since the
// floor is whole too.
func (f Floor) judge(s *Summary) Met {
	switch score := s.Score(f.DimensionRef); {
	case score.Low >= f.Percent:
		return MetSurely
	case score.High >= f.Percent:
		return MetMaybe
	}
	return MetNever
}
