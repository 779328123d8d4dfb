package lint

import "strings"

// A Rule is one thing the linter looks for. Good is a part of one of the example
// banks; with Bad in its place the rule finds something.
type Rule struct {
	Code     string
	Severity Severity
	Title    string
	Why      string
	Good     string
	Bad      string

	in    string         // the example that Good is a part of
	check func(*checker) // nil where reading the bank finds it
}

// Rules is the table of everything the linter looks for.
func Rules() []Rule {
	return append(append(structureRules(), textRules()...), readingRules()...)
}

// structureRules look at what answers can lead to.
func structureRules() []Rule {
	return []Rule{
		{
			Code: "unreachable-node", Title: "a node that no walk reaches",
			Why:  "Its questions are never asked, so somebody wrote them in vain, or an edge is missing.",
			Good: "pass: more", Bad: "pass: go", in: exampleTree, check: unreachableNodes,
		},
		{
			Code: "unreachable-outcome", Title: "an outcome that no answers lead to",
			Why:  "Nobody will ever read it, and what it stands for cannot be concluded.",
			Good: "outcomes:\n", Bad: "outcomes:\n  - {id: never, title: Never, short: Never., text: Never.}\n", in: exampleTree, check: unreachableOutcomes,
		},
		{
			Code: "unreachable-verdict", Title: "a verdict that no answers lead to",
			Why:  "Its conditions leave no room between the verdicts beside it.",
			Good: "    every: 50\n", Bad: "    every: 100\n    overall: 0\n  - {id: near, title: Near, short: Near., text: Near., every: 99}\n  - id: dull\n    title: Dull\n    short: Dull.\n    text: Dull.\n    every: 100\n", in: exampleScale, check: unreachableVerdicts,
		},
		{
			Code: "verdict-order", Title: "a verdict behind one that asks no more",
			Why:  "Verdicts are tried from the first on; the earlier one is given wherever the later would hold.",
			Good: "    overall: 75\n", Bad: "    every: 20\n", in: exampleScale, check: verdictOrder,
		},
		{
			Code: "impossible-finding", Title: "a finding that can never hold",
			Why:  "No score and no level lies between its bounds.",
			Good: "warmth: {below: 50}", Bad: "warmth: {at-least: 40, below: 41}", in: exampleScale, check: impossibleFindings,
		},
		{
			Code: "advice-never-given", Title: "advice that is never given",
			Why:  "It hangs on a node, an outcome, a verdict or a finding that nothing reaches.",
			Good: "warmth: {below: 50}", Bad: "warmth: {at-least: 40, below: 41}", in: exampleScale, check: adviceNeverGiven,
		},
		{
			Code: "never-matters", Title: "a counting question that can change nothing",
			Why:  "Whatever the other answers are, the end is the same. Give it counts: false, or make it count.",
			Good: "fail: wait", Bad: "fail: more", in: exampleTree, check: neverMatters,
		},
		{
			Code: "bank-cycle", Title: "banks that lead in a circle",
			Why:  "An assessment must end. A circle over several banks is found when they are used together.",
			Good: "    overall: 75\n", Bad: "    overall: 75\n    next: example\n", in: exampleScale, check: leadsToItself,
		},
		{
			Code: "same-target", Severity: Warning, Title: "a node that decides nothing",
			Why:  "Pass and fail lead to the same place, so its questions could as well have counts: false elsewhere.",
			Good: "fail: wait", Bad: "fail: more", in: exampleTree, check: sameTarget,
		},
		{
			Code: "too-many-combinations", Severity: Warning, Title: "a bank too large to look through",
			Why:  "Reachable verdicts and deciding questions are then known by bounds only, and reports say so.",
			Good: "dimensions:\n", Bad: "dimensions:\n" + manyDimensions(), in: exampleScale, check: inexact,
		},
		{
			Code: "unordered-tree", Severity: Warning, Title: "a tree without better and worse ends",
			Why:  "Failing a node leads to an end that stands before one that passing it leads to, so what it would take to come to a better end cannot be said.",
			Good: "    pass: go\n    fail: wait\n", Bad: "    pass: wait\n    fail: go\n", in: exampleTree, check: unordered,
		},
		{
			Code: "unknown-unless", Severity: Warning, Title: "advice unless an answer elsewhere that cannot be given",
			Why:  "No bank that is there has the question and its level, so the advice is given whatever is answered.",
			Good: "other:know-each-other: \"3\"", Bad: "other:know-each-other: \"4\"", in: exampleUnless(), check: unlessElsewhere,
		},
		{
			Code: "unused-source", Severity: Warning, Title: "a source or a place that nothing refers to",
			Why:  "Either a statement lost its reference, or the source can go.",
			Good: "places: {tree: The tree}", Bad: "places: {tree: The tree, appendix: The appendix}", in: exampleTree, check: sources,
		},
		{
			Code: "no-source", Severity: Warning, Title: "a statement without a source",
			Why:  "Every conclusion points back to where it comes from; a reader will ask.",
			Good: "        source: book#tree\n        advice:", Bad: "        advice:", in: exampleTree, check: noSource,
		},
	}
}

