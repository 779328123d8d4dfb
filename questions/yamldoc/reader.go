package yamldoc

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/questions/diag"
)

// A Reader turns nodes into typed values and collects everything that is wrong
// with them. Its methods give a zero value where they report a problem.
type Reader struct {
	File     string
	Problems diag.List
}

// Report adds a problem at a node.
func (r *Reader) Report(n *Node, code, format string, args ...any) {
	r.Problems = append(r.Problems, diag.Diagnostic{
		File: r.File, Line: n.Line, Column: n.Column, Code: code, Message: fmt.Sprintf(format, args...),
	})
}

// noBreaks are spaces that look like plain ones.
const noBreaks = "\u00a0\u2007\u202f\u3000"

// Each calls field for every entry of a map whose key is one of known, and
// reports every other key. What names the thing in messages: "a question".
func (r *Reader) Each(n *Node, what string, known []string, field func(key, value *Node)) {
	r.Pairs(n, what, func(key, value *Node) {
		if slices.Contains(known, key.Text) {
			field(key, value)
			return
		}
		if strings.Trim(key.Text, noBreaks) != key.Text {
			r.Report(key, "unknown-field", "in %s: unknown field %s: no-break spaces stand beside the word; use plain ones", what, diag.Quote(key.Text))
			return
		}
		r.Report(key, "unknown-field", "in %s: %s", what, diag.Unknown("field", key.Text, known))
	})
}

// Pairs calls entry for every entry of a map with keys of its own.
func (r *Reader) Pairs(n *Node, what string, entry func(key, value *Node)) {
	if n.Kind != Map {
		r.wrongType(n, what, "a map")
		return
	}
	for i := 0; i < len(n.Items); i += 2 {
		if n.Items[i].Kind != Refused && n.Items[i+1].Kind != Refused {
			entry(&n.Items[i], &n.Items[i+1])
		}
	}
}

// Need reports each field that a map lacks.
func (r *Reader) Need(n *Node, what string, fields ...string) {
	if n.Kind != Map {
		return
	}
	for _, f := range fields {
		if n.Get(f) == nil {
			r.Report(n, "missing-field", "%s has no %q", what, f)
		}
	}
}

// List gives the items of a list.
func (r *Reader) List(n *Node, what string) []Node {
	if n.Kind != List {
		r.wrongType(n, what, "a list")
		return nil
	}
	return n.Items
}

// Text gives a scalar's text as it stands: bare, quoted or a block. An empty
// value is reported.
func (r *Reader) Text(n *Node, what string) string {
	switch {
	case n.Kind != Scalar:
		r.wrongType(n, what, "a text")
		return ""
	case n.IsNull() || strings.TrimSpace(n.Text) == "":
		r.Report(n, "empty-text", "%s is empty; expected a text", what)
		return ""
	}
	return n.Text
}

// Int gives a bare whole number from low to high.
func (r *Reader) Int(n *Node, what string, low, high int) int {
	expected := func() string { return fmt.Sprintf("a whole number from %d to %d", low, high) }
	if n.Kind != Scalar || n.Style != Plain || n.IsNull() {
		without := ""
		if _, err := strconv.Atoi(n.Text); err == nil {
			without = ", without quotes"
		}
		r.wrongType(n, what, expected()+without)
		return low
	}
	v, err := strconv.Atoi(n.Text)
	if err != nil || strconv.Itoa(v) != n.Text {
		r.Report(n, "wrong-type", "%s is %s; expected %s", what, diag.Quote(n.Text), expected())
		return low
	}
	if v < low || v > high {
		r.Report(n, "out-of-range", "%s is %d; expected %s", what, v, expected())
		return low
	}
	return v
}

// Flag gives a bare true or false.
func (r *Reader) Flag(n *Node, what string) bool {
	v, ok := n.Bool()
	if !ok {
		r.wrongType(n, what, "true or false")
	}
	return v
}

// Word gives one of a few known words.
func (r *Reader) Word(n *Node, what string, known []string) string {
	s := r.Text(n, what)
	if s == "" {
		return ""
	}
	if slices.Contains(known, s) {
		return s
	}
	r.Report(n, "unknown-word", "%s", diag.Unknown(what, s, known))
	return ""
}

func (r *Reader) wrongType(n *Node, what, expected string) {
	if n.Kind == Refused {
		return
	}
	found := n.Kind.String()
	switch {
	case n.IsNull():
		found = "empty"
	case n.Kind == Scalar && n.Style == Plain:
		found = diag.Quote(n.Text)
	case n.Kind == Scalar:
		found = "the text " + diag.Quote(n.Text)
	}
	r.Report(n, "wrong-type", "%s is %s; expected %s", what, found, expected)
}
