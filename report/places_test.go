package report_test

import (
	"strings"
	"testing"

	"collectiveimpact/samklar/report/round"
	"collectiveimpact/samklar/report/view"
)

// TestPlacesThatAreSharedSaySo wants a sign behind the number of a case that has it with
// another one, and behind no other, also where the list is cut between them.
func TestPlacesThatAreSharedSaySo(t *testing.T) {
	in := madeRound(t, "en", 25, numbered)
	for _, top := range []int{0, 1, 7} {
		in.Top = top
		counts := make(map[int]int)
		for _, c := range in.Portfolio.All() {
			counts[c.Place]++
		}
		shared, alone := 0, 0
		for _, s := range round.Build(in).Sections {
			for _, b := range s.Blocks {
				cases, _ := b.(view.Cases)
				for i, row := range cases.Rows {
					is := in.Portfolio.Case(i).Place
					if got, want := strings.HasSuffix(row.Place, "="), counts[is] > 1; got != want {
						t.Errorf("%d cases have place %d, and it is written %q", counts[is], is, row.Place)
					}
					if counts[is] > 1 {
						shared++
					} else {
						alone++
					}
				}
			}
		}
		if top == 0 && (shared == 0 || alone == 0) {
			t.Errorf("%d places are shared and %d are not, want some of each", shared, alone)
		}
	}
}
