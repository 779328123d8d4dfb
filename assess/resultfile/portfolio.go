package resultfile

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions/text"
)

// PortfolioFormat is the version of the machine-readable portfolio. Fields are
// only ever added to it.
const PortfolioFormat = 1

// A jsonPortfolio is everything but the cases. Codes are written "bank:id",
// questions and dimensions "bank.id".
type jsonPortfolio struct {
	Format      int           `json:"samklar_portfolio"`
	Tool        string        `json:"tool"`
	Title       string        `json:"title,omitempty"`
	Banks       []jsonRules   `json:"banks"`
	Policy      *jsonPolicy   `json:"policy,omitempty"`
	Decided     *jsonOutcomes `json:"decided,omitempty"`
	Cases       int           `json:"cases"`
	Settled     int           `json:"settled"`
	Unreadable  int           `json:"unreadable"`
	Conclusions []jsonTally   `json:"conclusions"`
	Missing     []jsonMissing `json:"missing"`
	Weakest     []jsonWeakest `json:"weakest"`
	LookAgain   jsonLookAgain `json:"look_again"`
}

type jsonRules struct {
	Bank    string `json:"bank"`
	Version int    `json:"version"`
	Rules   string `json:"rules"`
}

type jsonPolicy struct {
	Title string     `json:"title,omitempty"`
	Rules []jsonRule `json:"rules"`
	jsonMet
}

// A jsonRule has the fields of its kind.
type jsonRule struct {
	AnyOf     []string `json:"any_of,omitempty"`
	Dimension string   `json:"dimension,omitempty"`
	AtLeast   *int     `json:"at_least,omitempty"`
	Question  string   `json:"question,omitempty"`
	Level     string   `json:"level,omitempty"`
	Complete  string   `json:"complete,omitempty"`
	Evidence  string   `json:"evidence,omitempty"`
	jsonMet
	NotNeeded int `json:"not_needed"`
}

type jsonMet struct {
	Met    int `json:"met"`
	NotMet int `json:"not_met"`
	Open   int `json:"open"`
}

type jsonTally struct {
	Bank  string     `json:"bank"`
	Cases int        `json:"cases"`
	Open  int        `json:"open"`
	Codes []jsonCode `json:"codes"`
	Among []jsonOpen `json:"open_between"`
}

type jsonCode struct {
	Code     string `json:"code"`
	Settled  int    `json:"settled"`
	Possible int    `json:"possible"`
}

type jsonOpen struct {
	Codes []string `json:"codes"`
	Cases int      `json:"cases"`
}

type jsonMissing struct {
	Question string `json:"question"`
	Cases    int    `json:"cases"`
	Decides  int    `json:"decides"`
}

type jsonWeakest struct {
	Dimension string `json:"dimension"`
	Cases     int    `json:"cases"`
}

// A jsonLookAgain names cases by their index among the ranked, from 0.
type jsonLookAgain struct {
	SameAnswers [][]int `json:"same_answers"`
	AllTop      []int   `json:"all_top"`
	SameTitle   [][]int `json:"same_title"`
}

type jsonRanked struct {
	Place    int          `json:"place"`
	Source   string       `json:"source"`
	ID       string       `json:"id,omitempty"`
	Title    string       `json:"title,omitempty"`
	Path     []jsonStep   `json:"path"`
	Beyond   string       `json:"beyond,omitempty"`
	Settled  bool         `json:"settled"`
	Weakest  *lineScore   `json:"weakest,omitempty"`
	Open     int          `json:"open"`
	Pivotal  int          `json:"pivotal"`
	Exact    bool         `json:"pivotal_exact"`
	Decider  string       `json:"decider,omitempty"`
	Answered int          `json:"answered"`
	AllTop   bool         `json:"all_top"`
	Policy   *jsonJudged  `json:"policy,omitempty"`
	Decided  *jsonDecided `json:"decided,omitempty"`
}

