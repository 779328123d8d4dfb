package questions_test

import (
	"strings"
	"testing"
)

// dirty is a text over two lines that colours a terminal, turns what follows it
// around and hides a character.
const dirty = `"a\e[31mb \u202e\n\n  c\u200b"`

const dirtyTree = `bank: dirty
version: 1
kind: tree
language: en
title: TEXT
about: TEXT
sources: {book: {title: TEXT, by: TEXT, language: TEXT, places: {page: TEXT}}}
scales: {gate: [{text: TEXT}, {text: TEXT}]}
start: n
nodes: [{id: n, title: TEXT, pass: e, fail: e, questions: [
  {id: q, ask: TEXT, listen-for: TEXT, levels: gate, passes: "2", advice: [{id: a, do: TEXT, who: funders, when: now}]},
  {id: r, ask: TEXT, levels: [{text: TEXT}, {text: TEXT}], counts: false}]}]
outcomes: [{id: e, title: TEXT, short: TEXT, text: TEXT, advice: [{id: b, do: TEXT, who: funders, when: now}]}]
findings: [{id: f, when: {q: {at-least: "2"}}, title: TEXT, short: TEXT, text: TEXT}]
`

const dirtyScale = `bank: dirty
version: 1
kind: scale
language: en
title: TEXT
dimensions: [{id: d, title: TEXT, questions: [{id: q, ask: TEXT, levels: [{text: TEXT}, {text: TEXT}]}]}]
bands: [{id: b, title: TEXT, from: 0}]
verdicts: [{id: v, title: TEXT, short: TEXT, text: TEXT}]
`

const dirtyOverlay = `bank: dirty
language: da
title: TEXT
about: TEXT
sources: {book: {title: TEXT, places: {page: TEXT}}}
scales: {gate: {1: TEXT, 2: TEXT}}
nodes: {n: {title: TEXT}}
questions: {q: {ask: TEXT, listen-for: TEXT, advice: {a: TEXT}}, r: {ask: TEXT, levels: {1: TEXT, 2: TEXT}}}
outcomes: {e: {title: TEXT, short: TEXT, text: TEXT, advice: {b: TEXT}}}
findings: {f: {title: TEXT, short: TEXT, text: TEXT}}
`

// Whatever a bank or an overlay says is one line in which nothing acts.
func TestTextsAreCleanedAsTheyAreRead(t *testing.T) {
	soil := func(s string) string { return strings.ReplaceAll(s, "TEXT", dirty) }
	tree := mustParse(t, soil(dirtyTree))
	over := mustParse(t, strings.ReplaceAll(dirtyTree, "TEXT", "own"))
	all := []map[string]string{texts(tree), texts(mustParse(t, soil(dirtyScale))), texts(over.With(mustOverlay(t, soil(dirtyOverlay), over)))}
	source := tree.Sources[0]
	all = append(all, map[string]string{"by": source.By, "language": source.Language, "place": source.Places[0].Text})
	for i, said := range all {
		for where, text := range said {
			if text != "ab c" {
				t.Errorf("texts %d: %s is %q, want it cleaned", i, where, text)
			}
		}
	}
}
