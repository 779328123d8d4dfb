package answerfile_test

import (
	"strings"
	"testing"
)

func TestReadRefusesJSON(t *testing.T) {
	const a = `{"samklar": 1, "answers": {"b": {`
	const no = "not valid JSON: "
	tests := []struct{ name, in, want string }{
		{"an open object", `{`, "1:2: " + no + "found the end of the text; expected a key in double quotes; a text that begins with { is read as JSON [syntax]"},
		{"an open string", "{\"samklar", "1:10: " + no + "the text ends inside a string [syntax]"},
		{"no value", `{"samklar": }`, `1:13: ` + no + `found "}"; expected a value [syntax]`},
		{"the end instead of a value", `{"samklar":`, `1:12: ` + no + `the text ends where a value is expected [syntax]`},
		{"no colon", `{"samklar" 1}`, `1:12: ` + no + `found "1"; expected : after the key [syntax]`},
		{"no comma", "{\"samklar\": 1\n \"case\": {}}", `2:2: ` + no + `found "\""; expected , or } [syntax]`},
		{"a comma too many", "{\"samklar\": 1,\n}", `2:1: ` + no + `found "}"; expected a key in double quotes [syntax]`},
		{"a comma too many in a list", a + `"q1": {"level": "yes", "evidence": ["x",]}}}}`, `1:74: ` + no + `found "]"; expected a value [syntax]`},
		{"a bare key", `{samklar: 1}`, `1:2: ` + no + `found "s"; expected a key in double quotes; a text that begins with { is read as JSON [syntax]`},
		{"single quotes", `{'samklar': 1}`, `1:2: ` + no + `found "'"; expected a key in double quotes; a text that begins with { is read as JSON [syntax]`},
		{"a comment", "{ // c\n\"samklar\": 1}", `1:3: ` + no + `found "/"; expected a key in double quotes; a text that begins with { is read as JSON [syntax]`},
		{"a comment with a hash", "{\"samklar\": 1 # c\n}", `1:15: ` + no + `found "#"; expected , or } [syntax]`},
		{"a leading nought", `{"samklar": 01}`, `1:13: ` + no + `found "01"; expected a value [syntax]`},
		{"a plus", `{"samklar": +1}`, `1:13: ` + no + `found "+1"; expected a value [syntax]`},
		{"a point alone", `{"samklar": 1.}`, `1:13: ` + no + `found "1."; expected a value [syntax]`},
		{"a hexadecimal number", `{"samklar": 0x1}`, `1:13: ` + no + `found "0x1"; expected a value [syntax]`},
		{"an infinite number", `{"samklar": -Infinity}`, `1:13: ` + no + `found "-Infinity"; expected a value [syntax]`},
		{"no number", `{"samklar": NaN}`, `1:13: ` + no + `found "NaN"; expected a value [syntax]`},
		{"a word", `{"samklar": True}`, `1:13: ` + no + `found "True"; expected a value [syntax]`},
		{"half a pair", `{"case": {"title": "\ud83d"}}`, `1:21: ` + no + `half a surrogate pair in a string [syntax]`},
		{"the other half", `{"case": {"title": "æ\ude00"}}`, `1:22: ` + no + `half a surrogate pair in a string [syntax]`},
		{"two first halves", `{"case": {"title": "\ud83d\ud83d"}}`, `1:21: ` + no + `half a surrogate pair in a string [syntax]`},
		{"an unknown escape", `{"case": {"title": "\x41"}}`, `1:21: ` + no + `unknown escape \x in a string [syntax]`},
		{"an unknown escape of two bytes", `{"case": {"title": "\é"}}`, `1:21: ` + no + `unknown escape \é in a string [syntax]`},
		{"an escape that breaks off", `{"case": {"title": "\u12"}}`, `1:21: ` + no + `unknown escape \u in a string [syntax]`},
		{"a tab in a string", "{\"case\": {\"title\": \"a\tb\"}}", `1:22: ` + no + `a string holds a bare line break or tab; write it escaped [syntax]`},
		{"a control character in a string", "{\"case\": {\"title\": \"a\x01\"}}", `1:22: control character U+0001 is not allowed; write it escaped in double quotes [control-character]`},
		{"a second document", "{\"samklar\": 1}\n{\"samklar\": 1}", `2:1: a second document begins here; expected one [second-document]`},
		{"rubbish after the end", `{"samklar": 1}]`, `1:15: ` + no + `"]" after the end of the document [syntax]`},
		{"a separator of YAML", "{\"samklar\": 1}\n---\n", `2:1: ` + no + `"-" after the end of the document [syntax]`},
		{"too deep", `{"samklar": 1, "case": ` + strings.Repeat("[", 20) + strings.Repeat("]", 20) + "}", `1:43: nested more than 20 deep [too-deep]`},
		{"too many keys", "{" + strings.Repeat(`"": 1, `, 4001) + "}", ""},
		{"too many items", "{\"samklar\": 1,\n\"case\": [" + strings.Repeat("[], ", 4001) + "]}", `2:16010: more than 4000 list items in one document [too-many-items]`},
		{"too many items in several lists", "{\"samklar\": 1, \"case\": [" + strings.Repeat("\n[1],", 2001) + "]}", `2002:1: more than 4000 list items in one document [too-many-items]`},
		{"a duplicate key", a + `"q1": "yes", "q\u0031": "no"}}}`, `1:47: key "q1" stands here a second time; the first is on line 1 [duplicate-key]`},
		{"a quoted version", `{"samklar": "1"}`, `1:13: samklar is the text "1"; expected a whole number from 1 to 1000000, without quotes [wrong-type]`},
		{"a version with a point", `{"samklar": 1.0}`, `1:13: samklar is "1.0"; expected a whole number from 1 to 1000000 [wrong-type]`},
		{"an unknown level", a + `"q1": "yess"}}}`, `1:40: question "q1": unknown level "yess"; expected no, partly, yes, unknown or not-applicable; did you mean "yes"? [unknown-level]`},
		{"an empty level", a + `"q1": null}}}`, `1:40: the level of "q1" is empty; expected no, partly, yes, unknown or not-applicable [empty-level]`},
		{"true without yes and no", a + `"q5": true}}}`, `1:40: question "q5": unknown level "true"; expected yes, maybe or unknown [unknown-level]`},
		{"columns count characters", "{\"case\": {\"title\": \"æ🎉é\", \"plaec\": \"\"}, \"samklar\": 1}", `1:27: in case: unknown field "plaec"; expected id, title, place or as-of; did you mean "place"? [unknown-field]`},
	}
	l := library(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := problems(l, tt.in)
			if tt.want == "" {
				if !strings.Contains(got, "more than 4000 keys in one document [too-many-keys]") {
					t.Errorf("Read = %.300s, want too-many-keys", got)
				}
				return
			}
			if got != tt.want {
				t.Errorf("Read(%.200q) = %s\nwant %s", tt.in, got, tt.want)
			}
		})
	}
}

