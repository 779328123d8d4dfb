package assess_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// A due is an advice that must be given, with what orders it.
type due struct {
	bank    int
	first   int // 0 findings, 1 the headline's ending, 2 answers, 3 other endings
	blocks  int // 0 a node or a key question, 1 a score, 2 nothing
	weakest bool
	gain    ratio // the share of the bank's score that the answer leaves missing
	place   int   // of the banks that speak, and in the bank: questions, findings that hold, the ending
	advice  *questions.Advice
	name    string
}

// before reports whether a must come before b.
func (a *due) before(b *due) bool {
	switch {
	case a.first != b.first:
		return a.first < b.first
	case a.blocks != b.blocks:
		return a.blocks < b.blocks
	case a.weakest != b.weakest:
		return a.weakest
	case a.gain.less(b.gain) || b.gain.less(a.gain):
		return b.gain.less(a.gain)
	}
	return a.place < b.place
}

// named writes an advice given with its bank, what blocks, and its origin.
func named(bank int, id string, blocks bool, origin assess.Origin) string {
	return fmt.Sprintf("%d:%s blocks=%t question=%d finding=%d ending=%d", bank, id, blocks, origin.Question, origin.Finding, origin.Ending)
}

// needless reports whether an answer in all worlds makes an advice needless.
func (s *scenario) needless(a *questions.Advice) bool {
	if a.Unless == nil {
		return false
	}
	for i, b := range s.banks {
		if q := b.Question(a.Unless.Question); b.ID == a.Unless.Bank && q >= 0 {
			levels := levelsOf(s.sheet(i)[q], len(b.Questions[q].Levels))
			return !slices.ContainsFunc(levels, func(level assess.Choice) bool { return int(level) < b.Questions[q].Level(a.Unless.Level) })
		}
	}
	return false
}

// dueOf returns the advice of one bank; headline is whether a conclusion stands
// there.
func (s *scenario) dueOf(bank int, headline bool) []*due {
	b, sheet := s.banks[bank], s.sheet(bank)
	all := worlds(b, sheet)
	codes := codesOf(all)
	var list []*due
	add := func(d due, advice *questions.Advice, origin assess.Origin) {
		if !s.needless(advice) {
			d.bank, d.advice, d.name = bank, advice, named(bank, advice.ID, d.blocks < 2, origin)
			list = append(list, &d)
		}
	}
	surely, maybe := weakestOf(b, all)
	for i := range b.Questions {
		q := &b.Questions[i]
		if sheet[i] < 0 {
			continue
		}
		possible := levelsOf(sheet[i], len(q.Levels))
		low, high := int(possible[0]), int(possible[len(possible)-1])
		d := due{first: 2, blocks: 2, gain: ratio{0, 1}}
		if b.Kind == questions.Tree {
			if reachable, _ := over(all, func(w *world) bool { return w.visited[q.Part] }); !reachable {
				continue
			}
			if _, passed := over(all, func(w *world) bool { return w.passed[q.Part] }); q.Counts && high < q.Passes && !passed {
				d.blocks = 0
			}
			if _, sure := over(all, func(w *world) bool { return w.passes(b, i) }); sure && len(codes) == 1 && b.Endings[codes[0]].Next == "" {
				continue
			}
		} else {
			d.weakest = slices.Contains(surely, q.Part) || slices.Contains(maybe, q.Part)
			weights, applicable := int64(0), int64(0)
			for _, dim := range b.Dimensions {
				weights += int64(dim.Weight)
			}
			for _, other := range b.Dimensions[q.Part].Questions {
				if sheet[other] != assess.NotApplicable {
					applicable += int64(b.Questions[other].Weight)
				}
			}
			top := len(q.Levels) - 1
			d.gain = ratio{int64(b.Dimensions[q.Part].Weight) * int64(q.Weight) * int64(top-low), weights * applicable * int64(top)}
			_, best := extremes(all, func(w *world) ratio { return w.counts[q.Part] })
			switch {
			case q.Key && high == 0:
				d.blocks = 0
			case len(b.Endings) > 0 && !best.reaches(b.Endings[0].Every):
				d.blocks = 1
			}
		}
		for j := range q.Advice {
			if q.Advice[j].From <= low && high <= q.Advice[j].UpTo {
				add(d, &q.Advice[j], assess.Origin{Question: i, Finding: -1, Ending: -1})
			}
		}
	}
	for i, f := range b.Findings {
		if _, holds := over(all, func(w *world) bool { return w.findings[i] }); holds {
			for j := range f.Advice {
				add(due{blocks: 2, gain: ratio{0, 1}}, &f.Advice[j], assess.Origin{Question: -1, Finding: i, Ending: -1})
			}
		}
	}
	if len(codes) == 1 {
		d := due{first: 3, blocks: 2, gain: ratio{0, 1}}
		if headline {
			d.first = 1
		}
		advice := b.Endings[codes[0]].Advice
		for j := range advice {
			add(d, &advice[j], assess.Origin{Question: -1, Finding: -1, Ending: codes[0]})
		}
	}
	return list
}

