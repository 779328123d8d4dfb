package diag

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// excerpts shows places of a text. It remembers the last one: a line may be a
// million characters long and hold thousands of problems, which come in order.
type excerpts struct {
	lines  [][]byte // without their breaks
	line   int      // of the last place
	column int      // the characters before it on its line
	at     int      // the same, in bytes
	looked int      // bytes gone through to find places, in all
}

// newExcerpts takes a text apart; one that is not UTF-8 cannot be shown.
func newExcerpts(text []byte) *excerpts {
	if !utf8.Valid(text) {
		return nil
	}
	text = bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	lines := bytes.Split(text, []byte("\n"))
	for i, line := range lines {
		lines[i] = bytes.TrimRight(bytes.TrimPrefix(line, []byte("\ufeff")), "\r ")
	}
	return &excerpts{lines: lines}
}

// excerptWidth is the number of characters of a source line that are shown.
const excerptWidth = 72

// around returns the source line and a caret line, or "" where there is none.
func (e *excerpts) around(line, column int) string {
	if e == nil || line < 1 || line > len(e.lines) {
		return ""
	}
	text := e.lines[line-1]
	at := e.seek(line, column-1)
	from, before := at, 0
	for ; from > 0 && before < excerptWidth-12; before++ {
		_, size := utf8.DecodeLastRune(text[:from])
		from -= size
	}
	to := from
	for shown := 0; to < len(text) && shown < excerptWidth; shown++ {
		_, size := utf8.DecodeRune(text[to:])
		to += size
	}
	if from == to {
		return ""
	}
	part := []rune(string(text[from:to]))
	for i, r := range part {
		if !strconv.IsPrint(r) {
			part[i] = '·'
		}
	}
	var pad strings.Builder
	for _, r := range part[:min(before, len(part))] {
		pad.WriteString(blank(r))
	}
	return fmt.Sprintf("  | %s\n  | %s^\n", string(part), pad.String())
}

// seek returns the place, in bytes, behind so many characters of a line, or of
// its end.
func (e *excerpts) seek(line, characters int) int {
	if line != e.line || characters < e.column {
		e.line, e.column, e.at = line, 0, 0
	}
	text, from := e.lines[line-1], e.at
	for ; e.column < characters && e.at < len(text); e.column++ {
		_, size := utf8.DecodeRune(text[e.at:])
		e.at += size
	}
	e.looked += e.at - from
	return e.at
}
