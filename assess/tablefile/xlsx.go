package tablefile

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// maxUnpacked is how much is read of one part of a workbook: a small archive may hold
// large ones.
const maxUnpacked = 2 * MaxBytes

// A workbook is the parts of an archive that are needed to read its first sheet.
type workbook struct {
	parts    map[string]*zip.File
	shared   []string
	dates    []bool // of each style: whether it shows a number as a date
	days1904 bool
}

// A sheet is what stands in one of a workbook.
type sheet struct {
	name string
	rows []Row
}

// readXLSX reads the first sheet of a workbook, or where that is tall all that are: texts
// as they are, figures as they are kept, and days as ISO 8601 writes them. What a formula
// came to is read, and the formula only where it has come to nothing yet.
func readXLSX(data []byte) ([]sheet, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, errors.New("not a workbook that can be opened")
	}
	w := &workbook{parts: make(map[string]*zip.File)}
	for _, f := range archive.File {
		w.parts[strings.TrimPrefix(f.Name, "/")] = f
	}
	found, err := w.sheets()
	if err != nil {
		return nil, err
	}
	if err := w.readShared(); err != nil {
		return nil, err
	}
	if err := w.readStyles(); err != nil {
		return nil, err
	}
	var all []sheet
	for _, s := range found {
		rows, err := w.rows(s[1])
		if err != nil {
			return nil, err
		}
		if len(all) == 0 || isTall(rows) {
			all = append(all, sheet{s[0], rows})
		}
		if !isTall(all[0].rows) {
			break
		}
	}
	return all, nil
}

// each goes through the elements of a part; a part that is not there has none.
func (w *workbook) each(part string, element func(d *xml.Decoder, e xml.StartElement) error) error {
	f := w.parts[part]
	if f == nil {
		return nil
	}
	if f.UncompressedSize64 > maxUnpacked { // as it says; what it really has is bounded below
		return fmt.Errorf("part %q of the workbook has more than %d MiB", part, maxUnpacked>>20)
	}
	r, err := f.Open()
	if err != nil {
		return fmt.Errorf("part %q of the workbook cannot be read", part)
	}
	defer r.Close() //nolint:errcheck // only read
	limited := &io.LimitedReader{R: r, N: maxUnpacked}
	d := xml.NewDecoder(limited)
	for {
		token, err := d.Token()
		switch {
		case limited.N <= 0:
			return fmt.Errorf("part %q of the workbook has more than %d MiB", part, maxUnpacked>>20)
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("part %q of the workbook cannot be read: %w", part, err)
		}
		if e, ok := token.(xml.StartElement); ok {
			if err := element(d, e); err != nil {
				return err
			}
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// sheets gives the names of the sheets that are tables, and their parts.
func (w *workbook) sheets() (found [][2]string, err error) {
	var named [][2]string // and their ids
	if err := w.each("xl/workbook.xml", func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "sheet":
			for _, a := range e.Attr {
				if a.Name.Local == "id" && a.Name.Space != "" {
					named = append(named, [2]string{attribute(e, "name"), a.Value})
				}
			}
		case "workbookPr":
			w.days1904 = slices.Contains([]string{"1", "true"}, attribute(e, "date1904"))
		}
		return nil
	}); err != nil {
		return nil, err
	}
	parts := make(map[string]string)
	if err := w.each("xl/_rels/workbook.xml.rels", func(_ *xml.Decoder, e xml.StartElement) error {
		target := attribute(e, "Target")
		part := path.Join("xl", target)
		if strings.HasPrefix(target, "/") {
			part = target[1:]
		}
		parts[attribute(e, "Id")] = part
		return nil
	}); err != nil {
		return nil, err
	}
	for _, n := range named {
		if part := parts[n[1]]; w.parts[part] != nil {
			found = append(found, [2]string{n[0], part})
		}
	}
	if len(found) == 0 || len(named) > 0 && found[0][0] != named[0][0] {
		return nil, errors.New("no sheet is found in the workbook")
	}
	return found, nil
}

// A richText is a text in pieces of different looks. What tells how it is spoken is no
// part of it.
type richText struct {
	Text   *string `xml:"t"`
	Pieces []struct {
		Text string `xml:"t"`
	} `xml:"r"`
}

func (r *richText) String() string {
	if r.Text != nil {
		return *r.Text
	}
	var b strings.Builder
	for _, piece := range r.Pieces {
		b.WriteString(piece.Text)
	}
	return b.String()
}

func (w *workbook) readShared() error {
	return w.each("xl/sharedStrings.xml", func(d *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		var text richText
		err := d.DecodeElement(&text, &e)
		w.shared = append(w.shared, text.String())
		return err
	})
}

// readStyles finds the styles in which a number is a date.
func (w *workbook) readStyles() error {
	own := make(map[string]bool) // formats that the workbook defines
	inCells := false
	return w.each("xl/styles.xml", func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			own[attribute(e, "numFmtId")] = showsDay(attribute(e, "formatCode"))
		case "cellStyleXfs":
			inCells = false
		case "cellXfs":
			inCells = true
		case "dxfs", "cellStyles":
			inCells = false
		case "xf":
			if inCells {
				id := attribute(e, "numFmtId")
				n, _ := strconv.Atoi(id) // one that is none is no date
				w.dates = append(w.dates, own[id] || 14 <= n && n <= 17 || n == 22)
			}
		}
		return nil
	})
}

