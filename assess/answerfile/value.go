package answerfile

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"collectiveimpact/samklar/questions"
)

// render writes an answer as one value: a bare level, or a map on one line.
func (d *Document) render(a Answer) string {
	name, level := d.levelField(a.Level)
	if a.Note == "" && len(a.Evidence) == 0 && a.Version == 0 && name == "level" {
		return level
	}
	var fields []string
	add := func(name, value string) { fields = append(fields, d.word(name)+": "+value) }
	if a.Level != "" {
		add(name, level)
	}
	if a.Note != "" {
		add("note", quote(a.Note))
	}
	if len(a.Evidence) > 0 {
		add("evidence", quoteAll(a.Evidence))
	}
	if a.Version > 0 {
		add("version", strconv.Itoa(a.Version))
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

// levelField names the field that a level stands in, and writes its value.
func (d *Document) levelField(level string) (name, value string) {
	if low, high, between := strings.Cut(level, ".."); between {
		return "between", "[" + d.word(low) + ", " + d.word(high) + "]"
	}
	return "level", d.word(level)
}

// word writes an id or a field's name. In JSON it is quoted; in YAML only null
// and what is no id (a level of long ago) could mean something else. Yes and no stay bare, as people write them.
func (d *Document) word(id string) string {
	if d.json || id == "null" || !questions.IsID(id) {
		return quote(id)
	}
	return id
}

// quote writes a text in double quotes, so that both YAML and JSON read it back
// as it is. What does not print is escaped; characters beyond U+FFFF stand as
// they are or as surrogate pairs, which YAML would not put together, so those
// that do not print are not escaped but left to the reader's filters.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case r < 0x10000 && r != ' ' && !unicode.IsPrint(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func quoteAll(all []string) string {
	quoted := make([]string, len(all))
	for i, s := range all {
		quoted[i] = quote(s)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// nested writes the maps of a path around a value, on one line.
func (d *Document) nested(path []string, value string) string {
	for i := len(path) - 1; i > 0; i-- {
		value = "{" + d.word(path[i]) + ": " + value + "}"
	}
	if len(path) == 0 {
		return value
	}
	return d.word(path[0]) + ": " + value
}

// block writes the maps of a path around a value, one line each, and ends
// without a line break.
func (d *Document) block(path []string, value string, indent int) string {
	var b strings.Builder
	for i, name := range path {
		if i > 0 {
			b.WriteString(d.newline())
		}
		b.WriteString(strings.Repeat(" ", indent+2*i))
		b.WriteString(d.word(name))
		b.WriteString(":")
	}
	return b.String() + " " + value
}
