package tablefile

import (
	"fmt"
	"slices"
	"strings"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/yamldoc"
)

// A Kind is what a column is used for.
type Kind int

// The kinds of columns.
const (
	NotUsed Kind = iota
	Ignored      // as a mapping says
	AnswerColumn
	NoteColumn
	EvidenceColumn
	FieldColumn // of the case, or of who answered
)

// A Use is what a column is used for.
type Use struct {
	Kind  Kind
	Field string // "case.id"
	order string // of a date, or ""
	at    questionRef
	rank  rank // of a field: how surely its heading names it
}

// A Plan is what each column of a table is.
type Plan struct {
	Table   *Table
	Uses    []Use
	Missing []string // questions without a column, of banks that have one: "bank.question"
	Left    int      // rows that Latest left out, since a later row has the same cell

	rows    []Row
	lexicon *Lexicon
	mapping *Map
	mended  map[origin]string // cells: their answers

	understood map[said]string // cache of answer: most cells of a column have the same few texts
	suggested  map[said]string // cache of suggest
	sampled    map[questionRef][]sample
}

// said is a text that stands in a column of answers.
type said struct {
	questionRef
	text string
}

func (l *Lexicon) at(at questionRef) *questions.Question {
	return &l.Banks[at.bank].Questions[at.question]
}

func (l *Lexicon) id(at questionRef) string { return l.Banks[at.bank].ID + "." + l.at(at).ID }

func (l *Lexicon) names(all []questionRef) []string {
	names := make([]string, len(all))
	for i, at := range all {
		names[i] = l.id(at)
	}
	return names
}

func (l *Lexicon) ids() []string {
	var all []string
	for bank, b := range l.Banks {
		for question := range b.Questions {
			all = append(all, l.id(questionRef{bank, question}))
		}
	}
	return all
}

// NewPlan finds out what each column is: by the mapping, which may be nil, and else by
// its heading. What is named twice, and what a mapping names that is not there, is
// returned as a diag.List, with the plan that a person can go on with.
func NewPlan(t *Table, l *Lexicon, m *Map) (*Plan, error) {
	if m == nil {
		m = &Map{lexicon: l}
	}
	own := *m // what is wrong with it for this table says nothing of the next
	m = &own
	p := &Plan{Table: t, Uses: make([]Use, len(t.Head)), rows: t.Rows, lexicon: l, mapping: m, mended: make(map[origin]string), understood: make(map[said]string), suggested: make(map[said]string), sampled: make(map[questionRef][]sample)}
	lacking := p.named()
	for i, heading := range t.Head {
		if p.Uses[i].Kind == NotUsed {
			p.Uses[i] = p.told(heading)
		}
	}
	p.furtherHeadings()
	p.surest()
	p.lost(lacking)
	p.mend()
	problems := append(p.twice(), m.reader.Problems...)
	answered := make(map[int]bool)
	for _, use := range p.Uses {
		if use.Kind == AnswerColumn {
			answered[use.at.bank] = true
		}
	}
	if len(answered) == 0 && len(problems) == 0 {
		problems = append(problems, diag.Diagnostic{File: t.File, Line: 1, Column: 1, Code: "no-questions", Message: "no heading is a question; expected ids of questions, or their texts in a language of the bank"})
	}
	for bank, b := range l.Banks {
		for question := range b.Questions {
			if at := (questionRef{bank, question}); answered[bank] && !slices.ContainsFunc(p.Uses, func(u Use) bool { return u.Kind == AnswerColumn && u.at == at }) {
				p.Missing = append(p.Missing, l.id(at))
			}
		}
	}
	return p, problems.Err()
}

// named gives the columns that the mapping names their uses, and returns those that the
// table has not.
func (p *Plan) named() (lacking []*yamldoc.Node) {
	columns := make(map[string][]int, len(p.Table.Head))
	for i, heading := range p.Table.Head {
		columns[fold(heading)] = append(columns[fold(heading)], i)
	}
	r := &p.mapping.reader
	for _, c := range p.mapping.columns {
		found := columns[fold(c.heading.Text)]
		switch {
		case len(found) == 0:
			lacking = append(lacking, c.heading)
		case len(found) > 1:
			r.Report(c.heading, codeTwice, "%s has %d columns %s: %s and %s", diag.Quote(p.Table.File), len(found), diag.Quote(c.heading.Text), Letter(found[0]), Letter(found[1]))
		case p.Uses[found[0]].Kind != NotUsed:
			r.Report(c.heading, codeTwice, "column %s of %s is used for something else already", diag.Quote(c.heading.Text), diag.Quote(p.Table.File))
		default:
			p.Uses[found[0]] = c.use
		}
	}
	return lacking
}

