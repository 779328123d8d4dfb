package yamldoc

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// maxKey is the length of the longest key read here. The library reads 1,024
// characters up to the colon.
const maxKey = 1000

// scalar reads a text in quotes, or of a bare one what stands on this line: up to
// the line's end, a comment, a colon that makes it a key and, in brackets, a
// comma or a bracket.
func (p *fastReader) scalar(inFlow bool) bool {
	c := p.peek()
	if c == '"' || c == '\'' {
		return p.quoted()
	}
	if notFirst[c] || p.dash() || c == bom[0] && bytes.HasPrefix(p.text[p.at:], []byte(bom)) {
		return false
	}
	n := p.add(Scalar, Plain, p.at)
	end, ok := p.words(inFlow)
	p.all[n].to = int32(end)
	return ok
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
	'\n': true, ':': true, '#': true, '?': true, ',': true, '[': true, ']': true, '{': true, '}': true,
}

// words reads a bare text without a look at its first character, up to what ends
// it, and gives the place behind its last character that is no blank.
func (p *fastReader) words(inFlow bool) (end int, ok bool) {
	text, from, ok := p.text, p.at, true
	for at := from; ; at++ {
		for at < len(text) && !inBare[text[at]] {
			at++
		}
		if p.at = at; at == len(text) || p.endsBare(from, inFlow) {
			break
		}
		if inFlow && text[at] == '?' && !questions(text, at) {
			ok = false
			break
		}
	}
	for end = p.at; end > from && text[end-1] == ' '; end-- {
	}
	return end, ok
}

// endsBare tells whether a bare text ends before this character, one of inBare.
func (p *fastReader) endsBare(from int, inFlow bool) bool {
	switch p.text[p.at] {
	case '\n':
		return true
	case ':':
		return p.blankAt(p.at + 1)
	case '#':
		return p.at > from && p.text[p.at-1] == ' '
	case '?':
		return false
	}
	return inFlow
}

// moreLines reads the further lines of a bare text. Outside brackets they are
// deeper than what it is nested in. Ahead tells that the place is past the blanks of
// the line behind them.
func (p *fastReader) moreLines(n, parent int, inFlow bool) (ahead, ok bool) {
	if p.all[n].style != Plain {
		return false, true
	}
	for p.peek() == '\n' {
		breaks := p.breaks()
		c := p.peek()
		if c == 0 || c == '#' || !inFlow && p.at-p.start <= parent {
			return true, true
		}
		if p.mark() {
			return false, false
		}
		from := p.at
		end, ok := p.words(inFlow)
		if !ok {
			return false, false
		}
		if end == from { // a comma or a bracket
			break
		}
		p.join(n)
		p.fold(breaks)
		p.joinTo(n, p.text[from:end])
	}
	return false, p.peek() != ':'
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
func (p *fastReader) fold(breaks int) {
	if breaks == 1 {
		p.joined = append(p.joined, ' ')
		return
	}
	for range breaks - 1 {
		p.joined = append(p.joined, '\n')
	}
}

// quoted reads a text in quotes.
func (p *fastReader) quoted() bool {
	n := p.add(Scalar, Quoted, p.at)
	quote := p.text[p.at]
	p.at++
	rest := p.text[p.at:]
	end := bytes.IndexByte(rest, quote)
	if end < 0 {
		return false
	}
	again := quote == '\'' && end+1 < len(rest) && rest[end+1] == quote
	escaped := quote == '"' && bytes.IndexByte(rest[:end], '\\') >= 0
	if again || escaped || bytes.IndexByte(rest[:end], '\n') >= 0 {
		return p.joinQuoted(n, quote)
	}
	p.all[n].from, p.all[n].to = int32(p.at), int32(p.at+end)
	p.at += end + 1
	return true
}

// joinQuoted reads a text in quotes that has escapes or several lines.
func (p *fastReader) joinQuoted(n int, quote byte) bool {
	p.all[n].to = p.all[n].from
	p.join(n)
	for p.at < len(p.text) {
		from := p.at
		switch c := p.text[p.at]; {
		case c == quote && quote == '\'' && p.at+1 < len(p.text) && p.text[p.at+1] == quote:
			p.joined = append(p.joined, quote)
			p.at += 2
		case c == quote:
			p.at++
			p.joinTo(n, nil)
			return true
		case c == '\\' && quote == '"':
			if !p.escape() {
				return false
			}
		case c == '\n':
			breaks := 0
			for ; p.peek() == '\n'; breaks++ {
				if p.newline(); p.mark() {
					return false
				}
				p.blanks()
			}
			p.fold(breaks)
		default:
			for p.at++; p.at < len(p.text) && !inQuotes[p.text[p.at]]; p.at++ {
			}
			run := p.text[from:p.at]
			if p.peek() == '\n' {
				run = bytes.TrimRight(run, " ")
			}
			p.joined = append(p.joined, run...)
		}
	}
	return false
}

// inQuotes are the bytes that may mean something in quotes.
var inQuotes = [256]bool{'\n': true, '\\': true, '\'': true, '"': true}

// escapes are those that are read here but for \u.
var escapes = [256]byte{'"': '"', '\\': '\\', 'n': '\n', 'r': '\r', 't': '\t'}

// escape reads an escape.
func (p *fastReader) escape() bool {
	rest := p.text[p.at+1:]
	if len(rest) == 0 {
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
	r, err := strconv.ParseUint(string(rest[1:5]), 16, 16)
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
func (p *fastReader) literal(parent int) bool {
	n := p.add(Scalar, Literal, p.at)
	folded := p.text[p.at] == '>'
	p.at++
	strip := p.peek() == '-'
	if strip {
		p.at++
	}
	p.blanks()
	if !p.lineEnds() {
		return false
	}
	if p.at = p.lineEnd(); p.at == len(p.text) {
		return false
	}
	p.newline()
	p.blanks()
	indent := p.at - p.start
	if indent <= max(parent, 0) || p.peek() == '\n' || p.peek() == 0 {
		return false
	}
	from, end := p.at, p.lineEnd()
	p.all[n].from, p.all[n].to = int32(from), int32(end)
	for p.at = end; ; p.at = end {
		blank, more := p.literalLine(indent)
		if !more {
			break
		}
		if folded && p.peek() == ' ' {
			return false
		}
		p.join(n)
		if folded {
			p.fold(blank + 1)
		} else {
			for range blank + 1 {
				p.joined = append(p.joined, '\n')
			}
		}
		from, end = p.at, p.lineEnd()
		p.joinTo(n, p.text[from:end])
	}
	// The text ends with a line break if there is one and no - takes it away.
	switch it := &p.all[n]; {
	case strip || end == len(p.text):
	case it.apart:
		p.joinTo(n, []byte{'\n'})
	default:
		it.to++
	}
	return p.content()
}

// literalLine goes from the end of a line to the text of the block's next one,
// and counts the blank lines between. If there is none it stays.
func (p *fastReader) literalLine(indent int) (blank int, more bool) {
	at, start := p.at, p.start
	for ; p.peek() == '\n'; blank++ {
		p.newline()
		for p.at-p.start < indent && p.peek() == ' ' {
			p.at++
		}
		if c := p.peek(); p.at-p.start == indent && c != '\n' && c != 0 {
			return blank, true
		}
	}
	p.at, p.start = at, start
	return 0, false
}
