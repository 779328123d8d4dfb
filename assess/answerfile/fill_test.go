package answerfile_test

import (
	"errors"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions/diag"

	"github.com/google/go-cmp/cmp"
)

// A new document takes its details and its first answer, in either format.
func TestNew(t *testing.T) {
	l := library(t)
	for asJSON, want := range map[bool]string{
		false: "samklar: 1\ncase:\n  title: \"T: #1\"\n  as-of: \"2026-03\"\nrespondent:\n  role: \"partners\"\nbanks:\n  b: 2\nanswers:\n  b:\n    q1: yes\n",
		true: "{\n  \"samklar\": 1,\n  \"case\": {\"title\": \"T: #1\", \"as-of\": \"2026-03\"},\n  \"respondent\": {\"role\": \"partners\"},\n  \"banks\": {\"b\": 2},\n" +
			"  \"answers\": {\"b\": {\"q1\": \"yes\"}}\n}\n",
	} {
		d := answerfile.New("f", asJSON, l)
		if err := d.Fill(assess.Case{Title: "T: #1", AsOf: "2026-03", Respondent: assess.Respondent{Role: "partners"}}); err != nil {
			t.Fatal(err)
		}
		if err := d.Set(bank(t, l, "b"), "q1", answerfile.Answer{Level: "yes"}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, string(d.Bytes())); diff != "" {
			t.Errorf("New, Fill and Set, JSON %t (-want +got):\n%s", asJSON, diff)
		}
	}
}

// Fill puts in what is missing and leaves what is there.
func TestFill(t *testing.T) {
	tests := []struct{ name, before, after string }{
		{"nothing there", "samklar: 1 # a\n", "samklar: 1 # a\ncase:\n  title: \"T\"\n  place: \"P\"\n"},
		{"a title there", "samklar: 1\ncase:\n  title: mine # a\n# b\n", "samklar: 1\ncase:\n  title: mine # a\n  place: \"P\"\n# b\n"},
		{"fields to be filled in", "samklar: 1\ncase:\n  title: # a\n  place: '' # b\n", "samklar: 1\ncase:\n  title: \"T\" # a\n  place: \"P\" # b\n"},
		{"a section to be filled in", "samklar: 1\ncase: # a\nanswers:\n", "samklar: 1\ncase: # a\n  title: \"T\"\n  place: \"P\"\nanswers:\n"},
		{"in braces", "samklar: 1\ncase: {} # a\n", "samklar: 1\ncase: {title: \"T\", place: \"P\"} # a\n"},
		{"in JSON", `{"samklar": 1, "case": {"title": ""}}`, `{"samklar": 1, "case": {"title": "T", "place": "P"}}`},
		{"with a byte-order mark", "\ufeffsamklar: 1\n", "\ufeffsamklar: 1\ncase:\n  title: \"T\"\n  place: \"P\"\n"},
		{"all there", "samklar: 1\ncase: {title: mine, place: here}\n", "samklar: 1\ncase: {title: mine, place: here}\n"},
	}
	l := library(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := mustRead(t, l, tt.before)
			if err := d.Fill(assess.Case{Title: "T", Place: "P"}); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.after, string(d.Bytes())); diff != "" {
				t.Errorf("Fill in %q (-want +got):\n%s", tt.before, diff)
			}
		})
	}
}

func TestFillRefuses(t *testing.T) {
	l := library(t)
	const text = "samklar: 1\ncase: {place: P}\n"
	d := mustRead(t, l, text)
	err := d.Fill(assess.Case{Title: "T", AsOf: "soon"})
	var problems diag.List
	if !errors.As(err, &problems) || len(problems) != 1 || problems[0].Code != "bad-date" {
		t.Errorf("Fill(as-of soon) = %v, want a bad-date", err)
	}
	if got := string(d.Bytes()); got != text || d.Case != (assess.Case{Place: "P"}) {
		t.Errorf("Fill(as-of soon) left %q and %+v, want what was there", got, d.Case)
	}
}
