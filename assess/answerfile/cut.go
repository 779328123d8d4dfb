package answerfile

import (
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/yamldoc"
)

// Cut lists the texts of people that a comment follows on their line: what they hold
// may go on behind the mark, and YAML does not read it. Where it is a comment, all is
// well.
func (d *Document) Cut() diag.List {
	if d.json {
		return nil
	}
	var all diag.List
	for _, at := range yamldoc.Cut(d.source, d.root, func(field string, _ *yamldoc.Node) bool { return freeTexts[field] }) {
		all = append(all, diag.Diagnostic{File: d.File, Line: at.Line, Column: at.Column, Code: "comment", Message: diag.CutText})
	}
	return all
}

// freeTexts are the fields that people fill in their own words.
var freeTexts = map[string]bool{"title": true, "place": true, "name": true, "organisation": true, "note": true, "evidence": true}
