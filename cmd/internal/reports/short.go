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
	again := "samklar report " + word(m.File) + m.GivenFlags()
	if m.SinceFile != "" {
		again += " --since " + word(m.SinceFile)
	}
	return terminal.WriteShort(w, report.Build(in), m.Screen(), terminal.Rest{
		Tool: phrase.Fill(p.ToolVersion, "version", in.Tool), Said: p.WholeReport,
		Command: again + " --audience full",
	})
}

// word names a file as it may be typed.
func word(file string) string {
	if file == "-" {
		return file
	}
	return say.Line(say.ShellWord(file))
}
