package group_test

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/group"

	"pgregory.net/rapid"
)

// round makes cases judged by some of a few assessors each.
func round(t *rapid.T, s *assess.Selection) []group.Judged {
	all := make([]group.Judged, rapid.IntRange(1, 4).Draw(t, "cases"))
	for i := range all {
		for _, name := range rapid.Permutation([]string{"Ann", "Bo", "Cy", "Di"}).Draw(t, "names")[:rapid.IntRange(1, 4).Draw(t, "assessors")] {
			p := group.Person{Respondent: assess.Respondent{Name: name, Organisation: "Fund"}, Entries: make(assess.Entries)}
			for _, b := range s.Banks {
				for q := range b.Questions {
					p.Entries[b.ID] = append(p.Entries[b.ID], assess.Entry{Choice: rapid.SampledFrom(said(&b.Questions[q])).Draw(t, "says")})
				}
			}
			all[i].People = append(all[i].People, p)
		}
	}
	return all
}

// middle is where an answer stands, in levels.
func middle(s *assess.Selection, p *group.Person, bank, q int) (float64, bool) {
	c := p.Entries[s.Banks[bank].ID][q].Choice
	low, high := c.Possible(&s.Banks[bank].Questions[q])
	return float64(low+high) / 2, c.Leveled()
}

// TestStandings works out where an assessor stands in the plainest way, question by
// question, and wants the same; and wants all of them together to stand at nought.
func TestStandings(t *testing.T) {
	s := selection(t)
	apart := false
	rapid.Check(t, func(t *rapid.T) {
		cases := round(t, s)
		got := group.Assessors(s, cases)
		zero := new(big.Rat)
		for i := range got {
			name := got[i].Name
			sum, answers, above, same, common := 0.0, 0, 0, 0, 0
			for c := range cases {
				people, in := cases[c].People, false
				me := slices.IndexFunc(people, func(p group.Person) bool { return p.Name == name })
				if me < 0 {
					continue
				}
				for bank := range s.Banks {
					for q := range s.Banks[bank].Questions {
						mine, ok := middle(s, &people[me], bank, q)
						others, n := 0.0, 0
						for p := range people {
							if theirs, has := middle(s, &people[p], bank, q); has && p != me {
								others, n = others+theirs, n+1
							}
						}
						if !ok || n == 0 {
							continue
						}
						in = true
						answers++
						sum += mine - others/float64(n)
						switch {
						case mine*float64(n) > others:
							above++
						case mine*float64(n) == others:
							same++
						}
					}
				}
				if in {
					common++
				}
			}
			want := fmt.Sprintf("%.6f %d %d %d %d", 0.0, common, answers, above, same)
			if answers > 0 {
				want = fmt.Sprintf("%.6f %d %d %d %d", sum/float64(answers)+1e-12, common, answers, above, same)
			}
			levels, _ := got[i].Levels.Float64()
			if is := fmt.Sprintf("%.6f %d %d %d %d", levels+1e-12, got[i].Cases, got[i].Answers, got[i].Above, got[i].Same); is != want && fmt.Sprint("-", is) != want && is != fmt.Sprint("-", want) {
				t.Fatalf("%s: %s, want %s", name, is, want)
			}
			if got[i].Above+got[i].Same+got[i].Below != answers {
				t.Fatalf("%s: %+v do not add up", name, got[i])
			}
			apart = apart || got[i].Levels.Sign() > 0
			zero.Add(zero, new(big.Rat).Mul(got[i].Levels, big.NewRat(int64(answers), 1)))
			if i > 0 && got[i].Answers > 0 && got[i-1].Levels.Cmp(got[i].Levels) < 0 {
				t.Fatalf("%v stands behind %v", got[i], got[i-1])
			}
		}
		if zero.Sign() != 0 {
			t.Fatalf("all together stand at %v", zero)
		}
	})
	if !apart {
		t.Error("nobody stood above the others")
	}
}

