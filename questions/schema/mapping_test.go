package schema_test

import (
	"testing"

	"collectiveimpact/samklar/assess/tablefile"
	"collectiveimpact/samklar/questions/schema"
)

const spring = `samklar-map: 1
case: {id: Case number, title: Name, place: null, as-of: {column: Timestamp, order: dmy}}
respondent: {name: Who, organisation: Where, role: null}
questions:
  trial.clear: {column: Is it?, note: Why, evidence: Link}
  trial.large: How large
  depth.steep: null
  wide: {column: Wide}
levels:
  trial.large: {Big: "3", Middle: 1..2}
  trial.clear: {Ja: yes, Nej: no, Ved ikke: unknown}
cells: {R10: yes}
unknown: [no idea, "-"]
ignore: [Score*]
`

func TestMappingSchemaAgreesWithRead(t *testing.T) {
	l := library(t)
	lexicon, err := tablefile.NewLexicon(l, []string{"trial", "depth"})
	if err != nil {
		t.Fatal(err)
	}
	text := schema.Mapping(banks(t, l, "trial", "depth"))
	agree(t, text, parseYAML(t, []byte(spring)), []string{"unknown-question"}, func(text []byte) error {
		_, err := tablefile.ReadMap("f", text, lexicon)
		return err
	})
}
