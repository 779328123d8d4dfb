package schema

import "collectiveimpact/samklar/questions"

// Overlay gives the schema of an overlay, a bank's texts in a further language.
// Which ids there are it leaves to the bank.
func Overlay() []byte {
	titled := fields("title")
	ending := fields("title", "short", "text", "advice")
	body := closed([]string{"bank", "language"}, object{
		{"bank", object{{"description", "The bank that the texts belong to."}, {"type", scalar()}, {"pattern", whole(idPattern)}, {"minimum", 0}}},
		{"language", word("The language of the texts.", questions.Languages())},
		{"title", ref("text")},
		{"about", ref("text")},
		{"sources", mapOf(titled)},
		{"scales", mapOf(ref("texts"))},
		{"nodes", mapOf(titled)},
		{"dimensions", mapOf(titled)},
		{"questions", mapOf(fields("ask", "listen-for", "levels", "advice"))},
		{"bands", mapOf(titled)},
		{"outcomes", mapOf(ending)},
		{"verdicts", mapOf(ending)},
		{"findings", mapOf(ending)},
		{"made-from", object{
			{"description", "Written by samklar questions stamp: text id to digest of the original."},
			{"type", "object"},
			{"propertyNames", object{{"pattern", "^[a-z0-9.-]+$"}}},
			{"additionalProperties", ref("text")},
		}},
	})
	body = append(body,
		// A bank is a tree or a scale.
		member{"if", object{{"anyOf", []object{{{"required", []string{"nodes"}}}, {{"required", []string{"outcomes"}}}}}}},
		member{"then", object{{"properties", none("dimensions", "bands", "verdicts")}}},
		member{"$defs", object{
			{"text", text()},
			{"texts", mapOf(ref("text"))},
		}},
	)
	return document("overlay", "samklar overlay", "A bank's texts in a further language, by id.", body)
}

// fields is a map of texts by name; levels and advice are maps by id.
func fields(names ...string) object {
	var all object
	for _, name := range names {
		value := "text"
		if name == "levels" || name == "advice" {
			value = "texts"
		}
		all = append(all, member{name, ref(value)})
	}
	return closed(nil, all)
}
