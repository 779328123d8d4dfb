// Package yamldoc reads one document in YAML or JSON into nodes with positions,
// and is the only importer of the YAML library.
//
// Input is untrusted. A document is checked before and after parsing: size,
// UTF-8, control characters, depth, number of keys and items; no anchors, aliases, merge
// keys or tags; no duplicate keys; nothing after the document. The library
// decodes to its own nodes only: decoding to Go values converts quietly (1.5
// into an int, yes into a bool), panics on some inputs and takes quadratic time
// on others. The plain YAML that most files are written in is read without it:
// to the same nodes, which tests and a fuzzer compare, only faster.
package yamldoc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"collectiveimpact/samklar/questions/diag"

	"gopkg.in/yaml.v3"
)

// Kind is what a node holds.
type Kind uint8

// The kinds of a node.
const (
	Scalar Kind = iota
	List
	Map
	Refused // an alias or a key that has been reported; readers pass over it
)

// String gives the kind in the words of a message.
func (k Kind) String() string {
	return [...]string{"a text", "a list", "a map", "refused"}[k]
}

// Style is how a node is written. A reader needs it to tell yes from "yes", a
// writer to change one value and leave the rest of the file as it is.
type Style uint8

// The styles of a node: the first three of scalars, the last two of lists and
// maps.
const (
	Plain   Style = iota // bare: yes, 12, null
	Quoted               // "yes" or 'yes'
	Literal              // a block introduced by | or >
	Block                // one item a line
	Flow                 // [a, b] or {a: b}
)

// A Node is a scalar, a list or a map, with the place where it begins. Line
// and Column count from 1, columns in characters.
type Node struct {
	Kind   Kind
	Style  Style
	Text   string // of a scalar
	Items  []Node // of a list; of a map key, value, key, value …
	Line   int
	Column int
}

// IsNull tells whether the node is an empty value: nothing, ~ or null.
func (n *Node) IsNull() bool {
	return n.Kind == Scalar && n.Style == Plain && isNull(n.Text)
}

func isNull(text string) bool {
	switch text {
	case "", "~", "null", "Null", "NULL":
		return true
	}
	return false
}

// Bool tells whether the node is a bare true or false, and which.
func (n *Node) Bool() (value, ok bool) {
	if n.Kind != Scalar || n.Style != Plain {
		return false, false
	}
	switch n.Text {
	case "true", "True", "TRUE":
		return true, true
	case "false", "False", "FALSE":
		return false, true
	}
	return false, false
}

// Get gives the value under a key of a map, or nil.
func (n *Node) Get(key string) *Node {
	if n == nil || n.Kind != Map {
		return nil
	}
	for i := 0; i < len(n.Items); i += 2 {
		if n.Items[i].Text == key {
			return &n.Items[i+1]
		}
	}
	return nil
}

// Limits bounds a document.
type Limits struct {
	Bytes int // size of the text
	Depth int // levels of nesting
	Keys  int // keys of all maps together, and as many items of all lists
}

// Parse reads the one document in data. File names it in messages. What is
// wrong is returned as a diag.List: either the first thing that makes the text
// unreadable, or everything wrong with what was read. The texts of the nodes are
// parts of one copy of data: who keeps one keeps them all.
func Parse(file string, data []byte, limits Limits) (*Node, error) {
	text, err := CheckText(file, data, limits.Bytes)
	if err != nil {
		return nil, err
	}
	if root, ok := fast(text, limits); ok {
		return root, nil
	}
	return slow(file, tidy(text), limits)
}

// slow reads a document with the library, which knows all of YAML and says what
// is wrong with a text.
func slow(file string, text []byte, limits Limits) (*Node, error) {
	text, d := disguised(text)
	doc, err := decode(file, text)
	if err != nil {
		return nil, d.told(err)
	}
	w := walker{file: file, limits: limits}
	if bytes.IndexByte(text, '!') >= 0 {
		w.text, w.ends = text, lineEnds(text)
	}
	root := new(Node)
	w.walk(doc.Content[0], root, 1)
	if d.off != nil {
		d.undo(root)
	}
	return root, d.told(w.problems.Err())
}

// decode runs the library, which panics on some malformed maps.
func decode(file string, data []byte) (doc *yaml.Node, err error) {
	problem := func(line, column int, code, msg string) error {
		return diag.List{{File: file, Line: line, Column: column, Code: code, Message: msg}}
	}
	defer func() {
		if r := recover(); r != nil {
			doc, err = nil, problem(1, 1, "syntax", "the text is not YAML that can be read")
		}
	}()
	dec := yaml.NewDecoder(bytes.NewReader(data))
	doc = new(yaml.Node)
	if err := dec.Decode(doc); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, problem(1, 1, "empty", "the text holds no document, only comments")
		}
		return nil, diag.List{syntax(file, data, err)}
	}
	var second yaml.Node
	switch err := dec.Decode(&second); {
	case errors.Is(err, io.EOF):
		return doc, nil
	case err != nil:
		d := syntax(file, data, err)
		d.Message = "after the end of the document: " + d.Message
		return nil, diag.List{d}
	default:
		return nil, problem(second.Line, second.Column, "second-document", "a second document begins here; expected one")
	}
}

