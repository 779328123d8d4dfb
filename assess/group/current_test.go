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
	lines := group.File{AsOf: "2026-02", Nameless: true}
	house := group.File{Respondent: assess.Respondent{Organisation: "City"}, AsOf: "2026"}
	role := group.File{Respondent: assess.Respondent{Role: "residents"}, AsOf: "2026-01"}
	for _, tt := range []struct {
		name  string
		files []group.File
		want  []int
	}{
		{"each once", []group.File{file("a", "2026"), file("b", "2025")}, []int{0, 1}},
		{"the newest of each", []group.File{file("a", "2025"), file("A ", "2026"), file("b", "2024"), file("b", "")}, []int{1, 2}},
		{"two of one day", []group.File{file("a", "2026"), file("a", "2026"), file("a", "2025")}, []int{0, 1}},
		{"people without names", []group.File{house, house, {Respondent: assess.Respondent{Organisation: "city"}, AsOf: "2025"}}, []int{0, 1, 2}},
		{"one name in two houses", []group.File{file("a", "2025"), {Respondent: assess.Respondent{Name: "a", Organisation: "City"}, AsOf: "2026"}}, []int{0, 1}},
		{"a role is nobody", []group.File{role, role, {Respondent: assess.Respondent{Role: "residents"}, AsOf: "2025"}}, []int{0, 1, 2}},
		{"what was agreed on", []group.File{file("a", "2026-01"), file("", "2026-01"), file("b", "2025")}, []int{1}},
		{"the newest of that", []group.File{file("", "2025"), file("", "2026-01"), file("b", "2025-06")}, []int{1}},
		{"voices that are newer", []group.File{file("a", "2026-02"), file("", "2026-01"), file("b", "2025"), file("b", "2026-03")}, []int{0, 3}},
		{"lines of scores", []group.File{lines, lines, file("", "2026-01")}, []int{0, 1}},
		{"a year, and a month of it", []group.File{file("a", "2026"), file("a", "2026-01"), file("a", "2025-12-31")}, []int{0, 1}},
		{"a month, and days of it", []group.File{file("a", "2026-01"), file("a", "2026-01-02"), file("a", "2026-01-03")}, []int{0, 2}},
		{"agreed on in that year", []group.File{file("a", "2026-05"), file("", "2026"), file("b", "2027-01")}, []int{2}},
		{"nobody is surely newer", []group.File{file("a", "2026-05"), file("", "2026")}, []int{1}},
		{"agreed on twice", []group.File{file("a", "2026-05"), file("", "2026"), file("", "2026-01")}, []int{1, 2}},
		{"one", []group.File{file("", "")}, []int{0}},
	} {
		if got := group.Current(tt.files); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// TestTogether wants several to come to what they are as a group, at once, and where some
// of them have been put together before.
func TestTogether(t *testing.T) {
	s := selection(t)
	more := 0
	rapid.Check(t, func(t *rapid.T) {
		all := people(t, s)
		g := group.Of(s, all)
		var given []*assess.Result
		for _, p := range all {
			given = append(given, s.Evaluate(p.Entries.Answers()))
		}
		first := rapid.IntRange(1, len(given)).Draw(t, "first")
		before := together(s, given[:first])
		for _, got := range []*assess.Result{together(s, given), together(s, append([]*assess.Result{before}, given[first:]...))} {
			for i := range got.Banks {
				is, want := &got.Banks[i], &g.Result.Banks[i]
				if !slices.Equal(is.Sheet, want.Sheet) || !slices.Equal(is.Codes, want.Codes) || is.Exact != want.Exact || is.Role != want.Role {
					t.Errorf("bank %q: %v comes to %v, exact %t; as a group %v to %v, exact %t", is.Bank.ID, is.Sheet, is.Codes, is.Exact, want.Sheet, want.Codes, want.Exact)
				}
				if !slices.Equal(is.Codes, s.Bank(i, is.Sheet).Codes) {
					more++
				}
			}
			if is, want := &got.Chains[0], &g.Result.Chains[0]; is.Exact != want.Exact || !slices.Equal(is.Pivotal, want.Pivotal) {
				t.Errorf("%v decides, exact %t; in a group %v, exact %t", is.Pivotal, is.Exact, want.Pivotal, want.Exact)
			}
		}
	})
	if more == 0 {
		t.Error("nothing came to more without a question than by its levels")
	}
}

func together(s *assess.Selection, given []*assess.Result) *assess.Result {
	sheets, doubts := make([][]assess.Sheet, len(given)), make([][][]int, len(given))
	for i, r := range given {
		for j := range r.Banks {
			sheets[i], doubts[i] = append(sheets[i], r.Banks[j].Sheet), append(doubts[i], r.Banks[j].Doubts)
		}
	}
	return group.Together(s, sheets, doubts)
}
