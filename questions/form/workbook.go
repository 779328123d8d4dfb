package form

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"hash/crc32"
	"io"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// A sheet is one of a workbook: texts in rows, and how it looks.
type sheet struct {
	name    string
	rows    [][]string
	widths  []int       // of columns, in characters
	styles  map[int]int // of rows, from 0: a place in cellStyles; the others are plain
	choices []choice
	frozen  int // rows that stay at the top
	hidden  bool
	locked  int // rows at the top that are hidden: names for programs
}

// A choice is a list of what may be entered in a range; something else may be all the
// same, once that is confirmed.
type choice struct{ cells, list string }

// The looks of a cell.
const (
	plainCell = iota
	headCell
	partCell
)

const stylesXML = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
	`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
	`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="3"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
	`<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
	`<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs>` +
	`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

const (
	xmlHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	relation = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	packages = `http://schemas.openxmlformats.org/package/2006/`
	sheets   = `http://schemas.openxmlformats.org/spreadsheetml/2006/main`
	types    = `application/vnd.openxmlformats-officedocument.`
)

// writeWorkbook writes sheets as a workbook (XLSX): texts alone, so that none of them is
// a formula. The same sheets give the same bytes.
func writeWorkbook(w io.Writer, all []sheet) error {
	z := zip.NewWriter(w)
	put := func(name, content string) error {
		part, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate}) // without a time
		if err == nil {
			_, err = io.WriteString(part, xmlHead+content)
		}
		return err
	}
	var kinds, list, relations strings.Builder
	for i, s := range all {
		state := ""
		if s.hidden {
			state = ` state="hidden"`
		}
		fmt.Fprintf(&kinds, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sspreadsheetml.worksheet+xml"/>`, i+1, types)
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>`, escaped(s.name), i+1, state, i+1)
		fmt.Fprintf(&relations, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, relation, i+1)
	}
	styles := len(all) + 1
	parts := []struct{ name, content string }{
		{"[Content_Types].xml", `<Types xmlns="` + packages + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + types + `spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="` + types + `spreadsheetml.styles+xml"/>` +
			`<Override PartName="/docProps/app.xml" ContentType="` + types + `extended-properties+xml"/>` + kinds.String() + `</Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + packages + `relationships"><Relationship Id="rId1" Type="` + relation + `/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="` + relation + `/extended-properties" Target="docProps/app.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="` + sheets + `" xmlns:r="` + relation + `"><sheets>` + list.String() + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + packages + `relationships">` + relations.String() + fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/></Relationships>`, styles, relation)},
		{"xl/styles.xml", stylesXML},
	}
	err := mark(z)
	for _, p := range parts {
		if err == nil {
			err = put(p.name, p.content)
		}
	}
	for i := range all {
		if err == nil {
			err = put(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), all[i].xml())
		}
	}
	if err != nil {
		return err
	}
	return z.Close()
}

// mark puts first, and not packed, what tells that nobody has saved the workbook since.
// Its size stands before it: LibreOffice reads what is not packed only so.
func mark(z *zip.Writer) error {
	const text = xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>samklar</Application></Properties>`
	part, err := z.CreateRaw(&zip.FileHeader{
		Name: "docProps/app.xml", Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(text)), CompressedSize64: uint64(len(text)), UncompressedSize64: uint64(len(text)),
	})
	if err == nil {
		_, err = io.WriteString(part, text)
	}
	return err
}

func (s *sheet) xml() string {
	var b strings.Builder
	fmt.Fprintf(&b, `<worksheet xmlns="%s"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">`, sheets)
	if s.frozen > 0 {
		fmt.Fprintf(&b, `<pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>`, s.frozen, s.frozen+1)
	}
	b.WriteString(`</sheetView></sheetViews>`)
	if len(s.widths) > 0 {
		b.WriteString(`<cols>`)
		for i, width := range s.widths {
			hidden := ""
			if width == 0 {
				hidden = ` hidden="1"`
			}
			fmt.Fprintf(&b, `<col min="%d" max="%d" width="%d" style="0" customWidth="1"%s/>`, i+1, i+1, width, hidden)
		}
		b.WriteString(`</cols>`)
	}
	b.WriteString(`<sheetData>`)
	for i, row := range s.rows {
		look := fmt.Sprintf(` ht="%d" customHeight="1"`, 15*s.lines(row))
		if i < s.locked {
			look = ` hidden="1"`
		}
		fmt.Fprintf(&b, `<row r="%d"%s>`, i+1, look)
		for column, text := range row {
			if text != "" {
				fmt.Fprintf(&b, `<c r="%s%d" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, letter(column), i+1, s.styles[i], escaped(literal(text)))
			}
		}
		b.WriteString(`</row>`)
	}
	b.WriteString(`</sheetData>`)
	if len(s.choices) > 0 {
		fmt.Fprintf(&b, `<dataValidations count="%d">`, len(s.choices))
		for _, c := range s.choices {
			fmt.Fprintf(&b, `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" sqref="%s"><formula1>%s</formula1></dataValidation>`, c.cells, escaped(c.list))
		}
		b.WriteString(`</dataValidations>`)
	}
	b.WriteString(`<printOptions gridLines="1"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`)
	return b.String()
}

// lines guesses how many lines a row needs, which not every program works out for itself.
func (s *sheet) lines(row []string) int {
	const most = 27 // what a row may have in height
	lines := 1
	for i, cell := range row {
		n := 0
		for text := range strings.SplitSeq(cell, "\n") {
			n++
			if i < len(s.widths) && s.widths[i] > 0 {
				n += utf8.RuneCountInString(text) / s.widths[i]
			}
		}
		lines = max(lines, n)
	}
	return min(lines, most)
}

// letter names a column, counted from 0: A, Z, AA.
func letter(column int) string {
	name := ""
	for column++; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

// code is what spreadsheets read as a character by its number.
var code = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`) })

// literal keeps what looks like a code from being read as one: its first sign is written
// by its own number. The last sign of one may be the first of the next.
func literal(text string) string {
	const sign = "_x005F"
	for at := 0; ; {
		found := code().FindStringIndex(text[at:])
		if found == nil {
			return text
		}
		at += found[0]
		text = text[:at] + sign + text[at:]
		at += len(sign) + 1
	}
}

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}
