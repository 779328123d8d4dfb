package yamldoc_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/yamldoc"

	"github.com/google/go-cmp/cmp"
)

var limits = yamldoc.Limits{Bytes: 1 << 20, Depth: 20, Keys: 100}

// parse gives what is wrong with a text, one problem a line.
func parse(in string) string {
	if _, err := yamldoc.Parse("f", []byte(in), limits); err != nil {
		return err.Error()
	}
	return ""
}

// short makes a long input fit a failure.
func short(in string) string {
	if len(in) > 100 {
		return fmt.Sprintf("%q… (%d bytes)", in[:100], len(in))
	}
	return fmt.Sprintf("%q", in)
}

func TestParseRefuses(t *testing.T) {
	const control = "is not allowed; write it escaped in double quotes [control-character]"
	tests := []struct{ name, in, want string }{
		{"nothing", "", "f:1:1: the text is empty [empty]"},
		{"blanks", " \r\n\t\n", "f:1:1: the text is empty [empty]"},
		{"a mark alone", "\ufeff\n", "f:1:1: the text is empty [empty]"},
		{"comments alone", "# a\n# b\n", "f:1:1: the text holds no document, only comments [empty]"},

		{"not UTF-8", "a: ok\nbæ: \xe6\n", "f:2:5: the text is not UTF-8: byte 0xe6; save it again as UTF-8 [not-utf8]"},
		{"not UTF-8 at the end", "a: \xc3", "f:1:4: the text is not UTF-8: byte 0xc3; save it again as UTF-8 [not-utf8]"},
		{"half a surrogate pair", "a: \xed\xa0\x80", "f:1:4: the text is not UTF-8: byte 0xed; save it again as UTF-8 [not-utf8]"},
		{"UTF-16, low byte first", "\xff\xfea\x00:\x00", "f:1:1: the text is in UTF-16; expected UTF-8: save it again as UTF-8 [not-utf8]"},
		{"UTF-16, high byte first", "\xfe\xff\x00a\x00:", "f:1:1: the text is in UTF-16; expected UTF-8: save it again as UTF-8 [not-utf8]"},

		{"bell", "a: æ\x07\n", "f:1:5: control character U+0007 " + control},
		{"escape on a later line", "a: 1\r\nb: \x1b[2J\n", "f:2:4: control character U+001B " + control},
		{"zero", "a: \x00", "f:1:4: control character U+0000 " + control},
		{"delete", "a: \x7f", "f:1:4: control character U+007F " + control},
		{"control sequence introducer", "a: \u009b31m", "f:1:4: control character U+009B " + control},
		{"no character", "a: \uffff", "f:1:4: control character U+FFFF " + control},

		{"too deep in brackets", strings.Repeat("[", 21) + strings.Repeat("]", 21), "f:1:21: nested more than 20 deep [too-deep]"},
		{"too deep in braces", strings.Repeat("{a: ", 21) + strings.Repeat("}", 21), "f:1:81: nested more than 20 deep [too-deep]"},
		{"too deep in lists", strings.Repeat("- ", 21) + "a", "f:1:41: nested more than 20 deep [too-deep]"},
		{"too deep in lines", staircase(21), "f:21:21: nested more than 20 deep [too-deep]"},
		{"too deep for the library", strings.Repeat("[", 100_000), "f:1:1: not valid YAML: exceeded max depth of 10000 [syntax]"},
		{"too many keys", keys(101), "f:1:1: more than 100 keys in one document [too-many-keys]"},
		{"too many keys in several maps", "a: {" + inline(60) + "}\nb: {" + inline(60) + "}\n", "f:2:4: more than 100 keys in one document [too-many-keys]"},
		{"too many items in lines", "a:\n" + strings.Repeat("- 1\n", 101), "f:102:3: more than 100 list items in one document [too-many-items]"},
		{"too many items in brackets", "a: [" + strings.Repeat("1, ", 101) + "]\n", "f:1:305: more than 100 list items in one document [too-many-items]"},
		{"too many items in several lists", strings.Repeat("- ["+strings.Repeat("a, ", 9)+"]\n", 11), "f:11:3: more than 100 list items in one document [too-many-items]"},
		{"items and keys are counted apart", keys(99) + "a: [" + strings.Repeat("1, ", 100) + "]\n", ""},

		{"anchor", "a: &x 1\n", "f:1:4: anchors are not used here; found &x [anchor]"},
		{"anchor on a map", "a: 1\nb: &x\n  c: 1\n", "f:2:4: anchors are not used here; found &x [anchor]"},
		{"alias", "a: &x 1\nb: *x\n", "f:1:4: anchors are not used here; found &x [anchor]\n" +
			"f:2:4: aliases are not used here; found *x; write the value out [alias]"},
		{"merge key", "a: 1\n<<: {b: 1}\n", "f:2:1: merge keys (<<) are not used here; write the fields out [merge-key]"},
		{"core tag", "a: !!str yes\n", `f:1:4: tags are not used here; found "!!str"; quote a text instead [tag]`},
		{"own tag", "a: !person {b: 1}\n", `f:1:4: tags are not used here; found "!person"; quote a text instead [tag]`},
		{"tag of the document", "--- !x\na: 1\n", `f:1:5: tags are not used here; found "!x"; quote a text instead [tag]`},
		{"empty tags side by side", "a: [æ, ! b, c, ! d, [! e]]\nb: ! f\n", `f:1:8: tags are not used here; found "!"; quote a text instead [tag]` + "\n" +
			`f:1:16: tags are not used here; found "!"; quote a text instead [tag]` + "\n" +
			`f:1:22: tags are not used here; found "!"; quote a text instead [tag]` + "\n" +
			`f:2:4: tags are not used here; found "!"; quote a text instead [tag]`},
		{"empty tag", "a: ! \"yes\"\n", `f:1:4: tags are not used here; found "!"; quote a text instead [tag]`},

		{"duplicate key", "a: 1\nb: 2\na: 3\n", `f:3:1: key "a" stands here a second time; the first is on line 1 [duplicate-key]`},
		{"duplicate key, quoted and bare", "a: 1\n'a': 2\n\"a\": 3\n", `f:2:1: key "a" stands here a second time; the first is on line 1 [duplicate-key]` + "\n" +
			`f:3:1: key "a" stands here a second time; the first is on line 1 [duplicate-key]`},
		{"duplicate key, escaped", "\"\\x61\": 1\na: 2\n", `f:2:1: key "a" stands here a second time; the first is on line 1 [duplicate-key]`},
		{"duplicate key in braces", "{a: 1, b: {c: 1, c: 2}}", `f:1:18: key "c" stands here a second time; the first is on line 1 [duplicate-key]`},
		{"duplicate number", "1: a\n\"1\": b\n", `f:2:1: key "1" stands here a second time; the first is on line 1 [duplicate-key]`},
		{"duplicate among many keys", keys(50) + "k07: 1\n", `f:51:1: key "k07" stands here a second time; the first is on line 8 [duplicate-key]`},
		{"a list as a key", "a: 1\n? [b]\n: c\n", "f:2:3: a key is a list; expected a word [wrong-type]"},
		{"a map as a key", "? {}\n: x\n", "f:1:3: a key is a map; expected a word [wrong-type]"},

		{"second document", "a: 1\n---\nb: 2\n", "f:2:1: a second document begins here; expected one [second-document]"},
		{"rubbish after the end", "a: 1\n...\nrubbish\n", "f:3:1: after the end of the document: not valid YAML: did not find expected <document start> [syntax]"},

		{"the library panics on a map in braces", "{{},<<}", "f:1:2: a key is a map; expected a word [wrong-type]\n" +
			"f:1:5: merge keys (<<) are not used here; write the fields out [merge-key]"},
		{"the library panics on a map in lines", "? {}\n: x\n<<:\n", "f:1:3: a key is a map; expected a word [wrong-type]\n" +
			"f:3:1: merge keys (<<) are not used here; write the fields out [merge-key]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, parse(tt.in)); diff != "" {
				t.Errorf("Parse(%s) (-want +got):\n%s", short(tt.in), diff)
			}
		})
	}
}

