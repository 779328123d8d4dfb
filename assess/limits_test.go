package assess_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/lint"
)

// wide returns a bank with so many questions of six levels in each dimension,
// every other of which may not apply. The numbers have few common factors, so
// its scores add up to many different sums.
func wide(t *testing.T, verdicts string, sizes ...int) *questions.Bank {
	t.Helper()
	var text strings.Builder
	text.WriteString("bank: wide\nversion: 1\nkind: scale\nlanguage: en\ntitle: t\n" +
		"scales: {six: [{text: t}, {text: t}, {text: t}, {text: t}, {text: t}, {text: t}]}\n" +
		"bands: [{id: all, title: t, from: 0}, {id: some, title: t, from: 20}]\n" +
		"verdicts: [" + verdicts + "]\ndimensions:\n")
	for d, size := range sizes {
		asked := make([]string, size)
		for q := range asked {
			asked[q] = fmt.Sprintf("{id: q%d-%d, ask: t, levels: six, optional: %t}", d, q, q%2 == 1)
		}
		fmt.Fprintf(&text, "  - {id: d%d, title: t, questions: [%s]}\n", d, strings.Join(asked, ", "))
	}
	return mustParse(t, text.String())
}

// pairsOf counts the different pairs of (thresholds that the lowest dimension
// reaches, overall score) that completions reach, dimension by dimension, of
// those thresholds that every dimension can reach.
func pairsOf(b *questions.Bank, sheet assess.Sheet) int {
	type pair struct {
		reached int
		sum     int64
	}
	var every []int
	for _, e := range b.Endings {
		if e.Every > 0 && !slices.Contains(every, e.Every) {
			every = append(every, e.Every)
		}
	}
	common, points, weights := int64(1), make([]map[int64]bool, len(b.Dimensions)), make([]int64, len(b.Dimensions))
	for d, dim := range b.Dimensions {
		points[d] = map[int64]bool{0: true}
		for _, q := range dim.Questions {
			if sheet[q] == assess.NotApplicable {
				continue
			}
			weights[d] += 5
			next := make(map[int64]bool)
			for _, level := range levelsOf(sheet[q], 6) {
				for p := range points[d] {
					next[p+int64(level)] = true
				}
			}
			points[d] = next
		}
		common *= weights[d]
		every = slices.DeleteFunc(every, func(threshold int) bool {
			return 100*slices.Max(slices.Collect(maps.Keys(points[d]))) < int64(threshold)*weights[d]
		})
	}
	pairs := map[pair]bool{{len(every), 0}: true}
	for d := range points {
		wider := make(map[pair]bool)
		for p := range points[d] {
			reached := 0
			for _, threshold := range every {
				if 100*p >= int64(threshold)*weights[d] {
					reached++
				}
			}
			for before := range pairs {
				wider[pair{min(before.reached, reached), before.sum + p*(common/weights[d])}] = true
			}
		}
		pairs = wider
	}
	return len(pairs)
}

// drawWide draws answers to a wide bank, most of them open.
func drawWide(t *rapid.T, b *questions.Bank) assess.Sheet {
	sheet := assess.Blank(b)
	openness, without := between(t, 5, 8), between(t, 0, 4)
	for i := range sheet {
		switch {
		case b.Questions[i].Optional && often(t, without):
			sheet[i] = assess.NotApplicable
		case often(t, openness):
			sheet[i] = drawOpen(t, 6)
		default:
			sheet[i] = assess.Choice(between(t, 0, 5))
		}
	}
	return sheet
}

// TestTheSearchIsExactUpToTheLimit tries cases on both sides of it, with
// questions that do not apply and answers that lie between two levels.
func TestTheSearchIsExactUpToTheLimit(t *testing.T) {
	banks := []*questions.Bank{
		wide(t, "{id: good, title: t, short: t, text: t, overall: 50}, {id: fair, title: t, short: t, text: t, overall: 30}, {id: bad, title: t, short: t, text: t}", 5, 7, 11, 9),
		wide(t, "{id: good, title: t, short: t, text: t, every: 50, overall: 60}, {id: fair, title: t, short: t, text: t, every: 20}, {id: bad, title: t, short: t, text: t}", 5, 7, 8, 9),
		wide(t, "{id: good, title: t, short: t, text: t, every: 80}, {id: fair, title: t, short: t, text: t, every: 40, overall: 50}, {id: bad, title: t, short: t, text: t}", 7, 11, 13, 5),
	}
	sides := make(map[bool]int)
	checkOften(t, func(t *rapid.T) {
		b := rapid.SampledFrom(banks).Draw(t, "bank")
		sheet := drawWide(t, b)
		r := assess.Select([]*questions.Bank{b}).Evaluate(assess.Answers{b.ID: sheet})
		if r.Chains[0].OpenStep < 0 {
			return
		}
		pairs := pairsOf(b, sheet)
		exact := pairs*sheet.Open() <= assess.MaxSearch
		sides[exact]++
		if got := r.Chains[0].Exact; got != exact {
			t.Errorf("Evaluate: pivotal questions exact = %t, want %t with %d pairs and %d open questions", got, exact, pairs, sheet.Open())
		}
		codes := r.Banks[0].Codes
		if want := exact || len(codes) == 2 && codes[1] == codes[0]+1; r.Banks[0].Exact != want {
			t.Errorf("Evaluate: codes %v exact = %t, want %t with %d pairs and %d open questions", codes, r.Banks[0].Exact, want, pairs, sheet.Open())
		}
		at := between(t, 0, len(sheet)-1)
		if levels := levelsOf(sheet[at], 6); exact && len(levels) > 1 {
			sheet[at] = rapid.SampledFrom(levels).Draw(t, "level")
			if !assess.Select([]*questions.Bank{b}).Evaluate(assess.Answers{b.ID: sheet}).Exact() {
				t.Errorf("Evaluate: a level given to question %d ends exactness", at)
			}
		}
	})
	if sides[true] < 20 || sides[false] < 20 {
		t.Errorf("%d cases within the limit and %d beyond, want more of both", sides[true], sides[false])
	}
}

