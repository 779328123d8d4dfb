package resultfile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
)

// A Sheet lays rows out as CSV, a case in each. It is safe for concurrent use.
type Sheet struct {
	style   csvStyle
	columns []column
}

// A column of a sheet is its heading and how the cell of a case is written. The
// cell is empty where the case could not be read, unless it is written always.
type column struct {
	name   string
	cell   func(r *csvRow, row *Row)
	always bool
}

// sheetAdvice is the number of advice ids that a row holds.
const sheetAdvice = 5

// NewSheet gives a sheet for cases scored with the banks. With notes it names
// the respondent, and holds notes and evidence.
func NewSheet(banks []*questions.Bank, d Dialect, notes bool) *Sheet {
	s := &Sheet{style: d.style()}
	given := func(name string, text func(row *Row) string) {
		s.columns = append(s.columns, column{name, func(r *csvRow, row *Row) { r.cell(text(row)) }, true})
	}
	word := func(name string, id func(row *Row) string) {
		s.columns = append(s.columns, column{name, func(r *csvRow, row *Row) { r.word(id(row)) }, false})
	}
	figure := func(name string, n func(sum *portfolio.Summary) int) {
		s.columns = append(s.columns, column{name, func(r *csvRow, row *Row) { r.number(n(row.Summary)) }, false})
	}
	given("source", func(row *Row) string { return row.Source })
	given("id", func(row *Row) string { return row.Case.ID })
	given("title", func(row *Row) string { return row.Case.Title })
	given("place", func(row *Row) string { return row.Case.Place })
	given("as_of", func(row *Row) string { return row.Case.AsOf })
	word("path", func(row *Row) string { return portfolio.PathText(row.Summary.Steps, banks) })
	s.columns = append(s.columns, column{"settled", func(r *csvRow, row *Row) { r.yes(row.Summary.Settled) }, false})
	for _, d := range portfolio.Dimensions(banks) {
		name := dimensionID(banks, d)
		for _, f := range scoreColumns(banks, d) {
			figure(name+f.name, func(sum *portfolio.Summary) int { return f.of(sum.Score(d)) })
		}
	}
	for _, c := range weakestColumns(banks) {
		s.columns = append(s.columns, column{c.name, func(r *csvRow, row *Row) { c.cell(r, row.Summary.Weakest, row.Summary.Score) }, false})
	}
	figure("open", func(sum *portfolio.Summary) int { return len(sum.Open) })
	figure("pivotal", func(sum *portfolio.Summary) int { return len(sum.Pivotal) })
	figure("answered", func(sum *portfolio.Summary) int { return sum.Answered })
	word("advice", func(row *Row) string {
		var ids []string
		for _, a := range row.Summary.Advice[:min(len(row.Summary.Advice), sheetAdvice)] {
			ids = append(ids, banks[a.Bank].ID+"."+a.Advice)
		}
		return strings.Join(ids, " ")
	})
	word("answers", func(row *Row) string { return row.Answers })
	for _, b := range banks {
		word(b.ID+".rules", func(*Row) string { return b.Rules })
	}
	given("respondents", func(row *Row) string {
		if row.Respondents == 0 {
			return ""
		}
		return strconv.Itoa(row.Respondents)
	})
	if notes { // they may name people
		given("name", func(row *Row) string { return row.Case.Respondent.Name })
		given("organisation", func(row *Row) string { return row.Case.Respondent.Organisation })
		given("role", func(row *Row) string { return row.Case.Respondent.Role })
		given("notes", func(row *Row) string { notes, _ := noted(row, banks); return notes })
		given("evidence", func(row *Row) string { _, evidence := noted(row, banks); return evidence })
	}
	given("errors", problemCell)
	return s
}

