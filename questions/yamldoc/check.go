package yamldoc

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/bits"
	"unicode/utf8"

	"collectiveimpact/samklar/questions/diag"
)

// others are files of other kinds that people hand over, by how they begin.
var others = []struct{ begins, message string }{
	{"<!DOCTYPE", "this is a web page, not YAML or JSON; samklar report, verify and compare read a page that samklar report wrote"},
	{"<", "this is HTML or XML, not YAML or JSON"},
	{"PK\x03\x04", "this is a packed file, such as a spreadsheet or a document, not YAML or JSON; samklar import reads spreadsheets"},
	{"%PDF", "this is a PDF, not YAML or JSON"},
}

// CheckText refuses a text that is too large, empty, not UTF-8 or holds control
// characters, and gives it back without a byte-order mark. It serves every
// reader of untrusted text, whatever the format; JSON may hold the controls
// from U+007F on as they are.
func CheckText(file string, data []byte, limit int) ([]byte, error) {
	const control = "control character %U is not allowed; write it escaped in double quotes"
	problem := func(at int, code, format string, args ...any) error {
		start := bytes.LastIndexByte(data[:at], '\n') + 1
		return diag.List{{
			File: file, Line: bytes.Count(data[:at], []byte("\n")) + 1, Column: utf8.RuneCount(data[start:at]) + 1,
			Code: code, Message: fmt.Sprintf(format, args...),
		}}
	}
	if len(data) > limit {
		return nil, diag.List{{File: file, Code: "too-large", Message: fmt.Sprintf("the text is too long; at most %d bytes are read", limit)}}
	}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return nil, problem(0, "not-utf8", "the text is in UTF-16; expected UTF-8: save it again as UTF-8")
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	begin := bytes.TrimLeft(data, " \t\r\n")
	for _, other := range others {
		if bytes.HasPrefix(begin, []byte(other.begins)) {
			return nil, problem(len(data)-len(begin), "other-file", "%s", other.message)
		}
	}
	if len(begin) == 0 {
		return nil, problem(0, "empty", "the text is empty")
	}
	json := begin[0] == '{'
	for i := plain(data, 0); i < len(data); i = plain(data, i+1) {
		switch c := data[i]; {
		case c >= ' ' && c < 0x7f, c == '\n', c == '\r', c == '\t':
			continue
		case c < ' ':
			return nil, problem(i, "control-character", control, c)
		}
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			return nil, problem(i, "not-utf8", "the text is not UTF-8: byte 0x%02x; save it again as UTF-8", data[i])
		case !json && (r < 0xa0 && r != 0x85 || r == 0xfeff && !joins(data, i) || r == 0xfffe || r == 0xffff):
			return nil, problem(i, "control-character", control, r)
		}
		i += size - 1
	}
	return data, nil
}

// plain gives the next place from which on there may be something else than ASCII that
// prints, and line feeds: what texts are mostly made of, looked at eight bytes at once.
func plain(data []byte, at int) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	for ; at+8 <= len(data); at += 8 {
		x := binary.LittleEndian.Uint64(data[at:])
		if (x|(x+ones)|(x-' '*ones))&tops == 0 { // surely nothing
			continue
		}
		feeds := x ^ '\n'*ones
		feeds = ^((feeds&^tops + ^uint64(tops)) | feeds) & tops // the top bits of line feeds
		low := ^((x | tops) - ' '*ones) & tops                  // of what is below a space
		if other := (x|(x+ones))&tops | low&^feeds; other != 0 {
			return at + bits.TrailingZeros64(other)/8
		}
	}
	return at
}
