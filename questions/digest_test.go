package questions_test

import (
	"regexp"
	"strings"
	"testing"

	"collectiveimpact/samklar/questions"
)

// A change of a rule changes the digest of the rules, and that of the texts
// stays as it is.
func TestDigestOfRules(t *testing.T) {
	tests := []struct{ name, bank, old, replacement string }{
		{"the bank's id", treeBank, "bank: trial", "bank: trail"},
		{"its version", treeBank, "version: 3", "version: 4"},
		{"the start", treeBank, "start: first", "start: second"},
		{"what passes", treeBank, `passes: "yes"`, "passes: partly"},
		{"must", treeBank, "        must: true\n", ""},
		{"since", treeBank, "since: 2", "since: 3"},
		{"how many are needed", treeBank, "needs: 1", "needs: 2"},
		{"where passing leads", treeBank, "pass: second", "pass: go"},
		{"where failing leads", treeBank, "    pass: go\n    fail: stop", "    pass: go\n    fail: go"},
		{"a node's id", treeBank, "    pass: go\n    fail: stop", "    pass: stop\n    fail: stop"},
		{"from which level an advice is given", treeBank, `from: "no"`, "from: partly"},
		{"up to which level", treeBank, "up-to: partly", `up-to: "yes"`},
		{"who does it", treeBank, "who: partners", "who: managers"},
		{"by when", treeBank, "when: now", "when: year"},
		{"who does what an outcome says", treeBank, "who: champions", "who: managers"},
		{"by when what a finding says", treeBank, "when: year", "when: now"},
		{"where an outcome goes on", treeBank, "next: depth", "next: height"},
		{"no further bank", treeBank, "    next: depth\n", ""},
		{"what is worth answering", treeBank, "also: growth", "also: growing"},
		{"a bound", treeBank, "{one: {at-least: partly}", `{one: {at-least: "yes"}`},
		{"the other bound", treeBank, `at-most: "1"`, `at-most: "2"`},
		{"the question of a bound", treeBank, "{one: {at-least: partly}", "{two: {at-least: partly}"},
		{"a fact", treeBank, "    needs: 1\n", "    needs: 1\n    fact: true\n"},
		{"a finding that is said first", treeBank, "    title: Odd\n", "    title: Odd\n    headline: true\n"},
		{"an id that is given up", treeBank, "about: About\n", "about: About\ngone: {old: 2}\n"},
		{"what an advice comes after", treeBank, "{id: do-go, ", "{id: do-go, after: [do-one], "},
		{"what makes an advice needless", treeBank, "{id: do-go, ", "{id: do-go, unless: {one: partly}, "},
		{"a weight", scaleBank, "ask: Wide, weight: 2", "ask: Wide, weight: 3"},
		{"a dimension's weight", scaleBank, "    weight: 2\n", "    weight: 3\n"},
		{"optional", scaleBank, "optional: true, ", ""},
		{"key", strings.Replace(scaleBank, "every: 50", "every: 60", 1), "ask: Wide, weight: 2", "ask: Wide, weight: 2, key: true"},
		{"where a band starts", scaleBank, "from: 60}", "from: 61}"},
		{"what every dimension must reach", scaleBank, "every: 50", "every: 51"},
		{"what all together must reach", scaleBank, "overall: 40", "overall: 41"},
		{"every instead of overall", scaleBank, "overall: 40", "every: 40"},
		{"a bound from below", scaleBank, "at-least: 10", "at-least: 11"},
		{"a bound from above", scaleBank, "below: 40", "below: 41"},
		{"no bound from above", scaleBank, ", below: 40", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before, after := mustParse(t, tt.bank), mustParse(t, mutate(t, tt.bank, tt.old, tt.replacement))
			if before.Rules == after.Rules || before.Texts != after.Texts {
				t.Errorf("%q for %q: rules %t, texts %t, want the rules' digest alone to change",
					tt.replacement, tt.old, before.Rules != after.Rules, before.Texts != after.Texts)
			}
		})
	}
}

