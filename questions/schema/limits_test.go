package schema_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/schema"
)

// TestLimitsAreThoseOfTheReaders holds the schemas to the words and limits that
// they repeat.
func TestLimitsAreThoseOfTheReaders(t *testing.T) {
	const each = `"maxItems": %d, "items": {"$ref": "#/$defs/%s"}`
	words := func(list any) string {
		text, err := json.Marshal(list)
		if err != nil {
			t.Fatal(err)
		}
		return `"enum": ` + string(text)
	}
	spaces := regexp.MustCompile(`\s+`)
	for name, c := range map[string]struct {
		schema []byte
		want   string
	}{
		"answers":        {schema.Answers(nil), fmt.Sprintf(`"const": %d`, answerfile.Format)},
		"id":             {schema.Answers(nil), fmt.Sprintf(`"maxLength": %d`, assess.MaxID)},
		"id of a result": {resultfile.ResultSchema(), fmt.Sprintf(`"maxLength": %d`, assess.MaxID)},
		"id of a line":   {resultfile.ScoreSchema(), fmt.Sprintf(`"maxLength": %d`, assess.MaxID)},
		"id in a round":  {resultfile.PortfolioSchema(), fmt.Sprintf(`"maxLength": %d`, assess.MaxID)},
		"note":           {schema.Answers(nil), fmt.Sprintf(`"maxLength": %d`, assess.MaxNote)},
		"pieces":         {schema.Answers(nil), fmt.Sprintf(`"maxItems": %d`, assess.MaxEvidence)},
		"unknown":        {schema.Answers(banks(t, questions.NewLibrary("en"), questions.Default)), fmt.Sprintf(`"const": %q`, answerfile.Unknown)},

		"language of a bank":    {schema.Bank(), words(questions.Languages())},
		"language of texts":     {schema.Overlay(), words(questions.Languages())},
		"language of a result":  {resultfile.ResultSchema(), words(questions.Languages())},
		"who":                   {schema.Bank(), words(questions.Who())},
		"who in a result":       {resultfile.ResultSchema(), words(questions.Who())},
		"when":                  {schema.Bank(), words(questions.When())},
		"when in a result":      {resultfile.ResultSchema(), words(questions.When())},
		"no level":              {schema.Bank(), words([]string{answerfile.Unknown, answerfile.NotApplicable, "true", "false"})},
		"levels":                {schema.Bank(), fmt.Sprintf(`"minItems": %d, "maxItems": %d,`, questions.MinLevels, questions.MaxLevels)},
		"nodes":                 {schema.Bank(), fmt.Sprintf(each, questions.MaxNodes, "node")},
		"nodes of a result":     {resultfile.ResultSchema(), fmt.Sprintf(each, questions.MaxNodes, "node")},
		"dimensions":            {schema.Bank(), fmt.Sprintf(each, questions.MaxDimensions, "dimension")},
		"dimensions of results": {resultfile.ResultSchema(), fmt.Sprintf(each, questions.MaxDimensions, "dimension")},
		"questions of a node":   {schema.Bank(), fmt.Sprintf(each, questions.MaxQuestions, "tree-question")},
		"answers to a bank":     {resultfile.ResultSchema(), fmt.Sprintf(`"items": {"$ref": "#/$defs/answer"}, "maxItems": %d`, questions.MaxQuestions)},

		"kinds":   {resultfile.ResultSchema(), words([]questions.Kind{questions.Tree, questions.Scale})},
		"roles":   {resultfile.ResultSchema(), words([]string{assess.Aside.String(), assess.Beside.String(), assess.Conditional.String(), assess.Deciding.String()})},
		"role":    {resultfile.ScoreSchema(), words([]string{assess.Aside.String(), assess.Beside.String(), assess.Conditional.String(), assess.Deciding.String()})},
		"status":  {resultfile.ResultSchema(), words([]string{assess.Open.String(), assess.Passed.String(), assess.Failed.String()})},
		"holding": {resultfile.ResultSchema(), words([]string{assess.HoldsNot.String(), assess.Possible.String(), assess.Holds.String()})},
		"rules":   {resultfile.PortfolioSchema(), words([]string{paths.MetNever.String(), paths.MetMaybe.String(), paths.MetSurely.String(), paths.NotNeeded.String()})},

		"note of a result":   {resultfile.ResultSchema(), fmt.Sprintf(`"maxLength": %d`, assess.MaxNote)},
		"note of a line":     {resultfile.ScoreSchema(), fmt.Sprintf(`"maxLength": %d`, assess.MaxNote)},
		"pieces of a result": {resultfile.ResultSchema(), fmt.Sprintf(`"maxItems": %d, "items": { "type": "string", "minLength": 1 }`, assess.MaxEvidence)},
		"pieces of a line":   {resultfile.ScoreSchema(), fmt.Sprintf(`"maxItems": %d, "items": { "type": "string", "minLength": 1 }`, assess.MaxEvidence)},
		"result":             {resultfile.ResultSchema(), fmt.Sprintf(`"samklar_result": { "description": "The version of the format.", "const": %d }`, resultfile.ResultFormat)},
		"score":              {resultfile.ScoreSchema(), fmt.Sprintf(`"samklar_score": { "description": "The version of the format.", "const": %d }`, resultfile.LineFormat)},
		"portfolio":          {resultfile.PortfolioSchema(), fmt.Sprintf(`"samklar_portfolio": { "description": "The version of the format.", "const": %d }`, resultfile.PortfolioFormat)},
	} {
		squeezed := func(s string) string { return spaces.ReplaceAllString(s, " ") }
		if !strings.Contains(squeezed(string(c.schema)), squeezed(c.want)) {
			t.Errorf("%s: the schema has no %s", name, c.want)
		}
	}
}
