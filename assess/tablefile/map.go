package tablefile

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/yamldoc"
)

// MapFormat is the version of the mapping.
const MapFormat = 1

// MaxMapBytes is the size of a mapping that is read.
const MaxMapBytes = 1 << 20

var mapLimits = yamldoc.Limits{Bytes: MaxMapBytes, Depth: 10, Keys: 8_000}

// A Map says what a person knows of a table and its words do not say. Without one,
// everything is told by the words.
type Map struct {
	reader    yamldoc.Reader
	lexicon   *Lexicon
	columns   []named
	levels    map[questionRef]map[string]string
	cells     []cell
	unknown   []string
	ignore    []string
	questions map[questionRef]bool // named: then no other column is taken for them
	fields    map[string]bool
}

// named is a column that a mapping names, and what for.
type named struct {
	heading *yamldoc.Node
	use     Use
}

// A cell is one that a person has mended: "R10".
type cell struct {
	key, level *yamldoc.Node
}

// ReadMap reads a mapping. File names it in messages. What is wrong is returned as a
// diag.List.
func ReadMap(file string, data []byte, lexicon *Lexicon) (*Map, error) {
	root, err := yamldoc.Parse(file, data, mapLimits)
	var problems diag.List
	if err != nil && (!errors.As(err, &problems) || root == nil) {
		return nil, err
	}
	m := &Map{
		reader: yamldoc.Reader{File: file, Problems: problems}, lexicon: lexicon,
		levels: make(map[questionRef]map[string]string), questions: make(map[questionRef]bool), fields: make(map[string]bool),
	}
	m.root(root)
	return m, m.reader.Problems.Err()
}

// OneTable gives a reason why a mapping is of one table alone, or "": it mends cells.
func (m *Map) OneTable() string {
	if m == nil || len(m.cells) == 0 {
		return ""
	}
	c := m.cells[0].key
	return fmt.Sprintf("%s:%d:%d: the cell %s is mended in one table", m.reader.File, c.Line, c.Column, diag.Quote(c.Text))
}

func (m *Map) root(root *yamldoc.Node) {
	r := &m.reader
	r.Need(root, "a mapping", "samklar-map")
	r.Each(root, "a mapping", []string{"samklar-map", "case", "respondent", "questions", "levels", "cells", "unknown", "ignore"}, func(key, v *yamldoc.Node) {
		if key.Text != "samklar-map" && v.IsNull() {
			return // still to be filled in
		}
		switch key.Text {
		case "samklar-map":
			if n := r.Int(v, "samklar-map", 1, 1_000_000); n > MapFormat {
				r.Report(v, "newer-format", "the mapping has format %d; this tool reads up to %d: a newer samklar is needed", n, MapFormat)
			}
		case "case", "respondent":
			m.section(key.Text, v)
		case "questions":
			r.Pairs(v, "questions", func(key, v *yamldoc.Node) {
				if at, ok := m.question(key); ok {
					m.columnsOf(at, v)
				}
			})
		case "levels":
			r.Pairs(v, "levels", func(key, v *yamldoc.Node) {
				if at, ok := m.question(key); ok {
					m.levelsOf(at, v)
				}
			})
		case "cells":
			r.Pairs(v, "cells", func(key, v *yamldoc.Node) {
				r.Text(v, "the answer in a cell")
				m.cells = append(m.cells, cell{key, v})
			})
		case "unknown":
			m.unknown = m.words(v, "unknown")
		case "ignore":
			m.ignore = m.words(v, "ignore")
		}
	})
}

func (m *Map) words(n *yamldoc.Node, what string) []string {
	var all []string
	items := m.reader.List(n, what)
	for i := range items {
		if word := m.reader.Text(&items[i], "an entry of "+what); word != "" {
			all = append(all, fold(word))
		}
	}
	return all
}

