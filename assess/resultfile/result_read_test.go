package resultfile_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// written is the result of an answer file.
func written(t *testing.T, l *questions.Library, answers string) string {
	t.Helper()
	doc, err := answerfile.Read("f", []byte(answers), l)
	if err != nil {
		t.Fatal(err)
	}
	banks, err := l.Select([]string{questions.Default}, true)
	if err != nil {
		t.Fatal(err)
	}
	entries := doc.Entries(banks)
	var b bytes.Buffer
	selection := assess.Select(banks)
	result := selection.Evaluate(entries.Answers())
	in := &resultfile.Case{Case: doc.Case, Result: result, Outlook: selection.Outlook(result), Entries: entries, Tool: "test"}
	if err := resultfile.WriteResult(&b, in); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestDamageIsReportedWhereItStands changes one thing in a result, and wants the
// problem at the line and column that an editor shows for it.
func TestDamageIsReportedWhereItStands(t *testing.T) {
	l := questions.NewLibrary("en")
	sound := written(t, l, "samklar: 1\ncase: {title: T, as-of: 2026}\nanswers:\n  when:\n    bounded: {level: yes, note: Note, evidence: [One]}\n    context: yes\n")
	if _, ids, err := resultfile.ReadResult("r.json", []byte(sound), l); err != nil || len(ids) != 2 {
		t.Fatalf("ReadResult = %v, %v, want two banks", ids, err)
	}
	for _, tt := range []struct{ old, replacement, at, want string }{
		{`"level": "yes"`, `"level": "yess"`, `"yess"`, `damaged-result: the answers in this result do not fit its banks: question "bounded": unknown level "yess"`},
		{`"question": "bounded"`, `"question": "bound"`, `"bound"`, `damaged-result: the answers in this result do not fit its banks: bank "when": unknown question "bound"`},
		{`"question": "context"`, `"question": "bounded"`, `"bounded",` + "\n          \"level\": \"yes\"\n", `duplicate-id: question "bounded" is answered a second time`},
		{`"as_of": "2026"`, `"as_of": "26"`, `"26"`, "damaged-result: the answers in this result do not fit its banks: as-of is"},
		{`"level": "yes"`, `"between": ["yes", "no"]`, `["yes", "no"]`, `damaged-result: the answers in this result do not fit its banks: the answer to "bounded" lies between "yes" and "no"; expected`},
		{`"level": "yes"`, `"between": "yes"`, `"yes",` + "\n          \"note\"", `damaged-result: the answers in this result do not fit its banks: between is the text "yes"; expected a list`},
		{`"level": "yes"`, `"level": "yes", "between": ["no", "yes"]`, `["no", "yes"]`, `damaged-result: the answers in this result do not fit its banks: the answer to "bounded" has a level and lies between two`},
		{`"level": "yes"`, `"level": null`, `null`, `damaged-result: the answers in this result do not fit its banks: `},
		{`"One"`, `""`, `""`, "damaged-result: the answers in this result do not fit its banks: a piece of evidence is empty"},
	} {
		text := strings.Replace(sound, tt.old, tt.replacement, 1)
		at := strings.LastIndex(text, tt.at)
		if text == sound || at < 0 {
			t.Fatalf("%s does not stand in %s", tt.old, sound)
		}
		_, _, err := resultfile.ReadResult("r.json", []byte(text), l)
		problems, _ := errors.AsType[diag.List](err)
		if len(problems) != 1 {
			t.Fatalf("ReadResult with %s = %v, want one problem", tt.replacement, err)
		}
		line, column := strings.Count(text[:at], "\n")+1, at-strings.LastIndex(text[:at], "\n")
		got, want := fmt.Sprintf("%d:%d: %s: %s", problems[0].Line, problems[0].Column, problems[0].Code, problems[0].Message), fmt.Sprintf("%d:%d: %s", line, column, tt.want)
		if !strings.HasPrefix(got, want) {
			t.Errorf("ReadResult with %s = %s, want %s", tt.replacement, got, want)
		}
	}
}
