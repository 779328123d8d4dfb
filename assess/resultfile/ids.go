package resultfile

import (
	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
)

// questionID names a question: "bank.question".
func questionID(banks []*questions.Bank, ref assess.Ref) string {
	return banks[ref.Bank].ID + "." + banks[ref.Bank].Questions[ref.Question].ID
}

// levelID names a level of a question.
func levelID(banks []*questions.Bank, ref assess.Ref, level int) string {
	return banks[ref.Bank].Questions[ref.Question].Levels[level].ID
}

// dimensionID names a dimension: "bank.dimension", or "bank" for the whole of one.
func dimensionID(banks []*questions.Bank, d portfolio.DimensionRef) string {
	id := banks[d.Bank].ID
	if d.Dimension == portfolio.Whole {
		return id
	}
	return id + "." + banks[d.Bank].Dimensions[d.Dimension].ID
}

// endingCode names an outcome or a verdict: "bank:ending".
func endingCode(b *questions.Bank, ending int) string { return b.ID + ":" + b.Endings[ending].ID }
