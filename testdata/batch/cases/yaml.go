package cases

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/questions"
)

// A habit is how a person or a program writes YAML.
type habit struct {
	indent   int
	comments int // one in so many answers has one; 0: none
	layouts  []layout
	quotes   []quoting
	booleans bool // yes and no are written true and false
	sorted   bool // keys by the alphabet
	folds    bool // long texts are broken at 80 columns
	windows  bool // lines end in CR LF
}

// A layout is how an answer of several fields is written.
type layout int

const (
	flow    layout = iota // one line: {level: yes, note: "…"}
	block                 // one field a line
	literal               // the same, with the note in a block of its lines
	folded                // the same, with the note in a block of wrapped lines
)

// A quoting is how a text is written within a line.
type quoting int

const (
	double quoting = iota
	single
	plain // where the text allows it, else double
)

var habits = []habit{
	// by hand, whatever comes to mind
	{indent: 2, comments: 12, layouts: []layout{flow, flow, block, literal, folded}, quotes: []quoting{double, plain, single}},
	{indent: 4, comments: 25, layouts: []layout{block, literal, folded}, quotes: []quoting{plain, double}},
	{indent: 2, comments: 30, layouts: []layout{flow, block}, quotes: []quoting{double}, windows: true},
	// by an interview
	{indent: 2, layouts: []layout{block}, quotes: []quoting{double}},
	{indent: 2, comments: 8, layouts: []layout{flow}, quotes: []quoting{double}},
	// by a script, through a library that sorts keys, folds lines and knows yes as a boolean
	{indent: 2, layouts: []layout{block}, quotes: []quoting{single}, sorted: true, folds: true, booleans: true},
	{indent: 2, layouts: []layout{block}, quotes: []quoting{plain, single}, folds: true},
}

// A yamlText is a draft being laid out as YAML.
type yamlText struct {
	habit
	b   []byte
	r   *rand.Rand
	d   *draft
	cut int
}

func appendYAML(to []byte, d *draft, r *rand.Rand) []byte {
	t := &yamlText{habit: one(r, habits), r: r, d: d}
	if t.comments > 0 && r.IntN(2) == 0 {
		t.line(0, "# "+one(r, d.words.headers))
	}
	parts := []func(){t.format, t.details, t.respondent, t.versions, t.answers}
	if t.sorted {
		parts = []func(){t.answers, t.versions, t.details, t.respondent, t.format}
	}
	for _, part := range parts {
		part()
	}
	text := damage(t.b, d.fault, t.cut)
	if t.windows {
		text = bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
	}
	return append(to, text...)
}

func (t *yamlText) format() { t.line(0, "samklar: "+strconv.Itoa(t.d.format)) }

func (t *yamlText) details() {
	t.line(0, "case:")
	fields := []struct{ key, value string }{
		{"title", quote(t.d.title, double)}, {"place", quote(t.d.place, plain)}, {"as-of", t.d.asOf},
	}
	if t.sorted {
		slices.Reverse(fields) // by the alphabet
	}
	for _, f := range fields {
		t.line(1, f.key+": "+f.value)
	}
}

func (t *yamlText) respondent() {
	if t.d.organisation == "" {
		return
	}
	if slices.Contains(t.layouts, flow) {
		t.line(0, "respondent: {organisation: "+t.d.organisation+", role: "+t.d.role+"}")
		return
	}
	t.line(0, "respondent:")
	t.line(1, "organisation: "+t.d.organisation)
	t.line(1, "role: "+t.d.role)
}

func (t *yamlText) versions() {
	if !t.d.versions {
		return
	}
	sheets := t.sheets()
	if !t.sorted {
		all := make([]string, len(sheets))
		for i, s := range sheets {
			all[i] = s.bank.ID + ": " + strconv.Itoa(s.bank.Version)
		}
		t.line(0, "banks: {"+strings.Join(all, ", ")+"}")
		return
	}
	t.line(0, "banks:")
	for _, s := range sheets {
		t.line(1, s.bank.ID+": "+strconv.Itoa(s.bank.Version))
	}
}

func (t *yamlText) sheets() []sheet {
	sheets := slices.Clone(t.d.sheets)
	if t.sorted {
		slices.SortFunc(sheets, func(a, b sheet) int { return strings.Compare(a.bank.ID, b.bank.ID) })
	}
	return sheets
}

func (t *yamlText) answers() {
	t.line(0, "answers:")
	sheets := t.sheets()
	for i, s := range sheets {
		if i > 0 && t.comments > 0 && t.r.IntN(2) == 0 {
			t.b = append(t.b, '\n')
		}
		t.line(1, s.bank.ID+":")
		answers := slices.Clone(s.answers)
		if t.sorted {
			slices.SortStableFunc(answers, func(a, b answer) int { return strings.Compare(a.question.ID, b.question.ID) })
		}
		for j := range answers {
			if t.d.fault == CutOff && i == len(sheets)-1 && j == len(answers)-1 {
				t.cutOff(&answers[j])
				return
			}
			t.answer(&answers[j])
		}
	}
}

