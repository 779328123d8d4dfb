package resultfile

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// A portfolioColumn is a heading, and how the cells of a case and of one that
// could not be read are written; nil leaves a cell empty.
type portfolioColumn struct {
	name   string
	ranked func(r *csvRow, c *portfolio.Ranked)
	unread func(r *csvRow, u *portfolio.Unread)
}

// WritePortfolioCSV writes a portfolio for spreadsheets, with titles in the language of
// the banks beside their codes: a row for each case, in
// order, and behind them one for each that could not be read.
func WritePortfolioCSV(w io.Writer, pf *portfolio.Portfolio, d Dialect) error {
	out, columns, style := bufio.NewWriter(w), portfolioColumns(pf), d.style()
	var text []byte
	row := func(cell func(r *csvRow, c *portfolioColumn)) {
		r := csvRow{csvStyle: style, text: text[:0]}
		for i := range columns {
			cell(&r, &columns[i])
		}
		text = r.text
		_, _ = out.Write(text) // Flush gives the error
		_, _ = out.WriteString(style.end)
	}
	_, _ = out.WriteString(style.mark)
	row(func(r *csvRow, c *portfolioColumn) { r.cell(c.name) })
	for _, ranked := range pf.All() {
		row(func(r *csvRow, c *portfolioColumn) {
			if c.ranked == nil {
				r.next()
			} else {
				c.ranked(r, ranked)
			}
		})
	}
	unread := pf.Unread()
	for i := range unread {
		row(func(r *csvRow, c *portfolioColumn) {
			if c.unread == nil {
				r.next()
			} else {
				c.unread(r, &unread[i])
			}
		})
	}
	return out.Flush()
}

func portfolioColumns(pf *portfolio.Portfolio) []portfolioColumn {
	var all []portfolioColumn
	add := func(name string, ranked func(r *csvRow, c *portfolio.Ranked)) {
		all = append(all, portfolioColumn{name: name, ranked: ranked})
	}
	figure := func(name string, n func(c *portfolio.Ranked) int) {
		add(name, func(r *csvRow, c *portfolio.Ranked) { r.number(n(c)) })
	}
	figure("rank", func(c *portfolio.Ranked) int { return c.Place })
	all = append(all, portfolioColumn{
		"source", func(r *csvRow, c *portfolio.Ranked) { r.cell(c.Source) }, func(r *csvRow, u *portfolio.Unread) { r.cell(u.Source) },
	})
	add("id", func(r *csvRow, c *portfolio.Ranked) { r.cell(c.ID) })
	add("title", func(r *csvRow, c *portfolio.Ranked) { r.cell(c.Title) })
	add("place", func(r *csvRow, c *portfolio.Ranked) { r.cell(c.Where) })
	add("as_of", func(r *csvRow, c *portfolio.Ranked) { r.cell(c.AsOf) })
	add("path", func(r *csvRow, c *portfolio.Ranked) { r.word(portfolio.PathText(c.Path.Steps, pf.Banks)) })
	add("settled", func(r *csvRow, c *portfolio.Ranked) { r.yes(c.Settled) })
	all = append(all, stepColumns(pf)...)
	for _, w := range weakestColumns(pf.Banks) {
		add(w.name, func(r *csvRow, c *portfolio.Ranked) {
			w.cell(r, c.Weakest, func(d portfolio.DimensionRef) portfolio.DimensionScore { return pf.Score(c, d) })
		})
	}
	add("weakest_title", func(r *csvRow, c *portfolio.Ranked) {
		if c.Weakest.Bank < 0 {
			r.next()
		} else {
			r.cell(pf.Banks[c.Weakest.Bank].Dimensions[c.Weakest.Dimension].Title)
		}
	})
	figure("open", func(c *portfolio.Ranked) int { return c.Open })
	figure("pivotal", func(c *portfolio.Ranked) int { return c.Pivotal })
	add("decider", func(r *csvRow, c *portfolio.Ranked) {
		if c.NearMiss() {
			r.word(questionID(pf.Banks, c.Decider))
		} else {
			r.next()
		}
	})
	add("decider_text", func(r *csvRow, c *portfolio.Ranked) {
		if c.NearMiss() {
			r.cell(questionText(pf, c.Decider))
		} else {
			r.next()
		}
	})
	figure("answered", func(c *portfolio.Ranked) int { return c.Answered })
	add("all_top", func(r *csvRow, c *portfolio.Ranked) { r.yes(c.Top) })
	for _, d := range portfolio.Dimensions(pf.Banks) {
		name := dimensionID(pf.Banks, d)
		for _, f := range scoreColumns(pf.Banks, d) {
			add(name+f.name, func(r *csvRow, c *portfolio.Ranked) {
				if pf.Applies(c, d.Bank) {
					r.number(f.of(pf.Score(c, d)))
				} else {
					r.next() // it is not needed, which is not the same as not known
				}
			})
		}
	}
	if pf.Policy != nil {
		add("policy", func(r *csvRow, c *portfolio.Ranked) { r.word(c.Judged.Together.String()) })
		for _, wanted := range []struct {
			name string
			of   func(c *portfolio.Ranked) []assess.Ref
		}{
			{"ask", func(c *portfolio.Ranked) []assess.Ref { answers, _ := c.Judged.Wanted(); return answers }},
			{"ask_source", func(c *portfolio.Ranked) []assess.Ref { _, sources := c.Judged.Wanted(); return sources }},
			{"find_out", func(c *portfolio.Ranked) []assess.Ref { return c.Find }},
		} {
			add(wanted.name, func(r *csvRow, c *portfolio.Ranked) {
				r.word(strings.Join(questionIDs(pf.Banks, wanted.of(c)), " "))
			})
			add(wanted.name+"_text", func(r *csvRow, c *portfolio.Ranked) {
				var texts []string
				for _, ref := range wanted.of(c) {
					texts = append(texts, questionText(pf, ref))
				}
				r.cell(strings.Join(texts, " | "))
			})
		}
		for _, count := range []struct {
			name string
			of   func(c *portfolio.Ranked) int
		}{
			{"short", func(c *portfolio.Ranked) int { return c.Short }},
			{"besides", func(c *portfolio.Ranked) int { return c.Besides }},
		} {
			add(count.name, func(r *csvRow, c *portfolio.Ranked) {
				if n := count.of(c); n > 0 {
					r.number(n)
				} else {
					r.next()
				}
			})
		}
		add("ask_again", func(r *csvRow, c *portfolio.Ranked) {
			if c.Again {
				r.yes(true)
			} else {
				r.next()
			}
		})
		add("raise", func(r *csvRow, c *portfolio.Ranked) { r.word(raiseText(pf, c.OneShort)) })
		for i := range pf.Policy.Rules {
			add("rule "+RuleText(&pf.Policy.Rules[i], pf.Banks), func(r *csvRow, c *portfolio.Ranked) { r.word(c.Judged.Rules[i].String()) })
		}
	}
	if pf.Decided {
		addDecided(add)
	}
	return append(all, portfolioColumn{name: "errors", unread: func(r *csvRow, u *portfolio.Unread) { r.cell(unreadText(u)) }})
}

