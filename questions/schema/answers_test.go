package schema_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/schema"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// selections gives the banks that schemas are made for: each alone, all, none.
func selections(tb testing.TB, l *questions.Library) [][]*questions.Bank {
	tb.Helper()
	all := [][]*questions.Bank{nil, banks(tb, l, l.IDs()...)}
	for _, id := range l.IDs() {
		all = append(all, banks(tb, l, id))
	}
	return all
}

func TestAnswerFilesFit(t *testing.T) {
	names, err := filepath.Glob("../../testdata/answers/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("Glob = %v, %v", names, err)
	}
	for _, lang := range questions.Languages() {
		for _, selected := range selections(t, questions.NewLibrary(lang)) {
			s := compile(t, schema.Answers(selected))
			for _, name := range names {
				fits(t, s, name, parseYAML(t, readFile(t, name)))
			}
		}
	}
}

// reader reads answer files, YAML or JSON.
func reader(l *questions.Library) func(text []byte) error {
	return func(text []byte) error {
		_, err := answerfile.Read("f", text, l)
		return err
	}
}

// asYAML makes a reader of YAML take JSON for what it also is.
func asYAML(read func(text []byte) error) func(text []byte) error {
	return func(text []byte) error { return read(append([]byte("# YAML\n"), text...)) }
}

// TestOddAnswersFit has files that are read though they look unlike any other.
func TestOddAnswersFit(t *testing.T) {
	l := library(t)
	var schemas []*jsonschema.Schema
	for _, selected := range selections(t, l) {
		schemas = append(schemas, compile(t, schema.Answers(selected)))
	}
	for name, text := range map[string]string{
		"old":                           oldAnswers,
		"new":                           newAnswers,
		"nothing":                       "samklar: 1\n",
		"sections to be filled in":      "samklar: 1\ncase:\nrespondent:\nbanks:\nanswers:\n",
		"banks to be filled in":         "samklar: 1\nanswers: {trial: , depth: ~, when: null, stagnation: {}}\n",
		"fields to be filled in":        "samklar: 1\ncase: {title: , place: '', as-of: }\nrespondent: {name: \"\", organisation: ~, role: null}\n",
		"a year":                        "samklar: 1\ncase: {title: 2017, place: 1e3, as-of: 2017}\n",
		"an early year":                 "samklar: 1\ncase: {as-of: 0017}\n",
		"a year in quotes":              "samklar: 1\ncase: {as-of: '2017'}\n",
		"a month":                       "samklar: 1\ncase: {as-of: 2017-12}\n",
		"a leap day":                    "samklar: 1\ncase: {as-of: 2016-02-29}\n",
		"bare texts":                    "samklar: 1\ncase: {title: true, place: .5}\nrespondent: {name: 0x1F, role: no}\n",
		"blanks":                        "samklar: 1\ncase: {title: ' '}\nanswers: {trial: {last: {note: '  ', evidence: [' ']}, aside: {level: yes, note: ' '}}}\n",
		"a note without a level":        "samklar: 1\nanswers: {trial: {last: {note: Nobody said}}}\n",
		"evidence without a level":      "samklar: 1\nanswers: {trial: {last: {evidence: [2017, true, One]}}}\n",
		"between two levels":            "samklar: 1\nanswers: {trial: {last: {between: [no, yes], note: Both}, large: {between: [1, '3']}}, depth: {wider: {between: [no, yes]}}}\n",
		"between booleans":              "samklar: 1\nanswers: {trial: {last: {between: [False, 'true']}, aside: {between: [false, \"yes\"]}}}\n",
		"between what was, in disorder": "samklar: 1\nbanks: {trial: 1}\nanswers: {trial: {large: {between: [huge, 12]}, clear: {between: [yes, yes]}}}\n",
		"booleans":                      "samklar: 1\nanswers: {trial: {last: True, aside: FALSE, clear: {level: true}}}\n",
		"booleans in quotes":            "samklar: 1\nanswers: {trial: {last: 'true', clear: {level: \"false\"}}}\n",
		"numbers in quotes":             "samklar: 1\nanswers: {trial: {large: '2'}, depth: {wide: {level: \"3\"}}}\n",
		"levels that look like numbers": "samklar: 1\nanswers: {depth: {widest: 07}}\n",
		"a level that is a power":       "samklar: 1\nanswers: {depth: {widest: 1e1}}\n",
		"a reason that is a number":     "samklar: 1\nanswers: {depth: {wider: {level: not-applicable, note: 2017}}}\n",
		"the note before the level":     "samklar: 1\nanswers: {depth: {wider: {note: Why, level: not-applicable}}}\n",
		"an answer older than its file": "samklar: 1\nbanks: {trial: 3}\nanswers: {trial: {large: {level: ' ', version: 1}}}\n",
		"an old not-applicable":         "samklar: 1\nbanks: {depth: 1, trial: 1}\nanswers: {depth: {wider: not-applicable}, trial: {clear: true}}\n",
		"an old answer of another kind": "samklar: 1\nbanks: {trial: 1}\nanswers: {trial: {clear: 12, large: false}}\n",
		"a block":                       "samklar: 1\nanswers:\n  trial:\n    last:\n      level: yes\n      note: |\n        One\n\n        Two\n",
		"the longest note":              "samklar: 1\nanswers: {trial: {last: {note: " + strings.Repeat("ø", assess.MaxNote) + "}}}\n",
		"the most evidence":             "samklar: 1\nanswers: {trial: {last: {evidence: [" + strings.Repeat("One,", assess.MaxEvidence) + "]}}}\n",
		"JSON": `{"samklar": 1, "case": {"title": null, "as-of": "2017"}, "banks": null,
			"answers": {"trial": {"last": true, "large": 2, "clear": {"level": "yes", "note": "a\/b", "evidence": null}}, "depth": {"wide": "3"}}}`,
	} {
		if err := reader(l)([]byte(text)); err != nil {
			t.Errorf("%s: Read = %v, want no error", name, err)
		}
		v := parseAnswers(t, text)
		for _, s := range schemas {
			fits(t, s, name, v)
		}
	}
}

