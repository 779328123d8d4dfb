package intake

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// begun is how the answers of a page begin inside a mail: on a line of their own, behind
// the marks of a quoted mail, with quotes and blanks as mail programs change them. It
// ends before the word that all answers begin with.
var begun = regexp.MustCompile(`(?:^|\n)[\s\p{Zs}>]*(\{[\s\p{Zs}>]*["“”„‟])$`)

// ahead is how many bytes before that word are looked at.
const ahead = 200

// beginnings gives where answers begin in a text.
func beginnings(data string) (at []int) {
	const word = "samklar"
	for i := 0; ; i += len(word) {
		next := strings.Index(data[i:], word)
		if next < 0 {
			return at
		}
		i += next
		from := max(0, i-ahead)
		if found := begun.FindStringSubmatchIndex(data[from:i]); found != nil && isKey(data[i+len(word):]) {
			at = append(at, from+found[2])
		}
	}
}

// isKey tells whether a key ends here.
func isKey(rest string) bool {
	_, width := utf8.DecodeRuneInString(rest)
	return width > 0 && strings.ContainsAny(rest[:width], `"“”„‟`) && strings.HasPrefix(strings.TrimSpace(rest[width:]), ":")
}

// A mail is a text in which answers stand, between a greeting and a signature.
type mail struct {
	from, to int // in lines, counted from 1
	curly    bool
	breaks   int    // line breaks inside texts, read as blanks
	text     []byte // the answers, each line where it stood
}

// fromMail takes answers out of a mail, and undoes what mail programs do to a text: it
// is quoted, its straight quotes have become curly, its blanks such as do not break, and
// long lines are broken. The page writes curly quotes inside texts in ASCII, so that
// those around them can be told. It reports false where no answers begin.
func fromMail(data string) (m mail, found bool, err error) {
	all := beginnings(data)
	if len(all) == 0 {
		return m, false, nil
	}
	start := all[0]
	m.from = 1 + strings.Count(data[:start], "\n")
	marks := strings.Count(data[strings.LastIndexByte(data[:start], '\n')+1:start], ">")
	end := m.undo(data[start:], marks)
	switch {
	case end < 0:
		return m, true, fmt.Errorf("the answers that begin in line %d do not end: the text was cut off; ask for all of it, or for the file", m.from)
	case len(all) > 1 && all[len(all)-1] > start+end:
		return m, true, errors.New("answers stand in it more than once; save those that count in a file of their own")
	}
	m.to = m.from + strings.Count(data[start:start+end], "\n")
	return m, true, nil
}

// undo reads up to the closing brace and gives its end, or -1.
func (m *mail) undo(data string, marks int) int {
	var out strings.Builder
	out.WriteString(strings.Repeat("\n", m.from-1))
	depth, inside, escaped, broken := 0, false, false, 0
	m.curly = !strings.HasPrefix(strings.TrimLeftFunc(data[1:], func(c rune) bool { return unicode.IsSpace(c) || c == '>' }), `"`)
	skip := 0
	for i, c := range data {
		if i < skip {
			continue
		}
		quote := c == '"' && !m.curly || m.curly && strings.ContainsRune("“”„‟", c)
		switch {
		case inside && (c == '\n' || c == '\r'):
			rest := strings.TrimPrefix(strings.TrimPrefix(data[i:], "\r"), "\n")
			for range marks {
				rest = strings.TrimPrefix(strings.TrimLeft(rest, " "), ">")
			}
			if marks > 0 {
				rest = strings.TrimPrefix(rest, " ")
			}
			skip = len(data) - len(rest)
			broken++
			if !strings.HasSuffix(out.String(), " ") {
				out.WriteByte(' ')
			}
		case inside && quote && !escaped:
			inside = false
			out.WriteString(`"` + strings.Repeat("\n", broken)) // each line stays where it stood
			m.breaks, broken = m.breaks+broken, 0
		case quote:
			out.WriteByte('"')
			inside, escaped = true, false
		case inside:
			escaped = c == '\\' && !escaped
			out.WriteRune(c)
		case c == '>' || c != '\n' && c != '\r' && unicode.IsSpace(c):
			out.WriteByte(' ')
		default:
			out.WriteRune(c)
			switch c {
			case '{', '[':
				depth++
			case '}', ']':
				depth--
			}
			if depth == 0 {
				m.text = []byte(out.String())
				return i + 1
			}
		}
	}
	return -1
}

// String says what was read, and what was undone.
func (m *mail) String() string {
	said := fmt.Sprintf("the answers stand in lines %d to %d", m.from, m.to)
	if m.curly {
		said += "; curly quotes are read as straight ones"
	}
	switch {
	case m.breaks == 1:
		said += "; a line break inside a text is read as a blank"
	case m.breaks > 1:
		said += fmt.Sprintf("; %d line breaks inside texts are read as blanks", m.breaks)
	}
	return said
}
