package sums

import "slices"

// Marked gives the places that are marked. They may be shared with others, and so are
// not to be changed: most are one place, or stand side by side.
func Marked(marks []bool) []int {
	first, end := slices.Index(marks, true), len(marks)
	if first < 0 {
		return nil
	}
	for !marks[end-1] {
		end--
	}
	if end <= len(places) && !slices.Contains(marks[first:end], false) {
		return places[first:end:end]
	}
	var found []int
	for i, is := range marks {
		if is {
			found = append(found, i)
		}
	}
	return found
}

// places are the first there are.
var places = [...]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}
