package report

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// Clean makes a foreign text harmless for a screen, a page or a cell: escape
// sequences go, and so does every character that acts instead of showing:
// controls other than the line feed, bidirectional marks, and invisible ones.
// The joiners U+200C and U+200D stay, as scripts and emoji need them; a tab
// becomes a space.
func Clean(s string) string {
	if isPlain(s) {
		return s
	}
	s = ansi.Strip(strings.ReplaceAll(s, "\r\n", "\n"))
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case r == '\r' || r == 0x85 || r == 0x2028 || r == 0x2029:
			return '\n'
		case active(r):
			return -1
		}
		return r
	}, s)
}

// isPlain spares ordinary text the work.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// active tells whether a character acts on what stands around it, or hides.
func active(r rune) bool {
	if r == 0x200c || r == 0x200d || unicode.Is(unicode.Prepended_Concatenation_Mark, r) {
		return false // joiners, and the format characters of Arabic and Syriac that show
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Noncharacter_Code_Point) || r >= 0xe0000 && r <= 0xe007f
}

// CleanLine is Clean for a text that must stay on one line.
func CleanLine(s string) string {
	return strings.Join(strings.Fields(Clean(s)), " ")
}
