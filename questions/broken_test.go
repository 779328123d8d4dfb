package questions_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"

	"github.com/google/go-cmp/cmp"
)

// A mistake replaces one place of a sample; want is what is then said, without
// the file's name.
type mistake struct{ name, old, replacement, want string }

func testMistakes(t *testing.T, sample string, mistakes []mistake) {
	t.Helper()
	for _, m := range mistakes {
		t.Run(m.name, func(t *testing.T) {
			if diff := cmp.Diff(m.want, problems(mutate(t, sample, m.old, m.replacement))); diff != "" {
				t.Errorf("Parse with %q for %q (-want +got):\n%s", m.replacement, m.old, diff)
			}
		})
	}
}

// problems gives what is wrong with a bank, one problem a line.
func problems(text string) string {
	_, err := questions.Parse("f", []byte(text))
	if err == nil {
		return ""
	}
	return strings.ReplaceAll("\n"+err.Error(), "\nf:", "\n")[1:]
}

// part gives the text from one mark up to another, or to the end.
func part(t *testing.T, text, from, to string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, from)
	if to == "" {
		return from + rest
	}
	inner, _, ends := strings.Cut(rest, to)
	if !ok || !ends {
		t.Fatalf("no part from %q to %q in the sample", from, to)
	}
	return from + inner
}

// Whole parts that are missing, empty or of the wrong kind.
func TestParseBrokenParts(t *testing.T) {
	tests := []struct{ name, bank, from, to, replacement, want string }{
		{"no map", treeBank, "bank:", "", "- bank: trial\n", "1:1: a bank is a list; expected a map [wrong-type]"},
		{"a word", treeBank, "bank:", "", "trial\n", "1:1: a bank is a text; expected a map [wrong-type]"},
		{"no bands", scaleBank, "bands:\n", "verdicts:\n", "bands: []\n", "23:8: the bank has no bands; expected at least one, from 0 [no-bands]"},
		{"no verdict in the list", scaleBank, "verdicts:\n", "findings:\n", "verdicts: []\n", "26:11: the list of verdicts is empty; leave it out where the bank has none [no-verdicts]"},
		{"no verdicts at all", scaleBank, "verdicts:\n", "findings:\n", "", ""},
		{"bands missing", scaleBank, "bands:\n", "verdicts:\n", "", `1:1: a bank has no "bands" [missing-field]`},
		{"bands a map", scaleBank, "bands:\n", "verdicts:\n", "bands: {weak: 0}\n", "23:8: bands is a map; expected a list [wrong-type]"},
		{"verdicts a map", scaleBank, "verdicts:\n", "findings:\n", "verdicts: {a: b}\n", "26:11: verdicts is a map; expected a list [wrong-type]"},
		{"findings a map", scaleBank, "findings:\n", "", "findings: {a: b}\n", "30:11: findings is a map; expected a list [wrong-type]"},
		{"no dimensions", scaleBank, "dimensions:\n", "", "dimensions: []\nbands: [{id: weak, title: Weak, from: 0}]\n", "8:13: the bank has no dimensions; expected at least one [no-dimensions]"},
		{"dimension without questions", scaleBank, "  - id: height\n", "bands:\n", "  - {id: height, title: Height, questions: []}\n", `15:44: dimension "height" has no questions; expected at least one [no-questions]`},
		{"node without questions", treeBank, "      - {id: three", "    pass: go\n", "      []\n", `34:7: node "second" has no questions; expected at least one [no-questions]`},
		{"nodes a map", treeBank, "nodes:\n", "outcomes:\n", "nodes: {first: second}\n", "11:8: start: unknown node \"first\"; expected none here [unknown-node]\n12:8: nodes is a map; expected a list [wrong-type]"},
		{"no nodes", treeBank, "nodes:\n", "outcomes:\n", "nodes: []\n", "11:8: start: unknown node \"first\"; expected none here [unknown-node]\n12:8: the bank has no nodes; expected at least one [no-nodes]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := problems(mutate(t, tt.bank, part(t, tt.bank, tt.from, tt.to), tt.replacement)); got != tt.want {
				t.Errorf("Parse = %s, want %s", got, tt.want)
			}
		})
	}
}

// All mistakes of a bank are said at once, in the order of their places.
func TestParseSeveralMistakes(t *testing.T) {
	text := treeBank
	for _, m := range []mistake{
		{old: "version: 3", replacement: "version: 3.5"},
		{old: "        since: 2\n", replacement: ""},
		{old: "must: true", replacement: "must: perhaps"},
		{old: "who: champions", replacement: "who: everyone"},
		{old: "pass: second", replacement: "pass: secnd"},
		{old: "about: About", replacement: "abuot: About"},
		{old: `passes: "yes"`, replacement: "passes: maybe"},
		{old: "{id: stop, title: Stop, ", replacement: "{id: stop, "},
	} {
		text = mutate(t, text, m.old, m.replacement)
	}
	want := `2:10: version is "3.5"; expected a whole number from 1 to 1000000 [wrong-type]
6:1: in a tree bank: unknown field "abuot"; did you mean "about"? [unknown-field]
21:15: must is "perhaps"; expected true or false [wrong-type]
25:51: passes: unknown level "maybe"; expected no, partly or yes [unknown-level]
28:11: pass: unknown node or outcome "secnd"; expected second, go or stop; did you mean "second"? [unknown-target]
49:42: unknown who "everyone"; expected residents, front-line, professionals, managers, directors, partners, champions, connectors or funders [unknown-word]
53:5: an outcome has no "title" [missing-field]`
	if diff := cmp.Diff(want, problems(text)); diff != "" {
		t.Errorf("Parse (-want +got):\n%s", diff)
	}
}

