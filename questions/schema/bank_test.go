package schema_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/schema"
)

func parseBank(text []byte) error {
	_, err := questions.Parse("f", text)
	return err
}

// bankFiles lists the shipped banks and the worked examples, without overlays.
func bankFiles(t *testing.T) []string {
	t.Helper()
	var banks []string
	for _, folder := range []string{"../banks", "../../testdata/banks"} {
		names, err := filepath.Glob(folder + "/*.yaml")
		if err != nil || len(names) == 0 {
			t.Fatalf("Glob(%q) = %v, %v", folder, names, err)
		}
		for _, name := range names {
			if strings.Count(filepath.Base(name), ".") == 1 {
				banks = append(banks, name)
			}
		}
	}
	return banks
}

func readFile(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestBanksFit(t *testing.T) {
	s := compile(t, schema.Bank())
	for _, name := range bankFiles(t) {
		fits(t, s, name, parseYAML(t, readFile(t, name)))
	}
}

// TestOddBanksFit has banks that are read though they look unlike any other.
func TestOddBanksFit(t *testing.T) {
	s := compile(t, schema.Bank())
	for name, text := range map[string]string{
		"tree":  treeBank,
		"scale": scaleBank,
		"ids that look like something else": strings.NewReplacer(
			"bank: trial", "bank: 2026", "version: 3", "version: 1000000", "title: Title", "title: 2026", "about: About", "about: yes",
			"clear", "true", "large", "1e-3", "second", "0x1f", "stop", "007", "book", "1e30",
		).Replace(treeBank),
		"nothing but what is needed": `{bank: b, version: 1, kind: scale, language: nl, title: T, sources: {}, scales: {}, findings: [],
			bands: [{id: b, title: B, from: 0}], dimensions: [{id: d, title: D, questions: [{id: q, ask: A, advice: [], levels: [{text: A}, {text: A}]}]}]}`,
		"a single verdict": strings.NewReplacer("key: true, ", "", "- {id: ready, title: Ready, short: R, text: RR, every: 50, overall: 60, next: trial}\n"+
			"  - {id: nearly, title: Nearly, short: N, text: NN, overall: 40, source: book, also: growth}\n  ", "").Replace(scaleBank),
		"many":    manyQuestions(questions.MaxNodes, 10),
		"a block": strings.Replace(treeBank, "about: About", "about: |\n\n  One.\n\n  Two.\n", 1),
	} {
		if err := parseBank([]byte(text)); err != nil {
			t.Errorf("%s: Parse = %v, want no error", name, err)
		}
		fits(t, s, name, parseYAML(t, []byte(text)))
	}
}

// manyQuestions is a tree of so many nodes with so many questions each.
func manyQuestions(nodes, each int) string {
	var b strings.Builder
	b.WriteString("{bank: b, version: 1, kind: tree, language: en, title: T, start: n0, outcomes: [{id: o, title: O, short: O, text: O}], nodes: [")
	for n := range nodes {
		fmt.Fprintf(&b, "{id: n%d, title: N, pass: o, fail: o, questions: [", n)
		for q := range each {
			fmt.Fprintf(&b, "{id: q%d-%d, ask: A, levels: [{text: A}, {text: B}], passes: 2},", n, q)
		}
		b.WriteString("]},")
	}
	return b.String() + "]}"
}

// beyondBanks are the reasons to refuse a bank that a schema cannot give.
func beyondBanks(kind questions.Kind) []string {
	both := []string{
		"duplicate-id", "unknown-level", "unknown-scale", "unknown-source", "unknown-place", "unknown-part", "empty-range",
		"out-of-range: since is", `bad-id: "1.5"`,
	}
	if kind == questions.Tree {
		return append(both, "unknown-node", "unknown-target", "not-later", "passes-lowest", "out-of-range: needs is",
			"unknown-advice", "unknown-question", "out-of-range: gone from")
	}
	return append(both, "too-optional", "first-band", "band-order", "last-verdict", "no-condition", "key-holds-nothing",
		"unknown-field: in a bound", "wrong-type: at-least is", "out-of-range: at-least is")
}

func TestBankSchemaAgreesWithParse(t *testing.T) {
	for kind, text := range map[questions.Kind]string{questions.Tree: treeBank, questions.Scale: scaleBank} {
		t.Run(string(kind), func(t *testing.T) {
			agree(t, schema.Bank(), parseYAML(t, []byte(text)), beyondBanks(kind), parseBank)
		})
	}
	covered(t, schema.Bank(), parseYAML(t, []byte(treeBank)), parseYAML(t, []byte(scaleBank)))
}

// TestBrokenBanksAreRefused has one bank for each thing that the schema refuses.
func TestBrokenBanksAreRefused(t *testing.T) {
	s := compile(t, schema.Bank())
	cases := []struct{ name, sample, old, replacement string }{
		{"a misspelt field", treeBank, "listen-for: Clear", "listen-to: Clear"},
		{"no kind", treeBank, "kind: tree\n", ""},
		{"an unknown kind", treeBank, "kind: tree", "kind: graph"},
		{"a version as text", treeBank, "version: 3", `version: "3"`},
		{"a version with a fraction", treeBank, "version: 3", "version: 3.5"},
		{"too high a version", treeBank, "version: 3", "version: 1000001"},
		{"an unknown language", treeBank, "language: en", "language: fr"},
		{"a blank title", treeBank, "title: Title", `title: " "`},
		{"an id in capitals", treeBank, "id: clear", "id: Clear"},
		{"an id that ends in a hyphen", treeBank, "id: clear", "id: clear-"},
		{"a level called unknown", treeBank, "id: partly", "id: unknown"},
		{"a level called not-applicable", treeBank, "id: partly", "id: not-applicable"},
		{"a level called true", treeBank, "id: partly", "id: true"},
		{"a level called false", treeBank, "id: partly", `id: "false"`},
		{"one level", scaleBank, "[{text: A}, {text: B}, {text: C}]", "[{text: A}]"},
		{"seven levels", scaleBank, "{text: B}, {text: C}", "{text: B}, {text: C}, {text: D}, {text: E}, {text: F}, {text: G}"},
		{"a counting question without passes", treeBank, "        passes: partly\n", ""},
		{"passes where nothing counts", treeBank, "counts: false", `counts: false, passes: "yes"`},
		{"must where nothing counts", treeBank, "counts: false", "counts: false, must: true"},
		{"must as a text", treeBank, "must: true", "must: yes"},
		{"a node where nothing counts", treeBank, `passes: "yes", must: false`, "counts: false"},
		{"a node without questions", treeBank, "      - {id: last, ask: Is it the last, levels: gate, passes: \"yes\", must: false}\n", "      []\n"},
		{"nobody known to do it", treeBank, "who: partners", "who: everyone"},
		{"no known time", treeBank, "when: now", "when: soon"},
		{"advice of an outcome by level", treeBank, "{id: do-go,", "{id: do-go, from: partly,"},
		{"a weight in a tree", treeBank, "counts: false", "counts: false, weight: 1"},
		{"a tree with bands", treeBank, "findings:\n", "bands: [{id: low, title: Low, from: 0}]\nfindings:\n"},
		{"a tree without outcomes", strings.Split(treeBank, "outcomes:")[0], "", ""},
		{"a scale with a start", scaleBank, "bands:\n", "start: width\nbands:\n"},
		{"a scale without bands", scaleBank, "bands:\n  - {id: weak, title: Weak, from: 0}\n  - {id: middling, title: Middling, from: 40}\n  - {id: strong, title: Strong, from: 60}\n", ""},
		{"passes in a scale", scaleBank, "weight: 1, levels", "passes: 2, levels"},
		{"too much weight", scaleBank, "    weight: 2\n", "    weight: 4\n"},
		{"no band from 0", scaleBank, "from: 0", "from: 10"},
		{"a second band from 0", scaleBank, "from: 60", "from: 0"},
		{"a band above 100", scaleBank, "from: 60", "from: 101"},
		{"two verdicts without conditions", scaleBank, "overall: 40, ", ""},
		{"every verdict with a condition", scaleBank, "short: Y,", "short: Y, every: 1,"},
		{"a finding of nothing", scaleBank, "{steep: {at-least: up}}", "{}"},
		{"an empty bound", scaleBank, "{at-least: up}", "{}"},
		{"a score in a tree's finding", treeBank, `{at-most: "no"}`, "{below: 50}"},
		{"a source with two places", treeBank, "book#here", "book#here#there"},
		{"a source of the future", treeBank, "year: 2014", "year: 20140"},
		{"an empty field", treeBank, "about: About", "about:"},
		{"a list that is a map", treeBank, "outcomes:\n", "outcomes: {}\nnodes-of-old:\n"},
		{"too many nodes", manyQuestions(questions.MaxNodes+1, 1), "", ""},
	}
	for _, c := range cases {
		text := strings.Replace(c.sample, c.old, c.replacement, 1)
		if text == c.sample && c.old != "" {
			t.Errorf("%s: %q does not stand in the sample", c.name, c.old)
		}
		if parseBank([]byte(text)) == nil {
			t.Errorf("%s: Parse = nil, want an error", c.name)
		}
		refuses(t, s, c.name, parseYAML(t, []byte(text)))
	}
}
