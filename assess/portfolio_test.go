package assess_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/interview"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
)

// A member is a case to be added to a portfolio.
type member struct {
	source, title string
	result        *assess.Result
}

// A round is the cases of a portfolio drawn at random: banks, cases, and what is
// required of them.
type round struct {
	banks   []*questions.Bank
	members []member
	unread  []portfolio.Unread
	policy  *portfolio.Policy
}

func drawRound(t *rapid.T) *round {
	s := scenarios(3, 60).Draw(t, "banks")
	r := &round{banks: s.banks, policy: drawPolicy(t, s.banks)}
	selection := assess.Select(s.banks)
	for i := range between(t, 0, 12) {
		m := member{
			source: fmt.Sprint("case", i, ".yaml"),
			title:  rapid.SampledFrom([]string{"", "One", "one ", "Two", "Three"}).Draw(t, "title"),
			result: selection.Evaluate(drawAnswers(t, s.banks, 60)),
		}
		if i > 0 && often(t, 2) {
			m.result = r.members[i-1].result
		}
		r.members = append(r.members, m)
	}
	for i := range between(t, 0, 2) {
		r.unread = append(r.unread, portfolio.Unread{Source: fmt.Sprint("bad", i), File: "bad", Line: between(t, 0, 2), Code: "empty", Problem: "the text is empty"})
	}
	return r
}

// drawPolicy draws rules of all kinds, or no policy.
func drawPolicy(t *rapid.T, banks []*questions.Bank) *portfolio.Policy {
	if often(t, 2) {
		return nil
	}
	p := new(portfolio.Policy)
	if codes := drawCodes(t, banks); len(codes) > 0 && often(t, 6) {
		p.Rules = append(p.Rules, portfolio.Rule{Kind: portfolio.Require, Codes: codes})
	}
	for i, b := range banks {
		if len(b.Endings) == 0 {
			continue
		}
		for d := range b.Dimensions {
			if often(t, 3) {
				p.Rules = append(p.Rules, portfolio.Rule{Kind: portfolio.Floor, Bank: i, Place: d, Least: percent(t)})
			}
		}
		if often(t, 1) {
			p.Rules = append(p.Rules, portfolio.Rule{Kind: portfolio.Complete, Bank: i})
		}
		for q := range b.Questions {
			if often(t, 1) {
				p.Rules = append(p.Rules, portfolio.Rule{Kind: portfolio.AtLeast, Bank: i, Place: q, Least: between(t, 0, len(b.Questions[q].Levels)-1)})
			}
			if often(t, 1) && often(t, 4) {
				p.Rules = append(p.Rules, portfolio.Rule{Kind: portfolio.Evidence, Bank: i, Place: q})
			}
		}
	}
	return p
}

// portfolio adds the cases in this order.
func (r *round) portfolio(order []int) *portfolio.Portfolio {
	p := portfolio.NewPortfolio(assess.Select(r.banks), r.policy)
	for _, i := range order {
		m := &r.members[i]
		p.Add(m.source, &assess.Case{Title: m.title}, portfolio.Summarize(m.result, nil))
	}
	for _, u := range r.unread {
		p.AddUnread(u)
	}
	return p
}

func eachRound(t *testing.T, check func(t *rapid.T, r *round, p *portfolio.Portfolio)) {
	t.Helper()
	rapid.Check(t, func(t *rapid.T) {
		r := drawRound(t)
		check(t, r, r.portfolio(places(len(r.members))))
	})
}

// everything is all that a portfolio says.
type everything struct {
	Cases     []portfolio.Ranked
	Scores    [][]portfolio.DimensionScore
	Unread    []portfolio.Unread
	Tallies   []portfolio.Tally
	Missing   []portfolio.Missing
	Weakest   []portfolio.Weakest
	Same      [][]int
	SameTitle [][]int
	Top       []int
	Policy    [paths.Mets]int
	Rules     [][paths.Mets]int
}

