package report_test

import (
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/round"
)

// Where more parts are alike than are named, the rest of them is joined by one word, not
// by two.
func TestManyWeakPartsReadAsASentence(t *testing.T) {
	for _, lang := range questions.Languages() {
		p := phrase.For(lang)
		banks, err := questions.NewLibrary(lang).Select([]string{questions.Default}, true)
		if err != nil {
			t.Fatal(err)
		}
		selection := assess.Select(banks)
		answers := make(assess.Answers)
		for at, b := range banks {
			sheet := assess.Blank(b)
			for q := range sheet {
				if sheet[q] = 0; at == 0 { // so that the way leads to the scale
					sheet[q] = assess.Choice(len(b.Questions[q].Levels) - 1)
				}
			}
			answers[b.ID] = sheet
		}
		pf := portfolio.NewPortfolio(selection, nil)
		pf.Add("one", &assess.Case{Title: "One"}, portfolio.Summarize(selection.Evaluate(answers), nil))
		text := inEveryFormat(t, round.Build(&round.Input{Portfolio: pf, Lang: lang, Tool: "0"}), 180)["markdown"]
		rest, _, _ := strings.Cut(p.AskAlso, "{n}")
		if !strings.Contains(text, rest) || strings.Contains(text, p.And+" "+rest) {
			t.Errorf("%s: want the rest joined by %q alone:\n%s", lang, rest, text)
		}
	}
}
