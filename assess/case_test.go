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

func TestDue(t *testing.T) {
	for _, test := range []struct{ asOf, now, quarter, year string }{
		{"2026-01-31", "2026-02-28", "2026-04-30", "2027-01-31"},
		{"2024-02-29", "2024-03-29", "2024-05-29", "2025-02-28"},
		{"2026-12-15", "2027-01-15", "2027-03-15", "2027-12-15"},
		{"2026-10", "2026-11", "2027-01", "2027-10"},
		{"2026-12", "2027-01", "2027-03", "2027-12"},
		{"2017", "", "", "2018"}, // no month is made up
		{"", "", "", ""},
		{"soon", "", "", ""},
	} {
		c := assess.Case{AsOf: test.asOf}
		if now, quarter, year := c.Due("now"), c.Due("quarter"), c.Due("year"); now != test.now || quarter != test.quarter || year != test.year {
			t.Errorf("Due of %q = %q, %q, %q, want %q, %q, %q", test.asOf, now, quarter, year, test.now, test.quarter, test.year)
		}
	}
	if due := (&assess.Case{AsOf: "2026-01-31"}).Due("never"); due != "" {
		t.Errorf("Due(never) = %q", due)
	}
	rapid.Check(t, func(t *rapid.T) {
		day := time.Unix(rapid.Int64Range(-30e9, 30e9).Draw(t, "day"), 0).UTC()
		c := assess.Case{AsOf: day.Format(time.DateOnly)}
		for when, months := range map[string]int{"now": 1, "quarter": 3, "year": 12} {
			want := day.AddDate(0, months, 0)
			if want.Day() != day.Day() { // that month is shorter
				want = want.AddDate(0, 0, -want.Day())
			}
			if got := c.Due(when); got != want.Format(time.DateOnly) {
				t.Errorf("Due(%s) of %s = %s, want %s", when, c.AsOf, got, want.Format(time.DateOnly))
			}
		}
	})
}
