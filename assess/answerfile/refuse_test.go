package answerfile_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
)

func TestReadRefusesYAML(t *testing.T) {
	const a = "samklar: 1\nanswers:\n  b:\n    "
	tests := []struct{ name, in, want string }{
		{"a list", "- samklar: 1\n", "1:1: the text is a list; expected one case: several cases stand one a line in a file named .jsonl, or with lines of --- between them [wrong-type]"},
		{"a word", "samklar\n", `1:1: an answer file is "samklar"; expected a map [wrong-type]`},
		{"no version", "case: {title: T}\n", `1:1: an answer file has no "samklar" [missing-field]`},
		{"an empty version", "samklar:\n", "1:9: samklar is empty; expected a whole number from 1 to 1000000 [wrong-type]"},
		{"a quoted version", "samklar: \"1\"\n", `1:10: samklar is the text "1"; expected a whole number from 1 to 1000000, without quotes [wrong-type]`},
		{"a newer format", "samklar: 2\n", "1:10: the file has format 2; this tool reads up to 1: a newer samklar is needed [newer-format]"},
		{"a result", "samklar_result: 1\nbanks: []\n", "1:1: this is a stored result, not an answer file; samklar report and samklar verify read it [result-file]"},
		{"an unknown section", "samklar: 1\nanswes: {}\n", `2:1: in an answer file: unknown field "answes"; expected samklar, case, respondent, banks or answers; did you mean "answers"? [unknown-field]`},
		{"a case that is no map", "samklar: 1\ncase: Hasselt\n", `2:7: case is "Hasselt"; expected a map [wrong-type]`},
		{"an unknown detail", "samklar: 1\ncase: {titel: T}\n", `2:8: in case: unknown field "titel"; expected id, title, place or as-of; did you mean "title"? [unknown-field]`},
		{"an unknown detail of the respondent", "samklar: 1\nrespondent: {nom: N}\n", `2:14: in respondent: unknown field "nom"; expected name, organisation or role [unknown-field]`},
		{"a title that is a list", "samklar: 1\ncase: {title: [T]}\n", "2:15: title is a list; expected a text [wrong-type]"},
		{"a long id", "samklar: 1\ncase: {id: " + strings.Repeat("é", 65) + "}\n", "2:12: id has 65 characters; at most 64 are read [too-long]"},
		{"a day that is none", "samklar: 1\ncase: {as-of: 2017-02-30}\n", `2:15: as-of is "2017-02-30"; expected a date such as 2026-03-31, 2026-03 or 2026 [bad-date]`},
		{"a Danish date", "samklar: 1\ncase: {as-of: 1.12.2017}\n", `2:15: as-of is "1.12.2017"; expected a date such as 2026-03-31, 2026-03 or 2026 [bad-date]`},
		{"an unknown bank in banks", "samklar: 1\nbanks: {preconditoins: 1}\n", `2:9: unknown bank "preconditoins"; expected BANKS; did you mean "preconditions"? [unknown-bank]`},
		{"a newer bank", "samklar: 1\nbanks: {b: 3}\n", `2:12: answers were given for version 3 of bank "b"; this tool has version 2: a newer samklar is needed [newer-bank]`},
		{"a bank's version that is no number", "samklar: 1\nbanks: {b: two}\n", `2:12: the version of bank b is "two"; expected a whole number from 1 to 1000000 [wrong-type]`},
		{"banks as a list", "samklar: 1\nbanks: [b]\n", "2:8: banks is a list; expected a map [wrong-type]"},
		{"an unknown bank in answers", "samklar: 1\nanswers: {wen: {}}\n", `2:11: unknown bank "wen"; expected BANKS; did you mean "when"? [unknown-bank]`},
		{"answers as a list", "samklar: 1\nanswers: [b]\n", "2:10: answers is a list; expected a map [wrong-type]"},
		{"a bank's answers as a list", "samklar: 1\nanswers: {b: [q1]}\n", "2:14: the map of answers to bank b is a list; expected a map [wrong-type]"},
		{"an unknown question", a + "q11: yes\n", `4:5: bank "b": unknown question "q11"; expected q1, q2, q3, q4 or q5; did you mean "q1"? [unknown-question]`},
		{"an unknown level", a + "q1: yess\n", `4:9: question "q1": unknown level "yess"; expected no, partly, yes, unknown or not-applicable; did you mean "yes"? [unknown-level]`},
		{"a level in capitals", a + "q1: Yes\n", `4:9: question "q1": unknown level "Yes"; expected no, partly, yes, unknown or not-applicable; did you mean "yes"? [unknown-level]`},
		{"a level out of range", a + "q4: 4\n", `4:9: question "q4": unknown level "4"; expected 1, 2, 3 or unknown [unknown-level]`},
		{"a level with a point", a + "q4: 3.0\n", `4:9: question "q4": unknown level "3.0"; expected 1, 2, 3 or unknown; did you mean "3"? [unknown-level]`},
		{"true without yes and no", a + "q5: true\n", `4:9: question "q5": unknown level "true"; expected yes, maybe or unknown [unknown-level]`},
		{"an empty level", a + "q1:\n", `4:8: the level of "q1" is empty; expected no, partly, yes, unknown or not-applicable [empty-level]`},
		{"an empty level with a note", a + "q1: {level: ~, note: n}\n", `4:17: the level of "q1" is empty; expected no, partly, yes, unknown or not-applicable [empty-level]`},
		{"an empty text as level", a + "q1: ''\n", `4:9: the level of "q1" is empty; expected no, partly, yes, unknown or not-applicable [empty-level]`},
		{"an empty answer", a + "q1: {}\n", `4:9: the answer to "q1" is empty; expected a level, between, unknown, a note or evidence [empty-level]`},
		{"an answer that says nothing", a + "q1: {note: '  '}\n", `4:9: the answer to "q1" is empty; expected a level, between, unknown, a note or evidence [empty-level]`},
		{"a version alone", a + "q1: {version: 1}\n", `4:9: the answer to "q1" is empty; expected a level, between, unknown, a note or evidence [empty-level]`},
		{"a level and between", a + "q1: {level: no, between: [no, yes]}\n", `4:30: the answer to "q1" has a level and lies between two; expected one of them [level-and-between]`},
		{"between one", a + "q1: {between: [no]}\n", `4:19: the answer to "q1" does not lie between two levels; expected two of no, partly or yes, the lower first [wrong-type]`},
		{"between no list", a + "q1: {between: no}\n", `4:19: between is "no"; expected a list [wrong-type]`},
		{"between unknown", a + "q1: {between: [no, unknown]}\n", `4:24: question "q1": unknown level "unknown"; expected no, partly or yes [unknown-level]`},
		{"between the higher and the lower", a + "q1: {between: [yes, no]}\n", `4:19: the answer to "q1" lies between "yes" and "no"; expected two different levels, the lower first [level-order]`},
		{"between the same", a + "q1: {between: [no, no]}\n", `4:19: the answer to "q1" lies between "no" and "no"; expected two different levels, the lower first [level-order]`},
		{"not applicable with a blank note", a + "q1: {level: not-applicable, note: ' '}\n", `4:17: question "q1" is answered not-applicable without a note; expected a note that says why [needs-note]`},
		{"an answer as a list", a + "q1: [yes]\n", `4:9: the answer to "q1" is a list; expected a level: no, partly, yes, unknown or not-applicable [wrong-type]`},
		{"not applicable without a note", a + "q1: not-applicable\n", `4:9: question "q1" is answered not-applicable without a note; expected a note that says why [needs-note]`},
		{"not applicable with an empty note", a + "q1: {level: not-applicable, note: ''}\n", `4:17: question "q1" is answered not-applicable without a note; expected a note that says why [needs-note]`},
		{"not applicable where it must be answered", a + "q4: {level: not-applicable, note: n}\n", `4:17: question "q4" cannot be answered not-applicable; expected 1, 2, 3 or unknown [not-optional]`},
		{"an unknown field of an answer", a + "q1: {level: yes, notes: n}\n", `4:22: in an answer: unknown field "notes"; expected level, between, note, evidence or version; did you mean "note"? [unknown-field]`},
		{"a note that is a map", a + "q1: {note: {a: b}}\n", "4:16: note is a map; expected a text [wrong-type]"},
		{"a note that is too long", a + "q1: {note: \"" + strings.Repeat("æ", assess.MaxNote+1) + "\"}\n", "4:16: note has 20001 characters; at most 20000 are read [too-long]"},
		{"evidence that is no list", a + "q1: {level: yes, evidence: x}\n", `4:32: evidence is "x"; expected a list [wrong-type]`},
		{"evidence that is empty", a + "q1: {level: yes, evidence: [x, '']}\n", "4:36: a piece of evidence is empty; expected an address or a title [empty-text]"},
		{"evidence that is a map", a + "q1: {level: yes, evidence: [{title: x}]}\n", "4:33: a piece of evidence is a map; expected a text [wrong-type]"},
		{"too much evidence", a + "q1: {evidence: [" + strings.Repeat("x, ", 21) + "]}\n", "4:20: 21 pieces of evidence; at most 20 are read [too-many]"},
		{"an answer's version that is newer", a + "q1: {level: yes, version: 3}\n", "4:31: version is 3; expected a whole number from 1 to 2 [out-of-range]"},
		{"a duplicate question", a + "q1: yes\n    q1: no\n", `5:5: key "q1" stands here a second time; the first is on line 4 [duplicate-key]`},
		{"a second document", "samklar: 1\n---\nsamklar: 1\n", "2:1: a second document begins here; expected one [second-document]"},
		{"a tag", a + "q1: !!str yes\n", `4:9: tags are not used here; found "!!str"; quote a text instead [tag]`},
		{"too deep", "samklar: 1\ncase: {title: " + strings.Repeat("[", 20) + strings.Repeat("]", 20) + "}\n", "2:15: title is a list; expected a text [wrong-type]\n2:33: nested more than 20 deep [too-deep]"},
		{"several", "samklar: 1\ncase: {as-of: never}\nbanks: {b: 7}\nanswers:\n  b:\n    q1: maybe\n    q9: yes\n  z: {}\n", `2:15: as-of is "never"; expected a date such as 2026-03-31, 2026-03 or 2026 [bad-date]` + "\n" +
			`3:12: answers were given for version 7 of bank "b"; this tool has version 2: a newer samklar is needed [newer-bank]` + "\n" +
			`6:9: question "q1": unknown level "maybe"; expected no, partly, yes, unknown or not-applicable [unknown-level]` + "\n" +
			`7:5: bank "b": unknown question "q9"; expected q1, q2, q3, q4 or q5; did you mean "q1"? [unknown-question]` + "\n" +
			`8:3: unknown bank "z"; expected BANKS [unknown-bank]`},
	}
	l := library(t)
	ids := l.IDs()
	banks := strings.Join(ids[:len(ids)-1], ", ") + " or " + ids[len(ids)-1]
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := problems(l, tt.in), strings.ReplaceAll(tt.want, "BANKS", banks); got != want {
				t.Errorf("Read(%.200q) = %s\nwant %s", tt.in, got, want)
			}
		})
	}
}

