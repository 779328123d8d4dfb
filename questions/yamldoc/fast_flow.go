package yamldoc

// flow reads a list or a map in brackets, from the opening one on. How deep its
// lines are says nothing: the library does not look at that.
func (p *fastReader) flow(depth int) (Node, bool) {
	n := p.begin(Flow)
	n.Kind = List
	closing := byte(']')
	if p.peek() == '{' {
		n.Kind, closing = Map, '}'
	}
	if depth > p.limits.Depth {
		return n, false
	}
	base := len(p.open)
	for p.at++; p.gap(); {
		if p.peek() == closing {
			p.at++
			return p.close(n, base)
		}
		if n.Kind == Map {
			key, ok := p.flowKey()
			if !ok {
				return n, false
			}
			p.open = append(p.open, key)
		}
		item, ok := p.flowItem(depth+1, n.Kind == Map)
		if !ok || !p.gap() {
			return n, false
		}
		p.open = append(p.open, item)
		switch p.peek() {
		case ',':
			p.at++
		case closing:
		default:
			return n, false
		}
	}
	return n, false
}

// flowKey reads a key, its colon and what divides it from the value. Behind a
// quoted key the value may follow the colon at once.
func (p *fastReader) flowKey() (Node, bool) {
	from := p.at
	n, ok := p.scalar(true)
	if !ok {
		return n, false
	}
	p.blanks()
	if p.peek() != ':' || p.at-from > maxKey || n.Line != p.line {
		return n, false
	}
	p.at++
	return n, p.gap()
}

// flowItem reads an item. That of a map may be missing.
func (p *fastReader) flowItem(depth int, ofMap bool) (Node, bool) {
	switch c := p.peek(); {
	case c == '{' || c == '[':
		return p.flow(depth)
	case ofMap && (c == ',' || c == '}'):
		return p.begin(Plain), true
	}
	n, ok := p.scalar(true)
	return n, ok && p.moreLines(&n, 0, true)
}

// gap passes over blanks, comments and line breaks between brackets.
func (p *fastReader) gap() bool {
	for {
		p.blanks()
		switch p.peek() {
		case '#':
			if !p.lineEnds() {
				return false
			}
			p.at = p.lineEnd()
		case '\n':
			if p.newline(); p.mark() {
				return false
			}
		default:
			return true
		}
	}
}
