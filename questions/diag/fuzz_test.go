package diag_test

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"collectiveimpact/samklar/questions/diag"
)

// FuzzExcerpt prints a problem at any place of any text: nothing acts, and the excerpt is three lines at most.
func FuzzExcerpt(f *testing.F) {
	f.Add("a.yaml", []byte("a: b\r\nc\td: \u2028e\x1b[31m\n"), 2, 3)
	f.Add("\x9b", []byte("\xff\xfe"), 1, 1)
	f.Add("日.yaml", []byte("日本: é\u0301👍"), 1, 9)
	f.Fuzz(func(t *testing.T, file string, text []byte, line, column int) {
		var out strings.Builder
		l := diag.List{{File: file, Line: line, Column: column, Code: "odd", Message: "odd"}}
		if err := l.Print(&out, map[string][]byte{file: text}); err != nil {
			t.Fatal(err)
		}
		for _, r := range out.String() {
			if r != '\n' && !strconv.IsPrint(r) {
				t.Errorf("%q, %q at %d:%d prints %q, which acts", file, text, line, column, out.String())
			}
		}
		if !utf8.ValidString(out.String()) || strings.Count(out.String(), "\n") > 3 {
			t.Errorf("%q, %q at %d:%d prints %q", file, text, line, column, out.String())
		}
	})
}
