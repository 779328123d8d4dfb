package answerfile_test

import (
	"errors"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"

	"github.com/google/go-cmp/cmp"
)

// Correct says other things of the case, empties what is to be empty, and leaves the rest of the text.
func TestCorrect(t *testing.T) {
	l := library(t)
	for _, tt := range []struct{ name, before, after string }{
		{"a title", "samklar: 1\ncase:\n  title: mien # a\n# b\n", "samklar: 1\ncase:\n  title: \"mine\" # a\n  place: \"here\"\n# b\n"},
		{"a field to be empty", "samklar: 1\ncase: {title: mine, place: here, as-of: 2026-03}\n", "samklar: 1\ncase: {title: mine, place: here, as-of: \"\"}\n"},
		{"in JSON", `{"samklar": 1, "case": {"title": "mien", "place": "here"}}`, `{"samklar": 1, "case": {"title": "mine", "place": "here"}}`},
		{"nothing new", "samklar: 1\ncase:\n  title: 'mine'\n  place: here\n", "samklar: 1\ncase:\n  title: 'mine'\n  place: here\n"},
	} {
		d := mustRead(t, l, tt.before)
		if err := d.Correct(assess.Case{Title: "mine", Place: "here"}); err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		if diff := cmp.Diff(tt.after, string(d.Bytes())); diff != "" {
			t.Errorf("Correct, %s (-want +got):\n%s", tt.name, diff)
		}
	}
	d := mustRead(t, l, "samklar: 1\ncase: {as-of: 2026-03}\n")
	if err := d.Correct(assess.Case{AsOf: "May"}); err == nil || d.Case.AsOf != "2026-03" {
		t.Errorf("Correct to no date = %v, and the document says %q; want an error, and nothing changed", err, d.Case.AsOf)
	}
}

// A note or evidence that is emptied beside no answer leaves nothing behind, and everything else as it was.
func TestEmptied(t *testing.T) {
	l := library(t)
	for _, tt := range []struct{ name, before, after string }{
		{"the last of a block", "samklar: 1\nanswers:\n  b:\n    q2: no\n    q1: {note: n}\n", "samklar: 1\nanswers:\n  b:\n    q2: no\n"},
		{"the first of a block", "samklar: 1\nanswers:\n  b:\n    q1:\n      note: |\n        n\n        m\n    q2: no # c\n", "samklar: 1\nanswers:\n  b:\n    q2: no # c\n"},
		{"with a comment", "samklar: 1\nanswers:\n  b:\n    q2: no\n    q1: {note: n} # c\n", "samklar: 1\nanswers:\n  b:\n    q2: no\n    # c\n"},
		{"the only one", "samklar: 1\nanswers:\n  b:\n    q1: {note: n}\n", "samklar: 1\nanswers:\n  b:\n"},
		{"in braces, first", "samklar: 1\nanswers: {b: {q1: {note: n}, q2: no}}\n", "samklar: 1\nanswers: {b: {q2: no}}\n"},
		{"in braces, last", "samklar: 1\nanswers: {b: {q2: no, q1: {note: n}}}\n", "samklar: 1\nanswers: {b: {q2: no}}\n"},
		{"in JSON, only", `{"samklar": 1, "answers": {"b": {"q1": {"note": "n"}}}}`, `{"samklar": 1, "answers": {"b": {}}}`},
		{"not there", "samklar: 1\nanswers: {b: {q2: no}}\n", "samklar: 1\nanswers: {b: {q2: no}}\n"},
	} {
		d := mustRead(t, l, tt.before)
		if err := d.Annotate(bank(t, l, "b"), "q1", "", nil); err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if diff := cmp.Diff(tt.after, string(d.Bytes())); diff != "" {
			t.Errorf("Annotate with nothing, %s (-want +got):\n%s", tt.name, diff)
		}
		if _, given := d.Answer("b", "q1"); given {
			t.Errorf("%s: the document still says something of the question", tt.name)
		}
		if err := d.Set(bank(t, l, "b"), "q1", answerfile.Answer{Level: "yes"}); err != nil && !errors.Is(err, answerfile.ErrEdit) {
			t.Errorf("%s: answered afterwards: %v", tt.name, err)
		}
	}
}
