package tablefile

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A workbook is the parts of an archive that are needed to read its first sheet.
type workbook struct {
	parts    map[string]*zip.File
	left     int64 // bytes that may still be read
	cells    int   // that are kept
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
	w := &workbook{parts: make(map[string]*zip.File), left: maxUnpacked}
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
	if err := w.each("xl/workbook.xml", maxBeside, func(_ []string, e xml.StartElement) error {
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
	}, nil); err != nil {
		return nil, err
	}
	parts := make(map[string]string)
	if err := w.each("xl/_rels/workbook.xml.rels", maxBeside, func(_ []string, e xml.StartElement) error {
		target := attribute(e, "Target")
		part := path.Join("xl", target)
		if strings.HasPrefix(target, "/") {
			part = target[1:]
		}
		parts[attribute(e, "Id")] = part
		return nil
	}, nil); err != nil {
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

// readShared reads the texts that cells have in common.
func (w *workbook) readShared() error {
	var text []byte
	return w.each("xl/sharedStrings.xml", maxUnpacked, func(in []string, _ xml.StartElement) error {
		if ends(in, "si") {
			text = text[:0]
		}
		return nil
	}, func(in []string, piece []byte) error {
		switch {
		case isText(in, "si"):
			text = append(text, unescaped(piece)...)
		case ends(in, "si"):
			if len(w.shared) >= mostCells {
				return fmt.Errorf("the workbook has more than %d texts", mostCells)
			}
			w.shared = append(w.shared, string(text))
		}
		return nil
	})
}

// readStyles finds the styles in which a number is a date.
func (w *workbook) readStyles() error {
	own := make(map[string]bool) // formats that the workbook defines
	inCells := false
	return w.each("xl/styles.xml", maxBeside, func(_ []string, e xml.StartElement) error {
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
	}, nil)
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
