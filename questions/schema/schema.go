// Package schema gives JSON Schemas (2020-12) of the files that people type:
// answer files, banks, overlays and policies. Editors complete and check by them.
// Those that hang on no bank stand beside the code as files.
//
// A schema refuses nothing that the reader of its format accepts. What a schema
// cannot say, such as that ids are not used twice, the reader alone refuses: a
// file that fits its schema is not yet valid. Tests hold every word list and limit
// to the readers.
//
// YAML is seen as editors see it: a bare 3 is a number, a bare true a boolean,
// a bare yes a text. Readers take any bare scalar for a text, so wherever a text
// may stand the schemas let numbers and booleans through.
package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// dialect is the version of JSON Schema that the schemas are written in.
const dialect = "https://json-schema.org/draft/2020-12/schema"

// format is the version of each of the formats: there has been one so far.
const format = 1

// idPattern is what questions.IsID accepts, as a regular expression.
const idPattern = "[a-z0-9]+(-[a-z0-9]+)*"

// maxVersion is the highest version of a bank that is read.
const maxVersion = 1_000_000

// maxPercent is the highest score.
const maxPercent = 100

// An object is a JSON object whose members keep their order.
type object []member

type member struct {
	key   string
	value any
}

// write writes a value on lines of its own: an object with a single plain value,
// and a list of words, on one.
func write(b *bytes.Buffer, v any, indent string) {
	further := indent + "  "
	switch v := v.(type) {
	case object:
		if len(v) == 0 || len(v) == 1 && isPlain(v[0].value) {
			further = ""
		}
		b.WriteByte('{')
		for i, m := range v {
			separate(b, i, further)
			plain(b, m.key)
			b.WriteString(": ")
			write(b, m.value, further)
		}
		if further != "" {
			b.WriteString("\n" + indent)
		}
		b.WriteByte('}')
	case []object:
		b.WriteByte('[')
		for i, o := range v {
			separate(b, i, further)
			write(b, o, further)
		}
		b.WriteString("\n" + indent + "]")
	default:
		plain(b, v)
	}
}

func isPlain(v any) bool {
	switch v.(type) {
	case object, []object:
		return false
	}
	return true
}

// separate goes on to the next member or item; no indent keeps to the line.
func separate(b *bytes.Buffer, i int, indent string) {
	if i > 0 {
		b.WriteByte(',')
	}
	if indent != "" {
		b.WriteString("\n" + indent)
	}
}

// plain writes a text, a number, a boolean or a list of words.
func plain(b *bytes.Buffer, v any) {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic("schema: a value of texts and numbers always marshals: " + err.Error())
	}
	b.Truncate(b.Len() - 1) // the line feed
}

// document gives the whole schema of a format as text.
func document(name, title, description string, body object) []byte {
	head := object{
		{"$schema", dialect},
		{"$id", fmt.Sprintf("urn:samklar:schema:%s:%d", name, format)},
		{"title", title},
		{"description", description},
	}
	var b bytes.Buffer
	write(&b, append(head, body...), "")
	b.WriteByte('\n')
	return b.Bytes()
}

// ref points to a definition of the same schema.
func ref(name string) object { return object{{"$ref", "#/$defs/" + name}} }

// described is a reference with a description of its own.
func described(name, description string) object {
	return object{{"description", description}, {"$ref", "#/$defs/" + name}}
}

// closed is an object with these properties and no others.
func closed(required []string, properties object) object {
	o := object{{"type", "object"}}
	if len(required) > 0 {
		o = append(o, member{"required", required})
	}
	return append(o, member{"properties", properties}, member{"additionalProperties", false})
}

func integer(description string, low, high int) object {
	return object{{"description", description}, {"type", "integer"}, {"minimum", low}, {"maximum", high}}
}

// whole makes a regular expression match whole texts only.
func whole(pattern string) string { return "^(" + pattern + ")$" }

// scalar lists the types that a bare text may have in the eyes of an editor.
func scalar() []string { return []string{"string", "number", "boolean"} }

// text is a text that is not blank.
func text() object { return object{{"type", scalar()}, {"pattern", `\S`}} }

// describe puts a description before a schema.
func describe(description string, o object) object {
	return append(object{{"description", description}}, o...)
}