// told tells a column by its heading.
func (p *Plan) told(heading string) Use {
	for _, word := range p.mapping.ignore {
		if start, open := strings.CutSuffix(word, "*"); fold(heading) == word || open && strings.HasPrefix(fold(heading), start) {
			return Use{Kind: Ignored}
		}
	}
	if use, ok := p.lexicon.exact(heading); ok && !p.mapping.fields[use.Field] && (use.Kind == FieldColumn || !p.mapping.questions[use.at]) {
		return use
	}
	if found := p.lexicon.question(heading); len(found) == 1 && !p.mapping.questions[found[0]] {
		return Use{Kind: AnswerColumn, at: found[0]}
	}
	if found, kind := p.lexicon.extra(heading); len(found) == 1 && !p.mapping.questions[found[0]] {
		return Use{Kind: map[string]Kind{"note": NoteColumn, "evidence": EvidenceColumn}[kind], at: found[0]}
	}
	name, sure := field(heading)
	if again := p.again(heading); again != "" {
		name, sure = again, byWords
	}
	if name != "" && !p.mapping.fields[name] {
		return Use{Kind: FieldColumn, Field: name, rank: sure}
	}
	return Use{}
}

// subheadings are what forms write under a heading where an answer stands alone.
var subheadings = []string{"response", "open-ended response", "svar", "antwoord", "reactie", "label"}

// furtherHeadings passes over rows of headings under the first, up to two: ones that
// name a question, or only what a form writes there. A question may be named in them
// alone.
func (p *Plan) furtherHeadings() {
	p.rows = slices.DeleteFunc(slices.Clone(p.rows), p.repeatsHeadings)
	if len(p.Table.Head) > 0 && p.Table.Head[0] == wideMark { // which marks them
		p.Uses[0] = Use{Kind: Ignored}
		p.rows = slices.DeleteFunc(p.rows, func(r Row) bool { return r.Cells[0] == wideMark })
		return
	}
	for range 2 {
		if len(p.rows) == 0 {
			return
		}
		cells, names, other := p.rows[0].Cells, false, false
		for i, c := range cells {
			switch {
			case fold(c) == "" || strings.HasPrefix(c, `{"ImportId"`):
				names = names || c != "" && fold(c) != ""
			case p.Uses[i].Kind == AnswerColumn && slices.Contains(subheadings, fold(c)):
				names = true
			case len(p.lexicon.question(c)) > 0 && p.Uses[i].Kind != FieldColumn && p.level(p.Uses[i], c) == "":
				names = true
			case p.Uses[i].Kind == AnswerColumn:
				other = true
			}
		}
		if !names || other {
			return
		}
		for i, c := range cells {
			if p.Uses[i].Kind == NotUsed {
				p.Uses[i] = p.told(c)
			}
		}
		p.rows = p.rows[1:]
	}
}

// repeatsHeadings tells of a row that it is the headings once more, as where one table was
// put under another: no cell says anything else.
func (p *Plan) repeatsHeadings(r Row) bool {
	same := 0
	for i, c := range r.Cells {
		switch c = fold(c); {
		case c == "":
		case c != fold(p.Table.Head[i]):
			return false
		default:
			same++
		}
	}
	return same > 1
}

// level tells whether a cell of a column is an answer to its question.
func (p *Plan) level(use Use, text string) string {
	if use.Kind != AnswerColumn {
		return ""
	}
	return p.answer(use.at, text)
}

// codeTwice is of what stands in two columns.
const codeTwice = "column-twice"

