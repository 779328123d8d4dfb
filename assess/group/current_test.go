package group_test

import (
	"slices"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/group"

	"pgregory.net/rapid"
)

func file(name, asOf string) group.File {
	return group.File{Respondent: assess.Respondent{Name: name}, AsOf: asOf}
}

// TestCurrent looks at which files of a case count.
func TestCurrent(t *testing.T) {
	lines := group.File{AsOf: "2026-02", Voices: true}
	house := group.File{Respondent: assess.Respondent{Organisation: "City"}, AsOf: "2026"}
	role := group.File{Respondent: assess.Respondent{Role: "residents"}, AsOf: "2026-01"}
	for _, tt := range []struct {
		name  string
		files []group.File
		want  []int
	}{
		{"each once", []group.File{file("a", "2026"), file("b", "2025")}, []int{0, 1}},
		{"the newest of each", []group.File{file("a", "2025"), file("A ", "2026"), file("b", "2024"), file("b", "")}, []int{1, 2}},
		{"two of one day", []group.File{house, house, {Respondent: assess.Respondent{Organisation: "city"}, AsOf: "2025"}}, []int{0, 1}},
		{"a role is nobody", []group.File{role, role, {Respondent: assess.Respondent{Role: "residents"}, AsOf: "2025"}}, []int{0, 1, 2}},
		{"what was agreed on", []group.File{file("a", "2026-01"), file("", "2026-01"), file("b", "2025")}, []int{1}},
		{"the newest of that", []group.File{file("", "2025"), file("", "2026-01"), file("b", "2025-06")}, []int{1}},
		{"voices that are newer", []group.File{file("a", "2026-02"), file("", "2026-01"), file("b", "2025"), file("b", "2026-03")}, []int{0, 3}},
		{"lines of scores", []group.File{lines, lines, file("", "2026-01")}, []int{0, 1}},
		{"one", []group.File{file("", "")}, []int{0}},
	} {
		if got := group.Current(tt.files); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// TestTogether wants the sheet of several to be what they are as a group.
func TestTogether(t *testing.T) {
	s := selection(t)
	rapid.Check(t, func(t *rapid.T) {
		all := people(t, s)
		g := group.Of(s, all)
		for i, b := range s.Banks {
			var sheets []assess.Sheet
			for _, p := range all {
				sheets = append(sheets, p.Entries.Answers()[b.ID])
			}
			if got := group.Together(b, sheets); !slices.Equal(got, g.Result.Banks[i].Sheet) {
				t.Errorf("bank %q: %v, as a group %v", b.ID, got, g.Result.Banks[i].Sheet)
			}
		}
	})
}
