package schema_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// scoreLines gives the lines of the real cases and of answers to the small
// banks, with notes and without, and those of files that could not be read.
func scoreLines(t *testing.T) map[string][]byte {
	t.Helper()
	lines := make(map[string][]byte)
	add := func(l *questions.Library, name string, text []byte, selected []*questions.Bank) {
		doc, err := answerfile.Read(name, text, l)
		if err != nil {
			t.Fatal(err)
		}
		entries := doc.Entries(selected)
		row := &resultfile.Row{
			Source: name, Case: assess.Case{Title: doc.Case.Title, Place: doc.Case.Place, AsOf: doc.Case.AsOf},
			Answers: entries.Digest(selected), Summary: portfolio.Summarize(assess.Select(selected).Evaluate(entries.Answers()), entries.Sourced(selected)),
		}
		var ids []string
		for _, b := range selected {
			ids = append(ids, b.ID)
		}
		name = fmt.Sprintf("%s, %s", filepath.Base(name), strings.Join(ids, ","))
		lines[name] = resultfile.NewLines(selected, "1.2.3").Append(nil, row)
		row.Entries, row.Case, row.Respondents = entries, doc.Case, 3
		lines[name+", with notes"] = resultfile.NewLines(selected, "1.2.3").Append(nil, row)
	}
	l := questions.NewLibrary("en")
	names, err := filepath.Glob("../../testdata/answers/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("Glob = %v, %v", names, err)
	}
	for _, name := range names {
		for _, selected := range selections(t, l)[1:] {
			add(l, name, readFile(t, name), selected)
		}
	}
	own := library(t)
	for i, text := range []string{oldAnswers, newAnswers, "samklar: 1\n", "samklar: 1\nbanks: {trial: 2}\nanswers: {trial: {large: {level: huge, note: Then}, last: {between: [no, yes], note: Both}, aside: {note: Nobody said}}}\n", "samklar: 1\nanswers: {depth: {wide: 3, wider: yes, widest: 1e1, high: high-up, steep: up}}\n"} {
		for _, selected := range selections(t, own)[1:] {
			add(own, fmt.Sprint("own ", i), []byte(text), selected)
		}
	}
	deep := banks(t, own, "depth")
	sheet := assess.Blank(deep[0])
	wider := deep[0].Question("wider")
	sheet[wider] = assess.Unknown // to some it does not apply
	lines["in doubt"] = resultfile.NewLines(deep, "1.2.3").Append(nil, &resultfile.Row{
		Source: "a", Answers: assess.DigestOf(nil), Summary: portfolio.Summarize(paths.Evaluate(assess.Select(deep), []assess.Sheet{sheet}, [][]int{{wider}}), nil),
	})
	for name, problem := range map[string]diag.Diagnostic{
		"placed":     {File: "a", Line: 3, Column: 2, Code: "syntax", Message: "not valid"},
		"unreadable": {File: "a:7", Code: "unreadable", Message: "no such file"},
	} {
		lines[name] = resultfile.NewLines(nil, "1.2.3").Append(nil, &resultfile.Row{Source: "a:7", Errors: diag.List{problem, problem}})
	}
	return lines
}

func TestScoresFit(t *testing.T) {
	s := compile(t, resultfile.ScoreSchema())
	for name, line := range scoreLines(t) {
		fits(t, s, name, parseJSON(t, line))
	}
}

// TestScoreSchemaNamesEveryField closes the schema, so that a field that is
// written and not named fails, and wants every field named to be written
// somewhere, and to be described.
func TestScoreSchemaNamesEveryField(t *testing.T) {
	doc := parseJSON(t, resultfile.ScoreSchema())
	eachSchema(doc, func(s map[string]any) {
		fields, ok := s["properties"].(map[string]any)
		if !ok || s["type"] != "object" {
			return
		}
		if s["additionalProperties"] == nil {
			s["additionalProperties"] = false
		}
		for _, name := range slices.Sorted(maps.Keys(fields)) {
			if field, ok := fields[name].(map[string]any); !ok || field["description"] == nil {
				t.Errorf("the field %q has no description", name)
			}
		}
	})
	closed := compile(t, render(t, doc))
	var samples []any
	for name, line := range scoreLines(t) {
		v := parseJSON(t, line)
		fits(t, closed, name, v)
		samples = append(samples, v)
	}
	covered(t, resultfile.ScoreSchema(), samples...)
}

// TestBrokenScoresAreRefused changes one thing at a time in a line that has
// every field but errors.
func TestBrokenScoresAreRefused(t *testing.T) {
	s := compile(t, resultfile.ScoreSchema())
	text := string(scoreLines(t)["hasselt-2017.yaml, when, with notes"])
	for _, c := range [][2]string{
		{`"samklar_score":1`, `"samklar_score":2`},
		{`"samklar_score":1`, `"samklar_result":1`},
		{`"source":"`, `"source":3,"was":"`},
		{`"settled":`, `"settled":"no","was":`},
		{`"codes":["`, `"codes":["A B","`},
		{`"pattern":"`, `"pattern":"x`},
		{`"rules":"sha256:`, `"rules":"sha1:`},
		{`"answers":"sha256:`, `"answers":"sha256:0`},
		{`"answered":`, `"answered":-1,"was":`},
		{`"role":"deciding"`, `"role":"decides"`},
		{`"banks":[{`, `"banks":[],"was":[{`},
		{`"tool":"1.2.3"`, `"tool":""`},
		{`"source"`, `"errors":[{"code":"empty","message":"it is"}],"source"`},
		{`"pivotal":`, `"pivots":`},
	} {
		changed := strings.Replace(text, c[0], c[1], 1)
		if changed == text {
			t.Fatalf("%s does not occur in %s", c[0], text)
		}
		refuses(t, s, c[1], parseJSON(t, []byte(changed)))
	}
}
