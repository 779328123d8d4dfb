package yamldoc

import (
	"fmt"
	"strings"
	"testing"
)

// TestJSONIsReadInLinearTime doubles documents of one line. What is gone
// through to count columns may not grow faster than the text.
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
			work := func(n int) int {
				text := document(n)
				p := jsonReader{fastReader: newReader(text, Limits{Depth: 20, Keys: 4_000})}
				if _, err := p.document(); p.at < len(text)-len(" b]}") {
					t.Fatalf("reading %.80s… stopped at %d of %d bytes: %v", text, p.at, len(text), err)
				}
				if p.looked > len(text) {
					t.Errorf("reading %d bytes counts through %d", len(text), p.looked)
				}
				return p.looked
			}
			if once, twice := work(many), work(2*many); twice*10 > once*22 {
				t.Errorf("columns of %d things: %d bytes gone through, of %d: %d; want about twice as many", many, once, 2*many, twice)
			}
		})
	}
}