// AppendHead appends the row of headings: "bank.dimension.low" and so on, and
// "bank.low" for the whole of a bank.
func (s *Sheet) AppendHead(to []byte) []byte {
	r := csvRow{csvStyle: s.style, text: append(to, s.style.mark...)}
	for i := range s.columns {
		r.cell(s.columns[i].name)
	}
	return append(r.text, s.style.end...)
}

// AppendRow appends a case. One that could not be read has its source and what
// is wrong, and nothing between.
func (s *Sheet) AppendRow(to []byte, row *Row) []byte {
	r := csvRow{csvStyle: s.style, text: to}
	for i := range s.columns {
		if c := &s.columns[i]; row.Summary == nil && !c.always {
			r.next()
		} else {
			c.cell(&r, row)
		}
	}
	return append(r.text, s.style.end...)
}

// A scoreColumn is a figure of a dimension: what is behind its name in the heading.
type scoreColumn struct {
	name string
	of   func(s portfolio.DimensionScore) int
}

// scoreColumns are the score of a dimension, and what it counts as where key questions
// may hold it down.
func scoreColumns(banks []*questions.Bank, d portfolio.DimensionRef) []scoreColumn {
	columns := []scoreColumn{
		{".low", func(s portfolio.DimensionScore) int { return s.Low }},
		{".high", func(s portfolio.DimensionScore) int { return s.High }},
	}
	b := banks[d.Bank]
	key := func(q questions.Question) bool { return q.Key && q.Part == d.Dimension }
	if d.Dimension == portfolio.Whole || !slices.ContainsFunc(b.Questions, key) {
		return columns
	}
	return append(columns,
		scoreColumn{".counts_low", func(s portfolio.DimensionScore) int { return s.CountsLow }},
		scoreColumn{".counts_high", func(s portfolio.DimensionScore) int { return s.CountsHigh }},
	)
}

// A weakestColumn is one of those on the weakest dimension, and empty where none
// is known.
type weakestColumn struct {
	name string
	cell func(r *csvRow, weakest portfolio.DimensionRef, score func(portfolio.DimensionRef) portfolio.DimensionScore)
}

func weakestColumns(banks []*questions.Bank) []weakestColumn {
	type scoring = func(portfolio.DimensionRef) portfolio.DimensionScore
	where := func(name string, cell func(r *csvRow, d portfolio.DimensionRef, score scoring)) weakestColumn {
		return weakestColumn{name, func(r *csvRow, d portfolio.DimensionRef, score scoring) {
			if d.Bank < 0 {
				r.next()
			} else {
				cell(r, d, score)
			}
		}}
	}
	return []weakestColumn{
		where("weakest", func(r *csvRow, d portfolio.DimensionRef, _ scoring) { r.word(dimensionID(banks, d)) }),
		where("weakest_low", func(r *csvRow, d portfolio.DimensionRef, score scoring) { r.number(score(d).Low) }),
		where("weakest_high", func(r *csvRow, d portfolio.DimensionRef, score scoring) { r.number(score(d).High) }),
	}
}

// noted gives the notes and the pieces of evidence, each behind its question.
func noted(row *Row, banks []*questions.Bank) (notes, evidence string) {
	var said, pieces []string
	for _, b := range banks {
		for i := range row.Entries[b.ID] {
			e, question := &row.Entries[b.ID][i], b.ID+"."+b.Questions[i].ID
			if e.Note != "" {
				said = append(said, question+": "+e.Note)
			}
			for _, piece := range e.Evidence {
				pieces = append(pieces, question+": "+piece)
			}
		}
	}
	return strings.Join(said, " | "), strings.Join(pieces, " | ")
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
		all = append(all, problemText(p.Line, p.Column, p.Message, p.Code))
	}
	return strings.Join(all, " | ")
}

// problemText says what is wrong, and where that is known the place.
func problemText(line, column int, message, code string) string {
	if line > 0 {
		return fmt.Sprintf("line %d, column %d: %s [%s]", line, column, message, code)
	}
	return fmt.Sprintf("%s [%s]", message, code)
}
