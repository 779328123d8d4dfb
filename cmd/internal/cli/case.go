package cli

import (
	"bytes"
	"io"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"
)

// input returns what a report on a case is made from.
func input(lib *questions.Library, s *assess.Selection, doc *answerfile.Document) *report.Input {
	entries := doc.Entries(s.Banks)
	result := s.Evaluate(entries.Answers())
	var turns [][]int
	if len(result.Chains) > 0 && len(result.Chains[0].Pivotal) == 1 {
		turns = s.Turns(result, result.Chains[0].Pivotal[0])
	}
	return &report.Input{
		Case: doc.Case, Result: result, Edges: s.Edges(result), Turns: turns, Entries: entries, Titles: title(lib), Lang: lib.Language(), Tool: Version,
	}
}

// writeResult writes what a report is made from, for programs.
func writeResult(w io.Writer, in *report.Input) error {
	return resultfile.WriteResult(w, &resultfile.Case{Case: in.Case, Result: in.Result, Entries: in.Entries, Edges: in.Edges, Tool: in.Tool})
}

func (o *options) write(in *report.Input, format, out string) error {
	var b bytes.Buffer
	var err error
	if format == "json" {
		err = writeResult(&b, in)
	} else {
		err = lay(&b, report.Build(in), format, o.screen(out))
	}
	if err != nil {
		return err
	}
	return o.writeOutput(out, b.Bytes())
}
