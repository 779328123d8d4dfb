package round

import (
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/requirements"
	"collectiveimpact/samklar/report/view"
)

// mostAsked is the number of questions to ask that are spelled out of a case.
const mostAsked = 5

// policy says what is required, and who meets it, is not known to yet, or does not,
// each with what stands in the way.
func (b *builder) policy() []view.Block {
	if b.pf.Policy == nil || b.pf.Len() == 0 {
		return nil
	}
	together, byRule := b.pf.MetCounts()
	lead := phrase.Fill(b.p.PolicyLead, "met", b.of(together[paths.MetSurely]), "maybe", strconv.Itoa(together[paths.MetMaybe]), "not", strconv.Itoa(together[paths.MetNever]))
	rules := view.Items{ID: "rules"}
	for i := range b.pf.Policy.Rules {
		var counts []string
		for _, m := range []paths.Met{paths.MetSurely, paths.MetNever, paths.MetMaybe, paths.NotNeeded} {
			if _, word := b.met(m); m != paths.NotNeeded || byRule[i][m] > 0 {
				counts = append(counts, word+": "+strconv.Itoa(byRule[i][m]))
			}
		}
		rules.Items = append(rules.Items, view.Item{
			ID: "rule--" + strconv.Itoa(i+1), Text: b.rule(&b.pf.Policy.Rules[i]), Details: []string{strings.Join(counts, " · ")},
		})
	}
	blocks := []view.Block{view.Text{ID: "policy-lead", Text: lead, Weight: view.Lead}, rules}
	for _, list := range []struct {
		met          paths.Met
		id, title    string
		introduction string
	}{
		{paths.MetSurely, "meets", b.p.MeetsAll, ""},
		{paths.MetMaybe, "meets-maybe", b.p.MeetsMaybe, b.p.MeetsLater},
		{paths.MetNever, "meets-not", b.p.MeetsNot, ""},
	} {
		n := together[list.met]
		blocks = append(blocks, view.Text{ID: list.id + "-title", Text: phrase.Fill(list.title, "n", strconv.Itoa(n)), Weight: view.Heading})
		if n == 0 {
			continue
		}
		if list.introduction != "" {
			blocks = append(blocks, view.Text{ID: list.id + "-intro", Text: list.introduction})
		}
		blocks = append(blocks, b.judged(list.id, list.met, n)...)
	}
	return blocks
}

// judged lists the cases of which this is known, with the rules that are so, what to
// ask, and how much they fall short.
func (b *builder) judged(id string, met paths.Met, all int) []view.Block {
	items := view.Items{ID: id}
	for i, c := range b.pf.All() {
		if c.Judged.Together != met {
			continue
		}
		if len(items.Items) == mostListed {
			break
		}
		var details []string
		for at, m := range c.Judged.Rules {
			if m == met && met != paths.MetSurely {
				details = append(details, b.here(at, c))
			}
		}
		if met == paths.MetNever && details == nil {
			details = append(details, b.p.NotAtOnce)
		}
		for _, ref := range c.Judged.Ask[:min(len(c.Judged.Ask), mostAsked)] {
			details = append(details, phrase.Fill(b.p.AskThis, "question", b.question(ref).Ask))
		}
		if more := len(c.Judged.Ask) - mostAsked; more > 0 {
			details = append(details, phrase.Fill(b.p.AskMore, "n", strconv.Itoa(more)))
		}
		if met == paths.MetNever {
			details = append(details, b.wanting(c))
		}
		items.Items = append(items.Items, caseItem(id, i, c, details...))
	}
	return b.listed(items, all)
}

// wanting says in short what a case wants to meet the policy: how many questions are to
// be asked, or how many levels it is short.
func (b *builder) wanting(c *portfolio.Ranked) string {
	switch {
	case c.Judged.Together == paths.MetMaybe:
		return phrase.Fill(b.p.ToAsk, "n", strconv.Itoa(len(c.Judged.Ask)))
	case c.Judged.Together != paths.MetNever:
		return ""
	case c.Short < 0:
		return b.p.NoneShort
	}
	return phrase.Fill(b.p.ShortBy, "n", strconv.Itoa(c.Short))
}

// rule puts a rule in words.
func (b *builder) rule(r *portfolio.Rule) string { return requirements.Rule(b.p, b.pf.Banks, r) }

// here puts a rule in words, and beside it what a case has.
func (b *builder) here(at int, c *portfolio.Ranked) string {
	r := &b.pf.Policy.Rules[at]
	var found string
	switch r.Kind {
	case portfolio.Require:
		found = b.conclusionOf(c)
	case portfolio.Floor:
		found = b.p.DimNotKnown
		if s := b.pf.Score(c, r.Dimension()); s.Known {
			found = b.p.Percent(s.CountsLow, s.CountsHigh)
		}
	case portfolio.AtLeast:
		found = report.Level(b.p, b.question(r.Ref()), c.Judged.Found[at])
	case portfolio.Complete, portfolio.Evidence:
		return b.rule(r)
	}
	return phrase.Fill(b.p.HereIs, "rule", b.rule(r), "found", found)
}

// met gives what is known of rules as a mark and a word.
func (b *builder) met(m paths.Met) (view.Mark, string) {
	switch m {
	case paths.MetSurely:
		return view.Yes, b.p.RuleMet
	case paths.MetNever:
		return view.No, b.p.RuleNot
	case paths.NotNeeded:
		return view.Yes, b.p.RuleNotNeeded
	case paths.MetMaybe:
	}
	return view.Maybe, b.p.RuleMaybe
}

// lookAgain lists what is alike, with the plain reasons it may have.
func (b *builder) lookAgain() []view.Block {
	var blocks []view.Block
	add := func(id, title, reason string, groups [][]int) {
		if len(groups) == 0 {
			return
		}
		items := view.Items{ID: id}
		for i, group := range groups[:min(len(groups), mostListed)] {
			items.Items = append(items.Items, b.group(id+"--"+strconv.Itoa(i+1), group))
		}
		blocks = append(blocks, view.Text{ID: id + "-title", Text: title, Weight: view.Heading}, view.Text{ID: id + "-why", Text: reason})
		blocks = append(blocks, b.listed(items, len(groups))...)
	}
	add("same-answers", b.p.SameAnswers, b.p.SameAnswersWhy, b.pf.SameAnswers())
	var top [][]int
	for _, place := range b.pf.AllTop() {
		top = append(top, []int{place})
	}
	add("all-top", b.p.AllTop, b.p.AllTopWhy, top)
	add("same-title", b.p.SameTitle, b.p.SameTitleWhy, b.pf.SameTitle())
	if len(blocks) == 0 {
		return nil
	}
	return append([]view.Block{view.Text{ID: "look-again-intro", Text: b.p.LookAgainIntro}}, blocks...)
}

// group is one entry for several cases: the first, and the others beneath it.
func (b *builder) group(id string, places []int) view.Item {
	first := caseItem(id, places[0], b.pf.Case(places[0]))
	first.ID = id
	for _, place := range places[1:min(len(places), mostListed)] {
		first.Details = append(first.Details, caseItem(id, place, b.pf.Case(place)).Text)
	}
	return first
}
