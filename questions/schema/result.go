package schema

import "collectiveimpact/samklar/questions"

// Result gives the schema of a result. Results say what was written, so every
// field that is always there is required; fields may be added within a version
// of the format, so others are let through.
func Result() []byte {
	body := open([]string{"samklar_result", "tool", "case", "settled", "conclusions", "banks", "advice", "not_deciding", "edges", "answers"}, object{
		{"samklar_result", object{{"description", "The version of the format."}, {"const", format}}},
		{"tool", filled("The version of samklar that wrote it.")},
		{"case", describe("The collaboration assessed.", open(nil, object{
			{"title", filled("What it is called.")},
			{"place", filled("Where it works.")},
			{"as_of", object{{"description", "The date that the answers are about."}, {"type", "string"}, {"pattern", whole(datePattern)}}},
		}))},
		{"respondent", describe("Who gave the answers.", append(open(nil, object{
			{"name", filled("Their name.")},
			{"organisation", filled("Their organisation.")},
			{"role", filled("Their part in the collaboration.")},
		}), member{"minProperties", 1}))},
		{"settled", flag("No missing answer can change the conclusion, the first of conclusions.")},
		{"conclusions", describe("One for each bank that no other leads to.", listOf(ref("conclusion")))},
		{"banks", describe("The banks that were scored.", listOf(ref("bank")))},
		{"advice", describe("What to do, first things first.", listOf(ref("advice")))},
		{"not_deciding", describe("Advice of banks that do not decide.", listOf(ref("advice")))},
		{"edges", describe("Answers that stand on the edge of a threshold.", listOf(ref("edge")))},
		{"answers", described("digest", "The digest of everything that was recorded for these banks.")},
	})
	return document("result", "samklar result", "What follows from the answers of one case.",
		append(body, member{"$defs", resultDefs()}))
}

// open is an object with these properties and any others.
func open(required []string, properties object) object {
	o := object{{"type", "object"}}
	if len(required) > 0 {
		o = append(o, member{"required", required})
	}
	return append(o, member{"properties", properties})
}

// filled is a text that is left out where it is empty.
func filled(description string) object {
	return object{{"description", description}, {"type", "string"}, {"minLength", 1}}
}

