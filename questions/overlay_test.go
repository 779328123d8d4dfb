package questions_test

import (
	"fmt"
	"strings"
	"testing"

	"collectiveimpact/samklar/questions"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const treeOverlay = `bank: trial
language: da
title: Titel
about: Om
sources: {book: {title: Bog, places: {here: Side 1, there: Side 2}}}
scales: {gate: {"no": Nej, partly: Delvis, "yes": Ja}}
nodes:
  first: {title: Første}
  second: {title: Anden}
questions:
  one: {ask: Et, listen-for: Ettere, advice: {do-one: Gør et}}
  two: {ask: To}
  aside: {ask: Ved siden af, levels: {1: A1, "2": B1}}
  three: {ask: Tre}
outcomes:
  go: {title: Gå, short: Gå kort, text: Gå langt, advice: {do-go: Gå videre}}
  stop: {title: Stop nu, short: Stop kort, text: Stop langt}
findings:
  odd: {title: Sært, short: Sært kort, text: Sært langt, advice: {look-odd: Se efter}}
`

const scaleOverlay = `bank: depth
language: nl
title: Titel
sources: {book: {title: Boek}}
dimensions: {width: {title: Breedte}, height: {title: Hoogte}}
questions:
  wide: {ask: Breed, levels: {1: A1, 2: B1, 3: C1}}
  wider: {ask: Breder, levels: {1: A2, 2: B2}}
  high: {ask: Hoog, levels: {low: L1, high-up: H1}, advice: {climb: Klim}}
bands: {weak: {title: Zwak}, strong: {title: Sterk}}
verdicts:
  ready: {title: Klaar, short: K1, text: K2}
  nearly: {title: Bijna, short: B3, text: B4}
  not-yet: {title: Nog niet, short: N1, text: N2}
findings: {flat: {title: Plat, text: Plat lang}}
`

// texts lists every text of a bank by the field it stands in, found without the
// package's own list of texts. Ids, references and what no overlay holds are
// left out.
func texts(b *questions.Bank) map[string]string {
	all := make(map[string]string)
	add := func(format string, args ...any) func(string) {
		return func(text string) {
			if text != "" {
				all[fmt.Sprintf(format, args...)] = text
			}
		}
	}
	levels := func(name string, levels []questions.Level) {
		for i, l := range levels {
			add("%s/level %d", name, i)(l.Text)
		}
	}
	advice := func(name string, advice []questions.Advice) {
		for i, a := range advice {
			add("%s/advice %d", name, i)(a.Do)
		}
	}
	add("title")(b.Title)
	add("about")(b.About)
	for i, s := range b.Sources {
		add("source %d", i)(s.Title)
		for p := range s.Places {
			add("source %d/place %d", i, p)(s.Places[p].Text)
		}
	}
	for i, s := range b.Scales {
		levels(fmt.Sprint("scale ", i), s.Levels)
	}
	for i, n := range b.Nodes {
		add("node %d", i)(n.Title)
	}
	for i, d := range b.Dimensions {
		add("dimension %d", i)(d.Title)
	}
	for i, q := range b.Questions {
		name := fmt.Sprint("question ", i)
		add("%s/ask", name)(q.Ask)
		add("%s/listen-for", name)(q.ListenFor)
		levels(name, q.Levels)
		advice(name, q.Advice)
	}
	for i, band := range b.Bands {
		add("band %d", i)(band.Title)
	}
	for i, e := range b.Endings {
		name := fmt.Sprint("ending ", i)
		add("%s/title", name)(e.Title)
		add("%s/short", name)(e.Short)
		add("%s/text", name)(e.Text)
		advice(name, e.Advice)
	}
	for i, f := range b.Findings {
		name := fmt.Sprint("finding ", i)
		add("%s/title", name)(f.Title)
		add("%s/short", name)(f.Short)
		add("%s/text", name)(f.Text)
		advice(name, f.Advice)
	}
	return all
}

func mustOverlay(t *testing.T, text string, b *questions.Bank) *questions.Overlay {
	t.Helper()
	o, err := questions.ParseOverlay("o", []byte(text), b)
	if err != nil {
		t.Fatalf("ParseOverlay = %v, want no error", err)
	}
	return o
}

// In a full overlay no text of the bank's own language is left, and nothing
// else has changed, least of all the bank it was put over.
func TestWith(t *testing.T) {
	for _, tt := range []struct{ bank, overlay, language string }{
		{treeBank, treeOverlay, "da"},
		{scaleBank, scaleOverlay, "nl"},
	} {
		b, untouched := mustParse(t, tt.bank), mustParse(t, tt.bank)
		c := b.With(mustOverlay(t, tt.overlay, b))
		if c.Language != tt.language {
			t.Errorf("With(%s).Language = %s, want %s", tt.language, c.Language, tt.language)
		}
		own, other := texts(b), texts(c)
		if len(own) < 20 || len(own) != len(other) {
			t.Errorf("%d texts with the overlay and %d without, want the same, at least 20", len(other), len(own))
		}
		for where, text := range own {
			if other[where] == text {
				t.Errorf("With(%s): %s is still %q, want the overlay's", tt.language, where, text)
			}
		}
		if diff := cmp.Diff(untouched, b, cmpopts.IgnoreUnexported(questions.Bank{})); diff != "" {
			t.Errorf("With changed the bank it was put over (-before +after):\n%s", diff)
		}
		if b.Rules != c.Rules || b.Texts == c.Texts {
			t.Errorf("With(%s): rules %s and texts %s, want other texts and the same rules", tt.language, c.Rules, c.Texts)
		}
	}
}

// A text of the overlay stands at its own place: each is given a marker of its
// own, and each marker is found exactly where it belongs.
func TestWithMarkers(t *testing.T) {
	b := mustParse(t, treeBank)
	c := b.With(mustOverlay(t, treeOverlay, b))
	want := map[string]string{
		"title": "Titel", "about": "Om", "source 0": "Bog", "source 0/place 0": "Side 1", "source 0/place 1": "Side 2",
		"scale 0/level 0": "Nej", "scale 0/level 1": "Delvis", "scale 0/level 2": "Ja",
		"node 0": "Første", "node 1": "Anden",
		"question 0/ask": "Et", "question 0/listen-for": "Ettere", "question 0/advice 0": "Gør et",
		"question 0/level 0": "Nej", "question 0/level 1": "Delvis", "question 0/level 2": "Ja",
		"question 1/ask": "To", "question 1/level 0": "Nej", "question 1/level 1": "Delvis", "question 1/level 2": "Ja",
		"question 2/ask": "Ved siden af", "question 2/level 0": "A1", "question 2/level 1": "B1",
		"question 3/ask": "Tre", "question 3/level 0": "Nej", "question 3/level 1": "Delvis", "question 3/level 2": "Ja",
		"ending 0/title": "Gå", "ending 0/short": "Gå kort", "ending 0/text": "Gå langt", "ending 0/advice 0": "Gå videre",
		"ending 1/title": "Stop nu", "ending 1/short": "Stop kort", "ending 1/text": "Stop langt",
		"finding 0/title": "Sært", "finding 0/short": "Sært kort", "finding 0/text": "Sært langt", "finding 0/advice 0": "Se efter",
	}
	if diff := cmp.Diff(want, texts(c)); diff != "" {
		t.Errorf("With (-want +got):\n%s", diff)
	}
}

// A text that the overlay lacks stays in the bank's own language.
func TestWithMissingTexts(t *testing.T) {
	b := mustParse(t, treeBank)
	c := b.With(mustOverlay(t, "bank: trial\nlanguage: nl\nscales: {gate: {partly: Deels}}\nquestions: {one: {ask: Een}}\n", b))
	want := texts(b)
	want["scale 0/level 1"] = "Deels"
	for _, q := range []int{0, 1, 3} {
		want[fmt.Sprintf("question %d/level 1", q)] = "Deels"
	}
	want["question 0/ask"] = "Een"
	if diff := cmp.Diff(want, texts(c)); diff != "" {
		t.Errorf("With (-want +got):\n%s", diff)
	}
	if c.Language != "nl" {
		t.Errorf("Language = %s, want nl", c.Language)
	}
}

func TestParseOverlayRefuses(t *testing.T) {
	const head = "bank: trial\nlanguage: da\n"
	tests := []struct{ name, in, want string }{
		{"no map", "- bank: trial\n", "1:1: an overlay is a list; expected a map [wrong-type]"},
		{"no bank", "language: da\n", `1:1: an overlay has no "bank" [missing-field]`},
		{"no language", "bank: trial\n", `1:1: an overlay has no "language" [missing-field]`},
		{"another bank", "bank: trail\nlanguage: da\n", `1:7: this overlay is for bank "trail"; expected "trial" [wrong-bank]`},
		{"the bank's own language", "bank: trial\nlanguage: en\n", `2:11: "en" is the language of the bank's own file; an overlay is for a further one [own-language]`},
		{"an unknown language", "bank: trial\nlanguage: de\n", `2:11: unknown language "de"; expected en, da or nl; did you mean "da"? [unknown-word]`},
		{"a rule", head + "version: 3\n", `3:1: in an overlay: unknown field "version"; expected bank, language, made-from, title, about, sources, scales, nodes, questions, outcomes or findings [unknown-field]`},
		{"a section of the other kind", head + "verdicts: {}\n", `3:1: in an overlay: unknown field "verdicts"; expected bank, language, made-from, title, about, sources, scales, nodes, questions, outcomes or findings [unknown-field]`},
		{"an unknown question", head + "questions: {onee: {ask: A}}\n", `3:13: in questions: unknown field "onee"; expected one, two, aside or three; did you mean "one"? [unknown-field]`},
		{"an unknown text of a question", head + "questions: {one: {aks: A}}\n", `3:19: in questions.one: unknown field "aks"; expected ask, listen-for or advice; did you mean "ask"? [unknown-field]`},
		{"a text that the question lacks", head + "questions: {two: {listen-for: A}}\n", `3:19: in questions.two: unknown field "listen-for"; expected ask [unknown-field]`},
		{"levels that stand on a scale", head + "questions: {two: {levels: {partly: A}}}\n", `3:19: in questions.two: unknown field "levels"; expected ask [unknown-field]`},
		{"an unknown level", head + "questions: {aside: {levels: {3: A}}}\n", `3:30: in questions.aside.levels: unknown field "3"; expected 1 or 2 [unknown-field]`},
		{"an unknown advice", head + "questions: {one: {advice: {do-two: A}}}\n", `3:28: in questions.one.advice: unknown field "do-two"; expected do-one [unknown-field]`},
		{"an unknown scale", head + "scales: {gates: {partly: A}}\n", `3:10: in scales: unknown field "gates"; expected gate; did you mean "gate"? [unknown-field]`},
		{"an unknown level of a scale", head + "scales: {gate: {part: A}}\n", `3:17: in scales.gate: unknown field "part"; expected no, partly or yes; did you mean "partly"? [unknown-field]`},
		{"an unknown node", head + "nodes: {third: {title: A}}\n", `3:9: in nodes: unknown field "third"; expected first or second [unknown-field]`},
		{"an unknown outcome", head + "outcomes: {gone: {title: A}}\n", `3:12: in outcomes: unknown field "gone"; expected go or stop [unknown-field]`},
		{"an unknown finding", head + "findings: {even: {title: A}}\n", `3:12: in findings: unknown field "even"; expected odd [unknown-field]`},
		{"an unknown source", head + "sources: {bok: {title: A}}\n", `3:11: in sources: unknown field "bok"; expected book; did you mean "book"? [unknown-field]`},
		{"a list of questions", head + "questions: [{id: one, ask: A}]\n", "3:12: questions is a list; expected a map [wrong-type]"},
		{"a list of levels", head + "scales: {gate: [Nej, Delvis, Ja]}\n", "3:16: scales.gate is a list; expected a map [wrong-type]"},
		{"an empty text", head + "title:\n", "3:7: title is empty; expected a text [empty-text]"},
		{"a map for a text", head + "title: {text: A}\n", "3:8: title is a map; expected a text [wrong-type]"},
		{"an unknown text in made-from", head + "made-from: {questions.onee.ask: 1a2b}\n", `3:13: no text of bank "trial" is called "questions.onee.ask" [unknown-text]`},
		{"half a text in made-from", head + "made-from: {questions.one: 1a2b}\n", `3:13: no text of bank "trial" is called "questions.one" [unknown-text]`},
		{"nothing in made-from", head + "made-from: {\"\": 1a2b}\n", `3:13: no text of bank "trial" is called "" [unknown-text]`},
		{"a duplicate", head + "title: A\ntitle: B\n", `4:1: key "title" stands here a second time; the first is on line 3 [duplicate-key]`},
		{"several", head + "titel: A\nquestions: {one: {ask: [A]}}\n", `3:1: in an overlay: unknown field "titel"; expected bank, language, made-from, title, about, sources, scales, nodes, questions, outcomes or findings; did you mean "title"? [unknown-field]` +
			"\n4:24: questions.one.ask is a list; expected a text [wrong-type]"},
	}
	b := mustParse(t, treeBank)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if _, err := questions.ParseOverlay("o", []byte(tt.in), b); err != nil {
				got = strings.ReplaceAll("\n"+err.Error(), "\no:", "\n")[1:]
			}
			if got != tt.want {
				t.Errorf("ParseOverlay(%q) = %s, want %s", tt.in, got, tt.want)
			}
		})
	}
}

// A message never carries an escape from the file to a terminal.
func TestParseOverlayEscapes(t *testing.T) {
	_, err := questions.ParseOverlay("o", []byte("bank: trial\nlanguage: da\nmade-from: {\"\\e[2J\": }\n"), mustParse(t, treeBank))
	if err == nil || strings.Contains(err.Error(), "\x1b") {
		t.Errorf("ParseOverlay = %q, want problems without an escape", err)
	}
}

func TestParseOverlayMadeFrom(t *testing.T) {
	o := mustOverlay(t, "bank: trial\nlanguage: da\nmade-from: {title: 1a2b, questions.one.advice.do-one: 00ff}\n", mustParse(t, treeBank))
	want := map[string]string{"title": "1a2b", "questions.one.advice.do-one": "00ff"}
	if diff := cmp.Diff(want, o.MadeFrom); diff != "" {
		t.Errorf("MadeFrom (-want +got):\n%s", diff)
	}
}
