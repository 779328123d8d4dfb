package yamldoc

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"collectiveimpact/samklar/questions/diag"
)

// ParseJSON reads a JSON text (RFC 8259) into the nodes that YAML is read into.
// The YAML library would read most of it, and damage some: escaped surrogate
// pairs, \/ and long keys. Numbers, true, false and null become bare scalars.
// It stops at the first thing that is not JSON; duplicate keys are collected.
// That the text is sound is for CheckText to say first.
func ParseJSON(file string, text []byte, limits Limits) (*Node, error) {
	p := jsonReader{fastReader: newReader(string(text), limits), file: file}
	return p.document()
}

// A jsonReader is a place in a JSON text, and what was read up to it.
type jsonReader struct {
	fastReader
	file     string
	problems diag.List
}

func (p *jsonReader) document() (*Node, error) {
	root, ok := p.value(1)
	if ok {
		p.space()
		if p.at < len(p.text) {
			if p.text[p.at] == '{' {
				ok = p.fail("second-document", "a second document begins here; expected one")
			} else {
				ok = p.fail("syntax", "not valid JSON: %s after the end of the document", p.found())
			}
		}
	}
	if !ok {
		return nil, p.problems
	}
	return &root, p.problems.Err()
}

func (p *jsonReader) report(at Node, code, format string, args ...any) {
	p.problems = append(p.problems, diag.Diagnostic{
		File: p.file, Line: at.Line, Column: at.Column, Code: code, Message: fmt.Sprintf(format, args...),
	})
}

func (p *jsonReader) fail(code, format string, args ...any) bool {
	p.report(p.begin(Plain), code, format, args...)
	return false
}

// found names what stands at the reader's place.
func (p *jsonReader) found() string {
	if p.at >= len(p.text) {
		return "the end of the text"
	}
	r, _ := utf8.DecodeRuneInString(p.text[p.at:])
	return diag.Quote(string(r))
}

func (p *jsonReader) space() {
	for {
		switch p.peek() {
		case '\n':
			p.newline()
		case ' ', '\t', '\r':
			p.at++
		default:
			return
		}
	}
}

// next skips space and tells whether c follows, taking it if so.
func (p *jsonReader) next(c byte) bool {
	p.space()
	if p.peek() == c {
		p.at++
		return true
	}
	return false
}

func (p *jsonReader) value(depth int) (n Node, ok bool) {
	p.space()
	n = p.begin(Plain)
	if p.at >= len(p.text) {
		return n, p.fail("syntax", "not valid JSON: the text ends where a value is expected")
	}
	c := p.text[p.at]
	switch {
	case (c == '{' || c == '[') && depth > p.limits.Depth:
		ok = p.fail("too-deep", "nested more than %d deep", p.limits.Depth)
	case c == '{':
		n.Kind, n.Style = Map, Flow
		ok = p.object(&n, depth)
	case c == '[':
		n.Kind, n.Style = List, Flow
		ok = p.array(&n, depth)
	case c == '"':
		n.Style = Quoted
		n.Text, ok = p.str()
	default:
		n.Text, ok = p.word()
	}
	return n, ok
}

func (p *jsonReader) object(n *Node, depth int) bool {
	p.at++
	if p.next('}') {
		return true
	}
	base := len(p.open)
	var keys keys
	for {
		p.space()
		key := p.begin(Quoted)
		if p.peek() != '"' {
			why := ""
			if depth == 1 && len(p.open) == base {
				why = "; a text that begins with { is read as JSON"
			}
			return p.fail("syntax", "not valid JSON: found %s; expected a key in double quotes%s", p.found(), why)
		}
		var ok bool
		if key.Text, ok = p.str(); !ok {
			return false
		}
		if p.keys++; p.keys > p.limits.Keys {
			return p.fail("too-many-keys", "more than %d keys in one document", p.limits.Keys)
		}
		p.open = append(p.open, key)
		if first := keys.first(p.open[base:]); first > 0 {
			p.report(key, duplicateKey, standsTwice, diag.Quote(key.Text), first)
		}
		if !p.next(':') {
			return p.fail("syntax", "not valid JSON: found %s; expected : after the key", p.found())
		}
		v, ok := p.value(depth + 1)
		if !ok {
			return false
		}
		p.open = append(p.open, v)
		if p.next('}') {
			p.take(n, base)
			return true
		}
		if !p.next(',') {
			return p.fail("syntax", "not valid JSON: found %s; expected , or }", p.found())
		}
	}
}

