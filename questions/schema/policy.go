package schema

import (
	"slices"

	"collectiveimpact/samklar/questions"
)

// Policy gives the schema of policies. It lists the codes, the dimensions and the
// questions of the banks, in the language that each bank's texts are in, so that an
// editor can offer them.
func Policy(banks []*questions.Bank) []byte {
	var codes, complete, evidence []object
	floors, answers := object{}, object{}
	for _, b := range banks {
		if len(b.Endings) == 0 {
			continue // it is on no path, so that no rule on it would count
		}
		for _, e := range b.Endings {
			codes = append(codes, object{{"const", b.ID + ":" + e.ID}, {"description", e.Title}})
		}
		complete = append(complete, object{{"const", b.ID}, {"description", b.Title}})
		least, dimensions := object{}, object{}
		for i := range b.Questions {
			q := &b.Questions[i]
			evidence = append(evidence, object{{"const", b.ID + "." + q.ID}, {"description", q.Ask}})
			// A policy is written by hand: no other writer makes numbers of its levels.
			least = append(least, member{q.ID, object{{"description", q.Ask}, {"anyOf", slices.DeleteFunc(levels(q), func(o object) bool { return len(o) == 1 })}}})
		}
		answers = append(answers, member{b.ID, describe(b.Title, some(least))})
		for i := range b.Dimensions {
			d := &b.Dimensions[i]
			dimensions = append(dimensions, member{d.ID, integer(d.Title, 0, maxPercent)})
		}
		if len(dimensions) > 0 {
			floors = append(floors, member{b.ID, describe(b.Title, some(dimensions))})
		}
	}
	body := closed([]string{"samklar-policy"}, object{
		{"samklar-policy", object{{"description", "The version of the format."}, {"const", format}}},
		{"title", describe("What the round is called.", text())},
		{"require", oneOrMore("Conclusions of which any will do: the path must have one of these codes.", codes)},
		{"floors", describe("What single dimensions must count as at least, in percent, by bank. A total has no floor.", some(floors))},
		{"answers", describe("The lowest levels that answers may have, by bank. Not-applicable is none.", some(answers))},
		{"complete", oneOrMore("Banks of which every question that is asked needs an answer; unknown is one.", complete)},
		{"evidence", oneOrMore("Questions whose answer needs a level and a source.", evidence)},
	})
	var kinds []object
	for _, rule := range []string{"require", "floors", "answers", "complete", "evidence"} {
		kinds = append(kinds, object{{"required", []string{rule}}})
	}
	return document("policy", "samklar policy", "What is required of a case, apart from the banks.", append(body, member{"anyOf", kinds}))
}

// some is a map of these members, of which there is at least one.
func some(members object) object { return append(closed(nil, members), member{"minProperties", 1}) }

// oneOrMore is a list of different ones of these.
func oneOrMore(description string, items []object) object {
	item := object{{"anyOf", items}}
	if len(items) == 0 {
		item = object{{"not", object{}}}
	}
	return object{{"description", description}, {"type", "array"}, {"minItems", 1}, {"uniqueItems", true}, {"items", item}}
}