func all(p *portfolio.Portfolio) everything {
	e := everything{
		Unread: slices.Clone(p.Unread()), Tallies: p.Tallies(), Missing: p.Missing(), Weakest: p.Weakest(),
		Same: p.SameAnswers(), SameTitle: p.SameTitle(), Top: p.AllTop(),
	}
	for _, c := range p.All() {
		e.Cases = append(e.Cases, *c)
		e.Scores = append(e.Scores, scoresOf(p, c))
	}
	e.Policy, e.Rules = p.MetCounts()
	return e
}

func TestPortfolioDoesNotDependOnTheOrderOfAdding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRound(t)
		order := rapid.Permutation(places(len(r.members))).Draw(t, "order")
		want := all(r.portfolio(places(len(r.members))))
		slices.Reverse(r.unread)
		got := all(r.portfolio(order))
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(portfolio.Ranked{})); diff != "" {
			t.Errorf("added as %v (-in order +so):\n%s", order, diff)
		}
	})
}

// Looking at a portfolio between two cases changes nothing.
func TestPortfolioMayBeLookedAtWhileItGrows(t *testing.T) {
	eachRound(t, func(t *rapid.T, r *round, p *portfolio.Portfolio) {
		looked := portfolio.NewPortfolio(assess.Select(r.banks), r.policy)
		for _, m := range r.members {
			looked.Add(m.source, &assess.Case{Title: m.title}, portfolio.Summarize(m.result, nil))
			all(looked)
		}
		for _, u := range r.unread {
			looked.AddUnread(u)
			all(looked)
		}
		if diff := cmp.Diff(all(p), all(looked), cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(portfolio.Ranked{})); diff != "" {
			t.Errorf("looked at in between (-not +so):\n%s", diff)
		}
	})
}

// Cases stand as a policy and the paths of their completions put them: where what is
// looked at is the same they share a place, and stand by title.
func TestCasesStandAsTheirPathsDo(t *testing.T) {
	eachRound(t, func(t *rapid.T, r *round, p *portfolio.Portfolio) {
		results := make(map[string]*assess.Result)
		for _, m := range r.members {
			results[m.source] = m.result
		}
		standing := func(c *portfolio.Ranked) []int {
			var key []int
			if c.Judged != nil {
				class := map[paths.Met][2]int{paths.MetMaybe: {1, len(c.Judged.Ask)}, paths.MetNever: {2, c.Short + len(c.Find)}}[c.Judged.Together]
				switch {
				case c.Unclear:
					class = [2]int{4, 0}
				case c.Short < 0:
					class = [2]int{4, 1}
				case c.Again:
					class[0] = 3
				}
				key = append(key, class[0], class[1])
			}
			worst, best := r.extremes(results[c.Source])
			return slices.Concat(key, worst, best)
		}
		var before *portfolio.Ranked
		for i, c := range p.All() {
			if before != nil {
				by := slices.Compare(standing(before), standing(c))
				if by > 0 || by == 0 && before.Title > c.Title {
					t.Errorf("%q %v stands before %q %v", before.Source, standing(before), c.Source, standing(c))
				}
				if (by == 0) != (before.Place == c.Place) || by != 0 && c.Place != i+1 {
					t.Errorf("%q has place %d behind %d, want them shared: %t", c.Source, c.Place, before.Place, by == 0)
				}
			}
			before = c
		}
	})
}

// extremes gives the worst and the best path of completions, by the ranks of its codes.
func (r *round) extremes(result *assess.Result) (worst, best []int) {
	if len(result.Chains) == 0 {
		return nil, nil
	}
	var all [][]world
	for i, b := range r.banks {
		all = append(all, worlds(b, result.Banks[i].Sheet))
	}
	for _, j := range journeys(r.banks, all, result.Chains[0].Steps[0].Bank) {
		var ranks []int
		for _, v := range j.visits {
			ranks = append(ranks, r.banks[v.bank].Ranks()[v.code])
		}
		if worst == nil || slices.Compare(ranks, worst) > 0 {
			worst = ranks
		}
		if best == nil || slices.Compare(ranks, best) < 0 {
			best = ranks
		}
	}
	return worst, best
}

