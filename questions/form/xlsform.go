package form

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/text"
)

// languageNames are what XLSForms call languages, with their codes.
var languageNames = map[string]string{"en": "English (en)", "da": "Dansk (da)", "nl": "Nederlands (nl)"}

// An xlsForm is an XLSForm being written: https://xlsform.org/en/ref-table/. Its names
// are ids of questions, groups are banks and in them parts, and it asks as a page does:
// what the ways through the trees come to is calculated.
type xlsForm struct {
	langs   []*Form // the same form in each language, the default one first
	survey  [][]string
	choices [][]string
	names   map[[2]string]string // by bank and question
}

// WriteXLSForm writes the form for KoboToolbox, ODK and the like, as a workbook: in its
// own language, and every other one that its banks speak.
func (f *Form) WriteXLSForm(w io.Writer, library *questions.Library) error {
	sheets, err := f.xlsForm(library)
	if err != nil {
		return err
	}
	return writeWorkbook(w, sheets)
}

func (f *Form) xlsForm(library *questions.Library) ([]sheet, error) {
	x := &xlsForm{langs: []*Form{f}}
	for _, lang := range questions.Languages() {
		other, spoken, err := f.In(lang, library)
		if err != nil {
			return nil, err
		}
		if spoken && lang != f.Words.Lang {
			x.langs = append(x.langs, other)
		}
	}
	if err := x.name(f); err != nil {
		return nil, err
	}
	head := []string{"type", "name", "relevant", "required", "calculation", "appearance"}
	var labels, ids []string
	for _, l := range x.langs {
		labels = append(labels, "label::"+languageNames[l.Words.Lang])
	}
	x.survey = [][]string{append(head, labels...)}
	x.choices = [][]string{append([]string{"list_name", "name"}, labels...)}
	x.about(f)
	for i := range f.Banks {
		x.bank(i)
	}
	for i := range f.Banks {
		x.ways(i)
		ids = append(ids, strings.ReplaceAll(f.Banks[i].ID, "-", "_"))
	}
	settings := [][]string{
		{"form_title", "form_id", "version", "default_language"},
		{text.Line(f.Title), "samklar_" + strings.Join(ids, "_"), f.Version(), languageNames[f.Words.Lang]},
	}
	var all []sheet
	for _, s := range []sheet{{name: "survey", rows: x.survey, frozen: 1}, {name: "choices", rows: x.choices, frozen: 1}, {name: "settings", rows: settings}} {
		s.styles, s.widths = map[int]int{0: headCell}, slices.Repeat([]int{30}, len(s.rows[0]))
		all = append(all, s)
	}
	return all, nil
}

// name gives the questions names: their ids, or bank.question where an id is not one of
// a kind, or begins with a figure, as names in XML may not.
func (x *xlsForm) name(f *Form) error {
	taken := map[string]int{"case": 1, "respondent": 1}
	for _, field := range f.Case.Fields() {
		taken[field.Name]++
	}
	for _, b := range f.Banks {
		taken[b.ID]++
		if startsWithFigure(b.ID) {
			return fmt.Errorf("an XLSForm has no names that begin with a figure, such as that of bank %q", b.ID)
		}
		for _, q := range b.Questions {
			taken[q.ID]++
		}
	}
	x.names = make(map[[2]string]string)
	for _, b := range f.Banks {
		for _, q := range b.Questions {
			name := q.ID
			if taken[name] > 1 || startsWithFigure(name) {
				name = b.ID + "." + q.ID
			}
			x.names[[2]string{b.ID, q.ID}] = name
		}
	}
	return nil
}

func startsWithFigure(id string) bool { return id[0] <= '9' && id[0] >= '0' }

// A line is a row of the survey sheet; what it is called comes from each language.
type line struct {
	kind, name, relevant, required, calculation, appearance string
	label                                                   func(*Form) string
}

