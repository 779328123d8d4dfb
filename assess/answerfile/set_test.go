package answerfile_test

import (
	"errors"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

const (
	head = "samklar: 1\nbanks: {b: 2}\nanswers:\n  b:\n"
	q4   = "    q4: 1\n"
)

// Set changes the text of the answer and no other character.
func TestSet(t *testing.T) {
	level := func(id string) answerfile.Answer { return answerfile.Answer{Level: id} }
	noted := func(id, note string) answerfile.Answer { return answerfile.Answer{Level: id, Note: note} }
	backed := func(id string, evidence ...string) answerfile.Answer {
		return answerfile.Answer{Level: id, Evidence: evidence}
	}
	tests := []struct {
		name, before, question string
		answer                 answerfile.Answer
		after                  string
	}{
		{"a bare level", head + "    q1: no # c\n" + q4, "q1", level("yes"), head + "    q1: yes # c\n" + q4},
		{"a level that gets a note", head + "    q1: no # c\n" + q4, "q1", noted("no", "n"), head + "    q1: {level: no, note: \"n\"} # c\n" + q4},
		{"a level on its own line", head + "    q1: # c\n      no # d\n" + q4, "q1", level("yes"), head + "    q1: # c\n      yes # d\n" + q4},
		{"a folded level", head + "    q1: >-\n      no\n" + q4, "q1", level("yes"), head + "    q1: yes\n" + q4},
		{"a new answer", head + q4 + "  # end\n", "q1", level("yes"), head + q4 + "    q1: yes\n  # end\n"},
		{
			"a new answer with everything", head + q4, "q1",
			answerfile.Answer{Level: "yes", Note: "n", Evidence: []string{"a", "b"}},
			head + q4 + "    q1: {level: yes, note: \"n\", evidence: [\"a\", \"b\"]}\n",
		},
		{"a note alone", head + q4, "q1", noted("", "n"), head + q4 + "    q1: {note: \"n\"}\n"},
		{
			"one field of many", head + "    q1:\n      # a\n      note: > # b\n        x\n        y\n      # c\n      level: no # d\n" + q4, "q1", noted("yes", "x y\n"),
			head + "    q1:\n      # a\n      note: > # b\n        x\n        y\n      # c\n      level: yes # d\n" + q4,
		},
		{"a field more", head + "    q1:\n      level: no # d\n" + q4, "q1", noted("no", "n"), head + "    q1:\n      level: no # d\n      note: \"n\"\n" + q4},
		{"a field more in braces", head + "    q1: { level: no } # d\n" + q4, "q1", noted("no", "n"), head + "    q1: { level: no, note: \"n\" } # d\n" + q4},
		{"a note and evidence less", head + "    q1: {note: n, level: no, evidence: [a]} # c\n" + q4, "q1", level("yes"), head + "    q1: {level: yes} # c\n" + q4},
		{"a note less, line by line", head + "    q1:\n      level: no # c\n      note: |\n        n\n        m\n      evidence:\n        - a\n" + q4, "q1", level("yes"), head + "    q1:\n      level: yes # c\n" + q4},
		{"all less but a level that is new", head + "    q1: {note: n}\n" + q4, "q1", level("yes"), head + "    q1: {level: yes}\n" + q4},
		{"a list at the indent of its key", head + "    q1:\n      level: no\n      evidence:\n      - a\n      - b\n" + q4, "q1", backed("no", "x"), ""},
		{"a list deeper than its key", head + "    q1:\n      level: no\n      evidence:\n        - a\n        - b\n" + q4, "q1", backed("no", "x"), ""},
		{"after a list at the indent of its key", head + "    q4:\n      level: 1\n      evidence:\n      - a\n", "q1", level("yes"), head + "    q4:\n      level: 1\n      evidence:\n      - a\n    q1: yes\n"},
		{"after a block that keeps its blank lines", head + "    q4:\n      note: |+\n        n\n\n\n", "q1", level("yes"), head + "    q4:\n      note: |+\n        n\n\n\n    q1: yes\n"},
		{"after a block that the file ends in", head + "    q4:\n      note: |-\n        n", "q1", level("yes"), head + "    q4:\n      note: |-\n        n\n    q1: yes"},
		{"after a block that ends with the file and would gain a line break", head + "    q4:\n      note: |\n        n", "q1", level("yes"), ""},
		{"breaks of Unicode", head + "    q4: {note: \"a\u2028b\u0085c\"} # \u2029 d\n    q1: no # c\n", "q1", level("yes"), head + "    q4: {note: \"a\u2028b\u0085c\"} # \u2029 d\n    q1: yes # c\n"},
		{"breaks of old", "samklar: 1\rbanks: {b: 2}\ranswers:\r  b:\r    q1: no # c\r    q4: 1", "q1", level("yes"), "samklar: 1\rbanks: {b: 2}\ranswers:\r  b:\r    q1: yes # c\r    q4: 1"},
		{"in a file without a last line break", head + "    q4: 1", "q1", level("yes"), head + "    q4: 1\n    q1: yes"},
		{"line breaks of Windows", "samklar: 1\r\nbanks: {b: 2}\r\nanswers: # a\r\n", "q1", level("yes"), "samklar: 1\r\nbanks: {b: 2}\r\nanswers: # a\r\n  b:\r\n    q1: yes\r\n"},
		{"a byte-order mark", "\ufeffsamklar: 1\nbanks: {b: 2}\nanswers: {b: {q1: no}}\n", "q1", level("yes"), "\ufeffsamklar: 1\nbanks: {b: 2}\nanswers: {b: {q1: yes}}\n"},
		{"nothing answered", "samklar: 1\n# end\n", "q1", level("yes"), "samklar: 1\nbanks:\n  b: 2\nanswers:\n  b:\n    q1: yes\n# end\n"},
		{"sections to be filled in", "samklar: 1\nbanks: # a\nanswers: ~ # b\n", "q1", level("yes"), "samklar: 1\nbanks: # a\n  b: 2\nanswers:  # b\n  b:\n    q1: yes\n"},
		{"empty braces", "samklar: 1\nbanks: {}\nanswers: { } # c\n", "q1", level("yes"), "samklar: 1\nbanks: {b: 2}\nanswers: {b: {q1: yes} } # c\n"},
		{"before the end of the document", "samklar: 1\nbanks: {b: 2}\n... # e\n", "q1", level("yes"), "samklar: 1\nbanks: {b: 2}\nanswers:\n  b:\n    q1: yes\n... # e\n"},
		{"an apostrophe after a colon in braces", head + "    q4: {level: 1, note: a:'b}\n", "q1", level("yes"), head + "    q4: {level: 1, note: a:'b}\n    q1: yes\n"},
		{"JSON", `{"samklar": 1, "banks": {"b": 2}, "answers": {"b": {"q4": 1}}}`, "q1", level("yes"), `{"samklar": 1, "banks": {"b": 2}, "answers": {"b": {"q4": 1, "q1": "yes"}}}`},
		{"JSON with a note", `{"samklar": 1, "banks": {"b": 2}, "answers": {"b": {"q1": {"level": "no"}}}}`, "q1", noted("no", "n"), `{"samklar": 1, "banks": {"b": 2}, "answers": {"b": {"q1": {"level": "no", "note": "n"}}}}`},
		{"JSON without a level any more", `{"samklar": 1, "banks": {"b": 2}, "answers": {"b": {"q1": {"level": "no"}}}}`, "q1", noted("", "n"), `{"samklar": 1, "banks": {"b": 2}, "answers": {"b": {"q1": {"level": "unknown", "note": "n"}}}}`},
		{"indented JSON", "{\n\t\"samklar\": 1,\n\t\"banks\": {\n\t\t\"b\": 2\n\t}\n}\n", "q1", level("yes"), "{\n\t\"samklar\": 1,\n\t\"banks\": {\n\t\t\"b\": 2\n\t},\n\t\"answers\": {\"b\": {\"q1\": \"yes\"}}\n}\n"},
		{"the same answer, quoted", head + "    q1: 'no'\n" + q4, "q1", level("no"), head + "    q1: 'no'\n" + q4},
		{"the same answer, a boolean", head + "    q1: false\n" + q4, "q1", level("no"), head + "    q1: false\n" + q4},
		{"the same answer, a number of JSON", `{"samklar": 1, "banks": {"b": 2}, "answers": {"b": {"q4": 1}}}`, "q4", level("1"), `{"samklar": 1, "banks": {"b": 2}, "answers": {"b": {"q4": 1}}}`},
	}
	l := library(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := mustRead(t, l, tt.before)
			if err := d.Set(bank(t, l, "b"), tt.question, tt.answer); err != nil {
				t.Fatalf("Set(%s, %+v) = %v, want no error in\n%s", tt.question, tt.answer, err, tt.before)
			}
			if diff := cmp.Diff(tt.after, string(d.Bytes())); diff != "" && tt.after != "" {
				t.Errorf("Set(%s, %+v) (-want +got):\n%s", tt.question, tt.answer, diff)
			}
			if got, _ := mustRead(t, l, string(d.Bytes())).Answer("b", tt.question); tt.after == "" && !cmp.Equal(got, tt.answer) {
				t.Errorf("Set(%s, %+v), then read = %+v", tt.question, tt.answer, got)
			}
		})
	}
}

