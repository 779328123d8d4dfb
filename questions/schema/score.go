package schema

// Score gives the schema of a line that a batch writes for one case. Like results
// lines say what was written: every field that is always there is required, and
// others are let through.
func Score() []byte {
	always := []string{"samklar_score", "tool", "source"}
	scored := []string{
		"case", "path", "settled", "dimensions", "overall", "answered", "all_top", "open", "pivotal", "pivotal_exact", "advice", "pattern", "answers", "banks",
	}
	body := append(open(always, object{
		{"samklar_score", object{{"description", "The version of the format."}, {"const", format}}},
		{"tool", filled("The version of samklar that wrote it.")},
		{"source", filled("The file, with the line where it holds several cases.")},
		{"errors", describe("What is wrong with a case that could not be read: then there is nothing else.", append(listOf(ref("error")), member{"minItems", 1}))},
		{"case", describe("The collaboration assessed.", open(nil, object{
			{"title", filled("What it is called.")},
			{"place", filled("Where it works.")},
			{"as_of", object{{"description", "The date that the answers are about."}, {"type", "string"}, {"pattern", whole(datePattern)}}},
		}))},
		{"path", describe("The conclusion, one step for each bank; none where no bank has an ending.", listOf(ref("step")))},
		{"beyond", described("id", "The bank, not scored, that it would go on with.")},
		{"settled", flag("No missing answer can change the conclusion.")},
		{"dimensions", describe("The score of every dimension, in bank order.", listOf(append(ref("score"), member{"required", []string{"dimension"}})))},
		{"overall", describe("The score of every scale as a whole.", listOf(append(ref("score"), member{"properties", none("dimension")})))},
		{"weakest", described("ref", "The dimension that is the weakest link: of the first scale of which one is known.")},
		{"answered", integer("How many questions have a level.", 0, maxAnswers)},
		{"all_top", flag("There are some, and all of them have the highest.")},
		{"open", described("refs", "Questions without a level that are asked.")},
		{"pivotal", described("refs", "Open questions that can change the code of the first step with several.")},
		{"pivotal_exact", flag("false: the pivotal questions are only possibly so.")},
		{"advice", described("refs", "What to do, first things first: the ids of the deciding banks' advice.")},
		{"pattern", object{{"description", "The same for cases that chose the same levels."}, {"type", "string"}, {"pattern", "^[0-9a-f]{16}$"}}},
		{"answers", described("digest", "The digest of everything that was recorded for these banks.")},
		{"banks", describe("The banks that were scored.", append(listOf(ref("bank")), member{"minItems", 1}))},
		{"respondent", describe("Who gave the answers; with notes only.", append(open(nil, object{
			{"name", filled("Their name.")},
			{"organisation", filled("Their organisation.")},
			{"role", filled("Their part in the collaboration.")},
		}), member{"minProperties", 1}))},
		{"notes", describe("The answers with a note or evidence, by bank; with notes only.", append(
			mapOf(append(listOf(ref("answer")), member{"minItems", 1})), member{"minProperties", 1}))},
	}), either(object{{"required", []string{"errors"}}},
		object{{"properties", none(scored...)}},
		object{{"required", scored}})...)
	return document("score", "samklar score", "A line that says what follows from the answers of one case of many.",
		append(body, member{"$defs", scoreDefs()}))
}

// maxAnswers is more than a case ever has.
const maxAnswers = 1_000_000

func scoreDefs() object {
	codes := append(listOf(ref("id")), member{"uniqueItems", true})
	return object{
		{"id", object{{"type", "string"}, {"pattern", whole(idPattern)}}},
		{"ref", object{{"type", "string"}, {"pattern", whole(idPattern + `\.` + idPattern)}}},
		{"refs", append(listOf(ref("ref")), member{"uniqueItems", true})},
		{"digest", object{{"type", "string"}, {"pattern", "^sha256:[0-9a-f]{64}$"}}},
		{"error", open([]string{"code", "message"}, object{
			{"file", filled("The file, where that is not the source.")},
			{"line", integer("The line of the file, from 1.", 1, maxCases)},
			{"column", integer("The character of the line, from 1.", 1, maxCases)},
			{"code", object{{"description", "What kind of problem it is: a word that stays."}, {"type", "string"}, {"pattern", whole(idPattern)}}},
			{"message", filled("What was found, and what was expected.")},
		})},
		{"step", append(open([]string{"bank", "codes", "settled"}, object{
			{"bank", described("id", "The bank.")},
			{"codes", describe("Every outcome or verdict that some completion gives.", append(codes, member{"minItems", 1}))},
			{"settled", flag("There is one code.")},
		}), either(when("settled", true),
			object{{"properties", object{{"codes", object{{"maxItems", 1}}}}}},
			object{{"properties", object{{"codes", object{{"minItems", 2}}}}}})...)},
		{"score", open([]string{"bank", "low", "high", "known"}, object{
			{"bank", described("id", "The bank.")},
			{"dimension", described("id", "The dimension.")},
			{"low", integer("The lowest score of any completion, in percent.", 0, maxPercent)},
			{"high", integer("The highest, in percent.", 0, maxPercent)},
			{"known", flag("Some question has a level.")},
		})},
		{"bank", open([]string{"bank", "version", "rules", "role", "codes"}, object{
			{"bank", described("id", "The bank.")},
			{"version", integer("Its version.", 1, maxVersion)},
			{"rules", described("digest", "The digest of everything that decides.")},
			{"role", word("What it has to do with the conclusions.", []string{"aside", "conditional", "deciding"})},
			{"codes", describe("The outcomes or verdicts that completions reach; none where the bank has none.", codes)},
		})},
		{"answer", open([]string{"question", "level"}, object{
			{"question", described("id", "The question.")},
			{"level", described("id", "A level of the question, unknown or not-applicable.")},
			{"note", append(filled("What was said, or why."), member{"maxLength", maxNote})},
			{"evidence", object{
				{"description", "Where to look it up."},
				{"type", "array"},
				{"minItems", 1},
				{"maxItems", maxEvidence},
				{"items", object{{"type", "string"}, {"minLength", 1}}},
			}},
			{"stale", filled("The level given when the question meant something else.")},
		})},
	}
}