func (p *jsonReader) array(n *Node, depth int) bool {
	p.at++
	if p.next(']') {
		return true
	}
	base := len(p.open)
	for {
		if p.items++; p.items > p.limits.Keys {
			p.space()
			return p.fail("too-many-items", "more than %d list items in one document", p.limits.Keys)
		}
		v, ok := p.value(depth + 1)
		if !ok {
			return false
		}
		p.open = append(p.open, v)
		if p.next(']') {
			p.take(n, base)
			return true
		}
		if !p.next(',') {
			return p.fail("syntax", "not valid JSON: found %s; expected , or ]", p.found())
		}
	}
}

// word reads a number, true, false or null.
func (p *jsonReader) word() (string, bool) {
	w := p.text[p.at:]
	if end := strings.IndexAny(w, ",]} \t\r\n"); end >= 0 {
		w = w[:end]
	}
	switch {
	case w == "":
		return "", p.fail("syntax", "not valid JSON: found %s; expected a value", p.found())
	case !json.Valid([]byte(w)):
		return "", p.fail("syntax", "not valid JSON: found %s; expected a value", diag.Quote(w))
	}
	p.at += len(w)
	return w, true
}

// str reads a string, from its opening to its closing quote.
func (p *jsonReader) str() (string, bool) {
	p.at++
	from := p.at
	var before strings.Builder // what stands before that, where there are escapes
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case '"':
			part := p.text[from:p.at]
			p.at++
			if before.Len() == 0 {
				return part, true
			}
			before.WriteString(part)
			return before.String(), true
		case '\\':
			before.WriteString(p.text[from:p.at])
			if !p.escape(&before) {
				return "", false
			}
			from = p.at
		case '\n', '\t', '\r':
			return "", p.fail("syntax", "not valid JSON: a string holds a bare line break or tab; write it escaped")
		default:
			p.at++
		}
	}
	return "", p.fail("syntax", "not valid JSON: the text ends inside a string")
}

// escape reads what follows a backslash. Half a surrogate pair is refused
// rather than replaced, which would lose what was meant.
func (p *jsonReader) escape(b *strings.Builder) bool {
	if p.at+1 >= len(p.text) {
		return p.fail("syntax", "not valid JSON: the text ends inside a string")
	}
	const short, long = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	c := p.text[p.at+1]
	if i := strings.IndexByte(short, c); i >= 0 {
		b.WriteByte(long[i])
		p.at += 2
		return true
	}
	r, ok := p.hex(p.at)
	if !ok {
		escaped, _ := utf8.DecodeRuneInString(p.text[p.at+1:])
		word := `\` + string(escaped)
		if !unicode.IsPrint(escaped) {
			word = diag.Quote(word)
		}
		return p.fail("syntax", "not valid JSON: unknown escape %s in a string", word)
	}
	size := 6
	if utf16.IsSurrogate(r) {
		low, _ := p.hex(p.at + 6)
		if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
			return p.fail("syntax", "not valid JSON: half a surrogate pair in a string")
		}
		size = 12
	}
	b.WriteRune(r)
	p.at += size
	return true
}

// hex reads \uXXXX at a place.
func (p *jsonReader) hex(at int) (rune, bool) {
	if at+6 > len(p.text) || p.text[at] != '\\' || p.text[at+1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(p.text[at+2:at+6], 16, 16)
	return rune(n), err == nil
}
