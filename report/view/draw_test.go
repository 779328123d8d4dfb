package view

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// A score is as wide as its place, has a certain character where something is certain
// and a possible one where it is open, and no more of either than rounding gives.
func TestDraw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(5, 40).Draw(t, "width")
		low := rapid.IntRange(0, 100).Draw(t, "low")
		b := Bar{Low: low, High: rapid.IntRange(low, 100).Draw(t, "high"), Known: true}
		drawn := b.Draw(width, 0)
		certain, possible := strings.Count(drawn, "█"), strings.Count(drawn, "▒")
		if n := utf8.RuneCountInString(drawn); n != width {
			t.Errorf("%d–%d is %d characters wide, want %d", b.Low, b.High, n, width)
		}
		if (certain > 0) != (b.Low > 0) || certain > 1 && certain*100 > b.Low*width {
			t.Errorf("%d–%d of %d is drawn %q", b.Low, b.High, width, drawn)
		}
		if b.Low == b.High && possible > 0 || (certain+possible-1)*100 > b.High*width {
			t.Errorf("%d–%d of %d is drawn %q", b.Low, b.High, width, drawn)
		}
	})
}
