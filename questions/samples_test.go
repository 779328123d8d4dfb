package questions_test

import (
	"os"
	"strings"
	"testing"

	"collectiveimpact/samklar/questions"
)

// treeBank is a small tree bank in which everything that a tree may hold is
// used once.
const treeBank = `bank: trial
version: 3
kind: tree
language: en
title: Title
about: About
sources:
  book: {title: Book, by: Writer, year: 2014, language: da, places: {here: Page 1, there: Page 2}}
scales:
  gate: [{id: "no", text: No}, {id: partly, text: Partly}, {id: "yes", text: "Yes"}]
start: first
nodes:
  - id: first
    title: First
    questions:
      - id: one
        ask: One
        listen-for: Ones
        levels: gate
        passes: partly
        must: true
        since: 2
        source: book#here
        advice:
          - {id: do-one, from: "no", up-to: partly, do: Do one, who: partners, when: now, source: book}
      - {id: two, ask: Two, levels: gate, passes: "yes"}
      - {id: aside, ask: Aside, levels: [{text: A}, {text: B}], counts: false}
    needs: 1
    pass: second
    fail: stop
  - id: second
    title: Second
    questions:
      - {id: three, ask: Three, levels: gate, passes: partly}
    pass: go
    fail: stop
findings:
  - id: odd
    when: {one: {at-least: partly}, aside: {at-most: "1"}}
    title: Odd
    short: Odd in short
    text: Odd at length
    advice: [{id: look-odd, do: Look, who: funders, when: year, source: book#there}]
    source: book#there
outcomes:
  - id: go
    title: Go
    short: Go in short
    text: Go at length
    advice: [{id: do-go, do: Go on, who: champions, when: quarter}]
    next: depth
    also: growth
    source: book
  - {id: stop, title: Stop, short: Stop in short, text: Stop at length}
`

// scaleBank is its like for scales.
const scaleBank = `bank: depth
version: 2
kind: scale
language: en
title: Title
sources:
  book: {title: Book}
dimensions:
  - id: width
    title: Width
    weight: 2
    questions:
      - {id: wide, ask: Wide, weight: 2, levels: [{text: A}, {text: B}, {text: C}], source: book}
      - {id: wider, ask: Wider, optional: true, levels: [{text: A}, {text: B}]}
  - id: height
    title: Height
    questions:
      - id: high
        ask: High
        levels: [{id: low, text: L}, {id: high-up, text: H}]
        advice:
          - {id: climb, up-to: low, do: Climb, who: residents, when: now}
bands:
  - {id: weak, title: Weak, from: 0}
  - {id: strong, title: Strong, from: 60}
verdicts:
  - {id: ready, title: Ready, short: R, text: RR, every: 50, overall: 60, next: trial}
  - {id: nearly, title: Nearly, short: N, text: NN, overall: 40}
  - {id: not-yet, title: Not yet, short: Y, text: YY}
findings:
  - id: flat
    when: {width: {at-least: 60}, height: {at-least: 10, below: 40}}
    title: Flat
    text: Flat at length
`

func mustParse(t *testing.T, text string) *questions.Bank {
	t.Helper()
	b, err := questions.Parse("f", []byte(text))
	if err != nil {
		t.Fatalf("Parse = %v, want no error", err)
	}
	return b
}

// mutate replaces the one place at which old stands.
func mutate(t *testing.T, text, old, replacement string) string {
	t.Helper()
	if n := strings.Count(text, old); n != 1 {
		t.Fatalf("%q stands %d times in the sample, want once", old, n)
	}
	return strings.Replace(text, old, replacement, 1)
}

func TestSamplesParse(t *testing.T) {
	mustParse(t, treeBank)
	mustParse(t, scaleBank)
}

// shippedText gives the text of the bank that an assessment starts with.
func shippedText(tb testing.TB) []byte {
	tb.Helper()
	data, err := os.ReadFile("banks/" + questions.Default + ".yaml")
	if err != nil {
		tb.Fatal(err)
	}
	return data
}