// section reads the columns of the case, or of who answered: a heading, or for a date
// a heading and the order of day, month and year.
func (m *Map) section(section string, n *yamldoc.Node) {
	var names []string
	for _, name := range fieldNames() {
		if field, ok := strings.CutPrefix(name, section+"."); ok {
			names = append(names, field)
		}
	}
	m.reader.Each(n, section, names, func(key, v *yamldoc.Node) {
		if v.IsNull() {
			return
		}
		use := Use{Kind: FieldColumn, Field: section + "." + key.Text}
		m.fields[use.Field] = true
		if v.Kind != yamldoc.Map || key.Text != "as-of" {
			m.column(v, use)
			return
		}
		m.reader.Need(v, "as-of", "column")
		m.reader.Each(v, "as-of", []string{"column", "order"}, func(key, v *yamldoc.Node) {
			if key.Text == "order" {
				use.order = m.reader.Word(v, "order", orders)
			}
		})
		if column := v.Get("column"); column != nil {
			m.column(column, use)
		}
	})
}

func (m *Map) column(n *yamldoc.Node, use Use) {
	if m.reader.Text(n, "the heading of a column") != "" {
		m.columns = append(m.columns, named{n, use})
	}
}

// question finds the question that a key names: bank.question, or its id alone.
func (m *Map) question(key *yamldoc.Node) (questionRef, bool) {
	found := m.lexicon.question(key.Text)
	switch len(found) {
	case 1:
		return found[0], true
	case 0:
		m.reader.Report(key, "unknown-question", "%s", diag.Unknown("question", key.Text, m.lexicon.ids()))
	default:
		m.reader.Report(key, "unknown-question", "several banks have a question %q; expected %s", key.Text, diag.Or(m.lexicon.names(found)))
	}
	return questionRef{}, false
}

// columnsOf reads up to three columns of a question: its answer, a note, evidence.
func (m *Map) columnsOf(at questionRef, v *yamldoc.Node) {
	if v.IsNull() {
		return
	}
	m.questions[at] = true
	if v.Kind != yamldoc.Map {
		m.column(v, Use{Kind: AnswerColumn, at: at})
		return
	}
	m.reader.Each(v, "the columns of a question", []string{"column", "note", "evidence"}, func(key, v *yamldoc.Node) {
		m.column(v, Use{Kind: map[string]Kind{"column": AnswerColumn, "note": NoteColumn, "evidence": EvidenceColumn}[key.Text], at: at})
	})
}

// levelsOf reads what is written for the levels of a question.
func (m *Map) levelsOf(at questionRef, v *yamldoc.Node) {
	words := make(map[string]string)
	m.levels[at] = words
	m.reader.Pairs(v, "the levels of a question", func(key, v *yamldoc.Node) {
		if level, ok := m.level(at, v); ok {
			words[fold(key.Text)] = level
		}
	})
}

// level reads an answer as an id of a level, two with ".." between, or unknown.
func (m *Map) level(at questionRef, v *yamldoc.Node) (string, bool) {
	text := m.reader.Text(v, "a level")
	if text == "" {
		return "", false
	}
	q := m.lexicon.at(at)
	if level := choiceOf(q, text, q.Level); level != "" {
		return level, true
	}
	m.reader.Report(v, "unknown-level", "question %q: %s", q.ID, diag.Unknown("level", text, choices(q)))
	return "", false
}

func choices(q *questions.Question) []string {
	all := append(q.LevelIDs(), answerfile.Unknown)
	if q.Optional {
		all = append(all, answerfile.NotApplicable)
	}
	return all
}

// choiceOf gives an answer as an answer file has it: a level by its name, two with ".."
// between, unknown or not-applicable; or "".
func choiceOf(q *questions.Question, text string, level func(name string) int) string {
	if place := level(text); place >= 0 {
		return q.Levels[place].ID
	}
	if slices.Contains(choices(q)[len(q.Levels):], text) {
		return text
	}
	if low, high, ok := strings.Cut(text, ".."); ok {
		if low, high := level(strings.TrimSpace(low)), level(strings.TrimSpace(high)); 0 <= low && low < high {
			return q.Levels[low].ID + ".." + q.Levels[high].ID
		}
	}
	return ""
}
