package answerfile

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"collectiveimpact/samklar/questions/yamldoc"
)

// change sets the value under a path of keys, adding the maps and the last key
// where they are missing, and reads the text again.
func (d *Document) change(path []string, value string) error {
	parent := d.root
	for i, name := range path {
		child := parent.Get(name)
		if i == len(path)-1 && child != nil && !child.IsNull() {
			return d.replace(parent, child, value)
		}
		if child == nil {
			return d.insert(parent, path[i:], value)
		}
		if child.IsNull() {
			return d.fill(parent, child, path[i+1:], value)
		}
		if child.Kind != yamldoc.Map {
			return ErrEdit
		}
		parent = child
	}
	return ErrEdit
}

// replace puts a value in the place of another. A comment on the line of a block
// scalar's mark goes behind the new value; a list whose items stand no deeper
// than their key is moved in.
func (d *Document) replace(parent, child *yamldoc.Node, value string) error {
	from := d.offset(child)
	to := d.end(child, indentOf(parent))
	if child.Style == yamldoc.Literal {
		if _, comment, ok := bytes.Cut(d.source[from:d.lineEnd(from)], []byte(" #")); ok {
			value += " #" + string(comment)
		}
	}
	if child.Style == yamldoc.Block && child.Column-1 <= indentOf(parent) {
		value = strings.Repeat(" ", indentOf(parent)+2-(child.Column-1)) + value
	}
	return d.splice(from, to, value)
}

// rename gives a key of a map another name.
func (d *Document) rename(m *yamldoc.Node, from, to string) error {
	for i := 0; i < len(m.Items); i += 2 {
		if key := &m.Items[i]; key.Text == from {
			return d.splice(d.offset(key), d.end(key, 0), d.word(to))
		}
	}
	return ErrEdit
}

// remove takes a key and its value out of a map. What is said in a comment behind
// them stays. With gently, nothing is taken out that may hold a comment.
func (d *Document) remove(m *yamldoc.Node, name string, gently bool) error {
	at := 0
	for at < len(m.Items) && m.Items[at].Text != name {
		at += 2
	}
	if at >= len(m.Items) {
		return ErrEdit
	}
	from, to := d.offset(&m.Items[at]), d.end(&m.Items[at+1], indentOf(m))
	if m.Style == yamldoc.Flow && at+2 < len(m.Items) {
		to = d.offset(&m.Items[at+2])
	} else if m.Style == yamldoc.Flow && at > 0 {
		from = d.end(&m.Items[at-1], 0)
	}
	switch {
	case gently && bytes.IndexByte(d.source[from:to], '#') >= 0:
		return ErrEdit
	case m.Style == yamldoc.Flow:
		return d.splice(from, to, "")
	}
	end := d.lineEnd(to)
	if comment := bytes.IndexByte(d.source[to:end], '#'); comment >= 0 {
		return d.splice(from, to+comment, "")
	}
	return d.splice(d.lineStart(from), d.afterBreak(end), "")
}

// appendItem adds an item at the end of a list.
func (d *Document) appendItem(list *yamldoc.Node, item string) error {
	last := &list.Items[len(list.Items)-1]
	if list.Style == yamldoc.Flow {
		return d.insertAfter(list, last, last, item)
	}
	at := d.lineEnd(d.end(last, list.Column-1))
	if last.Style == yamldoc.Literal {
		return ErrEdit
	}
	return d.splice(at, at, d.newline()+strings.Repeat(" ", list.Column-1)+"- "+item)
}

// splice replaces a part of the text.
func (d *Document) splice(from, to int, with string) error {
	text := slices.Concat(d.source[:from], []byte(with), d.source[to:])
	parse := yamldoc.Parse
	if d.json {
		parse = yamldoc.ParseJSON
	}
	root, err := parse(d.File, text, Limits)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrEdit, err)
	}
	d.source, d.root = text, root
	return nil
}

