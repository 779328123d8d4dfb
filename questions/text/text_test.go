package text_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"collectiveimpact/samklar/questions/text"
)

func TestClean(t *testing.T) {
	for s, want := range map[string]string{
		"a\r\nb\rc\u0085d\u2028e\u2029f\ng":  "a\nb\nc\nd\ne\nf\ng",
		"a\tb":                               "a b",
		"a\x1b[31mb\x1b[0mc\u009b2Jd":        "abc2Jd",
		"\u202ea\u2066b\ufeff\u200bc\u00add": "abcd",
		"a\u200db\u200cc\u0600":              "a\u200db\u200cc\u0600",
		"a\ufffeb\U0001ffffc\U000e0041d":     "abcd",
		"Blåbærgrød – “ja” … 日本 👩‍👩‍👧‍👦": "Blåbærgrød – “ja” … 日本 👩‍👩‍👧‍👦",
	} {
		if got := text.Clean(s); got != want {
			t.Errorf("Clean(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestLine(t *testing.T) {
	for s, want := range map[string]string{
		"":                         "",
		" a \u00a0\n\n\tb\u3000c ": "a b c",
		"a\u2028b\x1b[2J\u202ec":   "a bc",
		"\u200b \ufeff":            "",
	} {
		if got := text.Line(s); got != want {
			t.Errorf("Line(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestEscapeJSON(t *testing.T) {
	for doc, want := range map[string]string{
		"{\n  \"a\": \"b\"\n}\n":   "{\n  \"a\": \"b\"\n}\n",
		"\"é日👍 \u200d\"":           "\"é日👍 \u200d\"",
		"\"a\u202eb\u007f\u0085\"": `"a\u202eb\u007f\u0085"`,
		"\"\U000e0041\"":           `"\udb40\udc41"`,
	} {
		if got := text.EscapeJSON(doc); got != want {
			t.Errorf("EscapeJSON(%q) = %q, want %q", doc, got, want)
		}
	}
}

// FuzzText wants nothing that acts to be left of any text, and what is clean to
// stay as it is; in JSON what acts keeps its value and does not act.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "a", "\x1b", "\x1b[", "\x1b]0;a", "\u009b31m", "a\x1b[31\nm", "\xff\xfe", "\u202e\U000e0041", "\r\n\t\v", "\x1b\u200b[2J"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		acts := func(r rune) bool { return r != '\n' && text.Active(r) }
		got := text.Clean(s)
		if strings.ContainsFunc(got, acts) || !utf8.ValidString(got) {
			t.Errorf("Clean(%q) = %q, want nothing that acts", s, got)
		}
		if again := text.Clean(got); again != got {
			t.Errorf("Clean(%q) = %q, want it unchanged", got, again)
		}
		line := text.Line(s)
		if strings.ContainsFunc(line, text.Active) || line != strings.Join(strings.Fields(line), " ") {
			t.Errorf("Line(%q) = %q, want one line of words", s, line)
		}
		doc, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var want, back string
		escaped := text.EscapeJSON(string(doc))
		if err := json.Unmarshal(doc, &want); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(escaped), &back); err != nil || back != want {
			t.Errorf("EscapeJSON(%s) = %s, which is %q (%v), want %q", doc, escaped, back, err, want)
		}
		if strings.ContainsFunc(escaped, text.Active) {
			t.Errorf("EscapeJSON(%s) = %s, want nothing that acts", doc, escaped)
		}
	})
}
