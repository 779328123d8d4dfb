package yamldoc

import "bytes"

// fast reads the YAML that answer files are written in: maps and lists, in
// lines or in brackets, texts that are bare, quoted or in blocks, comments. It
// gives the very nodes that slow gives, many times faster, or false. False is
// the answer to every mistake and to whatever it does not understand for
// certain, so that the library alone says what is wrong with a text. The text
// has gone through CheckText.
//
// Some of what it leaves to slow is common elsewhere: tabs, anchors, aliases,
// tags, directives, the marks ? and ..., a document that is no map or list in
// lines. Where it reads less than YAML allows, that is on purpose; where it
// follows the library against the standard, a comment says so.
func fast(text []byte, limits Limits) (*Node, bool) {
	var p fastReader
	if !p.document(text, limits) {
		return nil, false
	}
	return p.nodes(), true
}

// A fastReader is a place in a text, and what was read up to it. Its methods
// read what stands at the place and move it on; they give false where fast does.
type fastReader struct {
	items
	unix   []byte // the text without carriage returns, where it has some
	limits Limits
	keys   int // of all maps read so far
	listed int // items of all lists

	at     int // the place of the next byte
	start  int // the place at which its line starts
	indent int // set by next: how deep the line is, or -1 at the end of the text
}

// begin goes to the start of a text. What was read before is forgotten, and its
// memory used again.
func (p *fastReader) begin(text []byte, limits Limits) {
	*p = fastReader{items: items{text: text, all: p.all[:0], joined: p.joined[:0]}, unix: p.unix, limits: limits}
}

// document reads the one document in a text, as it stands or, where that will not do,
// tidied.
func (p *fastReader) document(text []byte, limits Limits) bool {
	return p.standing(text, limits) || marked(text) && p.standing(tidy(text), limits)
}

func (p *fastReader) standing(text []byte, limits Limits) bool {
	if bytes.IndexByte(text, '\r') >= 0 {
		p.unix = p.unix[:0]
		for line := range bytes.SplitSeq(text, []byte("\r\n")) {
			p.unix = append(append(p.unix, line...), '\n')
		}
		if text = p.unix[:len(p.unix)-1]; bytes.IndexByte(text, '\r') >= 0 {
			return false
		}
	}
	if bytes.IndexByte(text, '\t') >= 0 {
		return false
	}
	p.begin(text, limits)
	ok := p.content()
	if !ok && bytes.HasPrefix(p.text[p.at:], []byte("---")) && p.blankAt(p.at+3) {
		p.at += 3
		ok = p.next()
	}
	if !ok || p.indent < 0 || !p.value(-1, 1, true) || p.indent >= 0 {
		return false
	}
	return p.all[0].style == Block && p.keys <= limits.Keys && p.listed <= limits.Keys
}

// value reads a value up to the next line. It is nested in a map or a list that
// is parent deep. A map or a list in lines can begin here where nothing but
// dashes stands before it on its line.
func (p *fastReader) value(parent, depth int, mayBeBlock bool) bool {
	switch c := p.peek(); {
	case c == '{' || c == '[':
		return p.flow(depth) && p.next()
	case c == '|' || c == '>':
		return p.literal(parent)
	case p.dash():
		return mayBeBlock && p.blockList(depth)
	}
	n := len(p.all)
	if !p.scalar(false) {
		return false
	}
	if mayBeBlock && p.colon(n) {
		return p.blockMap(n, depth)
	}
	ahead, ok := p.moreLines(n, parent, false)
	return ok && (ahead && p.content() || !ahead && p.next())
}

// blockMap reads a map in lines, from behind its first colon on. In the place of its
// first key it puts itself.
func (p *fastReader) blockMap(n, depth int) bool {
	if depth > p.limits.Depth {
		return false
	}
	key := p.all[n]
	p.all[n] = item{kind: Map, style: Block, at: key.at}
	p.all = append(p.all, key)
	indent := int(key.at) - p.start
	for keys := (keys{}); keys.distinct(&p.items, n); {
		if !p.blockItem(indent, depth+1) || p.indent > indent {
			return false
		}
		if p.indent < indent {
			p.close(n)
			return true
		}
		if at := len(p.all); !p.scalar(false) || !p.colon(at) {
			return false
		}
	}
	return false
}

