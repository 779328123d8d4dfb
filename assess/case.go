package assess

import "collectiveimpact/samklar/assess/internal/calendar"

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
func ValidDate(s string) bool { return calendar.Valid(s) }

// Before reports whether the whole of a day, a month or a year lies before another; what
// overlaps does not, and of no date it is not known.
func Before(date, other string) bool { return calendar.Before(date, other) }

// Due returns the date by which an advice is to be followed: one month after the
// date of the answers for "now", three for "quarter", twelve for "year"; or "" where
// nothing is known of that.
func (c *Case) Due(when string) string {
	return calendar.After(c.AsOf, map[string]int{"now": 1, "quarter": 3, "year": 12}[when])
}
