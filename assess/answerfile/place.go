package answerfile

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"collectiveimpact/samklar/questions/yamldoc"
)

// indentOf gives the column, from 0, of a block map's keys.
func indentOf(m *yamldoc.Node) int {
	if len(m.Items) == 0 {
		return 0
	}
	return m.Items[0].Column - 1
}

// newline gives the line break that the file uses.
func (d *Document) newline() string {
	if bytes.Contains(d.source, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}

// offset gives the place in the text, in bytes, at which a node begins.
func (d *Document) offset(n *yamldoc.Node) int {
	at := 0
	for line := 1; line < n.Line && at < len(d.source); line++ {
		at = d.afterBreak(d.lineEnd(at))
	}
	if n.Line > 1 && bytes.HasPrefix(d.source[at:], []byte(bom)) {
		at += len(bom) // a file was put behind another here
	}
	for column := 1; column < n.Column && at < len(d.source); column++ {
		_, size := utf8.DecodeRune(d.source[at:])
		at += size
	}
	return at
}

// lineEnd gives the place of the first line break from a place on. JSON counts
// line feeds; YAML also carriage returns.
func (d *Document) lineEnd(at int) int {
	for at < len(d.source) {
		r, size := utf8.DecodeRune(d.source[at:])
		if r == '\n' || !d.json && r == '\r' {
			break
		}
		at += size
	}
	return at
}

func (d *Document) afterBreak(at int) int {
	if at >= len(d.source) {
		return at
	}
	if bytes.HasPrefix(d.source[at:], []byte("\r\n")) {
		return at + 2
	}
	_, size := utf8.DecodeRune(d.source[at:])
	return at + size
}

func (d *Document) lineStart(at int) int {
	return bytes.LastIndexByte(d.source[:at], '\n') + 1
}

// end gives the place after a value. Indent is that of the keys of the block
// map it stands in.
func (d *Document) end(n *yamldoc.Node, indent int) int {
	at := d.offset(n)
	switch {
	case n.Style == yamldoc.Flow:
		return d.flowEnd(at)
	case n.Style == yamldoc.Quoted:
		return d.quotedEnd(at)
	case n.Style == yamldoc.Literal:
		return d.literalEnd(at, indent)
	case n.Kind == yamldoc.Scalar:
		return d.plainEnd(at, n.Text)
	}
	last := &n.Items[len(n.Items)-1]
	if n.Kind == yamldoc.Map {
		indent = indentOf(n)
	} else {
		indent = n.Column - 1
	}
	return d.end(last, indent)
}

// plainEnd follows a bare scalar, which may be folded over several lines, word
// by word: it holds no escapes.
func (d *Document) plainEnd(at int, text string) int {
	for word := range strings.FieldsSeq(text) {
		for at < len(d.source) && !bytes.HasPrefix(d.source[at:], []byte(word)) {
			at++
		}
		at += len(word)
	}
	return min(at, len(d.source))
}

// quotedEnd gives the place after the closing quote.
func (d *Document) quotedEnd(at int) int {
	mark := d.source[at]
	for at++; at < len(d.source); at++ {
		switch c := d.source[at]; {
		case c == '\\' && mark == '"':
			at++
		case c == mark && mark == '\'' && at+1 < len(d.source) && d.source[at+1] == '\'':
			at++
		case c == mark:
			return at + 1
		}
	}
	return len(d.source)
}

// flowEnd gives the place after the bracket that closes the one at a place.
// Quotes open a quoted scalar only where a value can begin, a # a comment only
// after a blank.
func (d *Document) flowEnd(at int) int {
	depth := 0
	begins, afterQuote := true, false
	for ; at < len(d.source); at++ {
		switch c := d.source[at]; {
		case c == '{' || c == '[':
			depth++
			begins = true
		case c == '}' || c == ']':
			if depth--; depth == 0 {
				return at + 1
			}
			begins, afterQuote = false, false
		case (c == '"' || c == '\'') && begins:
			at = d.quotedEnd(at) - 1
			begins, afterQuote = false, true
		case c == '#' && !d.json && strings.IndexByte(" \t\r\n", d.source[at-1]) >= 0:
			at = d.lineEnd(at) - 1
		case c == ',':
			begins = true
		case c == ':': // divides a key from its value before a blank, or behind a quote
			begins = d.json || afterQuote || at+1 == len(d.source) || strings.IndexByte(" \t\r\n", d.source[at+1]) >= 0
		case c != ' ' && c != '\t' && c != '\r' && c != '\n':
			begins, afterQuote = false, false
		}
	}
	return len(d.source)
}

// literalEnd gives the end of a block scalar: of its last line that holds more
// than blanks, and with the mark + of the blank lines after it. Its first line
// of text, or a digit in its mark, says how deep its lines are; a line that is
// less deep is a comment or the next key.
func (d *Document) literalEnd(at, indent int) int {
	end := d.lineEnd(at)
	header, _, _ := strings.Cut(string(d.source[at:end]), " ")
	depth := 0
	if i := strings.IndexAny(header, "123456789"); i > 0 {
		depth = indent + int(header[i]-'0')
	}
	for next := d.afterBreak(end); next < len(d.source); {
		stop := d.lineEnd(next)
		line := d.source[next:stop]
		text := bytes.TrimLeft(line, " ")
		blank := len(bytes.TrimRight(text, "\r")) == 0
		margin := len(line) - len(text)
		if depth == 0 && !blank {
			depth = max(margin, indent+1)
		}
		if !blank && (margin < depth || margin <= indent && depth <= indent) {
			break
		}
		if !blank || strings.Contains(header, "+") {
			end = stop
		}
		after := d.afterBreak(stop)
		if after == stop {
			break
		}
		next = after
	}
	return end
}
