package assess_test

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/questions"
)

// after is a file after some of its answers are raised.
func (f *file) after(raises []paths.BankRaise) *file {
	a := &file{scenario: &scenario{banks: f.banks, all: f.all, answers: maps.Clone(f.answers)}, sourced: f.sourced}
	if a.answers == nil {
		a.answers = make(assess.Answers)
	}
	for _, r := range raises {
		b := f.banks[r.Bank]
		a.answers[b.ID] = raisedSheet(b, a.sheet(r.Bank), r.Question, r.To)
	}
	return a
}

// theWay is a tree with facts before, between and behind what people can change, and a
// scale that it leads on to.
func theWay(t *testing.T) []*questions.Bank {
	t.Helper()
	return []*questions.Bank{mustParse(t, `
bank: way
version: 1
kind: tree
language: en
title: t
start: clear
scales: {gate: [{id: "no", text: t}, {id: partly, text: t}, {id: "yes", text: t}]}
nodes:
  - {id: clear, title: t, questions: [{id: a, ask: t, levels: gate, passes: partly}], pass: many, fail: choose}
  - {id: many, title: t, fact: true, questions: [{id: b, ask: t, levels: gate, passes: partly}, {id: c, ask: t, levels: gate, passes: "yes"}], needs: 1, pass: able, fail: alone}
  - {id: able, title: t, questions: [{id: d, ask: t, levels: gate, passes: "yes", must: true}, {id: e, ask: t, levels: gate, passes: partly}, {id: f, ask: t, levels: gate, passes: partly}], needs: 2, pass: wide, fail: wait}
  - {id: wide, title: t, fact: true, questions: [{id: g, ask: t, levels: gate, passes: "yes"}], pass: go, fail: near}
outcomes:
  - {id: choose, title: t, short: t, text: t}
  - {id: alone, title: t, short: t, text: t}
  - {id: wait, title: t, short: t, text: t}
  - {id: near, title: t, short: t, text: t}
  - {id: go, title: t, short: t, text: t, next: deep}
`), mustParse(t, `
bank: deep
version: 1
kind: scale
language: en
title: t
scales: {three: [{text: t}, {text: t}, {text: t}]}
bands: [{id: low, title: t, from: 0}]
dimensions:
  - {id: x, title: t, questions: [{id: h, ask: t, levels: three}, {id: i, ask: t, levels: three}]}
  - {id: y, title: t, questions: [{id: j, ask: t, levels: three}]}
verdicts:
  - {id: good, title: t, short: t, text: t, every: 50}
  - {id: weak, title: t, short: t, text: t}
`)}
}

// Levels that are a way only where the problem turns out well are one there: with what is
// to be found out known, the policy takes these levels and no fewer. Where a fact stands
// against it as it is answered, nothing that can still be found out, nor any level beside
// it, is enough.
func TestAWayBesideTheProblem(t *testing.T) {
	ways, again, stands := 0, 0, 0
	banks := theWay(t)
	rapid.Check(t, func(t *rapid.T) {
		f := &file{scenario: &scenario{banks: banks, all: banks, answers: drawAnswers(t, banks, 30)}}
		if often(t, 1) {
			f = drawFile(t, 3, 30)
		}
		policy := drawPolicy(t, f.banks)
		if policy == nil || !upward(f.banks, aimOf(policy)) || f.judge(policy).Together != paths.MetNever {
			return
		}
		selection := assess.Select(f.banks)
		c := policy.Change(selection, summarize(f), 1)
		if c.Offered() || len(c.Against.Raises) == 0 {
			return
		}
		w, ok := c.Takes(f.banks)
		if !ok || c.Against.Again {
			if stands++; ok {
				again++
			}
			best := f.after(nil)
			for i, b := range f.banks {
				sheet := slices.Clone(f.sheet(i))
				for q := range sheet {
					low, high := sheet[q].Possible(&b.Questions[q])
					if b.IsFact(q) {
						sheet[q] = assess.Choice(high)
					} else if high >= low {
						sheet[q] = assess.Choice(len(b.Questions[q].Levels) - 1)
					}
				}
				best.answers[b.ID] = sheet
			}
			if surelyMet(selection, aimOf(policy), best.answers) {
				t.Errorf("Against = %+v, and the highest answers beside the problem are enough", c.Against)
			}
			return
		}
		ways++
		known := f.after(nil)
		for _, ref := range c.Against.Find {
			b := f.banks[ref.Bank]
			sheet := slices.Clone(known.sheet(ref.Bank))
			_, high := sheet[ref.Question].Possible(&b.Questions[ref.Question])
			if !b.IsFact(ref.Question) || !sheet[ref.Question].Open() {
				t.Errorf("Against = %+v, and %v is no fact that is not known", c.Against, ref)
			}
			sheet[ref.Question] = assess.Choice(high)
			known.answers[b.ID] = sheet
		}
		if after := known.after(w.Raises); !surelyMet(selection, aimOf(policy), after.answers) {
			t.Errorf("Against = %+v, and with all of it the policy is not met", c.Against)
		}
		if n := w.Levels(); n > 0 && fewer(selection, aimOf(policy), known.answers, min(n-1, 3)) {
			t.Errorf("Against = %+v, and with the problem known fewer levels are enough", c.Against)
		}
		if again := policy.Change(selection, summarize(known), 1); !again.Offered() || again.Levels() != w.Levels() {
			t.Errorf("Against = %+v, and with the problem known Change = %+v, want as many levels", c.Against, again)
		}
	})
	if ways == 0 || again == 0 || stands == 0 {
		t.Errorf("%d ways beside the problem, %d ask again, %d are ruled out; want some of each", ways, again, stands)
	}
}
