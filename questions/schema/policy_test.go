package schema_test

import (
	"testing"

	"collectiveimpact/samklar/assess/policyfile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/schema"
)

const fund = `samklar-policy: 1
title: Fund
require: ["trial:go", "depth:ready"]
floors:
  depth: {width: 50, height: 0}
answers:
  depth: {wide: 2, wider: yes, widest: "07", high: high-up, steep: up}
  trial: {large: 2, clear: yes, last: yes, aside: partly}
complete: [trial]
evidence: [trial.large, depth.steep]
`

func TestPolicySchemaAgreesWithRead(t *testing.T) {
	l := library(t)
	chosen := banks(t, l, "trial", "depth")
	text := schema.Policy(chosen)
	agree(t, text, parseYAML(t, []byte(fund)), nil, func(text []byte) error {
		_, err := policyfile.Read("f", text, chosen, l)
		return err
	})
	covered(t, text, parseYAML(t, []byte(fund)))
}

// A bank without endings, or no bank at all, leaves nothing to require.
func TestPolicySchemaWithoutCodes(t *testing.T) {
	s := compile(t, schema.Policy(nil))
	refuses(t, s, "a code", parseYAML(t, []byte("samklar-policy: 1\nrequire: ['trial:go']\n")))
	refuses(t, s, "a floor", parseYAML(t, []byte("samklar-policy: 1\nfloors: {depth: {width: 1}}\n")))
	compile(t, schema.Policy([]*questions.Bank{}))
}