// A jsonJudged says what to ask where it is not known yet whether a case meets a
// policy, and by how many levels it falls short where it does not.
type jsonJudged struct {
	Together string     `json:"together"`
	Rules    []string   `json:"rules"`
	Ask      []string   `json:"ask,omitempty"`
	Sources  []string   `json:"sources,omitempty"`
	Short    int        `json:"short,omitempty"`
	Besides  int        `json:"besides,omitempty"`
	FindOut  []string   `json:"find_out,omitempty"`
	AskAgain bool       `json:"ask_again,omitempty"`
	Raise    *jsonRaise `json:"raise,omitempty"` // where it is one level
}

type jsonUnread struct {
	Source  string `json:"source"`
	File    string `json:"file,omitempty"` // where it is not the source
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Code    string `json:"code"`
	Message string `json:"message"`
	More    int    `json:"more,omitempty"`
}

// WritePortfolio writes a portfolio for machines: every case, one a line, and no
// prose. Title may be empty; tool is the program's version.
func WritePortfolio(w io.Writer, pf *portfolio.Portfolio, title, tool string) error {
	var head bytes.Buffer
	enc := json.NewEncoder(&head)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(portfolioHead(pf, title, tool)); err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	put := func(s string) { _, _ = out.WriteString(s) } // Flush gives the error
	put(text.EscapeJSON(strings.TrimSuffix(head.String(), "\n}\n")))
	lines := func(name string, each func(add func(any))) error {
		var failed error
		put(",\n  \"" + name + "\": [")
		between := "\n    "
		each(func(v any) {
			var line strings.Builder
			enc := json.NewEncoder(&line)
			enc.SetEscapeHTML(false)
			if err := enc.Encode(v); err != nil && failed == nil {
				failed = err
			}
			put(between + text.EscapeJSON(strings.TrimSuffix(line.String(), "\n")))
			between = ",\n    "
		})
		if between == ",\n    " {
			put("\n  ")
		}
		put("]")
		return failed
	}
	if err := lines("ranked", func(add func(any)) {
		for _, c := range pf.All() {
			add(jsonRankedOf(pf, c))
		}
	}); err != nil {
		return err
	}
	if err := lines("errors", func(add func(any)) {
		for _, u := range pf.Unread() {
			file := u.File
			if file == u.Source {
				file = ""
			}
			add(jsonUnread{u.Source, file, u.Line, u.Column, u.Code, u.Problem, u.More})
		}
	}); err != nil {
		return err
	}
	put("\n}\n")
	return out.Flush()
}

func portfolioHead(pf *portfolio.Portfolio, title, tool string) *jsonPortfolio {
	out := &jsonPortfolio{
		Format: PortfolioFormat, Tool: tool, Title: title, Policy: policyOf(pf), Cases: pf.Len(), Unreadable: len(pf.Unread()),
		Banks: []jsonRules{}, Conclusions: []jsonTally{}, Missing: []jsonMissing{}, Weakest: []jsonWeakest{},
		LookAgain: jsonLookAgain{SameAnswers: [][]int{}, AllTop: []int{}, SameTitle: [][]int{}},
	}
	if pf.Decided {
		out.Decided = outcomesOf(pf)
	}
	for _, b := range pf.Banks {
		out.Banks = append(out.Banks, jsonRules{b.ID, b.Version, b.Rules})
	}
	for _, c := range pf.All() {
		if c.Settled {
			out.Settled++
		}
	}
	tallies := pf.Tallies()
	for i := range tallies {
		out.Conclusions = append(out.Conclusions, tallyOf(pf, &tallies[i]))
	}
	for _, m := range pf.Missing() {
		out.Missing = append(out.Missing, jsonMissing{questionID(pf.Banks, m.Ref), m.Cases, m.Decides})
	}
	for _, w := range pf.Weakest() {
		out.Weakest = append(out.Weakest, jsonWeakest{dimensionID(pf.Banks, w.DimensionRef), w.Cases})
	}
	out.LookAgain.SameAnswers = append(out.LookAgain.SameAnswers, pf.SameAnswers()...)
	out.LookAgain.AllTop = append(out.LookAgain.AllTop, pf.AllTop()...)
	out.LookAgain.SameTitle = append(out.LookAgain.SameTitle, pf.SameTitle()...)
	return out
}

