package tablefile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/questions/diag"
)

// How sheets begin that samklar form writes: a tall one, with a row for each question
// and a sheet for each case; and a wide one, of which rows of headings begin so too.
const (
	tallMark = "samklar-form"
	wideMark = "samklar-row"
)

// beside are the headings of a tall sheet, and what they add to the name of a question.
var beside = [...]struct{ heading, ending string }{{"answer", ""}, {"note", ".note"}, {"evidence", ".evidence"}}

// An origin is where a cell stood, in a tall sheet or any.
type origin struct {
	sheet       string // "" where there is one alone
	row, column int
}

func isTall(rows []Row) bool {
	return len(rows) > 0 && len(rows[0].Cells) > 0 && rows[0].Cells[0] == tallMark
}

// upright makes a table with a row for each case of tall sheets: columns are named in
// the first column of a sheet, and its first row says where answers, notes and evidence
// stand. Rows without a name are for people.
func upright(file string, sheets []sheet) (*Table, error) {
	t := &Table{File: file}
	places := make(map[string]int)
	var problems diag.List
	for _, s := range sheets {
		row := Row{Number: len(t.Rows) + 1, Cells: make([]string, len(t.Head)), from: make([]origin, len(t.Head))}
		put := func(name, text string, from origin) {
			at, known := places[name]
			if !known {
				at = len(t.Head)
				places[name], t.Head = at, append(t.Head, name)
				row.Cells, row.from = append(row.Cells, ""), append(row.from, origin{})
			}
			row.Cells[at], row.from[at] = text, from
		}
		var columns [len(beside)]int
		for i, b := range beside {
			columns[i] = slices.IndexFunc(s.rows[0].Cells, func(h string) bool { return fold(h) == b.heading })
		}
		seen := make(map[string]int)
		for _, r := range s.rows[1:] {
			name := strings.TrimSpace(r.Cells[0])
			if name == "" {
				continue
			}
			if first := seen[name]; first > 0 {
				problems = append(problems, diag.Diagnostic{File: file, Line: r.Number, Column: 1, Code: "column-twice", Message: fmt.Sprintf("rows %d and %d are both %s", first, r.Number, diag.Quote(name))})
				continue
			}
			seen[name] = r.Number
			is, _ := field(name)
			for i, b := range beside {
				column := columns[i]
				if column < 0 || b.ending != "" && is != "" {
					continue
				}
				from := origin{row: r.Number, column: column}
				if len(sheets) > 1 {
					from.sheet = s.name
				}
				put(name+b.ending, r.Cells[column], from)
			}
		}
		if t.Rows = append(t.Rows, row); len(t.Rows)*len(t.Head) > mostCells { // each sheet may name others
			return nil, diag.List{{File: file, Code: "too-large", Message: fmt.Sprintf("the sheets together have more than %d cells", mostCells)}}
		}
	}
	for i := range t.Rows {
		for row := &t.Rows[i]; len(row.Cells) < len(t.Head); {
			row.Cells, row.from = append(row.Cells, ""), append(row.from, origin{})
		}
	}
	return t, problems.Err()
}

// origin gives where a cell of a row stands.
func (r *Row) origin(column int) origin {
	if r.from == nil {
		return origin{row: r.Number, column: column}
	}
	return r.from[column]
}

// where says that of a file: the file with its sheet, the row, and the letters of the
// column.
func (r *Row) where(file string, column int) (in string, number int, letters string) {
	at := r.origin(column)
	if at.sheet != "" {
		file += "!" + at.sheet
	}
	return file, at.row, Letter(at.column)
}

// originOf reads the name of a cell: "C2", or in one of several sheets "Form!C2".
func originOf(name string) (at origin, ok bool) {
	name = strings.TrimSpace(name)
	if i := strings.LastIndexByte(name, '!'); i >= 0 {
		at.sheet, name = name[:i], name[i+1:]
	}
	name = strings.ToUpper(name)
	at.column = columnOf(name)
	at.row, _ = strconv.Atoi(strings.TrimLeft(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	return at, at.column >= 0 && at.row > 0 && fmt.Sprint(Letter(at.column), at.row) == name
}
