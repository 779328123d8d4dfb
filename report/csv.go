package report

import (
	"fmt"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
)

// A Dialect is how a spreadsheet program wants its CSV.
type Dialect string

// The dialects. Figures are whole, so that no decimal sign tells them apart.
const (
	StandardCSV Dialect = "standard" // commas, line feeds
	EuropeanCSV Dialect = "eu"       // semicolons, a byte-order mark, and the line ends of Windows
)

// Dialects lists the dialects.
func Dialects() []Dialect { return []Dialect{StandardCSV, EuropeanCSV} }

// A Sheet lays rows out as CSV, a case in each. It is safe for concurrent use.
type Sheet struct {
	banks   []*questions.Bank
	notes   bool
	between byte   // two cells
	beware  byte   // what separates cells in the other dialect
	end     string // of a row
	mark    string // before everything
	parts   []portfolio.DimensionRef
}

// NewSheet gives a sheet for cases scored with the banks. With notes it names
// the respondent, and holds notes and evidence.
func NewSheet(banks []*questions.Bank, d Dialect, notes bool) *Sheet {
	s := &Sheet{banks: banks, notes: notes, between: ',', beware: ';', end: "\n"}
	if d == EuropeanCSV {
		s.between, s.beware, s.end, s.mark = ';', ',', "\r\n", "\ufeff"
	}
	for i, b := range banks {
		if b.Kind != questions.Scale {
			continue
		}
		for d := range b.Dimensions {
			s.parts = append(s.parts, portfolio.DimensionRef{Bank: i, Dimension: d})
		}
		s.parts = append(s.parts, portfolio.DimensionRef{Bank: i, Dimension: portfolio.Whole})
	}
	return s
}

// AppendHead appends the row of headings: "bank.dimension.low" and so on, and
// "bank.low" for the whole of a bank.
func (s *Sheet) AppendHead(to []byte) []byte {
	r := csvRow{Sheet: s, text: append(to, s.mark...)}
	for _, name := range []string{"source", "title", "place", "as_of", "path", "settled"} {
		r.cell(name)
	}
	for _, p := range s.parts {
		name := s.banks[p.Bank].ID + "."
		if p.Dimension != portfolio.Whole {
			name += s.banks[p.Bank].Dimensions[p.Dimension].ID + "."
		}
		r.cell(name + "low")
		r.cell(name + "high")
	}
	for _, name := range []string{"weakest", "weakest_low", "weakest_high", "open", "pivotal", "answered", "advice", "answers"} {
		r.cell(name)
	}
	for _, b := range s.banks {
		r.cell(b.ID + ".rules")
	}
	if s.notes {
		for _, name := range []string{"name", "organisation", "role", "notes", "evidence"} {
			r.cell(name)
		}
	}
	r.cell("errors")
	return append(r.text, s.end...)
}

// sheetAdvice is the number of advice ids that a row holds.
const sheetAdvice = 5

// AppendRow appends a case. One that could not be read has its source and what
// is wrong, and nothing between.
func (s *Sheet) AppendRow(to []byte, row *Row) []byte {
	r := csvRow{Sheet: s, text: to}
	r.cell(row.Source)
	r.cell(row.Case.Title)
	r.cell(row.Case.Place)
	r.cell(row.Case.AsOf)
	if row.Summary == nil {
		r.empty(2 + 2*len(s.parts) + 8 + len(s.banks))
	} else {
		r.summary(row)
	}
	if s.notes {
		r.noted(row)
	}
	r.cell(problemCell(row))
	return append(r.text, s.end...)
}

// A csvRow is a row being written.
type csvRow struct {
	*Sheet
	text  []byte
	begun bool
}

