package resultfile

import (
	"bufio"
	"io"
	"strings"

	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
)

// followUpHead lists the headings of a follow-up.
func followUpHead() []string {
	return []string{"source", "id", "title", "number", "of", "bank", "question", "wanted", "now", "ask", "now_text", "choices"}
}

// WriteFollowUpCSV writes what is to be asked by a policy, for a mail merge: a row for
// each case and question, the cases in their order. Questions and levels are in the
// language of the banks.
func WriteFollowUpCSV(w io.Writer, pf *portfolio.Portfolio, d Dialect) error {
	out, style := bufio.NewWriter(w), d.style()
	r := csvRow{csvStyle: style, text: []byte(style.mark)}
	for _, name := range followUpHead() {
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
			r.word(wanted(asked))
			level, between := levelsAsWritten(asked.Now, q)
			r.word(level + strings.Join(between, " "))
			r.cell(q.Ask)
			low, high := asked.Now.Possible(q)
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

// wanted says what is asked for.
func wanted(a *portfolio.Asked) string {
	switch {
	case !a.Answer():
		return "source"
	case a.Source:
		return "answer source"
	}
	return "answer"
}
