package assess_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// eachChain checks something of every conclusion of random cases, against the
// paths that completions take from the same start.
func eachChain(t *testing.T, check func(t *rapid.T, s *scenario, r *assess.Result, c *assess.Chain, all []journey)) {
	t.Helper()
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(4, 100).Draw(t, "case")
		r := s.evaluate()
		for i := range r.Chains {
			c := &r.Chains[i]
			check(t, s, r, c, journeys(s.banks, s.worlds(), c.Steps[0].Bank))
		}
	})
}

// worlds gives the completions of every selected bank.
func (s *scenario) worlds() [][]world {
	all := make([][]world, len(s.banks))
	for i, b := range s.banks {
		all[i] = worlds(b, s.sheet(i))
	}
	return all
}

func TestChainsStartWhereNoOtherBankLeads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(4, 20).Draw(t, "case")
		r := s.evaluate()
		var got, want []int
		for _, c := range r.Chains {
			got = append(got, c.Steps[0].Bank)
		}
		for i, b := range s.banks {
			led := false
			for _, other := range s.banks {
				for _, e := range other.Endings {
					led = led || e.Next == b.ID
				}
			}
			if !led && len(b.Endings) > 0 {
				want = append(want, i)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("Evaluate: chains start at %v, want %v", got, want)
		}
		settled := len(want) > 0 && len(journeys(s.banks, s.worlds(), want[0])) == 1
		if got := r.Settled(); got != settled {
			t.Errorf("Settled() = %t, want %t", got, settled)
		}
	})
}

func TestPathsAreThoseOfCompletions(t *testing.T) {
	eachChain(t, func(t *rapid.T, s *scenario, r *assess.Result, c *assess.Chain, all []journey) {
		var want []string
		for _, j := range all {
			want = append(want, j.String())
		}
		got := sequences(&c.Path)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("Evaluate: path %+v = %q, want %q", c.Path, got, want)
		}
		checkPath(t, r, &c.Path)
	})
}

// sequences gives every way through a path as a journey is written.
func sequences(p *assess.Path) []string {
	ways := []string{""}
	extend := func(part string) []string {
		extended := make([]string, len(ways))
		for i, way := range ways {
			extended[i] = way + part
		}
		return extended
	}
	for i, step := range p.Steps {
		var longer []string
		for _, code := range step.Codes {
			part := fmt.Sprint(step.Bank, ":", code, ">")
			branch := slices.IndexFunc(p.Branches, func(b assess.Branch) bool { return b.Code == code })
			if i < len(p.Steps)-1 || branch < 0 {
				longer = append(longer, extend(part)...)
				continue
			}
			for _, way := range sequences(&p.Branches[branch].Path) {
				longer = append(longer, extend(part+way)...)
			}
		}
		ways = longer
	}
	return extend(p.Beyond)
}

// checkPath checks that a path goes on while all codes of a step name the same
// next bank, and parts where they do not.
func checkPath(t *rapid.T, r *assess.Result, p *assess.Path) {
	for i, step := range p.Steps {
		endings := r.Banks[step.Bank].Bank.Endings
		var named []string
		var leading []int
		for _, code := range step.Codes {
			if next := endings[code].Next; next != "" {
				leading = append(leading, code)
			}
			if !slices.Contains(named, endings[code].Next) {
				named = append(named, endings[code].Next)
			}
		}
		if i < len(p.Steps)-1 {
			if next := r.Banks[p.Steps[i+1].Bank].Bank.ID; !slices.Equal(named, []string{next}) {
				t.Errorf("Evaluate: a path goes on with %q, but its codes name %q", next, named)
			}
			continue
		}
		var branches []int
		for j := range p.Branches {
			branches = append(branches, p.Branches[j].Code)
			checkPath(t, r, &p.Branches[j].Path)
		}
		if len(named) == 1 {
			leading = nil
		}
		if !slices.Equal(branches, leading) {
			t.Errorf("Evaluate: a path parts at codes %v, want %v", branches, leading)
		}
	}
}

