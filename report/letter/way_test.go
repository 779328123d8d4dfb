package letter_test

import (
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/report/letter"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"
)

// section gives a section of a letter, or an empty one.
func section(v *view.View, id string) *view.Section {
	if at := slices.IndexFunc(v.Sections, func(s view.Section) bool { return s.ID == id }); at >= 0 {
		return &v.Sections[at]
	}
	return new(view.Section)
}

// itemsOf gives the lists of a section by their ids, and its texts.
func itemsOf(s *view.Section) (lists map[string][]view.Item, texts map[string]string) {
	lists, texts = make(map[string][]view.Item), make(map[string]string)
	for _, b := range s.Blocks {
		switch b := b.(type) {
		case view.Items:
			lists[b.ID] = b.Items
		case view.Text:
			texts[b.ID] = b.Text
		}
	}
	return lists, texts
}

// readChange reads one answer back from an item of a list.
func readChange(list string, item *view.Item, r *round, p *phrase.Phrases) change {
	c := change{level: -1, source: list == "change-sources"}
	for _, b := range r.selection.Banks {
		for i := range b.Questions {
			if b.Questions[i].Ask == item.Text {
				c.bank, c.q = b, &b.Questions[i]
			}
		}
	}
	for _, d := range item.Details {
		enough, ok := strings.CutPrefix(d, "Enough: ")
		if !ok {
			continue
		}
		c.source = strings.Contains(enough, "a source")
		for l := range c.q.Levels {
			if strings.HasPrefix(strings.TrimPrefix(enough, "at least "), p.Quote(c.q.Levels[l].Text)) {
				c.level = l
			}
		}
	}
	return c
}

// What stands in the way is all of it: with what is listed, and the problem otherwise, the
// policy is met; or the letter says that more would be asked then. Where it is settled by
// the problem, nobody is sent to find out more.
func TestWhatStandsInTheWay(t *testing.T) {
	r := made(t, "en", 400)
	p := phrase.For("en")
	whole, more, settled, sources := 0, 0, 0, 0
	for number, doc := range r.docs {
		policy := r.policyOf(t, number)
		in := r.input(doc, policy)
		summary := portfolio.Summarize(in.Case.Result, in.Case.Entries.Sourced(r.selection.Banks))
		if in.Standing.Together != paths.MetNever {
			continue
		}
		against := policy.Change(r.selection, summary, 1).Against
		if len(against.Raises) == 0 {
			continue
		}
		v := letter.Build(in)
		lists, texts := itemsOf(section(v, "change"))
		said := letters(written(t, v)["markdown"])
		var changes []change
		for _, raise := range against.Raises {
			b := r.selection.Banks[raise.Bank]
			if !b.IsFact(raise.Question) || in.Case.Result.Banks[raise.Bank].Role == assess.Aside {
				continue
			}
			changes = append(changes, change{bank: b, q: &b.Questions[raise.Question], level: raise.To})
			title := b.Nodes[b.Questions[raise.Question].Part].Title
			if !strings.Contains(said, letters(b.Questions[raise.Question].Ask)) && !strings.Contains(said, letters(title)) {
				t.Errorf("case %d: %s.%s is in the way, and not named", number, b.ID, b.Questions[raise.Question].ID)
			}
		}
		for id, items := range lists {
			if !strings.HasPrefix(id, "change") {
				continue
			}
			for i := range items {
				c := readChange(id, &items[i], r, p)
				if c.source {
					sources++
				}
				changes = append(changes, c)
			}
		}
		if len(lists["facts"]) > 0 {
			if settled++; len(lists["facts-open"]) > 0 {
				t.Errorf("case %d: what is to be found out changes nothing", number)
			}
		}
		if texts["against-more"] != "" || texts["change-any-more"] != "" { // then not all of it is named
			more++
			continue
		}
		whole++
		if got := r.changed(t, doc, policy, changes, -1); got != paths.MetSurely {
			t.Errorf("case %d: with %v the policy is %s, and the letter names no more", number, changes, got)
		}
	}
	if whole < 10 || more < 5 || settled < 10 || sources < 3 {
		t.Errorf("%d letters name all, %d the first, %d are settled, %d sources: too few to say anything", whole, more, settled, sources)
	}
}

