package resultfile

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/text"
)

// Append appends a row as a line.
func (l *Lines) Append(to []byte, row *Row) []byte {
	w := lineWriter{Lines: l, text: append(to, l.begins...)}
	w.key("source").string(row.Source)
	if len(row.Errors) > 0 {
		w.errors(row)
	}
	if row.Summary != nil {
		w.scored(row)
	}
	if row.Entries != nil {
		w.noted(row)
	}
	w.close('}')
	return append(w.text, '\n')
}

// A lineWriter writes JSON. It puts commas by what stands before.
type lineWriter struct {
	*Lines
	text []byte
}

// part writes what was prepared of a value.
func (w *lineWriter) part(text string) {
	w.item()
	w.text = append(w.text, text...)
}

func (w *lineWriter) open(bracket byte) {
	w.item()
	w.text = append(w.text, bracket)
}

func (w *lineWriter) close(bracket byte) { w.text = append(w.text, bracket) }

// item puts a comma between two values.
func (w *lineWriter) item() {
	switch w.text[len(w.text)-1] {
	case '{', '[', ':':
	default:
		w.text = append(w.text, ',')
	}
}

// key writes the name of a field; a value follows.
func (w *lineWriter) key(name string) *lineWriter {
	w.item()
	w.text = append(append(append(w.text, '"'), name...), '"', ':')
	return w
}

func (w *lineWriter) number(n int) {
	w.item()
	w.text = strconv.AppendInt(w.text, int64(n), 10)
}

func (w *lineWriter) bool(v bool) {
	w.item()
	w.text = strconv.AppendBool(w.text, v)
}

// ids writes "a.b", or "a" where there is no b. Ids need no escapes.
func (w *lineWriter) ids(a, b string) {
	w.item()
	w.text = append(append(w.text, '"'), a...)
	if b != "" {
		w.text = append(append(w.text, '.'), b...)
	}
	w.text = append(w.text, '"')
}

// filled writes a field with a text, unless that is empty.
func (w *lineWriter) filled(name, text string) {
	if text != "" {
		w.key(name).string(text)
	}
}

// string writes a text. What acts or hides is escaped: it keeps its value and
// stays harmless.
func (w *lineWriter) string(s string) {
	w.item()
	w.text = append(w.text, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c < 0x7f && c != '"' && c != '\\' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r >= 0xa1 && r < 0x300 && r != 0xad || r >= utf8.RuneSelf && !(r == utf8.RuneError && size == 1) && !text.Active(r) {
			i += size
			continue
		}
		w.text = append(w.text, s[from:i]...)
		w.escape(r)
		i += size
		from = i
	}
	w.text = append(append(w.text, s[from:]...), '"')
}

func (w *lineWriter) escape(r rune) {
	const short, long = "\"\\\b\f\n\r\t", `"\bfnrt`
	for i := range len(short) {
		if rune(short[i]) == r {
			w.text = append(w.text, '\\', long[i])
			return
		}
	}
	w.text = text.AppendEscape(w.text, r)
}

func (w *lineWriter) errors(row *Row) {
	w.key("errors").open('[')
	for _, e := range errorsOf(row) {
		w.open('{')
		if e.File != row.Source {
			w.filled("file", e.File)
		}
		if e.Line > 0 {
			w.key("line").number(e.Line)
		}
		if e.Column > 0 {
			w.key("column").number(e.Column)
		}
		w.key("code").string(e.Code)
		w.key("message").string(e.Message)
		w.close('}')
	}
	w.close(']')
}

func (w *lineWriter) scored(row *Row) {
	s := row.Summary
	w.key("case").open('{')
	w.filled("id", row.Case.ID)
	w.filled("title", row.Case.Title)
	w.filled("place", row.Case.Place)
	w.filled("as_of", row.Case.AsOf)
	w.close('}')
	if row.Respondents > 0 {
		w.key("respondents").number(row.Respondents)
	}
	w.key("path").open('[')
	for _, step := range s.Steps {
		w.open('{')
		w.key("bank").ids(w.banks[step.Bank].ID, "")
		w.codes(w.banks[step.Bank], step.Codes)
		w.key("settled").bool(len(step.Codes) == 1)
		w.close('}')
	}
	w.close(']')
	w.filled("beyond", s.Beyond)
	w.key("settled").bool(s.Settled)
	w.scores("dimensions", s.Scores, false)
	w.scores("overall", s.Scores, true)
	if s.Weakest.Bank >= 0 {
		b := w.banks[s.Weakest.Bank]
		w.key("weakest").ids(b.ID, b.Dimensions[s.Weakest.Dimension].ID)
	}
	w.key("answered").number(s.Answered)
	w.key("all_top").bool(s.Top)
	w.questions("open", s.Open)
	w.questions("pivotal", s.Pivotal)
	w.key("pivotal_exact").bool(s.Exact)
	w.key("advice").open('[')
	for _, a := range s.Advice {
		w.ids(w.banks[a.Bank].ID, a.Advice)
	}
	w.close(']')
	w.key("pattern").pattern(s.Pattern)
	w.key("answers").string(row.Answers)
	w.key("banks").open('[')
	sourced := s.Sourced
	for i, b := range w.banks {
		w.part(w.bank[i])
		w.key("role").string(s.Banks[i].Role.String())
		w.codes(b, s.Banks[i].Codes)
		sourced = w.sheet(b, i, &s.Banks[i], sourced)
		w.close('}')
	}
	w.close(']')
}