// twice says which questions and fields have two columns.
func (p *Plan) twice() diag.List {
	var problems diag.List
	for i, use := range p.Uses {
		if use.Kind < AnswerColumn {
			continue
		}
		first := slices.IndexFunc(p.Uses, func(u Use) bool { return u.Kind == use.Kind && u.at == use.at && u.Field == use.Field })
		if first < i {
			problems = append(problems, diag.Diagnostic{File: p.Table.File, Line: 1, Column: i + 1, Code: codeTwice, Message: fmt.Sprintf(
				"columns %s and %s are both %s; a mapping says which counts (--write-map begins one)", p.shown(first), p.shown(i), p.what(use))})
		}
	}
	return problems
}

// ToChoose tells whether columns stand for the same, and that is all that is wrong: then
// the mapping that Map writes is one to choose in.
func (p *Plan) ToChoose() bool { return len(p.twice()) > 0 && len(p.mapping.reader.Problems) == 0 }

// what says what a column is used for, in ids.
func (p *Plan) what(use Use) string {
	switch use.Kind {
	case AnswerColumn:
		return p.lexicon.id(use.at)
	case NoteColumn:
		return p.lexicon.id(use.at) + " (note)"
	case EvidenceColumn:
		return p.lexicon.id(use.at) + " (evidence)"
	case FieldColumn:
		return use.Field
	case NotUsed, Ignored:
	}
	return "not used"
}

// mend takes the cells that a person has mended to the questions they stand under.
func (p *Plan) mend() {
	if len(p.mapping.cells) == 0 {
		return
	}
	const none = -1
	columns := make(map[origin]int) // of the cells that the mapping names
	for _, c := range p.mapping.cells {
		if at, ok := originOf(c.key.Text); ok {
			columns[at] = none
		}
	}
	for i := range p.rows {
		for column := range p.Uses {
			if at := p.rows[i].origin(column); columns[at] == none {
				columns[at] = column
			}
		}
	}
	for _, c := range p.mapping.cells {
		at, _ := originOf(c.key.Text)
		column, ok := columns[at]
		switch {
		case !ok || column == none:
			p.mapping.reader.Report(c.key, "unknown-cell", "%s has no cell %s; expected %s", diag.Quote(p.Table.File), diag.Quote(c.key.Text), p.aCell())
		case p.Uses[column].Kind != AnswerColumn:
			p.mapping.reader.Report(c.key, "unknown-cell", "column %s of %s holds no answers", Letter(at.column), diag.Quote(p.Table.File))
		default:
			if level, ok := p.mapping.level(p.Uses[column].at, c.level); ok {
				p.mended[at] = level
			}
		}
	}
}

// aCell says how a cell of the table is named.
func (p *Plan) aCell() string {
	if len(p.rows) > 0 && len(p.Uses) > 0 {
		if sheet := p.rows[0].origin(0).sheet; sheet != "" {
			return "a sheet, a column's letters and a row, such as " + diag.Quote(sheet+"!C2")
		}
	}
	return "a column's letters and a row, such as C2"
}

// senders is what forms call the column of the address that an answer was sent from.
var senders = []string{"email address", "email", "e-mail", "mail", "e-mailadresse", "mailadresse", "e-mailadres", "username", "brugernavn", "gebruikersnaam"}

// sender gives that column, or -1.
func (p *Plan) sender() int {
	return slices.IndexFunc(p.Table.Head, func(h string) bool { return slices.Contains(senders, fold(h)) })
}

// Latest keeps of the rows with the same cell in a column the last one.
func (p *Plan) Latest(heading string) error {
	column := slices.IndexFunc(p.Table.Head, func(h string) bool { return fold(h) == fold(heading) })
	if column < 0 {
		near := ""
		if like := diag.Nearest(heading, p.Table.Head); like != "" {
			near = "; did you mean " + diag.Quote(like) + "?"
		}
		return fmt.Errorf("the table has no column %s%s", diag.Quote(heading), near)
	}
	last := make(map[string]int)
	for _, row := range p.rows {
		if who := fold(row.Cells[column]); who != "" {
			last[who] = row.Number
		}
	}
	before := len(p.rows)
	p.rows = slices.DeleteFunc(slices.Clone(p.rows), func(row Row) bool {
		number, ok := last[fold(row.Cells[column])]
		return ok && number != row.Number
	})
	p.Left = before - len(p.rows)
	return nil
}
