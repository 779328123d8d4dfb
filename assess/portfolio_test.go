package assess_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"collectiveimpact/samklar/assess"
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
	unread  []assess.Unread
	policy  *assess.Policy
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
		r.unread = append(r.unread, assess.Unread{Source: fmt.Sprint("bad", i), Line: between(t, 0, 2), Code: "empty", Problem: "the text is empty"})
	}
	return r
}

// drawPolicy draws floors under dimensions and codes, or no policy.
func drawPolicy(t *rapid.T, banks []*questions.Bank) *assess.Policy {
	if often(t, 2) {
		return nil
	}
	p := new(assess.Policy)
	for i, b := range banks {
		for d := range b.Dimensions {
			if often(t, 4) {
				p.Rules = append(p.Rules, assess.Rule{Floor: assess.Floor{Part: assess.Part{Bank: i, Part: d}, Percent: percent(t)}})
			}
		}
		var codes []assess.Code
		for e := range b.Endings() {
			if often(t, 4) {
				codes = append(codes, assess.Code{Bank: i, Ending: e})
			}
		}
		if len(codes) > 0 {
			p.Rules = append(p.Rules, assess.Rule{Codes: codes})
		}
	}
	return p
}

// portfolio adds the cases in this order.
func (r *round) portfolio(order []int) *assess.Portfolio {
	p := assess.NewPortfolio(r.banks, r.policy)
	for _, i := range order {
		m := &r.members[i]
		p.Add(m.source, m.title, assess.Summarize(m.result))
	}
	for _, u := range r.unread {
		p.AddUnread(u)
	}
	return p
}

func eachRound(t *testing.T, check func(t *rapid.T, r *round, p *assess.Portfolio)) {
	t.Helper()
	rapid.Check(t, func(t *rapid.T) {
		r := drawRound(t)
		check(t, r, r.portfolio(places(len(r.members))))
	})
}

// everything is all that a portfolio says.
type everything struct {
	Cases     []assess.Ranked
	Unread    []assess.Unread
	Tallies   []assess.Tally
	Missing   []assess.Missing
	Weakest   []assess.WeakestTally
	Same      [][]int
	SameTitle [][]int
	Top       []int
	Policy    [3]int
	Rules     [][3]int
}

func all(p *assess.Portfolio) everything {
	e := everything{
		Unread: slices.Clone(p.Unread()), Tallies: p.Tallies(), Missing: p.Missing(), Weakest: p.Weakest(),
		Same: p.SameAnswers(), SameTitle: p.SameTitle(), Top: p.AllTop(),
	}
	for _, c := range p.All() {
		e.Cases = append(e.Cases, *c)
	}
	e.Policy, e.Rules = p.PolicyTally()
	return e
}

func TestPortfolioDoesNotDependOnTheOrderOfAdding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRound(t)
		order := rapid.Permutation(places(len(r.members))).Draw(t, "order")
		want, got := all(r.portfolio(places(len(r.members)))), all(r.portfolio(order))
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("added as %v (-in order +so):\n%s", order, diff)
		}
	})
}

// Looking at a portfolio between two cases changes nothing.
func TestPortfolioMayBeLookedAtWhileItGrows(t *testing.T) {
	eachRound(t, func(t *rapid.T, r *round, p *assess.Portfolio) {
		looked := assess.NewPortfolio(r.banks, r.policy)
		for _, m := range r.members {
			looked.Add(m.source, m.title, assess.Summarize(m.result))
			all(looked)
		}
		for _, u := range r.unread {
			looked.AddUnread(u)
			all(looked)
		}
		if diff := cmp.Diff(all(p), all(looked), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("looked at in between (-not +so):\n%s", diff)
		}
	})
}

