package assess_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/questions"
)

// ends names the endings of a bank in their order.
func ends(b *questions.Bank) []string {
	var ids []string
	for _, e := range paths.NewOrder(assess.Select([]*questions.Bank{b})).Endings(0) {
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

// TestKeyOrdersCases takes what completions of the two banks can come to, by hand:
// the better worst path stands first, then the better best one.
func TestKeyOrdersCases(t *testing.T) {
	banks, err := questions.NewLibrary("en").Select([]string{questions.Default}, true)
	if err != nil {
		t.Fatal(err)
	}
	const choose, capacity, programme, prepare, launch = 0, 1, 2, 3, 4
	const ready, repair, notYet = 0, 1, 2
	all := []int{ready, repair, notYet}
	ordered := [][2][]int{
		{{launch}, {ready}},
		{{launch}, {ready, repair}},
		{{launch}, {repair}},
		{{launch}, all},
		{{launch}, {repair, notYet}},
		{{launch}, {notYet}},
		{{launch, prepare}, {ready}}, // prepare is the worst, and launch with what lies behind it the best
		{{launch, prepare}, {ready, notYet}},
		{{launch, prepare}, {notYet}},
		{{prepare}, all}, // the preconditions are on no path
		{{programme, launch}, all},
		{{programme}, all},
		{{choose, launch}, all},
		{{choose, capacity}, all},
		{{choose}, {ready}},
	}
	order := paths.NewOrder(assess.Select(banks))
	key := func(codes [2][]int) string { return order.Key(func(bank int) []int { return codes[bank] }) }
	got := slices.Clone(ordered)
	slices.Reverse(got)
	slices.SortStableFunc(got, func(a, b [2][]int) int { return strings.Compare(key(a), key(b)) })
	want := slices.Clone(ordered)
	want[6], want[7] = want[7], want[6] // alike: their worst and their best paths are the same
	if diff := cmp.Diff(fmt.Sprint(want), fmt.Sprint(got)); diff != "" {
		t.Errorf("sorted by Key (-want +got):\n%s", diff)
	}
	if a, b := key([2][]int{{launch}, all}), key([2][]int{{launch}, {notYet, ready}}); a != b {
		t.Errorf("Key hangs on more than the worst and the best path: %q and %q", a, b)
	}
}

// A path is as its codes stand, the first difference decides: the worst and the best
// of a case are those of its completions.
func TestWorstAndBestPathsAreThoseOfCompletions(t *testing.T) {
	eachChain(t, func(t *rapid.T, s *scenario, r *assess.Result, c *assess.Chain, all []journey) {
		if c != &r.Chains[0] {
			return
		}
		ranks := func(j journey) []int {
			var places []int
			for _, v := range j.visits {
				places = append(places, s.banks[v.bank].Ranks()[v.code])
			}
			return places
		}
		order := paths.NewOrder(assess.Select(s.banks))
		slices.SortFunc(all, func(a, b journey) int { return slices.Compare(ranks(a), ranks(b)) })
		visits := func(way []paths.Code) (j journey) {
			for _, c := range way {
				j.visits = append(j.visits, visit{c.Bank, c.Ending})
			}
			return j
		}
		codes := paths.Of(assess.Select(s.banks), r).Codes
		best, worst := visits(order.Best(codes)), visits(order.Worst(codes))
		if !slices.Equal(best.visits, all[0].visits) || !slices.Equal(worst.visits, all[len(all)-1].visits) {
			t.Errorf("Best, Worst = %v, %v, want %v, %v", best, worst, all[0], all[len(all)-1])
		}
	})
}
