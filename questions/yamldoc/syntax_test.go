package yamldoc_test

import (
	"strings"
	"testing"
)

// What is no YAML is reported on the line that a person has to mend. The
// library counts lines in three ways: those of its scanner from 1, those of its
// parser from 0, and none at all for a mistake on the first line.
func TestParseSyntax(t *testing.T) {
	const no = "not valid YAML: "
	tests := []struct{ name, in, want string }{
		{"a second colon", "a: 1\nb: c: d\n", "f:2:5: " + no + "a text with a colon in it must be in quotes [syntax]"},
		{"a second colon on line 1", "a: b: c\n", "f:1:5: " + no + "a text with a colon in it must be in quotes [syntax]"},
		{"a value with keys below it", "a: 1\nb: 2\n  c: 3\n", "f:3:3: " + no + "mapping values are not allowed in this context [syntax]"},
		{"a line without a colon", "a: 1\nb\nc: 2\n", "f:2:1: " + no + "could not find expected ':' [syntax]"},
		{"a tab as indent", "a: 1\nb:\n\tc: 1\n", "f:3:1: " + no + "the line is moved in by a tab; use spaces [syntax]"},
		{"an open double quote", "a: 1\nb: \"open\nc: 2\n", "f:2:1: " + no + "found unexpected end of stream [syntax]"},
		{"an open single quote", "a: 1\nb: 'open\nc: 2\n", "f:2:1: " + no + "found unexpected end of stream [syntax]"},
		{"an unknown escape", "a: 1\nb: \"\\q\"\n", "f:2:1: " + no + "found unknown escape character [syntax]"},
		{"half a surrogate pair", "a: 1\nb: \"\\ud83d\"\n", "f:2:1: " + no + "found invalid Unicode character escape code [syntax]"},
		{"an open bracket", "a: 1\nb: [1, 2\nc: 3\n", "f:2:1: " + no + "did not find expected ',' or ']' [syntax]"},
		{"an open brace", "a: 1\n\nb: {c: 1\nd: 2}\n", "f:3:1: " + no + "did not find expected ',' or '}' [syntax]"},
		{"a closing bracket too many", "a: 1\nb: ]\n", "f:2:1: " + no + "did not find expected node content [syntax]"},
		{"a closing bracket too many on line 1", "a: ]\nb: 1\n", "f:1:1: " + no + "did not find expected node content [syntax]"},
		{"a closing brace alone", "}", "f:1:1: " + no + "did not find expected node content [syntax]"},
		{"a list in a map", "a: 1\n- b\n", "f:2:1: " + no + "did not find expected key [syntax]"},
		{"a map in a list", "- a\nb: 1\n", "f:2:1: " + no + "did not find expected '-' indicator [syntax]"},
		{"an item at the wrong indent", "a:\n  - b\n - c\n", "f:3:2: " + no + "did not find expected key [syntax]"},
		{"a reserved mark", "a: 1\nb: @c\n", "f:2:4: " + no + "a text that begins with @ must be in quotes [syntax]"},
		{"a percentage", "a: 1\nb: %c\n", "f:2:4: " + no + "a text that begins with % must be in quotes [syntax]"},
		{"an anchor without a name", "a: 1\nb: &\nc: 2\n", "f:2:4: " + no + "a text that begins with & must be in quotes [syntax]"},
		{"text after a block's mark", "a: 1\nb: |x\nc: 2\n", "f:2:1: " + no + "did not find expected comment or line break [syntax]"},
		{"text after a block's mark on line 1", "a: |x\nb: 2\n", "f:1:1: " + no + "did not find expected comment or line break [syntax]"},
		{"an undefined tag", "a: 1\nb: !c!d 1\n", "f:2:4: " + no + "a text that begins with ! must be in quotes [syntax]"},
		{"a directive", "%FOO\n---\na: 1\n", "f:1:1: " + no + "found unknown directive name [syntax]"},
		{"line breaks of Windows", "a: 1\r\nb: 2\r\nc: \"\r\n", "f:3:1: " + no + "found unexpected end of stream [syntax]"},
		{"a break of Unicode, which is none", "a: x\u2028b\nb: ]\nc: 1\n", "f:2:1: " + no + "did not find expected node content [syntax]"},
		{"an important word", "a: 1\nb: *important*\n", "f:2:4: " + no + "a text that begins with * must be in quotes [syntax]"},
		{"a colon in braces", "a: {b: 1, c: said: in May}\n", "f:1:18: " + no + "a text with a colon in it must be in quotes [syntax]"},
		{"no space behind a colon", "a:\n  b:1\n  c: 2\n", "f:2:4: " + no + "a space is missing behind the colon [syntax]"},
		{"a wide colon", "a:\n  b： 1\n  c: 2\n", "f:2:4: " + no + "a wide colon stands behind the key; expected \":\" and a space [syntax]"},
		{"a no-break space before", "a:\n\u00a0 b\n  c: 2\n", "f:2:1: " + no + "the line is moved in by a no-break space; use plain spaces [syntax]"},
		{"a no-break space behind a colon", "a:\n  b:\u00a01\n  c: 2\n", "f:2:5: " + no + "a no-break space stands behind the colon; use a plain one [syntax]"},
		{"a question mark in braces that might mark a key", "a: {b: \"who\" ? they}\n", "f:1:14: " + no + "a text with a question mark in brackets must be in quotes [syntax]"},
		{"a quote in quotes", "a: \"the \"real\" one\"\n", "f:1:10: " + no + "something stands behind the closing quote; a quote inside a text is written \\\" [syntax]"},
		{"an item with a star", "a:\n- 1\n- * two\n", "f:3:3: " + no + "a text that begins with * must be in quotes [syntax]"},
		{"after a mark", "\ufeffa: 1\nb: ]\n", "f:2:1: " + no + "did not find expected node content [syntax]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := parse(tt.in); got != tt.want {
				t.Errorf("Parse(%q) = %s, want %s", tt.in, got, tt.want)
			}
		})
	}
}

