// Package text makes foreign texts harmless: those of banks and overlays where
// they are read, and whatever else strangers wrote where it is shown.
package text

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Clean makes a foreign text harmless for a screen, a page or a cell: escape
// sequences go, and so does every character that acts instead of showing:
// controls other than the line feed, bidirectional marks, and invisible ones.
// The joiners U+200C and U+200D stay, as scripts and emoji need them; a tab
// becomes a space.
func Clean(s string) string {
	if utf8.ValidString(s) && !strings.ContainsFunc(s, acts) {
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
		case acts(r):
			return -1
		}
		return r
	}, s)
}

// Line is Clean for a text that must stay on one line: what is blank between
// its words becomes one space.
func Line(s string) string {
	if isLine(s) {
		return s
	}
	return strings.Join(strings.Fields(Clean(s)), " ")
}

// isLine spares ordinary texts the work.
func isLine(s string) bool {
	blank := true // before the first word, or behind a space
	for _, r := range s {
		switch {
		case isOrdinary(r):
			blank = false
		case r == ' ' && !blank:
			blank = true
		case unicode.IsSpace(r) || r == utf8.RuneError || Active(r):
			return false
		default:
			blank = false
		}
	}
	return !blank
}

// isOrdinary spares the characters that most texts are made of the tables.
func isOrdinary(r rune) bool { return r > ' ' && r < 0x7f || r > 0xa0 && r < 0x300 && r != 0xad }

// acts is Active for a text of several lines.
func acts(r rune) bool { return r != '\n' && Active(r) }

// Active reports whether a character acts on what stands around it, or hides.
func Active(r rune) bool {
	if isOrdinary(r) || r == ' ' {
		return false
	}
	if r == 0x200c || r == 0x200d || unicode.Is(unicode.Prepended_Concatenation_Mark, r) {
		return false // joiners, and the format characters of Arabic and Syriac that show
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Noncharacter_Code_Point) || r >= 0xe0000 && r <= 0xe007f
}

// EscapeJSON returns a JSON document with its active characters as \u escapes,
// all but the line feeds between its values. The others only occur in strings;
// there they keep their value and stay harmless.
func EscapeJSON(doc string) string {
	if !strings.ContainsFunc(doc, acts) {
		return doc
	}
	b := make([]byte, 0, len(doc)+len(doc)/16)
	for _, r := range doc {
		if acts(r) {
			b = AppendEscape(b, r)
		} else {
			b = utf8.AppendRune(b, r)
		}
	}
	return string(b)
}

// AppendEscape appends a character as a \u escape of JSON, or as two where one
// cannot hold it.
func AppendEscape(b []byte, r rune) []byte {
	const digits = "0123456789abcdef"
	if r > 0xffff {
		high, low := utf16.EncodeRune(r)
		b, r = AppendEscape(b, high), low
	}
	return append(b, '\\', 'u', digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15])
}
