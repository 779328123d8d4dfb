package yamldoc

// flow reads a list or a map in brackets, from the opening one on. How deep its
// lines are says nothing: the library does not look at that.
func (p *fastReader) flow(depth int) bool {
	if depth > p.limits.Depth {
		return false
	}
	kind, closing := List, byte(']')
	if p.peek() == '{' {
		kind, closing = Map, '}'
	}
	n := p.add(kind, Flow, p.at)
	var keys keys
	for p.at++; p.gap(); {
		if p.peek() == closing {
			p.at++
			p.close(n)
			return true
		}
		if kind == List {
			p.listed++
		} else if !p.flowKey() || !keys.distinct(&p.items, n) {
			return false
		}
		if !p.flowItem(depth+1, kind == Map) || !p.gap() {
			return false
		}
		switch p.peek() {
		case ',':
			p.at++
		case closing:
		default:
			return false
		}
	}
	return false
}

// flowKey reads a key, its colon and what divides it from the value. Behind a
// quoted key the value may follow the colon at once.
func (p *fastReader) flowKey() bool {
	key := len(p.all)
	if !p.scalar(true) {
		return false
	}
	p.blanks()
	from := int(p.all[key].at)
	if p.peek() != ':' || p.at-from > maxKey || from < p.start {
		return false
	}
	p.at++
	p.keys++
	return p.gap()
}

// flowItem reads an item. That of a map may be missing.
func (p *fastReader) flowItem(depth int, ofMap bool) bool {
	switch c := p.peek(); {
	case c == '{' || c == '[':
		return p.flow(depth)
	case ofMap && (c == ',' || c == '}'):
		p.add(Scalar, Plain, p.at)
		return true
	}
	n := len(p.all)
	if !p.scalar(true) {
		return false
	}
	_, ok := p.moreLines(n, 0, true)
	return ok
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
