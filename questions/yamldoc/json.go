package yamldoc

import (
	"bytes"
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
	p := jsonReader{file: file}
	if !p.document(text, limits) {
		return nil, p.problems
	}
	return p.nodes(), p.problems.Err()
}

// A jsonReader is a place in a JSON text, and what was read up to it.
type jsonReader struct {
	fastReader
	file     string
	problems diag.List
	counter  builder // of the places of problems
}

func (p *jsonReader) document(text []byte, limits Limits) bool {
	p.begin(text, limits)
	if !p.value(1) {
		return false
	}
	if p.space(); p.at == len(p.text) {
		return true
	}
	if p.text[p.at] == '{' {
		return p.fail("second-document", "a second document begins here; expected one")
	}
	return p.fail("syntax", "not valid JSON: %s after the end of the document", p.found())
}

// report reports a problem at a place that is not before the last.
func (p *jsonReader) report(at int, code, format string, args ...any) {
	if p.counter.line == 0 {
		p.counter.text, p.counter.line = string(p.text), 1
	}
	p.counter.goTo(at)
	p.problems = append(p.problems, diag.Diagnostic{
		File: p.file, Line: p.counter.line, Column: p.counter.characters + 1, Code: code, Message: fmt.Sprintf(format, args...),
	})
}

func (p *jsonReader) fail(code, format string, args ...any) bool {
	p.report(p.at, code, format, args...)
	return false
}

// found names what stands at the reader's place.
func (p *jsonReader) found() string {
	if p.at >= len(p.text) {
		return "the end of the text"
	}
	r, _ := utf8.DecodeRune(p.text[p.at:])
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

func (p *jsonReader) value(depth int) bool {
	p.space()
	if p.at >= len(p.text) {
		return p.fail("syntax", "not valid JSON: the text ends where a value is expected")
	}
	switch c := p.text[p.at]; {
	case (c == '{' || c == '[') && depth > p.limits.Depth:
		return p.fail("too-deep", "nested more than %d deep", p.limits.Depth)
	case c == '{':
		return p.object(depth)
	case c == '[':
		return p.array(depth)
	case c == '"':
		return p.str()
	}
	return p.word()
}

func (p *jsonReader) object(depth int) bool {
	n := p.add(Map, Flow, p.at)
	p.at++
	var keys keys
	for empty := p.next('}'); !empty; {
		p.space()
		key := len(p.all)
		if p.peek() != '"' {
			why := ""
			if depth == 1 && key == n+1 {
				why = "; a text that begins with { is read as JSON"
			}
			return p.fail("syntax", "not valid JSON: found %s; expected a key in double quotes%s", p.found(), why)
		}
		if !p.str() {
			return false
		}
		if p.keys++; p.keys > p.limits.Keys {
			return p.fail("too-many-keys", "more than %d keys in one document", p.limits.Keys)
		}
		if first := keys.first(&p.items, n); first != key {
			line := bytes.Count(p.text[:p.all[first].at], []byte("\n")) + 1
			p.report(int(p.all[key].at), duplicateKey, standsTwice, diag.Quote(string(p.textOf(key))), line)
		}
		if !p.next(':') {
			return p.fail("syntax", "not valid JSON: found %s; expected : after the key", p.found())
		}
		if !p.value(depth + 1) {
			return false
		}
		if empty = p.next('}'); !empty && !p.next(',') {
			return p.fail("syntax", "not valid JSON: found %s; expected , or }", p.found())
		}
	}
	p.close(n)
	return true
}

func (p *jsonReader) array(depth int) bool {
	n := p.add(List, Flow, p.at)
	p.at++
	for empty := p.next(']'); !empty; {
		if p.listed++; p.listed > p.limits.Keys {
			p.space()
			return p.fail("too-many-items", "more than %d list items in one document", p.limits.Keys)
		}
		if !p.value(depth + 1) {
			return false
		}
		if empty = p.next(']'); !empty && !p.next(',') {
			return p.fail("syntax", "not valid JSON: found %s; expected , or ]", p.found())
		}
	}
	p.close(n)
	return true
}

// word reads a number, true, false or null.
func (p *jsonReader) word() bool {
	w := p.text[p.at:]
	if end := bytes.IndexAny(w, ",]} \t\r\n"); end >= 0 {
		w = w[:end]
	}
	switch {
	case len(w) == 0:
		return p.fail("syntax", "not valid JSON: found %s; expected a value", p.found())
	case !json.Valid(w):
		return p.fail("syntax", "not valid JSON: found %s; expected a value", diag.Quote(string(w)))
	}
	n := p.add(Scalar, Plain, p.at)
	p.at += len(w)
	p.all[n].to = int32(p.at)
	return true
}

// str reads a string, from its opening to its closing quote.
func (p *jsonReader) str() bool {
	n := p.add(Scalar, Quoted, p.at)
	p.at++
	from := p.at
	p.all[n].from, p.all[n].to = int32(from), int32(from)
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case '"':
			if p.all[n].apart {
				p.joinTo(n, p.text[from:p.at])
			} else {
				p.all[n].to = int32(p.at)
			}
			p.at++
			return true
		case '\\':
			p.join(n)
			p.joined = append(p.joined, p.text[from:p.at]...)
			if !p.escape() {
				return false
			}
			from = p.at
		case '\n', '\t', '\r':
			return p.fail("syntax", "not valid JSON: a string holds a bare line break or tab; write it escaped")
		default:
			p.at++
		}
	}
	return p.fail("syntax", "not valid JSON: the text ends inside a string")
}

// escape reads what follows a backslash. Half a surrogate pair is refused
// rather than replaced, which would lose what was meant.
func (p *jsonReader) escape() bool {
	if p.at+1 >= len(p.text) {
		return p.fail("syntax", "not valid JSON: the text ends inside a string")
	}
	const short, long = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	c := p.text[p.at+1]
	if i := strings.IndexByte(short, c); i >= 0 {
		p.joined = append(p.joined, long[i])
		p.at += 2
		return true
	}
	r, ok := p.hex(p.at)
	if !ok {
		escaped, _ := utf8.DecodeRune(p.text[p.at+1:])
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
	p.joined = utf8.AppendRune(p.joined, r)
	p.at += size
	return true
}

// hex reads \uXXXX at a place.
func (p *jsonReader) hex(at int) (rune, bool) {
	if at+6 > len(p.text) || p.text[at] != '\\' || p.text[at+1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(p.text[at+2:at+6]), 16, 16)
	return rune(n), err == nil
}
