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
	bank, dimension int   // ranks; what hangs on no dimension comes behind all
	missing         ratio // weight times what is missing to the top, of a question
	place           int   // in the bank: questions, findings that hold, the ending
	blocks          bool
	name            string
}

// first tells whether a must come before b.
func (a due) first(b due) bool {
	switch {
	case a.blocks != b.blocks:
		return a.blocks
	case a.bank != b.bank:
		return a.bank < b.bank
	case a.dimension != b.dimension:
		return a.dimension < b.dimension
	case a.missing.less(b.missing) || b.missing.less(a.missing):
		return b.missing.less(a.missing)
	}
	return a.place < b.place
}

// named writes an advice given with its bank, what blocks, and its origin.
func named(bank int, id string, blocks bool, origin assess.Origin) string {
	return fmt.Sprintf("%d:%s blocks=%t question=%d finding=%d ending=%d", bank, id, blocks, origin.Question, origin.Finding, origin.Ending)
}

// dueOf gives the advice of one bank.
func dueOf(b *questions.Bank, sheet assess.Sheet, all []world, bank, rank int) []due {
	var list []due
	add := func(d due, advice *questions.Advice, origin assess.Origin) {
		d.bank, d.place, d.name = rank, len(list), named(bank, advice.ID, d.blocks, origin)
		list = append(list, d)
	}
	weakest, _ := weakestOf(b, sheet, all)
	for i := range b.Questions {
		q := &b.Questions[i]
		level := int(sheet[i])
		if level < 0 {
			continue
		}
		d := due{missing: ratio{0, 1}}
		if b.Kind == questions.Tree {
			if reachable, _ := over(all, func(w *world) bool { return w.visited[q.Part] }); !reachable {
				continue
			}
			_, passed := over(all, func(w *world) bool { return w.passed[q.Part] })
			d.blocks = q.Counts && level < q.Passes && !passed
		} else {
			d.dimension = slices.Index(weakest, q.Part)
			top := len(q.Levels) - 1
			d.missing = ratio{int64(q.Weight * (top - level)), int64(top)}
			_, high := extremes(all, func(w *world) ratio { return w.scores[q.Part] })
			d.blocks = len(b.Endings) > 0 && !high.reaches(b.Endings[0].Every)
		}
		for j := range q.Advice {
			if q.Advice[j].From <= level && level <= q.Advice[j].UpTo {
				add(d, &q.Advice[j], assess.Origin{Question: i, Finding: -1, Ending: -1})
			}
		}
	}
	behind := due{dimension: len(b.Dimensions), missing: ratio{0, 1}}
	for i, f := range b.Findings {
		if _, holds := over(all, func(w *world) bool { return w.findings[i] }); holds {
			for j := range f.Advice {
				add(behind, &f.Advice[j], assess.Origin{Question: -1, Finding: i, Ending: -1})
			}
		}
	}
	if codes := codesOf(all); len(codes) == 1 {
		advice := b.Endings[codes[0]].Advice
		for j := range advice {
			add(behind, &advice[j], assess.Origin{Question: -1, Finding: -1, Ending: codes[0]})
		}
	}
	return list
}

// inOrder names advice, what must come first first.
func inOrder(list []due) []string {
	var names []string
	for len(list) > 0 {
		first := 0
		for i := range list {
			if list[i].first(list[first]) {
				first = i
			}
		}
		names = append(names, list[first].name)
		list = slices.Delete(list, first, first+1)
	}
	return names
}

func TestAdviceComesFromTheChainsWhatBlocksFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(3, 100).Draw(t, "case")
		r := s.evaluate()
		var order []int
		for _, c := range r.Chains {
			for _, step := range c.Steps {
				if !slices.Contains(order, step.Bank) {
					order = append(order, step.Bank)
				}
			}
		}
		var given, folded []due
		for rank, bank := range order {
			given = append(given, dueOf(s.banks[bank], s.sheet(bank), worlds(s.banks[bank], s.sheet(bank)), bank, rank)...)
		}
		for bank, b := range s.banks {
			if !slices.Contains(order, bank) {
				folded = append(folded, dueOf(b, s.sheet(bank), worlds(b, s.sheet(bank)), bank, bank)...)
			}
		}
		names := func(all []assess.Given) []string {
			var list []string
			for _, g := range all {
				list = append(list, named(g.Bank, g.Advice.ID, g.Blocks, g.Origin))
			}
			return list
		}
		if diff := cmp.Diff(inOrder(given), names(r.Advice)); diff != "" {
			t.Errorf("Evaluate: advice (-want +got)\n%s", diff)
		}
		if diff := cmp.Diff(inOrder(folded), names(r.Folded)); diff != "" {
			t.Errorf("Evaluate: folded advice (-want +got)\n%s", diff)
		}
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
		{assess.Sheet{4, 1, 1, 1}, []string{"on-c!", "on-d!", "on-b!", "on-a", "on-f", "on-repair"}},
		// missing are b 1, c 3/4 and d 1/2; a is the weakest, and blocks, at 0 %
		{assess.Sheet{0, 0, 3, 3}, []string{"on-a!", "on-b", "on-c", "on-d", "on-repair"}},
		// equal gains, c 3·1/2 and d 2·3/4: bank order; b is above what its advice is for
		{assess.Sheet{4, 3, 2, 1}, []string{"on-c!", "on-d!", "on-a", "on-f", "on-repair"}},
		// d open: weak is between 42 and 75 %, so it does not block, nor is the verdict certain
		{assess.Sheet{4, 2, 2, open}, []string{"on-c", "on-a", "on-f"}},
		{assess.Sheet{4, 4, 4, 4}, []string{"on-a", "on-c", "on-d", "on-f", "on-ready"}},
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
