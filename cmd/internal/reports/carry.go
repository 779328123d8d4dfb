package reports

import (
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
	var err error
	v.Carries, err = resultfile.Carried(stored(in, notes))
	return err
}

// WriteResult writes what a report is made from, for programs.
func WriteResult(w io.Writer, in *report.Input, notes bool) error {
	return resultfile.WriteResult(w, stored(in, notes))
}

func stored(in *report.Input, notes bool) *resultfile.Case {
	return &resultfile.Case{
		Case: in.Case, Result: in.Result, Entries: in.Entries, Gone: in.Gone, Outlook: in.Outlook, Tool: in.Tool, LeaveOutNotes: !notes,
	}
}
