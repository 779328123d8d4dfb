package letter_test

import (
	"slices"
	"testing"

	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/report/letter"
	"collectiveimpact/samklar/report/phrase"
)

// What a list of many cases says of one is what its letter says: how many levels are
// enough and what is to be found out first, or that no higher level is; and how many
// questions are to be asked.
func TestLettersAndTheListOfCases(t *testing.T) {
	r := made(t, "en", 500)
	p := phrase.For("en")
	offered, find, again, none, ask := 0, 0, 0, 0, 0
	for number, doc := range r.docs {
		policy := r.policyOf(t, number)
		in := r.input(doc, policy)
		pf := portfolio.NewPortfolio(r.selection, policy)
		pf.Add(doc.File, &doc.Case, portfolio.Summarize(in.Case.Result, in.Case.Entries.Sourced(r.selection.Banks)))
		c := pf.Case(0)
		v := letter.Build(in)
		change := section(v, "change")
		lists, texts := itemsOf(change)
		switch in.Standing.Together {
		case paths.MetMaybe:
			ask++
			var asked []string
			for id, items := range lists {
				for i := range items {
					asked = append(asked, items[i].Text)
				}
				if texts[id+"-more"] != "" {
					asked = nil // not all are named
					break
				}
			}
			slices.Sort(asked)
			if asked = slices.Compact(asked); asked != nil && len(asked) != len(c.Judged.Ask) {
				t.Errorf("case %d: the letter asks %d questions, the list says %d: %q", number, len(asked), len(c.Judged.Ask), asked)
			}
			continue
		case paths.MetSurely, paths.NotNeeded:
			continue
		case paths.MetNever:
		}
		common, choice, _ := r.changesIn(v, in, policy)
		if change.Title != p.ChangeHead[0] {
			for _, named := range r.named(lists, in, policy) {
				common = append(common, named)
			}
		}
		if len(choice) > 0 {
			common = append(common, choice[0])
		}
		raised, sources, both := make(map[string]int), 0, 0
		for _, one := range common {
			if low, _ := in.Case.Result.Banks[r.selection.Place(one.bank.ID)].Sheet[questionAt(one)].Possible(one.q); one.level > low {
				raised[one.q.Ask] = max(raised[one.q.Ask], one.level-low)
			}
			if one.source {
				sources++
			}
			if one.source && one.level < 0 { // of a question that may have no answer either
				both++
			}
		}
		levels := 0
		for _, n := range raised {
			levels += n
		}
		switch {
		case lists["facts"] != nil || texts["change-none"] == p.ChangeNone[0]:
			if none++; c.Short >= 0 || c.Unclear {
				t.Errorf("case %d: the letter names no way, and the list says %d levels", number, c.Short)
			}
			continue
		case texts["change-none"] == p.ChangeUnclear[0]:
			if !c.Unclear {
				t.Errorf("case %d: the letter says that it is unclear, and the list %d levels", number, c.Short)
			}
			continue
		}
		more := texts["against-more"] != ""
		if c.Short != levels && (!more || c.Short < levels) {
			t.Errorf("case %d: the letter names %d levels, more is %t, the list says %d: %v", number, levels, more, c.Short, common)
		}
		if len(r.lackingIn(v)) == 0 && texts["change-any-intro"] == "" && lists["change-any"] == nil && !more && (c.Besides < sources || c.Besides > sources+both) {
			t.Errorf("case %d: the letter asks for %d sources, the list says %d: %v", number, sources, c.Besides, common)
		}
		later := texts["facts-later"] != ""
		behind := later || texts["facts-unsettled"] != ""
		if n := len(lists["facts-open"]); n != len(c.Find) && (!behind || len(c.Find) < n) {
			t.Errorf("case %d: the letter says to find out %d, the list %v", number, n, c.Find)
		}
		if c.Again && !later {
			t.Errorf("case %d: the list says to ask again, and the letter not", number)
		}
		switch {
		case c.Again:
			again++
		case len(c.Find) > 0:
			find++
		default:
			offered++
		}
	}
	if offered < 30 || find < 10 || again < 3 || none < 30 || ask < 20 {
		t.Errorf("%d offered, %d to find out, %d ask again, %d ruled out, %d to ask: too few to say anything", offered, find, again, none, ask)
	}
}
