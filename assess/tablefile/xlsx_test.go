package tablefile_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess/tablefile"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// fataler is what tests and properties have in common.
type fataler interface{ Fatal(args ...any) }

// workbook writes a table as XLSX: with its texts in one list, as spreadsheets write
// it, or in the cells, as other programs do. Cells in which nothing stands are left out.
func workbook(t fataler, shared bool, table [][]string) []byte {
	var sheet, texts strings.Builder
	escaped := func(s string) string {
		var b bytes.Buffer
		if err := xml.EscapeText(&b, []byte(s)); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	n := 0
	for i, row := range table {
		fmt.Fprintf(&sheet, `<row r="%d">`, i+1)
		for j, cell := range row {
			switch {
			case cell == "":
			case shared:
				fmt.Fprintf(&sheet, `<c r="%s%d" t="s"><v>%d</v></c>`, tablefile.Letter(j), i+1, n)
				fmt.Fprintf(&texts, `<si><r><t>%s</t></r><r><rPr><b/></rPr><t xml:space="preserve">%s</t></r></si>`, escaped(cell[:0]), escaped(cell))
				n++
			default:
				fmt.Fprintf(&sheet, `<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>`, tablefile.Letter(j), i+1, escaped(cell))
			}
		}
		sheet.WriteString(`</row>`)
	}
	return archive(t, sheet.String(), texts.String(), "")
}

// archive packs a workbook as Microsoft Forms and spreadsheets do.
func archive(t fataler, rows, texts, styles string) []byte {
	const head, main = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`, `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{
		"xl/workbook.xml":            `<workbook ` + main + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Form" sheetId="1" r:id="rId3"/><sheet name="Other" sheetId="2" r:id="rId4"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId4" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Target="/xl/worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet ` + main + `><sheetData>` + rows + `</sheetData></worksheet>`,
		"xl/worksheets/sheet2.xml":   `<worksheet ` + main + `><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>`,
		"xl/sharedStrings.xml":       `<sst ` + main + `>` + texts + `</sst>`,
		"xl/styles.xml":              `<styleSheet ` + main + `>` + styles + `</styleSheet>`,
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(head + text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestWorkbook reads days, figures, formulas and booleans as a person sees them.
func TestWorkbook(t *testing.T) {
	const styles = `<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/><numFmt numFmtId="165" formatCode="0.00 &quot;dm&quot;"/></numFmts>` +
		`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>`
	const rows = `<row r="1"><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>b</t></is></c><c t="inlineStr"><is><t>c</t></is></c><c t="inlineStr"><is><t>d</t></is></c></row>` +
		`<row r="3"><c r="A3" s="1"><v>46090</v></c><c r="B3" s="2"><v>46090.58</v></c><c r="C3" s="3"><v>46090</v></c><c r="D3" t="b"><v>1</v></c></row>` +
		`<row r="4"><c r="B4" t="str"><f>1+1</f><v>2</v></c><c r="C4"><f>A3</f></c><c r="D4" t="str"><f>""</f><v></v></c></row>`
	table, err := tablefile.Read("t.xlsx", archive(t, rows, "", styles))
	if err != nil {
		t.Fatal(err)
	}
	want := []tablefile.Row{{Number: 3, Cells: []string{"2026-03-09", "2026-03-09", "46090", "TRUE"}}, {Number: 4, Cells: []string{"", "2", "=A3", ""}}}
	if diff := cmp.Diff(want, table.Rows, cmpopts.IgnoreUnexported(tablefile.Row{})); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"an archive of something else": {[]byte("PK\x03\x04 and no more"), "not a workbook"},
		"a row too long":               {archive(t, rows+`<row r="5"><c r="E5"><v>1</v></c></row>`, "", ""), "row 5 has 5 cells; expected 4"},
		"a column far out":             {archive(t, `<row><c r="ZZZZZ1"><v>1</v></c></row>`, "", ""), "more than 16384 columns"},
		"an entity":                    {archive(t, `<row><c><v>&evil;</v></c></row>`, "", ""), "cannot be read"},
		"nothing in it":                {archive(t, "", "", ""), "the table is empty"},
	} {
		if _, err := tablefile.Read("t.xlsx", c.data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// TestBomb wants an archive that unpacks to more than is read refused.
func TestBomb(t *testing.T) {
	data := archive(t, "", strings.Repeat(" ", 129<<20), "")
	if _, err := tablefile.Read("t.xlsx", data); len(data) > 1<<20 || err == nil || !strings.Contains(err.Error(), "more than 128 MiB") {
		t.Errorf("%d bytes: %v, want a refusal", len(data), err)
	}
}
