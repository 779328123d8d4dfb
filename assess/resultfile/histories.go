package resultfile

import (
	"bufio"
	"io"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/compare"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
)

// stepsOf gives the steps of the first conclusion.
func stepsOf(r *assess.Result) []assess.Step {
	if len(r.Chains) == 0 {
		return nil
	}
	return r.Chains[0].Steps
}

// WriteHistoriesCSV writes what has become of many cases for spreadsheets: a row for
// each step from one moment to the next, and one for each case that has no other moment.
func WriteHistoriesCSV(w io.Writer, all []compare.History, banks []*questions.Bank, d Dialect) error {
	out, style := bufio.NewWriter(w), d.style()
	_, _ = out.WriteString(style.mark) // Flush gives the error
	write := func(fill func(r *csvRow)) {
		r := csvRow{csvStyle: style}
		fill(&r)
		_, _ = out.Write(r.text)
		_, _ = out.WriteString(style.end)
	}
	dimensions := portfolio.Dimensions(banks)
	write(func(r *csvRow) {
		for _, name := range []string{"id", "title", "change", "old_as_of", "new_as_of", "old_path", "new_path"} {
			r.word(name)
		}
		for _, at := range dimensions {
			if at.Dimension != portfolio.Whole {
				name := banks[at.Bank].ID + "." + banks[at.Bank].Dimensions[at.Dimension].ID
				for _, of := range []string{".change", ".old_low", ".old_high", ".new_low", ".new_high"} {
					r.word(name + of)
				}
			}
		}
	})
	for i := range all {
		h := &all[i]
		if h.Presence != compare.Throughout {
			old, now := &h.Moments[0], &h.Moments[0]
			if h.Presence == compare.Gone {
				now = nil
			} else {
				old = nil
			}
			write(func(r *csvRow) { historyRow(r, h, h.Word(), old, now, nil, banks, dimensions) })
			continue
		}
		for m, c := range h.Steps {
			word := compare.Same.String()
			if len(c.Relations) > 0 {
				word = c.Relations[0].String()
			}
			write(func(r *csvRow) { historyRow(r, h, word, &h.Moments[m], &h.Moments[m+1], c, banks, dimensions) })
		}
	}
	return out.Flush()
}

// historyRow writes the row of a step; a moment that is not there leaves its cells empty.
func historyRow(r *csvRow, h *compare.History, word string, old, now *compare.Moment, c *compare.Comparison, banks []*questions.Bank, dimensions []portfolio.DimensionRef) {
	r.cell(h.ID)
	r.cell(h.Case().Title)
	r.word(word)
	for _, m := range []*compare.Moment{old, now} {
		r.next()
		if m != nil {
			r.text = append(r.text, m.Case.AsOf...)
		}
	}
	for _, m := range []*compare.Moment{old, now} {
		r.next()
		if m != nil {
			r.text = append(r.text, portfolio.PathText(stepsOf(m.Result), banks)...)
		}
	}
	for _, at := range dimensions {
		if at.Dimension == portfolio.Whole {
			continue
		}
		r.next()
		if c != nil {
			r.text = append(r.text, c.Parts[at.Bank][at.Dimension].String()...)
		}
		for _, m := range []*compare.Moment{old, now} {
			if m == nil || !m.Result.Banks[at.Bank].Scores[at.Dimension].Known {
				r.next()
				r.next()
				continue
			}
			s := m.Result.Banks[at.Bank].Scores[at.Dimension]
			r.number(s.CountsLow.Percent())
			r.number(s.CountsHigh.Percent())
		}
	}
}