// maxProblems is the number of refused things after which a text is not looked
// at further: it was not written by a person.
const maxProblems = 100

// A walker copies the library's nodes into ours and checks them on the way.
type walker struct {
	file     string
	limits   Limits
	keys     int
	items    int
	problems diag.List
	stopped  bool
	text     []byte // where it may hold tags
	ends     []int  // of its lines
	line     int    // the place of the last node looked at: the next is behind it,
	column   int    // and a line may hold a hundred thousand
	at       int    // the same, in bytes
}

// tagged tells whether a node begins with a tag. The library tells this of all
// tags but a bare exclamation mark.
func (w *walker) tagged(n *yaml.Node) bool {
	if n.Style&yaml.TaggedStyle != 0 {
		return true
	}
	if w.text == nil || n.Line < 1 || n.Line > len(w.ends) {
		return false
	}
	if n.Line != w.line || n.Column < w.column {
		w.line, w.column, w.at = n.Line, 1, 0
		if n.Line > 1 {
			w.at = w.ends[n.Line-2]
		}
	}
	for ; w.column < n.Column && w.at < len(w.text); w.column++ {
		_, size := utf8.DecodeRune(w.text[w.at:])
		w.at += size
	}
	return w.at < len(w.text) && w.text[w.at] == '!'
}

func (w *walker) problem(n *yaml.Node, code, format string, args ...any) {
	w.problems = append(w.problems, diag.Diagnostic{
		File: w.file, Line: n.Line, Column: n.Column, Code: code, Message: fmt.Sprintf(format, args...),
	})
}

func (w *walker) walk(n *yaml.Node, to *Node, depth int) {
	to.Line, to.Column = n.Line, n.Column
	if n.Anchor != "" {
		w.problem(n, "anchor", "anchors are not used here; found &%s", n.Anchor)
	}
	if w.tagged(n) {
		tag := n.Tag
		if n.Style&yaml.TaggedStyle == 0 {
			tag = "!"
		}
		w.problem(n, "tag", "tags are not used here; found %s; quote a text instead", diag.Quote(tag))
	}
	switch n.Kind {
	case yaml.AliasNode:
		to.Kind = Refused
		w.problem(n, "alias", "aliases are not used here; found *%s; write the value out", n.Value)
		return
	case yaml.ScalarNode:
		to.Kind, to.Text, to.Style = Scalar, n.Value, scalarStyle(n.Style)
		return
	case yaml.SequenceNode:
		to.Kind = List
	case yaml.MappingNode:
		to.Kind = Map
		if w.keys += len(n.Content) / 2; w.keys > w.limits.Keys && !w.stopped {
			w.stopped = true
			w.problem(n, "too-many-keys", "more than %d keys in one document", w.limits.Keys)
		}
	}
	to.Style = Block
	if n.Style&yaml.FlowStyle != 0 {
		to.Style = Flow
	}
	if depth > w.limits.Depth && !w.stopped {
		w.stopped = true
		w.problem(n, "too-deep", "nested more than %d deep", w.limits.Depth)
	}
	if len(w.problems) >= maxProblems && !w.stopped {
		w.stopped = true
		w.problem(n, "too-many-problems", "more than %d problems; the rest of the text was not looked at", maxProblems)
	}
	if w.stopped || len(n.Content) == 0 {
		return
	}
	to.Items = make([]Node, len(n.Content))
	for i, c := range n.Content {
		if to.Kind == List && w.tooMany(c) {
			to.Items = to.Items[:i]
			break
		}
		if w.walk(c, &to.Items[i], depth+1); len(w.problems) >= maxProblems {
			break
		}
	}
	if to.Kind == Map {
		w.checkKeys(n, to)
	}
}

// tooMany counts an item of a list, and reports whether it is one too many.
func (w *walker) tooMany(item *yaml.Node) bool {
	if w.items++; w.items <= w.limits.Keys || w.stopped {
		return w.stopped
	}
	w.stopped = true
	w.problem(item, "too-many-items", "more than %d list items in one document", w.limits.Keys)
	return true
}

// checkKeys refuses merge keys, keys that are not scalars, and duplicates.
func (w *walker) checkKeys(n *yaml.Node, to *Node) {
	lines := make(map[string]int, len(to.Items)/2)
	for i := 0; i < len(to.Items); i += 2 {
		key := &to.Items[i]
		switch {
		case key.Kind != Scalar:
			if key.Kind != Refused {
				w.problem(n.Content[i], "wrong-type", "a key is %s; expected a word", key.Kind)
			}
			key.Kind = Refused
			continue
		case key.Text == "<<" && key.Style == Plain:
			key.Kind = Refused
			w.problem(n.Content[i], "merge-key", "merge keys (<<) are not used here; write the fields out")
			continue
		}
		if first := lines[key.Text]; first > 0 {
			w.problem(n.Content[i], duplicateKey, standsTwice, diag.Quote(key.Text), first)
		} else {
			lines[key.Text] = key.Line
		}
	}
}

func scalarStyle(s yaml.Style) Style {
	switch {
	case s&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		return Quoted
	case s&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return Literal
	}
	return Plain
}
