package reports

import (
	"bytes"
	"io"
	"slices"

	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/view"
)

// carry gives a page its result, with the notes where it shows them: nobody hands
// over what cannot be seen.
func carry(v *view.View, in *report.Input) error {
	notes := slices.ContainsFunc(v.Sections, func(s view.Section) bool { return s.ID == "answers" })
	var b bytes.Buffer
	if err := WriteResult(&b, in, notes); err != nil {
		return err
	}
	var err error
	v.Carries, err = resultfile.Carried(b.Bytes())
	return err
}

// WriteResult writes what a report is made from, for programs.
func WriteResult(w io.Writer, in *report.Input, notes bool) error {
	return resultfile.WriteResult(w, &resultfile.Case{
		Case: in.Case, Result: in.Result, Entries: in.Entries, Gone: in.Gone, Outlook: in.Outlook, Tool: in.Tool, LeaveOutNotes: !notes,
	})
}
