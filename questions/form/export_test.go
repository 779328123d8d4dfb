package form

import (
	"bytes"
	"encoding/json"
	"io"

	"collectiveimpact/samklar/questions"
)

// AskedScript is the script that tells which questions are asked.
func AskedScript() string { return askedScript }

// BanksJSON gives what the script knows of the banks.
func (f *Form) BanksJSON() ([]byte, error) { return json.Marshal(f.data().Banks) }

// Answers lists what may be entered for a question in a sheet.
func (f *Form) Answers(q *Question) []string { return f.answers(q) }

// XLSForm gives the sheets survey, choices and settings.
func (f *Form) XLSForm(library *questions.Library) (rows [][][]string, err error) {
	sheets, err := f.xlsForm(library)
	for _, s := range sheets {
		rows = append(rows, s.rows)
	}
	return rows, err
}

// Filled writes sheets that somebody has filled in: of a workbook several, else one.
func (f *Form) Filled(tall, asCSV bool, fill ...func(rows [][]string) [][]string) []byte {
	var all []sheet
	for i, fill := range fill {
		s := f.wide()
		if tall {
			s = f.tall()
		}
		s.name, s.rows = string(rune('A'+i)), fill(s.rows)
		all = append(all, s)
	}
	var b bytes.Buffer
	write := func(w io.Writer) error { return writeWorkbook(w, all) }
	if asCSV {
		write = all[0].csv
	}
	if err := write(&b); err != nil {
		panic(err)
	}
	return b.Bytes()
}
