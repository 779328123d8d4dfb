package compare_test

import (
	"fmt"
	"slices"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/compare"

	"pgregory.net/rapid"
)

// TestMatch wants every case with an id once, with what a comparison of its two moments says.
func TestMatch(t *testing.T) {
	s := selection(t)
	rapid.Check(t, func(t *rapid.T) {
		side := func(name string) (all []compare.Moment) {
			for i := range 4 {
				if rapid.Bool().Draw(t, name+" has") {
					id := fmt.Sprint(i)
					if i == 3 {
						id = ""
					}
					all = append(all, compare.Moment{Case: assess.Case{ID: id}, Result: s.Evaluate(drawn(t, s, name))})
				}
			}
			return all
		}
		old, now := side("old"), side("new")
		of := func(all []compare.Moment, id string) *assess.Result {
			for _, m := range all {
				if m.Case.ID == id && id != "" {
					return m.Result
				}
			}
			return nil
		}
		var ids []string
		for _, h := range compare.Match(s, old, now) {
			ids = append(ids, h.ID)
			was, is := of(old, h.ID), of(now, h.ID)
			want := "new"
			switch {
			case was != nil && is != nil:
				want = compare.Results(s, was, is).Relations[0].String()
			case was != nil:
				want = "gone"
			}
			if h.Word() != want || h.WentBack() != (want == "back") {
				t.Errorf("case %q is %s, want %s", h.ID, h.Word(), want)
			}
		}
		for i := range 3 {
			id := fmt.Sprint(i)
			if there := of(old, id) != nil || of(now, id) != nil; there != slices.Contains(ids, id) {
				t.Errorf("case %q is listed: %t, want %t", id, !there, there)
			}
		}
		if slices.Contains(ids, "") || len(slices.Compact(slices.Sorted(slices.Values(ids)))) != len(ids) {
			t.Errorf("the cases are %q", ids)
		}
	})
}

// TestOver follows a case through its moments by their dates.
func TestOver(t *testing.T) {
	s := selection(t)
	at := func(id, asOf string, level assess.Choice) compare.Moment {
		return compare.Moment{Case: assess.Case{ID: id, AsOf: asOf}, Result: s.Evaluate(assess.Answers{"fit": {level, 1}})}
	}
	all := compare.Over(s, []compare.Moment{at("a", "2026", 0), at("a", "2024-05", 0), at("a", "2025", 1), at("b", "2025", 1), at("", "2025", 1), at("c", "", 1)})
	if len(all) != 2 || all[0].ID != "a" || all[1].Word() != "once" {
		t.Fatalf("the cases are %+v", all)
	}
	h := all[0]
	if h.Word() != "same" || !h.WentBack() || len(h.Steps) != 2 || h.Steps[0].Relations[0] != compare.Further || h.Case().AsOf != "2026" {
		t.Errorf("from no to yes to no is %s, with steps %v", h.Word(), h.Steps)
	}
}
