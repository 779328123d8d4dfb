package assess

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Limits of what is recorded: of a text that people write and of an id, in
// characters, and of the pieces of evidence of one answer. The schemas repeat them, and
// questions/schema/limits_test.go holds them together.
const (
	MaxNote     = 20_000
	MaxID       = 64
	MaxEvidence = 20
)

// A Case is the collaboration being assessed, and who answered for it. Any
// field may be empty. The tags name the fields in results.
type Case struct {
	ID    string `json:"id,omitempty"` // what it is known by to those who keep it, whatever it is called
	Title string `json:"title,omitempty"`
	Place string `json:"place,omitempty"`
	AsOf  string `json:"as_of,omitempty"` // the date that the answers describe: see ValidDate

	Respondent Respondent `json:"-"` // stands beside the case, in results and in answer files
}

// A Respondent is who gave the answers. Any field may be empty.
type Respondent struct {
	Name         string `json:"name,omitempty"`
	Organisation string `json:"organisation,omitempty"`
	Role         string `json:"role,omitempty"`
}

// A Field is a text of a case, with the section and the name that it has in answer
// files.
type Field struct {
	Section, Name string
	Text          *string
}

// Fields lists the texts of a case, in the order in which they are written.
func (c *Case) Fields() []Field {
	who := &c.Respondent
	return []Field{
		{"case", "id", &c.ID},
		{"case", "title", &c.Title},
		{"case", "place", &c.Place},
		{"case", "as-of", &c.AsOf},
		{"respondent", "name", &who.Name},
		{"respondent", "organisation", &who.Organisation},
		{"respondent", "role", &who.Role},
	}
}

// ValidDate reports whether a text is a day, a month or a year of the calendar
// as ISO 8601 writes them: 2026-03-31, 2026-03, 2026.
func ValidDate(s string) bool {
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

// Due returns the date by which an advice is to be followed: one month after the
// date of the answers for "now", three for "quarter", twelve for "year". It is as
// exact as that date: a month where it is a month, and for a year alone only the
// year after it. Otherwise, and without a valid date, it is "".
func (c *Case) Due(when string) string {
	months, ok := map[string]int{"now": 1, "quarter": 3, "year": 12}[when]
	if !ok || !ValidDate(c.AsOf) {
		return ""
	}
	var date [3]int
	parts := strings.Split(c.AsOf, "-")
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
