package resultfile

import (
	"strconv"
	"strings"

	"collectiveimpact/samklar/questions/text"
)

// A Dialect is how a spreadsheet program wants its CSV.
type Dialect string

// The dialects. Figures are whole, so that no decimal sign tells them apart.
const (
	StandardCSV Dialect = "standard" // commas, line feeds
	EuropeanCSV Dialect = "eu"       // semicolons, a byte-order mark, and the line ends of Windows: Excel in Danish and Dutch
	EnglishCSV  Dialect = "en"       // commas, otherwise likewise: Excel in English
)

// Dialects lists the dialects.
func Dialects() []Dialect { return []Dialect{StandardCSV, EuropeanCSV, EnglishCSV} }

// A csvStyle is what a dialect comes to.
type csvStyle struct {
	between byte   // two cells
	beware  byte   // what separates cells in the other dialect
	end     string // of a row
	mark    string // before everything
}

func (d Dialect) style() csvStyle {
	switch d {
	case EuropeanCSV:
		return csvStyle{between: ';', beware: ',', end: "\r\n", mark: "\ufeff"}
	case EnglishCSV:
		return csvStyle{between: ',', beware: ';', end: "\r\n", mark: "\ufeff"}
	case StandardCSV:
	}
	return csvStyle{between: ',', beware: ';', end: "\n"}
}

// A csvRow is a row being written.
type csvRow struct {
	csvStyle
	text  []byte
	begun bool
}

// next begins a cell; what is written until the next call stands in it.
func (r *csvRow) next() {
	if r.begun {
		r.text = append(r.text, r.between)
	}
	r.begun = true
}

func (r *csvRow) number(n int) {
	r.next()
	r.text = strconv.AppendInt(r.text, int64(n), 10)
}

func (r *csvRow) yes(v bool) { r.word(yesNo(v)) }

func yesNo(v bool) string { return map[bool]string{true: "yes", false: "no"}[v] }

// word writes what is made of ids and digests, and is harmless as it stands.
func (r *csvRow) word(id string) {
	r.next()
	r.text = append(r.text, id...)
}

// cell writes a text so that it stays one: on one line, harmless, and never
// taken for a formula.
func (r *csvRow) cell(foreign string) {
	r.next()
	s := r.defuse(text.Line(foreign))
	if !strings.ContainsAny(s, "\",;") {
		r.text = append(r.text, s...)
		return
	}
	r.text = append(r.text, '"')
	r.text = append(r.text, strings.ReplaceAll(s, `"`, `""`)...)
	r.text = append(r.text, '"')
}

// defuse puts an apostrophe before what a spreadsheet would take for a formula:
// at the start of a cell, and behind a character at which a spreadsheet set to
// the other dialect begins a new cell.
func (r *csvRow) defuse(s string) string {
	if !strings.ContainsAny(s, formulas) {
		return s
	}
	var b strings.Builder
	starts := true
	for _, c := range s {
		if starts && strings.ContainsRune(formulas, c) {
			b.WriteByte('\'')
		}
		starts = c == rune(r.beware) || starts && (c == ' ' || c == '"')
		b.WriteRune(c)
	}
	return b.String()
}

// formulas are the characters that a formula may begin with, the wide forms
// too. A tab and a carriage return are gone by then.
const formulas = "=+-@＝＋－＠"
