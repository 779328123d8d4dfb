package form

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"collectiveimpact/samklar/questions/text"
)

// In a sheet the first row and the first column hold names for programs: of the fields
// of a case, and of questions as bank.question. What people read stands beside.

// How sheets begin, by which samklar import knows them: one with a row for each
// question; and one with a row for each case, of which rows of headings begin so too.
const (
	tallMark = "samklar-form"
	wideMark = "samklar-row"
)

// rowsToFill is how many rows below the headings have lists to choose from.
const rowsToFill = 1000

// WriteXLSX writes a workbook: a row for each case that answers, or, tall, a sheet for
// one case with a row for each question. Answers are chosen from lists.
func (f *Form) WriteXLSX(w io.Writer, tall bool) error {
	lists := sheet{name: "lists", hidden: true}
	known := make(map[string]string) // what a list holds: where it stands
	listOf := func(q *Question) string {
		all := f.answers(q)
		key := strings.Join(all, "\n")
		if known[key] == "" {
			column := len(known)
			for i, answer := range all {
				for len(lists.rows) <= i {
					lists.rows = append(lists.rows, nil)
				}
				for len(lists.rows[i]) <= column {
					lists.rows[i] = append(lists.rows[i], "")
				}
				lists.rows[i][column] = answer
			}
			known[key] = fmt.Sprintf("lists!$%s$1:$%s$%d", letter(column), letter(column), len(all))
		}
		return known[key]
	}
	form := f.wide()
	if tall {
		form = f.tall()
	}
	for i := range f.Banks {
		for q := range f.Banks[i].Questions {
			asked := &f.Banks[i].Questions[q]
			name := f.Banks[i].ID + "." + asked.ID
			column := letter(slices.Index(form.rows[0], name))
			cells := fmt.Sprintf("%s3:%s%d", column, column, rowsToFill)
			if tall {
				row := slices.IndexFunc(form.rows, func(cells []string) bool { return cells[0] == name })
				cells = fmt.Sprint("C", row+1)
			}
			form.choices = append(form.choices, choice{cells, listOf(asked)})
		}
	}
	return writeWorkbook(w, []sheet{form, lists})
}

// WriteCSV writes the same as WriteXLSX, without lists to choose from.
func (f *Form) WriteCSV(w io.Writer, tall bool) error {
	form := f.wide()
	if tall {
		form = f.tall()
	}
	return form.csv(w)
}

func (s *sheet) csv(w io.Writer) error {
	c := csv.NewWriter(w)
	for _, row := range s.rows {
		cells := make([]string, len(s.rows[0]))
		for i, cell := range row {
			if cells[i] = cell; strings.IndexAny(cell, "=+-@\t\r") == 0 {
				cells[i] = "'" + cell // no spreadsheet takes it for a formula
			}
		}
		if err := c.Write(cells); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// fields gives the names of the fields of a case, what they are called, and what is
// known of them.
func (f *Form) fields() (names, called, known []string) {
	c, labels := f.Case, f.labels()
	for _, field := range c.Fields() {
		names = append(names, field.Section+"."+field.Name)
		called = append(called, labels[field.Section+"/"+field.Name])
		known = append(known, text.Line(*field.Text))
	}
	return names, called, known
}

// wide is a row for each case: a row of names, one of what people read, and room.
func (f *Form) wide() sheet {
	names, called, known := f.fields()
	s := sheet{name: "form", frozen: 2, locked: 1, styles: map[int]int{1: headCell}, widths: []int{0}}
	for range names {
		s.widths = append(s.widths, 18)
	}
	names, called, known = append([]string{wideMark}, names...), append([]string{wideMark}, called...), append([]string{""}, known...)
	for i := range f.Banks {
		for _, q := range f.Banks[i].Questions {
			name := f.Banks[i].ID + "." + q.ID
			names, called = append(names, name, name+".note"), append(called, q.Ask, f.Words.NoteLabel)
			s.widths = append(s.widths, 34, 22)
		}
	}
	s.rows = [][]string{names, called}
	if slices.ContainsFunc(known, func(text string) bool { return text != "" }) {
		s.rows = append(s.rows, append(known, make([]string, len(names)-len(known))...))
	}
	return s
}

// tall is a sheet of one case: names, what people read, and beside each question its
// answer, a note, sources and what may be chosen.
func (f *Form) tall() sheet {
	words := f.Words
	s := sheet{name: "form", frozen: 1, locked: 1, widths: []int{0, 56, 44, 36, 30, 70}, styles: map[int]int{}}
	add := func(style int, cells ...string) {
		s.styles[len(s.rows)] = style
		s.rows = append(s.rows, append(cells, make([]string, len(s.widths)-len(cells))...))
	}
	add(plainCell, tallMark, "question", "answer", "note", "evidence", "choices")
	add(partCell, "", text.Line(f.Title))
	names, called, known := f.fields()
	for i := range names {
		add(plainCell, names[i], called[i], known[i])
	}
	for i := range f.Banks {
		b := &f.Banks[i]
		if len(b.Questions) == 0 {
			continue
		}
		add(plainCell)
		add(partCell, "", b.Title)
		add(headCell, "", "", words.FormAnswer, words.NoteLabel, words.FormEvidence, words.FormChoices)
		for _, part := range b.Parts {
			add(partCell, "", part.Title)
			for _, at := range part.Questions {
				q := &b.Questions[at]
				add(plainCell, b.ID+"."+q.ID, q.Ask, "", "", "", "• "+strings.Join(f.answers(q), "\n• "))
			}
		}
	}
	return s
}

// answers lists what may be entered for a question: the texts of its levels, or their
// ids where texts are alike or could be taken for something else.
func (f *Form) answers(q *Question) []string {
	var texts, ids []string
	unknown, notApplicable := f.Words.Unknown, f.Words.NotApplies
	alike := map[string]bool{strings.ToLower(unknown): true, strings.ToLower(notApplicable): true, "unknown": true, "not-applicable": true, "": true}
	plain := true
	for _, l := range q.Levels {
		texts, ids = append(texts, l.Text), append(ids, l.ID)
		key := strings.ToLower(strings.Trim(l.Text, `"'.“”‘’«»‹›„ `))
		plain = plain && !alike[key] && !strings.ContainsAny(l.Text[:1], "=+-@'") && !strings.Contains(key, "..") && q.Question.Level(key) < 0
		alike[key] = true
	}
	if !plain {
		texts, unknown, notApplicable = ids, "unknown", "not-applicable"
	}
	texts = append(texts, unknown)
	if q.Optional {
		texts = append(texts, notApplicable)
	}
	return texts
}
