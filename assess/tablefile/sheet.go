package tablefile

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// A sheetReader reads the cells of a sheet, each by itself: what a row may hold is known
// before it is kept.
type sheetReader struct {
	*workbook
	rows   []Row
	row    Row
	number int // of the row
	column int // of the cell
	cell   struct {
		kind       string
		style      int
		value, sum string
		inline     []byte
	}
}

// rows reads the cells of a sheet. Rows are as long as that of the headings: a sheet
// leaves out cells in which nothing stands.
func (w *workbook) rows(part string) ([]Row, error) {
	s := &sheetReader{workbook: w}
	err := w.each(part, maxUnpacked, s.start, s.end)
	return s.rows, err
}

func (s *sheetReader) start(in []string, e xml.StartElement) error {
	switch {
	case ends(in, "row"):
		s.number++
		if text := attribute(e, "r"); text != "" {
			number, err := strconv.Atoi(text)
			if err != nil {
				return fmt.Errorf("row %d cannot be read: its number is %q", s.number, text)
			}
			s.number = max(s.number, number)
		}
		if s.number > mostRows {
			return fmt.Errorf("the sheet has more than %d rows", mostRows)
		}
		s.row, s.column = Row{Number: s.number}, 0
	case ends(in, "row", "c"):
		if at := columnOf(attribute(e, "r")); at >= 0 {
			s.column = at
		}
		if s.column >= mostColumns {
			return fmt.Errorf("row %d has more than %d columns", s.number, mostColumns)
		}
		s.cell.kind, s.cell.value, s.cell.sum, s.cell.inline = attribute(e, "t"), "", "", nil
		s.cell.style, _ = strconv.Atoi(attribute(e, "s")) // one that is none is no date
	}
	return nil
}

func (s *sheetReader) end(in []string, text []byte) error {
	switch {
	case ends(in, "c", "v"):
		s.cell.value = string(text)
	case ends(in, "c", "f"):
		s.cell.sum = unescaped(text)
	case isText(in, "is"):
		s.cell.inline = append(s.cell.inline, unescaped(text)...)
	case ends(in, "row", "c"):
		if text := s.text(); strings.TrimSpace(text) != "" {
			if err := s.widen(s.column + 1); err != nil {
				return err
			}
			s.row.Cells[s.column] = text
		}
		s.column++
	case ends(in, "row") && len(s.row.Cells) > 0:
		if len(s.rows) > 0 {
			if err := s.widen(len(s.rows[0].Cells)); err != nil {
				return err
			}
		}
		s.rows = append(s.rows, s.row)
	}
	return nil
}

// widen makes a row so many cells long, if it is shorter.
func (s *sheetReader) widen(width int) error {
	more := width - len(s.row.Cells)
	if more <= 0 {
		return nil
	}
	if s.cells += more; s.cells > mostCells {
		return fmt.Errorf("the workbook has more than %d cells", mostCells)
	}
	s.row.Cells = append(s.row.Cells, make([]string, more)...)
	return nil
}

// text gives what a person sees in a cell.
func (s *sheetReader) text() string {
	c := &s.cell
	if c.value == "" && c.kind != "str" && c.sum != "" { // nobody has worked it out yet; to be said, not passed over
		return "=" + c.sum
	}
	switch c.kind {
	case "s":
		if n, err := strconv.Atoi(c.value); err == nil && 0 <= n && n < len(s.shared) {
			return s.shared[n]
		}
	case "inlineStr":
		return string(c.inline)
	case "str":
		return unescaped([]byte(c.value))
	case "b":
		return map[string]string{"1": "TRUE", "0": "FALSE"}[c.value]
	case "", "n":
		if 0 <= c.style && c.style < len(s.dates) && s.dates[c.style] {
			return s.day(c.value)
		}
	}
	return c.value
}

// columnOf gives the column of a cell such as "AB7", counted from 0, or -1.
func columnOf(cell string) int {
	n := 0
	for _, c := range cell {
		if c < 'A' || c > 'Z' || n > mostColumns {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1
}
