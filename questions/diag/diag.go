// Package diag holds diagnostics: what is wrong in a person's file, where, and
// what was expected instead.
//
// A diagnostic blames the text, never the person. It says what was found, what
// was expected and, where one is near, the word that was probably meant. All
// problems of a file are collected, sorted and shown at once.
package diag

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Diagnostic is one problem at one place. Line and Column count from 1,
// columns in characters; Line 0 means the file as a whole.
type Diagnostic struct {
	File    string
	Line    int
	Column  int
	Code    string // kebab-case and stable, so that it can be searched for
	Message string // lower case, no full stop
}

// String gives the diagnostic as one line: file:line:col: message [code].
func (d Diagnostic) String() string {
	if d.Line == 0 {
		return fmt.Sprintf("%s: %s [%s]", visible(d.File), shown(d.Message), shown(d.Code))
	}
	return fmt.Sprintf("%s:%d:%d: %s [%s]", visible(d.File), d.Line, d.Column, shown(d.Message), shown(d.Code))
}

// A List is every problem found in one or more files.
type List []Diagnostic

// Error gives the problems one a line, in the order they have.
func (l List) Error() string {
	lines := make([]string, len(l))
	for i, d := range l {
		lines[i] = d.String()
	}
	return strings.Join(lines, "\n")
}

// Sort orders the problems by file, line, column, code and message, and drops repeats.
func (l *List) Sort() {
	slices.SortStableFunc(*l, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message, b.Message),
		)
	})
	*l = slices.Compact(*l)
}

// Err gives the sorted list as an error, or nil where it is empty.
func (l List) Err() error {
	if len(l) == 0 {
		return nil
	}
	l.Sort()
	return l
}

// most is how many problems of a file are printed: who has more begins with those.
const most = 50

// Print writes each problem as its line, with the line of source it is about
// and a caret under the place; of a file with very many, the first ones, and how
// many more there are. Source maps a file's name to its text; a file that is not
// there is printed without an excerpt. Nothing of the source reaches w as an
// active character.
func (l List) Print(w io.Writer, source map[string][]byte) error {
	texts := make(map[string]*excerpts, len(source))
	for file, text := range source {
		texts[file] = newExcerpts(text)
	}
	return l.print(w, func(d *Diagnostic) string { return texts[d.File].around(d.Line, d.Column) })
}

// PrintPart is Print for problems of one part of a file, of which only the text
// of that part is there: it begins on the line first of the file.
func (l List) PrintPart(w io.Writer, text []byte, first int) error {
	e := newExcerpts(text)
	return l.print(w, func(d *Diagnostic) string { return e.around(d.Line-first+1, d.Column) })
}

func (l List) print(w io.Writer, excerpt func(*Diagnostic) string) error {
	count := make(map[string]int)
	var files []string // with too many, as they come
	for i := range l {
		d := &l[i]
		switch count[d.File]++; {
		case count[d.File] <= most:
			if _, err := fmt.Fprintf(w, "%s\n%s", *d, excerpt(d)); err != nil {
				return err
			}
		case count[d.File] == most+1:
			files = append(files, d.File)
		}
	}
	for _, file := range files {
		if _, err := fmt.Fprintf(w, "%s: and %d more like these\n", visible(file), count[file]-most); err != nil {
			return err
		}
	}
	return nil
}

// blank gives spaces as wide as r on a terminal: nothing for an accent that
// combines, two for the wide letters of East Asia and for emoji. The table is
// coarse on purpose; a caret off by one in a rare script misleads nobody.
func blank(r rune) string {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me):
		return ""
	case r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana),
		r >= 0x1f300 && r <= 0x1faff, r >= 0xff01 && r <= 0xff60:
		return "  "
	}
	return " "
}

// shown writes what would act on a terminal as an escape, and leaves quotation
// marks as they are.
func shown(text string) string {
	if visible(text) == text {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if strconv.IsPrint(r) {
			b.WriteRune(r)
			continue
		}
		quoted := strconv.QuoteRune(r)
		b.WriteString(quoted[1 : len(quoted)-1])
	}
	return b.String()
}

// visible gives a file's name as it stands, or quoted where it holds anything
// that a terminal could act on.
func visible(name string) string {
	if !utf8.ValidString(name) {
		return strconv.Quote(name)
	}
	for _, r := range name {
		if !strconv.IsPrint(r) {
			return strconv.Quote(name)
		}
	}
	return name
}
