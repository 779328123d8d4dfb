package tablefile

import (
	"fmt"
	"strings"

	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/yamldoc"
)

// fewLost is how many columns that a mapping names may be lacking, each with a word of
// its own, before the table is taken to come from another form; and at most half of them,
// unless it is one.
const fewLost = 3

// lost says which of the mapping's columns the table has not: of a few each, with the
// most like of those that nothing uses; of more, how the two differ and what to do.
func (p *Plan) lost(headings []*yamldoc.Node) {
	r := &p.mapping.reader
	var free, shown, lacking []string
	for i, heading := range p.Table.Head {
		if p.Uses[i].Kind == NotUsed {
			free, shown = append(free, heading), append(shown, p.shown(i))
		}
	}
	if n := len(headings); n < 2 || n <= fewLost && 2*n <= len(p.mapping.columns) {
		for _, h := range headings {
			near := ""
			if like := diag.Nearest(h.Text, free); like != "" {
				near = "; did you mean " + diag.Quote(like) + "?"
			}
			r.Report(h, "unknown-column", "%s has no column %s%s", diag.Quote(p.Table.File), diag.Quote(h.Text), near)
		}
		return
	}
	for _, h := range headings {
		lacking = append(lacking, diag.Quote(cut(h.Text, 40)))
	}
	instead := ""
	if len(shown) > 0 {
		instead = "; those that it has, and that are not named, are " + some(shown, 3)
	}
	r.Problems = append(r.Problems, diag.Diagnostic{File: p.Table.File, Code: "other-form", Message: fmt.Sprintf(
		"this table seems to come from another form than %s was made for: of the %d columns named there it lacks %d: %s%s. Import it by itself, with a mapping of its own (--write-map begins one)",
		diag.Quote(r.File), len(p.mapping.columns), len(headings), some(lacking, 3), instead)})
}

// some lists words, and says how many more there are than a person reads.
func some(words []string, most int) string {
	if len(words) > most+1 {
		words = append(words[:most:most], fmt.Sprintf("and %d more", len(words)-most))
	}
	return strings.Join(words, ", ")
}
