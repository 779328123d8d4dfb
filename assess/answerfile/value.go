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
	fields := d.fields(a)
	if fields[0].name == "level" && same(a, Answer{Level: a.Level}) {
		return fields[0].value
	}
	var given []string
	for _, f := range fields {
		if f.given {
			given = append(given, d.word(f.name)+": "+f.value)
		}
	}
	return "{" + strings.Join(given, ", ") + "}"
}

// A field of an answer has its value as it is written.
type field struct {
	name, value string
	given       bool
}

// fields gives those of an answer: first the one that its level stands in.
func (d *Document) fields(a Answer) [4]field {
	level := field{"level", d.word(a.Level), a.Level != ""}
	if low, high, between := strings.Cut(a.Level, ".."); between {
		level.name, level.value = "between", "["+d.word(low)+", "+d.word(high)+"]"
	}
	return [...]field{
		level,
		{"note", quote(a.Note), a.Note != ""},
		{"evidence", quoteAll(a.Evidence), len(a.Evidence) > 0},
		{"version", strconv.Itoa(a.Version), a.Version > 0},
	}
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
