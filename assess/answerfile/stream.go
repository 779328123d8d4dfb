package answerfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"collectiveimpact/samklar/questions/diag"
)

// A Part is one document of a stream, with the line of the stream, from 1, on
// which it begins. It is another name of a plain struct, so that packages which
// know nothing of answers can pass it on.
type Part = struct {
	Line int
	Text []byte
}

// Split takes a text apart as a Splitter does a stream, but for documents that
// are too large: those it gives, for Read to refuse. The error is a diag.List.
func Split(file string, data []byte) ([]Part, error) {
	if isOne(file, data) {
		return []Part{{1, data}}, nil
	}
	s := &Splitter{file: file, buf: data, err: io.EOF, limit: len(data), line: 1, lines: isLines(file)}
	var parts []Part
	for {
		part, err := s.Next()
		switch {
		case errors.Is(err, io.EOF):
			return parts, nil
		case err != nil:
			return nil, err
		}
		parts = append(parts, part)
	}
}

// isOne tells whether a text is one document for certain: YAML that no line divides.
func isOne(file string, data []byte) bool {
	begin := bytes.TrimLeft(data, " \t\r\n")
	return len(begin) > 0 && begin[0] < 0x80 && begin[0] != '{' && !isLines(file) && !onlyComments(data) && !dashes(data)
}

// dashes tells whether there are three in a row: one of them stands in every third place.
func dashes(data []byte) bool {
	for at := 2; at < len(data); at += 3 {
		if data[at] == '-' && bytes.Contains(data[at-2:min(at+3, len(data))], []byte("---")) {
			return true
		}
	}
	return false
}

// A Splitter takes a stream apart: YAML documents divided by lines of ---, or
// JSON objects one after the other, told apart by the first character, {.
//
// A line that begins with --- followed by a blank or its end divides documents
// wherever it stands, inside a quoted or a block text too: no document can hold
// one. Behind such a line, YAML may follow JSON.
//
// A JSON document ends with the line on which its object closes. One that cannot
// be JSON ends before its next line that begins with {, so that what is broken
// in JSON Lines does not swallow the lines behind it. Only such a document is
// ever cut at a line within it.
//
// In a file whose name ends in .jsonl or .ndjson every line that is not blank is
// a document, whatever stands in it.
//
// It holds one document and what was read together with it, however long the
// stream is, and asks the reader for more only when it needs more.
type Splitter struct {
	file  string
	r     io.Reader
	err   error // of the reader: it gives nothing more
	limit int   // bytes of a document

	buf    []byte // what was read
	start  int    // of the document in buf
	at     int    // the place in buf that has been reached
	mid    bool   // that is not the start of a line
	line   int    // of the stream, from 1, at that place
	broken int    // up to here in buf the text is known to be no JSON

	lines    bool // each line is a document
	begun    bool
	json     bool
	given    bool   // a document has been given
	comments []byte // what stands before the first, to be given where there is none
}

// block is how much is asked of a reader at once.
const block = 64 << 10

// NewSplitter takes apart what r gives. File names it in messages.
func NewSplitter(file string, r io.Reader) *Splitter {
	return &Splitter{file: file, r: r, limit: MaxBytes, line: 1, lines: isLines(file)}
}

// isLines tells whether a file's name says that it holds a document a line.
func isLines(file string) bool {
	ext := strings.ToLower(filepath.Ext(file))
	return ext == ".jsonl" || ext == ".ndjson"
}

// Next gives the next document. Its text is good until Next is called again. At
// the end the error is io.EOF. A diag.List says that a document was too large,
// and has been passed over, or that the stream is in UTF-16: the part has its
// line, and the next call gives what follows. Any other error is the reader's,
// and what it cut short is not given.
func (s *Splitter) Next() (Part, error) {
	if !s.begun {
		s.begun = true
		if err := s.begin(); err != nil {
			s.given = true
			return Part{Line: 1}, err
		}
	}
	if s.lines {
		part, err := s.nextLine()
		if err == nil && len(part.Text) == 0 {
			if s.given {
				return part, io.EOF
			}
			part.Line = 1 // to be reported as empty
		}
		s.given = true
		return part, err
	}
	for {
		part, err := s.document()
		switch {
		case err != nil:
			s.given = true
			return part, err
		case len(part.Text) > s.limit:
			s.given = true
			return Part{Line: part.Line}, s.tooLarge(part.Line)
		case len(part.Text) == 0 && !s.given:
			s.given = true
			return Part{1, s.comments}, nil // to be reported as empty
		case len(part.Text) == 0:
			return part, io.EOF
		case !onlyComments(part.Text):
			s.given = true
			return part, nil
		case !s.given && s.comments == nil:
			s.comments = bytes.Clone(part.Text)
		}
	}
}

// document gives the next document, or comments; nothing at the end.
func (s *Splitter) document() (Part, error) {
	if s.json {
		return s.nextJSON()
	}
	return s.nextYAML()
}

// begin looks at the first characters: they tell JSON, and refuse UTF-16.
func (s *Splitter) begin() error {
	for len(s.buf) < 2 && s.more() {
		continue
	}
	if bytes.HasPrefix(s.buf, []byte("\xff\xfe")) || bytes.HasPrefix(s.buf, []byte("\xfe\xff")) {
		s.r, s.err, s.buf = nil, io.EOF, nil
		return diag.List{{File: s.file, Line: 1, Column: 1, Code: "not-utf8", Message: "the text is in UTF-16; expected UTF-8: save it again as UTF-8"}}
	}
	s.json = s.opens(0)
	return nil
}

