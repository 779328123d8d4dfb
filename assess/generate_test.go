package assess_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// A scenario is a case drawn at random: banks that lead to one another, of which
// some are selected, and answers.
type scenario struct {
	banks    []*questions.Bank // selected, in the order given
	all      []*questions.Bank // the selected ones and those left out
	answers  assess.Answers
	rendered []string
}

// GoString shows what a failing property was tried with.
func (s *scenario) GoString() string {
	var text strings.Builder
	text.WriteString("banks")
	for _, b := range s.banks {
		text.WriteString(" " + b.ID)
	}
	fmt.Fprintf(&text, ", answers %v\n%s", s.answers, strings.Join(s.rendered, "---\n"))
	return text.String()
}

// sheet gives the answers to a selected bank, blank where there are none.
func (s *scenario) sheet(bank int) assess.Sheet {
	if sheet := s.answers[s.banks[bank].ID]; sheet != nil {
		return sheet
	}
	return assess.Blank(s.banks[bank])
}

// evaluate selects and evaluates.
func (s *scenario) evaluate() *assess.Result {
	return assess.Select(s.banks).Evaluate(s.answers)
}

// scenarios draws cases with up to so many banks, each with at most so many
// completions of its open questions.
func scenarios(banks, completions int) *rapid.Generator[*scenario] {
	return rapid.Custom(func(t *rapid.T) *scenario {
		var s scenario
		later := []string{"elsewhere"} // a bank that is never selected
		for i := range between(t, 1, banks) {
			b, text := parsed(t, drawBank(t, fmt.Sprint("b", i), later))
			if len(b.Endings) > 0 {
				later = append(later, b.ID)
			}
			s.all = append(s.all, b)
			s.rendered = append(s.rendered, text)
		}
		for i, b := range rapid.Permutation(s.all).Draw(t, "order") {
			if i == 0 || often(t, 7) {
				s.banks = append(s.banks, b)
			}
		}
		s.answers = drawAnswers(t, s.all, completions)
		return &s
	})
}

// parsed reads a drawn bank back from its text.
func parsed(t *rapid.T, drawn *questions.Bank) (b *questions.Bank, text string) {
	text = render(drawn, often(t, 4))
	b, err := questions.Parse(drawn.ID+".yaml", []byte(text))
	if err != nil {
		t.Fatalf("Parse: %v\n%s", err, text)
	}
	return b, text
}

// What the properties hold for is what is written in the bank's text.
func TestBanksAreParsedAsDrawn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := drawBank(t, "b0", []string{"b1", "b2"})
		got, text := parsed(t, want)
		diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(questions.Bank{}),
			cmpopts.IgnoreTypes(questions.Pos{}), cmpopts.IgnoreFields(questions.Bank{}, "File", "Rules", "Texts"))
		if diff != "" {
			t.Errorf("Parse: (-drawn +parsed)\n%s\n%s", diff, text)
		}
	})
}

// between draws a whole number from low to high.
func between(t *rapid.T, low, high int) int { return rapid.IntRange(low, high).Draw(t, "number") }

// often is true in so many of eight cases.
func often(t *rapid.T, eighths int) bool { return between(t, 0, 7) >= 8-eighths }

// percent draws a threshold, mostly near a score that small banks reach.
func percent(t *rapid.T) int {
	return rapid.SampledFrom([]int{50, 25, 75, 33, 34, 66, 67, 20, 40, 60, 80, 1, 10, 45, 55, 74, 90, 99, 100, 0}).Draw(t, "percent")
}

// drawAnswers answers some questions and leaves so few open that the open ones
// of a bank have at most so many completions.
func drawAnswers(t *rapid.T, banks []*questions.Bank, completions int) assess.Answers {
	answers := make(assess.Answers)
	openness := between(t, 0, 8)
	for _, b := range banks {
		sheet, left := assess.Blank(b), completions
		for _, i := range rapid.Permutation(places(len(sheet))).Draw(t, "answered first") {
			q := &b.Questions[i]
			switch {
			case q.Optional && often(t, 2):
				sheet[i] = assess.NotApplicable
			case left >= len(q.Levels) && often(t, openness):
				sheet[i] = drawOpen(t, len(q.Levels))
				left /= len(levelsOf(sheet[i], len(q.Levels)))
			default:
				sheet[i] = assess.Choice(between(t, 0, len(q.Levels)-1))
			}
		}
		blank := !slices.ContainsFunc(sheet, func(c assess.Choice) bool { return c != assess.Unanswered })
		if !blank || often(t, 4) {
			answers[b.ID] = sheet
		}
	}
	return answers
}

