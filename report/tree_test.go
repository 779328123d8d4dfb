package report_test

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	clean "collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/diagram"
	"collectiveimpact/samklar/report/terminal"
	"collectiveimpact/samklar/report/view"

	"github.com/google/go-cmp/cmp"
)

// odd is a tree with everything that the shipped one lacks: ways that join, a
// node whose two ways lead to the same place, ways over several nodes, and a
// node that nothing leads to.
const odd = `bank: odd
version: 1
kind: tree
language: en
title: Odd
about: All that a tree may do.
start: a
nodes:
  - {id: lost, title: Lost, questions: [QUESTION lost], pass: a, fail: x}
  - {id: a, title: Node a, questions: [QUESTION a], pass: c, fail: b}
  - {id: b, title: Node b, questions: [QUESTION b], pass: d, fail: d}
  - {id: c, title: Node c, questions: [QUESTION c], pass: x, fail: x}
  - {id: d, title: Node d, questions: [QUESTION d], pass: g, fail: e}
  - {id: e, title: Node e, questions: [QUESTION e], pass: y, fail: f}
  - {id: f, title: Node f, questions: [QUESTION f], pass: g, fail: x}
  - {id: g, title: Node g, questions: [QUESTION g], pass: y, fail: z}
outcomes:
  - {id: x, title: End x, short: s., text: t., also: odd}
  - {id: y, title: End y, short: s., text: t., next: elsewhere}
  - {id: z, title: End z, short: s., text: t., next: elsewhere, also: further}
`

// withQuestions puts a question with three levels in the place of each QUESTION
// and its id.
func withQuestions(bank string) string {
	for {
		at := strings.Index(bank, "QUESTION ")
		if at < 0 {
			return bank
		}
		id, rest, _ := strings.Cut(bank[at+len("QUESTION "):], "]")
		bank = bank[:at] + fmt.Sprintf(`{id: q-%s, ask: %q, passes: "2", levels: [{text: l}, {text: m}, {text: h}]}`, id, "Ask "+id+"?") + "]" + rest
	}
}

func parse(t *testing.T, text string) *questions.Bank {
	t.Helper()
	b, err := questions.Parse("bank.yaml", []byte(text))
	if err != nil {
		t.Fatalf("Parse: %v\n%s", err, text)
	}
	return b
}

// random gives a bank of up to eight nodes that lead to later ones, or to ends,
// as chance has it.
func random(r *rand.Rand) string {
	var b strings.Builder
	n, ends := 1+r.IntN(8), 1+r.IntN(4)
	fmt.Fprintf(&b, "bank: some\nversion: 1\nkind: tree\nlanguage: en\ntitle: Some\nabout: Any.\nstart: n%d\nnodes:\n", r.IntN(min(2, n)))
	for i := range n {
		to := func() string {
			if at := i + 1 + r.IntN(n); at < n {
				return fmt.Sprintf("n%d", at)
			}
			return fmt.Sprintf("e%d", r.IntN(ends))
		}
		fmt.Fprintf(&b, "  - {id: n%d, title: Node %d, questions: [QUESTION n%d], pass: %s, fail: %s}\n", i, i, i, to(), to())
	}
	b.WriteString("outcomes:\n")
	for i := range ends {
		fmt.Fprintf(&b, "  - {id: e%d, title: End %d, short: s., text: t.}\n", i, i)
	}
	return withQuestions(b.String())
}

// A drawn is what a drawing shows, read back: nodes and ends by their titles,
// with how often each is drawn, and edges as "from yes to".
type drawn struct{ Nodes, Ends, Edges, Way map[string]int }

func newDrawn() *drawn {
	return &drawn{make(map[string]int), make(map[string]int), make(map[string]int), make(map[string]int)}
}

func (d *drawn) edge(from, label, to string, way bool) {
	d.Edges[from+" "+label+" "+to]++
	if way {
		d.Way[from+" "+label+" "+to]++
	}
}