// A comment stays, and stays with what it is about, wherever it may stand.
func TestSetKeepsComments(t *testing.T) {
	no := answerfile.Answer{Level: "no"}
	tests := []struct {
		name, before, question string
		answer                 answerfile.Answer
		kept                   string // a part of the text
	}{
		{"on the line of a block's mark", head + "    q1:\n      level: no\n      note: | # why\n        n\n", "q1", answerfile.Answer{Level: "no", Note: "x"}, "# why"},
		{"below a block, less indented than it", head + "    q1:\n      level: no\n      note: |\n          n\n        # why\n" + q4, "q1", answerfile.Answer{Level: "no", Note: "x"}, "# why"},
		{"beside a piece of evidence", head + "    q1:\n      level: no\n      evidence:\n        - a # why\n        - b\n", "q1", answerfile.Answer{Level: "no", Evidence: []string{"a", "c"}}, "# why"},
		{"between pieces of evidence", head + "    q1:\n      level: no\n      evidence:\n        - a\n        # why\n        - b\n", "q1", answerfile.Answer{Level: "no", Evidence: []string{"a", "c"}}, "# why"},
		{"beside the last entry in braces", "samklar: 1\nbanks: {b: 2}\nanswers:\n  b: {\n    q4: 1 # why one\n  }\n", "q1", no, "q4: 1, # why one\n"},
		{"beside the last entry in braces, with a comma", "samklar: 1\nbanks: {b: 2}\nanswers:\n  b: {\n    q4: 1, # why one\n  }\n", "q1", no, "q4: 1, # why one\n"},
		{"at the end, after a quoted level with an empty tag", head + "    q1: ! \"yes\"\n# why\n", "q1", no, "# why"},
	}
	l := library(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, err := answerfile.Read("f", []byte(tt.before), l)
			if err != nil {
				return // what is refused loses nothing
			}
			if err := d.Set(bank(t, l, "b"), tt.question, tt.answer); err != nil {
				t.Fatalf("Set(%s, %+v) = %v, want no error in\n%s", tt.question, tt.answer, err, tt.before)
			}
			if got := string(d.Bytes()); !strings.Contains(got, tt.kept) {
				t.Errorf("Set(%s, %+v) =\n%s\nwant %q kept", tt.question, tt.answer, got, tt.kept)
			}
		})
	}
}

