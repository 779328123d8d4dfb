package answerfile

import (
	"bytes"
	"fmt"
	"strings"

	"collectiveimpact/samklar/questions/diag"
)

// MaxStream is the size in bytes up to which several documents in one file are
// read at once.
const MaxStream = 64 << 20

// A Part is one document of a stream, with the line of the stream, from 1, on
// which it begins.
type Part struct {
	Line int
	Text []byte
}

// Split takes a stream apart: YAML documents divided by lines of ---, or JSON
// objects one after the other. A line that begins with --- followed by a blank
// or its end divides documents wherever it stands, inside a quoted or a block
// text too; what begins with % belongs to the document that follows. The error
// is a diag.List.
func Split(file string, data []byte) ([]Part, error) {
	if len(data) > MaxStream {
		return nil, diag.List{{File: file, Code: "too-large", Message: fmt.Sprintf("the stream is more than %d bytes long", MaxStream)}}
	}
	if bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), " \t\r\n"), []byte("{")) {
		return splitJSON(data), nil
	}
	return splitYAML(data), nil
}

func splitYAML(data []byte) []Part {
	var parts []Part
	part := Part{Line: 1}
	start, line := 0, 0
	end := func(at int) {
		if part.Text = data[start:at]; !onlyComments(part.Text) {
			parts = append(parts, part)
		}
	}
	for at := 0; at < len(data); {
		next := at + bytes.IndexByte(data[at:], '\n') + 1
		if next == at {
			next = len(data)
		}
		line++
		if isDivider(data[at:next]) && at > start {
			end(at)
			start, part = at, Part{Line: line}
		}
		at = next
	}
	end(len(data))
	if len(parts) == 0 {
		return []Part{{Line: 1, Text: data}} // to be reported as empty
	}
	return parts
}

func isDivider(line []byte) bool {
	rest, ok := bytes.CutPrefix(line, []byte("---"))
	return ok && (len(rest) == 0 || strings.IndexByte(" \t\r\n", rest[0]) >= 0)
}

// onlyComments tells whether a part holds no document: such as what stands
// before the first divider.
func onlyComments(text []byte) bool {
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\ufeff")))
		if len(line) > 0 && line[0] != '#' && line[0] != '%' && !bytes.Equal(line, []byte("---")) {
			return false
		}
	}
	return true
}

// splitJSON divides where an object's closing brace is followed by another
// object. What is no JSON stays in one piece, to be reported where it breaks.
func splitJSON(data []byte) []Part {
	var parts []Part
	depth, start, startLine, line := 0, 0, 1, 1
	quoted := false
	for at := 0; at < len(data); at++ {
		switch c := data[at]; {
		case c == '\n':
			line++
		case quoted && c == '\\':
			at++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth == 0 && len(bytes.TrimSpace(data[start:at])) > 0 {
				parts = append(parts, Part{startLine, data[start:at]})
				start = at
			}
			if depth == 0 {
				start, startLine = lineStartAt(data, start, at), line
			}
			depth++
		case c == '}' || c == ']':
			depth--
		}
	}
	return append(parts, Part{startLine, data[start:]})
}

// lineStartAt moves back from a place to the start of its line, but not before
// from: columns then count as in the stream.
func lineStartAt(data []byte, from, at int) int {
	return from + bytes.LastIndexByte(data[from:at], '\n') + 1
}