func (r *csvRow) summary(row *Row) {
	sum := row.Summary
	r.word(PathText(sum.Steps, r.banks))
	r.word(map[bool]string{true: "yes", false: "no"}[sum.Settled])
	for _, p := range r.parts {
		score := sum.Score(p)
		r.number(score.Low)
		r.number(score.High)
	}
	if w := sum.Weakest; w.Bank < 0 {
		r.empty(3)
	} else {
		score := sum.Score(w)
		r.word(r.banks[w.Bank].ID + "." + r.banks[w.Bank].Dimensions[w.Dimension].ID)
		r.number(score.Low)
		r.number(score.High)
	}
	r.number(len(sum.Open))
	r.number(len(sum.Pivotal))
	r.number(sum.Answered)
	var ids []string
	for _, a := range sum.Advice[:min(len(sum.Advice), sheetAdvice)] {
		ids = append(ids, r.banks[a.Bank].ID+"."+a.Advice)
	}
	r.word(strings.Join(ids, " "))
	r.word(row.Answers)
	for _, b := range r.banks {
		r.word(b.Rules)
	}
}

// noted writes what is written with notes only: it may name people.
func (r *csvRow) noted(row *Row) {
	r.cell(row.Case.Respondent.Name)
	r.cell(row.Case.Respondent.Organisation)
	r.cell(row.Case.Respondent.Role)
	var notes, evidence []string
	for _, b := range r.banks {
		for i := range row.Entries[b.ID] {
			e, question := &row.Entries[b.ID][i], b.ID+"."+b.Questions[i].ID
			if e.Note != "" {
				notes = append(notes, question+": "+e.Note)
			}
			for _, piece := range e.Evidence {
				evidence = append(evidence, question+": "+piece)
			}
		}
	}
	r.cell(strings.Join(notes, " | "))
	r.cell(strings.Join(evidence, " | "))
}

// sheetErrors is the number of errors that a row holds.
const sheetErrors = 10

func problemCell(row *Row) string {
	var all []string
	for i, p := range row.Errors {
		if i == sheetErrors {
			all = append(all, fmt.Sprintf("and %d more", len(row.Errors)-i))
			break
		}
		text := fmt.Sprintf("%s [%s]", p.Message, p.Code)
		if p.Line > 0 {
			text = fmt.Sprintf("line %d, column %d: %s", p.Line, p.Column, text)
		}
		all = append(all, text)
	}
	return strings.Join(all, " | ")
}

func (r *csvRow) next() {
	if r.begun {
		r.text = append(r.text, r.between)
	}
	r.begun = true
}

func (r *csvRow) empty(n int) {
	for range n {
		r.next()
	}
}

func (r *csvRow) number(n int) {
	r.next()
	r.text = strconv.AppendInt(r.text, int64(n), 10)
}

// word writes what is made of ids and digests, and is harmless as it stands.
func (r *csvRow) word(text string) {
	r.next()
	r.text = append(r.text, text...)
}

// cell writes a text so that it stays one: on one line, harmless, and never
// taken for a formula.
func (r *csvRow) cell(text string) {
	r.next()
	text = r.defuse(CleanLine(text))
	if !strings.ContainsAny(text, "\",;") {
		r.text = append(r.text, text...)
		return
	}
	r.text = append(r.text, '"')
	r.text = append(r.text, strings.ReplaceAll(text, `"`, `""`)...)
	r.text = append(r.text, '"')
}

// defuse puts an apostrophe before what a spreadsheet would take for a formula:
// at the start of a cell, and behind a character at which a spreadsheet set to
// the other dialect begins a new cell.
func (r *csvRow) defuse(text string) string {
	if !strings.ContainsAny(text, formulas) {
		return text
	}
	var b strings.Builder
	starts := true
	for _, c := range text {
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

// PathText gives the steps of a conclusion in codes: "when:launch →
// preconditions:ready|repair".
func PathText(steps []assess.Step, banks []*questions.Bank) string {
	var b strings.Builder
	for i, step := range steps {
		if i > 0 {
			b.WriteString(" → ")
		}
		b.WriteString(banks[step.Bank].ID + ":" + strings.Join(codesOf(banks[step.Bank], step.Codes), "|"))
	}
	return b.String()
}
