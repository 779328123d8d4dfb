package diag_test

import (
	"fmt"
	"strings"
	"testing"

	"collectiveimpact/samklar/questions/diag"
)

func TestNearest(t *testing.T) {
	tests := []struct {
		found string
		known []string
		want  string
	}{
		{"yess", []string{"no", "partly", "yes"}, "yes"},
		{"partyl", []string{"no", "partly", "yes"}, "partly"},
		{"Partly", []string{"no", "partly", "yes"}, "partly"},
		{"shared_vision", []string{"common-goal", "shared-vision"}, "shared-vision"},
		{"shared vision", []string{"common-goal", "shared-vision"}, "shared-vision"},
		{"champion", []string{"money", "champions"}, "champions"},
		{"mnoey", []string{"money"}, "money"},
		{"mxyey", []string{"money"}, ""}, // two edits in five letters are too many
		{"shard-visoin", []string{"shared-vision"}, "shared-vision"},
		{"new", []string{"net", "now"}, "net"},  // a tie goes to the earlier word
		{"nows", []string{"net", "now"}, "now"}, // the fewest edits
		{"x", []string{"y"}, ""},                // nothing of the word is left
		{"maybe", []string{"no", "partly", "yes"}, ""},
		{"", []string{"no"}, ""},
		{"yes", nil, ""},
		{"søgen", []string{"sogen"}, "sogen"}, // letters, not bytes
		{strings.Repeat("a", 65), []string{strings.Repeat("a", 64)}, ""},
	}
	for _, tt := range tests {
		if got := diag.Nearest(tt.found, tt.known); got != tt.want {
			t.Errorf("Nearest(%q, %q) = %q, want %q", tt.found, tt.known, got, tt.want)
		}
	}
}

func TestUnknown(t *testing.T) {
	var many []string
	for i := range 13 {
		many = append(many, fmt.Sprintf("word-%02d", i))
	}
	tests := []struct {
		found string
		known []string
		want  string
	}{
		{"yess", []string{"no", "partly", "yes"}, `unknown level "yess"; expected no, partly or yes; did you mean "yes"?`},
		{"maybe", []string{"no", "partly", "yes"}, `unknown level "maybe"; expected no, partly or yes`},
		{"maybe", []string{"no"}, `unknown level "maybe"; expected no`},
		{"maybe", nil, `unknown level "maybe"; expected none here`},
		{"a\x1bb", []string{"no"}, `unknown level "a\x1bb"; expected no`},
		{"other", many, `unknown level "other"; expected one of 13, among them word-00, word-01, word-02, word-03, word-04, word-05, ` +
			`word-06, word-07, word-08, word-09, word-10 or word-11`},
		{"word-1 2", many, `unknown level "word-1 2"; did you mean "word-12"?`},
		{"other", many[:12], `unknown level "other"; expected word-00, word-01, word-02, word-03, word-04, word-05, ` +
			`word-06, word-07, word-08, word-09, word-10 or word-11`},
	}
	for _, tt := range tests {
		if got := diag.Unknown("level", tt.found, tt.known); got != tt.want {
			t.Errorf("Unknown(level, %q, %d words) = %s, want %s", tt.found, len(tt.known), got, tt.want)
		}
	}
}

func TestQuote(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", `""`},
		{"plain æøå", `"plain æøå"`},
		{`say "no"`, `"say \"no\""`},
		{"a\nb\tc\x00", `"a\nb\tc\x00"`},
		{"\x1b[2J", `"\x1b[2J"`},
		{"\u009b31m", `"\u009b31m"`},
		{"\u202e\u2066\u200b\ufeff", `"\u202e\u2066\u200b\ufeff"`},
		{"\xff", `"\xff"`},
		{strings.Repeat("æ", 60), `"` + strings.Repeat("æ", 60) + `"`},
		{strings.Repeat("æ", 61), `"` + strings.Repeat("æ", 59) + `…"`},
		{strings.Repeat("\x1b", 1000), `"` + strings.Repeat(`\x1b`, 59) + `…"`},
	}
	for _, tt := range tests {
		if got := diag.Quote(tt.in); got != tt.want {
			t.Errorf("Quote(%q) = %s, want %s", tt.in, got, tt.want)
		}
	}
}

func TestOr(t *testing.T) {
	for want, words := range map[string][]string{
		"":          nil,
		"a":         {"a"},
		"a or b":    {"a", "b"},
		"a, b or c": {"a", "b", "c"},
	} {
		if got := diag.Or(words); got != want {
			t.Errorf("Or(%q) = %q, want %q", words, got, want)
		}
	}
}