// A mistake far down in a map is not reported where the map begins, whatever
// stands above it.
func TestParseSyntaxFarDown(t *testing.T) {
	const map10 = "a0: 1\na1: 1\na2: 1\na3: 1\na4: 1\na5: 1\na6: 1\na7: 1\na8: 1\na9: 1\n"
	indented := "  " + strings.ReplaceAll(strings.TrimSuffix(map10, "\n"), "\n", "\n  ") + "\n"
	tests := []struct{ name, in, want string }{
		{"a map that begins on line 1", map10 + "- b\n", "f:11:"},
		{"a map below a comment", "# c\n" + map10 + "- b\n", "f:12:"},
		{"a map in a map", "z: 1\nm:\n" + indented + " b: 1\n", "f:13:"},
		{"a list", "y: 1\nl:\n  - a\n  - b\n  - c\n  d: 1\n", "f:6:"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := parse(tt.in); !strings.HasPrefix(got, tt.want) {
				t.Errorf("Parse(%q) = %s, want %s", tt.in, got, tt.want)
			}
		})
	}
}

// A bracket that never closes is behind every line, so every run of first lines
// is read to its end: the search gives up and keeps to the text.
func TestParseSyntaxGivesUp(t *testing.T) {
	in := "a: [\n" + strings.Repeat(strings.Repeat("x, ", 170)+"\n", 400)
	if got := parse(in); !strings.HasPrefix(got, "f:") || !strings.HasSuffix(got, "[syntax]") {
		t.Errorf("Parse(%d bytes in 401 lines) = %s, want a syntax error", len(in), got)
	}
}

// BenchmarkParseSyntax is what that search costs, beside reading as much text
// that is sound.
func BenchmarkParseSyntax(b *testing.B) {
	lines := strings.Repeat(strings.Repeat("x, ", 170)+"\n", 400)
	for name, in := range map[string]string{"broken": "a: [\n" + lines, "sound": "a: [\n" + lines + "]\n"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				parse(in)
			}
		})
	}
}