// A message is one line, whatever stands in the file.
func TestReadJSONMessagesAreLines(t *testing.T) {
	l := library(t)
	for _, in := range []string{"{\"a\\\nb\": 1}", "{\"a\\\tb\": 1}", "{\"a\\\rb\": 1}", "{\n\n\"a\": \x22\\\n"} {
		if got := problems(l, in); got == "" || strings.ContainsAny(got, "\n\r\t") {
			t.Errorf("Read(%q) = %q, want one line", in, got)
		}
	}
}

// What strings of JSON may hold comes through as it is meant.
func TestReadJSONStrings(t *testing.T) {
	l := library(t)
	for in, want := range map[string]string{
		`a\"\\\/\b\f\n\r\tz`:          "a\"\\/\b\f\n\r\tz",
		`\u00e6 \u0000 \u2028 \uFFFF`: "æ \x00 \u2028 \uffff",
		`\ud83d\ude00 \uDBFF\uDFFF`:   "😀 \U0010ffff",
		"a\u0085b\u2028c/æ😀":          "a\u0085b\u2028c/æ😀",
		"# no comment: {a} [b], 'c'":  "# no comment: {a} [b], 'c'",
		" leading and trailing ":      " leading and trailing ",
	} {
		d := mustRead(t, l, `{"samklar": 1, "answers": {"b": {"q1": {"level": "yes", "note": "`+in+`"}}}}`)
		if a, _ := d.Answer("b", "q1"); a.Note != want {
			t.Errorf("Read(%q) = note %q, want %q", in, a.Note, want)
		}
	}
}