// The first step is about what keeps a case from meeting the policy, where people can
// change that.
func TestStepsFollowWhatLacks(t *testing.T) {
	r := made(t, "en", 200)
	advised, other := 0, 0
	for number, doc := range r.docs {
		in := r.input(doc, r.policyOf(t, number))
		about := in.Standing.About()
		if len(about) == 0 {
			continue
		}
		lists, _ := itemsOf(section(letter.Build(in), "next-steps"))
		var want []string
		if given := in.Case.Result.On(about[0].Ref); !about[0].Source && len(given) > 0 {
			advised++
			want = append(want, given[0].Advice.Do)
		} else {
			other++
			want = append(want, about[0].Else)
		}
		if got := lists["steps"]; len(got) == 0 || got[0].Text != want[0] {
			t.Errorf("case %d: the steps are %v, want first %q", number, got, want[0])
		}
	}
	if advised < 10 || other < 5 {
		t.Errorf("%d first steps are advised, %d are not: too few to say anything", advised, other)
	}
}

// Who is told yes is not told what would have been enough; who is told no without a
// reason is told by which requirements.
func TestLettersOfDecisions(t *testing.T) {
	r := made(t, "en", 120)
	p := phrase.For("en")
	watched, because := 0, 0
	for number, doc := range r.docs {
		in := r.input(doc, r.policyOf(t, number))
		in.Decision = &portfolio.Decision{Outcome: portfolio.Granted, On: "2026-11-20"}
		v := letter.Build(in)
		text := written(t, v)["markdown"]
		for _, cold := range []string{p.StandsNot, p.StandsMaybe, p.ChangeHead, p.AgainstHead, p.MissingHead, p.LetterAgainst, p.LetterNoReason} {
			if strings.Contains(text, cold) {
				t.Errorf("case %d: a letter that grants says %q", number, cold)
			}
		}
		lists, _ := itemsOf(section(v, "watch"))
		lacks := 0
		for _, m := range in.Standing.Judged.Rules {
			if m == paths.MetNever || m == paths.MetMaybe {
				lacks++
			}
		}
		if watched += lacks; len(lists["watch"]) != lacks {
			t.Errorf("case %d: %d requirements are to watch, want %d", number, len(lists["watch"]), lacks)
		}
		in.Decision.Outcome = portfolio.Refused
		_, said := itemsOf(section(letter.Build(in), "decision"))
		for _, name := range in.Standing.Unmet() {
			if because++; !strings.Contains(said["decided-why"], name) {
				t.Errorf("case %d: %q does not say that %q decided", number, said["decided-why"], name)
			}
		}
	}
	if watched < 20 || because < 20 {
		t.Errorf("%d requirements are to watch, %d decided: too few to say anything", watched, because)
	}
}

// Where all requirements together ask more of an answer than one of them names, the letter
// says so.
func TestMoreThanTheRequirementNames(t *testing.T) {
	r := made(t, "en", 300)
	p := phrase.For("en")
	more, same := 0, 0
	for number, doc := range r.docs {
		policy := r.policyOf(t, number)
		if number%2 > 0 {
			policy = r.policy(t, "samklar-policy: 1\nrequire: [when:launch]\nanswers: {when: {money: 6-to-11}}\n")
		}
		in := r.input(doc, policy)
		lists, _ := itemsOf(section(letter.Build(in), "change"))
		for list, items := range lists {
			for i := range items {
				c := readChange(list, &items[i], r, p)
				asked := 0
				for n := range policy.Rules {
					if rule := &policy.Rules[n]; rule.Kind == portfolio.AtLeast && c.bank == r.selection.Banks[rule.Bank] && questionAt(c) == rule.Place && in.Standing.Judged.Rules[n] < paths.MetSurely {
						asked = max(asked, rule.Least)
					}
				}
				said := slices.Contains(items[i].Details, p.LessAbove)
				if want := asked > 0 && c.level > asked; said != want {
					t.Errorf("case %d: %v is asked for, a requirement names level %d: said %t, want %t", number, c, asked, said, want)
				}
				if said {
					more++
				} else if asked > 0 {
					same++
				}
			}
		}
	}
	if more < 3 || same < 3 {
		t.Errorf("%d answers take more than is named, %d do not: too few to say anything", more, same)
	}
}
