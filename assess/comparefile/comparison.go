package comparefile

import (
	"io"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/compare"
)

// ComparisonFormat is the version of the format of comparisons.
const ComparisonFormat = 1

// A comparison is what has changed between two moments of a case, for machines:
// ids and no prose.
type comparison struct {
	Format    int                  `json:"samklar_comparison"`
	Tool      string               `json:"tool"`
	Old       assess.Case          `json:"old"`
	New       assess.Case          `json:"new"`
	Relations []comparedConclusion `json:"conclusions"`
	Banks     []comparedBank       `json:"banks"`
	Steps     []comparedStep       `json:"steps"`
}

type comparedConclusion struct {
	Bank     string `json:"bank"` // with which it begins
	Relation string `json:"relation"`
}

type comparedBank struct {
	Bank    string           `json:"bank"`
	Version int              `json:"version"`
	Rules   string           `json:"rules"`
	Parts   []comparedPart   `json:"parts,omitempty"`
	Answers []comparedAnswer `json:"answers"`
}

type comparedPart struct {
	Dimension string `json:"dimension"`
	Change    string `json:"change"`
}

type comparedAnswer struct {
	Question string `json:"question"`
	Turn     string `json:"turn"`
	Old      string `json:"old"` // a level, two with dots between them, unknown, not-applicable, or "" for none
	New      string `json:"new"`
}

type comparedStep struct {
	Bank   string `json:"bank"`
	Advice string `json:"advice"`
	Open   bool   `json:"open"`
}

// WriteComparison writes a comparison of two moments of a case for machines. The
// result is of the newer one.
func WriteComparison(w io.Writer, was, is assess.Case, r *assess.Result, c *compare.Comparison, tool string) error {
	out := comparison{Format: ComparisonFormat, Tool: tool, Old: was, New: is, Steps: []comparedStep{}, Relations: []comparedConclusion{}}
	for i, relation := range c.Relations {
		out.Relations = append(out.Relations, comparedConclusion{r.Banks[r.Chains[i].Steps[0].Bank].Bank.ID, relation.String()})
	}
	for i := range r.Banks {
		b := r.Banks[i].Bank
		one := comparedBank{Bank: b.ID, Version: b.Version, Rules: b.Rules, Answers: []comparedAnswer{}}
		for d, change := range c.Parts[i] {
			one.Parts = append(one.Parts, comparedPart{b.Dimensions[d].ID, change.String()})
		}
		for _, a := range c.Answers {
			if a.Bank == i {
				q := &b.Questions[a.Question]
				one.Answers = append(one.Answers, comparedAnswer{q.ID, a.Turn.String(), a.Old.ID(q), a.New.ID(q)})
			}
		}
		out.Banks = append(out.Banks, one)
	}
	for _, s := range c.Steps {
		out.Steps = append(out.Steps, comparedStep{r.Banks[s.Bank].Bank.ID, s.Advice.ID, s.Open})
	}
	return indented(w, out)
}
