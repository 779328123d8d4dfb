package terminal_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"collectiveimpact/samklar/report/terminal"

	"pgregory.net/rapid"
)

// TestWrap breaks lines between words alone, wherever a word fits on one, with hyphens as
// without, and loses nothing.
func TestWrap(t *testing.T) {
	word := rapid.StringOfN(rapid.SampledFrom([]rune("ab-é.\ue000\u2011")), 1, 25, -1)
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(word, 1, 12).Draw(t, "words")
		width := rapid.IntRange(8, 60).Draw(t, "width")
		lines := terminal.Wrap(strings.Join(words, " "), width)
		var got []string
		for _, line := range lines {
			if utf8.RuneCountInString(line) > width {
				t.Fatalf("%q is wider than %d", line, width)
			}
			got = append(got, strings.Fields(line)...)
		}
		if strings.Join(got, "") != strings.Join(words, "") {
			t.Fatalf("%q is left of %q", lines, words)
		}
		for _, w := range words {
			if utf8.RuneCountInString(w) <= width && !strings.Contains(" "+strings.Join(got, " ")+" ", " "+w+" ") {
				t.Fatalf("%q is broken: %q", w, lines)
			}
		}
	})
}