func parseAnswers(t *testing.T, text string) any {
	t.Helper()
	if text[0] == '{' {
		return parseJSON(t, []byte(text))
	}
	return parseYAML(t, []byte(text))
}

// TestBrokenAnswersAreRefused has one file for each thing that the schema
// refuses.
func TestBrokenAnswersAreRefused(t *testing.T) {
	l := library(t)
	s := compile(t, schema.Answers(banks(t, l, "trial", "depth")))
	answers := func(bank, text string) string { return "samklar: 1\nanswers: {" + bank + ": {" + text + "}}\n" }
	for name, text := range map[string]string{
		"no format":                        "answers: {}\n",
		"a later format":                   "samklar: 2\n",
		"a format in quotes":               "samklar: '1'\n",
		"a format to be filled in":         "samklar:\n",
		"a misspelt section":               "samklar: 1\nanswer: {}\n",
		"a result":                         "{\"samklar_result\": 1}",
		"a misspelt field":                 "samklar: 1\ncase: {titel: Title}\n",
		"a section that is a list":         "samklar: 1\ncase: [title]\n",
		"a title that is a list":           "samklar: 1\ncase: {title: [Title]}\n",
		"a day in another order":           "samklar: 1\ncase: {as-of: 01-12-2017}\n",
		"a thirteenth month":               "samklar: 1\ncase: {as-of: 2017-13}\n",
		"a year of five digits":            "samklar: 1\ncase: {as-of: 20170}\n",
		"a date that is none":              "samklar: 1\ncase: {as-of: true}\n",
		"a misspelt respondent":            "samklar: 1\nrespondent: {organization: One}\n",
		"a version in quotes":              "samklar: 1\nbanks: {trial: '3'}\n",
		"a version of the future":          "samklar: 1\nbanks: {trial: 4}\n",
		"no version":                       "samklar: 1\nbanks: {trial: }\n",
		"a bank that is none":              "samklar: 1\nanswers: {The Trial: {}}\n",
		"a bank that is a list":            "samklar: 1\nanswers: {trial: [last]}\n",
		"a misspelt question":              answers("trial", "lost: yes"),
		"a misspelt level":                 answers("trial", "last: yess"),
		"a level in capitals":              answers("trial", "last: Yes"),
		"a level above the highest":        answers("trial", "large: 4"),
		"a level below the lowest":         answers("depth", "wide: 0"),
		"a level between two":              answers("depth", "wide: 1.5"),
		"a level in another spelling":      answers("depth", "wide: '01'"),
		"a boolean for a number":           answers("depth", "wide: true"),
		"a boolean without both words":     answers("depth", "high: true"),
		"a quoted boolean that is neither": answers("trial", "last: 'Truth'"),
		"an empty level":                   answers("trial", "last: ''"),
		"a null level":                     answers("trial", "last: {level: }"),
		"no answer":                        answers("trial", "last: "),
		"an answer of nothing":             answers("trial", "last: {}"),
		"an answer to be filled in":        answers("trial", "last: {note: , evidence: }"),
		"a blank note and no evidence":     answers("trial", "last: {note: ' ', evidence: []}"),
		"a version alone":                  answers("trial", "last: {version: 3}"),
		"an old version alone":             answers("trial", "large: {version: 1}"),
		"a level and between":              answers("trial", "last: {level: no, between: [no, yes]}"),
		"between one":                      answers("trial", "last: {between: [yes]}"),
		"between three":                    answers("trial", "last: {between: [no, partly, yes]}"),
		"between a level and itself":       answers("trial", "last: {between: [yes, yes]}"),
		"between a level and unknown":      answers("trial", "last: {between: [no, unknown]}"),
		"between, not applicable":          answers("depth", "wider: {between: [no, not-applicable], note: Why}"),
		"between misspelt levels":          answers("trial", "last: {between: [noo, yes]}"),
		"between levels of others":         answers("trial", "large: {between: [no, yes]}"),
		"between as a text":                answers("trial", "last: {between: no yes}"),
		"a bare between":                   answers("trial", "last: [no, yes]"),
		"a list of levels":                 answers("trial", "last: [yes]"),
		"a map for a level":                answers("trial", "last: {level: {level: yes}}"),
		"a misspelt field of an answer":    answers("trial", "last: {level: yes, notes: None}"),
		"not-applicable where it may not":  answers("trial", "last: {level: not-applicable, note: Why}"),
		"not-applicable as it stands":      answers("depth", "wider: not-applicable"),
		"not-applicable without a note":    answers("depth", "wider: {level: not-applicable}"),
		"not-applicable with no words":     answers("depth", "wider: {level: not-applicable, note: ''}"),
		"not-applicable with blanks":       answers("depth", "wider: {level: not-applicable, note: ' '}"),
		"a note that is a list":            answers("trial", "last: {note: [One]}"),
		"too long a note":                  answers("trial", "last: {note: "+strings.Repeat("ø", assess.MaxNote+1)+"}"),
		"evidence that is a text":          answers("trial", "last: {evidence: One}"),
		"empty evidence":                   answers("trial", "last: {evidence: [One, '']}"),
		"null evidence":                    answers("trial", "last: {evidence: [One, null]}"),
		"too much evidence":                answers("trial", "last: {evidence: ["+strings.Repeat("One,", assess.MaxEvidence+1)+"]}"),
		"an answer of the future":          answers("trial", "last: {level: yes, version: 4}"),
		"an answer before all versions":    answers("trial", "last: {level: yes, version: 0}"),
		"an old level, given now":          answers("trial", "large: huge"),
		"an old level, given for today":    "samklar: 1\nbanks: {trial: 1}\nanswers: {trial: {large: {level: huge, version: 3}}}\n",
		"an old level, since refused":      "samklar: 1\nbanks: {trial: 2}\nanswers: {trial: {clear: huge}}\n",
		"an old answer of nothing":         "samklar: 1\nbanks: {trial: 1}\nanswers: {trial: {large: {}, clear: ''}}\n",
	} {
		if reader(l)([]byte(text)) == nil {
			t.Errorf("%s: Read = nil, want an error", name)
		}
		refuses(t, s, name, parseAnswers(t, text))
	}
}