// TestHarsher lowers every answer of one assessor of two by a level: the figure falls by
// a level exactly, whatever the cases were like.
func TestHarsher(t *testing.T) {
	s := selection(t)
	rapid.Check(t, func(t *rapid.T) {
		cases := make([]group.Judged, rapid.IntRange(1, 5).Draw(t, "cases"))
		for i := range cases {
			for _, name := range []string{"Ann", "Bo"} {
				one := says(assess.Choice(rapid.IntRange(1, 3).Draw(t, "says")))[0]
				one.Name = name
				cases[i].People = append(cases[i].People, one)
			}
		}
		of := func(name string) *big.Rat {
			all := group.Assessors(s, slices.Clone(cases))
			return all[slices.IndexFunc(all, func(s group.Standing) bool { return s.Name == name })].Levels
		}
		before := of("Ann")
		if other := of("Bo"); new(big.Rat).Add(before, other).Sign() != 0 {
			t.Fatalf("of two, one stands at %v and the other at %v", before, other)
		}
		for i := range cases {
			cases[i].People[0].Entries["room"][0].Choice--
		}
		if fall := new(big.Rat).Sub(before, of("Ann")); fall.Cmp(big.NewRat(1, 1)) != 0 {
			t.Fatalf("every answer a level lower is %v lower", fall)
		}
	})
}

// TestJudged wants assessors of one organisation to be heard each for themselves, and the
// cases first in which most differences decide.
func TestJudged(t *testing.T) {
	s := selection(t)
	rapid.Check(t, func(t *rapid.T) {
		cases := round(t, s)
		group.Assessors(s, cases)
		for i := range cases {
			c := &cases[i]
			if alone := len(c.People) == 1; alone != (c.Group == nil) || !alone && len(c.Group.Voices) != len(c.People) {
				t.Fatalf("%d have judged, heard as %+v", len(c.People), c.Group)
			}
			if i > 0 && cases[i-1].Decide < c.Decide {
				t.Fatal("a case in which more decides stands behind another")
			}
			if c.Group == nil {
				continue
			}
			decide := 0
			for q := range c.Group.Questions {
				if one := &c.Group.Questions[q]; one.Place == group.Decides && one.Differ() {
					decide++
				}
			}
			if decide != c.Decide || c.Decide > 0 && c.Group.Result.Settled() {
				t.Fatalf("%d decide, want %d", c.Decide, decide)
			}
		}
	})
}

// TestNamed knows an assessor again by name and organisation, and nobody who is not named.
func TestNamed(t *testing.T) {
	s := selection(t)
	of := func(name, organisation string) group.Person {
		p := group.Person{Respondent: assess.Respondent{Name: name, Organisation: organisation}, Entries: make(assess.Entries)}
		for _, b := range s.Banks {
			p.Entries[b.ID] = make([]assess.Entry, len(b.Questions)) // the lowest level of each
		}
		return p
	}
	cases := []group.Judged{
		{People: []group.Person{of("Ann", "Fund"), of("", "Fund"), of("", "Fund"), of("ann", "City")}},
		{People: []group.Person{of(" ANN", "fund "), of("", "Fund")}},
	}
	var known []string
	for _, st := range group.Assessors(s, cases) {
		known = append(known, fmt.Sprintf("%s/%s %d", st.Name, st.Organisation, st.Cases))
	}
	slices.Sort(known)
	if want := []string{"/Fund 1", "/Fund 1", "/Fund 1", "Ann/Fund 2", "ann/City 1"}; !slices.Equal(known, want) {
		t.Errorf("%q, want %q", known, want)
	}
	for _, a := range cases[0].People {
		for _, b := range cases[1].People {
			if is, want := group.Same(a.Respondent, b.Respondent), a.Name == "Ann" && b.Name == " ANN"; is != want {
				t.Errorf("%+v and %+v are the same: %t, want %t", a.Respondent, b.Respondent, is, want)
			}
		}
	}
}
