package resultfile

import (
	"bufio"
	"io"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
)

// FollowUpWords are the words of a follow-up in a language: its headings, in their order,
// what is wanted in a row, and how a source is asked for.
type FollowUpWords struct {
	Head   []string
	Wanted [3]string                           // an answer, a source, both
	Source func(question, level string) string // where the answer is known
}

// WriteFollowUpCSV writes what is to be asked by a policy, for a mail merge: a row for
// each case and question, the cases in their order. Questions and levels are in the
// language of the banks.
func WriteFollowUpCSV(w io.Writer, pf *portfolio.Portfolio, d Dialect, words *FollowUpWords) error {
	out, style := bufio.NewWriter(w), d.style()
	r := csvRow{csvStyle: style, text: []byte(style.mark)}
	for _, name := range words.Head {
		r.cell(name)
	}
	_, _ = out.Write(r.text) // Flush gives the error
	_, _ = out.WriteString(style.end)
	for _, c := range pf.All() {
		if c.Judged == nil {
			break
		}
		for i, ref := range c.Judged.Ask {
			b := pf.Banks[ref.Bank]
			q, asked := &b.Questions[ref.Question], &c.Judged.Asked[i]
			r = csvRow{csvStyle: style, text: r.text[:0]}
			for _, text := range []string{c.Source, c.ID, c.Title} {
				r.cell(text)
			}
			r.number(i + 1)
			r.number(len(c.Judged.Ask))
			r.word(b.ID)
			r.word(q.ID)
			r.word(words.Wanted[wanted(asked)])
			now := ""
			if asked.Now != assess.Unanswered {
				now = asked.Now.ID(q) // as sheets have it
			}
			r.word(now)
			low, high := asked.Now.Possible(q)
			if asked.Answer() || !asked.Now.Leveled() {
				r.cell(q.Ask)
			} else {
				r.cell(words.Source(q.Ask, q.Levels[low].Text))
			}
			r.cell(levelTexts(q, low, high, asked.Now.Leveled()))
			r.cell(levelTexts(q, low, high, asked.Answer()))
			_, _ = out.Write(r.text)
			_, _ = out.WriteString(style.end)
		}
	}
	return out.Flush()
}

// levelTexts gives the levels from one to another, or nothing.
func levelTexts(q *questions.Question, low, high int, wanted bool) string {
	var texts []string
	for i := low; i <= high && wanted; i++ {
		texts = append(texts, q.Levels[i].Text)
	}
	return strings.Join(texts, " | ")
}

// wanted says what is asked for, by its place among the words.
func wanted(a *portfolio.Asked) int {
	switch {
	case !a.Answer():
		return 1
	case a.Source:
		return 2
	}
	return 0
}
