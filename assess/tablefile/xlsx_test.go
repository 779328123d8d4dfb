package tablefile_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
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
		s = regexp.MustCompile(`[\x00-\x08\x0b\x0c\x0e-\x1f]|_(x[0-9A-Fa-f]{4}_)`).ReplaceAllStringFunc(s, func(c string) string {
			return fmt.Sprintf("_x%04X_", c[0]) + c[1:]
		})
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

// archive packs a workbook as Microsoft Forms and spreadsheets do. Its sheets are called
// Form, Other and by a number.
func archive(t fataler, rows, texts, styles string, further ...string) []byte {
	const head, main = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`, `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	if further == nil {
		further = []string{`<row><c><v>7</v></c></row>`}
	}
	parts := map[string]string{
		"xl/worksheets/sheet1.xml": `<worksheet ` + main + `><sheetData>` + rows + `</sheetData></worksheet>`,
		"xl/sharedStrings.xml":     `<sst ` + main + `>` + texts + `</sst>`,
		"xl/styles.xml":            `<styleSheet ` + main + `>` + styles + `</styleSheet>`,
	}
	named, targets := `<sheet name="Form" sheetId="1" r:id="rId3"/>`, ""
	for i, rows := range further {
		name := "Other"
		if i > 0 {
			name = fmt.Sprint(i + 2)
		}
		named += fmt.Sprintf(`<sheet name=%q sheetId="%d" r:id="rId%d"/>`, name, i+2, i+4)
		targets += fmt.Sprintf(`<Relationship Id="rId%d" Target="worksheets/sheet%d.xml"/>`, i+4, i+2)
		parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+2)] = `<worksheet ` + main + `><sheetData>` + rows + `</sheetData></worksheet>`
	}
	parts["xl/workbook.xml"] = `<workbook ` + main + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>` + named + `</sheets></workbook>`
	parts["xl/_rels/workbook.xml.rels"] = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + targets + `<Relationship Id="rId3" Target="/xl/worksheets/sheet1.xml"/></Relationships>`
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range parts {
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
		"a row far down":               {archive(t, `<row r="1048577"><c><v>1</v></c></row>`, "", ""), "more than 1048576 rows"},
		"a row without a number":       {archive(t, `<row r="x"><c><v>1</v></c></row>`, "", ""), `row 1 cannot be read: its number is "x"`},
		"an entity":                    {archive(t, `<row><c><v>&evil;</v></c></row>`, "", ""), "cannot be read"},
		"nothing in it":                {archive(t, "", "", ""), "the table is empty"},
	} {
		if _, err := tablefile.Read("t.xlsx", c.data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// TestEscapes reads what workbooks write for characters that XML has not, in each place in
// which a text may stand, and leaves what tells how a text is spoken.
func TestEscapes(t *testing.T) {
	for in, want := range map[string]string{
		"First_x000D_\nsecond": "First\nsecond", "a_x000d_b": "a\rb", "_x005F_x000D_": "_x000D_", "_x005F_": "_", "a_x0041_x0042_": "aAx0042_",
		"_x41_": "_x41_", "_x000G_": "_x000G_", "my_xls_file": "my_xls_file", "_xD83D_": "\ufffd",
	} {
		const shared = `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t>%[1]s</t></is></c><c t="inlineStr"><is><r><t>%[1]s</t></r><rPh><t>spoken</t></rPh></is></c><c t="str"><f>A1</f><v>%[1]s</v></c><c><f>%[1]s</f></c></row>`
		table, err := tablefile.Read("t.xlsx", archive(t, fmt.Sprintf(shared, in), fmt.Sprintf(`<si><t>%[1]s</t><rPh><t>spoken</t></rPh></si><si><r><rPr/><t>%[1]s</t></r><r><t>, %[1]s</t></r></si>`, in), ""))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{want, want + ", " + want, want, want, want, "=" + want}, table.Head); diff != "" {
			t.Errorf("%q (-want +got):\n%s", in, diff)
		}
	}
}

// TestBomb wants archives that unpack to more than is read refused, and those of which a
// little would take much room, before it is taken.
func TestBomb(t *testing.T) {
	const million = 1 << 20
	wide := `<row><c r="XFD1" t="str"><v>x</v></c></row>`
	var tall []string
	for sheet := range 180 {
		rows := `<row><c t="str"><v>samklar-form</v></c><c t="str"><v>answer</v></c></row>`
		for row := range 300 {
			rows += fmt.Sprintf(`<row><c t="str"><v>%d.%d</v></c></row>`, sheet, row)
		}
		tall = append(tall, rows)
	}
	type bomb struct {
		data []byte
		want string
		most uint64 // bytes that may be taken in all, let go or not
	}
	bombs := map[string]bomb{
		"a part":                    {archive(t, "", strings.Repeat(" ", 129*million), ""), "more than 128 MiB", million},
		"a part beside":             {archive(t, "", "", strings.Repeat(" ", 17*million)), "more than 16 MiB", million},
		"parts together":            {archive(t, strings.Repeat(" ", 127*million), strings.Repeat("<x/>    ", million/4), ""), "more than 128 MiB together", 256 * million},
		"cells in a row":            {archive(t, "<row>"+strings.Repeat("<c/>", 2*million)+"</row>", "", ""), "more than 16384 columns", 8 * million},
		"a tag":                     {archive(t, "<row "+strings.Repeat(`a="" `, 2*million)+"/>", "", ""), "one text or tag has more than 1 MiB", 96 * million},
		"a text":                    {archive(t, "", "<si><t>"+strings.Repeat("x", 4*million)+"</t></si>", ""), "one text or tag has more than 1 MiB", 10 * million},
		"elements in elements":      {archive(t, strings.Repeat("<a>", 2*million), "", ""), "more than 64 elements in each other", million},
		"rows":                      {archive(t, strings.Repeat(wide, 600), "", ""), "more than 8388608 cells", 384 * million},
		"rows as long as the first": {archive(t, wide+strings.Repeat(`<row><c t="str"><v>x</v></c></row>`, 2000), "", ""), "more than 8388608 cells", 384 * million},
		"sheets of their own":       {archive(t, tall[0], "", "", tall[1:]...), "the sheets together have more than 8388608 cells", 1536 * million},
	}
	if rounds(t) > 1000 { // it takes a while
		bombs["texts"] = bomb{archive(t, "", strings.Repeat("<si/>", 8*million+1), ""), "more than 8388608 texts", 4096 * million}
	}
	for name, c := range bombs {
		t.Run(name, func(t *testing.T) {
			var err error
			took := taken(func() { _, err = tablefile.Read("t.xlsx", c.data) })
			if len(c.data) > million || err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%d bytes: %v, want %q", len(c.data), err, c.want)
			}
			if took > c.most {
				t.Errorf("%d bytes take %d, want %d at the most", len(c.data), took, c.most)
			}
		})
	}
}
