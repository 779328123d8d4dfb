package portfolio_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
)

// street is a scale of twelve questions, and what a case chose for each.
func street(t *testing.T, policy *portfolio.Policy, sheets map[string]string) *portfolio.Portfolio {
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
	p := portfolio.NewPortfolio(selection, policy)
	for name, levels := range sheets {
		sheet := assess.Blank(banks[0])
		for i, level := range strings.ReplaceAll(levels, " ", "") {
			if level != '?' {
				sheet[i] = assess.Choice(level - '1')
			}
		}
		title, source, _ := strings.Cut(name, "/")
		p.Add(source, &assess.Case{Title: title}, portfolio.Summarize(selection.Evaluate(assess.Answers{"street": sheet}), nil))
	}
	return p
}

func TestCasesThatLookAlike(t *testing.T) {
	p := street(t, nil, map[string]string{
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

// The worse of two worst verdicts decides, then the best; cases alike share a place
// and stand by title, whether they are settled or not and whatever their scores are.
func TestRankedByHand(t *testing.T) {
	p := street(t, nil, map[string]string{
		"B/good":       "222222 333333",
		"A/good":       "333333 222222",
		"C/better":     "333333 333322",
		"D/weak":       "222222 111111",
		"E/as-weak":    "111111 111111",
		"F/gaps":       "?33333 ?33333", // settled: good, whatever is missing
		"G/truly-open": "?22222 333333", // 41 to 58: weak at worst, good at best
		"0/wide-open":  "?????? ??????", // likewise
	})
	var got []string
	for i, c := range p.All() {
		got = append(got, fmt.Sprintf("%d %s/%s", c.Place, c.Title, c.Source))
		if again := p.Case(i); again.Place != c.Place || again.Source != c.Source {
			t.Errorf("Case(%d) = %d %s, want %d %s", i, again.Place, again.Source, c.Place, c.Source)
		}
	}
	want := []string{
		"1 A/good", "1 B/good", "1 C/better", "1 F/gaps", "5 0/wide-open", "5 G/truly-open", "7 D/weak", "7 E/as-weak",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("All (-want +got):\n%s", diff)
	}
}

// With a policy those that meet it stand first, then those with the fewest questions to
// ask, then those with the fewest levels short; and last what no level would help.
func TestCasesStandByThePolicy(t *testing.T) {
	p := street(t, &portfolio.Policy{Rules: []portfolio.Rule{
		{Kind: portfolio.Require, Codes: []paths.Code{{Ending: 0}}}, {Kind: portfolio.Floor, Place: 1, Least: 75},
	}}, map[string]string{
		"A/good":         "222222 333333",
		"B/floor":        "333333 222222", // good, and three levels short of the floor
		"C/better":       "333333 333322",
		"D/weak":         "111111 333333", // six short of good
		"E/one to ask":   "222222 33322?",
		"F/three to ask": "2222?? 33322?", // good hangs on two, the floor on one
		"H/one short":    "222222 332222",
	})
	var got []string
	for _, c := range p.All() {
		got = append(got, fmt.Sprintf("%d %s: %s, ask %d, short %d", c.Place, c.Title, c.Judged.Together, len(c.Judged.Ask), c.Short))
	}
	want := []string{
		"1 A: met, ask 0, short 0",
		"1 C: met, ask 0, short 0",
		"3 E: open, ask 1, short 0",
		"4 F: open, ask 3, short 0",
		"5 H: not-met, ask 0, short 1",
		"6 B: not-met, ask 0, short 3",
		"7 D: not-met, ask 0, short 6",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("All (-want +got):\n%s", diff)
	}
	h := &paths.BankRaise{Raise: assess.Raise{Question: 8, From: 1, To: 2}}
	if diff := cmp.Diff(h, p.Case(4).OneShort); diff != "" {
		t.Errorf("OneShort (-want +got):\n%s", diff)
	}
	// Nobody is told to do worse.
	p = street(t, &portfolio.Policy{Rules: []portfolio.Rule{{Kind: portfolio.Require, Codes: []paths.Code{{Ending: 1}}}}}, map[string]string{
		"A/good": "222222 333333", "B/weak": "111111 111111",
	})
	if c := p.Case(1); c.Title != "A" || c.Judged.Together != paths.MetNever || c.Short != -1 || c.OneShort != nil {
		t.Errorf("Case(1) = %+v, %+v, want one that no higher level helps", c, c.Judged)
	}
}

// TestMemoryOfACase holds a portfolio to what it may keep of a case.
func TestMemoryOfACase(t *testing.T) {
	const cases, most = 20_000, 400
	banks, err := questions.NewLibrary("en").Select([]string{questions.Default}, true)
	if err != nil {
		t.Fatal(err)
	}
	selection := assess.Select(banks)
	summaries := make([]*portfolio.Summary, 64)
	for i := range summaries {
		answers := make(assess.Answers)
		for _, b := range banks {
			sheet := assess.Blank(b)
			for q := range sheet {
				sheet[q] = assess.Choice((i*(q+3))%(len(b.Questions[q].Levels)+1) - 1)
			}
			answers[b.ID] = sheet
		}
		summaries[i] = portfolio.Summarize(selection.Evaluate(answers), nil)
	}
	source := func(i int) string { return fmt.Sprintf("proposals/2027/round-1/%06d.yaml", i) }
	title := func(i int) string { return fmt.Sprintf("A warm welcome, street %06d", i) }
	if got := len(source(0) + title(0)); got < 60 {
		t.Fatalf("source and title have %d bytes, want at least 60", got)
	}
	p := portfolio.NewPortfolio(selection, &portfolio.Policy{Rules: []portfolio.Rule{
		{Kind: portfolio.Require, Codes: []paths.Code{{Bank: 0, Ending: 4}, {Bank: 0, Ending: 3}}},
		{Kind: portfolio.Floor, Bank: 1, Place: 1, Least: 50},
		{Kind: portfolio.Complete, Bank: 0},
		{Kind: portfolio.Complete, Bank: 1},
		{Kind: portfolio.Evidence, Bank: 0, Place: 3},
	}})
	before := heap()
	for i := range cases {
		p.Add(source(i), &assess.Case{Title: title(i)}, summaries[i%len(summaries)])
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

func mustParse(t *testing.T, text string) *questions.Bank {
	t.Helper()
	b, err := questions.Parse("bank.yaml", []byte(text))
	if err != nil {
		t.Fatalf("Parse: %v", err)
	}
	return b
}

// Where cases have come to, and where they stand on parts, is counted by hand from the
// result of each: a case to which a bank does not apply is in no part of that bank.
func TestCountsOfCases(t *testing.T) {
	banks, err := questions.NewLibrary("en").Select([]string{questions.Default}, true)
	if err != nil {
		t.Fatal(err)
	}
	selection := assess.Select(banks)
	random := rand.New(rand.NewPCG(5, 7))
	p := portfolio.NewPortfolio(selection, nil)
	ends, bands, asked, missing, applies, open := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, 0
	for i := range 300 {
		answers := make(assess.Answers)
		for _, b := range banks {
			sheet := assess.Blank(b)
			for q := range sheet {
				top := len(b.Questions[q].Levels) - 1
				if sheet[q] = assess.Choice(max(top-random.IntN(2+i%3), 0)); random.IntN(40) < i%4 {
					sheet[q] = assess.Unknown
				}
			}
			answers[b.ID] = sheet
		}
		r := selection.Evaluate(answers)
		p.Add(fmt.Sprint(i), &assess.Case{}, portfolio.Summarize(r, nil))
		chain := &r.Chains[0]
		if last := chain.Steps[len(chain.Steps)-1]; chain.OpenStep < 0 {
			ends[banks[last.Bank].ID+":"+banks[last.Bank].Endings[last.Codes[0]].ID]++
		} else {
			open++
		}
		for at := range r.Banks {
			b := &r.Banks[at]
			for q := range b.Sheet {
				if b.Asked(q) {
					asked[b.Bank.ID+"."+b.Bank.Questions[q].ID]++
					if b.Sheet[q].Open() {
						missing[b.Bank.ID+"."+b.Bank.Questions[q].ID]++
					}
				}
			}
			if b.Bank.Kind != questions.Scale || b.Role < assess.Conditional {
				continue
			}
			applies[b.Bank.ID]++
			for d := range b.Scores {
				low, high := b.Scores[d].CountsLow.Percent(), b.Scores[d].CountsHigh.Percent()
				name := "open"
				for _, band := range b.Bank.Bands {
					if low >= band.From {
						name = band.ID
					}
				}
				for _, band := range b.Bank.Bands {
					if low < band.From && band.From <= high {
						name = "open"
					}
				}
				bands[b.Bank.ID+"."+b.Bank.Dimensions[d].ID+" "+name]++
			}
		}
	}
	gotEnds, gotBands, gotApplies := map[string]int{}, map[string]int{}, map[string]int{}
	cameTo, gotOpen := p.CameTo()
	for _, e := range cameTo {
		gotEnds[banks[e.Bank].ID+":"+banks[e.Bank].Endings[e.Ending].ID] = e.Cases
	}
	for _, s := range p.Spreads() {
		b := banks[s.Bank]
		gotApplies[b.ID] = s.Cases
		for d, part := range s.Parts {
			count := func(name string, n int) {
				if n > 0 {
					gotBands[b.ID+"."+b.Dimensions[d].ID+" "+name] = n
				}
			}
			for i, n := range part.Bands {
				count(b.Bands[i].ID, n)
			}
			count("open", part.Open)
		}
	}
	gotMissing := map[string]int{}
	for _, m := range p.Missing() {
		name := banks[m.Bank].ID + "." + banks[m.Bank].Questions[m.Question].ID
		gotMissing[name] = m.Cases
		if m.Asked != asked[name] {
			t.Errorf("%s is asked in %d cases, want %d", name, m.Asked, asked[name])
		}
	}
	if len(ends) < 4 || open == 0 || len(bands) < 12 || applies["preconditions"] == 300 || len(missing) < 10 {
		t.Fatalf("ends %v, open %d, bands %v, applies %v, missing %v: want cases of all kinds", ends, open, bands, applies, missing)
	}
	for what, pair := range map[string][2]map[string]int{
		"CameTo": {ends, gotEnds}, "Spreads": {bands, gotBands}, "Spreads of cases": {applies, gotApplies}, "Missing": {missing, gotMissing},
	} {
		if diff := cmp.Diff(pair[0], pair[1]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
	if gotOpen != open {
		t.Errorf("CameTo leaves %d open, want %d", gotOpen, open)
	}
}
