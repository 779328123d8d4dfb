package calendar_test

import (
	"testing"
	"time"

	"collectiveimpact/samklar/assess/internal/calendar"
)

// Every day of the calendar is a date, and nothing else is; and months on it is a day
// again, of that month, and the same one where the month has it.
func TestDaysAgainstTheClock(t *testing.T) {
	for day := time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2005; day = day.AddDate(0, 0, 1) {
		date := day.Format(time.DateOnly)
		if !calendar.Valid(date) {
			t.Fatalf("Valid(%q) = false", date)
		}
		for _, months := range []int{1, 3, 12} {
			first := time.Date(day.Year(), day.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
			last := first.AddDate(0, 1, -1)
			want := first.AddDate(0, 0, min(day.Day(), last.Day())-1).Format(time.DateOnly)
			if got := calendar.After(date, months); got != want {
				t.Fatalf("After(%q, %d) = %q, want %q", date, months, got, want)
			}
		}
	}
	for _, none := range []string{"", "2026-02-29", "2026-13", "2026-1-1", "26", "2026-01-01-01", "+026", "2026-00"} {
		if calendar.Valid(none) || calendar.After(none, 12) != "" {
			t.Errorf("%q is a date", none)
		}
	}
}

// TestBefore compares dates by the days that they hold: before is what ends before the
// other begins.
func TestBefore(t *testing.T) {
	var dates []string
	for day := time.Date(2023, 12, 29, 0, 0, 0, 0, time.UTC); day.Year() < 2025; day = day.AddDate(0, 0, 9) {
		dates = append(dates, day.Format(time.DateOnly), day.Format("2006-01"), day.Format("2006"))
	}
	days := func(date string) (first, last string) { // a month may be given too many
		return date + "-01-01"[len(date)-4:], date + "-12-31"[len(date)-4:]
	}
	for _, a := range dates {
		_, last := days(a)
		for _, b := range dates {
			first, _ := days(b)
			if got, want := calendar.Before(a, b), last < first; got != want {
				t.Fatalf("Before(%q, %q) = %t, want %t", a, b, got, want)
			}
		}
	}
	if calendar.Before("", "2026") || calendar.Before("2026", "") {
		t.Error("no date lies before another, or behind it")
	}
}
