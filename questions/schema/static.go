package schema

import _ "embed" // the schemas beside this file

// The schemas that depend on no bank.
var (
	//go:embed bank.schema.json
	bankSchema string
	//go:embed overlay.schema.json
	overlaySchema string
	//go:embed decisions.schema.json
	decisionsSchema string
)

// Bank returns the schema of a bank, a tree or a scale.
//
// It says that exactly one band starts at 0 and that exactly one verdict has no
// condition, though not that it is the first and the last: prefixItems could say
// the former, but many editors take items for all items.
func Bank() []byte { return []byte(bankSchema) }

// Overlay returns the schema of an overlay, a bank's texts in a further language.
// Which ids there are it leaves to the bank.
func Overlay() []byte { return []byte(overlaySchema) }

// Decisions returns the schema of what people decided on cases.
func Decisions() []byte { return []byte(decisionsSchema) }
