package yamldoc

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

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
	if bytes.IndexByte(text, '\t') >= 0 {
		return nil, false
	}
	s := string(text)
	if strings.IndexByte(s, '\r') >= 0 {
		if s = strings.ReplaceAll(s, "\r\n", "\n"); strings.IndexByte(s, '\r') >= 0 {
			return nil, false
		}
	}
	p := newReader(s, limits)
	root, ok := p.document()
	if !ok {
		return nil, false
	}
	return &root, true
}

// A fastReader is a place in a text, and what was read up to it. Its methods
// read what stands at the place and move it on; they give false where fast does.
type fastReader struct {
	text   string
	limits Limits
	keys   int // of all maps read so far
	items  int // of all lists

	at     int // the place of the next byte
	line   int // its line, from 1
	start  int // the place at which its line starts
	indent int // set by next: how deep the line is, or -1 at the end of the text

	counted, characters int // how many characters of the line end at a place
	looked              int // bytes gone through to count them, in all

	open   []Node // the items of the lists and maps that are being read
	closed []Node // free memory for the items of those that have been read
	piece  int    // for how many nodes memory is taken at once
	joined []byte // of a text that does not stand in one piece
}

func newReader(text string, limits Limits) fastReader {
	piece := min(len(text)/32+16, 1024) // answer files have a node in ten to thirty bytes
	return fastReader{text: text, limits: limits, line: 1, open: make([]Node, 0, piece), piece: piece}
}

func (p *fastReader) document() (Node, bool) {
	ok := p.content()
	if !ok && strings.HasPrefix(p.text[p.at:], "---") && p.blankAt(p.at+3) {
		p.at += 3
		ok = p.next()
	}
	if !ok || p.indent < 0 {
		return Node{}, false
	}
	root, ok := p.value(-1, 1, true)
	return root, ok && root.Style == Block && p.indent < 0
}

// value reads a value up to the next line. It is nested in a map or a list that
// is parent deep. A map or a list in lines can begin here where nothing but
// dashes stands before it on its line.
func (p *fastReader) value(parent, depth int, mayBeBlock bool) (Node, bool) {
	switch c := p.peek(); {
	case c == '{' || c == '[':
		n, ok := p.flow(depth)
		return n, ok && p.next()
	case c == '|' || c == '>':
		return p.literal(parent)
	case p.dash():
		if !mayBeBlock {
			return Node{}, false
		}
		return p.blockList(depth)
	}
	from, indent := p.at, p.at-p.start
	n, ok := p.scalar(false)
	if ok && mayBeBlock && p.colon(&n, from) {
		return p.blockMap(n, indent, depth)
	}
	return n, ok && p.moreLines(&n, parent, false) && p.next()
}

// blockMap reads a map in lines, from behind its first colon on.
func (p *fastReader) blockMap(key Node, indent, depth int) (Node, bool) {
	n := Node{Kind: Map, Style: Block, Line: key.Line, Column: key.Column}
	if depth > p.limits.Depth {
		return n, false
	}
	base := len(p.open)
	for {
		item, ok := p.blockItem(indent, depth+1)
		if !ok || p.indent > indent {
			return n, false
		}
		p.open = append(p.open, key, item)
		if p.indent < indent {
			return p.close(n, base)
		}
		from := p.at
		if key, ok = p.scalar(false); !ok || !p.colon(&key, from) {
			return n, false
		}
	}
}

// colon passes over a colon that makes the text read since from a key.
func (p *fastReader) colon(n *Node, from int) bool {
	at := p.at
	for at < len(p.text) && p.text[at] == ' ' {
		at++
	}
	if at == len(p.text) || p.text[at] != ':' || !p.blankAt(at+1) || at-from > maxKey || n.Line != p.line {
		return false
	}
	p.at = at + 1
	return true
}

// blockItem reads the value of a key, from behind its colon on.
func (p *fastReader) blockItem(indent, depth int) (Node, bool) {
	empty := p.begin(Plain)
	p.blanks()
	if !p.lineEnds() {
		return p.value(indent, depth, false)
	}
	if !p.next() {
		return empty, false
	}
	switch {
	case p.indent > indent:
		return p.value(indent, depth, true)
	case p.indent == indent && p.dash(): // the dashes stand no deeper than the key
		return p.blockList(depth)
	}
	return empty, true
}

// blockList reads a list in lines, from its first dash on. What stands as deep
// behind it is for the map it is in, or for nobody.
func (p *fastReader) blockList(depth int) (Node, bool) {
	n := p.begin(Block)
	n.Kind = List
	if depth > p.limits.Depth {
		return n, false
	}
	indent, base := p.at-p.start, len(p.open)
	for {
		p.at++
		item, ok := p.listItem(indent, depth+1)
		if !ok || p.indent > indent {
			return n, false
		}
		p.open = append(p.open, item)
		if p.indent < indent || !p.dash() {
			return p.close(n, base)
		}
	}
}

// listItem reads an item of a list in lines, from behind its dash on.
func (p *fastReader) listItem(indent, depth int) (Node, bool) {
	empty := p.begin(Plain)
	p.blanks()
	if !p.lineEnds() {
		return p.value(indent, depth, true)
	}
	if ok := p.next(); !ok || p.indent <= indent {
		return empty, ok
	}
	return p.value(indent, depth, true)
}

// close gives a list or a map the items read since base, and checks it.
func (p *fastReader) close(n Node, base int) (Node, bool) {
	if p.take(&n, base); n.Kind != Map {
		p.items += len(n.Items)
		return n, p.items <= p.limits.Keys
	}
	p.keys += len(n.Items) / 2
	return n, p.keys <= p.limits.Keys && distinct(n.Items)
}

// take moves the items read since base into their list or map.
func (p *fastReader) take(n *Node, base int) {
	items := p.open[base:]
	if len(items) == 0 {
		return
	}
	if len(items) > len(p.closed) {
		p.closed = make([]Node, max(p.piece, len(items)))
	}
	n.Items = p.closed[:len(items):len(items)]
	p.closed = p.closed[len(items):]
	copy(n.Items, items)
	p.open = p.open[:base]
}

// distinct tells whether no key stands twice in a map and none is a merge key.
func distinct(items []Node) bool {
	var keys keys
	for i := 0; i < len(items); i += 2 {
		if items[i].Text == "<<" && items[i].Style == Plain || keys.first(items[:i+1]) > 0 {
			return false
		}
	}
	return true
}

// begin gives an empty value that begins at the place reached.
func (p *fastReader) begin(style Style) Node {
	if p.counted < p.start || p.counted > p.at {
		p.counted, p.characters = p.start, 0
	}
	p.looked += p.at - p.counted
	p.characters += utf8.RuneCountInString(p.text[p.counted:p.at])
	p.counted = p.at
	return Node{Style: style, Line: p.line, Column: p.characters + 1}
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
			return !p.mark()
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
	line := p.text[p.start:]
	return strings.HasPrefix(line, "---") || strings.HasPrefix(line, "...")
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
	p.line++
	p.start = p.at
}

// lineEnd gives the place of the next line break, or of the end of the text.
func (p *fastReader) lineEnd() int {
	if i := strings.IndexByte(p.text[p.at:], '\n'); i >= 0 {
		return p.at + i
	}
	return len(p.text)
}
