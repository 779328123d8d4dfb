package assess_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
)

// ends names the endings of a bank in their order.
func ends(b *questions.Bank) []string {
	var ids []string
	for _, e := range portfolio.NewOrder([]*questions.Bank{b}).Endings(0) {
		ids = append(ids, b.Endings[e].ID)
	}
	return ids
}

func TestEndsOfTheShippedBanks(t *testing.T) {
	lib := questions.NewLibrary("en")
	for id, want := range map[string][]string{
		"when":          {"launch", "prepare", "programme", "programme-or-capacity", "choose-problem"},
		"preconditions": {"ready", "repair", "not-yet"},
	} {
		b, err := lib.Bank(id)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, ends(b)); diff != "" {
			t.Errorf("Ends of %s (-want +got):\n%s", id, diff)
		}
	}
}

// Outcomes stand by the nodes passed on the longest way, whichever way round
// the bank lists them; where those are equal, as the bank lists them.
func TestEndsOfATree(t *testing.T) {
	for _, test := range []struct {
		ways []string
		want []string
	}{
		{[]string{"n1", "o0", "o1", "o0", "o1", "o0"}, []string{"o1", "o0"}},
		{[]string{"n1", "o1", "o0", "o1", "o0", "o1"}, []string{"o0", "o1"}},
		{[]string{"n1", "o1", "n2", "o0", "o0", "o1"}, []string{"o0", "o1"}},
		{[]string{"o0", "n1", "n2", "n2", "o1", "o0"}, []string{"o1", "o0"}}, // two passed on the way round
		{[]string{"o0", "o1", "o0", "o1", "o0", "o1"}, []string{"o0", "o1"}},
		{[]string{"o1", "o1", "o0", "o1", "o0", "o1"}, []string{"o1", "o0"}}, // no way leads to o0
	} {
		if diff := cmp.Diff(test.want, ends(meeting(t, test.ways...))); diff != "" {
			t.Errorf("Ends(%v) (-want +got):\n%s", test.ways, diff)
		}
	}
}

func TestKeyOrdersConclusions(t *testing.T) {
	banks, err := questions.NewLibrary("en").Select([]string{questions.Default}, true)
	if err != nil {
		t.Fatal(err)
	}
	const choose, capacity, programme, prepare, launch = 0, 1, 2, 3, 4
	ordered := [][]assess.Step{
		{{Bank: 0, Codes: []int{launch}}, {Bank: 1, Codes: []int{0}}},
		{{Bank: 0, Codes: []int{launch}}, {Bank: 1, Codes: []int{2}}},
		{{Bank: 0, Codes: []int{launch}}, {Bank: 1, Codes: []int{0, 1}}},
		{{Bank: 0, Codes: []int{launch}}, {Bank: 1, Codes: []int{0, 1, 2}}},
		{{Bank: 0, Codes: []int{launch}}, {Bank: 1, Codes: []int{0, 2}}},
		{{Bank: 0, Codes: []int{launch}}, {Bank: 1, Codes: []int{1, 2}}},
		{{Bank: 0, Codes: []int{prepare}}},
		{{Bank: 0, Codes: []int{programme}}},
		{{Bank: 0, Codes: []int{choose}}},
		{{Bank: 0, Codes: []int{prepare, launch}}},
		{{Bank: 0, Codes: []int{programme, launch}}},
		{{Bank: 0, Codes: []int{choose, capacity}}},
	}
	order := portfolio.NewOrder(banks)
	got := slices.Clone(ordered)
	slices.Reverse(got)
	slices.SortFunc(got, func(a, b []assess.Step) int {
		return strings.Compare(order.Key(a), order.Key(b))
	})
	if diff := cmp.Diff(fmt.Sprint(ordered), fmt.Sprint(got)); diff != "" {
		t.Errorf("sorted by Key (-want +got):\n%s", diff)
	}
	if a, b := order.Key(ordered[3]), order.Key([]assess.Step{{Bank: 0, Codes: []int{launch}}, {Bank: 1, Codes: []int{2, 1, 0}}}); a != b {
		t.Errorf("Key hangs on the order of the codes: %q and %q", a, b)
	}
}
