package answerfile

import (
	"fmt"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// Compose writes an answer file anew, in one pass: what is known of the case, and the
// answers to questions of the banks, in the order in which the banks ask them. In JSON
// it is one line.
func Compose(c assess.Case, banks []*questions.Bank, answers map[string]map[string]Answer, asJSON bool) []byte {
	d := &Document{json: asJSON}
	var versions, sections []entryText
	for _, b := range banks {
		var all []entryText
		for i := range b.Questions {
			id := b.Questions[i].ID
			if a, ok := answers[b.ID][id]; ok {
				all = append(all, entryText{id, d.render(a), nil})
			}
		}
		if all != nil {
			versions = append(versions, entryText{b.ID, fmt.Sprint(b.Version), nil})
			sections = append(sections, entryText{b.ID, "", all})
		}
	}
	root := []entryText{{"samklar", fmt.Sprint(Format), nil}}
	for _, section := range []string{"case", "respondent"} {
		var all []entryText
		for _, f := range c.Fields() {
			if f.Section == section && *f.Text != "" {
				all = append(all, entryText{f.Name, quote(*f.Text), nil})
			}
		}
		root = append(root, entryText{section, "", all})
	}
	root = append(root, entryText{"banks", "", versions}, entryText{"answers", "", sections})
	var b strings.Builder
	d.compose(&b, root, 0)
	if asJSON {
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

// An entryText is an entry of a map as text: a value, or a map of its own.
type entryText struct {
	name, value string
	entries     []entryText
}

// compose writes a map: in YAML an entry a line, in JSON all on one. Maps in which
// nothing stands are left out.
func (d *Document) compose(b *strings.Builder, entries []entryText, indent int) {
	if d.json {
		b.WriteByte('{')
		defer b.WriteByte('}')
	}
	begun := false
	for _, e := range entries {
		if e.value == "" && e.entries == nil {
			continue
		}
		switch {
		case !d.json:
			b.WriteString(strings.Repeat("  ", indent) + d.word(e.name) + ":")
		case begun:
			b.WriteString(", " + d.word(e.name) + ": ")
		default:
			b.WriteString(d.word(e.name) + ": ")
		}
		begun = true
		switch {
		case e.entries != nil:
			if !d.json {
				b.WriteByte('\n')
			}
			d.compose(b, e.entries, indent+1)
		case d.json:
			b.WriteString(e.value)
		default:
			b.WriteString(" " + e.value + "\n")
		}
	}
}

// Quote writes a text in double quotes, so that YAML and JSON read it back as it is.
func Quote(s string) string { return quote(s) }