// An alias that has no anchor has a place like any other mistake.
func TestParseAliasWithoutAnchor(t *testing.T) {
	got := parse("a: 1\nb: *x\n")
	if !strings.HasPrefix(got, "f:2:4: ") || !strings.Contains(got, "alias") {
		t.Errorf("Parse(%q) = %s, want f:2:4 and a word about aliases", "a: 1\nb: *x\n", got)
	}
}

// Junk is refused by its size, before anything reads it.
func TestParseTooLarge(t *testing.T) {
	junk := strings.Repeat("{[\x00\xff", 1<<19)
	want := "f: the text is too long; at most 1048576 bytes are read [too-large]"
	if got := parse(junk); got != want {
		t.Errorf("Parse(2 MB of junk) = %s, want %s", got, want)
	}
	if got := parse(strings.Repeat("#", 1<<20-5) + "\na: 1"); got != "" {
		t.Errorf("Parse(1 MiB) = %s, want nothing", got)
	}
}

// staircase nests maps over n lines, one column deeper on each.
func staircase(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%*sa:\n", i, "")
	}
	return b.String()
}

func keys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "k%02d: 1\n", i)
	}
	return b.String()
}

func inline(n int) string {
	return strings.TrimSuffix(strings.ReplaceAll(keys(n), "\n", ", "), ", ")
}

// A character is refused or taken wherever it stands among others, many of which are
// read at once.
func TestCheckTextEverywhere(t *testing.T) {
	for i := range 2 * 0x100 {
		r, around := rune(i/2), "a: b\nc: d\n\n  e \nfghij klmn\n"
		if i%2 > 0 {
			around = "7" + strings.Repeat(" ", 30)
		}
		_, err := yamldoc.CheckText("f", []byte("x"+string(r)), 100)
		refused := err != nil
		for at := 1; at < len(around); at++ {
			text := around[:at] + string(r) + around[at:]
			_, err := yamldoc.CheckText("f", []byte(text), 100)
			if (err != nil) != refused {
				t.Fatalf("CheckText(%q) = %v, want %U refused: %t", text, err, r, refused)
			}
			if err == nil {
				continue
			}
			problems, ok := errors.AsType[diag.List](err)
			if !ok {
				t.Fatalf("CheckText(%q) = %v, want a diag.List", text, err)
			}
			d := problems[0]
			line := strings.Count(text[:at], "\n") + 1
			if column := at - strings.LastIndexByte(text[:at], '\n'); d.Line != line || d.Column != column {
				t.Errorf("CheckText(%q): %d:%d, want %d:%d", text, d.Line, d.Column, line, column)
			}
		}
	}
}