// One mistake is said once: what only follows from it is left out, and no
// message offers an id that was not accepted.
func TestParseNoEchoes(t *testing.T) {
	tests := []struct{ name, bank, old, replacement, code string }{
		{"a band over 100", scaleBank, "from: 60}", "from: 101}", "out-of-range"},
		{"a version that is none", treeBank, "version: 3", "version: 0", "out-of-range"},
		{"sections missing", treeBank, "outcomes:\n", "outcome:\n", "missing-field unknown-field"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := questions.Parse("f", []byte(mutate(t, tt.bank, tt.old, tt.replacement)))
			var list diag.List
			errors.As(err, &list)
			var codes []string
			for _, d := range list {
				codes = append(codes, d.Code)
			}
			if got := strings.Join(codes, " "); got != tt.code {
				t.Errorf("Parse with %q = %s\nwant %s alone", tt.replacement, err, tt.code)
			}
		})
	}
	for _, m := range []mistake{
		{old: "  book: {title", replacement: "  Book: {title"},
		{old: "here: Page 1", replacement: "Here: Page 1"},
		{old: "  - id: second\n", replacement: "  - id: Second\n"},
	} {
		if got := problems(mutate(t, treeBank, m.old, m.replacement)); strings.Contains(got, "expected  ") || strings.Contains(got, "expected ,") {
			t.Errorf("Parse with %q = %s\nwant no empty words", m.replacement, got)
		}
	}
}

// Needs is at least 1 and at most the number of questions that count, so a node
// in which nothing counts is refused.
func TestParseNothingCounts(t *testing.T) {
	const old = "levels: gate, passes: partly}"
	for _, replacement := range []string{"levels: gate, counts: false}", "levels: gate, counts: false}\n    needs: 1"} {
		if got := problems(mutate(t, treeBank, old, replacement)); got == "" {
			t.Errorf("Parse with %q = nothing wrong, want a refusal: no question of the node counts", replacement)
		}
	}
}

// A bank has limits.
func TestParseLimits(t *testing.T) {
	many := func(n int, one string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, one, i)
		}
		return b.String()
	}
	const (
		question  = "      - {id: q%d, ask: A, levels: [{text: A}, {text: B}]}\n"
		dimension = "  - {id: d%d, title: D, questions: [{id: q%[1]d, ask: A, levels: [{text: A}, {text: B}]}]}\n"
		node      = "  - {id: n%d, title: N, questions: [{id: q%[1]d, ask: A, passes: \"2\", levels: [{text: A}, {text: B}]}], pass: go, fail: stop}\n"
	)
	three := part(t, scaleBank, "      - id: high\n", "bands:\n")
	both := part(t, scaleBank, "  - id: width\n", "bands:\n")
	flat := part(t, scaleBank, "findings:\n", "")
	nodes := part(t, treeBank, "  - id: first\n", "outcomes:\n")
	oneNode := mutate(t, treeBank, "start: first", "start: n0")
	tests := []struct{ name, text, want string }{
		{"500 questions", mutate(t, scaleBank, three, many(498, question)), ""},
		{"501 questions", mutate(t, scaleBank, three, many(499, question)), "1:1: the bank has 501 questions; at most 500 are allowed [too-many-questions]"},
		{"50 dimensions", mutate(t, mutate(t, scaleBank, flat, ""), both, many(50, dimension)), ""},
		{"51 dimensions", mutate(t, mutate(t, scaleBank, flat, ""), both, many(51, dimension)), "9:3: the bank has 51 dimensions; at most 50 are allowed [too-many-dimensions]"},
		{"50 nodes", mutate(t, oneNode, nodes, many(50, node)), ""},
		{"51 nodes", mutate(t, oneNode, nodes, many(51, node)), "13:3: the bank has 51 nodes; at most 50 are allowed [too-many-nodes]"},
		{"4 MiB", scaleBank + strings.Repeat("#", 4<<20-len(scaleBank)), ""},
		{"a byte more", scaleBank + strings.Repeat("#", 4<<20-len(scaleBank)+1), " the text is too long; at most 4194304 bytes are read [too-large]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := problems(tt.text); got != tt.want {
				t.Errorf("Parse = %s, want %s", got, tt.want)
			}
		})
	}
}

// Weights of which no exact score can be made are refused: here so many questions
// may be left out that their sums have no common denominator of 64 bits.
func TestParseWeightsOverflow(t *testing.T) {
	var b strings.Builder
	for d, weights := range []int{31, 37, 41, 43, 47} {
		fmt.Fprintf(&b, "  - id: d%d\n    title: D\n    questions:\n", d)
		for q := range weights {
			fmt.Fprintf(&b, "      - {id: q%d-%d, ask: A, optional: %t, levels: [{text: A}, {text: B}]}\n", d, q, 2*q+1 < weights)
		}
	}
	text := mutate(t, mutate(t, scaleBank, part(t, scaleBank, "findings:\n", ""), ""), part(t, scaleBank, "  - id: width\n", "bands:\n"), b.String())
	want := "9:3: the weights have no common denominator small enough to score exactly; use fewer different sums of weights [weights-overflow]"
	if got := problems(text); got != want {
		t.Errorf("Parse = %s, want %s", got, want)
	}
}