// textRules look at the words and their overlays.
func textRules() []Rule {
	return []Rule{
		{
			Code: "cut-text", Severity: Warning, Title: "a text that a comment follows on its line",
			Why:  "What stands behind the mark is not read; where it is part of the text, the whole must be in quotes.",
			Good: "ask: Do we know what we want?", Bad: "ask: Do we know # and say what we want?", in: exampleTree, check: cutTexts,
		},
		{
			Code: "missing-text", Title: "a text that an overlay lacks",
			Why:  "The bank's own language stands in for it, in the middle of a report in another.",
			Good: "    short: Klaar.\n", Bad: "", in: exampleOverlay, check: missingTexts,
		},
		{
			Code: "stale-text", Severity: Warning, Title: "a translation older than its original",
			Why:  "The original has changed since; the two may say different things.",
			Good: "bands.low.title: " + stampOfLow, Bad: "bands.low.title: t0000000000", in: exampleOverlay, check: staleTexts,
		},
		{
			Code: "too-long", Severity: Warning, Title: "a text with too many words",
			Why:  "Questions are read aloud at a table; nobody keeps a long one in mind.",
			Good: "ask: Do people know each other?", Bad: "ask: " + manyWords(26) + "?", in: exampleScale, check: tooLong,
		},
		{
			Code: "long-sentence", Severity: Warning, Title: "a sentence too long to read aloud",
			Why:  "It does not fit in one breath.",
			Good: "listen-for: Ask for names.", Bad: "listen-for: " + manyWords(29) + ".", in: exampleScale, check: longSentences,
		},
		{
			Code: "same-anchors", Title: "two levels that say the same",
			Why:  "Nobody can choose between them, so the score means nothing.",
			Good: "{text: Most do.}", Bad: "{text: Some also did it!}", in: exampleScale, check: sameAnchors,
		},
		{
			Code: "two-conditions", Severity: Warning, Title: "a level that asks for two things",
			Why:  "Who has the first and not the second finds no answer. What no other level speaks of can stand in listen-for, or be asked apart.",
			Good: "{text: Most do.}", Bad: "{text: \"Most do, and they visit each other every year.\"}", in: exampleScale, check: twoConditions,
		},
		{
			Code: "other-subject", Severity: Warning, Title: "a level that speaks of something else than the others",
			Why:  "Levels are heard one after the other, as more or less of one thing.",
			Good: "{text: Nobody does.}", Bad: "{text: The names are not written down.}", in: exampleScale, check: otherSubject,
		},
		{
			Code: "hard-to-read", Severity: Warning, Title: "questions that are hard to read",
			Why:  "A resident at the table should understand each at first hearing. The figure is LIX: words per sentence plus the share of words of more than six letters.",
			Good: "ask: Do people know each other?", Bad: "ask: Collaborative organisational relationships notwithstanding?", in: exampleScale, check: hardToRead,
		},
	}
}