// cutOff writes an answer and marks a place within its note.
func (t *yamlText) cutOff(a *answer) {
	if len(a.note) == 0 {
		a.note = t.d.words.note(t.r)
	}
	t.start(2, a.question.ID+": {note: ")
	from := len(t.b) + 1
	t.b = append(t.b, quote(strings.Join(a.note, " "), double)...)
	t.cut = from + t.r.IntN(len(t.b)-from)
}

func (t *yamlText) answer(a *answer) {
	if t.comments > 0 && t.r.IntN(2*t.comments) == 0 {
		t.line(2, "# "+one(t.r, t.d.words.remarks))
	}
	if len(a.note) == 0 && len(a.evidence) == 0 {
		text := a.question.ID + ": " + t.level(a)
		if t.comments > 0 && t.r.IntN(2*t.comments) == 0 {
			text += " # " + one(t.r, t.d.words.remarks)
		}
		t.line(2, text)
		return
	}
	way := one(t.r, t.layouts)
	if way == flow {
		t.line(2, a.question.ID+": "+t.flow(a))
		return
	}
	t.line(2, a.question.ID+":")
	fields := []func(){func() { t.levelLine(a) }, func() { t.noteLines(a, way) }, func() { t.evidenceLines(a) }}
	if t.sorted {
		fields[0], fields[1], fields[2] = fields[2], fields[0], fields[1]
	}
	for _, field := range fields {
		field()
	}
}

func (t *yamlText) flow(a *answer) string {
	var fields []string
	if a.level != "" {
		fields = append(fields, "level: "+t.level(a))
	}
	if len(a.note) > 0 {
		fields = append(fields, "note: "+quote(strings.Join(a.note, " "), double))
	}
	if len(a.evidence) > 0 {
		pieces := make([]string, len(a.evidence))
		for i, piece := range a.evidence {
			pieces[i] = quote(piece, double)
		}
		fields = append(fields, "evidence: ["+strings.Join(pieces, ", ")+"]")
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

// level writes a level: bare most of the time, as people do.
func (t *yamlText) level(a *answer) string {
	if a.list {
		return "[" + a.level + "]"
	}
	if yesOrNo(a.question) {
		switch {
		case t.booleans && a.level == "yes":
			return "true"
		case t.booleans && a.level == "no":
			return "false"
		}
	}
	if t.r.IntN(20) == 0 {
		return quote(a.level, t.quotes[0])
	}
	return a.level
}

func yesOrNo(q *questions.Question) bool { return q.Level("yes") >= 0 && q.Level("no") >= 0 }

func (t *yamlText) levelLine(a *answer) {
	if a.level != "" {
		t.line(3, "level: "+t.level(a))
	}
}

func (t *yamlText) noteLines(a *answer, way layout) {
	if len(a.note) == 0 {
		return
	}
	text := strings.Join(a.note, " ")
	switch way {
	case literal:
		t.line(3, "note: |")
		for _, sentence := range a.note {
			t.line(4, sentence)
		}
	case folded:
		t.line(3, "note: >-")
		for _, part := range wrap(text, 72) {
			t.line(4, part)
		}
	default:
		quoted := quote(text, one(t.r, t.quotes))
		if !t.folds {
			t.line(3, "note: "+quoted)
			return
		}
		for i, part := range wrap("note: "+quoted, 70) {
			t.line(3+min(i, 1), part)
		}
	}
}

func (t *yamlText) evidenceLines(a *answer) {
	if len(a.evidence) == 0 {
		return
	}
	t.line(3, "evidence:")
	depth := 4
	if t.sorted {
		depth = 3 // lists begin under their key
	}
	for _, piece := range a.evidence {
		t.line(depth, "- "+quote(piece, one(t.r, t.quotes)))
	}
}

// line writes a line so many levels deep.
func (t *yamlText) line(depth int, text string) {
	t.start(depth, text)
	t.b = append(t.b, '\n')
}

func (t *yamlText) start(depth int, text string) {
	for range depth * t.indent {
		t.b = append(t.b, ' ')
	}
	t.b = append(t.b, text...)
}

var escapeDouble = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// quote writes a text within a line.
func quote(text string, how quoting) string {
	if how == plain && mayBePlain(text) {
		return text
	}
	if how == single {
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	}
	return `"` + escapeDouble.Replace(text) + `"`
}

// mayBePlain tells whether a text that begins with a letter means itself without
// quotes, in a block.
func mayBePlain(text string) bool {
	return !strings.Contains(text, ": ") && !strings.Contains(text, " #")
}

// wrap breaks a text at single blanks into lines of about so many bytes.
func wrap(text string, width int) []string {
	var lines []string
	for len(text) > width {
		at := strings.LastIndexByte(text[:width], ' ')
		if at <= 0 {
			break
		}
		lines = append(lines, text[:at])
		text = text[at+1:]
	}
	return append(lines, text)
}