// wanted gives what a drawing of a bank must show, straight from its rules.
func wanted(b *questions.Bank, r *assess.BankResult) *drawn {
	d := newDrawn()
	for i := range b.Endings {
		d.Ends[b.Endings[i].Title]++
	}
	for i := range b.Nodes {
		n := &b.Nodes[i]
		d.Nodes[n.Title]++
		for label, to := range map[string]questions.Target{"yes": n.Pass, "no": n.Fail} {
			var title string
			if to.Outcome {
				title = b.Endings[to.Index].Title
			} else {
				title = b.Nodes[to.Index].Title
			}
			not := assess.Failed
			if label == "no" {
				not = assess.Passed
			}
			d.edge(n.Title, label, title, r != nil && r.Nodes[i].Reachable && r.Nodes[i].Status != not)
		}
	}
	return d
}

// readers read each format back.
func readers() map[string]func(*testing.T, *questions.Bank, *view.Trees) *drawn {
	return map[string]func(*testing.T, *questions.Bank, *view.Trees) *drawn{
		"terminal": readTerminal, "mermaid": readMermaid, "dot": readDOT,
	}
}

// TestTreesAreDrawnWhole wants every node, end and edge exactly once in every
// format, and the case's way and nothing else marked.
func TestTreesAreDrawnWhole(t *testing.T) {
	random1 := rand.New(rand.NewPCG(1, 2))
	banks := []*questions.Bank{parse(t, withQuestions(odd))}
	lib := questions.NewLibrary("en")
	for _, id := range questions.ShippedIDs() {
		b, err := lib.Bank(id)
		if err != nil {
			t.Fatal(err)
		}
		if b.Kind == questions.Tree {
			banks = append(banks, b)
		}
	}
	for range 150 {
		banks = append(banks, parse(t, random(random1)))
	}
	for _, b := range banks {
		in := &report.Input{Lang: "en"}
		var r *assess.BankResult
		for _, filled := range []bool{false, true} {
			if filled {
				sheet := assess.Blank(b)
				for q := range sheet {
					sheet[q] = assess.Choice(random1.IntN(len(b.Questions[q].Levels)+1) - 1)
				}
				in.Result = assess.Select([]*questions.Bank{b}).Evaluate(assess.Answers{b.ID: sheet})
				r = &in.Result.Banks[0]
			}
			want := wanted(b, r)
			for format, read := range readers() {
				got := read(t, b, report.BuildTrees([]*questions.Bank{b}, in))
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("%s of bank %s, filled %v (-want +got):\n%s", format, b.ID, filled, diff)
				}
			}
		}
	}
}

