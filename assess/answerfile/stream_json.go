package answerfile

import (
	"bytes"
	"errors"
	"io"
)

// A jsonScan follows the brackets of one document.
type jsonScan struct {
	depth   int
	lists   uint64 // a bit for each bracket, the innermost lowest: 1 for a list
	quoted  bool
	escaped bool // the next character, in quotes
	seen    bool // anything but blanks
	last    byte // the last character outside of quotes that is no blank
}

// line goes through a line, or a part of one. It tells where another document
// begins, or -1.
func (j *jsonScan) line(text []byte) int {
	i := 0
	if !j.seen && bytes.HasPrefix(text, []byte(bom)) {
		i = len(bom)
	}
	for ; i < len(text); i++ {
		if j.quoted {
			if i += j.string(text[i:]) - 1; !j.quoted {
				j.last = '"'
			}
			continue
		}
		switch c := text[i]; c {
		case ' ', '\t', '\r', '\n':
			continue
		case '"':
			j.quoted = true
		case '{', '[':
			if j.depth == 0 && j.seen {
				return i
			}
			j.depth++
			j.lists <<= 1
			if c == '[' {
				j.lists |= 1
			}
		case '}', ']':
			if j.depth > 0 {
				j.depth--
				j.lists >>= 1
			}
		}
		j.seen, j.last = true, text[i]
	}
	return -1
}

// string gives the length of what stands in quotes, with the closing one.
func (j *jsonScan) string(text []byte) int {
	from := 0
	if j.escaped && len(text) > 0 {
		j.escaped, from = false, 1
	}
	for {
		i := bytes.IndexByte(text[from:], '"')
		end := from + i
		if i < 0 {
			end = len(text)
		}
		slashes := 0
		for end-slashes > from && text[end-slashes-1] == '\\' {
			slashes++
		}
		switch {
		case i < 0:
			j.escaped = slashes%2 == 1
			return len(text)
		case slashes%2 == 0:
			j.quoted = false
			return end + 1
		}
		from = end + 1
	}
}

// closed tells whether everything that was opened has been closed.
func (j *jsonScan) closed() bool { return j.seen && j.depth == 0 && !j.quoted }

// takesObject tells whether an object may stand next inside a document that has
// begun. In quotes, which end on their line, it may not: their opening came last.
func (j *jsonScan) takesObject() bool {
	return j.last == ':' || j.lists&1 == 1 && (j.last == '[' || j.last == ',')
}

func (s *Splitter) nextJSON() (Part, error) {
	if s.broken > s.start { // more of the pieces that a broken document is cut into; the last is looked at anew
		if cut := nextOpening(s.buf[s.start:s.broken]); cut > 0 {
			return s.cut(cut, s.line), nil
		}
	}
	s.broken = 0
	var scan jsonScan
	line := s.line
	for {
		if !s.mid {
			head := s.head()
			switch divides := isDivider(head); {
			case divides && s.at == s.start:
				width := len(head) - len(bytes.TrimPrefix(head, []byte(bom))) + len("---")
				if s.json = s.opens(width); !s.json {
					return s.nextYAML()
				}
				s.at += width
				s.start, s.mid = s.at, true
			case divides, isOpening(head) && scan.seen && !scan.takesObject():
				return s.takeBroken(line), nil
			}
		}
		if s.over() {
			if scan.seen && !scan.closed() && errors.Is(s.err, io.EOF) {
				return s.takeBroken(line), nil
			}
			return s.end(line)
		}
		from := s.at
		s.pass()
		if i := scan.line(s.buf[from:s.at]); i >= 0 {
			if !s.mid {
				s.line--
			}
			s.at, s.mid = from+i, true
			return s.take(line), nil
		}
		switch {
		case s.mid:
		case scan.closed():
			return s.take(line), nil
		case !scan.seen:
			s.start, line = s.at, s.line
		}
		if s.at-s.start > s.limit {
			if nextOpening(s.buf[s.start:s.at]) > 0 {
				return s.takeBroken(line), nil
			}
			s.skip()
			return Part{Line: line}, s.tooLarge(line)
		}
	}
}

// takeBroken gives a document that cannot be JSON, or is too large: up to its
// next line that begins with a brace, or all of it where it has none.
func (s *Splitter) takeBroken(line int) Part {
	if cut := nextOpening(s.buf[s.start:s.at]); cut > 0 {
		s.broken = s.at
		return s.cut(cut, line)
	}
	return s.take(line)
}

// cut gives the first bytes of what has been read as a document, and goes back
// to behind it.
func (s *Splitter) cut(n, line int) Part {
	s.at, s.mid = s.start+n, false
	part := s.take(line)
	s.line = line + bytes.Count(part.Text, []byte("\n"))
	return part
}

// nextOpening gives the place of the next line that begins with a brace, behind
// the first; 0 where there is none.
func nextOpening(text []byte) int {
	for from := 0; ; {
		i := bytes.IndexByte(text[from:], '\n')
		if i < 0 {
			return 0
		}
		if from += i + 1; isOpening(text[from:]) {
			return from
		}
	}
}

func isOpening(line []byte) bool {
	return bytes.HasPrefix(bytes.TrimPrefix(line, []byte(bom)), []byte("{"))
}