// readingRules are found when a bank is read; there is nothing more to check.
func readingRules() []Rule {
	return []Rule{
		{
			Code: "not-later", Title: "a node that leads back", Why: "A walk must end; nodes lead to later ones only, so there is no circle.",
			Good: "pass: more", Bad: "pass: first", in: exampleTree,
		},
		{
			Code: "unknown-target", Title: "a node that leads nowhere", Why: "There is no node and no outcome of that name.",
			Good: "pass: more", Bad: "pass: moer", in: exampleTree,
		},
		{
			Code: "duplicate-id", Title: "an id used twice", Why: "A question stands in one place only, and answers find it by its id.",
			Good: "id: second-question", Bad: "id: first-question", in: exampleTree,
		},
		{
			Code: "bad-id", Title: "an id that is not kebab-case", Why: "Ids stand in answer files for ever; one form is easy to remember.",
			Good: "id: second-question", Bad: "id: Second_Question", in: exampleTree,
		},
		{
			Code: "out-of-range", Title: "a number that cannot be", Why: "For example needs: more questions than count, which nobody can meet.",
			Good: "needs: 1", Bad: "needs: 3", in: exampleTree,
		},
		{
			Code: "unknown-level", Title: "a level that the question does not have", Why: "For example passes at a level that is not there, so that nothing ever passes.",
			Good: "passes: \"yes\"", Bad: "passes: surely", in: exampleTree,
		},
		{
			Code: "passes-lowest", Title: "a question that always passes", Why: "It passes at its lowest level, so asking it decides nothing.",
			Good: "passes: \"yes\"", Bad: "passes: \"no\"", in: exampleTree,
		},
		{
			Code: "nothing-counts", Title: "a node in which nothing counts", Why: "It always passes, so it is no step.",
			Good: "        passes: \"2\"\n", Bad: "        counts: false\n", in: exampleTree,
		},
		{
			Code: "empty-range", Title: "advice for no level", Why: "Its from is above its up-to.",
			Good: "from: \"no\"\n            up-to: \"no\"", Bad: "from: \"yes\"\n            up-to: \"no\"", in: exampleTree,
		},
		{
			Code: "unknown-source", Title: "a source that is not declared", Why: "Nobody could look it up.",
			Good: "source: book#tree\n        advice:", Bad: "source: boek#tree\n        advice:", in: exampleTree,
		},
		{
			Code: "unknown-place", Title: "a place that its source does not have", Why: "Nobody could look it up.",
			Good: "source: book#tree\n        advice:", Bad: "source: book#three\n        advice:", in: exampleTree,
		},
		{
			Code: "first-band", Title: "bands that do not start at 0", Why: "A low score would have no label.",
			Good: "{id: low, title: Low, from: 0}", Bad: "{id: low, title: Low, from: 5}", in: exampleScale,
		},
		{
			Code: "band-order", Title: "bands out of order", Why: "The lowest comes first; one above it starts higher.",
			Good: "{id: high, title: High, from: 50}", Bad: "{id: high, title: High, from: 0}", in: exampleScale,
		},
		{
			Code: "last-verdict", Title: "a last verdict with a condition", Why: "Where no verdict holds there is no conclusion.",
			Good: "    text: Not yet.\n", Bad: "    text: Not yet.\n    overall: 10\n", in: exampleScale,
		},
		{
			Code: "no-condition", Title: "a verdict that always holds before the last", Why: "Those after it are never given.",
			Good: "    overall: 75\n", Bad: "", in: exampleScale,
		},
		{
			Code: "too-optional", Title: "more than half of a dimension optional", Why: "It could vanish, and the score with it.",
			Good: "optional: false", Bad: "optional: true", in: exampleScale,
		},
		{
			Code: "key-optional", Title: "a key question that may not apply", Why: "It stands for the core of its part, which must not be lost.",
			Good: "optional: false", Bad: "optional: true\n        key: true", in: exampleScale,
		},
		{
			Code: "key-holds-nothing", Title: "a key question that could hold nothing down", Why: "It keeps its part below the second band, and a verdict must ask for more.",
			Good: "optional: false", Bad: "key: true", in: strings.Replace(exampleScale, "every: 50", "every: 40", 1),
		},
		{
			Code: "part-and-question", Title: "a finding on a dimension and one of its questions", Why: "The two depend on each other, so what can hold could not be found part by part.",
			Good: "warmth: {below: 50}", Bad: "warmth: {below: 50}, know-each-other: {at-most: \"1\"}", in: exampleScale,
		},
		{
			Code: "unknown-advice", Title: "advice after one that is not there", Why: "It comes directly after another of the same bank; there is none of that name.",
			Good: "id: light-a-fire,", Bad: "id: light-a-fire, after: [fetch-wood],", in: exampleScale,
		},
		{
			Code: "advice-circle", Title: "advice that comes after itself", Why: "One must come first, so after makes no circle.",
			Good: "id: light-a-fire,", Bad: "id: light-a-fire, after: [light-a-fire],", in: exampleScale,
		},
		{
			Code: "weights-overflow", Title: "weights without a common measure", Why: "Scores are compared exactly, in whole numbers; these do not fit.",
			Good: "dimensions:\n", Bad: "dimensions:\n" + oddDimensions(), in: exampleScale,
		},
		{
			Code: "unknown-field", Title: "a text that the bank does not have", Why: "An overlay has the maps of its bank; a name that is not there is a typing error.",
			Good: "    short: Klaar.\n", Bad: "    shrot: Klaar.\n", in: exampleOverlay,
		},
		{
			Code: "level-count", Title: "too few or too many levels", Why: "A question has two to six.",
			Good: "levels: [{text: Nobody does.}, {text: Some do.}, {text: Most do.}]", Bad: "levels: [{text: Nobody does.}]", in: exampleScale,
		},
	}
}
