package schema_test

import (
	"testing"
	"testing/fstest"

	"collectiveimpact/samklar/questions"
)

// treeBank is a tree in which every field that a tree may have stands once.
const treeBank = `bank: trial
version: 3
kind: tree
language: en
title: Title
about: About
sources:
  book: {title: Book, by: Writer, year: 2014, language: da, places: {here: Page 1, there: Page 2}}
  letter: {title: Letter}
gone: {old-one: 2}
scales:
  gate: [{id: "no", text: No}, {id: partly, text: In part}, {id: "yes", text: "Yes"}]
start: first
nodes:
  - id: first
    title: First
    questions:
      - id: clear
        ask: Is it clear?
        listen-for: Clear words
        levels: gate
        passes: partly
        must: true
        since: 2
        source: book#here
        advice:
          - {id: make-clear, from: "no", up-to: partly, do: Make it clear, who: partners, when: now, source: book, unless: {last: "yes"}}
      - {id: large, ask: Is it large, levels: [{text: Small}, {text: Middling}, {text: Large}], passes: 2, since: 3}
      - {id: aside, ask: By the way, levels: gate, counts: false}
    fact: true
    needs: 1
    pass: second
    fail: stop
  - id: second
    title: Second
    questions:
      - {id: last, ask: Is it the last, levels: gate, passes: "yes", must: false}
    pass: go
    fail: stop
outcomes:
  - id: go
    title: Go
    short: Go in short
    text: Go at length
    advice: [{id: do-go, do: Go on, who: champions, when: quarter, after: [make-clear]}]
    next: depth
    also: growth
    source: book
  - {id: stop, title: Stop, short: Stop in short, text: Stop at length}
findings:
  - id: nothing-clear
    headline: true
    when: {clear: {at-most: "no"}, large: {at-least: 2, at-most: 3}}
    title: Nothing is clear
    short: Nothing
    text: Nothing at all
    advice: [{id: begin-again, do: Begin again, who: funders, when: year, source: letter}]
    source: letter
`

// scaleBank is its like for scales.
const scaleBank = `bank: depth
version: 2
kind: scale
language: en
title: Title
about: About
dimensions:
  - id: width
    title: Width
    weight: 2
    questions:
      - {id: wide, ask: Is it wide, key: true, weight: 1, levels: [{text: A}, {text: B}, {text: C}], source: book}
      - {id: wider, ask: Is it wider, weight: 2, optional: true, since: 2, levels: [{id: "no", text: "N"}, {id: "yes", text: "Y"}]}
      - {id: widest, ask: Is it the widest, optional: false, listen-for: Words, levels: [{id: "07", text: A}, {id: 1e1, text: B}]}
  - id: height
    title: Height
    questions:
      - id: high
        ask: Is it high?
        levels: [{id: "yes", text: L}, {id: high-up, text: H}]
        advice:
          - {id: climb, from: high-up, up-to: high-up, do: Climb, who: residents, when: now}
      - {id: steep, ask: Is it steep, levels: way, since: 1}
bands:
  - {id: weak, title: Weak, from: 0}
  - {id: middling, title: Middling, from: 40}
  - {id: strong, title: Strong, from: 60}
verdicts:
  - {id: ready, title: Ready, short: R, text: RR, every: 50, overall: 60, next: trial}
  - {id: nearly, title: Nearly, short: N, text: NN, overall: 40, source: book, also: growth}
  - {id: not-yet, title: Not yet, short: Y, text: YY, advice: [{id: wait, do: Wait, who: directors, when: year}]}
findings:
  - id: flat
    when: {width: {at-least: 60}, height: {at-least: 10, below: 40}}
    title: Flat
    text: Flat at length
  - {id: steep-way, when: {steep: {at-least: up}}, title: Steep, text: Steep at length}
sources:
  book: {title: Book}
scales:
  way: [{id: down, text: Down}, {id: up, text: Up}]
`

// treeOverlay has a text for everything that a tree has texts for.
const treeOverlay = `bank: trial
language: da
title: Titel
about: Om
sources: {book: {title: Bog, places: {here: Side 1}}}
scales: {gate: {"no": Nej, partly: Til dels, "yes": Ja}}
nodes: {first: {title: Først}, second: {title: Næst}}
questions:
  clear: {ask: Er det klart, listen-for: Klare ord, advice: {make-clear: Gør det klart}}
  large: {levels: {1: Lille, 2: Mellem, 3: Stor}}
outcomes: {go: {title: Gå, short: Kort, text: Langt, advice: {do-go: Gå videre}}}
findings: {nothing-clear: {title: Intet, short: Intet, text: Slet intet, advice: {begin-again: Begynd igen}}}
made-from: {title: t0123456789, questions.clear.ask: t0123456789}
`

// scaleOverlay is its like for scales.
const scaleOverlay = `bank: depth
language: nl
title: Titel
about: Over
dimensions: {width: {title: Breedte}}
questions: {wider: {levels: {"no": Nee, "yes": Ja}}}
bands: {weak: {title: Zwak}}
verdicts: {ready: {title: Klaar, short: K, text: KK}}
made-from: {title: t0123456789}
`

// oldAnswers were given for versions in which some questions meant something
// else; newAnswers for those of today.
const (
	oldAnswers = `samklar: 1
case: {id: 2027-014, title: Title, place: Place, as-of: 2017-12-01}
respondent: {name: Name, organisation: Organisation, role: partners}
banks: {trial: 2, depth: 1, when: 1}
answers:
  trial: {old-one: {level: any, version: 1}, clear: yes, large: {between: [huge, none]}, aside: {level: partly, note: Note, evidence: [One, Two], version: 3}}
  depth:
    wide: 3
    wider: {level: not-applicable}
    widest: "07"
    steep: unknown
`
	newAnswers = `samklar: 1
answers:
  trial:
    clear: {level: true, evidence: ["https://example.org"]}
    large: {level: not-a-level-of-today, version: 2}
    aside: {note: Note, evidence: []}
    last: {between: [no, yes]}
  depth: {wide: {between: [1, 3]}, wider: {level: not-applicable, note: Why}, widest: {level: "1e1"}, high: high-up}
  when: {}
`
)

// library has the shipped banks, and the tree and the scale above.
func library(tb testing.TB) *questions.Library {
	tb.Helper()
	l := questions.NewLibrary("en")
	err := l.AddAll(fstest.MapFS{"trial.yaml": {Data: []byte(treeBank)}, "depth.yaml": {Data: []byte(scaleBank)}}, "")
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

func banks(tb testing.TB, l *questions.Library, ids ...string) []*questions.Bank {
	tb.Helper()
	var all []*questions.Bank
	for _, id := range ids {
		b, err := l.Bank(id)
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, b)
	}
	return all
}