// sheet writes what is answered to a bank, and returns the answers with a source
// that are left for later banks.
func (w *lineWriter) sheet(b *questions.Bank, bank int, s *portfolio.BankSummary, sourced []assess.Ref) []assess.Ref {
	w.key("levels").open('[')
	for q, choice := range s.Sheet {
		if choice == assess.Unanswered {
			continue
		}
		if level, ok := choice.Level(); ok {
			w.part(w.levels[bank][q][level])
		} else {
			w.open('{')
			w.key("question").ids(b.Questions[q].ID, "")
			if low, high := choice.Possible(&b.Questions[q]); choice.Leveled() {
				w.between(b.Questions[q].Levels[low].ID, b.Questions[q].Levels[high].ID)
			} else {
				w.key("level").ids(choice.ID(&b.Questions[q]), "")
				if slices.Contains(s.Doubts, q) {
					w.key("may_not_apply").bool(true)
				}
			}
		}
		if len(sourced) > 0 && sourced[0] == (assess.Ref{Bank: bank, Question: q}) {
			sourced = sourced[1:]
			w.text = append(w.text, `,"source":true`...)
		}
		w.close('}')
	}
	w.close(']')
	return sourced
}

func (w *lineWriter) between(low, high string) {
	w.key("between").open('[')
	w.ids(low, "")
	w.ids(high, "")
	w.close(']')
}

func (w *lineWriter) codes(b *questions.Bank, codes []int) {
	endings := b.Endings
	w.key("codes").open('[')
	for _, code := range codes {
		w.ids(endings[code].ID, "")
	}
	w.close(']')
}

// scores writes the scores of the dimensions, or those of the whole.
func (w *lineWriter) scores(name string, scores []portfolio.DimensionScore, whole bool) {
	w.key(name).open('[')
	for i := range scores {
		p := &scores[i]
		if (p.Dimension == portfolio.Whole) != whole {
			continue
		}
		if whole {
			w.open('{')
			w.key("bank").ids(w.banks[p.Bank].ID, "")
		} else {
			w.part(w.dimension[p.Bank][p.Dimension])
		}
		w.key("low").number(p.Low)
		w.key("high").number(p.High)
		w.key("known").bool(p.Known)
		if p.Held() {
			w.key("counts_as").open('{')
			w.key("low").number(p.CountsLow)
			w.key("high").number(p.CountsHigh)
			w.close('}')
		}
		w.close('}')
	}
	w.close(']')
}

func (w *lineWriter) questions(name string, refs []assess.Ref) {
	w.key(name).open('[')
	for _, ref := range refs {
		w.part(w.refs[ref.Bank][ref.Question])
	}
	w.close(']')
}

// pattern writes 16 hexadecimal digits.
func (w *lineWriter) pattern(p uint64) {
	w.item()
	const digits = "0123456789abcdef"
	w.text = append(w.text, '"')
	for shift := 60; shift >= 0; shift -= 4 {
		w.text = append(w.text, digits[p>>shift&15])
	}
	w.text = append(w.text, '"')
}

// noted writes what is written with notes only: it may name people.
func (w *lineWriter) noted(row *Row) {
	if c := &row.Case.Respondent; c.Name != "" || c.Organisation != "" || c.Role != "" {
		w.key("respondent").open('{')
		w.filled("name", c.Name)
		w.filled("organisation", c.Organisation)
		w.filled("role", c.Role)
		w.close('}')
	}
	begun := false
	for _, b := range w.banks {
		inBank := false
		for _, a := range answersOf(b, row.Entries[b.ID], row.Gone) {
			if a.Note == "" && len(a.Evidence) == 0 {
				continue
			}
			if !begun {
				w.key("notes").open('{')
			}
			if !inBank {
				w.key(b.ID).open('[')
			}
			begun, inBank = true, true
			w.answer(&a)
		}
		if inBank {
			w.close(']')
		}
	}
	if begun {
		w.close('}')
	}
}

func (w *lineWriter) answer(a *jsonAnswer) {
	w.open('{')
	w.key("question").ids(a.Question, "")
	w.filled("level", a.Level)
	if a.Between != nil {
		w.between(a.Between[0], a.Between[1])
	}
	w.filled("note", a.Note)
	if len(a.Evidence) > 0 {
		w.key("evidence").open('[')
		for _, piece := range a.Evidence {
			w.string(piece)
		}
		w.close(']')
	}
	w.filled("stale", a.Stale)
	w.close('}')
}

// maxErrors is the number of problems that a line holds: a line of scores must
// be one that is read back.
const maxErrors = 100

// errorsOf gives the problems of a row, and in the place of too many how many.
func errorsOf(row *Row) diag.List {
	if len(row.Errors) <= maxErrors {
		return row.Errors
	}
	more := row.Errors[maxErrors]
	more.Code, more.Message = "more-problems", "further problems: "+strconv.Itoa(len(row.Errors)-maxErrors)
	return append(slices.Clone(row.Errors[:maxErrors]), more)
}
