package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions/diag"
)

// WritePortfolioCSV writes a portfolio for spreadsheets: a row for each case, in
// order, and behind them one for each that could not be read.
func WritePortfolioCSV(w io.Writer, in *PortfolioInput, d Dialect) error {
	out := bufio.NewWriter(w)
	s := portfolioSheet{NewSheet(in.Portfolio.Banks, d, false), in.Portfolio}
	text := s.head([]byte(s.mark))
	for _, c := range in.Portfolio.All() {
		_, _ = out.Write(text) // Flush gives the error
		text = s.ranked(text[:0], c)
	}
	for _, u := range in.Portfolio.Unread() {
		_, _ = out.Write(text)
		text = s.unread(text[:0], u)
	}
	_, _ = out.Write(text)
	return out.Flush()
}

// A portfolioSheet lays the cases of a portfolio out as rows.
type portfolioSheet struct {
	*Sheet
	pf *portfolio.Portfolio
}

func (s *portfolioSheet) head(to []byte) []byte {
	r := csvRow{Sheet: s.Sheet, text: to}
	for _, name := range []string{
		"rank", "source", "title", "path", "settled", "weakest", "weakest_low", "weakest_high", "open", "pivotal", "decider", "answered", "all_top",
	} {
		r.cell(name)
	}
	for _, p := range s.parts {
		name := s.banks[p.Bank].ID + "."
		if p.Dimension != portfolio.Whole {
			name += s.banks[p.Bank].Dimensions[p.Dimension].ID + "."
		}
		r.cell(name + "low")
		r.cell(name + "high")
	}
	if s.pf.Policy != nil {
		r.cell("policy")
		for i := range s.pf.Policy.Rules {
			r.cell("rule " + RuleText(&s.pf.Policy.Rules[i], s.pf))
		}
	}
	r.cell("errors")
	return append(r.text, s.end...)
}

// RuleText gives a rule in ids: "when:launch or when:prepare",
// "preconditions.shared-goal at least 50%".
func RuleText(r *portfolio.Rule, pf *portfolio.Portfolio) string {
	if len(r.Codes) == 0 {
		return fmt.Sprintf("%s at least %d%%", partName(pf, r.Floor.DimensionRef), r.Floor.Percent)
	}
	codes := make([]string, len(r.Codes))
	for i, c := range r.Codes {
		codes[i] = endingCode(pf.Banks[c.Bank], c.Ending)
	}
	return diag.Or(codes)
}

func (s *portfolioSheet) ranked(to []byte, c *portfolio.Ranked) []byte {
	r := csvRow{Sheet: s.Sheet, text: to}
	yes := func(v bool) { r.cell(map[bool]string{true: "yes", false: "no"}[v]) }
	r.number(c.Place)
	r.cell(c.Source)
	r.cell(c.Title)
	r.cell(PathText(c.Path.Steps, s.banks))
	yes(c.Settled)
	if c.Weakest.Bank < 0 {
		r.empty(3)
	} else {
		score := s.pf.Score(c, c.Weakest)
		r.cell(partName(s.pf, c.Weakest))
		r.number(score.Low)
		r.number(score.High)
	}
	r.number(c.Open)
	r.number(c.Pivotal)
	if c.NearMiss() {
		r.cell(questionID(s.pf, c.Decider))
	} else {
		r.empty(1)
	}
	r.number(c.Answered)
	yes(c.Top)
	for _, p := range s.parts {
		score := s.pf.Score(c, p)
		r.number(score.Low)
		r.number(score.High)
	}
	if s.pf.Policy != nil {
		r.cell(portfolio.Together(c.Rules).String())
		for _, m := range c.Rules {
			r.cell(m.String())
		}
	}
	r.empty(1)
	return append(r.text, s.end...)
}

// unread has the source and what is wrong, and nothing between.
func (s *portfolioSheet) unread(to []byte, u portfolio.Unread) []byte {
	r := csvRow{Sheet: s.Sheet, text: to}
	r.empty(1)
	r.cell(u.Source)
	r.empty(11 + 2*len(s.parts))
	if s.pf.Policy != nil {
		r.empty(1 + len(s.pf.Policy.Rules))
	}
	problem := fmt.Sprintf("%s [%s]", u.Problem, u.Code)
	if u.Line > 0 {
		problem = fmt.Sprintf("line %d, column %d: %s", u.Line, u.Column, problem)
	}
	if u.More > 0 {
		problem += fmt.Sprintf(" | and %d more", u.More)
	}
	r.cell(strings.TrimSpace(problem))
	return append(r.text, s.end...)
}
