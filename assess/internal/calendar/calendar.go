// Package calendar counts in dates as ISO 8601 writes them: a day, a month or a year.
package calendar

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Valid reports whether a text is a date: 2026-03-31, 2026-03, 2026.
func Valid(s string) bool {
	digits := [...]int{4, 2, 2}
	var date [3]int
	parts := strings.Split(s, "-")
	if len(parts) > len(date) {
		return false
	}
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 16)
		if err != nil || len(part) != digits[i] {
			return false
		}
		date[i] = int(n)
	}
	year, month, day := date[0], date[1], date[2]
	switch len(parts) {
	case 1:
		return true
	case 2:
		return 1 <= month && month <= 12
	}
	return 1 <= month && month <= 12 && 1 <= day && day <= days(year, month)
}

// After returns the date some months after another, at most twelve. It is as exact as
// that: a month where it is a month, and of a year alone only the year after it.
// Otherwise, and without months or a valid date, it is "".
func After(s string, months int) string {
	if months == 0 || !Valid(s) {
		return ""
	}
	var date [3]int
	parts := strings.Split(s, "-")
	for i, part := range parts {
		date[i], _ = strconv.Atoi(part) // a valid date has numbers
	}
	if len(parts) == 1 {
		if months < 12 {
			return ""
		}
		return fmt.Sprintf("%04d", date[0]+1)
	}
	year, month := date[0]+(date[1]-1+months)/12, (date[1]-1+months)%12+1
	if len(parts) == 2 {
		return fmt.Sprintf("%04d-%02d", year, month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, min(date[2], days(year, month)))
}

// Before reports whether the whole of a day, a month or a year lies before another, which
// may be longer or shorter: no day of a year lies before it, nor the year before the day.
func Before(date, other string) bool {
	least := min(len(date), len(other))
	return date[:least] < other[:least]
}

// days returns the number of days in a month of the Gregorian calendar.
func days(year, month int) int {
	switch {
	case month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0):
		return 29
	case month == 2:
		return 28
	case slices.Contains([]int{4, 6, 9, 11}, month):
		return 30
	}
	return 31
}