// The second verdict of this bank is never reached: where every dimension is at
// the top, so is the whole.
const neverSecond = `{id: v0, title: t, short: t, text: t, overall: 60}, {id: v1, title: t, short: t, text: t, every: 100},
  {id: v2, title: t, short: t, text: t, every: 50}, {id: v3, title: t, short: t, text: t}`

// TestBeyondTheLimitQuestionsAreAskedInBankOrder asks first what stands first,
// where a question is only possibly pivotal.
func TestBeyondTheLimitQuestionsAreAskedInBankOrder(t *testing.T) {
	b := wide(t, neverSecond, 5, 7, 11, 13)
	s := assess.Select([]*questions.Bank{b})
	r := s.Evaluate(nil)
	if c := &r.Chains[0]; c.Exact || !slices.Equal(s.First(r, c), c.Pivotal) {
		t.Errorf("First = %v, want %v, not exact", s.First(r, c), c.Pivotal)
	}
}

func TestBeyondTheLimitWorstAndBestAreExact(t *testing.T) {
	b := wide(t, neverSecond, 5, 7, 11, 13)
	s := assess.Select([]*questions.Bank{b})
	beyond := 0
	checkOften(t, func(t *rapid.T) {
		sheet := assess.Blank(b)
		openness, highest := between(t, 4, 8), between(t, 2, 5)
		for q := range sheet {
			if !often(t, openness) {
				sheet[q] = assess.Choice(between(t, 0, highest))
			}
		}
		if r := s.Evaluate(assess.Answers{b.ID: sheet}); !r.Exact() {
			beyond++
			checkInexact(t, b, r)
		}
	})
	if beyond < 50 {
		t.Errorf("%d cases beyond the limit, want more", beyond)
	}
}

// checkInexact compares a result with the worst and the best completion alone.
func checkInexact(t *rapid.T, b *questions.Bank, r *assess.Result) {
	worst, best := slices.Clone(r.Banks[0].Sheet), slices.Clone(r.Banks[0].Sheet)
	var open, want []int
	for q := range worst {
		if worst[q].Open() {
			worst[q], best[q] = 0, assess.Choice(len(b.Questions[q].Levels)-1)
			open = append(open, q)
		}
	}
	for code := worldOf(b, best).code; code <= worldOf(b, worst).code; code++ {
		want = append(want, code)
	}
	if !slices.Equal(r.Banks[0].Codes, want) {
		t.Errorf("Evaluate: codes = %v, want %v, all from best to worst", r.Banks[0].Codes, want)
	}
	c := &r.Chains[0]
	if len(want) == 1 {
		if c.OpenStep != -1 || c.Pivotal != nil {
			t.Errorf("Evaluate: open step %d, pivotal %v, want settled", c.OpenStep, c.Pivotal)
		}
		return
	}
	if c.Exact {
		t.Error("Evaluate: pivotal questions exact, want possibly so")
	}
	var pivotal []int
	for _, ref := range c.Pivotal {
		pivotal = append(pivotal, ref.Question)
	}
	if !slices.Equal(pivotal, open) {
		t.Errorf("Evaluate: possibly pivotal = %v, want all open questions %v", pivotal, open)
	}
}

func TestWithinTheLimitNoVerdictIsReachedThatCompletionsMiss(t *testing.T) {
	b := wide(t, neverSecond, 2, 3)
	s := assess.Select([]*questions.Bank{b})
	if got, want := s.Evaluate(nil).Banks[0].Codes, []int{0, 2, 3}; !slices.Equal(got, want) || !s.Evaluate(nil).Exact() {
		t.Errorf("Evaluate(nil): codes = %v, exact %t, want %v, true", got, s.Evaluate(nil).Exact(), want)
	}
}

func TestTheShippedBanksAreExact(t *testing.T) {
	lib := questions.NewLibrary("en")
	for _, id := range lib.IDs() {
		banks, err := lib.Select([]string{id}, false)
		if err != nil {
			t.Fatal(err)
		}
		if !assess.Select(banks).Evaluate(nil).Exact() {
			t.Errorf("Evaluate(nil) of %s is not exact", id)
		}
		if sheet, found := lint.Costly(banks[0]); found {
			t.Errorf("Costly(%s) = %v, want none", id, sheet)
		}
	}
}

// Whether a question applies changes what scores can add up to; a level only takes
// some of it away.
func TestWhatDoesNotApplyMayEndExactness(t *testing.T) {
	b := wide(t, "{id: good, title: t, short: t, text: t, overall: 50}, {id: bad, title: t, short: t, text: t}", 12, 12, 12, 12)
	s := assess.Select([]*questions.Bank{b})
	if !s.Evaluate(nil).Exact() {
		t.Fatal("Evaluate(nil) is not exact, want it to be")
	}
	sheet, found := lint.Costly(b)
	if !found || !slices.Contains(sheet, assess.NotApplicable) {
		t.Fatalf("Costly = %v, %t, want a case in which questions do not apply", sheet, found)
	}
	if r := s.Evaluate(assess.Answers{b.ID: sheet}); r.Chains[0].Exact || !r.Banks[0].Exact {
		t.Errorf("Evaluate(%v): pivotal exact %t, two verdicts side by side exact %t, want false, true", sheet, r.Chains[0].Exact, r.Banks[0].Exact)
	}
}
