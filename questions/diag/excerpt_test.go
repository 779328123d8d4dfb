package diag

import (
	"strings"
	"testing"
)

// TestExcerptsTakeLinearTime shows every place of one line. What is gone
// through to find them may not be more than the line, or than it twice where
// the places come in two rounds.
func TestExcerptsTakeLinearTime(t *testing.T) {
	const all = 10_000
	text := strings.Repeat("æøå: 日本, ", all/10)
	for _, rounds := range []int{1, 2} {
		e := newExcerpts([]byte(text))
		for range rounds {
			for column := range all {
				if e.around(1, column+1) == "" {
					t.Fatalf("no excerpt of column %d", column+1)
				}
			}
		}
		if e.looked > rounds*len(text) {
			t.Errorf("%d problems on a line of %d bytes: %d gone through, in %d rounds", rounds*all, len(text), e.looked, rounds)
		}
	}
}

// An excerpt is the same whatever was shown before it.
func TestExcerptsInAnyOrder(t *testing.T) {
	text := []byte("\ufeff" + strings.Repeat("æøå: 日本, ", 30) + "  \r\nb: 2 \n\n" + strings.Repeat("x", 80))
	e := newExcerpts(text)
	for n := range 5_000 {
		line, column := n*7%6, n*131%320
		if got, want := e.around(line, column), newExcerpts(text).around(line, column); got != want {
			t.Errorf("at %d:%d: %q, want %q", line, column, got, want)
		}
	}
}
