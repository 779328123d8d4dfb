// Package tablefile turns the tables that forms and spreadsheets write into answers.
//
// A table is read as it stands: what a heading or a cell means is told by the ids and
// texts of the banks in every language, compared without regard to case, blanks and
// quotes, and then exactly. Likeness never decides, since two levels of a question may
// differ in one word; it only suggests. What is not understood is kept as a note, and
// said with its row, its column and its case. A mapping says the rest: a YAML file in
// which a person names columns, levels and single cells.
package tablefile

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"collectiveimpact/samklar/questions/diag"
)

// MaxBytes is the size of a table that is read.
const MaxBytes = 64 << 20

// A Table is what stands in a file: headings, and rows with as many cells.
type Table struct {
	File string
	Head []string
	Rows []Row
}

// A Row is a row of a table, with the number that a spreadsheet shows beside it.
type Row struct {
	Number int
	Cells  []string

	from []origin // of each cell, where the sheet was tall
}

// blank tells of a row that nothing stands in it.
func (r *Row) blank() bool {
	return !slices.ContainsFunc(r.Cells, func(c string) bool { return strings.TrimSpace(c) != "" })
}

// Read reads a table from CSV: with commas, semicolons or tabs, in UTF-8, UTF-16 or
// Windows-1252, with a byte-order mark or without, lines ended in any way; or from the first sheet of a
// workbook (XLSX). A row with more or fewer cells than
// there are headings is an error: where one cell is lost or split, those behind it
// would be read as answers to other questions. The error is a diag.List.
func Read(file string, data []byte) (*Table, error) {
	problem := func(code, format string, args ...any) error {
		return diag.List{{File: file, Code: code, Message: fmt.Sprintf(format, args...)}}
	}
	switch {
	case len(data) > MaxBytes:
		return nil, problem("too-large", "the table has more than %d MiB", MaxBytes>>20)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		sheets, err := readXLSX(data)
		if err != nil {
			return nil, problem("not-a-workbook", "%s", err)
		}
		return whole(file, sheets)
	}
	text := lines(Text(data))
	if strings.ContainsRune(text, 0) {
		return nil, problem("not-csv", "this is no text; expected CSV or XLSX")
	}
	separators, text := separatorsOf(text)
	var best *attempt
	for _, separator := range separators {
		if a := try(file, text, separator); best == nil || a.better(best) {
			best = a
		}
	}
	if best.err != nil {
		return nil, best.err
	}
	return whole(file, []sheet{{rows: best.rows}})
}

// whole makes a table of rows that are as long as that of the headings.
func whole(file string, sheets []sheet) (*Table, error) {
	rows := sheets[0].rows
	if len(rows) == 0 {
		return nil, diag.List{{File: file, Code: "empty-table", Message: "the table is empty; expected a row of headings"}}
	}
	var problems diag.List
	for _, row := range rows[1:] {
		if n, want := len(row.Cells), len(rows[0].Cells); n != want {
			problems = append(problems, diag.Diagnostic{File: file, Line: row.Number, Column: min(n, want) + 1, Code: "ragged-row", Message: fmt.Sprintf(
				"row %d has %d cells; expected %d, as many as there are headings", row.Number, n, want)})
		}
	}
	if isTall(rows) && problems == nil {
		return upright(file, sheets)
	}
	return &Table{file, rows[0].Cells, rows[1:]}, problems.Err()
}

// Text gives the text of a file that people saved. What is no valid UTF-8 and has no mark is taken for
// Windows-1252, in which every text has a meaning.
func Text(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return wide(data[2:], 0, 1)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return wide(data[2:], 1, 0)
	}
	if utf8.Valid(data) {
		return string(data)
	}
	var b strings.Builder
	for _, c := range data {
		if 0x80 <= c && c < 0xa0 {
			b.WriteRune(windows1252[c-0x80])
		} else {
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}

// wide reads UTF-16, of which each two bytes have the low one at a place and the high
// one at another.
func wide(data []byte, low, high int) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = uint16(data[2*i+low]) | uint16(data[2*i+high])<<8
	}
	return string(utf16.Decode(units))
}

// windows1252 is what that has between 0x80 and 0x9f, as browsers read it.
var windows1252 = [...]rune{
	'€', 0x81, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0x8d, 'Ž', 0x8f,
	0x90, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0x9d, 'ž', 'Ÿ',
}

// lines gives a text with line feeds where its lines end. Spreadsheets have written carriage
// returns alone: they end lines where no line feed stands outside a quoted cell.
func lines(text string) string {
	quoted, alone := false, false
	for _, c := range text {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\n':
			return text
		case c == '\r':
			alone = true
		}
	}
	if !alone {
		return text
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
}

// separatorsOf gives the separators to try. A spreadsheet may name the one it uses on
// a line of its own, which is taken away.
func separatorsOf(text string) (separators []rune, rest string) {
	if line, rest, ok := strings.Cut(text, "\n"); ok {
		line = strings.TrimSuffix(line, "\r")
		if name, ok := strings.CutPrefix(strings.ToLower(line), "sep="); ok && slices.Contains([]string{",", ";", "\t"}, name) {
			return []rune{rune(name[0])}, "\n" + rest // the row still counts
		}
	}
	return []rune{',', ';', '\t'}, text
}

// An attempt is a text read with a separator.
type attempt struct {
	rows   []Row
	ragged int
	err    error
}

func (a *attempt) width() int {
	if len(a.rows) == 0 {
		return 0
	}
	return len(a.rows[0].Cells)
}

// better tells whether this is rather the separator: one that divides the headings,
// that the whole text can be read with, that leaves rows alike, and that divides most.
func (a *attempt) better(b *attempt) bool {
	rank := func(a *attempt) []int {
		divides, read := 0, 0
		if a.width() > 1 {
			divides = 1
		}
		if a.err == nil {
			read = 1
		}
		return []int{divides, read, -a.ragged, a.width()}
	}
	return slices.Compare(rank(a), rank(b)) > 0
}

// try reads a text with a separator. Rows are numbered as a spreadsheet does: blank
// lines count, lines inside a cell do not.
func try(file, text string, separator rune) *attempt {
	a := &attempt{}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = separator, -1
	number, from := 0, 0
	for {
		cells, err := r.Read()
		if err == io.EOF {
			return a
		}
		if bad, ok := errors.AsType[*csv.ParseError](err); ok {
			a.err = diag.List{{File: file, Line: bad.Line, Column: bad.Column, Code: "syntax", Message: "not valid CSV: " + cmp.Or(map[error]string{
				csv.ErrQuote: "a quote is not closed, or something stands between it and the next cell", csv.ErrBareQuote: "a quote stands inside a cell that does not begin with one",
			}[bad.Err], bad.Err.Error())}}
			return a
		}
		for strings.HasPrefix(text[from:], "\n") || strings.HasPrefix(text[from:], "\r\n") {
			from = from + strings.IndexByte(text[from:], '\n') + 1
			number++
		}
		number, from = number+1, int(r.InputOffset())
		if len(a.rows) > 0 && len(cells) != a.width() {
			a.ragged++
		}
		a.rows = append(a.rows, Row{Number: number, Cells: cells})
	}
}

// Letter names a column as spreadsheets do, counted from 0: A, Z, AA.
func Letter(column int) string {
	name := ""
	for column++; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}
