package requirements

import (
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// Input is a case, and what is required of it.
type Input struct {
	Selection *assess.Selection
	Policy    *portfolio.Policy
	Result    *assess.Result
	Entries   assess.Entries
	Lang      string
}

// A Standing is how a case stands to a policy.
type Standing struct {
	*portfolio.Judged
	in      *Input
	p       *phrase.Phrases
	summary *portfolio.Summary
	change  *portfolio.Change
	tense   int // of what would be enough: 1 where it is refused, and past
}

// Refused is the same of a case that was refused: it says what would have been.
func (s *Standing) Refused() *Standing {
	of := *s
	of.tense = 1
	return &of
}

// Of judges a case.
func Of(in *Input) *Standing {
	s := &Standing{in: in, p: phrase.For(in.Lang), summary: portfolio.Summarize(in.Result, in.Entries.Sourced(in.Selection.Banks))}
	s.Judged = in.Policy.Judge(in.Selection, s.summary)
	if s.Together != paths.MetSurely {
		s.change = in.Policy.Change(in.Selection, s.summary, mostWays)
	}
	return s
}

// Rules says whether the requirements are met, how the case stands to each that is not met
// or not known to be, and in a line which are. In a letter the conclusion stands above,
// and is not said again.
func (s *Standing) Rules(letter bool) []view.Block {
	said := [...]string{paths.MetNever: s.p.StandsNot, paths.MetMaybe: s.p.StandsMaybe, paths.MetSurely: s.p.StandsMet}[s.Together]
	list := view.Links{ID: "rules"}
	if !letter {
		list.Title = s.p.EachRule
	}
	for i := range s.in.Policy.Rules {
		if m := s.Judged.Rules[i]; m == paths.MetSurely || m == paths.NotNeeded || s.partner(i, portfolio.Evidence, portfolio.AtLeast) >= 0 {
			continue
		}
		link := s.lacking(i)
		if letter && s.in.Policy.Rules[i].Kind == portfolio.Require && len(link.Details) == 1 {
			link.Details = nil
		}
		list.Links = append(list.Links, link)
	}
	together := func(id, label string, rules []string, mark view.Mark) {
		if len(rules) > 0 {
			list.Links = append(list.Links, view.Link{ID: id, Mark: mark, Text: label + " " + strings.Join(rules, "; ")})
		}
	}
	together("rules-met", s.p.RulesMet, s.inShort(paths.MetSurely), view.Yes)
	together("rules-aside", s.p.RulesAside, s.inShort(paths.NotNeeded), view.Aside)
	var blocks []view.Block
	if !letter || s.tense == 0 || s.Together == paths.MetSurely { // else the decision says it
		blocks = append(blocks, view.Text{ID: "together", Text: said, Weight: view.Lead})
		if not := s.notTogether(); not != "" {
			blocks = append(blocks, view.Text{ID: "not-at-once", Text: not})
		}
	}
	if list.Links == nil {
		return blocks
	}
	return append(blocks, list)
}

// lacking says how the case stands to a rule that is not surely met; of an answer and its
// source, where that is not there either, once of both.
func (s *Standing) lacking(i int) view.Link {
	called := Rule(s.p, s.in.Selection.Banks, &s.in.Policy.Rules[i])
	details := s.details(i)
	if source := s.partner(i, portfolio.AtLeast, portfolio.Evidence); source >= 0 {
		called += ", " + s.p.And + " " + s.p.RuleSourceToo
		if s.Judged.Rules[i] == paths.MetMaybe { // else it is the source of another answer that lacks
			details = s.details(source)
		}
	}
	mark, word := s.word(i)
	return view.Link{ID: "rule--" + strconv.Itoa(i+1), Mark: mark, Text: phrase.Fill(s.p.RuleIs, "rule", called, "met", word), Details: details}
}

// word says of a rule whether it is met. What the file lacks is known to be lacking; and so
// is what the answers fall short of, where it is open whether it is required of them.
func (s *Standing) word(rule int) (view.Mark, string) {
	mark, word := Met(s.p, s.Judged.Rules[rule])
	if s.Judged.Rules[rule] != paths.MetMaybe {
		return mark, word
	}
	switch r := &s.in.Policy.Rules[rule]; {
	case r.Kind == portfolio.Complete || r.Kind == portfolio.Evidence:
		word = s.p.RuleNotYet
	case s.fallsShort(r):
		if word = s.p.RuleNotThen; s.Together == paths.MetNever {
			mark = view.No
		}
	}
	return mark, word
}

// partner finds, for a rule of one kind, the rule of another kind on the same question
// that is not surely met either; or -1.
func (s *Standing) partner(rule int, kind, other portfolio.Kind) int {
	r := &s.in.Policy.Rules[rule]
	if r.Kind != kind {
		return -1
	}
	for i := range s.in.Policy.Rules {
		if o := &s.in.Policy.Rules[i]; o.Kind == other && o.Ref() == r.Ref() && s.Judged.Rules[i] < paths.MetSurely {
			return i
		}
	}
	return -1
}

// inShort names the rules of which something is known; an answer and its source together.
func (s *Standing) inShort(met paths.Met) []string {
	var said []string
	is := func(kind portfolio.Kind, ref assess.Ref) bool {
		for i := range s.in.Policy.Rules {
			if r := &s.in.Policy.Rules[i]; r.Kind == kind && r.Ref() == ref && s.Judged.Rules[i] == met {
				return true
			}
		}
		return false
	}
	for i := range s.in.Policy.Rules {
		r := &s.in.Policy.Rules[i]
		if s.Judged.Rules[i] != met {
			continue
		}
		name := ""
		switch r.Kind {
		case portfolio.Require, portfolio.Floor:
			name = Rule(s.p, s.in.Selection.Banks, r)
		case portfolio.Complete:
			name = phrase.Fill(s.p.MetComplete, "bank", s.p.Quote(s.in.Selection.Banks[r.Bank].Title))
		case portfolio.AtLeast:
			name = s.p.MetAnswer
			if is(portfolio.Evidence, r.Ref()) {
				name = s.p.MetBoth
			}
		case portfolio.Evidence:
			if is(portfolio.AtLeast, r.Ref()) {
				continue // it is named with the answer
			}
			name = s.p.MetSource
		}
		if r.Kind == portfolio.AtLeast || r.Kind == portfolio.Evidence {
			name = phrase.Fill(name, "question", s.p.Quote(s.question(r.Ref()).Ask))
		}
		said = append(said, name)
	}
	return said
}

// Met gives what is known of a rule as a mark and a word.
func Met(p *phrase.Phrases, m paths.Met) (view.Mark, string) {
	switch m {
	case paths.MetSurely:
		return view.Yes, p.RuleMet
	case paths.MetNever:
		return view.No, p.RuleNot
	case paths.NotNeeded:
		return view.Aside, p.RuleNotNeeded
	case paths.MetMaybe:
	}
	return view.Maybe, p.RuleMaybe
}

// details says of a rule that is not surely met what the case has. What would have been
// enough stands below, once for all rules.
func (s *Standing) details(rule int) []string {
	switch r := &s.in.Policy.Rules[rule]; r.Kind {
	case portfolio.AtLeast:
		return []string{s.yours(r.Ref())}
	case portfolio.Evidence:
		if s.partner(rule, portfolio.Evidence, portfolio.AtLeast) >= 0 && s.entry(r.Ref()).Choice.Leveled() {
			return []string{s.yours(r.Ref()) + " " + s.p.NoSourceYet}
		}
		return []string{s.yours(r.Ref())}
	case portfolio.Complete:
		return []string{s.lacksAnswers(rule)}
	case portfolio.Floor:
		return s.floor(r)
	case portfolio.Require:
	}
	said := []string{phrase.Fill(s.p.YourWay, "codes", s.conclusion())}
	if s.conclusion() == s.p.AnyBand {
		said[0] = s.p.WayOpen
	}
	if s.Judged.Rules[rule] == paths.MetNever && !s.change.Offered() && len(s.change.Against.Raises) == 0 {
		said = append(said, s.decided(rule)...)
	}
	return said
}

// decided names the nodes that rule out all that is required, with the answers that
// decide there: where nothing is to be raised, that is all there is to say.
func (s *Standing) decided(rule int) []string {
	var said []string
	var seen []assess.Ref
	for _, code := range s.in.Policy.Rules[rule].Codes {
		r := &s.in.Result.Banks[code.Bank]
		if r.Role != assess.Deciding {
			continue
		}
		for _, out := range r.RuledOut() {
			node := assess.Ref{Bank: code.Bank, Question: out.Node}
			if out.Code != code.Ending || out.Node < 0 || slices.Contains(seen, node) {
				continue
			}
			seen = append(seen, node)
			said = append(said, phrase.Fill(s.p.DecidedBy, "part", s.p.Quote(r.Bank.Nodes[out.Node].Title)))
			for _, i := range r.Bank.Nodes[out.Node].Questions {
				q := &r.Bank.Questions[i]
				low, high := r.Sheet[i].Possible(q)
				if q.Counts && (high < q.Passes) == (r.Nodes[out.Node].Status == assess.Failed) && (low >= q.Passes || high < q.Passes) {
					said = append(said, q.Ask, s.yours(assess.Ref{Bank: code.Bank, Question: i}))
				}
			}
		}
	}
	return said
}

// floor says what a dimension comes to, and which key question holds it down.
func (s *Standing) floor(r *portfolio.Rule) []string {
	score := s.summary.Score(r.Dimension())
	if !score.Known {
		return []string{phrase.Fill(s.p.YourAnswers, "percent", s.p.DimNotKnown)}
	}
	said := []string{phrase.Fill(s.p.YourAnswers, "percent", s.p.Percent(score.CountsLow, score.CountsHigh))}
	b := s.in.Selection.Banks[r.Bank]
	if score.CountsHigh == score.High {
		return said
	}
	for _, i := range b.Dimensions[r.Place].Questions {
		q := &b.Questions[i]
		if _, high := s.summary.Banks[r.Bank].Sheet[i].Possible(q); q.Key && high == 0 {
			below := b.Bands[1].From
			said = append(said, phrase.Fill(s.p.HeldDown, "part", b.Dimensions[r.Place].Title, "percent", s.p.Percent(below, below), "question", q.Ask))
		}
	}
	return said
}

// conclusion names the way of the first conclusion, up to where it stands.
func (s *Standing) conclusion() string {
	if len(s.in.Result.Chains) == 0 {
		return s.p.AnyBand
	}
	c := &s.in.Result.Chains[0]
	const few = 3
	var way []string
	for _, step := range c.Steps[:c.Stands()+1] {
		if len(step.Codes) > few {
			way = append(way, s.p.AnyBand)
		} else {
			way = append(way, report.Titles(s.p, s.in.Selection.Banks[step.Bank], step.Codes, s.p.Or))
		}
	}
	return strings.Join(way, " → ")
}

func (s *Standing) question(ref assess.Ref) *questions.Question {
	return &s.in.Selection.Banks[ref.Bank].Questions[ref.Question]
}

// entry gives what was answered, harmless.
func (s *Standing) entry(ref assess.Ref) *assess.Entry {
	entries := s.in.Entries[s.in.Selection.Banks[ref.Bank].ID]
	if ref.Question >= len(entries) {
		return &assess.Entry{Choice: assess.Unanswered}
	}
	e := entries[ref.Question]
	e.Stale = text.Line(e.Stale)
	return &e
}

// yours says what was answered.
func (s *Standing) yours(ref assess.Ref) string {
	return phrase.Fill(s.p.YourAnswer, "answer", Answer(s.p, s.question(ref), s.entry(ref)))
}