// showsDay tells whether a format shows a day: it names years and days outside quotes
// and brackets.
func showsDay(format string) bool {
	var bare strings.Builder
	quoted, bracket := false, false
	for _, c := range strings.ToLower(format) {
		switch {
		case c == '"':
			quoted = !quoted
		case c == '[' && !quoted:
			bracket = true
		case c == ']':
			bracket = false
		case !quoted && !bracket:
			bare.WriteRune(c)
		}
	}
	return strings.Contains(bare.String(), "d") && strings.Contains(bare.String(), "m") || strings.Contains(bare.String(), "yy")
}

// rows reads the cells of a sheet. Rows are as long as that of the headings: a sheet
// leaves out cells in which nothing stands.
func (w *workbook) rows(sheet string) ([]Row, error) {
	var rows []Row
	number, cells := 0, 0
	err := w.each(sheet, func(d *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "row" {
			return nil
		}
		var row struct {
			Number int `xml:"r,attr"`
			Cells  []struct {
				Place  string   `xml:"r,attr"`
				Type   string   `xml:"t,attr"`
				Style  int      `xml:"s,attr"`
				Value  string   `xml:"v"`
				Sum    string   `xml:"f"`
				Inline richText `xml:"is"`
			} `xml:"c"`
		}
		if err := d.DecodeElement(&row, &e); err != nil {
			return fmt.Errorf("row %d cannot be read: %w", number+1, err)
		}
		if number++; row.Number > number {
			number = row.Number
		}
		out, next := Row{Number: number}, 0
		for i := range row.Cells {
			c := &row.Cells[i]
			if at := columnOf(c.Place); at >= 0 {
				next = at
			}
			text := c.Value
			switch c.Type {
			case "s":
				if n, err := strconv.Atoi(c.Value); err == nil && 0 <= n && n < len(w.shared) {
					text = w.shared[n]
				}
			case "inlineStr":
				text = c.Inline.String()
			case "b":
				text = map[string]string{"1": "TRUE", "0": "FALSE"}[c.Value]
			case "", "n":
				if 0 <= c.Style && c.Style < len(w.dates) && w.dates[c.Style] {
					text = w.day(c.Value)
				}
			}
			if c.Value == "" && c.Type != "str" && c.Sum != "" { // nobody has worked it out yet; to be said, not passed over
				text = "=" + c.Sum
			}
			if strings.TrimSpace(text) == "" {
				next++
				continue
			}
			if next >= mostColumns {
				return fmt.Errorf("row %d has more than %d columns", number, mostColumns)
			}
			for len(out.Cells) <= next {
				out.Cells = append(out.Cells, "")
			}
			out.Cells[next] = text
			next++
		}
		if cells += max(len(out.Cells), 1); cells > mostCells {
			return fmt.Errorf("the sheet has more than %d cells", mostCells)
		}
		if len(out.Cells) > 0 {
			rows = append(rows, out)
		}
		return nil
	})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	for i := range rows[1:] {
		for row := &rows[i+1]; len(row.Cells) < len(rows[0].Cells); {
			row.Cells = append(row.Cells, "")
		}
	}
	return rows, nil
}

const (
	mostColumns = 16_384 // what spreadsheets have
	mostCells   = 8 << 20
)

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

// day gives the day that a number of a spreadsheet means: they count from the end of
// 1899, or from 1904.
func (w *workbook) day(number string) string {
	n, err := strconv.ParseFloat(number, 64)
	if err != nil || n < 61 || n > 2_958_465 { // before, a day that never was is counted
		return number
	}
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if w.days1904 {
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return first.AddDate(0, 0, int(math.Floor(n))).Format(time.DateOnly)
}
