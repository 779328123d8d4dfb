package yamldoc

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxKey is the length of the longest key read here. The library reads 1,024
// characters up to the colon.
const maxKey = 1000

// scalar reads a text in quotes, or of a bare one what stands on this line: up to
// the line's end, a comment, a colon that makes it a key and, in brackets, a
// comma or a bracket.
func (p *fastReader) scalar(inFlow bool) (n Node, ok bool) {
	c := p.peek()
	if c == '"' || c == '\'' {
		return p.quoted()
	}
	n = p.begin(Plain)
	if notFirst[c] || p.dash() {
		return n, false
	}
	n.Text, ok = p.words(inFlow)
	return n, ok
}

// notFirst are the bytes that cannot begin a bare text, or not wherever it
// stands.
var notFirst = [256]bool{
	0: true, '\n': true, ' ': true,
	'?': true, ':': true, ',': true, '[': true, ']': true, '{': true, '}': true, '#': true, '&': true, '*': true,
	'!': true, '|': true, '>': true, '\'': true, '"': true, '%': true, '@': true, '`': true,
}

// inBare are the bytes that may end a bare text.
var inBare = [256]bool{
	'\n': true, ' ': true, ':': true, '#': true, '?': true, ',': true, '[': true, ']': true, '{': true, '}': true,
}

// words reads a bare text without a look at its first character, up to what ends
// it.
func (p *fastReader) words(inFlow bool) (string, bool) {
	from, end := p.at, p.at // end is behind the last character that is no blank
	for ; p.at < len(p.text); p.at++ {
		c := p.text[p.at]
		if !inBare[c] {
			end = p.at + 1
			continue
		}
		switch c {
		case ' ':
			continue
		case '\n':
			return p.text[from:end], true
		case '#':
			if p.at > end {
				return p.text[from:end], true
			}
		case ':':
			if p.blankAt(p.at + 1) {
				return p.text[from:end], true
			}
		case '?':
			if inFlow && !questions(p.text, p.at) {
				return "", false
			}
		default:
			if inFlow {
				return p.text[from:end], true
			}
		}
		end = p.at + 1
	}
	return p.text[from:end], true
}

// moreLines reads the further lines of a bare text. Outside brackets they are
// deeper than what it is nested in.
func (p *fastReader) moreLines(n *Node, parent int, inFlow bool) bool {
	if n.Style != Plain {
		return true
	}
	several := false
	for p.peek() == '\n' {
		at, line, start := p.at, p.line, p.start
		breaks := p.breaks()
		c := p.peek()
		if c == 0 || c == '#' || !inFlow && p.at-p.start <= parent {
			p.at, p.line, p.start = at, line, start
			break
		}
		if p.mark() {
			return false
		}
		text, ok := p.words(inFlow)
		if !ok {
			return false
		}
		if text == "" { // a comma or a bracket
			break
		}
		if !several {
			p.joined = append(p.joined[:0], n.Text...)
			several = true
		}
		p.joined = append(fold(p.joined, breaks), text...)
	}
	if several {
		n.Text = string(p.joined)
	}
	return p.peek() != ':'
}

// breaks passes over line breaks and the blanks that follow them, and counts the
// breaks.
func (p *fastReader) breaks() int {
	n := 0
	for p.peek() == '\n' {
		p.newline()
		p.blanks()
		n++
	}
	return n
}

// fold joins lines: one line break becomes a space, more become one fewer.
func fold(text []byte, breaks int) []byte {
	if breaks == 1 {
		return append(text, ' ')
	}
	for range breaks - 1 {
		text = append(text, '\n')
	}
	return text
}

// quoted reads a text in quotes.
func (p *fastReader) quoted() (Node, bool) {
	n := p.begin(Quoted)
	quote := p.text[p.at]
	p.at++
	rest := p.text[p.at:]
	end := strings.IndexByte(rest, quote)
	if end < 0 {
		return n, false
	}
	again := quote == '\'' && end+1 < len(rest) && rest[end+1] == quote
	escaped := quote == '"' && strings.IndexByte(rest[:end], '\\') >= 0
	if again || escaped || strings.IndexByte(rest[:end], '\n') >= 0 {
		ok := p.joinQuoted(&n, quote)
		return n, ok
	}
	n.Text = rest[:end]
	p.at += end + 1
	return n, true
}

