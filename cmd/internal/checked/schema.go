package checked

import _ "embed" // the schema beside this file

//go:embed check.schema.json
var schema string

// Schema returns the schema of what is written as JSON.
func Schema() []byte { return []byte(schema) }
