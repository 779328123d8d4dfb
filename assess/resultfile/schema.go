package resultfile

import _ "embed" // the schemas beside this file

// The schemas. Results, lines and portfolios say what was written: every field
// that is always there is required, and others are let through, as fields may be
// added within a version of a format.
var (
	//go:embed result.schema.json
	resultSchema string
	//go:embed score.schema.json
	scoreSchema string
	//go:embed portfolio.schema.json
	portfolioSchema string
	//go:embed answer-row.schema.json
	answerRowSchema string
	//go:embed questions.schema.json
	questionsSchema string
)

// ResultSchema returns the JSON Schema of results.
func ResultSchema() []byte { return []byte(resultSchema) }

// ScoreSchema returns the JSON Schema of the line that a batch writes for a case.
func ScoreSchema() []byte { return []byte(scoreSchema) }

// PortfolioSchema returns the JSON Schema of portfolios.
func PortfolioSchema() []byte { return []byte(portfolioSchema) }

// AnswerRowSchema returns the JSON Schema of the line that stands for one answer.
func AnswerRowSchema() []byte { return []byte(answerRowSchema) }

// QuestionsSchema returns the JSON Schema of banks as data.
func QuestionsSchema() []byte { return []byte(questionsSchema) }