// insert adds a path and its value at the end of a map.
func (d *Document) insert(m *yamldoc.Node, path []string, value string) error {
	if m.Style == yamldoc.Flow {
		entry := d.nested(path, value)
		if len(m.Items) == 0 {
			at := d.offset(m) + 1
			return d.splice(at, at, entry)
		}
		return d.insertAfter(m, &m.Items[len(m.Items)-2], &m.Items[len(m.Items)-1], entry)
	}
	indent := indentOf(m)
	last := &m.Items[len(m.Items)-1]
	entry := d.block(path, value, indent)
	at := d.lineEnd(d.end(last, indent))
	if leaf := lastLeaf(last); leaf.Style == yamldoc.Literal {
		return d.insertAfterLiteral(leaf, at, entry)
	}
	return d.splice(at, at, d.newline()+entry)
}

// lastLeaf gives the scalar, or the value in brackets, that a value ends with.
func lastLeaf(n *yamldoc.Node) *yamldoc.Node {
	for n.Style == yamldoc.Block && len(n.Items) > 0 {
		n = &n.Items[len(n.Items)-1]
	}
	return n
}

// insertAfterLiteral adds an entry below a block scalar, which may own the blank
// lines and the line break that follow it.
func (d *Document) insertAfterLiteral(leaf *yamldoc.Node, at int, entry string) error {
	if at < len(d.source) {
		next := d.afterBreak(at)
		return d.splice(next, next, entry+d.newline())
	}
	// Without a line break at the end of the file the text has none at its end
	// either; its mark has to say so once more follows.
	mark := d.offset(leaf)
	end := mark + bytes.IndexAny(d.source[mark:], " \t\r\n")
	header := strings.ReplaceAll(string(d.source[mark:end]), "+", "")
	if !strings.Contains(header, "-") {
		header += "-"
	}
	text := header + string(d.source[end:at]) + d.newline() + entry
	return d.splice(mark, at, text)
}

// insertAfter adds an entry to a list or map in brackets: behind its last value,
// on a line of its own where the last entry has one. A comment behind the last
// value stays there.
func (d *Document) insertAfter(of, first, last *yamldoc.Node, entry string) error {
	at := d.end(last, 0)
	lineEnd := d.lineEnd(at)
	rest := bytes.TrimLeft(d.source[at:lineEnd], " \t")
	comma := ","
	if len(rest) > 0 && rest[0] == ',' {
		comma, rest = "", bytes.TrimLeft(rest[1:], " \t")
	}
	start := d.lineStart(d.offset(first))
	margin := d.source[start:d.offset(first)]
	ownLine := first.Line != of.Line && len(bytes.TrimLeft(margin, " \t")) == 0
	switch {
	case ownLine && (len(rest) == 0 || rest[0] == '#'):
		tail := string(d.source[at:lineEnd])
		return d.splice(at, lineEnd, comma+tail+d.newline()+string(margin)+entry)
	case ownLine && comma != "":
		return d.splice(at, at, comma+d.newline()+string(margin)+entry)
	case comma == "": // a comma stands there already, with more behind it
		behind := at + bytes.IndexByte(d.source[at:], ',') + 1
		return d.splice(behind, behind, " "+entry)
	case len(rest) == 0 || rest[0] == '#':
		tail := string(d.source[at:lineEnd])
		return d.splice(at, lineEnd, comma+tail+d.newline()+strings.Repeat(" ", max(of.Column, 1))+entry)
	}
	return d.splice(at, at, comma+" "+entry)
}

// fill gives an empty value its content: on the lines below it in a block map,
// in place otherwise.
func (d *Document) fill(parent, empty *yamldoc.Node, path []string, value string) error {
	at := d.offset(empty)
	if parent.Style == yamldoc.Flow || len(path) == 0 {
		if len(path) > 0 {
			value = "{" + d.nested(path, value) + "}"
		}
		to := at + len(empty.Text)
		if empty.Text == "" {
			value = " " + value
		}
		return d.splice(at, to, value)
	}
	if empty.Text != "" {
		if err := d.splice(at, at+len(empty.Text), ""); err != nil {
			return err
		}
	}
	at = d.lineEnd(at)
	return d.splice(at, at, d.newline()+d.block(path, value, indentOf(parent)+2))
}
