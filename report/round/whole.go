package round

import (
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// headline says how many meet what is required; without a policy, for how many the
// conclusion is certain.
func (b *builder) headline() string {
	cases := strconv.Itoa(b.pf.Len())
	var all []string
	add := func(phrases [2]string, n int) { // of one, and of more
		switch n {
		case 0:
		case 1:
			all = append(all, phrase.Fill(phrases[0], "n", "1"))
		default:
			all = append(all, phrase.Fill(phrases[1], "n", strconv.Itoa(n)))
		}
	}
	decided := func() {
		if n := b.count(decider); n > 0 {
			all = append(all, phrase.Fill(b.p.OneAnswer, "n", strconv.Itoa(n)))
		}
		if n := b.count(sourceDecider); n > 0 {
			all = append(all, phrase.Fill(b.p.OneSource, "n", strconv.Itoa(n)))
		}
	}
	if b.pf.Policy == nil {
		_, open := b.pf.CameTo()
		all = append(all, phrase.Fill(b.p.CertainFor, "n", strconv.Itoa(b.pf.Len()-open), "cases", cases))
		add(b.p.OpenFor, open)
		decided()
		return strings.Join(all, " ")
	}
	together, _ := b.pf.MetCounts()
	meet := b.p.MeetAll[1]
	if together[paths.MetSurely] == 1 {
		meet = b.p.MeetAll[0]
	}
	all = append(all, phrase.Fill(meet, "n", strconv.Itoa(together[paths.MetSurely]), "cases", cases))
	add(b.p.MayMeet, together[paths.MetMaybe])
	decided()
	add(b.p.DoNotMeet, together[paths.MetNever])
	return strings.Join(all, " ")
}

// count counts the cases that one thing decides.
func (b *builder) count(by func(c *portfolio.Ranked) (assess.Ref, bool)) int {
	n := 0
	for _, c := range b.pf.All() {
		if _, ok := by(c); ok {
			n++
		}
	}
	return n
}

// policy says how many meet what is required, and what that is.
func (b *builder) policy() []view.Block {
	if b.pf.Policy == nil || b.pf.Len() == 0 {
		return nil
	}
	together, byRule := b.pf.MetCounts()
	stack := b.stack("met", b.p.PolicyAsks)
	stack.Head[0] = b.p.PolicyAsks
	needless := false
	for _, m := range []struct {
		met  paths.Met
		says string
		tone view.Tone
	}{{paths.MetSurely, b.p.ChipMeet, view.Met}, {paths.MetMaybe, b.p.ChipMay, view.Hatched}, {paths.MetNever, b.p.ChipNot, view.Unmet}} {
		share(&stack, m.met.String(), m.says, together[m.met], m.tone, togetherKey(m.met))
	}
	rules := view.Items{ID: "rules", Bare: true}
	for i := range b.pf.Policy.Rules {
		var counts []string
		for _, m := range []paths.Met{paths.MetSurely, paths.MetMaybe, paths.MetNever, paths.NotNeeded} {
			if mark := b.met(m); byRule[i][m] > 0 {
				counts = append(counts, mark.Alone()+" "+strconv.Itoa(byRule[i][m]))
				needless = needless || m == paths.NotNeeded
			}
		}
		rules.Items = append(rules.Items, view.Item{
			ID: "rule--" + strconv.Itoa(i+1), Text: b.ruleNumber(i) + " · " + b.rule(&b.pf.Policy.Rules[i]), Details: []string{strings.Join(counts, " · ")},
		})
	}
	signs := view.Text{ID: "rules-signs", Text: b.p.RuleSigns, Weight: view.Quiet}
	blocks := []view.Block{view.Text{ID: "policy-lead", Text: b.headline(), Weight: view.Lead}}
	if came := b.meetCome(); len(came) > 1 {
		blocks = append(blocks, view.Text{ID: "policy-come", Text: phrase.Fill(b.p.MeetCome, "ends", strings.Join(came, " · "))})
	}
	if needless {
		blocks = append(blocks, view.Text{ID: "policy-needless", Text: b.p.NeedlessMet})
	}
	return append(blocks, stack, rules, signs)
}

// meetCome says what those that meet the policy have come to, each end with its number:
// requirements may ask for less than a conclusion.
func (b *builder) meetCome() []string {
	ends, _ := b.pf.CameTo()
	counts, open := make(map[paths.Code]int), 0
	for _, c := range b.pf.All() {
		switch end, ok := c.End(); {
		case c.Judged.Together != paths.MetSurely:
		case ok:
			counts[end]++
		default:
			open++
		}
	}
	var said []string
	for _, end := range ends {
		if n := counts[end.Code]; n > 0 {
			said = append(said, strconv.Itoa(n)+" "+b.p.Quote(b.pf.Banks[end.Bank].Endings[end.Ending].Title))
		}
	}
	if open > 0 {
		said = append(said, strconv.Itoa(open)+" "+b.p.DimNotKnown)
	}
	return said
}

func (b *builder) ruleNumber(i int) string {
	return phrase.Fill(b.p.RuleNumber, "n", strconv.Itoa(i+1))
}

// stack begins a bar of cases.
func (b *builder) stack(id, says string) view.Stack {
	return view.Stack{ID: id, Says: says, Head: [4]string{b.p.Conclusion, b.p.CaseCount, "", b.p.ColShare}, Legend: b.p.Shares}
}

// share adds a part, if anything is in it.
func share(s *view.Stack, id, label string, cases int, tone view.Tone, key string) {
	if cases > 0 {
		s.Parts = append(s.Parts, view.Share{ID: s.ID + "--" + id, Label: label, Cases: cases, Tone: tone, Key: key})
	}
}

// cameOut counts how many cases come to what.
func (b *builder) cameOut() []view.Block {
	if b.pf.Len() == 0 {
		return []view.Block{view.Text{ID: "no-cases", Text: b.p.NoCases, Weight: view.Lead}}
	}
	ends, open := b.pf.CameTo()
	if len(ends) == 0 && open == 0 {
		return []view.Block{view.Text{ID: "no-conclusion", Text: b.p.NoConclusion, Weight: view.Lead}}
	}
	stack := b.stack("came", b.p.WhatCameOut)
	for i, end := range ends {
		bank := b.pf.Banks[end.Bank]
		ending := &bank.Endings[end.Ending]
		share(&stack, bank.ID+"--"+ending.ID, ending.Title, end.Cases, view.CameTone(i, len(ends)), endKey(i))
	}
	share(&stack, "open", b.p.ChipOpen, open, view.Hatched, openKey)
	if b.pf.Policy != nil { // which is the headline
		return []view.Block{stack}
	}
	return []view.Block{view.Text{ID: "settled", Text: b.headline(), Weight: view.Lead}, stack}
}
