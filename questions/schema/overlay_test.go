package schema_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/schema"
)

func mustParse(t *testing.T, text []byte) *questions.Bank {
	t.Helper()
	b, err := questions.Parse("f", text)
	if err != nil {
		t.Fatalf("Parse = %v, want no error", err)
	}
	return b
}

func overlayReader(b *questions.Bank) func(text []byte) error {
	return func(text []byte) error {
		_, err := questions.ParseOverlay("f", text, b)
		return err
	}
}

// TestOverlaysFit checks the overlays that there are, and for every bank one
// that has all texts.
func TestOverlaysFit(t *testing.T) {
	s := compile(t, schema.Overlay())
	for _, name := range bankFiles(t) {
		b := mustParse(t, readFile(t, name))
		for _, lang := range questions.Languages() {
			file := strings.TrimSuffix(name, ".yaml") + "." + lang + ".yaml"
			data, err := os.ReadFile(file)
			if err == nil {
				fits(t, s, filepath.Base(file), parseYAML(t, data))
			}
		}
		all := everyText(b)
		text := render(t, all)
		o, err := questions.ParseOverlay("f", text, b)
		if err != nil {
			t.Fatalf("%s: ParseOverlay = %v, want no error", name, err)
		}
		if missing := b.Missing(o); missing != nil {
			t.Errorf("%s: Missing = %v, want none", name, missing)
		}
		fits(t, s, name, all)
		fits(t, s, name+", stamped", parseYAML(t, o.Stamp([]byte("bank: "+b.ID+"\nlanguage: "+o.Language+"\n"), b)))
	}
}

// everyText makes an overlay with a text for every text of a bank.
func everyText(b *questions.Bank) map[string]any {
	root := map[string]any{"bank": b.ID, "language": "da"}
	if b.Language == "da" {
		root["language"] = "nl"
	}
	for _, id := range b.Missing(new(questions.Overlay)) {
		at := root
		names := strings.Split(id, ".")
		for _, name := range names[:len(names)-1] {
			below, there := at[name].(map[string]any)
			if !there {
				below = make(map[string]any)
				at[name] = below
			}
			at = below
		}
		at[names[len(names)-1]] = "Text"
	}
	return root
}

func TestOddOverlaysFit(t *testing.T) {
	s := compile(t, schema.Overlay())
	for _, c := range []struct{ name, bank, text string }{
		{"a tree's", treeBank, treeOverlay},
		{"a scale's", scaleBank, scaleOverlay},
		{"nothing translated", treeBank, "bank: trial\nlanguage: nl\n"},
		{"sections to be filled in", treeBank, "{bank: trial, language: nl, nodes: {}, questions: {clear: {}}, scales: {gate: {}}, made-from: {}}"},
		{"bare texts", treeBank, "{bank: trial, language: nl, title: 2026, about: yes, nodes: {first: {title: true}}, scales: {gate: {no: No, yes: Yes}}}"},
		{"stamps of parts", treeBank, "{bank: trial, language: nl, made-from: {title: 12, nodes.first.title: yes}}"},
	} {
		if err := overlayReader(mustParse(t, []byte(c.bank)))([]byte(c.text)); err != nil {
			t.Errorf("%s: ParseOverlay = %v, want no error", c.name, err)
		}
		fits(t, s, c.name, parseYAML(t, []byte(c.text)))
	}
}

func TestOverlaySchemaAgreesWithParseOverlay(t *testing.T) {
	s := schema.Overlay()
	// Which ids and texts there are only the bank says.
	beyond := []string{"wrong-bank", "unknown-field", "unknown-text"}
	agree(t, s, parseYAML(t, []byte(treeOverlay)), beyond, overlayReader(mustParse(t, []byte(treeBank))))
	agree(t, s, parseYAML(t, []byte(scaleOverlay)), beyond, overlayReader(mustParse(t, []byte(scaleBank))))
	covered(t, s, parseYAML(t, []byte(treeOverlay)), parseYAML(t, []byte(scaleOverlay)))
}

// TestBrokenOverlaysAreRefused has one overlay for each thing that the schema
// refuses.
func TestBrokenOverlaysAreRefused(t *testing.T) {
	s := compile(t, schema.Overlay())
	b := mustParse(t, []byte(treeBank))
	for name, text := range map[string]string{
		"no bank":                     "{language: nl}",
		"no language":                 "{bank: trial}",
		"a bank that is none":         "{bank: The Trial, language: nl}",
		"an unknown language":         "{bank: trial, language: fr}",
		"a misspelt section":          "{bank: trial, language: nl, question: {}}",
		"a section that is a list":    "{bank: trial, language: nl, questions: []}",
		"an empty section":            "{bank: trial, language: nl, questions: }",
		"an id in capitals":           "{bank: trial, language: nl, questions: {Clear: {ask: A}}}",
		"a misspelt field":            "{bank: trial, language: nl, questions: {clear: {question: A}}}",
		"a rule":                      "{bank: trial, language: nl, questions: {clear: {passes: yes}}}",
		"levels in a list":            "{bank: trial, language: nl, questions: {large: {levels: [A, B, C]}}}",
		"a level with more than text": "{bank: trial, language: nl, scales: {gate: {partly: {text: A}}}}",
		"advice in a list":            "{bank: trial, language: nl, questions: {clear: {advice: [{id: make-clear, do: A}]}}}",
		"advice with more than text":  "{bank: trial, language: nl, questions: {clear: {advice: {make-clear: {do: A}}}}}",
		"a blank text":                "{bank: trial, language: nl, title: ' '}",
		"an empty text":               "{bank: trial, language: nl, outcomes: {go: {short: }}}",
		"what only a scale has":       "{bank: trial, language: nl, nodes: {}, bands: {}}",
		"a source's author":           "{bank: trial, language: nl, sources: {book: {title: A, by: B}}}",
		"a stamp that is a map":       "{bank: trial, language: nl, made-from: {title: {}}}",
		"stamps in a list":            "{bank: trial, language: nl, made-from: [title]}",
		"a text that is none":         "{bank: trial, language: nl, made-from: {The Title: t0}}",
	} {
		if overlayReader(b)([]byte(text)) == nil {
			t.Errorf("%s: ParseOverlay = nil, want an error", name)
		}
		refuses(t, s, name, parseYAML(t, []byte(text)))
	}
}
