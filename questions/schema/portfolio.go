package schema

// Portfolio gives the schema of portfolios. Like results they say what was
// written: every field that is always there is required, and others are let
// through.
func Portfolio() []byte {
	met := object{
		{"met", count("Cases that surely meet it.")},
		{"not_met", count("Cases that do not, whatever is still answered.")},
		{"open", count("Cases of which that is not known yet.")},
	}
	counted := []string{"met", "not_met", "open"}
	body := open([]string{
		"samklar_portfolio", "tool", "banks", "cases", "settled", "unreadable", "conclusions", "missing", "weakest", "look_again", "ranked", "errors",
	}, object{
		{"samklar_portfolio", object{{"description", "The version of the format."}, {"const", format}}},
		{"tool", filled("The version of samklar that wrote it.")},
		{"title", filled("What the round is called.")},
		{"banks", describe("The banks that were scored.", listOf(open([]string{"bank", "version", "rules"}, object{
			{"bank", ref("id")},
			{"version", integer("The bank's version.", 1, maxVersion)},
			{"rules", object{{"description", "The digest of everything that decides."}, {"type", "string"}, {"pattern", "^sha256:[0-9a-f]{64}$"}}},
		})))},
		{"policy", describe("What is required, and how many cases meet all of it.", open(append([]string{"rules"}, counted...), append(object{
			{"title", filled("What the policy is called.")},
			{"rules", listOf(append(open(counted, append(object{
				{"any_of", described("codes", "Codes of which one must be the only one of a step.")},
				{"dimension", ref("ref")},
				{"at_least", integer("The least score of the dimension, in percent.", 0, maxPercent)},
			}, met...)), member{"oneOf", []object{
				{{"required", []string{"any_of"}}}, {{"required", []string{"dimension", "at_least"}}},
			}}))},
		}, met...)))},
		{"cases", count("Cases that were read.")},
		{"settled", count("Of these, cases with a settled conclusion.")},
		{"unreadable", count("Cases that could not be read.")},
		{"conclusions", describe("Where the cases stand, one entry for each bank with a step.", listOf(ref("conclusion")))},
		{"missing", describe("Questions without an answer where they are asked, most often first.", listOf(open([]string{"question", "cases", "decides"}, object{
			{"question", ref("ref")},
			{"cases", integer("In how many cases.", 1, maxCases)},
			{"decides", count("In how many of them it can change the open step.")},
		})))},
		{"weakest", describe("Dimensions that are the weakest link, most often first.", listOf(open([]string{"dimension", "cases"}, object{
			{"dimension", ref("ref")},
			{"cases", integer("In how many cases.", 1, maxCases)},
		})))},
		{"look_again", describe("What is alike, as places among the ranked, from 0.", open([]string{"same_answers", "all_top", "same_title"}, object{
			{"same_answers", describe("Cases with the same answer to every question.", listOf(ref("group")))},
			{"all_top", describe("Cases with every answer at the highest level.", listOf(count("A place.")))},
			{"same_title", describe("Cases of the same name.", listOf(ref("group")))},
		}))},
		{"ranked", describe("The cases, in order.", listOf(ref("case")))},
		{"errors", describe("The cases that could not be read.", listOf(open([]string{"source", "code", "message"}, object{
			{"source", object{{"description", "The file, with the line where it holds several cases."}, {"type", "string"}}},
			{"file", filled("The file alone, where that is not the source.")},
			{"line", integer("Where the first thing wrong stands.", 1, maxCases)},
			{"column", integer("In characters, from 1.", 1, maxCases)},
			{"code", filled("What is wrong, as a word.")},
			{"message", filled("What is wrong, in English.")},
			{"more", integer("How many further problems there are.", 1, maxCases)},
		})))},
	})
	return document("portfolio", "samklar portfolio", "What many cases come to together.", append(body, member{"$defs", portfolioDefs()}))
}

// maxCases is more than a portfolio ever has.
const maxCases = 1 << 31

func count(description string) object { return integer(description, 0, maxCases) }

func portfolioDefs() object {
	return object{
		{"id", object{{"type", "string"}, {"pattern", whole(idPattern)}}},
		{"ref", object{{"description", "A bank and its question or dimension."}, {"type", "string"}, {"pattern", whole(idPattern + `\.` + idPattern)}}},
		{"code", object{{"description", "A bank and its outcome or verdict."}, {"type", "string"}, {"pattern", whole(idPattern + ":" + idPattern)}}},
		{"codes", object{{"type", "array"}, {"minItems", 1}, {"uniqueItems", true}, {"items", ref("code")}}},
		{"group", append(listOf(count("A place.")), member{"minItems", 2})},
		{"conclusion", open([]string{"bank", "cases", "open", "codes", "open_between"}, object{
			{"bank", ref("id")},
			{"cases", integer("Cases with a step of the bank.", 1, maxCases)},
			{"open", count("Of these, cases whose step has several codes.")},
			{"codes", describe("Every code of the bank, in order.", listOf(open([]string{"code", "settled", "possible"}, object{
				{"code", ref("code")},
				{"settled", count("Cases that come to it.")},
				{"possible", count("These, and the cases that still can.")},
			})))},
			{"open_between", describe("Between what the steps are open.", listOf(open([]string{"codes", "cases"}, object{
				{"codes", append(object{{"$ref", "#/$defs/codes"}}, member{"minItems", 2})},
				{"cases", integer("In how many cases.", 1, maxCases)},
			})))},
		})},
		{"case", open([]string{"place", "source", "path", "settled", "open", "pivotal", "pivotal_exact", "answered", "all_top"}, object{
			{"place", integer("From 1; cases that only their names tell apart share one.", 1, maxCases)},
			{"source", object{{"description", "The file, with the line where it holds several cases."}, {"type", "string"}}},
			{"title", filled("What the case is called.")},
			{"path", describe("One step for each bank.", listOf(open([]string{"bank", "codes", "settled"}, object{
				{"bank", ref("id")},
				{"codes", object{{"type", "array"}, {"minItems", 1}, {"uniqueItems", true}, {"items", ref("id")}}},
				{"settled", flag("There is one code.")},
			})))},
			{"beyond", described("id", "The bank, not scored, that it would go on with.")},
			{"settled", flag("Every step has one code.")},
			{"weakest", open([]string{"bank", "dimension", "low", "high", "known"}, object{
				{"bank", ref("id")},
				{"dimension", ref("id")},
				{"low", integer("The lowest score of any completion, in percent.", 0, maxPercent)},
				{"high", integer("The highest, in percent.", 0, maxPercent)},
				{"known", flag("Some question has a level.")},
			})},
			{"open", count("Questions without an answer that are asked.")},
			{"pivotal", count("Of these, questions that can change the open step.")},
			{"pivotal_exact", flag("false: they are only possibly so.")},
			{"decider", described("ref", "The one question that decides, where there is one.")},
			{"answered", count("Questions with a level.")},
			{"all_top", flag("All of them at the highest.")},
			{"policy", open([]string{"together", "rules"}, object{
				{"together", word("All rules at once: the worst of them.", policyWords())},
				{"rules", describe("Each rule, in order.", listOf(word("Whether it is met.", policyWords())))},
			})},
		})},
	}
}

func policyWords() []string { return []string{"not-met", "open", "met"} }