// colon passes over a colon that makes a key of the text just read.
func (p *fastReader) colon(key int) bool {
	from, at := int(p.all[key].at), p.at
	for at < len(p.text) && p.text[at] == ' ' {
		at++
	}
	if at == len(p.text) || p.text[at] != ':' || !p.blankAt(at+1) || at-from > maxKey || from < p.start {
		return false
	}
	p.at = at + 1
	p.keys++
	return true
}

// blockItem reads the value of a key, from behind its colon on.
func (p *fastReader) blockItem(indent, depth int) bool {
	behind := p.at
	p.blanks()
	if !p.lineEnds() {
		return p.value(indent, depth, false)
	}
	if !p.next() {
		return false
	}
	switch {
	case p.indent > indent:
		return p.value(indent, depth, true)
	case p.indent == indent && p.dash(): // the dashes stand no deeper than the key
		return p.blockList(depth)
	}
	p.add(Scalar, Plain, behind)
	return true
}

// blockList reads a list in lines, from its first dash on. What stands as deep
// behind it is for the map it is in, or for nobody.
func (p *fastReader) blockList(depth int) bool {
	if depth > p.limits.Depth {
		return false
	}
	n, indent := p.add(List, Block, p.at), p.at-p.start
	for {
		p.at++
		p.listed++
		if !p.listItem(indent, depth+1) || p.indent > indent {
			return false
		}
		if p.indent < indent || !p.dash() {
			p.close(n)
			return true
		}
	}
}

// listItem reads an item of a list in lines, from behind its dash on.
func (p *fastReader) listItem(indent, depth int) bool {
	behind := p.at
	p.blanks()
	if !p.lineEnds() {
		return p.value(indent, depth, true)
	}
	if !p.next() {
		return false
	}
	if p.indent <= indent {
		p.add(Scalar, Plain, behind)
		return true
	}
	return p.value(indent, depth, true)
}

// next goes to the next line that holds more than blanks and a comment, if
// nothing else is left of this one.
func (p *fastReader) next() bool {
	p.blanks()
	return p.lineEnds() && p.content()
}

// content is next for a place with nothing but blanks before it on its line, or
// nothing but blanks and a comment behind it. It gives false on a line that
// marks the start or the end of a document.
func (p *fastReader) content() bool {
	for {
		p.blanks()
		switch p.peek() {
		case '#':
			p.at = p.lineEnd()
		case '\n', 0:
		default:
			p.indent = p.at - p.start
			return p.indent > 0 || !p.mark()
		}
		if p.at == len(p.text) {
			p.indent = -1
			return true
		}
		p.newline()
	}
}

// lineEnds tells whether nothing is left of the line but a comment. The library
// takes a # behind a closing quote for one, too; that is left to it.
func (p *fastReader) lineEnds() bool {
	switch p.peek() {
	case '\n', 0:
		return true
	case '#':
		return p.at == p.start || p.text[p.at-1] == ' '
	}
	return false
}

// mark tells whether the line starts with the mark of a document's start or end.
func (p *fastReader) mark() bool {
	if p.start == len(p.text) {
		return false
	}
	c := p.text[p.start]
	return (c == '-' || c == '.') && bytes.HasPrefix(p.text[p.start:], []byte{c, c, c})
}

// dash tells whether a list's item begins here.
func (p *fastReader) dash() bool {
	return p.peek() == '-' && p.blankAt(p.at+1)
}

// peek gives the next byte, or 0 at the end of the text.
func (p *fastReader) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

// blankAt tells whether a place holds a space or ends the line.
func (p *fastReader) blankAt(at int) bool {
	return at >= len(p.text) || p.text[at] == ' ' || p.text[at] == '\n'
}

func (p *fastReader) blanks() {
	for p.at < len(p.text) && p.text[p.at] == ' ' {
		p.at++
	}
}

// newline passes over a line break.
func (p *fastReader) newline() {
	p.at++
	p.start = p.at
}

// lineEnd gives the place of the next line break, or of the end of the text.
func (p *fastReader) lineEnd() int {
	if i := bytes.IndexByte(p.text[p.at:], '\n'); i >= 0 {
		return p.at + i
	}
	return len(p.text)
}
