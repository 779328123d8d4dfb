package tablefile

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"collectiveimpact/samklar/assess"
)

// orders are those of day, month and year.
var orders = []string{"dmy", "mdy", "ymd"}

// dated is a date at the beginning of a text, with a time behind it or nothing.
var dated = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\d{1,4})([-/.])(\d{1,2})([-/.])(\d{1,4})(?:[ T].*)?$`)
})

// date reads a date in an order, or with "" in any: it gives every day that the text
// may mean, as ISO 8601 writes it. A month or a year alone is one already.
func date(text, order string) []string {
	text = strings.TrimSpace(text)
	if assess.ValidDate(text) {
		return []string{text}
	}
	m := dated().FindStringSubmatch(text)
	if len(m) == 0 || m[2] != m[4] {
		return nil
	}
	tried := []string{order}
	switch {
	case order != "":
	case len(m[1]) == 4:
		tried = []string{"ymd"}
	default:
		tried = orders
	}
	var days []string
	for _, order := range tried {
		part := map[byte]string{order[0]: m[1], order[1]: m[3], order[2]: m[5]}
		year := part['y']
		switch len(year) {
		case 2:
			year = "20" + year
		case 4:
		default:
			continue
		}
		month, _ := strconv.Atoi(part['m']) // digits by the pattern
		day, _ := strconv.Atoi(part['d'])
		iso := fmt.Sprintf("%s-%02d-%02d", year, month, day)
		if assess.ValidDate(iso) && !slices.Contains(days, iso) {
			days = append(days, iso)
		}
	}
	return days
}