func (x *xlsForm) add(l line) {
	row := []string{l.kind, l.name, l.relevant, l.required, l.calculation, l.appearance}
	for _, f := range x.langs {
		label := ""
		if l.label != nil {
			label = labelOf(l.label(f))
		}
		row = append(row, label)
	}
	x.survey = append(x.survey, row)
}

// labelOf keeps a text from being read as a reference to an answer.
func labelOf(s string) string { return strings.ReplaceAll(text.Line(s), "${", "$ {") }

// about asks what the answers are of, and who gives them.
func (x *xlsForm) about(f *Form) {
	section := ""
	c := f.Case
	for _, field := range c.Fields() {
		if field.Section != section {
			if section != "" {
				x.add(line{kind: "end_group"})
			}
			section = field.Section
			group := line{kind: "begin_group", name: section, appearance: "field-list"}
			if section == "case" {
				group.label = func(l *Form) string { return l.Words.FormCase }
			}
			x.add(group)
		}
		asked := line{kind: "text", name: field.Name, label: func(l *Form) string { return l.labels()[field.Section+"/"+field.Name] }}
		switch known := text.Line(*field.Text); {
		case known != "" && !strings.ContainsAny(known, "'$"): // it is not asked again
			asked = line{kind: "calculate", name: field.Name, calculation: "'" + known + "'"}
		case field.Name == "as-of":
			asked.kind = "date"
		}
		x.add(asked)
	}
	x.add(line{kind: "end_group"})
}

func (x *xlsForm) bank(at int) {
	b := &x.langs[0].Banks[at]
	if len(b.Questions) == 0 {
		return
	}
	group := line{kind: "begin_group", name: b.ID, label: func(f *Form) string { return f.Banks[at].Title }}
	if !b.first {
		group.relevant = "${" + b.ID + "_asked} = 1"
	}
	x.add(group)
	if b.About != "" {
		x.add(line{kind: "note", name: b.ID + "_about", label: func(f *Form) string { return f.Banks[at].About }})
	}
	for i, part := range b.Parts {
		group := line{kind: "begin_group", name: b.ID + "_" + part.ID, label: func(f *Form) string { return f.Banks[at].Parts[i].Title }}
		if b.Kind == questions.Tree {
			group.relevant = "${" + b.ID + "_" + part.ID + "_on} = 1"
		}
		x.add(group)
		for _, q := range part.Questions {
			x.question(at, q)
		}
		x.add(line{kind: "end_group"})
	}
	x.add(line{kind: "end_group"})
}

func (x *xlsForm) question(at, place int) {
	b := &x.langs[0].Banks[at]
	q := &b.Questions[place]
	name, list := x.names[[2]string{b.ID, q.ID}], b.ID+"_"+q.ID
	ask := func(f *Form) *Question { return &f.Banks[at].Questions[place] }
	x.add(line{kind: "select_one " + list, name: name, label: func(f *Form) string { return ask(f).Ask }})
	note := line{kind: "text", name: name + "_note", relevant: "${" + name + "} != ''", appearance: "multiline", label: func(f *Form) string { return f.Words.NoteLabel }}
	if q.Optional {
		note.required = "${" + name + "} = 'not-applicable'"
		note.label = func(f *Form) string { return f.Words.FormReason }
	}
	x.add(note)
	x.add(line{kind: "text", name: name + "_evidence", relevant: note.relevant, appearance: "multiline", label: func(f *Form) string { return f.Words.FormEvidence }})
	choose := func(id string, label func(*Form) string) {
		row := []string{list, id}
		for _, f := range x.langs {
			row = append(row, labelOf(label(f)))
		}
		x.choices = append(x.choices, row)
	}
	for i, l := range q.Levels {
		choose(l.ID, func(f *Form) string { return ask(f).Levels[i].Text })
	}
	choose("unknown", func(f *Form) string { return f.Words.Unknown })
	if q.Optional {
		choose("not-applicable", func(f *Form) string { return f.Words.NotApplies })
	}
}
