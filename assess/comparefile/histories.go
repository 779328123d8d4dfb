package comparefile

import (
	"io"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/compare"
	"collectiveimpact/samklar/questions"
)

// HistoriesFormat is the version of the format of many cases compared.
const HistoriesFormat = 1

// histories are many cases at their moments, for machines: ids and no prose.
type histories struct {
	Format  int            `json:"samklar_changes"`
	Tool    string         `json:"tool"`
	Counts  map[string]int `json:"counts"`
	Unnamed int            `json:"without_id"`
	Cases   []history      `json:"cases"`
}

type history struct {
	ID      string          `json:"id"`
	Title   string          `json:"title,omitempty"`
	Change  string          `json:"change"`
	Moments []historyMoment `json:"moments"`
	Steps   []string        `json:"steps"`           // from each moment to the next
	Parts   []historyPart   `json:"parts,omitempty"` // from the first to the last
}

type historyMoment struct {
	AsOf   string         `json:"as_of,omitempty"`
	Path   []historyStep  `json:"path"`
	Scores []historyScore `json:"scores,omitempty"`
}

type historyStep struct {
	Bank    string   `json:"bank"`
	Codes   []string `json:"codes"`
	Settled bool     `json:"settled"`
}

type historyScore struct {
	Bank      string `json:"bank"`
	Dimension string `json:"dimension"`
	Low       int    `json:"low"`
	High      int    `json:"high"`
	Known     bool   `json:"known"`
}

type historyPart struct {
	Bank      string `json:"bank"`
	Dimension string `json:"dimension"`
	Change    string `json:"change"`
}

// WriteHistories writes what has become of many cases for machines. Unnamed are those
// that have no id, or no date, and could not be followed.
func WriteHistories(w io.Writer, all []compare.History, unnamed int, banks []*questions.Bank, tool string) error {
	out := histories{Format: HistoriesFormat, Tool: tool, Counts: make(map[string]int), Unnamed: unnamed, Cases: []history{}}
	for _, word := range compare.Words() {
		out.Counts[word] = 0
	}
	for i := range all {
		h := &all[i]
		out.Counts[h.Word()]++
		one := history{ID: h.ID, Title: h.Case().Title, Change: h.Word(), Steps: []string{}}
		for _, m := range h.Moments {
			one.Moments = append(one.Moments, momentOf(&m, banks))
		}
		for _, c := range h.Steps {
			word := compare.Same.String()
			if len(c.Relations) > 0 {
				word = c.Relations[0].String()
			}
			one.Steps = append(one.Steps, word)
		}
		if h.Whole != nil {
			for at, parts := range h.Whole.Parts {
				for d, change := range parts {
					one.Parts = append(one.Parts, historyPart{banks[at].ID, banks[at].Dimensions[d].ID, change.String()})
				}
			}
		}
		out.Cases = append(out.Cases, one)
	}
	return indented(w, out)
}

func momentOf(m *compare.Moment, banks []*questions.Bank) historyMoment {
	one := historyMoment{AsOf: m.Case.AsOf, Path: []historyStep{}}
	for _, step := range stepsOf(m.Result) {
		codes := make([]string, len(step.Codes))
		for i, code := range step.Codes {
			codes[i] = banks[step.Bank].Endings[code].ID
		}
		one.Path = append(one.Path, historyStep{Bank: banks[step.Bank].ID, Codes: codes, Settled: len(codes) == 1})
	}
	for i, b := range banks {
		for d := range b.Dimensions {
			s := m.Result.Banks[i].Scores[d]
			one.Scores = append(one.Scores, historyScore{b.ID, b.Dimensions[d].ID, s.CountsLow.Percent(), s.CountsHigh.Percent(), s.Known})
		}
	}
	return one
}

// stepsOf gives the steps of the first conclusion.
func stepsOf(r *assess.Result) []assess.Step {
	if len(r.Chains) == 0 {
		return nil
	}
	return r.Chains[0].Steps
}