func TestPortfolioKeepsEveryCase(t *testing.T) {
	eachRound(t, func(t *rapid.T, r *round, p *portfolio.Portfolio) {
		if p.Len() != len(r.members) || len(p.Unread()) != len(r.unread) {
			t.Errorf("Len = %d and %d unread, want %d and %d", p.Len(), len(p.Unread()), len(r.members), len(r.unread))
		}
		left := make(map[string]*member)
		for i := range r.members {
			left[r.members[i].source] = &r.members[i]
		}
		for _, c := range p.All() {
			m := left[c.Source]
			if m == nil {
				t.Fatalf("case %q stands there twice, or was never added", c.Source)
			}
			delete(left, c.Source)
			want := portfolio.Summarize(m.result, nil)
			got := &portfolio.Summary{Steps: c.Path.Steps, Beyond: c.Path.Beyond, Settled: c.Settled, Exact: c.Exact, Scores: scoresOf(p, c), Weakest: c.Weakest, Answered: c.Answered, Top: c.Top}
			opts := cmp.Options{cmpopts.EquateEmpty(), cmpopts.IgnoreFields(portfolio.Summary{}, "Banks", "Open", "Pivotal", "Advice", "Pattern", "Sourced", "Scaled", "Judged", "Asked", "Decided")}
			if diff := cmp.Diff(want, got, opts); diff != "" || c.Title != m.title {
				t.Errorf("case %q (-added +kept):\n%s", c.Source, diff)
			}
			if c.Open != len(want.Open) || c.Pivotal != len(want.Pivotal) || c.Pivotal > 0 && c.Decider != want.Pivotal[0] {
				t.Errorf("case %q: open %d, pivotal %d, first %v, want %d and %v", c.Source, c.Open, c.Pivotal, c.Decider, len(want.Open), want.Pivotal)
			}
		}
		if len(left) > 0 {
			t.Errorf("%d cases are missing", len(left))
		}
	})
}

func TestPortfolioCountsAddUp(t *testing.T) {
	eachRound(t, func(t *rapid.T, r *round, p *portfolio.Portfolio) {
		steps := make(map[int]int) // by bank
		for _, m := range r.members {
			for _, s := range portfolio.Summarize(m.result, nil).Steps {
				steps[s.Bank]++
			}
		}
		tallies := p.Tallies()
		for i := range tallies {
			tally := &tallies[i]
			sum := tally.OpenCases()
			for code, n := range tally.Settled {
				sum += n
				possible := 0
				for _, o := range tally.Open {
					if slices.Contains(o.Codes, code) {
						possible += o.Cases
					}
				}
				if possible != tally.Possible[code] {
					t.Errorf("Possible[%d] = %d, want the %d of the open ones", code, tally.Possible[code], possible)
				}
			}
			if sum != tally.Cases || tally.Cases != steps[tally.Bank] {
				t.Errorf("bank %d: %d cases, settled and open together %d, want %d", tally.Bank, tally.Cases, sum, steps[tally.Bank])
			}
		}
		if len(tallies) != len(steps) || len(tallies) > 0 && tallies[0].Cases != len(r.members) {
			t.Errorf("Tallies = %+v, want one for each of %v, the first with all %d cases", tallies, steps, len(r.members))
		}
		together, rules := p.MetCounts()
		for _, by := range append(rules, together) {
			if sum := by[0] + by[1] + by[2] + by[3]; r.policy != nil && sum != len(r.members) {
				t.Errorf("MetCounts = %v, want %d cases", by, len(r.members))
			}
		}
	})
}

func TestMissingAndWeakestAreCounted(t *testing.T) {
	eachRound(t, func(t *rapid.T, r *round, p *portfolio.Portfolio) {
		open, decides, weakest := make(map[assess.Ref]int), make(map[assess.Ref]int), make(map[portfolio.DimensionRef]int)
		for _, m := range r.members {
			s := portfolio.Summarize(m.result, nil)
			for _, ref := range s.Open {
				open[ref]++
			}
			for _, ref := range s.Pivotal {
				decides[ref]++
			}
			if s.Weakest.Bank >= 0 {
				weakest[s.Weakest]++
			}
		}
		before := len(r.members)
		for _, m := range p.Missing() {
			if m.Cases != open[m.Ref] || m.Decides != decides[m.Ref] || m.Cases > before {
				t.Errorf("Missing: %+v, want %d cases, %d of them decided by it, after %d", m, open[m.Ref], decides[m.Ref], before)
			}
			before = m.Cases
			delete(open, m.Ref)
		}
		for _, w := range p.Weakest() {
			if w.Cases != weakest[w.DimensionRef] {
				t.Errorf("Weakest: %+v, want %d", w, weakest[w.DimensionRef])
			}
			delete(weakest, w.DimensionRef)
		}
		if len(open)+len(weakest) > 0 {
			t.Errorf("questions %v and dimensions %v are not counted", open, weakest)
		}
	})
}