func TestPortfolioKeepsEveryCase(t *testing.T) {
	eachRound(t, func(t *rapid.T, r *round, p *assess.Portfolio) {
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
			want := assess.Summarize(m.result)
			got := &assess.Summary{Steps: c.Path.Steps, Beyond: c.Path.Beyond, Settled: c.Settled, Exact: c.Exact, Scores: c.Scores, Weakest: c.Weakest, Answered: c.Answered, Top: c.Top}
			opts := cmp.Options{cmpopts.EquateEmpty(), cmpopts.IgnoreFields(assess.Summary{}, "Banks", "Open", "Pivotal", "Advice", "Pattern")}
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
	eachRound(t, func(t *rapid.T, r *round, p *assess.Portfolio) {
		steps := make(map[int]int) // by bank
		for _, m := range r.members {
			for _, s := range assess.Summarize(m.result).Steps {
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
		together, rules := p.PolicyTally()
		for _, by := range append(rules, together) {
			if sum := by[0] + by[1] + by[2]; r.policy != nil && sum != len(r.members) {
				t.Errorf("PolicyTally = %v, want %d cases", by, len(r.members))
			}
		}
	})
}

func TestMissingAndWeakestAreCounted(t *testing.T) {
	eachRound(t, func(t *rapid.T, r *round, p *assess.Portfolio) {
		open, decides, weakest := make(map[assess.Ref]int), make(map[assess.Ref]int), make(map[assess.Part]int)
		for _, m := range r.members {
			s := assess.Summarize(m.result)
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
			if w.Cases != weakest[w.Part] {
				t.Errorf("Weakest: %+v, want %d", w, weakest[w.Part])
			}
			delete(weakest, w.Part)
		}
		if len(open)+len(weakest) > 0 {
			t.Errorf("questions %v and dimensions %v are not counted", open, weakest)
		}
	})
}

// A case is a near miss where one question of the open step is left to decide.
func TestNearMisses(t *testing.T) {
	eachRound(t, func(t *rapid.T, r *round, p *assess.Portfolio) {
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

// street is a scale of twelve questions, and what a case chose for each.
func street(t *testing.T, sheets map[string]string) *assess.Portfolio {
	t.Helper()
	text := "bank: street\nversion: 1\nkind: scale\nlanguage: en\ntitle: t\nbands: [{id: b, title: t, from: 0}]\n" +
		"verdicts: [{id: good, title: t, short: t, text: t, every: 50}, {id: weak, title: t, short: t, text: t}]\ndimensions:\n"
	for d := range 2 {
		text += fmt.Sprintf("  - id: d%d\n    title: t\n    questions:\n", d)
		for q := range 6 {
			text += fmt.Sprintf("      - {id: q%d, ask: t, levels: [{text: t}, {text: t}, {text: t}]}\n", 6*d+q)
		}
	}
	banks := []*questions.Bank{mustParse(t, text)}
	selection := assess.Select(banks)
	p := assess.NewPortfolio(banks, nil)
	for name, levels := range sheets {
		sheet := assess.Blank(banks[0])
		for i, level := range strings.ReplaceAll(levels, " ", "") {
			if level != '?' {
				sheet[i] = assess.Choice(level - '1')
			}
		}
		title, source, _ := strings.Cut(name, "/")
		p.Add(source, title, assess.Summarize(selection.Evaluate(assess.Answers{"street": sheet})))
	}
	return p
}

func TestCasesThatLookAlike(t *testing.T) {
	p := street(t, map[string]string{
		"A/1":         "222222 222222",
		"a/2":         "222222 22222?",
		"B/3":         "222222 222222",
		"C/4":         "333333 333333",
		"D/5":         "333333 333???", // nine answers are too few
		"E/6":         "333333 333???",
		"F/7":         "333333 3333??",
		"Our  park/8": "111111 111111",
		"our park/9":  "111111 111112",
		"/10":         "123123 123123",
		"/11":         "123123 123121",
	})
	name := func(group []int) string {
		var names []string
		for _, i := range group {
			names = append(names, p.Case(i).Source)
		}
		return strings.Join(names, " ")
	}
	var same, titles []string
	for _, g := range p.SameAnswers() {
		same = append(same, name(g))
	}
	for _, g := range p.SameTitle() {
		titles = append(titles, name(g))
	}
	if diff := cmp.Diff([]string{"1 3"}, same); diff != "" {
		t.Errorf("SameAnswers (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"1 2", "8 9"}, titles); diff != "" {
		t.Errorf("SameTitle (-want +got):\n%s", diff)
	}
	if got, want := name(p.AllTop()), "4 7"; got != want {
		t.Errorf("AllTop = %s, want %s", got, want)
	}
}

// Settled ones stand before open ones, then the weakest dimension decides; what
// only the name tells apart shares a place.
func TestRankedByHand(t *testing.T) {
	p := street(t, map[string]string{
		"B/good":       "222222 333333",
		"A/good":       "333333 222222",
		"C/better":     "333333 333322",
		"D/weak":       "222222 111111",
		"E/as-weak":    "111111 111111",
		"F/open":       "?33333 ?33333", // settled, though
		"G/truly-open": "?22222 333333",
		"H/wide-open":  "?????? ??????",
	})
	var got []string
	for i, c := range p.All() {
		got = append(got, fmt.Sprintf("%d %s/%s", c.Place, c.Title, c.Source))
		if again := p.Case(i); again.Place != c.Place || again.Source != c.Source {
			t.Errorf("Case(%d) = %d %s, want %d %s", i, again.Place, again.Source, c.Place, c.Source)
		}
	}
	want := []string{
		"1 F/open", "2 C/better", "3 A/good", "3 B/good", "5 D/weak", "5 E/as-weak", "7 G/truly-open", "8 H/wide-open",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("All (-want +got):\n%s", diff)
	}
}

// TestMemoryOfACase holds a portfolio to what it may keep of a case.
func TestMemoryOfACase(t *testing.T) {
	const cases, most = 20_000, 200
	banks, err := questions.NewLibrary("en").Select([]string{questions.Default}, true)
	if err != nil {
		t.Fatal(err)
	}
	selection := assess.Select(banks)
	summaries := make([]*assess.Summary, 64)
	for i := range summaries {
		answers := make(assess.Answers)
		for _, b := range banks {
			sheet := assess.Blank(b)
			for q := range sheet {
				sheet[q] = assess.Choice((i*(q+3))%(len(b.Questions[q].Levels)+1) - 1)
			}
			answers[b.ID] = sheet
		}
		summaries[i] = assess.Summarize(selection.Evaluate(answers))
	}
	source := func(i int) string { return fmt.Sprintf("proposals/2027/round-1/%06d.yaml", i) }
	title := func(i int) string { return fmt.Sprintf("A warm welcome, street %06d", i) }
	if got := len(source(0) + title(0)); got < 60 {
		t.Fatalf("source and title have %d bytes, want at least 60", got)
	}
	p := assess.NewPortfolio(banks, &assess.Policy{Rules: []assess.Rule{{Codes: []assess.Code{{Bank: 0, Ending: 4}}}}})
	before := heap()
	for i := range cases {
		p.Add(source(i), title(i), summaries[i%len(summaries)])
	}
	p.Case(0) // in order
	kept := (int64(heap()) - int64(before)) / cases
	runtime.KeepAlive(summaries)
	runtime.KeepAlive(p)
	if kept > most {
		t.Errorf("a portfolio keeps %d bytes of a case, want at most %d", kept, most)
	}
	t.Logf("%d bytes a case", kept)
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
