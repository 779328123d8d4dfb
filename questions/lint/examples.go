package lint

import (
	"fmt"
	"strings"
)

// The example banks in which the rules find nothing until one part is replaced.
const exampleTree = `bank: example
version: 1
kind: tree
language: en
title: An example
sources:
  book: {title: A book, places: {tree: The tree}}
start: first
nodes:
  - id: first
    title: First
    questions:
      - id: first-question
        ask: Do we know what we want?
        listen-for: Ask for one sentence.
        levels: [{id: "no", text: We have not talked about it.}, {id: "yes", text: We wrote it down.}]
        passes: "yes"
        source: book#tree
        advice:
          - id: write-it-down
            from: "no"
            up-to: "no"
            do: Write it down.
            who: partners
            when: now
            source: book#tree
    needs: 1
    pass: more
    fail: wait
  - id: more
    title: More
    questions:
      - id: second-question
        ask: Is there time?
        levels: [{text: There is no time.}, {text: There is time.}]
        passes: "2"
        source: book#tree
    pass: go
    fail: wait
outcomes:
  - {id: wait, title: Wait, short: Wait a little., text: Wait a little., source: book#tree}
  - {id: go, title: Go, short: Begin., text: Begin., source: book#tree}
`

// exampleUnless has advice that hangs on an answer to another bank.
func exampleUnless() string {
	return strings.Replace(exampleTree, "when: now", "when: now\n            unless: {other:know-each-other: \"3\"}", 1)
}

const exampleScale = `bank: example
version: 1
kind: scale
language: en
title: An example
dimensions:
  - id: warmth
    title: Warmth
    questions:
      - id: know-each-other
        ask: Do people know each other?
        listen-for: Ask for names.
        levels: [{text: Nobody does.}, {text: Some do.}, {text: Most do.}]
        optional: false
bands: [{id: low, title: Low, from: 0}, {id: high, title: High, from: 50}]
verdicts:
  - id: ready
    title: Ready
    short: Ready.
    text: Ready.
    overall: 75
  - id: repair
    title: Repair
    short: Repair.
    text: Repair.
    every: 50
  - id: not-yet
    title: Not yet
    short: Not yet.
    text: Not yet.
findings:
  - id: cold
    title: Cold
    text: It is cold.
    when: {warmth: {below: 50}}
    advice: [{id: light-a-fire, do: Light a fire., who: partners, when: now}]
`

// stampOfLow is the short digest of the title "Low".
const stampOfLow = "tf793de205e"

const exampleOverlay = `bank: example
language: nl
title: Een voorbeeld
questions:
  know-each-other:
    ask: Kennen mensen elkaar?
    listen-for: Vraag naar namen.
    levels: {"1": Niemand., "2": Sommigen., "3": De meesten.}
dimensions:
  warmth: {title: Warmte}
bands:
  low: {title: Laag}
  high: {title: Hoog}
verdicts:
  ready:
    title: Klaar
    short: Klaar.
    text: Klaar.
  repair: {title: Herstellen, short: Herstel., text: Herstel.}
  not-yet: {title: Nog niet, short: Nog niet., text: Nog niet.}
findings:
  cold: {title: Koud, text: Het is koud., advice: {light-a-fire: Steek een vuur aan.}}
made-from:
  title: t0f4d1ba8c5
  bands.low.title: ` + stampOfLow + `
`

// manyWords gives so many short words.
func manyWords(n int) string { return strings.TrimSpace(strings.Repeat("so ", n)) }

// manyDimensions gives dimensions whose sums are spread over too many values.
func manyDimensions() string {
	var b strings.Builder
	for _, n := range []int{5, 7, 11, 13} {
		fmt.Fprintf(&b, "  - id: wide-%d\n    title: Wide\n    questions:\n", n)
		for q := range n {
			fmt.Fprintf(&b, "      - {id: wide-%d-%d, ask: Is it so, levels: [", n, q)
			for l := range 6 {
				fmt.Fprintf(&b, "{text: It is %d times so.}, ", l)
			}
			b.WriteString("]}\n")
		}
	}
	return b.String()
}

// oddDimensions gives dimensions whose numbers of questions share no factor.
func oddDimensions() string {
	var b strings.Builder
	for _, n := range []int{2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47} {
		fmt.Fprintf(&b, "  - id: odd-%d\n    title: Odd\n    questions:\n", n)
		for q := range n {
			fmt.Fprintf(&b, "      - {id: odd-%d-%d, ask: Is it so, levels: [{text: It is not so.}, {text: It is so.}]}\n", n, q)
		}
	}
	return b.String()
}