// scoresOf gives every score that a portfolio keeps of a case.
func scoresOf(p *portfolio.Portfolio, c *portfolio.Ranked) []portfolio.DimensionScore {
	var all []portfolio.DimensionScore
	for _, d := range portfolio.Dimensions(p.Banks) {
		all = append(all, p.Score(c, d))
	}
	return all
}

// A case is a near miss where one question of the open step is left to decide.
func TestNearMisses(t *testing.T) {
	eachRound(t, func(t *rapid.T, r *round, p *portfolio.Portfolio) {
		want := make(map[string]bool)
		for _, m := range r.members {
			if len(m.result.Chains) > 0 {
				c := &m.result.Chains[0]
				want[m.source] = c.OpenStep >= 0 && c.Exact && len(c.Pivotal) == 1
			}
		}
		for _, c := range p.All() {
			if c.NearMiss() != want[c.Source] {
				t.Errorf("NearMiss of %q = %v, want %v", c.Source, c.NearMiss(), want[c.Source])
			}
		}
	})
}

// A bank too large to tell which questions decide has no near misses.
func TestPossiblyPivotalIsNoNearMiss(t *testing.T) {
	b := mustParse(t, "bank: b\nversion: 1\nkind: scale\nlanguage: en\ntitle: t\nbands: [{id: b, title: t, from: 0}]\n"+
		"verdicts: [{id: good, title: t, short: t, text: t, every: 50}, {id: weak, title: t, short: t, text: t}]\n"+
		"dimensions: [{id: d, title: t, questions: [{id: q, ask: t, levels: [{text: t}, {text: t}]}]}]\n")
	for _, exact := range []bool{true, false} {
		p := portfolio.NewPortfolio(assess.Select([]*questions.Bank{b}), nil)
		p.Add("case", &assess.Case{}, &portfolio.Summary{
			Banks: []portfolio.BankSummary{{Role: assess.Deciding, Codes: []int{0, 1}}}, Steps: []assess.Step{{Codes: []int{0, 1}}},
			Exact: exact, Open: []assess.Ref{{}}, Pivotal: []assess.Ref{{}}, Weakest: portfolio.DimensionRef{Bank: -1, Dimension: -1},
		})
		if got := p.Case(0).NearMiss(); got != exact {
			t.Errorf("exact %v: NearMiss = %v, want %v", exact, got, exact)
		}
		decides := 0
		if exact {
			decides = 1
		}
		if got := p.Missing()[0].Decides; got != decides {
			t.Errorf("exact %v: Decides = %d, want %d", exact, got, decides)
		}
	}
}

// What a summary counts as open is what the interview asks of the conclusions'
// banks and has no level for.
func TestOpenQuestionsAreThoseAsked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenarios(4, 1_000_000).Draw(t, "case")
		entries := make(assess.Entries)
		for id, sheet := range s.answers {
			for _, c := range sheet {
				entries[id] = append(entries[id], assess.Entry{Choice: c})
			}
		}
		i := interview.New(assess.Select(s.banks), entries)
		want := make(map[assess.Ref]bool)
		for _, ref := range i.Queue() {
			if len(s.banks[ref.Bank].Endings) > 0 && i.Entry(ref).Choice.Open() {
				want[ref] = true
			}
		}
		got := make(map[assess.Ref]bool)
		for _, ref := range portfolio.Summarize(i.Result(), nil).Open {
			got[ref] = true
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("Open (-asked +counted):\n%s", diff)
		}
	})
}
