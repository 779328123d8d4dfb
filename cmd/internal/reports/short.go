package reports

import (
	"io"

	"collectiveimpact/samklar/cmd/internal/say"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/terminal"
)

// writeShort writes one screen, and how to get the rest.
func (m *Maker) writeShort(w io.Writer, in *report.Input) error {
	in.Audience = report.Board
	p := phrase.For(in.Lang)
	file := m.File
	if file != "-" {
		file = say.Line(say.ShellWord(file))
	}
	return terminal.WriteShort(w, report.Build(in), m.Screen(), terminal.Rest{
		Tool: phrase.Fill(p.ToolVersion, "version", in.Tool), Said: p.WholeReport,
		Command: "samklar report " + file + m.GivenFlags() + " --audience full",
	})
}
