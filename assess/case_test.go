package assess_test

import (
	"fmt"
	"testing"
	"time"

	"collectiveimpact/samklar/assess"

	"pgregory.net/rapid"
)

// TestValidDate compares with the standard library's calendar: every day there
// could be in years with and without a leap day, and texts of all kinds.
func TestValidDate(t *testing.T) {
	check := func(s string) {
		want := false
		for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
			_, err := time.Parse(layout, s)
			want = want || err == nil
		}
		if got := assess.ValidDate(s); got != want {
			t.Errorf("ValidDate(%q) = %t, want %t", s, got, want)
		}
	}
	for _, year := range []int{0, 4, 1600, 1900, 2000, 2023, 2024, 9999} {
		check(fmt.Sprintf("%04d", year))
		for month := range 15 {
			check(fmt.Sprintf("%04d-%02d", year, month))
			for day := range 34 {
				check(fmt.Sprintf("%04d-%02d-%02d", year, month, day))
			}
		}
	}
	for _, s := range []string{"", "-", "2026-", "2026-3", "2026-03-1", "026", "20260", "+026", "2026-+3", "2026-03-31-01", "2026-03-31T10:00", "31-03-2026", "2026-W03", " 2026", "２０２６"} {
		check(s)
	}
	rapid.Check(t, func(t *rapid.T) {
		check(rapid.StringOfN(rapid.RuneFrom([]rune("0123456789-+ ")), 0, 11, -1).Draw(t, "text"))
	})
}
