package reports

import (
	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/compare"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/moments"
)

// since puts beside a report what the case was like at an earlier moment, by the banks
// of today; in full, or what a board is told.
func (m *Maker) since(s *assess.Selection, in *report.Input, full bool) {
	then := m.Since.Entries(s.Banks)
	was := s.Evaluate(then.Answers())
	compared := &moments.Input{
		Was: moments.Of(m.Since.Case, then, was), Is: moments.Of(in.Case, in.Entries, in.Result),
		Comparison: compare.Results(s, was, in.Result), Lang: in.Lang, Tool: in.Tool,
	}
	in.Was, in.Since = was, moments.Since(compared, full)
}
