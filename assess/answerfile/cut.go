package answerfile

import (
	"bytes"

	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/yamldoc"
)

// Cut lists the texts of people that a comment follows on their line: what they hold
// may go on behind the mark, and YAML does not read it. Where it is a comment, all is
// well.
func (d *Document) Cut() diag.List {
	if d.json || bytes.IndexByte(d.source, '#') < 0 {
		return nil
	}
	var all diag.List
	var walk func(n *yamldoc.Node, text bool)
	walk = func(n *yamldoc.Node, text bool) {
		switch {
		case n.Kind == yamldoc.List:
			for i := range n.Items {
				walk(&n.Items[i], text)
			}
		case n.Kind == yamldoc.Map:
			for i := 0; i < len(n.Items); i += 2 {
				walk(&n.Items[i+1], freeTexts[n.Items[i].Text])
			}
		case text && n.Style == yamldoc.Plain && n.Text != "":
			from := d.offset(n)
			end := d.plainEnd(from, n.Text)
			rest := d.source[end:d.lineEnd(end)]
			if mark := bytes.TrimLeft(rest, " \t"); len(mark) > 1 && len(mark) < len(rest) && mark[0] == '#' {
				all = append(all, diag.Diagnostic{
					File: d.File, Line: n.Line + bytes.Count(d.source[from:end], []byte("\n")), Column: n.Column, Code: "comment",
					Message: "a comment follows this text; if it is part of the text, put the whole in quotes",
				})
			}
		}
	}
	walk(d.root, false)
	return all
}

// freeTexts are the fields that people fill in their own words.
var freeTexts = map[string]bool{"title": true, "place": true, "name": true, "organisation": true, "note": true, "evidence": true}
