package tablefile

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions/diag"
)

// A Case is what one row says.
type Case struct {
	Row     int
	Case    assess.Case
	Answers map[string]map[string]answerfile.Answer // by bank and question

	Counted              bool   // its id only counts the rows of its table
	Sender, SenderColumn string // the address it was sent from, where a column has that, and its heading
}

// A Remark says of a cell that it was not understood, or not as it stands.
type Remark struct {
	File   string
	Row    int
	Column string // its letters
	Case   string // what the case is known by
	What   string // what the column is used for
	Found  string
	Said   string // and what it might have been
	Code   string
}

// String gives a remark as one line: file:row:column: case, question: what [code].
func (r Remark) String() string {
	of := r.What
	if r.Case != "" {
		of = r.Case + ", " + of
	}
	return fmt.Sprintf("%s:%d:%s: %s: %s %s [%s]", r.File, r.Row, r.Column, of, diag.Quote(cut(r.Found, 80)), r.Said, r.Code)
}

func cut(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

// Cases gives what the rows say, in their order; rows in which nothing stands are left
// out.
func (p *Plan) Cases() (cases []*Case, remarks []Remark) {
	sender, counted := p.sender(), false
	for i := range p.Uses {
		counted = counted || p.counted(i)
	}
	for _, row := range p.rows {
		if row.blank() {
			continue
		}
		r := &rowReader{Plan: p, row: row, out: &Case{Row: row.Number, Counted: counted, Answers: make(map[string]map[string]answerfile.Answer)}}
		r.read()
		if sender >= 0 && strings.Contains(row.Cells[sender], "@") { // and not "anonymous"
			r.out.Sender, r.out.SenderColumn = strings.TrimSpace(row.Cells[sender]), p.Table.Head[sender]
		}
		cases, remarks = append(cases, r.out), append(remarks, r.remarks...)
	}
	return cases, remarks
}

// rowReader reads one row.
type rowReader struct {
	*Plan
	row     Row
	out     *Case
	remarks []Remark
}

func (r *rowReader) read() {
	for i, use := range r.Uses { // first who it is of, for messages
		if use.Kind == FieldColumn {
			r.field(i, use)
		}
	}
	for _, kind := range []Kind{NoteColumn, EvidenceColumn, AnswerColumn} {
		for i, use := range r.Uses {
			if use.Kind != kind {
				continue
			}
			_, mended := r.mendedAt(i) // an empty cell too
			if mended && kind == AnswerColumn || strings.TrimSpace(r.row.Cells[i]) != "" {
				r.entry(i, use)
			}
		}
	}
}

func (r *rowReader) remark(column int, code, said string) {
	c := &r.out.Case
	of := c.ID
	if of == "" {
		of = c.Title
	}
	file, row, letters := r.row.where(r.Table.File, column)
	r.remarks = append(r.remarks, Remark{file, row, letters, of, r.what(r.Uses[column]), strings.TrimSpace(r.row.Cells[column]), said, code})
}

func (r *rowReader) field(column int, use Use) {
	text := strings.TrimSpace(r.row.Cells[column])
	if text == "" {
		return
	}
	switch use.Field {
	case "respondent.name":
		if slices.Contains(nobody, fold(text)) {
			return
		}
	case "case.id":
		if n := utf8.RuneCountInString(text); n > assess.MaxID {
			r.remark(column, "too-long", fmt.Sprintf("has %d characters; an id has at most %d, and is left out", n, assess.MaxID))
			return
		}
	case "case.as-of":
		switch days := date(text, use.order); len(days) {
		case 1:
			text = days[0]
		case 0:
			r.remark(column, "bad-date", "is no date; expected one such as 2026-03-31")
			return
		default:
			r.remark(column, "bad-date", "may be "+diag.Or(days)+"; a mapping says the order of day, month and year (--map)")
			return
		}
	}
	for _, f := range r.out.Case.Fields() {
		if use.Field == f.Section+"."+f.Name {
			*f.Text = r.limited(column, text)
		}
	}
}

// limited cuts a text that is longer than an answer file holds, and says so.
func (r *rowReader) limited(column int, text string) string {
	if n := utf8.RuneCountInString(text); n > assess.MaxNote {
		r.remark(column, "too-long", fmt.Sprintf("has %d characters; the first %d are kept", n, assess.MaxNote))
		return string([]rune(text)[:assess.MaxNote])
	}
	return text
}

// entry reads a cell of an answer, a note or evidence.
func (r *rowReader) entry(column int, use Use) {
	text := strings.TrimSpace(r.row.Cells[column])
	bank, q := r.lexicon.Banks[use.at.bank].ID, r.lexicon.at(use.at)
	if r.out.Answers[bank] == nil {
		r.out.Answers[bank] = make(map[string]answerfile.Answer)
	}
	a := r.out.Answers[bank][q.ID]
	switch use.Kind {
	case NoteColumn:
		a.Note = r.limited(column, text)
	case EvidenceColumn:
		for piece := range strings.FieldsFuncSeq(strings.ReplaceAll(text, " | ", "\n"), func(c rune) bool { return c == '\n' || c == '\r' }) {
			if piece = strings.TrimSpace(piece); piece != "" {
				a.Evidence = append(a.Evidence, r.limited(column, piece))
			}
		}
		if n := len(a.Evidence); n > assess.MaxEvidence {
			r.remark(column, "too-many", fmt.Sprintf("are %d pieces of evidence; the first %d are kept", n, assess.MaxEvidence))
			a.Evidence = a.Evidence[:assess.MaxEvidence]
		}
	default:
		level, mended := r.mendedAt(column)
		if !mended {
			level = r.answer(use.at, text)
		}
		switch {
		case level == "":
			r.remark(column, "unknown-level", "is no answer"+r.suggest(use.at, text))
		case level == answerfile.NotApplicable && a.Note == "":
			r.remark(column, "needs-note", "says that it does not apply, and no note says why")
			level = ""
		}
		if a.Level = level; level == "" { // kept, and asked again
			a.Note = r.limited(column, strings.TrimSpace(a.Note+"\n"+text))
		}
	}
	r.out.Answers[bank][q.ID] = a
}

// mendedAt gives what a person has put in the place of a cell.
func (r *rowReader) mendedAt(column int) (level string, mended bool) {
	if len(r.mended) == 0 {
		return "", false
	}
	level, mended = r.mended[r.row.origin(column)]
	return level, mended
}

// mostKnown bounds the texts that are remembered, and how long they may be.
const mostKnown = 10_000

// remember gives what was found of a text that stands in a column of answers, and finds
// it where the text is new: most cells of a column have the same few.
func remember(known map[said]string, find func(at questionRef, text string) string, at questionRef, text string) string {
	key := said{at, text}
	found, ok := known[key]
	if !ok {
		if found = find(at, text); len(known) < mostKnown && len(text) < mostKnown {
			known[key] = found
		}
	}
	return found
}

// answer gives what a text answers to a question, as an answer file writes it; or "".
func (p *Plan) answer(at questionRef, text string) string {
	return remember(p.understood, p.understand, at, text)
}

// wholeNumber is a figure as programs write whole numbers: "3.0", "10,00".
var wholeNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\d+)[.,](0+)$`) })

// understand is answer for a text that was not seen before.
func (p *Plan) understand(at questionRef, text string) string {
	q, key := p.lexicon.at(at), fold(text)
	if level, ok := p.mapping.levels[at][key]; ok {
		return level
	}
	if exact := strings.TrimSpace(text); !strings.Contains(exact, " ") {
		if level := choiceOf(q, exact, q.Level); level != "" {
			return level // as an answer file has it, whatever texts there are
		}
	}
	levels := p.lexicon.levels[at.bank][at.question]
	if level := choiceOf(q, key, func(name string) int {
		if place, ok := levels[fold(name)]; ok {
			return place
		}
		return -1
	}); level != "" {
		return level
	}
	if m := wholeNumber().FindStringSubmatch(key); m != nil {
		_, thousands := levels[m[1]+m[2]]
		if place, ok := levels[m[1]]; ok && place >= 0 && (!thousands || len(m[2]) != 3) { // "1.000" may be a thousand
			return q.Levels[place].ID
		}
	}
	if slices.Contains(p.mapping.unknown, key) {
		return answerfile.Unknown
	}
	if boolean := map[string]string{"true": "yes", "false": "no"}[key]; boolean != "" && q.Level("yes") >= 0 && q.Level("no") >= 0 {
		return boolean
	}
	return answerfile.Said(strings.TrimSpace(text), q.Optional)
}
