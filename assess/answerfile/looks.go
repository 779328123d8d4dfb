package answerfile

import "regexp"

var firstField = regexp.MustCompile(`(?m)^\s*\{?\s*"?samklar"?\s*:`)

// IsAnswers tells whether a text looks like an answer file, sound or not: by its
// first field, in YAML or JSON.
func IsAnswers(data []byte) bool { return firstField.Match(data) }
