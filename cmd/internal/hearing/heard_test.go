package hearing_test

import (
	"fmt"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/group"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/voices"
)

// alone answers a question on the given levels, one voice on each.
func alone(s *assess.Selection, levels ...assess.Choice) *group.Group {
	people := make([]group.Person, len(levels))
	for i, level := range levels {
		people[i] = person(s, []asked{{1, 2}}, []assess.Choice{level}, fmt.Sprint("name ", i), "")
	}
	return group.Of(s, people)
}

// TestFew warns once where one of few voices stands by itself, and nowhere else.
func TestFew(t *testing.T) {
	s := selection(t)
	few := phrase.For("en").VoicesFew
	for _, tt := range []struct {
		name   string
		levels []assess.Choice
		open   bool
		want   int
	}{
		{"one alone on a level", []assess.Choice{0, 0, 0, 0, 1}, false, 1},
		{"an open group", []assess.Choice{0, 0, 0, 0, 1}, true, 0},
		{"nobody alone", []assess.Choice{0, 0, 0, 1, 1}, false, 0},
		{"all the same", []assess.Choice{0, 0, 0, 0, 0}, false, 0},
		{"four, one level apart: not shown", []assess.Choice{0, 0, 0, 1}, false, 0},
		{"four, one far from all others", []assess.Choice{0, 0, 0, 2}, false, 1},
		{"so many that nobody can tell", []assess.Choice{0, 0, 0, 0, 0, 0, 0, 0, 0, 2}, false, 0},
	} {
		g := alone(s, tt.levels...)
		plain := strings.Join(strings.Fields(outputs(t, s, g, tt.open)["plain"]), " ")
		if got := strings.Count(plain, few); got != tt.want {
			t.Errorf("%s: said %d times, want %d:\n%s", tt.name, got, tt.want, plain)
		}
	}
}

// TestRoles says of the roles only what the files bear out.
func TestRoles(t *testing.T) {
	s := selection(t)
	p := phrase.For("en")
	for _, tt := range []struct {
		roles     []string
		has, lack []string
	}{
		{[]string{"", ""}, []string{p.VoicesNoRoles}, []string{"as their role"}},
		{[]string{"social director", "head teacher"}, []string{"as their role: residents, front-line staff", "words of their own: social director, head teacher."}, []string{p.VoicesNoRoles, "no role is written"}},
		{[]string{"Social director", "social  director"}, []string{"words of their own: Social director."}, nil},
		{[]string{"resident", "head teacher"}, []string{"as their role: front-line staff", "words of their own: head teacher."}, []string{p.VoicesNoRoles, "residents"}},
		{[]string{"resident", ""}, []string{"no role is written (1)"}, []string{"words of their own"}},
	} {
		g := alone(s, make([]assess.Choice, len(tt.roles))...)
		people := g.People
		for i, role := range tt.roles {
			people[i].Respondent.Role, people[i].Role = role, voices.Role(role)
		}
		plain := strings.Join(strings.Fields(outputs(t, s, group.Of(s, people), false)["plain"]), " ")
		for _, has := range tt.has {
			if !strings.Contains(plain, has) {
				t.Errorf("%q: %q is not in it:\n%s", tt.roles, has, plain)
			}
		}
		for _, lack := range tt.lack {
			if strings.Contains(plain, lack) {
				t.Errorf("%q: %q is in it:\n%s", tt.roles, lack, plain)
			}
		}
	}
}

// TestHouseless says how many name no organisation, so how many may be of one.
func TestHouseless(t *testing.T) {
	s := selection(t)
	people := alone(s, 0, 0, 1).People
	for without := range 4 {
		for i := range people {
			people[i].Organisation = "Bridge"
			if i < without {
				people[i].Organisation = " "
			}
		}
		plain := outputs(t, s, group.Of(s, people), false)["plain"]
		if said := strings.Contains(plain, fmt.Sprintf("organisation (%d)", without)); said != (without > 0) {
			t.Errorf("%d without: %t:\n%s", without, said, plain)
		}
	}
}

// TestNearUnknown says who does not know a question on which the others are near, for
// voices enough.
func TestNearUnknown(t *testing.T) {
	s := selection(t)
	for _, tt := range []struct {
		levels []assess.Choice
		want   bool
	}{
		{[]assess.Choice{0, 0, 1, 1, assess.Unknown}, true},
		{[]assess.Choice{0, 1, 1, assess.Unknown}, false},
		{[]assess.Choice{0, 0, 1, 1, 1}, false},
	} {
		g := alone(s, tt.levels...)
		for i := range g.Questions {
			if g.Questions[i].Place != group.Agreed && g.Questions[i].Place != group.Nobody {
				g.Questions[i].Place = group.Near // whatever hangs on it
			}
		}
		plain := outputs(t, s, g, false)["plain"]
		if got := strings.Contains(plain, "Do not know: 1"); got != tt.want {
			t.Errorf("%v: %t:\n%s", tt.levels, got, plain)
		}
	}
}

// TestGaps says of an open case that answers are missing where no difference decides it,
// and that cases are in order only where some difference decides.
func TestGaps(t *testing.T) {
	s := selection(t)
	p := phrase.For("en")
	seen := make(map[bool]int)
	for _, bank := range []asked{{0, 0}, {0, 1}, {1, 2}} {
		for _, a := range choices(&s.Banks[bank.bank].Questions[bank.question]) {
			for _, b := range choices(&s.Banks[bank.bank].Questions[bank.question]) {
				cases := []group.Judged{{People: []group.Person{
					person(s, []asked{bank}, []assess.Choice{a}, "a", ""), person(s, []asked{bank}, []assess.Choice{b}, "b", ""),
				}}}
				plain := strings.Join(strings.Fields(judged(t, s, cases, false)["plain"]), " ")
				c := &cases[0]
				open := false
				for i := range c.Group.Result.Chains {
					open = open || c.Group.Result.Chains[i].OpenStep >= 0
				}
				decides := c.Decide > 0
				if strings.Contains(plain, p.JudgedFirst) != decides {
					t.Fatalf("%d decide:\n%s", c.Decide, plain)
				}
				if strings.Contains(plain, p.JudgedGaps) != (open && !decides) {
					t.Fatalf("open %t, %d decide:\n%s", open, c.Decide, plain)
				}
				seen[decides]++
			}
		}
	}
	if len(seen) < 2 {
		t.Errorf("seen %v", seen)
	}
}
