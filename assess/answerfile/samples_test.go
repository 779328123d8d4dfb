package answerfile_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"
)

// A small bank at version 2. The meaning of q2 and q3 changed with that version;
// q1 and q3 may be answered not-applicable.
const scaleBank = `bank: b
version: 2
kind: scale
language: en
title: B
bands: [{id: low, title: Low, from: 0}]
dimensions:
  - id: d
    title: D
    questions:
      - {id: q1, ask: A, levels: [{id: "no", text: n}, {id: partly, text: p}, {id: "yes", text: y}], optional: true}
      - {id: q2, ask: A, levels: [{id: "no", text: n}, {id: partly, text: p}, {id: "yes", text: y}], since: 2}
      - {id: q3, ask: A, levels: [{text: n}, {text: p}, {text: y}], since: 2, optional: true}
      - {id: q4, ask: A, levels: [{text: n}, {text: p}, {text: y}]}
      - {id: q5, ask: A, levels: [{id: "yes", text: y}, {id: maybe, text: m}]}
`

// A bank with no questions of consequence, to have two.
const otherBank = `bank: c
version: 1
kind: scale
language: en
title: C
bands: [{id: low, title: Low, from: 0}]
dimensions:
  - id: e
    title: E
    questions:
      - {id: r1, ask: A, levels: [{id: "no", text: n}, {id: "yes", text: y}]}
      - {id: r2, ask: A, levels: [{id: "null", text: n}, {id: "0", text: y}]}
`

func library(tb testing.TB) *questions.Library {
	tb.Helper()
	l := questions.NewLibrary("en")
	fsys := fstest.MapFS{"b.yaml": {Data: []byte(scaleBank)}, "c.yaml": {Data: []byte(otherBank)}}
	if err := l.AddAll(fsys, ""); err != nil {
		tb.Fatal(err)
	}
	return l
}

func bank(tb testing.TB, l *questions.Library, id string) *questions.Bank {
	tb.Helper()
	b, err := l.Bank(id)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func mustRead(tb testing.TB, l *questions.Library, text string) *answerfile.Document {
	tb.Helper()
	d, err := answerfile.Read("f", []byte(text), l)
	if err != nil {
		tb.Fatalf("Read(%q) = %v, want no error", text, err)
	}
	return d
}

// problems gives what is wrong with an answer file, without the file's name.
func problems(l *questions.Library, text string) string {
	_, err := answerfile.Read("f", []byte(text), l)
	if err == nil {
		return ""
	}
	return strings.ReplaceAll("\n"+err.Error(), "\nf:", "\n")[1:]
}