func TestCompleteAnswersHaveOneCodePerBank(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(4, 20).Draw(t, "case")
		codes := make([]int, len(s.banks))
		for i, all := range s.worlds() {
			w := rapid.SampledFrom(places(len(all))).Draw(t, "completion")
			codes[i] = all[w].code
			s.answers[s.banks[i].ID] = all[w].sheet
		}
		r := s.evaluate()
		for _, c := range r.Chains {
			want := travel(s.banks, codes, c.Steps[0].Bank)
			var got journey
			for _, step := range c.Steps {
				if len(step.Codes) != 1 {
					t.Fatalf("Evaluate: step %+v, want one code", step)
				}
				got.visits = append(got.visits, visit{step.Bank, step.Codes[0]})
			}
			got.beyond = c.Beyond
			if got.String() != want.String() || c.OpenStep != -1 || c.Branches != nil || c.Pivotal != nil || c.Later != nil || !c.Exact {
				t.Errorf("Evaluate: chain = %+v, want %s and settled", c, want)
			}
		}
	})
}

func TestTheOpenStepIsTheFirstWithSeveralCodes(t *testing.T) {
	eachChain(t, func(t *rapid.T, s *scenario, r *assess.Result, c *assess.Chain, all []journey) {
		want := -1
		for i, step := range slices.Backward(c.Steps) {
			var codes []int
			for _, j := range all {
				if v := j.visits[i]; v.bank == step.Bank && !slices.Contains(codes, v.code) {
					codes = append(codes, v.code)
				}
			}
			slices.Sort(codes)
			if !slices.Equal(step.Codes, codes) {
				t.Errorf("Evaluate: codes of step %d = %v, want %v", i, step.Codes, codes)
			}
			if len(codes) > 1 {
				want = i
			}
		}
		if c.OpenStep != want {
			t.Errorf("Evaluate: open step = %d, want %d", c.OpenStep, want)
		}
	})
}

func TestPivotalQuestionsChangeTheOpenStep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(2, 1000).Draw(t, "case")
		for _, c := range s.evaluate().Chains {
			var want []assess.Ref
			if c.OpenStep >= 0 {
				bank := c.Steps[c.OpenStep].Bank
				for _, q := range pivotalOf(s.sheet(bank), worlds(s.banks[bank], s.sheet(bank))) {
					want = append(want, assess.Ref{Bank: bank, Question: q})
				}
			}
			if !slices.Equal(c.Pivotal, want) || !c.Exact {
				t.Errorf("Evaluate: pivotal = %v, exact %t, want %v, true", c.Pivotal, c.Exact, want)
			}
		}
	})
}

func TestLaterQuestionsLieBehindTheOpenStep(t *testing.T) {
	eachChain(t, func(t *rapid.T, s *scenario, r *assess.Result, c *assess.Chain, all []journey) {
		behind := make([]bool, len(s.banks))
		for _, j := range all {
			for i, v := range j.visits {
				behind[v.bank] = behind[v.bank] || c.OpenStep >= 0 && i > c.OpenStep
			}
		}
		want := make(map[assess.Ref]bool)
		for bank, is := range behind {
			for q, choice := range s.sheet(bank) {
				if is && choice.Open() {
					want[assess.Ref{Bank: bank, Question: q}] = true
				}
			}
		}
		got := make(map[assess.Ref]bool)
		for _, ref := range c.Later {
			got[ref] = true
		}
		if len(c.Later) != len(want) || len(got) != len(want) {
			t.Errorf("Evaluate: later = %v, want %v", c.Later, want)
		}
		for ref := range want {
			if !got[ref] {
				t.Errorf("Evaluate: later = %v, want %v too", c.Later, ref)
			}
		}
	})
}

func TestRolesFollowFromThePaths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(4, 50).Draw(t, "case")
		r := s.evaluate()
		want := make([]assess.Role, len(s.banks))
		for _, c := range r.Chains {
			for _, j := range journeys(s.banks, s.worlds(), c.Steps[0].Bank) {
				for _, v := range j.visits {
					want[v.bank] = max(want[v.bank], assess.Conditional)
				}
			}
		}
		for _, c := range r.Chains {
			for _, step := range c.Steps {
				want[step.Bank] = assess.Deciding
			}
		}
		for i, b := range s.banks {
			if len(b.Endings) == 0 {
				want[i] = assess.Beside
			}
		}
		for i := range r.Banks {
			if got := r.Banks[i].Role; got != want[i] {
				t.Errorf("Evaluate: role of %s = %s, want %s", s.banks[i].ID, got, want[i])
			}
		}
	})
}

