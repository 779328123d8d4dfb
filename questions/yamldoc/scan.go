package yamldoc

import (
	"bytes"
	"iter"
)

// A Scanner reads documents one after the other into the same memory, without a node
// or a text for anything in them, for those who read many. An item is known by its
// number, the document itself by Root; all is good until the next document.
type Scanner struct{ reader jsonReader }

// Root is the number of the document itself.
const Root = 0

// Scan reads the one document in data, YAML or, where it begins with a brace, JSON. It
// gives false where Parse or ParseJSON may have something to say of it: that a text
// cannot be read, or what is wrong with it.
func (s *Scanner) Scan(data []byte, limits Limits) bool {
	text, err := CheckText("", data, limits.Bytes)
	if err != nil {
		return false
	}
	if bytes.TrimLeft(text, " \t\r\n")[0] == '{' {
		s.reader = jsonReader{fastReader: s.reader.fastReader}
		return s.reader.document(text, limits) && s.reader.problems == nil
	}
	return s.reader.fastReader.document(text, limits)
}

// Kind tells what an item is.
func (s *Scanner) Kind(n int) Kind { return s.reader.all[n].kind }

// Style tells how it is written.
func (s *Scanner) Style(n int) Style { return s.reader.all[n].style }

// Text gives the text of a scalar.
func (s *Scanner) Text(n int) []byte { return s.reader.textOf(n) }

// IsNull tells whether an item is an empty value, as Node.IsNull does.
func (s *Scanner) IsNull(n int) bool {
	it := &s.reader.all[n]
	return it.kind == Scalar && it.style == Plain && it.to-it.from <= int32(len("null")) && isNull(string(s.Text(n)))
}

// Pairs goes through the keys and values of a map.
func (s *Scanner) Pairs(n int) iter.Seq2[int, int] {
	return func(yield func(key, value int) bool) {
		end := s.reader.behind(n)
		for key := n + 1; key < end && yield(key, key+1); {
			key = s.reader.behind(key + 1)
		}
	}
}

// Items goes through the items of a list.
func (s *Scanner) Items(n int) iter.Seq[int] {
	return func(yield func(item int) bool) {
		end := s.reader.behind(n)
		for item := n + 1; item < end && yield(item); {
			item = s.reader.behind(item)
		}
	}
}
