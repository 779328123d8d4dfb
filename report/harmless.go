package report

import (
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions/text"
)

// What people wrote of a case is made harmless here, once, before a view is
// filled; what banks say is where they are read.

func harmlessCase(c assess.Case) assess.Case {
	for _, f := range c.Fields() {
		*f.Text = text.Line(*f.Text)
	}
	return c
}

// harmlessEntries returns the entries without evidence that does not show. Notes
// keep their lines. A stale level stays as it is: one that does not show is still
// one.
func harmlessEntries(entries assess.Entries) assess.Entries {
	harmless := make(assess.Entries, len(entries))
	for bank, all := range entries {
		all = slices.Clone(all)
		for i := range all {
			e := &all[i]
			e.Note = strings.TrimSpace(text.Clean(e.Note))
			pieces := e.Evidence
			e.Evidence = nil
			for _, piece := range pieces {
				if piece = text.Line(piece); piece != "" {
					e.Evidence = append(e.Evidence, piece)
				}
			}
		}
		harmless[bank] = all
	}
	return harmless
}