// Setting what is there already changes nothing.
func TestSetSame(t *testing.T) {
	l := library(t)
	all := []*questions.Bank{bank(t, l, "b"), bank(t, l, "c")}
	for name, text := range map[string]string{"YAML": full, "JSON": fullJSON} {
		d := mustRead(t, l, text)
		for _, b := range all {
			for _, id := range b.QuestionIDs() {
				a, _ := d.Answer(b.ID, id)
				if err := d.Set(b, id, a); err != nil {
					t.Errorf("%s: Set(%s, %+v) = %v, want no error", name, id, a, err)
				}
				if diff := cmp.Diff(text, string(d.Bytes())); diff != "" {
					t.Fatalf("%s: Set(%s, %+v) with what was there (-want +got):\n%s", name, id, a, diff)
				}
			}
		}
	}
}

// Whatever is typed as a note or as evidence is read back as it is, in YAML and
// in JSON.
func TestSetAnyText(t *testing.T) {
	l := library(t)
	b := bank(t, l, "b")
	rapid.Check(t, func(t *rapid.T) {
		for range 25 {
			want := answerfile.Answer{Level: "yes", Note: full1(drawText().Draw(t, "note")), Evidence: []string{full1(drawText().Draw(t, "evidence"))}}
			for _, text := range []string{"samklar: 1\n", "{\"samklar\": 1}"} {
				d, err := answerfile.Read("f", []byte(text), l)
				if err != nil {
					t.Fatal(err)
				}
				if err := d.Set(b, "q1", want); err != nil {
					t.Fatalf("Set(%#v) = %v, want no error", want, err)
				}
				again, err := answerfile.Read("f", d.Bytes(), l)
				if err != nil {
					t.Fatalf("Read after Set(%#v) = %v\n%s", want, err, d.Bytes())
				}
				if got, _ := again.Answer("b", "q1"); !cmp.Equal(got, want) {
					t.Fatalf("Set(%#v), then read = %#v\n%s", want, got, d.Bytes())
				}
			}
		}
	})
}