func resultDefs() object {
	path := object{
		{"path", describe("One step for each bank.", listOf(ref("step")))},
		{"beyond", described("id", "The bank, not scored, that it would go on with.")},
		{"branches", describe("What lies behind single codes of the last step.", append(listOf(ref("branch")), member{"minItems", 1}))},
	}
	someStep := object{{"properties", object{{"path", object{{"minItems", 1}}}}}}
	counted := func(description string) object { return integer(description, 0, questions.MaxQuestions) }
	score := object{
		{"low", integer("The lowest score of any completion, in percent.", 0, maxPercent)},
		{"high", integer("The highest, in percent.", 0, maxPercent)},
		{"low_band", described("id", "The band of the lowest.")},
		{"high_band", described("id", "The band of the highest.")},
		{"known", flag("Some question has a level.")},
	}
	scored := []string{"low", "high", "low_band", "high_band", "known"}
	return object{
		{"id", object{{"type", "string"}, {"pattern", whole(idPattern)}}},
		{"ids", object{{"type", "array"}, {"items", ref("id")}, {"uniqueItems", true}}},
		{"digest", object{{"type", "string"}, {"pattern", "^sha256:[0-9a-f]{64}$"}}},
		{"conclusion", append(append(open([]string{"path", "settled", "pivotal", "pivotal_exact", "later"}, append(path,
			member{"settled", flag("Every step has one code.")},
			member{"open_step", described("id", "The first bank with several codes.")},
			member{"pivotal", describe("Open questions of the open step that can change its code.", listOf(ref("question")))},
			member{"pivotal_exact", flag("false: the pivotal questions are only possibly so.")},
			member{"later", describe("Open questions of the banks that may lie behind the open step.", listOf(ref("question")))},
		)), either(when("settled", true),
			object{{"properties", none("open_step")}},
			object{{"required", []string{"open_step"}}})...), member{"allOf", []object{someStep}})},
		{"step", append(open([]string{"bank", "codes", "settled"}, object{
			{"bank", ref("id")},
			{"codes", describe("Every outcome or verdict that some completion gives.", append(ref("ids"), member{"minItems", 1}))},
			{"settled", flag("There is one code.")},
		}), either(when("settled", true),
			object{{"properties", object{{"codes", object{{"maxItems", 1}}}}}},
			object{{"properties", object{{"codes", object{{"minItems", 2}}}}}})...)},
		{"branch", append(
			open([]string{"if", "path"}, append(object{{"if", described("id", "The code that this lies behind.")}}, path...)),
			member{"anyOf", []object{someStep, {{"required", []string{"beyond"}}}}},
		)},
		{"question", open([]string{"bank", "question"}, object{{"bank", ref("id")}, {"question", ref("id")}})},
		{"edge", append(open([]string{"bank", "question"}, object{
			{"bank", ref("id")},
			{"question", ref("id")},
			{"down", described("ids", "The codes of its bank with one level less.")},
			{"up", described("ids", "The codes of its bank with one level more.")},
		}), member{"anyOf", []object{{{"required", []string{"down"}}}, {{"required", []string{"up"}}}}})},
		{"bank", append(open(
			[]string{"bank", "version", "kind", "rules", "texts", "language", "role", "codes", "codes_exact", "answers"}, object{
				{"bank", ref("id")},
				{"version", integer("The bank's version.", 1, maxVersion)},
				{"kind", word("What its rules look like.", []questions.Kind{questions.Tree, questions.Scale})},
				{"rules", described("digest", "The digest of everything that decides.")},
				{"texts", described("digest", "The digest of the texts in the language.")},
				{"language", word("The language of its texts.", questions.Languages())},
				{"role", word("What it has to do with the conclusions.", []string{"aside", "conditional", "deciding"})},
				{"codes", described("ids", "The outcomes or verdicts that completions reach; none where the bank has none.")},
				{"codes_exact", flag("false: codes are all from the best to the worst.")},
				{"nodes", object{{"type", "array"}, {"minItems", 1}, {"maxItems", questions.MaxNodes}, {"items", ref("node")}}},
				{"dimensions", object{{"type", "array"}, {"minItems", 1}, {"maxItems", questions.MaxDimensions}, {"items", ref("dimension")}}},
				{"overall", open(scored, score)},
				{"weakest", described("id", "The dimension that is the weakest link.")},
				{"findings", append(listOf(ref("finding")), member{"minItems", 1})},
				{"answers", describe("The questions that something is recorded of.", append(listOf(ref("answer")), member{"maxItems", questions.MaxQuestions}))},
			}), either(when("kind", questions.Tree),
			object{{"required", []string{"nodes"}}, {"properties", none("dimensions", "overall", "weakest")}},
			object{{"required", []string{"dimensions", "overall"}}, {"properties", none("nodes")}})...)},
		{"node", open([]string{"node", "status", "reachable", "certain", "possible", "needs"}, object{
			{"node", ref("id")},
			{"status", word("Whether it is passed.", []string{"open", "passed", "failed"})},
			{"reachable", flag("Some completion's walk comes here.")},
			{"certain", counted("How many questions surely pass.")},
			{"possible", counted("How many questions pass or are open.")},
			{"needs", integer("How many must pass.", 1, questions.MaxQuestions)},
		})},
		{"dimension", open(append([]string{"dimension"}, scored...), append(object{{"dimension", ref("id")}}, score...))},
		{"finding", open([]string{"finding", "holds"}, object{
			{"finding", ref("id")},
			{"holds", word("In no completion, in some, or in all.", []string{"no", "possible", "yes"})},
		})},
		{"answer", open([]string{"question", "level"}, object{
			{"question", ref("id")},
			{"level", described("id", "A level of the question, unknown or not-applicable.")},
			{"note", append(filled("What was said, or why."), member{"maxLength", maxNote})},
			{"evidence", object{{"type", "array"}, {"minItems", 1}, {"maxItems", maxEvidence}, {"items", object{{"type", "string"}, {"minLength", 1}}}}},
			{"stale", filled("The level given when the question meant something else.")},
		})},
		{"advice", append(open([]string{"bank", "advice", "who", "when", "blocks"}, object{
			{"bank", ref("id")},
			{"advice", ref("id")},
			{"who", word("Who does it.", questions.Who())},
			{"when", word("By when.", questions.When())},
			{"blocks", flag("It would lift what stands in the way.")},
			{"question", described("id", "The question it comes from.")},
			{"finding", described("id", "The finding it comes from.")},
			{"ending", described("id", "The outcome or verdict it comes from.")},
			{"source", object{{"type", "string"}, {"pattern", whole(idPattern + "(#" + idPattern + ")?")}}},
		}), member{"oneOf", []object{
			{{"required", []string{"question"}}}, {{"required", []string{"finding"}}}, {{"required", []string{"ending"}}},
		}})},
	}
}
