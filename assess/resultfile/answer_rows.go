package resultfile

import (
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
)

// AnswerFormat is the version of the line that stands for one answer. Fields are only
// ever added to it.
const AnswerFormat = 1

// An AnswerSheet lays the answers of cases out one under the other, a row for each,
// for programs that count and compare them. It is safe for concurrent use. Names,
// notes and evidence go out with notes only.
type AnswerSheet struct {
	style csvStyle
	notes bool
	json  bool
}

// NewAnswerSheet gives a sheet in CSV.
func NewAnswerSheet(d Dialect, notes bool) *AnswerSheet {
	return &AnswerSheet{style: d.style(), notes: notes}
}

// NewAnswerLines gives a sheet in which a row is a line of JSON.
func NewAnswerLines(notes bool) *AnswerSheet { return &AnswerSheet{notes: notes, json: true} }

// AppendHead appends the row of headings, which lines of JSON do not have.
func (s *AnswerSheet) AppendHead(to []byte) []byte {
	if s.json {
		return to
	}
	r := csvRow{csvStyle: s.style, text: append(to, s.style.mark...)}
	for _, name := range []string{"source", "id", "title", "place", "as_of", "bank", "question", "level", "between", "lowest", "highest", "of", "stale", "has_note", "has_evidence"} {
		r.cell(name)
	}
	if s.notes {
		for _, name := range []string{"name", "organisation", "role", "note", "evidence"} {
			r.cell(name)
		}
	}
	return append(r.text, s.style.end...)
}

// AppendRows appends a row for each question of the banks that something is recorded
// for.
func (s *AnswerSheet) AppendRows(to []byte, source string, c *assess.Case, entries assess.Entries, banks []*questions.Bank) []byte {
	for _, b := range banks {
		for i := range entries[b.ID] {
			e := &entries[b.ID][i]
			if e.Choice == assess.Unanswered && e.Stale == "" && e.Note == "" && len(e.Evidence) == 0 {
				continue
			}
			if s.json {
				to = s.line(to, source, c, e, b, i)
			} else {
				to = s.row(to, source, c, e, b, i)
			}
		}
	}
	return to
}

func (s *AnswerSheet) row(to []byte, source string, c *assess.Case, e *assess.Entry, b *questions.Bank, question int) []byte {
	r, q := csvRow{csvStyle: s.style, text: to}, &b.Questions[question]
	for _, text := range []string{source, c.ID, c.Title, c.Place, c.AsOf} {
		r.cell(text)
	}
	r.word(b.ID)
	r.word(q.ID)
	level, between := levelsAsWritten(e.Choice, q)
	r.word(level)
	r.word(strings.Join(between, " "))
	if low, high := e.Choice.Possible(q); low <= high {
		r.number(low + 1)
		r.number(high + 1)
	} else {
		r.next()
		r.next()
	}
	r.number(len(q.Levels))
	r.cell(e.Stale)
	r.yes(e.Note != "")
	r.yes(len(e.Evidence) > 0)
	if s.notes {
		who := &c.Respondent
		for _, text := range []string{who.Name, who.Organisation, who.Role, e.Note, strings.Join(e.Evidence, " | ")} {
			r.cell(text)
		}
	}
	return append(r.text, s.style.end...)
}

func (s *AnswerSheet) line(to []byte, source string, c *assess.Case, e *assess.Entry, b *questions.Bank, question int) []byte {
	w, q := lineWriter{text: append(to, '{')}, &b.Questions[question]
	w.key("samklar_answer").number(AnswerFormat)
	w.key("source").string(source)
	for _, f := range []struct{ name, text string }{{"id", c.ID}, {"title", c.Title}, {"place", c.Place}, {"as_of", c.AsOf}} {
		w.filled(f.name, f.text)
	}
	w.key("bank").ids(b.ID, "")
	w.key("question").ids(q.ID, "")
	level, between := levelsAsWritten(e.Choice, q)
	w.filled("level", level)
	if between != nil {
		w.key("between")
		w.list(between)
	}
	if low, high := e.Choice.Possible(q); low <= high {
		w.key("lowest").number(low + 1)
		w.key("highest").number(high + 1)
	}
	w.key("of").number(len(q.Levels))
	w.filled("stale", e.Stale)
	w.key("has_note").bool(e.Note != "")
	w.key("has_evidence").bool(len(e.Evidence) > 0)
	if s.notes {
		who := &c.Respondent
		for _, f := range []struct{ name, text string }{{"name", who.Name}, {"organisation", who.Organisation}, {"role", who.Role}, {"note", e.Note}} {
			w.filled(f.name, f.text)
		}
		if len(e.Evidence) > 0 {
			w.key("evidence")
			w.list(e.Evidence)
		}
	}
	w.close('}')
	return append(w.text, '\n')
}

func (w *lineWriter) list(all []string) {
	w.open('[')
	for _, s := range all {
		w.string(s)
	}
	w.close(']')
}

// levelsAsWritten gives a choice as an answer file has it: a level, or two that it lies
// between; neither where the question is not answered.
func levelsAsWritten(c assess.Choice, q *questions.Question) (level string, between []string) {
	low, high := c.Possible(q)
	switch {
	case c == assess.Unanswered:
		return "", nil
	case c.Leveled() && low < high:
		return "", []string{q.Levels[low].ID, q.Levels[high].ID}
	}
	return c.ID(q), nil
}
