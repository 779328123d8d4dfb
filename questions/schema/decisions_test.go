package schema_test

import (
	"testing"

	"collectiveimpact/samklar/assess/decisionfile"
	"collectiveimpact/samklar/questions/schema"
)

const decided = `samklar-decisions: 1
decisions:
  2027-014: {decision: granted, on: "2027-05-04", until: "2028", by: board, reason: It fits., letter: We look forward to it., answers: "sha256:63e3aabbccdd"}
  2027-015: {decision: returned, on: "2027-05", until: "2027-05-20"}
  "2027": {decision: refused, answers: 63e3aabbccdd}
`

func TestDecisionsSchemaAgreesWithRead(t *testing.T) {
	agree(t, schema.Decisions(), parseYAML(t, []byte(decided)), []string{"wrong-order"}, func(text []byte) error {
		_, err := decisionfile.Read("f", text)
		return err
	})
	covered(t, schema.Decisions(), parseYAML(t, []byte(decided)))
}