// joinQuoted reads a text in quotes that has escapes or several lines.
func (p *fastReader) joinQuoted(n *Node, quote byte) bool {
	p.joined = p.joined[:0]
	for p.at < len(p.text) {
		from := p.at
		switch c := p.text[p.at]; {
		case c == quote && quote == '\'' && p.at+1 < len(p.text) && p.text[p.at+1] == quote:
			p.joined = append(p.joined, quote)
			p.at += 2
		case c == quote:
			p.at++
			n.Text = string(p.joined)
			return true
		case c == '\\' && quote == '"':
			if !p.escape() {
				return false
			}
		case c == ' ':
			if p.blanks(); p.peek() != '\n' {
				p.joined = append(p.joined, p.text[from:p.at]...)
			}
		case c == '\n':
			breaks := 0
			for ; p.peek() == '\n'; breaks++ {
				if p.newline(); p.mark() {
					return false
				}
				p.blanks()
			}
			p.joined = fold(p.joined, breaks)
		default:
			for p.at++; p.at < len(p.text) && !inQuotes[p.text[p.at]]; p.at++ {
			}
			p.joined = append(p.joined, p.text[from:p.at]...)
		}
	}
	return false
}

// inQuotes are the bytes that may mean something in quotes.
var inQuotes = [256]bool{'\n': true, ' ': true, '\\': true, '\'': true, '"': true}

// escapes are those that are read here but for \u.
var escapes = [256]byte{'"': '"', '\\': '\\', 'n': '\n', 'r': '\r', 't': '\t'}

// escape reads an escape.
func (p *fastReader) escape() bool {
	rest := p.text[p.at+1:]
	if rest == "" {
		return false
	}
	if c := escapes[rest[0]]; c != 0 {
		p.joined = append(p.joined, c)
		p.at += 2
		return true
	}
	if rest[0] != 'u' || len(rest) < 5 {
		return false
	}
	r, err := strconv.ParseUint(rest[1:5], 16, 16)
	if err != nil || !utf8.ValidRune(rune(r)) { // half a surrogate pair
		return false
	}
	p.joined = utf8.AppendRune(p.joined, rune(r))
	p.at += 6
	return true
}

// literal reads a block introduced by | or >, and goes to the next line. What is
// rare is left to the library: an indentation in figures, the mark +, blank
// lines before the text, and in folded text lines that start with a blank.
func (p *fastReader) literal(parent int) (Node, bool) {
	n := p.begin(Literal)
	folded := p.text[p.at] == '>'
	p.at++
	strip := p.peek() == '-'
	if strip {
		p.at++
	}
	p.blanks()
	if !p.lineEnds() {
		return n, false
	}
	if p.at = p.lineEnd(); p.at == len(p.text) {
		return n, false
	}
	p.newline()
	p.blanks()
	indent := p.at - p.start
	if indent <= max(parent, 0) || p.peek() == '\n' || p.peek() == 0 {
		return n, false
	}
	from, end := p.at, p.lineEnd()
	several := false
	for p.at = end; ; p.at = end {
		blank, more := p.literalLine(indent)
		if !more {
			break
		}
		if !several {
			p.joined = append(p.joined[:0], p.text[from:end]...)
			several = true
		}
		if folded && p.peek() == ' ' {
			return n, false
		}
		if folded {
			p.joined = fold(p.joined, blank+1)
		} else {
			for range blank + 1 {
				p.joined = append(p.joined, '\n')
			}
		}
		from, end = p.at, p.lineEnd()
		p.joined = append(p.joined, p.text[from:end]...)
	}
	// The text ends with a line break if there is one and no - takes it away.
	if !strip && end < len(p.text) {
		end++
		if several {
			p.joined = append(p.joined, '\n')
		}
	}
	n.Text = p.text[from:end]
	if several {
		n.Text = string(p.joined)
	}
	return n, p.content()
}

// literalLine goes from the end of a line to the text of the block's next one,
// and counts the blank lines between. If there is none it stays.
func (p *fastReader) literalLine(indent int) (blank int, more bool) {
	at, line, start := p.at, p.line, p.start
	for ; p.peek() == '\n'; blank++ {
		p.newline()
		for p.at-p.start < indent && p.peek() == ' ' {
			p.at++
		}
		if c := p.peek(); p.at-p.start == indent && c != '\n' && c != 0 {
			return blank, true
		}
	}
	p.at, p.line, p.start = at, line, start
	return 0, false
}
