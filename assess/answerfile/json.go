package answerfile

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/yamldoc"
)

// parseJSON reads a JSON text (RFC 8259) into the nodes that YAML is read into.
// The YAML library would read most of it, and damage some: escaped surrogate
// pairs, \/ and long keys. Numbers, true, false and null become bare scalars.
// It stops at the first thing that is not JSON; duplicate keys are collected.
// The texts of the nodes are parts of one copy of the whole text.
func parseJSON(file string, text []byte) (*yamldoc.Node, error) {
	piece := min(len(text)/32+16, 1024)
	p := jsonParser{file: file, text: string(text), line: 1, open: make([]yamldoc.Node, 0, piece), piece: piece}
	return p.document()
}

func (p *jsonParser) document() (*yamldoc.Node, error) {
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

type jsonParser struct {
	file     string
	text     string
	at       int
	line     int
	start    int // of the line
	keys     int
	items    int // of all lists
	problems diag.List

	open   []yamldoc.Node // the items of the lists and objects that are being read
	closed []yamldoc.Node // free memory for the items of those that have been read
	piece  int            // for how many nodes memory is taken at once

	counted, characters int // how many characters of the line end at a place
	looked              int // bytes gone through to count them, in all
}

// column counts on from the place it counted to last: a line may hold a hundred
// thousand values.
func (p *jsonParser) column() int {
	if p.counted < p.start || p.counted > p.at {
		p.counted, p.characters = p.start, 0
	}
	p.looked += p.at - p.counted
	p.characters += utf8.RuneCountInString(p.text[p.counted:p.at])
	p.counted = p.at
	return p.characters + 1
}

func (p *jsonParser) fail(code, format string, args ...any) bool {
	p.problems = append(p.problems, diag.Diagnostic{
		File: p.file, Line: p.line, Column: p.column(), Code: code, Message: fmt.Sprintf(format, args...),
	})
	return false
}

// found names what stands at the reader's place.
func (p *jsonParser) found() string {
	if p.at >= len(p.text) {
		return "the end of the text"
	}
	r, _ := utf8.DecodeRuneInString(p.text[p.at:])
	return diag.Quote(string(r))
}

func (p *jsonParser) space() {
	for ; p.at < len(p.text); p.at++ {
		switch p.text[p.at] {
		case '\n':
			p.line++
			p.start = p.at + 1
		case ' ', '\t', '\r':
		default:
			return
		}
	}
}

// next skips space and tells whether c follows, taking it if so.
func (p *jsonParser) next(c byte) bool {
	p.space()
	if p.at < len(p.text) && p.text[p.at] == c {
		p.at++
		return true
	}
	return false
}

func (p *jsonParser) value(depth int) (yamldoc.Node, bool) {
	p.space()
	n := yamldoc.Node{Line: p.line, Column: p.column()}
	if p.at >= len(p.text) {
		return n, p.fail("syntax", "not valid JSON: the text ends where a value is expected")
	}
	if c := p.text[p.at]; depth > limits.Depth && (c == '{' || c == '[') {
		return n, p.fail("too-deep", "nested more than %d deep", limits.Depth)
	}
	switch p.text[p.at] {
	case '{':
		n.Kind, n.Style = yamldoc.Map, yamldoc.Flow
		ok := p.object(&n, depth)
		return n, ok
	case '[':
		n.Kind, n.Style = yamldoc.List, yamldoc.Flow
		ok := p.array(&n, depth)
		return n, ok
	case '"':
		n.Style = yamldoc.Quoted
		var ok bool
		n.Text, ok = p.str()
		return n, ok
	default:
		var ok bool
		n.Text, ok = p.word()
		return n, ok
	}
}

func (p *jsonParser) object(n *yamldoc.Node, depth int) bool {
	p.at++
	if p.next('}') {
		return true
	}
	base := len(p.open)
	var seen map[string]int // the lines of the keys, where there are many
	for {
		p.space()
		key := yamldoc.Node{Style: yamldoc.Quoted, Line: p.line, Column: p.column()}
		if p.at >= len(p.text) || p.text[p.at] != '"' {
			return p.fail("syntax", "not valid JSON: found %s; expected a key in double quotes", p.found())
		}
		var ok bool
		if key.Text, ok = p.str(); !ok {
			return false
		}
		if p.keys++; p.keys > limits.Keys {
			return p.fail("too-many-keys", "more than %d keys in one document", limits.Keys)
		}
		if seen == nil && len(p.open)-base > 2*fewKeys {
			seen = make(map[string]int)
			for i := base; i < len(p.open); i += 2 {
				seen[p.open[i].Text] = p.open[i].Line
			}
		}
		if first := p.lineOf(key.Text, base, seen); first > 0 {
			p.problems = append(p.problems, diag.Diagnostic{
				File: p.file, Line: key.Line, Column: key.Column, Code: "duplicate-key",
				Message: fmt.Sprintf("key %s stands here a second time; the first is on line %d", diag.Quote(key.Text), first),
			})
		}
		if seen != nil {
			seen[key.Text] = key.Line
		}
		if !p.next(':') {
			return p.fail("syntax", "not valid JSON: found %s; expected : after the key", p.found())
		}
		v, ok := p.value(depth + 1)
		if !ok {
			return false
		}
		p.open = append(p.open, key, v)
		if p.next('}') {
			p.close(n, base)
			return true
		}
		if !p.next(',') {
			return p.fail("syntax", "not valid JSON: found %s; expected , or }", p.found())
		}
	}
}

// fewKeys are searched, more are indexed.
const fewKeys = 64

// lineOf returns the line of the last key so far of the object whose items stand
// from base on, or 0.
func (p *jsonParser) lineOf(key string, base int, seen map[string]int) int {
	if seen != nil {
		return seen[key]
	}
	for i := len(p.open) - 2; i >= base; i -= 2 {
		if p.open[i].Text == key {
			return p.open[i].Line
		}
	}
	return 0
}

// close moves the items read since base into their list or object.
func (p *jsonParser) close(n *yamldoc.Node, base int) {
	items := p.open[base:]
	if len(items) > len(p.closed) {
		p.closed = make([]yamldoc.Node, max(p.piece, len(items)))
	}
	n.Items = p.closed[:len(items):len(items)]
	p.closed = p.closed[len(items):]
	copy(n.Items, items)
	p.open = p.open[:base]
}

func (p *jsonParser) array(n *yamldoc.Node, depth int) bool {
	p.at++
	if p.next(']') {
		return true
	}
	base := len(p.open)
	for {
		if p.items++; p.items > limits.Keys {
			p.space()
			return p.fail("too-many-items", "more than %d list items in one document", limits.Keys)
		}
		v, ok := p.value(depth + 1)
		if !ok {
			return false
		}
		p.open = append(p.open, v)
		if p.next(']') {
			p.close(n, base)
			return true
		}
		if !p.next(',') {
			return p.fail("syntax", "not valid JSON: found %s; expected , or ]", p.found())
		}
	}
}

// word reads a number, true, false or null.
func (p *jsonParser) word() (string, bool) {
	rest := p.text[p.at:]
	end := strings.IndexAny(rest, ",]} \t\r\n")
	if end < 0 {
		end = len(rest)
	}
	w := rest[:end]
	if w == "" {
		return "", p.fail("syntax", "not valid JSON: found %s; expected a value", p.found())
	}
	if w != "true" && w != "false" && w != "null" && !isNumber(w) {
		return "", p.fail("syntax", "not valid JSON: found %s; expected a value", diag.Quote(w))
	}
	p.at += end
	return w, true
}

// isNumber tells whether a word is a JSON number. ParseFloat also accepts
// forms that JSON does not have, so their signs are refused first.
func isNumber(w string) bool {
	digits := strings.TrimPrefix(w, "-")
	if digits == "" || digits[0] < '0' || digits[0] > '9' || strings.ContainsAny(w, "xX_pPiInN") {
		return false
	}
	if len(digits) > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9' {
		return false
	}
	if strings.HasSuffix(w, ".") || strings.Contains(w, ".e") || strings.Contains(w, ".E") {
		return false
	}
	_, err := strconv.ParseFloat(w, 64)
	return err == nil || strings.Contains(err.Error(), "range")
}

// str reads a string, from its opening to its closing quote.
func (p *jsonParser) str() (string, bool) {
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
func (p *jsonParser) escape(b *strings.Builder) bool {
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
func (p *jsonParser) hex(at int) (rune, bool) {
	if at+6 > len(p.text) || p.text[at] != '\\' || p.text[at+1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(p.text[at+2:at+6], 16, 16)
	return rune(n), err == nil
}
