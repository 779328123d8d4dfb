package schema

import (
	"slices"
	"strings"

	"collectiveimpact/samklar/questions"
)

// Mapping gives the schema of what a person says of a table. It lists the questions and
// levels of the banks, in the language that each bank's texts are in, so that an editor
// can offer them; the reader takes a question by its id alone, and by its text, too.
func Mapping(banks []*questions.Bank) []byte {
	columns, levels := object{}, object{}
	for _, b := range banks {
		for i := range b.Questions {
			q := &b.Questions[i]
			columns = append(columns, member{b.ID + "." + q.ID, described("columns", q.Ask)})
			levels = append(levels, member{b.ID + "." + q.ID, object{
				{"description", q.Ask}, {"type", "object"}, {"additionalProperties", object{{"anyOf", answersOf(q)}}},
			}})
		}
	}
	column := object{{"description", "The heading of a column, as it stands in the table."}, {"type", append(scalar(), "null")}, {"pattern", `\S`}}
	fields := func(names ...string) object {
		var all object
		for _, name := range names {
			all = append(all, member{name, ref("column")})
		}
		return all
	}
	body := closed([]string{"samklar-map"}, object{
		{"samklar-map", object{{"description", "The version of the format."}, {"const", format}}},
		{"case", section("The columns of the case.", append(fields("id", "title", "place"), member{"as-of", object{
			{"description", "The column of the date, or that and the order of day, month and year."},
			{"anyOf", []object{ref("column"), closed([]string{"column"}, object{
				{"column", ref("heading")}, {"order", object{{"enum", []string{"dmy", "mdy", "ymd"}}}},
			})}},
		}}))},
		{"respondent", section("The columns of who answered.", fields("name", "organisation", "role"))},
		{"questions", object{
			{"description", "The columns of each answer."},
			{"type", []string{"object", "null"}},
			{"properties", columns},
			{"additionalProperties", ref("columns")},
		}},
		{"levels", object{
			{"description", "What stands in the table for a level, by question: a text, and the level that it is."},
			{"type", []string{"object", "null"}},
			{"properties", levels},
			{"additionalProperties", object{{"type", "object"}, {"additionalProperties", ref("heading")}}},
		}},
		{"cells", object{
			{"description", "Single cells, mended: a level, two with .. between, or unknown."},
			{"type", []string{"object", "null"}},
			{"additionalProperties", ref("heading")},
		}},
		{"unknown", described("words", "Further words for “we don't know”.")},
		{"ignore", described("words", "Columns that are not used, or how their headings begin, with a star behind.")},
	})
	return document("mapping", "samklar mapping", "What a person knows of a table and its words do not say, for samklar import.",
		append(body, member{"$defs", object{
			{"column", column},
			{"heading", text()},
			{"columns", object{{"anyOf", []object{ref("column"), closed(nil, object{
				{"column", ref("heading")}, {"note", ref("heading")}, {"evidence", ref("heading")},
			})}}}},
			{"words", object{{"type", []string{"array", "null"}}, {"items", ref("heading")}}},
		}}))
}

// answersOf lists what a text in a table may stand for.
func answersOf(q *questions.Question) []object {
	all := slices.DeleteFunc(levels(q), func(o object) bool { // true and false are no levels here
		return slices.ContainsFunc(o, func(m member) bool { return m.key == "not" })
	})
	all = append(all, object{{"const", unknown}})
	if q.Optional {
		all = append(all, object{{"const", notApplicable}})
	}
	id := "(" + strings.Join(q.LevelIDs(), "|") + ")"
	return append(all, object{{"description", "Two levels that it lies between, the lower first."}, {"type", "string"}, {"pattern", whole(id + `\s*\.\.\s*` + id)}})
}