// A case of the law of paths, by hand: two outcomes share a next, a third ends.
func TestPathByHand(t *testing.T) {
	s := assess.Select([]*questions.Bank{
		mustParse(t, `
bank: first
version: 1
kind: tree
language: en
title: t
start: one
nodes:
  - {id: one, title: t, questions: [{id: a, ask: t, levels: [{text: t}, {text: t}], passes: "2"}], pass: two, fail: stop}
  - {id: two, title: t, questions: [{id: b, ask: t, levels: [{text: t}, {text: t}], passes: "2"}], pass: fast, fail: slow}
outcomes:
  - {id: stop, title: t, short: t, text: t}
  - {id: fast, title: t, short: t, text: t, next: second, also: third}
  - {id: slow, title: t, short: t, text: t, next: second}
`),
		mustParse(t, `
bank: second
version: 1
kind: scale
language: en
title: t
dimensions: [{id: d, title: t, questions: [{id: c, ask: t, levels: [{text: t}, {text: t}]}]}]
bands: [{id: all, title: t, from: 0}]
verdicts:
  - {id: good, title: t, short: t, text: t, overall: 50, next: third}
  - {id: bad, title: t, short: t, text: t}
`),
		mustParse(t, `
bank: third
version: 1
kind: tree
language: en
title: t
start: one
nodes:
  - {id: one, title: t, questions: [{id: e, ask: t, levels: [{text: t}, {text: t}], passes: "2"}], pass: end, fail: end}
outcomes:
  - {id: end, title: t, short: t, text: t, next: fourth}
`),
	})
	ref := func(bank, question int) assess.Ref { return assess.Ref{Bank: bank, Question: question} }
	for _, test := range []struct {
		first, second, third assess.Sheet
		want                 string // the ways through the path
		openStep             int
		pivotal, later       []assess.Ref
	}{
		{assess.Sheet{1, 0}, assess.Sheet{1}, nil, "0:2>1:0>2:0>fourth", -1, nil, nil},
		{assess.Sheet{0, open}, nil, nil, "0:0>", -1, nil, nil},
		{assess.Sheet{1, open}, assess.Sheet{0}, nil, "0:1>1:1> 0:2>1:1>", 0, []assess.Ref{ref(0, 1)}, nil},
		{
			assess.Sheet{1, 1},
			nil, nil, "0:1>1:0>2:0>fourth 0:1>1:1>",
			1,
			[]assess.Ref{ref(1, 0)},
			[]assess.Ref{ref(2, 0)},
		},
		{
			assess.Sheet{open, 1},
			assess.Sheet{1},
			nil, "0:0> 0:1>1:0>2:0>fourth",
			0,
			[]assess.Ref{ref(0, 0)},
			[]assess.Ref{ref(2, 0)},
		},
		{
			assess.Sheet{open, open},
			nil,
			assess.Sheet{1},
			"0:0> 0:1>1:0>2:0>fourth 0:1>1:1> 0:2>1:0>2:0>fourth 0:2>1:1>",
			0,
			[]assess.Ref{ref(0, 0), ref(0, 1)},
			[]assess.Ref{ref(1, 0)},
		},
		{
			assess.Sheet{open, 0},
			nil, nil, "0:0> 0:2>1:0>2:0>fourth 0:2>1:1>",
			0,
			[]assess.Ref{ref(0, 0)},
			[]assess.Ref{ref(1, 0), ref(2, 0)},
		},
	} {
		answers := assess.Answers{"first": test.first, "second": test.second, "third": test.third}
		c := s.Evaluate(answers).Chains[0]
		ways := sequences(&c.Path)
		slices.Sort(ways)
		if got := strings.Join(ways, " "); got != test.want {
			t.Errorf("Evaluate(%v): path = %q, want %q", answers, got, test.want)
		}
		if c.OpenStep != test.openStep || !slices.Equal(c.Pivotal, test.pivotal) || !slices.Equal(c.Later, test.later) {
			t.Errorf("Evaluate(%v) = open step %d, pivotal %v, later %v, want %d, %v, %v", answers,
				c.OpenStep, c.Pivotal, c.Later, test.openStep, test.pivotal, test.later)
		}
	}
}

func mustParse(t *testing.T, text string) *questions.Bank {
	t.Helper()
	b, err := questions.Parse("bank.yaml", []byte(text))
	if err != nil {
		t.Fatalf("Parse: %v", err)
	}
	return b
}
