// Package comparefile writes for machines what is compared: two moments of a case, many
// cases over time, and the voices of a group. It describes each by a schema.
package comparefile

import _ "embed" // the schemas beside this file

// The schemas say what was written: every field that is always there is required, and
// others are let through, as fields may be added within a version of a format.
var (
	//go:embed comparison.schema.json
	comparisonSchema string
	//go:embed changes.schema.json
	changesSchema string
	//go:embed group.schema.json
	groupSchema string
	//go:embed assessors.schema.json
	assessorsSchema string
)

// ComparisonSchema returns the JSON Schema of comparisons.
func ComparisonSchema() []byte { return []byte(comparisonSchema) }

// ChangesSchema returns the JSON Schema of many cases compared.
func ChangesSchema() []byte { return []byte(changesSchema) }

// GroupSchema returns the JSON Schema of groups.
func GroupSchema() []byte { return []byte(groupSchema) }

// AssessorsSchema returns the JSON Schema of what several assessors have judged.
func AssessorsSchema() []byte { return []byte(assessorsSchema) }
