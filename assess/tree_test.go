package assess_test

import (
	"fmt"
	"slices"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// Names for the choices in tables, of questions with three levels.
const (
	no      = assess.Choice(0)
	partly  = assess.Choice(1)
	yes     = assess.Choice(2)
	open    = assess.Unanswered
	unknown = assess.Unknown
	without = assess.NotApplicable
)

// gate is a tree of one node: a must and two others of which one may fail, and
// one that does not count.
func gate(t *testing.T, needs int) *questions.Bank {
	t.Helper()
	return mustParse(t, fmt.Sprintf(`
bank: gate
version: 1
kind: tree
language: en
title: t
scales: {gate: [{id: "no", text: t}, {id: partly, text: t}, {id: "yes", text: t}]}
start: only
nodes:
  - id: only
    title: t
    questions:
      - {id: a, ask: t, levels: gate, passes: partly, must: true}
      - {id: b, ask: t, levels: gate, passes: "yes"}
      - {id: c, ask: t, levels: gate, passes: partly}
      - {id: d, ask: t, levels: gate, counts: false}
    needs: %d
    pass: through
    fail: stop
outcomes:
  - {id: through, title: t, short: t, text: t}
  - {id: stop, title: t, short: t, text: t}
`, needs))
}

func TestNode(t *testing.T) {
	const passed, failed = assess.Passed, assess.Failed
	for _, test := range []struct {
		needs             int
		sheet             assess.Sheet
		want              assess.Status
		certain, possible int
		codes, pivotal    []int
	}{
		{2, assess.Sheet{partly, no, partly, no}, passed, 2, 2, []int{0}, nil},
		{2, assess.Sheet{partly, partly, no, yes}, failed, 1, 1, []int{1}, nil},
		{2, assess.Sheet{no, yes, yes, yes}, failed, 2, 2, []int{1}, nil},
		{2, assess.Sheet{no, open, open, open}, failed, 0, 2, []int{1}, nil},
		{2, assess.Sheet{open, no, no, yes}, failed, 0, 1, []int{1}, nil},
		{2, assess.Sheet{unknown, yes, yes, no}, assess.Open, 2, 3, []int{0, 1}, []int{0}},
		{2, assess.Sheet{unknown, yes, open, no}, assess.Open, 1, 3, []int{0, 1}, []int{0}},
		{2, assess.Sheet{yes, unknown, no, no}, assess.Open, 1, 2, []int{0, 1}, []int{1}},
		{2, assess.Sheet{yes, unknown, yes, open}, passed, 2, 3, []int{0}, nil},
		{2, assess.Sheet{yes, open, open, open}, assess.Open, 1, 3, []int{0, 1}, []int{1, 2}},
		{2, assess.Sheet{open, open, open, open}, assess.Open, 0, 3, []int{0, 1}, []int{0, 1, 2}},
		{3, assess.Sheet{open, open, open, open}, assess.Open, 0, 3, []int{0, 1}, []int{0, 1, 2}},
		{3, assess.Sheet{open, yes, no, open}, failed, 1, 2, []int{1}, nil},
		{1, assess.Sheet{yes, no, no, no}, passed, 1, 1, []int{0}, nil},
		{1, assess.Sheet{open, open, open, open}, assess.Open, 0, 3, []int{0, 1}, []int{0}},
		{1, assess.Sheet{no, yes, yes, open}, failed, 2, 2, []int{1}, nil},
	} {
		r := assess.Select([]*questions.Bank{gate(t, test.needs)}).Evaluate(assess.Answers{"gate": test.sheet})
		want := assess.NodeResult{Status: test.want, Reachable: true, Certain: test.certain, Possible: test.possible}
		if got := r.Banks[0].Nodes[0]; got != want {
			t.Errorf("Evaluate(%v), needs %d: node = %+v, want %+v", test.sheet, test.needs, got, want)
		}
		if got := r.Banks[0].Codes; !slices.Equal(got, test.codes) {
			t.Errorf("Evaluate(%v), needs %d: codes = %v, want %v", test.sheet, test.needs, got, test.codes)
		}
		if got := pivotalIn(r); !slices.Equal(got, test.pivotal) {
			t.Errorf("Evaluate(%v), needs %d: pivotal = %v, want %v", test.sheet, test.needs, got, test.pivotal)
		}
	}
}

// pivotalIn gives the pivotal questions of the only bank.
func pivotalIn(r *assess.Result) []int {
	var found []int
	for _, ref := range r.Chains[0].Pivotal {
		found = append(found, ref.Question)
	}
	return found
}

func TestNeedsAllThatCountWhereItIsAbsent(t *testing.T) {
	b := mustParse(t, `
bank: all
version: 1
kind: tree
language: en
title: t
start: only
nodes:
  - id: only
    title: t
    questions:
      - {id: a, ask: t, levels: [{text: t}, {text: t}], passes: "2"}
      - {id: b, ask: t, levels: [{text: t}, {text: t}], counts: false}
      - {id: c, ask: t, levels: [{text: t}, {text: t}], passes: "2"}
    pass: through
    fail: stop
outcomes:
  - {id: through, title: t, short: t, text: t}
  - {id: stop, title: t, short: t, text: t}
`)
	for _, test := range []struct {
		sheet assess.Sheet
		want  assess.Status
	}{
		{assess.Sheet{1, 0, 1}, assess.Passed},
		{assess.Sheet{1, 1, 0}, assess.Failed},
		{assess.Sheet{1, 1, open}, assess.Open},
	} {
		if got := assess.Select([]*questions.Bank{b}).Evaluate(assess.Answers{"all": test.sheet}).Banks[0].Nodes[0].Status; got != test.want {
			t.Errorf("Evaluate(%v): node = %s, want %s", test.sheet, got, test.want)
		}
	}
}

// meeting is a tree of three nodes with one question each, the ways of each
// given as pass and fail.
func meeting(t *testing.T, ways ...string) *questions.Bank {
	t.Helper()
	text := "bank: ways\nversion: 1\nkind: tree\nlanguage: en\ntitle: t\nstart: n0\nnodes:\n"
	for i := 0; i < len(ways); i += 2 {
		text += fmt.Sprintf("  - {id: n%d, title: t, questions: [{id: q%d, ask: t, levels: [{text: t}, {text: t}], passes: \"2\"}], pass: %s, fail: %s}\n",
			i/2, i/2, ways[i], ways[i+1])
	}
	return mustParse(t, text+"outcomes: [{id: o0, title: t, short: t, text: t}, {id: o1, title: t, short: t, text: t}]\n")
}

func TestWalk(t *testing.T) {
	for _, test := range []struct {
		name    string
		bank    *questions.Bank
		sheet   assess.Sheet
		reached []int // nodes
		codes   []int
		pivotal []int
	}{
		{
			"an open node leads both ways", meeting(t, "n1", "n2", "o0", "o1", "o0", "o1"),
			assess.Sheet{open, 1, 0},
			[]int{0, 1, 2},
			[]int{0, 1},
			[]int{0},
		},
		{
			"a passed node leads one way", meeting(t, "n1", "n2", "o0", "o1", "o0", "o1"),
			assess.Sheet{1, open, open},
			[]int{0, 1},
			[]int{0, 1},
			[]int{1},
		},
		{
			"both ways to the same node", meeting(t, "n1", "n1", "o0", "o1", "o0", "o1"),
			assess.Sheet{open, open, open},
			[]int{0, 1},
			[]int{0, 1},
			[]int{1},
		},
		{
			"both ways to the same outcome", meeting(t, "o1", "o1", "o0", "o1", "o0", "o1"),
			assess.Sheet{open, open, open},
			[]int{0},
			[]int{1},
			nil,
		},
		{
			"ways that meet before they end", meeting(t, "n1", "n2", "n2", "n2", "o0", "o1"),
			assess.Sheet{open, open, open},
			[]int{0, 1, 2},
			[]int{0, 1},
			[]int{2},
		},
		{
			"ways that may meet", meeting(t, "n1", "n2", "n2", "o0", "o0", "o1"),
			assess.Sheet{open, open, open},
			[]int{0, 1, 2},
			[]int{0, 1},
			[]int{0, 1, 2},
		},
		{
			"ways that meet, since a node is passed", meeting(t, "n1", "n2", "n2", "o0", "o0", "o1"),
			assess.Sheet{open, 1, open},
			[]int{0, 1, 2},
			[]int{0, 1},
			[]int{2},
		},
		{
			"ways that end alike, since the answers are alike", meeting(t, "n1", "n2", "o0", "o1", "o0", "o1"),
			assess.Sheet{open, 1, 1},
			[]int{0, 1, 2},
			[]int{0},
			nil,
		},
	} {
		r := assess.Select([]*questions.Bank{test.bank}).Evaluate(assess.Answers{"ways": test.sheet})
		var reached []int
		for i, n := range r.Banks[0].Nodes {
			if n.Reachable {
				reached = append(reached, i)
			}
		}
		if codes, pivotal := r.Banks[0].Codes, pivotalIn(r); !slices.Equal(reached, test.reached) ||
			!slices.Equal(codes, test.codes) || !slices.Equal(pivotal, test.pivotal) {
			t.Errorf("%s: Evaluate(%v) = nodes %v, codes %v, pivotal %v, want %v, %v, %v", test.name, test.sheet,
				reached, codes, pivotal, test.reached, test.codes, test.pivotal)
		}
	}
}

func TestAFailedMustLeavesNothingToTheOthers(t *testing.T) {
	b := mustParse(t, `
bank: musts
version: 1
kind: tree
language: en
title: t
start: n0
nodes:
  - id: n0
    title: t
    questions:
      - {id: a, ask: t, levels: [{text: t}, {text: t}], passes: "2", must: true}
      - {id: b, ask: t, levels: [{text: t}, {text: t}], passes: "2", must: true}
    needs: 1
    pass: o0
    fail: n1
  - id: n1
    title: t
    questions:
      - {id: c, ask: t, levels: [{text: t}, {text: t}], passes: "2"}
    pass: o0
    fail: o1
outcomes: [{id: o0, title: t, short: t, text: t}, {id: o1, title: t, short: t, text: t}]
`)
	for _, test := range []struct {
		sheet assess.Sheet
		want  []int
	}{
		{assess.Sheet{0, open, open}, []int{2}},
		{assess.Sheet{1, open, open}, []int{1, 2}},
		{assess.Sheet{open, open, 1}, nil},
		{assess.Sheet{open, open, 0}, []int{0, 1}},
	} {
		got := pivotalIn(assess.Select([]*questions.Bank{b}).Evaluate(assess.Answers{"musts": test.sheet}))
		if !slices.Equal(got, test.want) {
			t.Errorf("Evaluate(%v): pivotal = %v, want %v", test.sheet, got, test.want)
		}
	}
}
