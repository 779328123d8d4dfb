package schema_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/questions"
)

// portfolios gives portfolios of the real cases: with a policy, one more that has
// a weakest link and files that could not be read, without, and of nothing at all.
func portfolios(t *testing.T) map[string][]byte {
	t.Helper()
	l := questions.NewLibrary("en")
	chosen, err := l.Select([]string{questions.Default}, true)
	if err != nil {
		t.Fatal(err)
	}
	rules := &portfolio.Policy{Title: "Fund", Rules: []portfolio.Rule{
		{Codes: []paths.Code{{Bank: 0, Ending: 4}}},
		{Kind: portfolio.Floor, Bank: 1, Least: 50},
		{Kind: portfolio.Floor, Bank: 1, Place: 1},
		{Kind: portfolio.AtLeast, Bank: 0, Place: chosen[0].Question("money"), Least: 1},
		{Kind: portfolio.Complete, Bank: 1},
		{Kind: portfolio.Evidence, Bank: 0},
	}}
	names, err := filepath.Glob("../../testdata/answers/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("Glob = %v, %v", names, err)
	}
	fill := func(selected []*questions.Bank, rules *portfolio.Policy, names ...string) []byte {
		p := portfolio.NewPortfolio(assess.Select(selected), rules)
		selection := assess.Select(selected)
		for _, name := range names {
			text := readFile(t, name)
			for _, source := range []string{filepath.Base(name), "again:2"} {
				doc, err := answerfile.Read(name, text, l)
				if err != nil {
					t.Fatal(err)
				}
				p.Add(source, &doc.Case, portfolio.Summarize(selection.Evaluate(doc.Entries(selected).Answers()), nil))
			}
		}
		if rules != nil {
			p.Decided = true
			lowest := make(assess.Sheet, len(selected[1].Questions))
			s := portfolio.Summarize(selection.Evaluate(assess.Answers{selected[1].ID: lowest}), nil)
			s.Decided = (&portfolio.Decision{On: "2027-05-04", Until: "2028", Answers: "sha256:000000000000"}).Look("sha256:111111111111", rules.Judge(selection, s))
			p.Add("lowest", &assess.Case{ID: "2027-014"}, s)
			// All at their best but one, which is unknown, and decides, or one level short; or
			// but one and what the problem is behind it.
			for _, but := range []map[string]assess.Choice{{"money": assess.Unknown}, {"champions": 1}, {"bounded": 0, "reach": 0}} {
				answers := make(assess.Answers)
				for _, b := range selected {
					answers[b.ID] = make(assess.Sheet, len(b.Questions))
					for i := range b.Questions {
						answers[b.ID][i] = assess.Choice(len(b.Questions[i].Levels) - 1)
					}
				}
				for question, choice := range but {
					answers[selected[0].ID][selected[0].Question(question)] = choice
				}
				p.Add(fmt.Sprint(but), &assess.Case{}, portfolio.Summarize(selection.Evaluate(answers), nil))
			}
			p.AddUnread(portfolio.Unread{Source: "a", File: "a", Code: "empty", Problem: "the text is empty"})
			p.AddUnread(portfolio.Unread{Source: "b:7", File: "b", Line: 8, Column: 1, Code: "syntax", Problem: "no", More: 2})
		}
		return write(t, p, map[bool]string{true: "Fund"}[rules != nil])
	}
	held := banks(t, library(t), "depth") // a key question holds its first dimension down
	sheet := make(assess.Sheet, len(held[0].Questions))
	for i := range sheet[1:] {
		sheet[i+1] = assess.Choice(len(held[0].Questions[i+1].Levels) - 1)
	}
	down := portfolio.NewPortfolio(assess.Select(held), &portfolio.Policy{Rules: []portfolio.Rule{{Kind: portfolio.AtLeast, Least: 1}}}) // one level short
	down.Add("held", &assess.Case{}, portfolio.Summarize(assess.Select(held).Evaluate(assess.Answers{held[0].ID: sheet}), nil))
	return map[string][]byte{
		"with a policy": fill(chosen, rules, names...),
		"without":       fill(chosen[:1], nil, names...),
		"empty":         fill(chosen, nil),
		"held down":     write(t, down, ""),
	}
}

func write(t *testing.T, p *portfolio.Portfolio, title string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := resultfile.WritePortfolio(&b, p, title, "1.2.3"); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPortfoliosFit(t *testing.T) {
	s := compile(t, resultfile.PortfolioSchema())
	var all []any
	for name, text := range portfolios(t) {
		v := parseJSON(t, text)
		fits(t, s, name, v)
		all = append(all, v)
	}
	covered(t, resultfile.PortfolioSchema(), all...)
}

// TestBrokenPortfoliosAreRefused changes one thing at a time.
func TestBrokenPortfoliosAreRefused(t *testing.T) {
	s := compile(t, resultfile.PortfolioSchema())
	text := string(portfolios(t)["with a policy"])
	for _, c := range [][2]string{
		{`"samklar_portfolio": 1`, `"samklar_portfolio": 2`},
		{`"ranked"`, `"renked"`},
		{`"errors"`, `"mistakes"`},
		{`"at_least"`, `"least"`},
		{`"when:launch"`, `"launch"`},
		{`"when.context"`, `"when:context"`},
		{`"together":"open"`, `"together":"perhaps"`},
		{`"place":1,`, `"place":0,`},
		{`"line":8`, `"line":0`},
		{`"settled":false`, `"settled":"no"`},
	} {
		changed := strings.Replace(text, c[0], c[1], 1)
		if changed == text {
			t.Fatalf("%s does not occur", c[0])
		}
		refuses(t, s, c[1], parseJSON(t, []byte(changed)))
	}
}
