package report_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/view"
)

// No step is due before one that it comes after: drawn answers to every bank.
func TestStepsAreDueInOrder(t *testing.T) {
	lib := questions.NewLibrary("en")
	banks, err := lib.Select(lib.IDs(), true)
	if err != nil {
		t.Fatal(err)
	}
	selection := assess.Select(banks)
	rng := rand.New(rand.NewPCG(13, 13))
	pairs, moved := 0, 0
	for range 60 {
		entries := make(assess.Entries)
		for _, b := range banks {
			highest := rng.IntN(4)
			for q := range b.Questions {
				c := assess.Choice(min(rng.IntN(highest+1), len(b.Questions[q].Levels)-1))
				entries[b.ID] = append(entries[b.ID], assess.Entry{Choice: c})
			}
		}
		r := selection.Evaluate(entries.Answers())
		in := &report.Input{Case: assess.Case{AsOf: "2026-01-15"}, Result: r, Outlook: selection.Outlook(r), Entries: entries, Titles: func(id string) string { return id }, Lang: "en"}
		due := make(map[string]int) // the months until a step is due
		for _, s := range report.Build(in).Sections {
			for _, block := range s.Blocks {
				steps, _ := block.(view.Steps)
				for _, step := range steps.Steps {
					for months, date := range map[int]string{1: "15 February 2026", 3: "15 April 2026", 12: "15 January 2027"} {
						if slices.Contains([]string{"now – by " + date, "within three months – by " + date, "within a year – by " + date}, step.When) {
							due[step.ID] = months
						}
					}
					if due[step.ID] == 0 {
						t.Fatalf("%s is due %q, which is no time", step.ID, step.When)
					}
				}
			}
		}
		for i := range r.Advice {
			g := &r.Advice[i]
			id := func(advice string) string { return fmt.Sprintf("step--%s--%s", r.Banks[g.Bank].Bank.ID, advice) }
			for _, before := range g.Advice.After {
				if due[id(before)] == 0 {
					continue // it is not given
				}
				if pairs++; due[id(g.Advice.ID)] < due[id(before)] {
					t.Errorf("%s is due before %s", id(g.Advice.ID), id(before))
				}
				if g.Advice.When == "now" && due[id(g.Advice.ID)] > 1 {
					moved++
				}
			}
		}
	}
	if pairs < 100 || moved < 10 {
		t.Errorf("%d steps that come after another, %d of them later than by themselves: too few to say anything", pairs, moved)
	}
}
