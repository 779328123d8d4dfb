package yamldoc

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestJSONIsReadInLinearTime reads documents of one line. Lines and columns are
// counted on the way through what was read, once if that is in the order of the text.
func TestJSONIsReadInLinearTime(t *testing.T) {
	const many = 1_000
	repeat := func(n int, piece func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(piece(i))
		}
		return b.String()
	}
	for name, document := range map[string]func(n int) string{
		"a list of numbers": func(n int) string { return `{"a": [` + strings.Repeat("1, ", n) + "1]}" },
		"many keys": func(n int) string {
			return "{" + repeat(n, func(i int) string { return fmt.Sprintf(`"æ%d": "ø", `, i) }) + `"a": 1}`
		},
		"many maps in a list": func(n int) string {
			return `{"a": [` + strings.Repeat(`{"b": ["c"]}, `, n) + "{}]}"
		},
		"one key again and again": func(n int) string { return "{" + strings.Repeat(`"a": true, `, n) + `"a": 1}` },
		"a mistake at the end":    func(n int) string { return `{"a": [` + strings.Repeat(`"b", `, n) + "b]}" },
	} {
		t.Run(name, func(t *testing.T) {
			text := document(many)
			var p jsonReader
			if p.document([]byte(text), Limits{Depth: 20, Keys: 4_000}); p.at < len(text)-len(" b]}") {
				t.Fatalf("reading %.80s… stopped at %d of %d bytes: %v", text, p.at, len(text), p.problems)
			}
			if !slices.IsSortedFunc(p.all, func(a, b item) int { return cmp.Compare(a.at, b.at) }) {
				t.Errorf("what was read of %.80s… is not in the order of the text: lines and columns are counted more than once", text)
			}
		})
	}
}
