package schema

import "collectiveimpact/samklar/questions"

// What the parser of banks says of its format.
const (
	maxWeight  = 3
	maxYear    = 9999
	maxPercent = 100
)

// Bank gives the schema of a bank, a tree or a scale.
func Bank() []byte {
	tree, scale := string(questions.Tree), string(questions.Scale)
	body := object{
		{"type", "object"},
		{"required", []string{"bank", "version", "kind", "language", "title"}},
		{"properties", object{
			{"bank", described("id", "The bank's id; the file is named for it.")},
			{"version", integer("Raised whenever an id, a level, a rule or a weight changes.", 1, maxVersion)},
			{"kind", object{{"anyOf", []object{
				{{"const", tree}, {"description", "Nodes passed or failed, from a start to an outcome."}},
				{{"const", scale}, {"description", "Dimensions scored, a verdict over all."}},
			}}}},
			{"language", word("The language of the texts in this file.", questions.Languages())},
			{"title", described("text", "What the bank is called.")},
			{"about", described("text", "What it is for, and whom to ask.")},
			{"sources", describe("The texts that the bank's statements come from.", mapOf(ref("source")))},
			{"scales", describe("Lists of levels that several questions use.", mapOf(ref("levels")))},
			{"start", described("id", "The node that a walk starts from.")},
			{"nodes", describe("The steps of the tree; each leads only to later ones.",
				object{{"type", "array"}, {"minItems", 1}, {"maxItems", questions.MaxNodes}, {"items", ref("node")}})},
			{"outcomes", describe("Where a walk ends.", object{{"type", "array"}, {"minItems", 1}, {"items", ref("outcome")}})},
			{"dimensions", describe("Groups of questions that are scored.",
				object{{"type", "array"}, {"minItems", 1}, {"maxItems", questions.MaxDimensions}, {"items", ref("dimension")}})},
			{"bands", describe("Labels of scores, the lowest first.", bands())},
			{"verdicts", describe("Labels of the whole, the best first; the last has no condition.", verdicts())},
			{"findings", describe("Patterns of dimensions or answers that are worth saying.", listOf(ref("finding")))},
		}},
		{"additionalProperties", false},
		{"if", when("kind", tree)},
		{"then", object{
			{"required", []string{"start", "nodes", "outcomes"}},
			{"properties", append(none("dimensions", "bands", "verdicts"), findingsOf("level-bound"))},
		}},
		{"else", object{
			{"required", []string{"dimensions", "bands"}},
			{"properties", append(none("start", "nodes", "outcomes"), findingsOf("bound"))},
		}},
		{"$defs", bankDefs()},
	}
	return document("bank", "samklar bank", "One instrument: its questions, its rules, and its texts in one language.", body)
}

// findingsOf says what the findings of one kind of bank may bound.
func findingsOf(bound string) member {
	return member{"findings", listOf(object{{"properties", object{
		{"when", object{{"additionalProperties", ref(bound)}}},
	}}})}
}

// bands says that exactly one starts at 0, though not that it is the first:
// prefixItems could, but many editors take items for all items.
func bands() object {
	return object{
		{"type", "array"},
		{"items", closed([]string{"id", "title", "from"}, object{
			{"id", ref("id")},
			{"title", described("text", "What scores of this band are called.")},
			{"from", integer("The percentage from which the band reaches up to the next; 0 for the first.", 0, maxPercent)},
		})},
		{"contains", when("from", 0)},
		{"minContains", 1},
		{"maxContains", 1},
	}
}

// verdicts says that exactly one has no condition, though not that it is the
// last: a schema cannot.
func verdicts() object {
	return object{
		{"type", "array"},
		{"minItems", 1},
		{"items", ref("verdict")},
		{"contains", object{{"not", object{{"anyOf", []object{
			{{"required", []string{"every"}}}, {{"required", []string{"overall"}}},
		}}}}}},
		{"minContains", 1},
		{"maxContains", 1},
	}
}

