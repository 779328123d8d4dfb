package assess_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// problem is a tree whose first node is about the problem and whose second is about
// those who work on it.
func problem(t *testing.T) *questions.Bank {
	t.Helper()
	return mustParse(t, `
bank: problem
version: 1
kind: tree
language: en
title: t
start: about
scales: {gate: [{id: "no", text: t}, {id: partly, text: t}, {id: "yes", text: t}]}
nodes:
  - {id: about, title: t, fact: true, questions: [{id: a, ask: t, levels: gate, passes: partly}], pass: able, fail: elsewhere}
  - {id: able, title: t, questions: [{id: b, ask: t, levels: gate, passes: "yes"}, {id: c, ask: t, levels: gate, passes: partly}], needs: 1, pass: go, fail: wait}
outcomes:
  - {id: elsewhere, title: t, short: t, text: t}
  - {id: wait, title: t, short: t, text: t}
  - {id: go, title: t, short: t, text: t}
`)
}

func TestNobodyIsToldToRaiseAFact(t *testing.T) {
	b := problem(t)
	s := assess.Select([]*questions.Bank{b})
	for _, test := range []struct {
		sheet assess.Sheet
		want  *assess.Takes
	}{
		{assess.Sheet{yes, yes, no}, nil},
		// the cheaper of two, although it may be so already
		{assess.Sheet{yes, no, open}, &assess.Takes{Code: 2, Raises: []assess.Raise{{Question: 2, From: 0, To: 1, Open: true}}}},
		{assess.Sheet{yes, partly, no}, &assess.Takes{Code: 2, Raises: []assess.Raise{{Question: 1, From: 1, To: 2}}}},
		{assess.Sheet{open, no, no}, &assess.Takes{Code: 1, FindOut: []int{0}}},
		{assess.Sheet{assess.Between(0, 1), yes, yes}, &assess.Takes{Code: 1, FindOut: []int{0}}},
		{assess.Sheet{no, yes, yes}, &assess.Takes{Code: 1, Why: assess.AboutProblem}},
	} {
		r := s.Evaluate(assess.Answers{"problem": test.sheet})
		got, ok := s.Take(r, 0)
		if diff := cmp.Diff(test.want, got); diff != "" || ok != (test.want != nil) {
			t.Errorf("Take(%v), %t (-want +got):\n%s", test.sheet, ok, diff)
		}
	}
	// The other way round facts count too: one level of the first answer.
	if levels, ok := s.Firm(s.Evaluate(assess.Answers{"problem": {partly, yes, yes}}), 0); levels != 1 || !ok {
		t.Errorf("Firm = %d, %t, want 1, true", levels, ok)
	}
}

func TestOrderedTrees(t *testing.T) {
	for _, test := range []struct {
		ways []string
		want bool
	}{
		{[]string{"n1", "o1", "n2", "o1", "o0", "o1"}, true},
		{[]string{"n1", "o1", "n2", "o0", "o0", "o1"}, false}, // behind the second pass lies o1 too
		{[]string{"o0", "n1", "n2", "n2", "o1", "o0"}, false}, // what passes at once ends worse
		{[]string{"o0", "o1", "o1", "o0", "o1", "o0"}, true},  // nothing leads to the others
	} {
		b := meeting(t, test.ways...)
		if got := assess.Ordered(b); got != test.want {
			t.Errorf("Ordered(%v) = %t, want %t", test.ways, got, test.want)
		}
		s := assess.Select([]*questions.Bank{b})
		if take, ok := s.Take(s.Evaluate(nil), 0); !ok || (take.Why == assess.Unordered) == test.want {
			t.Errorf("Take in %v = %+v, %t, want it refused: %t", test.ways, take, ok, !test.want)
		}
	}
}

// TestTooManyWays takes a tree that doubles at every node: walks may stand at more
// sets of nodes than are looked at.
func TestTooManyWays(t *testing.T) {
	const last, inner = 31, 15
	var nodes strings.Builder
	node := func(i int, pass, fail string) {
		fmt.Fprintf(&nodes, "  - {id: n%d, title: t, questions: [{id: q%d, ask: t, levels: [{text: t}, {text: t}], passes: \"2\"}], pass: %s, fail: %s}\n", i, i, pass, fail)
	}
	node(0, "n1", "bad")
	for i := 1; i <= last; i++ {
		if i <= inner {
			node(i, fmt.Sprint("n", 2*i), fmt.Sprint("n", 2*i+1))
		} else {
			node(i, "good", "good")
		}
	}
	b := mustParse(t, "bank: many\nversion: 1\nkind: tree\nlanguage: en\ntitle: t\nstart: n0\nnodes:\n"+nodes.String()+
		"outcomes: [{id: good, title: t, short: t, text: t}, {id: bad, title: t, short: t, text: t}]\n")
	s := assess.Select([]*questions.Bank{b})
	r := s.Evaluate(nil)
	if got, ok := s.Take(r, 0); !ok || got.Why != assess.TooManyWays || got.Raises != nil {
		t.Errorf("Take = %+v, %t, want too many ways", got, ok)
	}
	if n, exact := s.Fewest(r, 0); n != 1 || exact {
		t.Errorf("Takes = %d, %t, want at least 1", n, exact)
	}
	settled := slices.Repeat(assess.Sheet{1}, len(b.Questions))
	settled[0] = open
	if got, _ := s.Take(s.Evaluate(assess.Answers{"many": settled}), 0); got.Why != assess.Offered || got.Levels() != 1 {
		t.Errorf("Take = %+v, want one level where one way is open", got)
	}
}

func TestTheOutlookIsOfBanksThatDecide(t *testing.T) {
	s, r := evaluated(t, "hasselt-2017") // open in when, and preconditions lie behind one code
	o := s.Outlook(r)
	if o.Chains[0].Answers != 1 || !o.Chains[0].Exact || len(o.Chains[0].First) != len(r.Chains[0].Pivotal) || o.Banks[0].Next == nil {
		t.Errorf("Outlook = %+v, %+v, want one answer to be found out, and what it takes", o.Chains[0], o.Banks[0])
	}
	if diff := cmp.Diff(assess.BankOutlook{}, o.Banks[1]); diff != "" {
		t.Errorf("Outlook of a bank that does not decide (-want +got):\n%s", diff)
	}
	s, r = evaluated(t, "kalamazoo-promise-2005")
	o = s.Outlook(r)
	if o.Chains[0].Answers != 0 || o.Chains[0].First != nil || o.Banks[0].Firm == 0 || len(o.Banks[0].RuledOut) == 0 {
		t.Errorf("Outlook = %+v, %+v, want a settled step that stands firmly", o.Chains[0], o.Banks[0])
	}
}
