package schema_test

import (
	"bytes"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/comparefile"
	"collectiveimpact/samklar/assess/group"
	"collectiveimpact/samklar/questions"
)

// TestGroupsFit writes groups of every kind, and wants the schema to take them.
func TestGroupsFit(t *testing.T) {
	s := compile(t, comparefile.GroupSchema())
	banks, err := questions.NewLibrary("en").Select([]string{"when", "stagnation"}, true)
	if err != nil {
		t.Fatal(err)
	}
	selection := assess.Select(banks)
	answered := func(name string, at func(q *questions.Question) assess.Choice) group.Person {
		p := group.Person{Respondent: assess.Respondent{Name: name}, Role: "residents", Entries: make(assess.Entries)}
		for _, b := range banks {
			for i := range b.Questions {
				p.Entries[b.ID] = append(p.Entries[b.ID], assess.Entry{Choice: at(&b.Questions[i])})
			}
		}
		return p
	}
	people := []group.Person{
		answered("a", func(*questions.Question) assess.Choice { return 0 }),
		answered("b", func(q *questions.Question) assess.Choice { return assess.Choice(len(q.Levels) - 1) }),
		answered("c", func(*questions.Question) assess.Choice { return assess.Between(0, 1) }),
		answered("d", func(*questions.Question) assess.Choice { return assess.Unknown }),
		answered("e", func(q *questions.Question) assess.Choice {
			if q.Optional {
				return assess.NotApplicable
			}
			return assess.Unanswered
		}),
		answered("", func(*questions.Question) assess.Choice { return 1 }),
	}
	for n := 2; n <= len(people); n++ {
		for _, open := range []bool{false, true} {
			var out bytes.Buffer
			c := assess.Case{Title: "T", AsOf: "2026"}
			if err := comparefile.WriteGroup(&out, c, "2025", group.Of(selection, people[:n]), open, "1.2.3"); err != nil {
				t.Fatal(err)
			}
			fits(t, s, "a group", parseJSON(t, out.Bytes()))
		}
	}
}

// TestAssessorsFit writes rounds of assessors, open and not, and wants the schema to take them.
func TestAssessorsFit(t *testing.T) {
	s := compile(t, comparefile.AssessorsSchema())
	banks, err := questions.NewLibrary("en").Select([]string{"when"}, true)
	if err != nil {
		t.Fatal(err)
	}
	selection := assess.Select(banks)
	judge := func(name string, level assess.Choice) group.Person {
		p := group.Person{Respondent: assess.Respondent{Name: name, Organisation: "Fund"}, Entries: make(assess.Entries)}
		for range banks[0].Questions {
			p.Entries["when"] = append(p.Entries["when"], assess.Entry{Choice: level})
		}
		return p
	}
	for _, cases := range [][]group.Judged{
		{},
		{{Case: assess.Case{ID: "1"}, People: []group.Person{judge("a", 0)}}},
		{{Case: assess.Case{ID: "1", AsOf: "2026"}, People: []group.Person{judge("a", 1), judge("b", 0)}}, {Case: assess.Case{Title: "T"}, People: []group.Person{judge("c", assess.Unknown)}}},
	} {
		standings := group.Assessors(selection, cases)
		for _, open := range []bool{false, true} {
			var out bytes.Buffer
			if err := comparefile.WriteAssessors(&out, cases, standings, 1, 2, open, "1.2.3"); err != nil {
				t.Fatal(err)
			}
			fits(t, s, "assessors", parseJSON(t, out.Bytes()))
		}
	}
}
