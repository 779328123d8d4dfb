package yamldoc

import (
	"strings"
	"unicode/utf8"
)

// An item is a scalar, a list or a map as it stands in a text.
type item struct {
	kind  Kind
	style Style
	apart bool  // a scalar whose text does not stand in one piece
	at    int32 // where it begins
	from  int32 // of a scalar's text, in the whole text or in what is joined
	to    int32 // likewise; of a list or a map, the place of the item behind those in it
}

// items are what was read of a text, in its order: a list or a map, then what is in it.
type items struct {
	text   []byte
	joined []byte // texts that do not stand in one piece
	all    []item
}

// add adds an item that begins at a place, and gives its own.
func (p *items) add(kind Kind, style Style, at int) int {
	p.all = append(p.all, item{}) // filled where it lies: made elsewhere and moved, it takes ten times as long
	n := len(p.all) - 1
	it := &p.all[n]
	it.kind, it.style, it.at, it.from, it.to = kind, style, int32(at), int32(at), int32(at)
	return n
}

// close ends a list or a map behind the last item.
func (p *items) close(n int) { p.all[n].to = int32(len(p.all)) }

// behind gives the place of what follows an item and all that is in it.
func (p *items) behind(n int) int {
	if p.all[n].kind == Scalar {
		return n + 1
	}
	return int(p.all[n].to)
}

// textOf gives a scalar's text.
func (p *items) textOf(n int) []byte {
	it := &p.all[n]
	if it.apart {
		return p.joined[it.from:it.to]
	}
	return p.text[it.from:it.to]
}

// join puts a scalar's text, which is the last that was read, into a place of its own
// where it can grow.
func (p *items) join(n int) {
	if it := &p.all[n]; !it.apart {
		text := p.textOf(n)
		it.apart, it.from = true, int32(len(p.joined))
		p.joined = append(p.joined, text...)
	}
}

// joinTo adds to a scalar's text that can grow.
func (p *items) joinTo(n int, text []byte) {
	p.joined = append(p.joined, text...)
	p.all[n].to = int32(len(p.joined))
}

// nodes gives the items as nodes, which share one copy of the text.
func (p *items) nodes() *Node {
	b := builder{items: p, text: string(p.text), joined: string(p.joined), free: make([]Node, len(p.all)), line: 1}
	root := &b.free[0]
	b.free = b.free[1:]
	b.node(root, 0)
	return root
}

// A builder makes nodes of items, and counts lines and characters on the way.
type builder struct {
	*items
	text, joined string
	free         []Node // for those in lists and maps

	at, line, characters int // a place, its line from 1, and how many characters stand before it there
}

// node makes a node of an item and of all that is in it, and gives the place behind.
func (b *builder) node(to *Node, n int) int {
	it := &b.all[n]
	b.goTo(int(it.at))
	to.Kind, to.Style, to.Line, to.Column = it.kind, it.style, b.line, b.characters+1
	switch {
	case it.kind != Scalar:
	case it.apart:
		to.Text = b.joined[it.from:it.to]
	default:
		to.Text = b.text[it.from:it.to]
	}
	count := 0
	end := b.behind(n)
	for i := n + 1; i < end; i = b.behind(i) {
		count++
	}
	if n++; count > 0 {
		to.Items, b.free = b.free[:count:count], b.free[count:]
	}
	for i := range to.Items {
		n = b.node(&to.Items[i], n)
	}
	return n
}

// goTo moves on to a place that is not before the last.
func (b *builder) goTo(at int) {
	for {
		i := strings.IndexByte(b.text[b.at:at], '\n')
		if i < 0 {
			break
		}
		b.at += i + 1
		b.line++
		b.characters = 0
	}
	b.characters += utf8.RuneCountInString(b.text[b.at:at])
	b.at = at
}
