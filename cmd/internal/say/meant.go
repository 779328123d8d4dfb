package say

import (
	"slices"
	"strings"

	"collectiveimpact/samklar/questions/diag"
)

// meant are words that people have for commands and flags, with ours.
var meant = map[string]string{
	"interview": "assess", "start": "assess", "begin": "assess", "ask": "assess", "new": "assess", "run": "assess", "resume": "assess",
	"show": "report", "print": "report", "result": "report", "conclusion": "report",
	"rank": "screen", "portfolio": "screen", "list": "screen", "validate": "check", "lint": "check", "test": "check", "banks": "questions",
	"title": "case-title", "name": "case-title", "where": "place", "date": "as-of", "who": "respondent", "by": "respondent",
	"language": "lang", "out": "output", "text": "plain", "lines": "plain", "overwrite": "force",
}

// Meant gives the word that a wrong one was meant to be: one that people have for it,
// else one that is spelt alike; or "".
func Meant(found string, known []string) string {
	word := meant[strings.ToLower(found)]
	if slices.Contains(known, word) {
		return word
	}
	return diag.Nearest(found, known)
}
