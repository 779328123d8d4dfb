package assess_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
)

func summarize(f *file) *portfolio.Summary { return portfolio.Summarize(f.evaluate(), f.sourced) }

// The least change of a file meets the policy, whatever the answers given besides are;
// with a level less, or a source less, it is not met for certain.
func TestTheLeastChangeMeetsThePolicy(t *testing.T) {
	offered, besides, others := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		f := drawFile(t, 3, 30)
		policy := drawPolicy(t, f.banks)
		if policy == nil {
			return
		}
		selection := assess.Select(f.banks)
		summary := summarize(f)
		c := policy.Change(selection, summary, 3)
		if c.Why != assess.Offered || c.FindOut != nil {
			if len(c.Raises)+len(c.Answer)+len(c.Source) > 0 {
				t.Errorf("Change = %+v, offers something and gives a reason why not", c)
			}
			return
		}
		offered++
		if len(c.Answer)+len(c.Source) > 0 {
			besides++
		}
		changed := func(raises []paths.BankRaise, answer, source []assess.Ref) paths.Met {
			after := &file{scenario: &scenario{banks: f.banks, all: f.all, answers: make(assess.Answers)}, sourced: slices.Clone(f.sourced)}
			for i, b := range f.banks {
				after.answers[b.ID] = slices.Clone(f.sheet(i))
			}
			at := func(ref assess.Ref) *assess.Choice { return &after.answers[f.banks[ref.Bank].ID][ref.Question] }
			for _, r := range raises {
				b := f.banks[r.Bank]
				after.answers[b.ID] = raisedSheet(b, after.answers[b.ID], r.Question, r.To)
			}
			for _, ref := range slices.Concat(answer, source) {
				if *at(ref) == assess.Unanswered || *at(ref) == assess.Unknown {
					*at(ref) = assess.Choice(between(t, 0, len(f.banks[ref.Bank].Questions[ref.Question].Levels)-1))
				}
			}
			after.sourced = append(after.sourced, source...)
			return after.judge(policy).Together
		}
		if got := changed(c.Raises, c.Answer, c.Source); got != paths.MetSurely {
			t.Errorf("after %+v the policy is %s, want %s", c, got, paths.MetSurely)
		}
		for i, w := range c.Others {
			others++
			if got := changed(w.Raises, w.Answer, w.Source); got != paths.MetSurely {
				t.Errorf("after %+v, the way %d, the policy is %s, want %s", w, i+2, got, paths.MetSurely)
			}
			if w.Levels() != c.Levels() || len(w.Answer)+len(w.Source) != len(c.Answer)+len(c.Source) {
				t.Errorf("the way %d is %+v, want as little as %+v", i+2, w, c.Way)
			}
		}
		if len(c.Others) > 2 || c.More && len(c.Others) < 2 {
			t.Errorf("%d other ways, and more is %t", len(c.Others), c.More)
		}
		if len(c.Raises)+len(c.Answer)+len(c.Source) == 0 && f.judge(policy).Together != paths.MetSurely {
			t.Errorf("Change = nothing, and the policy is %s", f.judge(policy).Together)
		}
		open := slices.ContainsFunc(slices.Concat(c.Answer, c.Source), func(ref assess.Ref) bool { return f.sheet(ref.Bank)[ref.Question].Open() })
		for i := range c.Source {
			if open {
				break // an answer to one of them may lead past another
			}
			if got := changed(c.Raises, c.Answer, slices.Delete(slices.Clone(c.Source), i, i+1)); got == paths.MetSurely {
				t.Errorf("Change = %+v, and is met without source %d", c, i)
			}
		}
		if n := c.Levels(); n > 0 && upward(f.banks, aimOf(policy)) && fewer(selection, aimOf(policy), f.answers, min(n-1, 3)) {
			t.Errorf("Change = %+v, want fewer levels", c)
		}
		for _, r := range c.Raises {
			if b := f.banks[r.Bank]; b.Kind == questions.Tree && b.Nodes[b.Questions[r.Question].Part].Fact {
				t.Errorf("Change = %+v, which raises a fact", c)
			}
		}
	})
	if offered == 0 || besides == 0 || others == 0 {
		t.Errorf("offered %d times, with answers or sources besides %d times, %d other ways; want some of each", offered, besides, others)
	}
}

// A rule alone asks for no more than the whole policy.
func TestARuleAloneTakesNoMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFile(t, 3, 30)
		policy := drawPolicy(t, f.banks)
		if policy == nil || !upward(f.banks, aimOf(policy)) {
			return
		}
		selection, summary := assess.Select(f.banks), summarize(f)
		whole := policy.Change(selection, summary, 1)
		if whole.Why != assess.Offered || whole.FindOut != nil {
			return
		}
		for i := range policy.Rules {
			one := &portfolio.Policy{Rules: policy.Rules[i : i+1]}
			if upward(f.banks, aimOf(one)) && one.Change(selection, summary, 1).Levels() > whole.Levels() {
				t.Errorf("rule %d alone takes %+v, all together %+v", i, one.Change(selection, summary, 1), whole)
			}
		}
	})
}