func TestAnswersSchemaAgreesWithRead(t *testing.T) {
	l := library(t)
	text := schema.Answers(banks(t, l, "trial", "depth", "when"))
	read := reader(l)
	for name, c := range map[string]struct {
		answers string
		beyond  []string
	}{
		// A date that is a number may have any value, and so may a
		// level where others look like numbers. The order of levels
		// is not said, nor that two spellings are the same one.
		"old": {oldAnswers, []string{`bad-date: as-of is "0"`, `bad-date: as-of is "3"`, `bad-date: as-of is "99"`, `bad-date: as-of is "101"`, `unknown-level: question "widest"`, "gone-question"}},
		"new": {newAnswers, []string{`unknown-level: question "widest"`, "level-order"}},
	} {
		t.Run(name, func(t *testing.T) {
			agree(t, text, parseYAML(t, []byte(c.answers)), c.beyond, read, asYAML(read))
		})
	}
	covered(t, schema.Answers(banks(t, l, "trial", "depth")), parseYAML(t, []byte(oldAnswers)), parseYAML(t, []byte(newAnswers)))
}

// TestAnswersListsQuestions looks for what an editor offers.
func TestAnswersListsQuestions(t *testing.T) {
	l := questions.NewLibrary("en")
	b := banks(t, l, "preconditions")[0]
	doc := parseJSON(t, schema.Answers([]*questions.Bank{b}))
	at := func(v any, keys ...string) any {
		for _, key := range keys {
			v = as[map[string]any](t, v)[key]
		}
		return v
	}
	target := func(v any) any {
		return at(doc, "$defs", strings.TrimPrefix(as[string](t, at(v, "$ref")), "#/$defs/"))
	}
	asked := as[map[string]any](t, at(doc, "properties", "answers", "properties", b.ID, "properties"))
	if want := len(b.Questions) + len(b.Gone); len(asked) != want {
		t.Errorf("Answers lists %d questions, want %d", len(asked), want)
	}
	for i := range b.Questions {
		q := &b.Questions[i]
		if got := at(asked, q.ID, "description"); got != q.Ask {
			t.Errorf("Answers: description of %s = %q, want %q", q.ID, got, q.Ask)
		}
		answer := at(doc, "$defs", b.ID+".questions."+q.ID+".answer") // an older bank's answer may be another: the link hangs on the version
		if q.Since == 1 {
			answer = target(asked[q.ID])
		}
		bare := as[[]any](t, at(answer, "anyOf"))[0]
		offered := make(map[any]any)
		for _, level := range as[[]any](t, at(target(bare), "anyOf")) {
			if value := at(level, "const"); value != nil {
				offered[fmt.Sprint(value)] = at(level, "description")
			}
		}
		for _, level := range q.Levels {
			if offered[level.ID] != level.Text {
				t.Errorf("Answers: levels of %s = %q, want %q among them", q.ID, offered, level)
			}
		}
		if len(offered) != len(q.Levels)+1 || offered[answerfile.Unknown] == nil {
			t.Errorf("Answers: levels of %s = %q, want these and unknown", q.ID, offered)
		}
	}
}

func TestSameBanksSameBytes(t *testing.T) {
	for range 3 {
		a, b := library(t), library(t)
		if !bytes.Equal(schema.Answers(banks(t, a, a.IDs()...)), schema.Answers(banks(t, b, b.IDs()...))) {
			t.Error("Answers of the same banks differ")
		}
	}
}