// One mistake is said once: what stands there instead is not checked as well.
func TestReadNoEchoes(t *testing.T) {
	const a = "samklar: 1\nanswers:\n  b:\n    "
	l := library(t)
	for name, in := range map[string]string{
		"a merge key":   a + "<<: {q1: yes}\n",
		"a list as key": a + "? [q1]\n    : yes\n",
		"an alias":      "samklar: 1\ncase: {title: &t T}\nanswers:\n  b:\n    q1: *t\n",
		"many keys":     "samklar: 1\ncase: {" + manyKeys(4001) + "}\nanswers: {b: {q1: yes}}\n",
	} {
		got := problems(l, in)
		for _, echo := range []string{"[unknown-question]", "[empty-level]", "[missing-field]", "[unknown-field]", "[wrong-type]\n"} {
			if strings.Contains(got, echo) {
				t.Errorf("%s: Read(%.100q) = %.600s\nwant it said once", name, in, got)
				break
			}
		}
	}
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("k" + strings.Repeat("a", i/100) + string(rune('a'+i%100/10)) + string(rune('a'+i%10)) + ": 1, ")
	}
	return b.String()
}

// The limits are what is still read.
func TestReadLimits(t *testing.T) {
	l := library(t)
	note := strings.Repeat("🎉", assess.MaxNote)
	evidence := strings.TrimSuffix(strings.Repeat("x, ", assess.MaxEvidence), ", ")
	d := mustRead(t, l, "samklar: 1\nanswers: {b: {q1: {note: \""+note+"\", evidence: ["+evidence+"]}}}\n")
	if a, ok := d.Answer("b", "q1"); !ok || a.Note != note || len(a.Evidence) != assess.MaxEvidence {
		t.Errorf("Answer = %d bytes of note and %d pieces of evidence, want all", len(a.Note), len(a.Evidence))
	}
	head := "samklar: 1\n#"
	mustRead(t, l, head+strings.Repeat("x", answerfile.MaxBytes-len(head)))
	want := " the text is too long; at most 1048576 bytes are read [too-large]"
	if got := problems(l, head+strings.Repeat("x", answerfile.MaxBytes-len(head)+1)); got != want {
		t.Errorf("Read(1 MiB and a byte) = %s, want %s", got, want)
	}
}

// The files that scripts feed to the program are refused, and so are they as
// anything but themselves.
func TestReadHostileFiles(t *testing.T) {
	files, err := filepath.Glob("../../testdata/hostile/*")
	if err != nil || len(files) == 0 {
		t.Fatalf("Glob = %d files, %v; want some", len(files), err)
	}
	l := library(t)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got := problems(l, string(data)); got == "" {
			t.Errorf("Read(%s) = nothing wrong, want a refusal", filepath.Base(file))
		}
	}
}
