package tablefile

import (
	"fmt"
	"strings"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions/diag"
)

// Map writes a mapping that says what was found in the table, for a person to go on
// with: what has no column yet, and the cells that were not understood, as comments.
func (p *Plan) Map(remarks []Remark) []byte {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	heading := func(i int) string { return answerfile.Quote(p.Table.Head[i]) }
	columns := func(kind Kind, at questionRef, field string) (all []int) {
		for i, use := range p.Uses {
			if use.Kind == kind && use.at == at && use.Field == field {
				all = append(all, i)
			}
		}
		return all
	}
	line("# What samklar import makes of this table. Headings stand as they are in the file.")
	line("samklar-map: %d", MapFormat)
	section := ""
	for _, name := range fieldNames() {
		in, field, _ := strings.Cut(name, ".")
		if in != section {
			section = in
			line("%s:", section)
		}
		found := columns(FieldColumn, questionRef{}, name)
		if len(found) == 0 {
			line("  # %s: %s", field, map[bool]string{true: `{column: "", order: dmy} # or mdy, ymd`, false: `""`}[field == "as-of"])
		}
		for _, i := range found {
			what, beside := heading(i), ""
			if order := p.Uses[i].order; order != "" {
				what = fmt.Sprintf("{column: %s, order: %s}", what, order)
			}
			for _, other := range p.other(name) {
				beside += " # not " + heading(other)
			}
			if p.counted(i) {
				beside += " # which only counts the rows"
			}
			line("  %s%s: %s%s", oneOf(found), field, what, beside)
		}
	}
	line("questions: # the column of each answer, or {column: \"\", note: \"\", evidence: \"\"}")
	for bank, asked := range p.lexicon.Banks {
		for question := range asked.Questions {
			at := questionRef{bank, question}
			var all []string
			for _, c := range []struct {
				name string
				kind Kind
			}{{"column", AnswerColumn}, {"note", NoteColumn}, {"evidence", EvidenceColumn}} {
				found := columns(c.kind, at, "")
				for _, i := range found {
					if len(found) > 1 {
						line("  %s%s: {%s: %s}", oneOf(found), p.lexicon.id(at), c.name, heading(i))
					} else {
						all = append(all, c.name+": "+heading(i))
					}
				}
			}
			switch {
			case len(all) > 0:
				line("  %s: {%s}", p.lexicon.id(at), strings.Join(all, ", "))
			case p.lacks(at):
				line("  # %s: \"\"", p.lexicon.id(at))
			}
		}
	}
	line("ignore: # columns, or how their headings begin, with a star behind")
	for i, use := range p.Uses {
		switch use.Kind {
		case Ignored:
			line("  - %s", heading(i))
		case NotUsed:
			line("  # - %s", heading(i))
		case AnswerColumn, NoteColumn, EvidenceColumn, FieldColumn:
		}
	}
	line("# levels: # what stands in the table for a level, by question\n#   %s: {\"…\": %s}", p.lexicon.id(questionRef{}), p.lexicon.Banks[0].Questions[0].Levels[0].ID)
	line("unknown: # further words for \"we don't know\"")
	for _, word := range p.mapping.unknown {
		line("  - %s", answerfile.Quote(word))
	}
	line("cells: # single cells, mended: a level, two with .. between, or unknown")
	for _, c := range p.mapping.cells {
		line("  %s: %s", answerfile.Quote(c.key.Text), answerfile.Quote(c.level.Text))
	}
	for _, r := range remarks {
		if r.Code == "unknown-level" {
			name := fmt.Sprint(r.Column, r.Row)
			if sheet := strings.TrimPrefix(strings.TrimPrefix(r.File, p.Table.File), "!"); sheet != "" {
				name = answerfile.Quote(sheet + "!" + name)
			}
			line("  # %s: \"\" # %s %s", name, diag.Quote(cut(r.Found, 60)), diag.Quote(cut(strings.TrimPrefix(r.Said, "is no answer; "), 120)))
		}
	}
	return []byte(b.String())
}

// oneOf begins the line of a column that is one of several: a person takes the sign away
// from the one that counts.
func oneOf(columns []int) string {
	if len(columns) > 1 {
		return "# one of these: "
	}
	return ""
}

// lacks tells whether a question has no column, though its bank has one.
func (p *Plan) lacks(at questionRef) bool {
	for _, id := range p.Missing {
		if id == p.lexicon.id(at) {
			return true
		}
	}
	return false
}

// Found says what was found, in lines for people: what is used, and what is not.
func (p *Plan) Found() []string {
	var fields, unused []string
	questions := 0
	for i, use := range p.Uses {
		switch use.Kind {
		case AnswerColumn:
			questions++
		case FieldColumn:
			fields = append(fields, use.Field+" is "+p.shown(i))
		case NotUsed:
			unused = append(unused, p.shown(i))
		case NoteColumn, EvidenceColumn, Ignored:
		}
	}
	rows := "rows"
	if len(p.rows) == 1 {
		rows = "row"
	}
	lines := []string{fmt.Sprintf("%s: %d %s; questions found: %d of %d", p.Table.File, len(p.rows), rows, questions, questions+len(p.Missing))}
	add := func(what string, all []string) {
		if len(all) > 0 {
			lines = append(lines, what+": "+some(all, 10))
		}
	}
	add("columns of the case", fields)
	lines = append(lines, p.chosen()...)
	add("columns not used", unused)
	add("questions without a column", p.Missing)
	if p.Left > 0 {
		lines = append(lines, fmt.Sprintf("rows that a later one stands for: %d", p.Left))
	}
	return lines
}