// opens tells whether the next character that is not blank is a brace.
func (s *Splitter) opens(skip int) bool {
	for {
		rest := bytes.TrimLeft(s.buf[s.at+skip:], " \t\r\n")
		if bytes.HasPrefix(rest, []byte(bom)) {
			rest = bytes.TrimLeft(rest[len(bom):], " \t\r\n")
		}
		if len(rest) > 0 && !isCut(rest, bom) {
			return rest[0] == '{'
		}
		if len(s.buf)-s.at > s.limit || !s.more() {
			return false
		}
	}
}

const bom = "\ufeff"

// isCut tells whether a text may be the beginning of a word, not all read yet.
func isCut(text []byte, word string) bool {
	return len(text) < len(word) && string(text) == word[:len(text)]
}

// nextLine gives the next line that is not blank; nothing at the end.
func (s *Splitter) nextLine() (Part, error) {
	for {
		line := s.line
		for !s.over() {
			if s.pass(); !s.mid {
				break
			}
			if s.at-s.start > s.limit {
				for s.mid && !s.over() {
					s.pass()
					s.start = s.at
				}
				return Part{Line: line}, s.tooLarge(line)
			}
		}
		if s.over() && s.mid || s.at == s.start {
			return s.end(line)
		}
		if part := s.take(line); len(bytes.TrimSpace(part.Text)) > 0 {
			return part, nil
		}
	}
}

func (s *Splitter) nextYAML() (Part, error) {
	line := s.line
	for {
		switch {
		case s.mid && s.over():
			return s.end(line)
		case s.mid:
		case len(s.head()) == 0:
			return s.end(line)
		case s.at > s.start && isDivider(s.head()):
			return s.take(line), nil
		}
		s.stride()
		if s.at-s.start > s.limit {
			s.skip()
			return Part{Line: line}, s.tooLarge(line)
		}
	}
}

// take gives the document up to the place reached, without a byte-order mark.
func (s *Splitter) take(line int) Part {
	part := Part{line, bytes.TrimPrefix(s.buf[s.start:s.at:s.at], []byte(bom))}
	s.start = s.at
	return part
}

// end gives the last document, unless the reader cut it short.
func (s *Splitter) end(line int) (Part, error) {
	part := s.take(line)
	if !errors.Is(s.err, io.EOF) {
		return Part{Line: line}, s.err
	}
	return part, nil
}

// tooLarge says so of the document that begins on a line; on the first, of the
// text as a whole, as Read does.
func (s *Splitter) tooLarge(line int) error {
	d := diag.Diagnostic{File: s.file, Code: "too-large", Message: fmt.Sprintf("the text is too long; at most %d bytes are read", s.limit)}
	if line > 1 {
		d.Line, d.Column = line, 1
	}
	return diag.List{d}
}

// over tells whether the end of the stream is reached.
func (s *Splitter) over() bool { return s.at == len(s.buf) && !s.more() }

// head gives the characters at the place reached that tell a divider or a new
// object; none at the end of the stream.
func (s *Splitter) head() []byte {
	const enough = len(bom + "---\n")
	for {
		rest := s.buf[s.at:]
		if len(rest) >= enough || bytes.IndexByte(rest, '\n') >= 0 || !s.more() {
			return rest[:min(len(rest), enough)]
		}
	}
}

// pass moves behind the end of the line, or to the end of what has been read.
func (s *Splitter) pass() {
	if i := bytes.IndexByte(s.buf[s.at:], '\n'); i >= 0 {
		s.at += i + 1
		s.line++
		s.mid = false
		return
	}
	s.at, s.mid = len(s.buf), true
}

// stride moves as pass does, over all lines that have been read whole and cannot
// divide documents by how they begin.
func (s *Splitter) stride() {
	s.pass()
	for !s.mid && s.at < len(s.buf) && s.buf[s.at] != '-' && s.buf[s.at] != bom[0] {
		i := bytes.IndexByte(s.buf[s.at:], '\n')
		if i < 0 {
			break
		}
		s.at += i + 1
		s.line++
	}
}

// skip drops the rest of a document that is too large.
func (s *Splitter) skip() {
	for ; !s.over(); s.start = s.at {
		if !s.mid {
			if head := s.head(); isDivider(head) || s.json && isOpening(head) {
				break
			}
		}
		s.pass()
	}
	s.start = s.at
}

// more reads on, and tells whether anything came. What was given goes to make
// room.
func (s *Splitter) more() bool {
	if s.err != nil {
		return false
	}
	if free := cap(s.buf) - len(s.buf); free < block/2 {
		to := s.buf[:0]
		if kept := len(s.buf) - s.start; kept > cap(s.buf)/2 || cap(s.buf) == 0 {
			to = make([]byte, 0, max(2*cap(s.buf), block))
		}
		s.buf = append(to, s.buf[s.start:]...)
		s.at -= s.start
		s.start = 0
	}
	for range 100 {
		n, err := s.r.Read(s.buf[len(s.buf):cap(s.buf)])
		s.buf, s.err = s.buf[:len(s.buf)+n], err
		if n > 0 || err != nil {
			return n > 0
		}
	}
	s.err = io.ErrNoProgress
	return false
}

func isDivider(line []byte) bool {
	rest, ok := bytes.CutPrefix(bytes.TrimPrefix(line, []byte(bom)), []byte("---"))
	return ok && (len(rest) == 0 || strings.IndexByte(" \t\r\n", rest[0]) >= 0)
}

// onlyComments tells whether a part holds no document: such as what stands
// before the first divider.
func onlyComments(text []byte) bool {
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte(bom)))
		if isDivider(line) {
			line = bytes.TrimSpace(line[len("---"):])
		}
		if len(line) > 0 && line[0] != '#' && line[0] != '%' {
			return false
		}
	}
	return true
}
