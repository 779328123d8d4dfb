package letter_test

import (
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
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

// named reads back what lists of a letter ask for, each with its item.
func (r *round) named(lists map[string][]view.Item, in *letter.Input, policy *portfolio.Policy) map[*view.Item]change {
	all := make(map[*view.Item]change)
	for id, items := range lists {
		if !strings.HasPrefix(id, "change") {
			continue
		}
		for i := range items {
			all[&items[i]] = r.readChange(id, &items[i], in, policy)
		}
	}
	return all
}

// lackingIn reads back which questions a letter says to lack any answer.
func (r *round) lackingIn(v *view.View) []change {
	var lacking []change
	before, _, _ := strings.Cut(phrase.For("en").LacksNamed, "{questions}")
	for _, b := range section(v, "requirements").Blocks {
		list, _ := b.(view.Links)
		for _, link := range list.Links {
			for _, d := range link.Details {
				if !strings.HasPrefix(d, before) {
					continue
				}
				for _, b := range r.selection.Banks {
					for i := range b.Questions {
						if strings.Contains(d, b.Questions[i].Ask) {
							lacking = append(lacking, change{bank: b, q: &b.Questions[i], level: -1})
						}
					}
				}
			}
		}
	}
	return lacking
}

// readChange reads one answer back from an item of a list.
func (r *round) readChange(list string, item *view.Item, in *letter.Input, policy *portfolio.Policy) change {
	p := phrase.For("en")
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
		switch {
		case strings.HasPrefix(enough, p.HigherOfTwo):
			_, c.level = in.Case.Entries.Answers()[c.bank.ID][questionAt(c)].Possible(c.q)
			continue
		case strings.HasPrefix(enough, p.EnoughAbove):
			c.level = r.asked(in, policy, c)
			continue
		}
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
	whole, all, more, settled, sources := 0, 0, 0, 0, 0
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
			if !b.IsFact(raise.Question) && lists["facts"] == nil || in.Case.Result.Banks[raise.Bank].Role == assess.Aside {
				continue
			}
			changes = append(changes, change{bank: b, q: &b.Questions[raise.Question], level: raise.To})
			title := b.Nodes[b.Questions[raise.Question].Part].Title
			if !strings.Contains(said, letters(b.Questions[raise.Question].Ask)) && !strings.Contains(said, letters(title)) {
				t.Errorf("case %d: %s.%s is in the way, and not named", number, b.ID, b.Questions[raise.Question].ID)
			}
		}
		changes = append(changes, r.lackingIn(v)...)
		for _, c := range r.named(lists, in, policy) {
			if c.source {
				sources++
			}
			changes = append(changes, c)
		}
		if len(lists["facts"]) > 0 { // then answers are named, and sources stand with the requirements
			for _, ref := range slices.Concat(against.Answer, against.Source) {
				if b := r.selection.Banks[ref.Bank]; in.Case.Result.Banks[ref.Bank].Role != assess.Aside {
					changes = append(changes, change{bank: b, q: &b.Questions[ref.Question], level: -1, source: slices.Contains(against.Source, ref)})
					if !strings.Contains(said, letters(b.Questions[ref.Question].Ask)) {
						t.Errorf("case %d: %s.%s is in the way, and not named", number, b.ID, b.Questions[ref.Question].ID)
					}
				}
			}
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
		for i := range changes {
			if texts["can-change-intro"] != phrase.For("en").CanChange[1] {
				break
			}
			if all++; r.changed(t, doc, policy, changes, i) == paths.MetSurely {
				t.Errorf("case %d: all is needed of %v, and the policy is met without %v", number, changes, changes[i])
			}
		}
	}
	if whole < 10 || all < 10 || more < 5 || settled < 10 || sources < 3 {
		t.Errorf("%d letters name all, %d that all is needed, %d the first, %d are settled, %d sources: too few to say anything", whole, all, more, settled, sources)
	}
}