// drawOpen leaves a question open, in one of the ways there are.
func drawOpen(t *rapid.T, levels int) assess.Choice {
	if often(t, 4) {
		low := between(t, 0, levels-2)
		return assess.Between(low, between(t, low+1, levels-1))
	}
	return rapid.SampledFrom([]assess.Choice{assess.Unanswered, assess.Unknown}).Draw(t, "open")
}

func places(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// A drawer draws one bank, the rules in the form in which they are parsed.
type drawer struct {
	t      *rapid.T
	b      *questions.Bank
	advice int
}

// drawBank draws a bank that may lead to others.
func drawBank(t *rapid.T, id string, others []string) *questions.Bank {
	d := drawer{t: t, b: &questions.Bank{
		ID: id, Version: between(t, 1, 3), Language: "en", Title: "t",
		Kind: rapid.SampledFrom([]questions.Kind{questions.Tree, questions.Scale}).Draw(t, "kind"),
	}}
	if often(t, 4) {
		d.b.Scales = []questions.LevelScale{{ID: "s", Levels: d.levels()}}
	}
	if d.b.Kind == questions.Tree {
		d.tree()
	} else {
		d.scale()
	}
	d.leads(others)
	for i := range between(t, 0, 2) {
		d.finding(i)
	}
	d.connections()
	return d.b
}

func (d *drawer) tree() {
	b := d.b
	for i := range between(d.t, 1, 4) {
		b.Endings = append(b.Endings, d.ending("o", i))
	}
	nodes, most := between(d.t, 1, 4), 3
	if often(d.t, 3) { // many nodes with little in them: walks part and meet again
		nodes, most = between(d.t, 4, 6), 1
		d.b.Scales = []questions.LevelScale{{ID: "s", Levels: d.levels()[:2]}}
	}
	target := func(from int) questions.Target {
		later := nodes - from - 1
		i := between(d.t, 0, later+len(b.Endings)-1)
		if i < later {
			return questions.Target{Index: from + 1 + i}
		}
		return questions.Target{Outcome: true, Index: i - later}
	}
	for i := range nodes {
		n := questions.Node{Part: questions.Part{ID: fmt.Sprint("n", i), Title: "t"}}
		for range between(d.t, 1, most) {
			n.Questions = append(n.Questions, len(b.Questions))
			q := d.question(i)
			if q.Counts = often(d.t, 6); q.Counts {
				q.Passes = between(d.t, 1, len(q.Levels)-1)
				q.Must = often(d.t, 4)
				n.Needs++
			}
			b.Questions = append(b.Questions, q)
		}
		if n.Needs == 0 {
			last := &b.Questions[len(b.Questions)-1]
			last.Counts, last.Passes, n.Needs = true, 1, 1
		}
		n.Needs = between(d.t, 1, n.Needs)
		n.Pass, n.Fail, n.Fact = target(i), target(i), often(d.t, 2)
		b.Nodes = append(b.Nodes, n)
	}
	if often(d.t, 1) {
		b.Start = between(d.t, 0, nodes-1)
	}
}

func (d *drawer) scale() {
	b := d.b
	for i := range between(d.t, 1, 3) {
		dim := questions.Dimension{Part: questions.Part{ID: fmt.Sprint("d", i), Title: "t"}, Weight: between(d.t, 1, 3)}
		all, optional := 0, 0
		for range between(d.t, 1, 3) {
			q := d.question(i)
			q.Counts, q.Weight = true, between(d.t, 1, 3)
			all += q.Weight
			dim.Questions = append(dim.Questions, len(b.Questions))
			b.Questions = append(b.Questions, q)
		}
		for _, place := range dim.Questions {
			q := &b.Questions[place]
			if often(d.t, 3) && 2*(optional+q.Weight) <= all {
				q.Optional = true
				optional += q.Weight
			}
		}
		b.Dimensions = append(b.Dimensions, dim)
	}
	for i, from := 0, 0; i < 3 && from <= 100; i, from = i+1, from+between(d.t, 1, 50) {
		b.Bands = append(b.Bands, questions.Band{ID: fmt.Sprint("band", i), Title: "t", From: from})
	}
	verdicts := between(d.t, 0, 4)
	for i := range verdicts {
		v := d.ending("v", i)
		if last := i == verdicts-1; !last {
			if often(d.t, 5) {
				v.Every = percent(d.t)
			}
			if v.Every == 0 || often(d.t, 3) {
				v.Overall = percent(d.t)
			}
		}
		b.Endings = append(b.Endings, v)
	}
	holds := func(e questions.Ending) bool { return len(b.Bands) > 1 && e.Every >= b.Bands[1].From }
	if slices.ContainsFunc(b.Endings, holds) {
		for i := range b.Questions {
			b.Questions[i].Key = !b.Questions[i].Optional && often(d.t, 2)
		}
	}
}

func (d *drawer) levels() []questions.Level {
	named := often(d.t, 4)
	words := []string{"no", "hardly", "partly", "mostly", "yes", "fully"}
	list := make([]questions.Level, rapid.SampledFrom([]int{2, 3, 4, 2, 3, 5, 6}).Draw(d.t, "levels"))
	for i := range list {
		list[i] = questions.Level{ID: strconv.Itoa(i + 1), Text: "t"}
		if named {
			list[i].ID = words[i]
		}
	}
	return list
}

func (d *drawer) question(part int) questions.Question {
	q := questions.Question{
		ID: fmt.Sprint("q", len(d.b.Questions)), Ask: "t", Part: part, Weight: 1, Since: between(d.t, 1, d.b.Version),
	}
	if len(d.b.Scales) > 0 && often(d.t, 4) {
		q.Scale, q.Levels = d.b.Scales[0].ID, d.b.Scales[0].Levels
	} else {
		q.Levels = d.levels()
	}
	for range between(d.t, 0, 2) {
		a := d.one()
		a.From = between(d.t, 0, len(q.Levels)-1)
		a.UpTo = between(d.t, a.From, len(q.Levels)-1)
		q.Advice = append(q.Advice, a)
	}
	return q
}

// one draws an advice that hangs on no question.
func (d *drawer) one() questions.Advice {
	d.advice++
	return questions.Advice{
		ID: fmt.Sprint("a", d.advice), Do: "t",
		Who:  rapid.SampledFrom(questions.Who()).Draw(d.t, "who"),
		When: rapid.SampledFrom(questions.When()).Draw(d.t, "when"),
	}
}

func (d *drawer) few() []questions.Advice {
	var all []questions.Advice
	for range between(d.t, 0, 2) {
		all = append(all, d.one())
	}
	return all
}

func (d *drawer) ending(prefix string, place int) questions.Ending {
	return questions.Ending{ID: fmt.Sprint(prefix, place), Title: "t", Short: "t", Text: "t", Advice: d.few()}
}

// leads draws where the endings lead: all to the same bank, or each on its own.
func (d *drawer) leads(others []string) {
	together := ""
	if often(d.t, 3) {
		together = rapid.SampledFrom(others).Draw(d.t, "next of all")
	}
	for i := range d.b.Endings {
		e := &d.b.Endings[i]
		switch {
		case together != "":
			e.Next = together
		case often(d.t, 5):
			e.Next = rapid.SampledFrom(others).Draw(d.t, "next")
		}
		if often(d.t, 2) {
			e.Also = rapid.SampledFrom(others).Draw(d.t, "also")
		}
	}
}

// finding draws a pattern of up to three parts, of which none is a dimension
// together with one of its questions.
func (d *drawer) finding(place int) {
	b := d.b
	f := questions.Finding{ID: fmt.Sprint("f", place), Title: "t", Text: "t", Advice: d.few()}
	whole, parted := make(map[int]bool), make(map[int]bool)
	bounds := make(map[string]questions.Bound)
	for range between(d.t, 1, 3) {
		bound := questions.Bound{Dimension: -1, Question: -1, Below: questions.NoBound}
		if len(b.Dimensions) > 0 && often(d.t, 5) {
			bound.Dimension = between(d.t, 0, len(b.Dimensions)-1)
			if parted[bound.Dimension] {
				continue
			}
			whole[bound.Dimension] = true
			if often(d.t, 5) {
				bound.AtLeast = percent(d.t)
			}
			if bound.AtLeast == 0 || often(d.t, 4) {
				bound.Below = percent(d.t)
			}
			bounds[b.Dimensions[bound.Dimension].ID] = bound
			continue
		}
		bound.Question = between(d.t, 0, len(b.Questions)-1)
		q := &b.Questions[bound.Question]
		if whole[q.Part] {
			continue
		}
		parted[q.Part] = true
		bound.AtMost = len(q.Levels) - 1
		if often(d.t, 4) {
			bound.AtLeast = between(d.t, 0, len(q.Levels)-1)
		} else {
			bound.AtMost = between(d.t, 0, len(q.Levels)-1)
		}
		if often(d.t, 2) {
			bound.AtMost = between(d.t, bound.AtLeast, len(q.Levels)-1)
		}
		bounds[q.ID] = bound
	}
	f.When = slices.SortedFunc(maps.Values(bounds), func(x, y questions.Bound) int {
		return (x.Question-y.Question)*1000 + x.Dimension - y.Dimension
	})
	b.Findings = append(b.Findings, f)
}