// stepColumns are two columns a bank that can end somewhere: what a case comes to there,
// in codes and by title; what is still possible stands side by side. A bank that is no
// step of the case's conclusion has empty cells.
func stepColumns(pf *portfolio.Portfolio) []portfolioColumn {
	var all []portfolioColumn
	for bank, b := range pf.Banks {
		if len(b.Endings) == 0 {
			continue
		}
		codesOf := func(c *portfolio.Ranked) []int {
			for i := range c.Path.Steps {
				if s := &c.Path.Steps[i]; s.Bank == bank {
					return s.Codes
				}
			}
			return nil
		}
		all = append(all, portfolioColumn{name: b.ID + ".code", ranked: func(r *csvRow, c *portfolio.Ranked) {
			r.word(strings.Join(portfolio.EndingIDs(b, codesOf(c)), "|"))
		}}, portfolioColumn{name: b.ID + ".title", ranked: func(r *csvRow, c *portfolio.Ranked) {
			var titles []string
			for _, code := range codesOf(c) {
				titles = append(titles, b.Endings[code].Title)
			}
			r.cell(strings.Join(titles, " | "))
		}})
	}
	return all
}

func questionIDs(banks []*questions.Bank, refs []assess.Ref) []string {
	var ids []string
	for _, ref := range refs {
		ids = append(ids, questionID(banks, ref))
	}
	return ids
}

func questionText(pf *portfolio.Portfolio, ref assess.Ref) string {
	return pf.Banks[ref.Bank].Questions[ref.Question].Ask
}

func unreadText(u *portfolio.Unread) string {
	problem := problemText(u.Line, u.Column, u.Problem, u.Code)
	if u.More > 0 {
		problem += fmt.Sprintf(" | and %d more", u.More)
	}
	return strings.TrimSpace(problem)
}

// raiseText gives a raise in ids, "when.money 6-to-11 12-to-35", or "" where there is
// none.
func raiseText(pf *portfolio.Portfolio, r *paths.BankRaise) string {
	if r == nil {
		return ""
	}
	ref := assess.Ref{Bank: r.Bank, Question: r.Question}
	return questionID(pf.Banks, ref) + " " + levelID(pf.Banks, ref, r.From) + " " + levelID(pf.Banks, ref, r.To)
}

// RuleText gives a rule in ids: "when:launch or when:prepare",
// "preconditions.shared-goal at least 50%".
func RuleText(r *portfolio.Rule, banks []*questions.Bank) string {
	switch r.Kind {
	case portfolio.Floor:
		return fmt.Sprintf("%s at least %d%%", dimensionID(banks, r.Dimension()), r.Least)
	case portfolio.AtLeast:
		return questionID(banks, r.Ref()) + " at least " + levelID(banks, r.Ref(), r.Least)
	case portfolio.Complete:
		return banks[r.Bank].ID + " complete"
	case portfolio.Evidence:
		return questionID(banks, r.Ref()) + " with a source"
	case portfolio.Require:
	}
	codes := make([]string, len(r.Codes))
	for i, c := range r.Codes {
		codes[i] = endingCode(banks[c.Bank], c.Ending)
	}
	return diag.Or(codes)
}