// inOrder names advice, what must come first first, and what other advice comes
// after directly before that.
func inOrder(list []*due) []string {
	for i := range list {
		list[i].place = i
	}
	var names []string
	given := make(map[*due]bool)
	var give func(d *due)
	give = func(d *due) {
		if given[d] {
			return
		}
		given[d] = true
		for _, id := range d.advice.After {
			for _, e := range list {
				if e.bank == d.bank && e.advice.ID == id {
					give(e)
				}
			}
		}
		names = append(names, d.name)
	}
	left := slices.Clone(list)
	for len(left) > 0 {
		first := 0
		for i := range left {
			if left[i].before(left[first]) {
				first = i
			}
		}
		give(left[first])
		left = slices.Delete(left, first, first+1)
	}
	return names
}

func TestAdviceIsGivenInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(3, 100).Draw(t, "case")
		r := s.evaluate()
		var order, folded []int
		stands := make(map[int]bool)
		for bank, b := range s.banks {
			if len(b.Endings) == 0 { // heard beside the chains, and first
				order = append(order, bank)
			}
		}
		for _, c := range r.Chains {
			for _, step := range c.Steps {
				if !slices.Contains(order, step.Bank) {
					order = append(order, step.Bank)
				}
			}
			at := slices.IndexFunc(c.Steps, func(step assess.Step) bool { return len(step.Codes) > 1 })
			if at < 0 {
				at = len(c.Steps) - 1
			}
			stands[c.Steps[at].Bank] = true
		}
		for bank := range s.banks {
			if !slices.Contains(order, bank) {
				folded = append(folded, bank)
			}
		}
		check := func(what string, banks []int, got []assess.Given) {
			var want []*due
			for _, bank := range banks {
				want = append(want, s.dueOf(bank, stands[bank])...)
			}
			var names []string
			for _, g := range got {
				names = append(names, named(g.Bank, g.Advice.ID, g.Blocks, g.Origin))
			}
			if diff := cmp.Diff(inOrder(want), names); diff != "" {
				t.Errorf("Evaluate: %s (-want +got)\n%s", what, diff)
			}
		}
		check("advice", order, r.Advice)
		check("folded advice", folded, r.Folded())
	})
}

func TestAdviceOrderByHand(t *testing.T) {
	s := assess.Select([]*questions.Bank{mustParse(t, `
bank: order
version: 1
kind: scale
language: en
title: t
scales: {five: [{text: t}, {text: t}, {text: t}, {text: t}, {text: t}]}
dimensions:
  - id: strong
    title: t
    questions:
      - {id: a, ask: t, levels: five, advice: [{id: on-a, do: t, who: partners, when: now}]}
  - id: weak
    title: t
    questions:
      - {id: b, ask: t, levels: five, advice: [{id: on-b, up-to: "2", do: t, who: partners, when: now}]}
      - {id: c, ask: t, weight: 3, levels: five, advice: [{id: on-c, from: "2", do: t, who: partners, when: now}]}
      - {id: d, ask: t, weight: 2, levels: five, advice: [{id: on-d, do: t, who: partners, when: now}]}
bands: [{id: all, title: t, from: 0}]
verdicts:
  - {id: ready, title: t, short: t, text: t, every: 50, advice: [{id: on-ready, do: t, who: partners, when: now}]}
  - {id: repair, title: t, short: t, text: t, advice: [{id: on-repair, do: t, who: partners, when: now}]}
findings:
  - {id: f, when: {a: {at-least: "2"}}, title: t, text: t, advice: [{id: on-f, do: t, who: partners, when: now}]}
`)})
	for _, test := range []struct {
		sheet assess.Sheet
		want  []string
	}{
		// weak has (1/4 + 3·1/4 + 2·1/4)/6 = 25 %, under 50 %: missing are b 3/4, c 9/4, d 6/4
		{assess.Sheet{4, 1, 1, 1}, []string{"on-f", "on-repair", "on-c!", "on-d!", "on-b!", "on-a"}},
		// missing are b 1, c 3/4 and d 1/2; a is the weakest, and blocks, at 0 %
		{assess.Sheet{0, 0, 3, 3}, []string{"on-repair", "on-a!", "on-b", "on-c", "on-d"}},
		// equal gains, c 3·1/2 and d 2·3/4: bank order; b is above what its advice is for
		{assess.Sheet{4, 3, 2, 1}, []string{"on-f", "on-repair", "on-c!", "on-d!", "on-a"}},
		// d open: weak is between 42 and 75 %, so it does not block, nor is the verdict certain
		{assess.Sheet{4, 2, 2, open}, []string{"on-f", "on-c", "on-a"}},
		{assess.Sheet{4, 4, 4, 4}, []string{"on-f", "on-ready", "on-a", "on-c", "on-d"}},
		{assess.Sheet{open, open, open, unknown}, nil},
	} {
		var got []string
		for _, g := range s.Evaluate(assess.Answers{"order": test.sheet}).Advice {
			id := g.Advice.ID
			if g.Blocks {
				id += "!"
			}
			got = append(got, id)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("Evaluate(%v): advice = %q, want %q", test.sheet, got, test.want)
		}
	}
}
