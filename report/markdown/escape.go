package markdown

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"collectiveimpact/samklar/report/view"
)

// marks are the characters that can mean something in Markdown, or do where a
// text is nothing else.
const marks = "\\`*_[]{|^<>@~$&#+-=.): xX"

// escape makes every character of a line stand for itself in Markdown: in
// CommonMark, in what GitHub adds to it, and in Pandoc's. What means nothing
// where it stands is left alone, so that the source reads well too.
func escape(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	listed := strings.IndexAny(s, " .)") // where the number or letter of a list ends
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	for i := range len(s) {
		c, before, after := s[i], s[:i], s[i+1:]
		if strings.IndexByte(marks, c) >= 0 {
			if spelled := spell(before, c, after); spelled != "" {
				b.WriteString(spelled)
				continue
			}
			if i == listed && c != ' ' && (after == "" || after[0] == ' ') && listMark().MatchString(before) {
				b.WriteByte('\\')
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}

// spell writes a character so that it stands for itself between what stands
// before it on its line and what stands after it, or gives "" where it does as it
// is. Some need their number or name, since a backslash is not enough for every
// reader.
func spell(before string, c byte, after string) string {
	switch {
	case c == '`': // Pandoc looks for the ends of code in lists before it looks for backslashes
		return "&#96;"
	case c == '<' && !strings.HasPrefix(after, " "): // and for the ends of comments
		return "&lt;"
	case c == '\\' && after == "": // goldmark takes it for a part of a line break behind it
		return "&#92;"
	case c == ' ' && (before == "[ ]" || before == "[x]" || before == "[X]"): // Pandoc draws a box for [ ] however it is written
		return "&nbsp;"
	case (c == 'x' || c == 'X') && before == "" && after == "": // goldmark draws a box for a link that begins [x]
		return fmt.Sprintf("&#%d;", c)
	case means(before, c, after):
		return "\\" + string(c)
	}
	return ""
}

// means tells whether a character could mean something in Markdown where it
// stands.
func means(before string, c byte, after string) bool {
	switch c {
	case '\\', '*', '[', ']', '{', '|', '^':
		return true
	case '_': // behind a word it is a letter
		return before == "" || !isWord(before[len(before)-1])
	case '@':
		return !strings.HasPrefix(after, " ")
	case '~', '$': // a blank before and a figure behind: ~30, $30
		return !strings.HasSuffix(before, " ") || after == "" || !isFigure(after[0])
	case '&':
		return entity().MatchString(after)
	case '>':
		return before == ""
	case '#': // a heading, or the end of one
		return before == "" || after == "" || after[0] == '#'
	case '+', '-':
		return before == "" && (after == "" || !isWord(after[0]))
	case '=':
		return before == "" && after == "" || strings.HasPrefix(after, "=") || strings.HasSuffix(before, "=")
	case '.': // a part of an address
		return strings.EqualFold(before[max(0, len(before)-3):], "www")
	case ':': // a part of an address, a definition, a division, a caption or an emoji
		return strings.HasPrefix(after, "//") || before == "" || strings.EqualFold(before, "table") || emoji().MatchString(after)
	}
	return false
}

func isWord(c byte) bool { return isFigure(c) || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' }

func isFigure(c byte) bool { return c >= '0' && c <= '9' }

// What gives a character next to it a meaning.
var (
	entity   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^#?[0-9A-Za-z]+;`) })
	listMark = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\(?(?:[0-9]+|#|\pL|[ivxlcdmIVXLCDM]+)$`) })
	emoji    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:[+-]1|[0-9_+-]*[A-Za-z][0-9A-Za-z_+-]*):`) })
)

// link gives an address as a link where it is one that may be followed, and as
// plain text otherwise.
func link(s string) string {
	if view.IsAddress(s) {
		return "<" + s + ">"
	}
	return escape(s)
}