func tallyOf(pf *portfolio.Portfolio, t *portfolio.Tally) jsonTally {
	b := pf.Banks[t.Bank]
	out := jsonTally{Bank: b.ID, Cases: t.Cases, Open: t.OpenCases(), Codes: []jsonCode{}, Among: []jsonOpen{}}
	for _, ending := range pf.Order().Endings(t.Bank) {
		out.Codes = append(out.Codes, jsonCode{endingCode(b, ending), t.Settled[ending], t.Settled[ending] + t.Possible[ending]})
	}
	for _, o := range t.Open {
		open := jsonOpen{Cases: o.Cases}
		for _, ending := range o.Codes {
			open.Codes = append(open.Codes, endingCode(b, ending))
		}
		out.Among = append(out.Among, open)
	}
	return out
}

func policyOf(pf *portfolio.Portfolio) *jsonPolicy {
	if pf.Policy == nil {
		return nil
	}
	counts := func(by [paths.Mets]int) jsonMet {
		return jsonMet{by[paths.MetSurely], by[paths.MetNever], by[paths.MetMaybe]}
	}
	together, rules := pf.MetCounts()
	out := &jsonPolicy{Title: pf.Policy.Title, Rules: []jsonRule{}, jsonMet: counts(together)}
	for i := range pf.Policy.Rules {
		r := &pf.Policy.Rules[i]
		rule := jsonRule{jsonMet: counts(rules[i]), NotNeeded: rules[i][paths.NotNeeded]}
		switch r.Kind {
		case portfolio.Require:
			for _, c := range r.Codes {
				rule.AnyOf = append(rule.AnyOf, endingCode(pf.Banks[c.Bank], c.Ending))
			}
		case portfolio.Floor:
			rule.Dimension, rule.AtLeast = dimensionID(pf.Banks, r.Dimension()), &r.Least
		case portfolio.AtLeast:
			rule.Question, rule.Level = questionID(pf.Banks, r.Ref()), levelID(pf.Banks, r.Ref(), r.Least)
		case portfolio.Complete:
			rule.Complete = pf.Banks[r.Bank].ID
		case portfolio.Evidence:
			rule.Evidence = questionID(pf.Banks, r.Ref())
		}
		out.Rules = append(out.Rules, rule)
	}
	return out
}

func judgedOf(pf *portfolio.Portfolio, c *portfolio.Ranked) *jsonJudged {
	out := &jsonJudged{Together: c.Judged.Together.String(), Rules: []string{}, Short: max(c.Short, 0), Besides: c.Besides}
	for _, m := range c.Judged.Rules {
		out.Rules = append(out.Rules, m.String())
	}
	answers, sources := c.Judged.Wanted()
	out.Ask, out.Sources = questionIDs(pf.Banks, answers), questionIDs(pf.Banks, sources)
	out.FindOut, out.AskAgain = questionIDs(pf.Banks, c.Find), c.Again
	if r := c.OneShort; r != nil {
		ref := assess.Ref{Bank: r.Bank, Question: r.Question}
		out.Raise = &jsonRaise{questionID(pf.Banks, ref), levelID(pf.Banks, ref, r.From), levelID(pf.Banks, ref, r.To), r.Open}
	}
	return out
}

func jsonRankedOf(pf *portfolio.Portfolio, c *portfolio.Ranked) jsonRanked {
	out := jsonRanked{
		Place: c.Place, Source: c.Source, ID: c.ID, Title: c.Title, Path: []jsonStep{}, Beyond: c.Path.Beyond, Settled: c.Settled,
		Open: c.Open, Pivotal: c.Pivotal, Exact: c.Exact, Answered: c.Answered, AllTop: c.Top,
	}
	for _, s := range c.Path.Steps {
		b := pf.Banks[s.Bank]
		out.Path = append(out.Path, jsonStep{b.ID, portfolio.EndingIDs(b, s.Codes), len(s.Codes) == 1})
	}
	if c.Weakest.Bank >= 0 {
		b, s := pf.Banks[c.Weakest.Bank], pf.Score(c, c.Weakest)
		out.Weakest = lineScoreOf(b, &s)
	}
	if c.NearMiss() {
		out.Decider = questionID(pf.Banks, c.Decider)
	}
	if pf.Policy != nil {
		out.Policy = judgedOf(pf, c)
	}
	if c.Decided != nil {
		out.Decided = decidedOf(c.Decided)
	}
	return out
}
