package tablefile_test

import (
	"testing"
	"testing/fstest"

	"collectiveimpact/samklar/assess/tablefile"
	"collectiveimpact/samklar/questions"
)

// ownLexicon knows one bank, "own", with a question "many" of levels with these texts.
func ownLexicon(t *testing.T, levels string) *tablefile.Lexicon {
	t.Helper()
	library := questions.NewLibrary("en")
	if err := library.Add(fstest.MapFS{"own.yaml": {Data: []byte(`bank: own
version: 1
kind: scale
language: en
title: Own
about: Own
dimensions:
  - id: d
    title: D
    questions: [{id: many, ask: "How many?", levels: ` + levels + `}]
bands: [{id: all, title: all, from: 0}]
`)}}, "own.yaml", ""); err != nil {
		t.Fatal(err)
	}
	l, err := tablefile.NewLexicon(library, []string{"own"})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestWholeNumbers reads figures as programs write whole numbers, and takes no digit
// from one: ten is not one. What may be a thousand is left to a person.
func TestWholeNumbers(t *testing.T) {
	l := ownLexicon(t, `[{id: one, text: "1"}, {id: ten, text: "10"}, {id: hundred, text: "100"}, {id: thousand, text: "1000"}]`)
	for cell, want := range map[string]string{
		"1": "one", "1.0": "one", "1,0": "one", "1.00": "one", "1,00": "one", "1.0000": "one",
		"10": "ten", "10.0": "ten", "10,0": "ten", "10,00": "ten", "100,0": "hundred", "100.00": "hundred", "1000,0": "thousand", "10,000": "ten",
		"1.000": "", "1,000": "", "1.5": "", "10,5": "", "1,0,0": "", "1.0.0": "", "1,0.0": "", "20,0": "", ",0": "", "0,0": "", "1..0": "", "10,": "",
	} {
		if said, got := remarkOn(t, l, "own.many", cell); got != want || (said == "") != (want != "") {
			t.Errorf("%q is %q, and it says %q; want %q", cell, got, said, want)
		}
	}
	if _, got := remarkOn(t, ownLexicon(t, `[{id: one, text: "1"}, {id: ten, text: "10"}]`), "own.many", "1.000"); got != "one" {
		t.Errorf("1.000 is %q where no level is a thousand, want one", got)
	}
}