func bankDefs() object {
	return object{
		{"id", id()},
		{"text", text()},
		{"level-id", levelID()},
		{"source-place", object{
			{"description", "A source, or a source and its place: source#place."},
			{"type", scalar()},
			{"pattern", whole(idPattern + "(#" + idPattern + ")?")},
			{"minimum", 0},
		}},
		{"source", closed([]string{"title"}, object{
			{"title", described("text", "The source's title.")},
			{"by", described("text", "Who wrote it.")},
			{"year", integer("When it came out.", 1, maxYear)},
			{"language", described("text", "The language it is written in.")},
			{"places", describe("Parts of it that statements refer to.", mapOf(ref("text")))},
		})},
		{"levels", object{
			{"type", "array"},
			{"minItems", questions.MinLevels},
			{"maxItems", questions.MaxLevels},
			{"items", closed([]string{"text"}, object{
				{"id", described("level-id", "Levels without ids are called 1, 2, 3.")},
				{"text", described("text", "What one would observe.")},
			})},
		}},
		{"node", closed([]string{"id", "title", "questions", "pass", "fail"}, object{
			{"id", ref("id")},
			{"title", described("text", "What the step is called.")},
			{"questions", append(questionList("tree-question"),
				member{"contains", object{{"not", when("counts", false)}}})},
			{"needs", integer("How many questions must pass; without it, all that count.", 1, questions.MaxQuestions)},
			{"pass", described("id", "The later node or the outcome that a pass leads to.")},
			{"fail", described("id", "The later node or the outcome that a failure leads to.")},
		})},
		{"tree-question", append(question(object{
			{"passes", described("level-id", "The lowest level that passes; never the lowest of all.")},
			{"must", flag("The node fails if this fails.")},
			{"counts", flag("false: asked and reported, never counted.")},
		}), either(when("counts", false),
			object{{"properties", none("passes", "must")}},
			object{{"required", []string{"passes"}}})...)},
		{"dimension", closed([]string{"id", "title", "questions"}, object{
			{"id", ref("id")},
			{"title", described("text", "What the dimension is called.")},
			{"weight", integer("Its part in the overall score.", 1, maxWeight)},
			{"questions", questionList("scale-question")},
		})},
		{"scale-question", question(object{
			{"weight", integer("Its part in the dimension's score.", 1, maxWeight)},
			{"optional", flag("true: may be answered not-applicable.")},
		})},
		{"question-advice", advice(object{
			{"from", described("level-id", "The lowest level at which it is given.")},
			{"up-to", described("level-id", "The highest level at which it is given.")},
		})},
		{"advice", advice(nil)},
		{"outcome", ending(nil)},
		{"verdict", ending(object{
			{"every", integer("The percentage that every dimension must reach.", 0, maxPercent)},
			{"overall", integer("The percentage that the overall score must reach.", 0, maxPercent)},
		})},
		{"finding", closed([]string{"id", "when", "title", "text"}, object{
			{"id", ref("id")},
			{"when", append(describe("Bounds by dimension or question; all must be met.", mapOf(object{})), member{"minProperties", 1})},
			{"title", described("text", "What the pattern is called.")},
			{"short", described("text", "The pattern in one sentence.")},
			{"text", described("text", "What it means.")},
			{"advice", listOf(ref("advice"))},
			{"source", ref("source-place")},
		})},
		{"bound", object{{"anyOf", []object{ref("score-bound"), ref("level-bound")}}}},
		{"score-bound", append(closed(nil, object{
			{"at-least", integer("The percentage that the score reaches.", 0, maxPercent)},
			{"below", integer("The percentage that the score does not reach.", 0, maxPercent)},
		}), member{"minProperties", 1})},
		{"level-bound", append(closed(nil, object{
			{"at-least", described("level-id", "The lowest level that meets the bound.")},
			{"at-most", described("level-id", "The highest level that meets the bound.")},
		}), member{"minProperties", 1})},
	}
}

// levelID is the id of a level, which may not be a word that means something
// else in an answer file.
func levelID() object {
	return object{
		{"type", []string{"string", "number"}},
		{"pattern", whole(idPattern)},
		{"minimum", 0},
		{"not", object{{"enum", []string{unknown, notApplicable, "true", "false"}}}},
	}
}

func questionList(item string) object {
	return object{{"type", "array"}, {"minItems", 1}, {"maxItems", questions.MaxQuestions}, {"items", ref(item)}}
}

// question is what questions of both kinds have, and what the kind adds.
func question(fields object) object {
	return closed([]string{"id", "ask", "levels"}, append(object{
		{"id", ref("id")},
		{"ask", described("text", "The question in one sentence, in plain words.")},
		{"listen-for", described("text", "Why it is asked, and what a good answer contains.")},
		{"levels", object{
			{"description", "The id of a scale, or levels of its own, from what speaks least to what speaks most."},
			{"anyOf", []object{ref("id"), ref("levels")}},
		}},
		{"since", integer("The bank version in which its meaning or its levels last changed.", 1, maxVersion)},
		{"source", ref("source-place")},
		{"advice", listOf(ref("question-advice"))},
	}, fields...))
}

// advice is what all advice has, and what hanging on a question adds.
func advice(fields object) object {
	return closed([]string{"id", "do", "who", "when"}, append(object{
		{"id", ref("id")},
		{"do", described("text", "What to do.")},
		{"who", word("Who does it.", questions.Who())},
		{"when", word("By when.", questions.When())},
		{"source", ref("source-place")},
	}, fields...))
}

// ending is what outcomes and verdicts share, and what the kind adds.
func ending(fields object) object {
	return closed([]string{"id", "title", "short", "text"}, append(object{
		{"id", ref("id")},
		{"title", described("text", "What it is called.")},
		{"short", described("text", "The first sentence of a report, of at most 20 words.")},
		{"text", described("text", "What it means.")},
		{"advice", listOf(ref("advice"))},
		{"next", described("id", "The bank that the assessment goes on with.")},
		{"also", described("id", "A bank worth answering that does not decide.")},
		{"source", ref("source-place")},
	}, fields...))
}
