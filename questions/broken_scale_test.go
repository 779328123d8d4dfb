package questions_test

import "testing"

// Each of these mistakes in a scale bank is reported at its place, in these words.
func TestParseBrokenScale(t *testing.T) {
	testMistakes(t, scaleBank, []mistake{
		{"version 0", "version: 2", "version: 0", "2:10: version is 0; expected a whole number from 1 to 1000000 [out-of-range]"},
		{"version quoted", "version: 2", `version: "2"`, `2:10: version is the text "2"; expected a whole number from 1 to 1000000, without quotes [wrong-type]`},
		{"version with a point", "version: 2", "version: 2.0", `2:10: version is "2.0"; expected a whole number from 1 to 1000000 [wrong-type]`},
		{"version with a nought", "version: 2", "version: 02", `2:10: version is "02"; expected a whole number from 1 to 1000000 [wrong-type]`},
		{"version with a sign", "version: 2", "version: +2", `2:10: version is "+2"; expected a whole number from 1 to 1000000 [wrong-type]`},
		{"version empty", "version: 2", "version:", "2:9: version is empty; expected a whole number from 1 to 1000000 [wrong-type]"},
		{"weight 4", "    weight: 2\n", "    weight: 4\n", "11:13: weight is 4; expected a whole number from 1 to 3 [out-of-range]"},
		{"weight with a point", "ask: Wide, weight: 2", "ask: Wide, weight: 1.5", `13:39: weight is "1.5"; expected a whole number from 1 to 3 [wrong-type]`},
		{"optional no flag", "optional: true", "optional: yes", `14:43: optional is "yes"; expected true or false [wrong-type]`},
		{"too optional", "ask: Wide, weight: 2", "ask: Wide, weight: 2, optional: true", `9:5: in dimension "width" optional questions have 3 of the weight 3; at most half may be optional [too-optional]`},
		{"question with passes", "ask: Wide, weight: 2", `ask: Wide, passes: "2"`, `13:31: in a question: unknown field "passes"; expected id, ask, listen-for, levels, since, source, advice, weight, optional or key [unknown-field]`},
		{"first band", "from: 0}", "from: 10}", "24:35: the first band starts at 10; expected 0 [first-band]"},
		{"band order", "from: 60}", "from: 0}", "25:39: this band starts at 0 and the one before at 0; expected the lowest first [band-order]"},
		{"band twice", "id: strong", "id: weak", `25:5: band id "weak" is used a second time; the first is on line 24 [duplicate-id]`},
		{"band without from", ", from: 60", "", `25:5: a band has no "from" [missing-field]`},
		{"last verdict", "id: not-yet, title: Not yet,", "id: not-yet, every: 10, title: Not yet,", "29:19: the last verdict has a condition; expected none, so that one always holds [last-verdict]"},
		{"verdict without condition", ", overall: 40", "", `28:5: verdict "nearly" has no condition, so those after it can never hold; expected every or overall [no-condition]`},
		{"verdict over 100", "overall: 40", "overall: 140", "28:62: overall is 140; expected a whole number from 0 to 100 [out-of-range]"},
		{"verdict twice", "id: nearly", "id: ready", `28:5: a verdict id "ready" is used a second time; the first is on line 27 [duplicate-id]`},
		{"finding of a dimension and its question", "height: {at-least: 10, below: 40}", "height: {at-least: 10}, high: {at-least: low}", `32:59: the finding names a dimension together with one of its questions ("high"); name only one of them [part-and-question]`},
		{"finding of a question and its dimension", "width: {at-least: 60}, height", `wide: {at-most: "1"}, width`, `32:34: the finding names a dimension together with one of its questions ("width"); name only one of them [part-and-question]`},
		{"bound of a level on a dimension", "below: 40", "at-most: 40", `32:58: in a bound on a dimension: unknown field "at-most"; expected at-least or below [unknown-field]`},
		{"bound percent", "below: 40", "below: forty", `32:65: below is "forty"; expected a whole number from 0 to 100 [wrong-type]`},
	})
}