// A note of blanks is a note, or at least no reason to fail: a person may have
// typed a space before pressing Enter.
func TestSetBlankText(t *testing.T) {
	l := library(t)
	for _, blank := range []string{" ", "\n", "\t \n", "\u00a0", "\u2028", "\u3000"} {
		d := mustRead(t, l, head+"    q1: {level: no, note: n} # c\n")
		if err := d.Set(bank(t, l, "b"), "q1", answerfile.Answer{Level: "no", Note: blank}); err != nil {
			t.Errorf("Set(note %q) = %v, want no error", blank, err)
		}
	}
}

// What cannot be set leaves the document as it was.
func TestSetRefuses(t *testing.T) {
	l := library(t)
	const text = head + "    q1: no\n"
	for name, tt := range map[string]struct {
		question string
		answer   answerfile.Answer
	}{
		"an unknown question":           {"q9", answerfile.Answer{Level: "yes"}},
		"an unknown level":              {"q1", answerfile.Answer{Level: "yess"}},
		"a level that is YAML":          {"q1", answerfile.Answer{Level: "yes\n    q4: 1"}},
		"not applicable without a note": {"q1", answerfile.Answer{Level: answerfile.NotApplicable}},
		"not applicable, not optional":  {"q4", answerfile.Answer{Level: answerfile.NotApplicable, Note: "n"}},
		"a note that is too long":       {"q1", answerfile.Answer{Level: "yes", Note: strings.Repeat("x", assess.MaxNote+1)}},
		"too much evidence":             {"q1", answerfile.Answer{Level: "yes", Evidence: make([]string, assess.MaxEvidence+1)}},
		"no UTF-8":                      {"q1", answerfile.Answer{Level: "yes", Note: "a\xffb"}},
	} {
		d := mustRead(t, l, text)
		if err := d.Set(bank(t, l, "b"), tt.question, tt.answer); err == nil {
			t.Errorf("%s: Set = nil, want an error", name)
		}
		a, _ := d.Answer("b", "q1")
		if got := string(d.Bytes()); got != text || a.Level != "no" || a.Note != "" {
			t.Errorf("%s: Set left %q and %+v, want what was there", name, got, a)
		}
	}
}

// Where an answer cannot be put in, the error says so and nothing has changed.
func TestSetErrEdit(t *testing.T) {
	l := library(t)
	const text = "samklar: 1\nbanks: {b: 2}\nanswers:\n  b:\n    ? q1\n    : no\n"
	d := mustRead(t, l, text)
	err := d.Set(bank(t, l, "b"), "q1", answerfile.Answer{Level: "yes", Note: "n"})
	if err != nil && (!errors.Is(err, answerfile.ErrEdit) || string(d.Bytes()) != text) {
		t.Errorf("Set = %v and\n%s\nwant %v and no change", err, d.Bytes(), answerfile.ErrEdit)
	}
}
