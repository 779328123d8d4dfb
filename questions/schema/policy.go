package schema

import "collectiveimpact/samklar/questions"

// Policy gives the schema of policies. It lists the codes and the dimensions of
// the banks, in the language that each bank's texts are in, so that an editor
// can offer them.
func Policy(banks []*questions.Bank) []byte {
	var codes []object
	floors := object{}
	for _, b := range banks {
		for _, e := range b.Endings {
			codes = append(codes, object{{"const", b.ID + ":" + e.ID}, {"description", e.Title}})
		}
		if b.Kind != questions.Scale {
			continue
		}
		dimensions := object{}
		for i := range b.Dimensions {
			d := &b.Dimensions[i]
			dimensions = append(dimensions, member{d.ID, integer(d.Title, 0, maxPercent)})
		}
		floors = append(floors, member{b.ID, describe(b.Title, append(closed(nil, dimensions), member{"minProperties", 1}))})
	}
	item := object{{"anyOf", codes}}
	if len(codes) == 0 {
		item = object{{"not", object{}}}
	}
	body := closed([]string{"samklar-policy"}, object{
		{"samklar-policy", object{{"description", "The version of the format."}, {"const", format}}},
		{"title", describe("What the round is called.", text())},
		{"require", object{
			{"description", "Conclusions that will do: one of them must be the only code of a step."},
			{"type", "array"},
			{"minItems", 1},
			{"uniqueItems", true},
			{"items", item},
		}},
		{"floors", describe("The least score of single dimensions, in percent, by bank. A total has no floor.",
			append(closed(nil, floors), member{"minProperties", 1}))},
	})
	return document("policy", "samklar policy", "What is required of a case, apart from the banks.",
		append(body, member{"anyOf", []object{{{"required", []string{"require"}}}, {{"required", []string{"floors"}}}}}))
}
