package answerfile_test

import (
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const (
	full = `# by hand
samklar: 1
case: {id: 2027-014, title: Hasselt Zorgstad, place: "Hasselt, Belgium", as-of: 2017-12-01}
respondent: {name: N, organisation: O, role: partners}
banks: {b: 2, c: 1}
answers:
  b:
    q1: yes
    q2: {level: no, note: why not, evidence: [one, "two 🎉"]}
    q3: 3
    q4: {note: "nobody \"knows\"\nyet"}
    q5: unknown
  c:
    r1:
      level: "yes"
      note: |
        two
        lines
    r2: "null"
`
	fullJSON = `{"samklar": 1,
  "case": {"id": "2027-014", "title": "Hasselt Zorgstad", "place": "Hasselt, Belgium", "as-of": "2017-12-01"},
  "respondent": {"name": "N", "organisation": "O", "role": "partners"},
  "banks": {"b": 2, "c": 1},
  "answers": {
    "b": {"q1": true, "q2": {"level": false, "note": "why not", "evidence": ["one", "two \ud83c\udf89"]},
      "q3": 3, "q4": {"note": "nobody \"knows\"\nyet"}, "q5": "unknown"},
    "c": {"r1": {"level": "yes", "note": "two\nlines\n"}, "r2": "null"}}}
`
)

// The same answers in YAML and in JSON are the same.
func TestReadBothFormats(t *testing.T) {
	l := library(t)
	b, c := bank(t, l, "b"), bank(t, l, "c")
	want := assess.Entries{
		"b": {
			{Choice: 2},
			{Choice: 0, Note: "why not", Evidence: []string{"one", "two 🎉"}},
			{Choice: 2},
			{Choice: assess.Unanswered, Note: "nobody \"knows\"\nyet"},
			{Choice: assess.Unknown},
		},
		"c": {{Choice: 1, Note: "two\nlines\n"}, {Choice: 0}},
	}
	for name, text := range map[string]string{"YAML": full, "JSON": fullJSON} {
		d := mustRead(t, l, text)
		if got, want := d.Case, (assess.Case{
			ID: "2027-014", Title: "Hasselt Zorgstad", Place: "Hasselt, Belgium", AsOf: "2017-12-01",
			Respondent: assess.Respondent{Name: "N", Organisation: "O", Role: "partners"},
		}); got != want {
			t.Errorf("%s: Case = %+v, want %+v", name, got, want)
		}
		if diff := cmp.Diff(want, d.Entries([]*questions.Bank{b, c}), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: Entries (-want +got):\n%s", name, diff)
		}
		if got := string(d.Bytes()); got != text {
			t.Errorf("%s: Bytes() = %q, want what was read", name, got)
		}
	}
}

// Each of these is a good answer to q1, q3 or q5, and says the same in either
// way of writing it.
func TestReadLevels(t *testing.T) {
	tests := []struct {
		question, in string
		want         assess.Entry
	}{
		{"q1", "yes", assess.Entry{Choice: 2}},
		{"q1", `"yes"`, assess.Entry{Choice: 2}},
		{"q1", "'no'", assess.Entry{Choice: 0}},
		{"q1", "true", assess.Entry{Choice: 2}},
		{"q1", "True", assess.Entry{Choice: 2}},
		{"q1", "FALSE", assess.Entry{Choice: 0}},
		{"q1", `"true"`, assess.Entry{Choice: 2}},
		{"q1", "{level: false}", assess.Entry{Choice: 0}},
		{"q1", ">-\n      partly", assess.Entry{Choice: 1}},
		{"q1", "unknown", assess.Entry{Choice: assess.Unknown}},
		{"q1", "{level: not-applicable, note: why}", assess.Entry{Choice: assess.NotApplicable, Note: "why"}},
		{"q1", "{note: why, level: not-applicable}", assess.Entry{Choice: assess.NotApplicable, Note: "why"}},
		{"q1", "{note: why}", assess.Entry{Choice: assess.Unanswered, Note: "why"}},
		{"q1", "{note: ~, level: yes}", assess.Entry{Choice: 2}},
		{"q1", "{note: '', level: yes}", assess.Entry{Choice: 2}},
		{"q1", "{level: yes, evidence: }", assess.Entry{Choice: 2}},
		{"q1", "{level: yes, evidence: []}", assess.Entry{Choice: 2}},
		{"q1", "{level: yes, evidence: [2017, yes]}", assess.Entry{Choice: 2, Evidence: []string{"2017", "yes"}}},
		{"q1", "{level: yes, version: 1}", assess.Entry{Choice: 2}},
		{"q2", "{level: yes, version: 1}", assess.Entry{Choice: assess.Unanswered, Stale: "yes"}},
		{"q2", "{version: 1, level: of old, note: n}", assess.Entry{Choice: assess.Unanswered, Stale: "of old", Note: "n"}},
		{"q1", "{between: [no, partly]}", assess.Entry{Choice: assess.Between(0, 1)}},
		{"q1", "{between: [false, true], note: why}", assess.Entry{Choice: assess.Between(0, 2), Note: "why"}},
		{"q1", "\n      between:\n        - partly\n        - \"yes\"", assess.Entry{Choice: assess.Between(1, 2)}},
		{"q1", "{evidence: [a]}", assess.Entry{Choice: assess.Unanswered, Evidence: []string{"a"}}},
		{"q2", "{between: [yes, no], version: 1}", assess.Entry{Choice: assess.Unanswered, Stale: "yes..no"}},
		{"q3", "{between: [1, 3]}", assess.Entry{Choice: assess.Between(0, 2)}},
		{"q3", "3", assess.Entry{Choice: 2}},
		{"q3", `"3"`, assess.Entry{Choice: 2}},
		{"q5", "yes", assess.Entry{Choice: 0}},
	}
	l := library(t)
	for _, tt := range tests {
		text := "samklar: 1\nanswers:\n  b:\n    " + tt.question + ": " + tt.in + "\n"
		b := bank(t, l, "b")
		got := mustRead(t, l, text).Entries([]*questions.Bank{b})["b"][b.Question(tt.question)]
		if diff := cmp.Diff(tt.want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s (-want +got):\n%s", tt.question, tt.in, diff)
		}
	}
}

// Answers that were given before the question changed are kept, count as not
// given, and are not checked against the levels of today.
func TestReadStale(t *testing.T) {
	const answers = "answers:\n  b: {q1: yes, q2: often, q3: {level: 2, note: n, version: 2}, q4: 1}\n"
	fresh := []assess.Entry{{Choice: 2}, {Choice: assess.Unanswered, Stale: "often"}, {Choice: 1, Note: "n"}, {Choice: 0}, {Choice: assess.Unanswered}}
	l := library(t)
	b := bank(t, l, "b")
	got := mustRead(t, l, "samklar: 1\nbanks: {b: 1}\n"+answers).Entries([]*questions.Bank{b})["b"]
	if diff := cmp.Diff(fresh, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("Entries for banks: {b: 1} (-want +got):\n%s", diff)
	}
	want := "3:20: question \"q2\": unknown level \"often\"; expected no, partly, yes or unknown [unknown-level]"
	if got := problems(l, "samklar: 1\n"+answers); got != want {
		t.Errorf("Read without banks = %s, want %s", got, want)
	}
}

// Sections may be left to be filled in.
func TestReadEmptySections(t *testing.T) {
	l := library(t)
	for _, in := range []string{
		"samklar: 1",
		"samklar: 1\ncase:\nrespondent: ~\nbanks: null\nanswers:\n",
		"samklar: 1\ncase: {title: , place: '', as-of: }\nrespondent: {}\nbanks: {}\nanswers: {}\n",
		"samklar: 1\nanswers: {b: , c: {}}\n",
		"\ufeffsamklar: 1\r\ncase:\r\n",
		`{"samklar": 1, "case": null, "answers": {"b": null}}`,
		"\ufeff \r\n\t{\"samklar\":1}",
	} {
		d, err := answerfile.Read("f", []byte(in), l)
		if err != nil {
			t.Errorf("Read(%q) = %v, want no error", in, err)
			continue
		}
		if d.Case != (assess.Case{}) {
			t.Errorf("Read(%q) = %+v, want nothing", in, d.Case)
		}
		if got := string(d.Bytes()); got != in {
			t.Errorf("Read(%q).Bytes() = %q", in, got)
		}
		if _, ok := d.Answer("b", "q1"); ok {
			t.Errorf("Read(%q).Answer(b, q1) is there, want none", in)
		}
	}
}