// TestTreeTerminal draws the odd tree, without a case and with one.
func TestTreeTerminal(t *testing.T) {
	b := parse(t, withQuestions(odd))
	in := &report.Input{Lang: "en", Titles: func(id string) string { return strings.ToUpper(id[:1]) + id[1:] }}
	for _, c := range []struct {
		name    string
		answers map[string]assess.Choice
		want    string
	}{{"without a case", nil, oddPlain}, {"with a case", map[string]assess.Choice{"q-a": 0, "q-b": 1, "q-e": 2, "q-c": 2, "q-lost": 1}, oddWay}} {
		if c.answers != nil {
			sheet := assess.Blank(b)
			for id, choice := range c.answers {
				sheet[b.Question(id)] = choice
			}
			in.Result = assess.Select([]*questions.Bank{b}).Evaluate(assess.Answers{b.ID: sheet})
		}
		var out bytes.Buffer
		if err := terminal.Write(&out, report.BuildTrees([]*questions.Bank{b}, in).View(), terminal.Screen{Width: 60}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, out.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestTreesFit draws the shipped tree in every width and language.
func TestTreesFit(t *testing.T) {
	for _, lang := range questions.Languages() {
		banks, err := questions.NewLibrary(lang).Select([]string{questions.Default}, true)
		if err != nil {
			t.Fatal(err)
		}
		result := assess.Select(banks).Evaluate(nil)
		for width := 40; width <= 130; width += 10 {
			for _, r := range []*assess.Result{nil, result} {
				var out bytes.Buffer
				trees := report.BuildTrees(banks, &report.Input{Lang: lang, Result: r})
				if err := terminal.Write(&out, trees.View(), terminal.Screen{Width: width}); err != nil {
					t.Fatal(err)
				}
				checkWidth(t, out.String(), min(width, terminal.MaxWidth))
			}
		}
	}
}

func checkWidth(t *testing.T, text string, width int) {
	t.Helper()
	for line := range strings.SplitSeq(text, "\n") {
		if got := len([]rune(line)); got > width {
			t.Errorf("line %q has %d columns, want at most %d", line, got, width)
		}
		if strings.TrimRight(line, " ") != line {
			t.Errorf("line %q ends in spaces", line)
		}
	}
}

// TestTreeColours wants no colour unless it is asked for, and then no other
// text.
func TestTreeColours(t *testing.T) {
	b := parse(t, withQuestions(odd))
	trees := report.BuildTrees([]*questions.Bank{b}, &report.Input{Lang: "en", Result: assess.Select([]*questions.Bank{b}).Evaluate(nil)})
	var plain, coloured bytes.Buffer
	for out, colour := range map[*bytes.Buffer]bool{&plain: false, &coloured: true} {
		if err := terminal.Write(out, trees.View(), terminal.Screen{Colour: colour}); err != nil {
			t.Fatal(err)
		}
	}
	if strings.Contains(plain.String(), "\x1b") || !strings.Contains(coloured.String(), "\x1b[") {
		t.Error("colours do not follow Screen.Colour")
	}
	lines := func(s string) []string {
		var all []string
		for line := range strings.SplitSeq(clean.Clean(s), "\n") {
			all = append(all, strings.TrimRight(line, " "))
		}
		return all
	}
	if diff := cmp.Diff(lines(plain.String()), lines(coloured.String())); diff != "" {
		t.Errorf("colours change the text (-plain +coloured):\n%s", diff)
	}
}

// TestTreesOfSeveralBanks wants an outcome to lead to the tree that is drawn,
// to one place for a bank that is not, and every bank that does not surely
// decide to say so.
func TestTreesOfSeveralBanks(t *testing.T) {
	first := parse(t, withQuestions(odd))
	second := parse(t, withQuestions(strings.NewReplacer("bank: odd", "bank: elsewhere", "title: Odd", "title: Second", "next: elsewhere", "next: third", "also: odd", "also: further").Replace(odd)))
	banks := []*questions.Bank{first, second}
	trees := report.BuildTrees(banks, &report.Input{Lang: "en", Result: assess.Select(banks).Evaluate(nil)})
	var leads []string
	for i := range trees.Trees {
		for _, e := range trees.Trees[i].Ends {
			for _, l := range e.Leads {
				var to string
				if l.Drawn {
					to = "tree " + trees.Trees[l.To].ID
				} else {
					to = "place " + trees.Places[l.To].ID
				}
				leads = append(leads, fmt.Sprintf("%s:%s %s %s", trees.Trees[i].ID, e.ID, l.Label, to))
			}
		}
	}
	want := []string{
		"odd:x also worth answering tree odd", "odd:y goes on with tree elsewhere", "odd:z goes on with tree elsewhere",
		"odd:z also worth answering place further", "elsewhere:x also worth answering place further", "elsewhere:y goes on with place third",
		"elsewhere:z goes on with place third", "elsewhere:z also worth answering place further",
	}
	if diff := cmp.Diff(want, leads); diff != "" {
		t.Errorf("leads (-want +got):\n%s", diff)
	}
	if got := len(trees.Places); got != 2 {
		t.Errorf("%d places, want 2", got)
	}
	if got, want := trees.Trees[1].Remark, "counts if “End y”"; got != want {
		t.Errorf("Remark = %q, want %q", got, want)
	}
	ids := slices.Sorted(maps.Keys(map[string]bool{trees.Trees[0].ID: true, trees.Trees[1].ID: true}))
	if diff := cmp.Diff([]string{"elsewhere", "odd"}, ids); diff != "" {
		t.Error(diff)
	}
}

// TestCertainWaysAreToldFromPossibleOnes walks random trees for every way that their
// open nodes may turn out: an edge is certain that all of them take.
func TestCertainWaysAreToldFromPossibleOnes(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	certain, possible := 0, 0
	for range 300 {
		b := parse(t, random(r))
		sheet := assess.Blank(b)
		for q := range sheet {
			sheet[q] = assess.Choice(r.IntN(len(b.Questions[q].Levels)+1) - 1)
		}
		in := &report.Input{Lang: "en", Result: assess.Select([]*questions.Bank{b}).Evaluate(assess.Answers{b.ID: sheet})}
		nodes := in.Result.Banks[0].Nodes
		taken := make(map[string]int) // edges by how many completions take them
		for turn := range 1 << len(nodes) {
			for at := (questions.Target{Index: b.Start}); !at.Outcome; {
				n := &b.Nodes[at.Index]
				passed := nodes[at.Index].Status == assess.Passed || nodes[at.Index].Status == assess.Open && turn>>at.Index&1 == 1
				taken[fmt.Sprint(n.Title, passed)]++
				at = n.Fail
				if passed {
					at = n.Pass
				}
			}
		}
		trees := report.BuildTrees([]*questions.Bank{b}, in)
		drawn := trees.Trees[0]
		maybe := make(map[string]bool) // by "from label to", as diagrams have it
		for _, n := range drawn.Nodes {
			for _, e := range []view.TreeEdge{n.Pass, n.Fail} {
				var to string
				if e.End {
					to = drawn.Ends[e.To].ID
				} else {
					to = drawn.Nodes[e.To].ID
				}
				maybe[n.ID+" "+e.Label+" "+to] = e.Way && e.Maybe
			}
		}
		for format, dashed := range map[string]map[string]bool{"Mermaid": dashedMermaid(diagram.Mermaid(trees)), "DOT": dashedDOT(diagram.DOT(trees))} {
			if diff := cmp.Diff(maybe, dashed); diff != "" {
				t.Fatalf("%s draws other ways dashed than those that are only possible (-want +got):\n%s", format, diff)
			}
		}
		for _, n := range drawn.Nodes {
			for passed, e := range map[bool]view.TreeEdge{true: n.Pass, false: n.Fail} {
				times := taken[fmt.Sprint(n.Title, passed)]
				if e.Way != (times > 0) || e.Way && e.Maybe != (times < 1<<len(nodes)) {
					t.Fatalf("the way on from %q by %t is on the way: %t, only possible: %t; %d of %d completions take it", n.Title, passed, e.Way, e.Maybe, times, 1<<len(nodes))
				}
				if e.Way && e.Maybe {
					possible++
				} else if e.Way {
					certain++
				}
			}
		}
	}
	if certain < 100 || possible < 100 {
		t.Errorf("%d certain and %d possible ways, want more of both", certain, possible)
	}
}

// dashedMermaid tells which lines between nodes and ends a flowchart dashes.
func dashedMermaid(out string) map[string]bool {
	edge := regexp.MustCompile(`(?m)^ +n_[a-z0-9]+__([a-z0-9_]+) (?:-->|==>)\|"([^"]*)"\| [no]_[a-z0-9]+__([a-z0-9_]+)$`)
	var dashes []string
	if list := regexp.MustCompile(`linkStyle ([0-9,]+) `).FindStringSubmatch(out); list != nil {
		dashes = strings.Split(list[1], ",")
	}
	found := make(map[string]bool)
	for i, m := range edge.FindAllStringSubmatch(out, -1) {
		found[strings.ReplaceAll(m[1], "_", "-")+" "+m[2]+" "+strings.ReplaceAll(m[3], "_", "-")] = slices.Contains(dashes, fmt.Sprint(i))
	}
	return found
}

// dashedDOT does that of a graph.
func dashedDOT(out string) map[string]bool {
	found := make(map[string]bool)
	for _, m := range regexp.MustCompile(`"[a-z0-9-]+/([a-z0-9-]+)" -> "[a-z0-9-]+/([a-z0-9-]+)" \[label="([^"]*)"(.*)\];`).FindAllStringSubmatch(out, -1) {
		found[m[1]+" "+m[3]+" "+m[2]] = strings.Contains(m[4], "style=dashed")
	}
	return found
}