// Ids and the number of levels are rules; both digests hang on them, since texts
// are found by ids.
func TestDigestOfIDs(t *testing.T) {
	tests := []struct{ name, bank, old, replacement string }{
		{"a question", treeBank, "id: two,", "id: twice,"},
		{"a node", treeBank, "id: first\n", "id: second2\n"},
		{"an outcome", treeBank, "id: go\n", "id: gone\n"},
		{"a finding", treeBank, "id: odd", "id: even"},
		{"an advice", treeBank, "id: do-go", "id: do-went"},
		{"one level more", treeBank, "levels: [{text: A}, {text: B}]", "levels: [{text: A}, {text: B}, {text: C}]"},
		{"a level", scaleBank, "id: high-up", "id: higher-up"},
		{"a dimension", scaleBank, "  - id: width", "  - id: length"},
		{"a band", scaleBank, "id: strong", "id: stronger"},
		{"a verdict", scaleBank, "id: nearly", "id: soon"},
	}
	rename := map[string][2]string{ // what refers to the id must follow
		"a node":      {"start: first", "start: second2"},
		"an outcome":  {"    pass: go\n", "    pass: gone\n"},
		"a dimension": {"when: {width:", "when: {length:"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := mutate(t, tt.bank, tt.old, tt.replacement)
			if r, ok := rename[tt.name]; ok {
				text = mutate(t, text, r[0], r[1])
			}
			before, after := mustParse(t, tt.bank), mustParse(t, text)
			if before.Rules == after.Rules || before.Texts == after.Texts {
				t.Errorf("%q for %q: rules %t, texts %t, want both to change", tt.replacement, tt.old, before.Rules != after.Rules, before.Texts != after.Texts)
			}
		})
	}
}

// A change of a text, or of a reference to a source, changes the digest of the
// texts, and that of the rules stays as it is.
func TestDigestOfTexts(t *testing.T) {
	tests := []struct{ name, bank, old, replacement string }{
		{"the title", treeBank, "title: Title", "title: Titles"},
		{"about", treeBank, "about: About", "about: Above"},
		{"no about", treeBank, "about: About\n", ""},
		{"the language", treeBank, "language: en\n", "language: nl\n"},
		{"a source's title", treeBank, "title: Book,", "title: Books,"},
		{"its author", treeBank, "by: Writer", "by: Author"},
		{"its year", treeBank, "year: 2014", "year: 2015"},
		{"a place in it", treeBank, "here: Page 1", "here: Page 3"},
		{"a scale's level", treeBank, "text: Partly", "text: In part"},
		{"a level", treeBank, "{text: B}", "{text: C}"},
		{"a node's title", treeBank, "title: First", "title: Firstly"},
		{"what is asked", treeBank, "ask: One", "ask: Once"},
		{"what to listen for", treeBank, "listen-for: Ones", "listen-for: Once"},
		{"a question's source", treeBank, "source: book#here", "source: book#there"},
		{"an advice", treeBank, "do: Do one", "do: Do it"},
		{"an outcome's title", treeBank, "title: Go", "title: Went"},
		{"an outcome in short", treeBank, "short: Go in", "short: Went in"},
		{"an outcome at length", treeBank, "text: Go at", "text: Went at"},
		{"an outcome's advice", treeBank, "do: Go on", "do: Went on"},
		{"a finding's title", treeBank, "title: Odd", "title: Even"},
		{"a finding in short", treeBank, "short: Odd in", "short: Even in"},
		{"a finding at length", treeBank, "text: Odd at", "text: Even at"},
		{"a finding's advice", treeBank, "do: Look", "do: See"},
		{"an advice's source", treeBank, "when: now, source: book}", "when: now, source: book#here}"},
		{"a finding's source", treeBank, "    source: book#there\n", "    source: book\n"},
		{"an outcome's source", treeBank, "    also: growth\n    source: book\n", "    also: growth\n    source: book#here\n"},
		{"a dimension's title", scaleBank, "title: Width", "title: Length"},
		{"a band's title", scaleBank, "title: Strong", "title: Stronger"},
		{"a verdict's title", scaleBank, "title: Nearly", "title: Soon"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before, after := mustParse(t, tt.bank), mustParse(t, mutate(t, tt.bank, tt.old, tt.replacement))
			if before.Rules != after.Rules || before.Texts == after.Texts {
				t.Errorf("%q for %q: rules %t, texts %t, want the texts' digest alone to change",
					tt.replacement, tt.old, before.Rules != after.Rules, before.Texts != after.Texts)
			}
		})
	}
}

// Layout, comments and the file's name change nothing, and every run gives the
// same digests.
func TestDigestStays(t *testing.T) {
	form := regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)
	for _, text := range []string{treeBank, scaleBank} {
		first := mustParse(t, text)
		if !form.MatchString(first.Rules) || !form.MatchString(first.Texts) {
			t.Errorf("digests = %q and %q, want sha256 in hexadecimal", first.Rules, first.Texts)
		}
		for range 20 {
			again, err := questions.Parse("elsewhere", []byte("# a comment\n\n"+text+"\n# and one more\n"))
			if err != nil {
				t.Fatal(err)
			}
			if again.Rules != first.Rules || again.Texts != first.Texts {
				t.Fatalf("digests = %s and %s, want %s and %s", again.Rules, again.Texts, first.Rules, first.Texts)
			}
		}
	}
}

func BenchmarkParse(b *testing.B) {
	data := shippedText(b)
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := questions.Parse("f", data); err != nil {
			b.Fatal(err)
		}
	}
}
