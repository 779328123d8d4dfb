package answerfile_test

import (
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// Answers for an older version of a bank: setting one raises the bank's version
// in the file. The others that are stale stay stale, and those that are not keep
// their level.
func TestSetRaisesVersion(t *testing.T) {
	const (
		yaml = "samklar: 1\nbanks: {b: 1} # v\nanswers:\n  b:\n    q1: no # a\n    q2: often # b\n    q3: {level: 2, note: n} # c\n    q4: 1 # d\n    q5: {note: m} # e\n"
		json = `{"samklar": 1, "banks": {"b": 1}, "answers": {"b": {"q1": "no", "q2": "often", "q3": {"level": 2, "note": "n"}, "q4": 1, "q5": {"note": "m"}}}}`
	)
	tests := []struct {
		name, before, question, level string
		after                         string
	}{
		{"one that is not stale", yaml, "q1", "yes", "samklar: 1\nbanks: {b: 2} # v\nanswers:\n  b:\n    q1: yes # a\n    q2: {level: often, version: 1} # b\n" +
			"    q3: {level: 2, note: n, version: 1} # c\n    q4: {level: 1, version: 1} # d\n    q5: {note: m, version: 1} # e\n"},
		{"one that is stale", yaml, "q2", "yes", "samklar: 1\nbanks: {b: 2} # v\nanswers:\n  b:\n    q1: {level: no, version: 1} # a\n    q2: yes # b\n" +
			"    q3: {level: 2, note: n, version: 1} # c\n    q4: {level: 1, version: 1} # d\n    q5: {note: m, version: 1} # e\n"},
		{"in JSON", json, "q1", "yes", `{"samklar": 1, "banks": {"b": 2}, "answers": {"b": {"q1": "yes", "q2": {"level": "often", "version": 1}, "q3": {"level": 2, "note": "n", "version": 1}, ` +
			`"q4": {"level": "1", "version": 1}, "q5": {"note": "m", "version": 1}}}}`},
	}
	l := library(t)
	b := bank(t, l, "b")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := mustRead(t, l, tt.before)
			want := d.Entries([]*questions.Bank{b})
			if diff := cmp.Diff([]assess.Entry{
				{Choice: 0},
				{Choice: assess.Unanswered, Stale: "often"},
				{Choice: assess.Unanswered, Stale: "2", Note: "n"},
				{Choice: 0},
				{Choice: assess.Unanswered, Note: "m"},
			}, want["b"], cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("Entries before (-want +got):\n%s", diff)
			}
			if err := d.Set(b, tt.question, answerfile.Answer{Level: tt.level}); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.after, string(d.Bytes())); diff != "" {
				t.Errorf("Set(%s) (-want +got):\n%s", tt.question, diff)
			}
			want["b"][b.Question(tt.question)] = assess.Entry{Choice: 2}
			for name, got := range map[string]*answerfile.Document{"document": d, "text": mustRead(t, l, string(d.Bytes()))} {
				if diff := cmp.Diff(want, got.Entries([]*questions.Bank{b}), cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("Entries of the %s after Set(%s) (-want +got):\n%s", name, tt.question, diff)
				}
			}
		})
	}
}

// An answer that has a version of its own gets today's when it is given anew.
func TestSetOwnVersion(t *testing.T) {
	l := library(t)
	b := bank(t, l, "b")
	d := mustRead(t, l, head+"    q2: {level: often, version: 1}\n    q4: {level: 1, version: 1}\n")
	if err := d.Set(b, "q2", answerfile.Answer{Level: "yes"}); err != nil {
		t.Fatal(err)
	}
	entries := d.Entries([]*questions.Bank{b})["b"]
	if got := entries[b.Question("q2")]; got.Choice != 2 || got.Stale != "" {
		t.Errorf("q2 = %+v, want the level just set", got)
	}
	if diff := cmp.Diff(head+"    q2: {level: yes, version: 2}\n    q4: {level: 1, version: 1}\n", string(d.Bytes())); diff != "" {
		t.Errorf("Set(q2) (-want +got):\n%s", diff)
	}
}

// What only evidence, or an odd text, was given for is kept like the rest.
func TestSetRaisesVersionOfOddAnswers(t *testing.T) {
	l := library(t)
	b := bank(t, l, "b")
	for _, odd := range []string{"{evidence: [x]}", "'a, b'", "\"# x\"", "'~'", "\"a: b\"", "'null'", "{level: 'a, b', note: n}"} {
		d := mustRead(t, l, "samklar: 1\nbanks: {b: 1}\nanswers:\n  b:\n    q1: yes\n    q3: "+odd+"\n")
		want := d.Entries([]*questions.Bank{b})["b"][b.Question("q3")]
		if err := d.Set(b, "q1", answerfile.Answer{Level: "no"}); err != nil {
			t.Errorf("q3: %s: Set(q1) = %v, want no error", odd, err)
			continue
		}
		if diff := cmp.Diff(want, d.Entries([]*questions.Bank{b})["b"][b.Question("q3")], cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("q3: %s after Set(q1) (-want +got):\n%s\n%s", odd, diff, d.Bytes())
		}
	}
}