// What is not known never stands in the way: an answer that may be enough already is said
// to be open, and its part not settled. What is known is the other way round.
func TestUnknownsNeverStandInTheWay(t *testing.T) {
	r := made(t, "en", 400)
	p := phrase.For("en")
	open, known := 0, 0
	for number, doc := range r.docs {
		policy := r.policyOf(t, number)
		in := r.input(doc, policy)
		if in.Standing.Together != paths.MetNever {
			continue
		}
		of := section(letter.Build(in), "change")
		lists, texts := itemsOf(of)
		inTheWay := texts["facts-later"]
		for _, item := range lists["facts"] {
			inTheWay += item.Text
		}
		if of.Title == p.AgainstHead && inTheWay == "" && texts["change-none"] == "" {
			t.Errorf("case %d: nothing stands in the way, and the title is %q", number, of.Title)
		}
		low := make(map[string]bool) // parts and questions that are known to be in the way
		var unknown []string
		against := policy.Change(r.selection, portfolio.Summarize(in.Case.Result, in.Case.Entries.Sourced(r.selection.Banks)), 1).Against
		for _, raise := range against.Raises {
			b := r.selection.Banks[raise.Bank]
			if !b.IsFact(raise.Question) {
				continue
			}
			q := &b.Questions[raise.Question]
			_, high := in.Case.Entries.Answers()[b.ID][raise.Question].Possible(q)
			for _, name := range []string{b.Nodes[q.Part].Title, q.Ask} {
				if low[name] = low[name] || high < raise.To; high >= raise.To {
					unknown = append(unknown, name)
				}
			}
		}
		for _, name := range unknown {
			if low[name] {
				known++
			} else if open++; strings.Contains(inTheWay, name) {
				t.Errorf("case %d: %q is not known, and stands in the way", number, name)
			}
		}
	}
	if open < 20 || known < 5 {
		t.Errorf("%d names are not known, of %d one question is: too few to say anything", open, known)
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
		policy := r.policyOf(t, number)
		in := r.input(doc, policy)
		in.Decision = &portfolio.Decision{Outcome: portfolio.Granted, On: "2026-11-20"}
		v := letter.Build(in)
		text := written(t, v)["markdown"]
		for _, cold := range []string{p.StandsNot, p.StandsMaybe, p.ChangeHead[0], p.ChangeHead[1], p.AgainstHead, p.MissingHead, p.LetterAgainst, p.LetterNoReason} {
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
		for i, m := range in.Standing.Judged.Rules {
			if m != paths.MetNever {
				continue
			}
			name := ruleName(r.selection.Banks, &policy.Rules[i])
			if because++; !strings.Contains(said["decided-why"], name) {
				t.Errorf("case %d: %q does not say that %q decided", number, said["decided-why"], name)
			}
		}
	}
	if watched < 20 || because < 20 {
		t.Errorf("%d requirements are to watch, %d decided: too few to say anything", watched, because)
	}
}

// asked is the level that a requirement names of a question; or 0.
func (r *round) asked(in *letter.Input, policy *portfolio.Policy, c change) int {
	asked := 0
	for n := range policy.Rules {
		if rule := &policy.Rules[n]; rule.Kind == portfolio.AtLeast && c.bank == r.selection.Banks[rule.Bank] && questionAt(c) == rule.Place && in.Standing.Judged.Rules[n] < paths.MetSurely {
			asked = max(asked, rule.Least)
		}
	}
	return asked
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
		for item, c := range r.named(lists, in, policy) {
			asked := r.asked(in, policy, c)
			said := slices.Contains(item.Details, p.LessAbove)
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
	if more < 3 || same < 3 {
		t.Errorf("%d answers take more than is named, %d do not: too few to say anything", more, same)
	}
}

// Of two levels that an answer lies between, the higher is not written out again where it
// would be enough.
func TestTheHigherOfTwo(t *testing.T) {
	r := made(t, "en", 200)
	p := phrase.For("en")
	higher := 0
	for number, doc := range r.docs {
		policy := r.policyOf(t, number)
		in := r.input(doc, policy)
		lists, _ := itemsOf(section(letter.Build(in), "change"))
		for _, c := range r.named(lists, in, policy) {
			if c.level < 1 || r.asked(in, policy, c) > 0 || c.source {
				continue
			}
			a, _ := doc.Answer(c.bank.ID, c.q.ID)
			a.Version, a.Level = 0, c.q.Levels[c.level-1].ID+".."+c.q.Levels[c.level].ID
			between, err := answerfile.Read(doc.File, doc.Bytes(), r.lib)
			if err == nil {
				err = between.Set(c.bank, c.q.ID, a)
			}
			if err != nil {
				t.Fatal(err)
			}
			now := r.input(between, policy)
			lists, _ := itemsOf(section(letter.Build(now), "change"))
			for item, again := range r.named(lists, now, policy) {
				if again.q != c.q || again.level != c.level {
					continue
				}
				if higher++; !slices.Contains(item.Details, phrase.Fill(p.LevelEnough, "level", p.HigherOfTwo)) {
					t.Errorf("case %d: %v lies between two levels, and the letter says %q", number, again, item.Details)
				}
			}
		}
	}
	if higher < 10 {
		t.Errorf("%d answers lie between two levels of which the higher is enough: too few to say anything", higher)
	}
}
