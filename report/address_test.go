package report_test

import (
	"testing"

	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/view"
)

// TestIsAddress holds what becomes a link to examples, and to the rules that the
// reports are read back by.
func TestIsAddress(t *testing.T) {
	for s, want := range map[string]bool{
		"https://example.org":                  true,
		"HTTP://EXAMPLE.ORG/æ?q=%41&b=2#a":     true,
		"http://[::1]:80/":                     true,
		"mailto:a.b+c@example.org?subject=x":   true,
		"https://example.org/?a=1&copy=3":      true,
		"":                                     false,
		"https://":                             false,
		"https:///a":                           false,
		"https://example.org/@a?b=c@d#e@f":     true,
		"https://example.org?b=c@d":            true,
		"https://user:pw@example.org":          false,
		"https://bank.example@example.org/a":   false,
		"https:example.org":                    false,
		"ftp://example.org":                    false,
		"javascript:alert(1)":                  false,
		"javascript://example.org/%0aalert(1)": false,
		"example.org":                          false,
		" https://example.org":                 false,
		"https://example.org/a b":              false,
		"https://example.org/<b>":              false,
		`https://example.org/"onclick="x`:      false,
		"https://example.org/'x":               false,
		"https://example.org/&lt;b":            false,
		"https://example.org/&#60":             false,
		"http\u017f://example.org":             false, // a long s, which folds to the s of https
		"mailto:x":                             false,
		"mailto:@example.org":                  false,
		`mailto:"a b"@example.org`:             false,
		"mailto:a@-example.org":                false,
	} {
		if got := view.IsAddress(s); got != want {
			t.Errorf("IsAddress(%q) = %v, want %v", s, got, want)
		}
		if got := isFollowed(s); got != want {
			t.Errorf("isFollowed(%q) = %v, want %v", s, got, want)
		}
	}
	for _, s := range foreignTexts() {
		if s = text.Line(s); view.IsAddress(s) != isFollowed(s) {
			t.Errorf("IsAddress(%q) = %v, want %v", s, view.IsAddress(s), isFollowed(s))
		}
	}
}
