package report

import (
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// policy says what is required, and who meets it, does not, or cannot be judged
// yet, each with the rules that stand in the way.
func (b *portfolioBuilder) policy() []view.Block {
	if b.pf.Policy == nil {
		return nil
	}
	together, byRule := b.pf.MetCounts()
	rules := view.Items{ID: "rules"}
	for i := range b.pf.Policy.Rules {
		rule := &b.pf.Policy.Rules[i]
		var counts []string
		for _, m := range []portfolio.Met{portfolio.MetSurely, portfolio.MetNever, portfolio.MetMaybe} {
			_, word := b.met(m)
			counts = append(counts, word+": "+strconv.Itoa(byRule[i][m]))
		}
		rules.Items = append(rules.Items, view.Item{ID: "rule--" + strconv.Itoa(i+1), Text: b.rule(rule), Details: []string{strings.Join(counts, " · ")}})
	}
	blocks := []view.Block{rules}
	for _, list := range []struct {
		met          portfolio.Met
		id, title    string
		introduction string
	}{
		{portfolio.MetSurely, "meets", b.p.MeetsAll, ""},
		{portfolio.MetNever, "meets-not", b.p.MeetsNot, ""},
		{portfolio.MetMaybe, "meets-maybe", b.p.MeetsMaybe, b.p.MeetsLater},
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

// judged lists the cases of which this is known, with the rules that are so.
func (b *portfolioBuilder) judged(id string, met portfolio.Met, all int) []view.Block {
	items := view.Items{ID: id}
	for i, c := range b.pf.All() {
		if portfolio.Together(c.Rules) != met {
			continue
		}
		if len(items.Items) == mostListed {
			break
		}
		var rules []string
		for at, m := range c.Rules {
			if m == met && met != portfolio.MetSurely {
				rules = append(rules, b.here(&b.pf.Policy.Rules[at], c))
			}
		}
		items.Items = append(items.Items, caseItem(id, i, c, rules...))
	}
	return b.listed(items, all)
}

// rule puts a rule in words.
func (b *portfolioBuilder) rule(r *portfolio.Rule) string {
	if len(r.Codes) == 0 {
		return phrase.Fill(b.p.AtLeast, "part", b.p.Quote(b.part(r.Floor.DimensionRef)), "percent", b.p.Percent(r.Floor.Percent, r.Floor.Percent))
	}
	titles := make([]string, len(r.Codes))
	for i, code := range r.Codes {
		titles[i] = b.codes(code.Bank, []int{code.Ending})
	}
	return phrase.Fill(b.p.RuleCodes, "codes", phrase.Join(titles, b.p.Or))
}

// here puts a rule in words, and beside it what a case has.
func (b *portfolioBuilder) here(r *portfolio.Rule, c *portfolio.Ranked) string {
	found := b.conclusionOf(c)
	if len(r.Codes) == 0 {
		found = b.p.DimNotKnown
		if s := b.pf.Score(c, r.Floor.DimensionRef); s.Known {
			found = b.p.Percent(s.Low, s.High)
		}
	}
	return phrase.Fill(b.p.HereIs, "rule", b.rule(r), "found", found)
}

// met gives what is known of rules as a mark and a word.
func (b *portfolioBuilder) met(m portfolio.Met) (view.Mark, string) {
	switch m {
	case portfolio.MetSurely:
		return view.Yes, b.p.RuleMet
	case portfolio.MetNever:
		return view.No, b.p.RuleNot
	case portfolio.MetMaybe:
	}
	return view.Maybe, b.p.RuleMaybe
}

// lookAgain lists what is alike, with the plain reasons it may have.
func (b *portfolioBuilder) lookAgain() []view.Block {
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
func (b *portfolioBuilder) group(id string, places []int) view.Item {
	first := caseItem(id, places[0], b.pf.Case(places[0]))
	first.ID = id
	for _, place := range places[1:min(len(places), mostListed)] {
		first.Details = append(first.Details, caseItem(id, place, b.pf.Case(place)).Text)
	}
	return first
}
