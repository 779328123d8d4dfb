package answerfile

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/yamldoc"
)

// Read reads an answer file. File names it in messages; library says which
// banks, questions and levels there are. What is wrong is returned as a
// diag.List; a bank that cannot be read is an error of its own.
func Read(file string, data []byte, library *questions.Library) (*Document, error) {
	text := bytes.TrimPrefix(data, []byte("\ufeff"))
	d := &Document{File: file, source: text, bom: len(text) < len(data), library: library}
	d.json = bytes.HasPrefix(bytes.TrimLeft(text, " \t\r\n"), []byte("{"))
	var err error
	if !d.json {
		d.root, err = yamldoc.Parse(file, data, Limits)
	} else if _, err = yamldoc.CheckText(file, data, MaxBytes); err == nil {
		d.root, err = yamldoc.ParseJSON(file, text, Limits)
	}
	var problems diag.List
	if err != nil && (!errors.As(err, &problems) || d.root == nil) {
		return nil, err
	}
	return d.read(problems)
}

// FromNodes returns the answers that nodes hold as an answer file would, with what
// is wrong reported where they stand. The document has no text of its own: it
// cannot be edited.
func FromNodes(file string, root *yamldoc.Node, library *questions.Library) (*Document, error) {
	d := &Document{File: file, root: root, library: library}
	return d.read(nil)
}

// read fills a document from its nodes, of which some problems are known.
func (d *Document) read(problems diag.List) (*Document, error) {
	r := &reader{Reader: yamldoc.Reader{File: d.File, Problems: problems}, doc: d}
	r.document(d.root)
	if r.failed != nil {
		return nil, r.failed
	}
	return d, r.Problems.Err()
}

// The fields that a document and an answer may have.
var (
	documentFields = []string{"samklar", "case", "respondent", "banks", "answers"}
	answerFields   = []string{"level", "between", "note", "evidence", "version"}
)

// reader fills a document from its nodes.
type reader struct {
	yamldoc.Reader
	doc    *Document
	failed error // of a bank
}

func (r *reader) document(root *yamldoc.Node) {
	d := r.doc
	d.versions = make(map[string]int)
	d.answers = make(map[string]map[string]Answer)
	if root.Kind == yamldoc.List {
		r.Report(root, "wrong-type", "the text is a list; expected one case: several cases stand one a line in a file named .jsonl, or with lines of --- between them")
		return
	}
	if questions.Recognise(&r.Reader, root, questions.AnswerFile) {
		return
	}
	r.Need(root, "an answer file", "samklar")
	var answers *yamldoc.Node
	r.Each(root, "an answer file", documentFields, func(key, v *yamldoc.Node) {
		if key.Text != "samklar" && v.IsNull() {
			return // a section still to be filled in
		}
		switch key.Text {
		case "samklar":
			r.format(v)
		case "case", "respondent":
			r.section(key.Text, v)
		case "banks":
			r.versions(v)
		case "answers":
			answers = v
		}
	})
	if answers != nil && r.failed == nil {
		r.answers(answers)
	}
}

func (r *reader) format(v *yamldoc.Node) {
	if n := r.Int(v, "samklar", 1, 1_000_000); n > Format {
		r.Report(v, "newer-format", "the file has format %d; this tool reads up to %d: a newer samklar is needed", n, Format)
	}
}

// optional gives a text that may be left empty.
func (r *reader) optional(v *yamldoc.Node, what string) string {
	if v.IsNull() {
		return ""
	}
	s := v.Text
	if v.Kind != yamldoc.Scalar {
		s = r.Text(v, what) // reports it
	}
	if n := utf8.RuneCountInString(s); n > assess.MaxNote {
		r.Report(v, "too-long", "%s has %d characters; at most %d are read", what, n, assess.MaxNote)
	}
	return s
}

// section reads what is known of the case, or of who answered for it.
func (r *reader) section(name string, n *yamldoc.Node) {
	fields := slices.DeleteFunc(r.doc.Case.Fields(), func(f assess.Field) bool { return f.Section != name })
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	r.Each(n, name, names, func(key, v *yamldoc.Node) {
		// A copy, for the text itself is a part of the whole document's, and a batch would keep that too.
		text := strings.Clone(r.optional(v, key.Text))
		switch key.Text {
		case "as-of":
			text = r.day(v, text)
		case "id":
			if n := utf8.RuneCountInString(text); n > assess.MaxID && n <= assess.MaxNote {
				r.Report(v, "too-long", "id has %d characters; at most %d are read", n, assess.MaxID)
			}
		}
		*fields[slices.Index(names, key.Text)].Text = text
	})
}

// day reads the date that answers describe: as people write it, or as other programs
// do that took it for a time.
func (r *reader) day(v *yamldoc.Node, text string) string {
	date := day(text)
	switch number := dayNumber(date); {
	case date == "" || assess.ValidDate(date):
	case number != "":
		r.Report(v, "bad-date", "as-of is %s, the number of a day in a spreadsheet; expected %s", date, number)
	default:
		r.Report(v, "bad-date", "as-of is %s; expected a date such as 2026-03-31, 2026-03 or 2026", diag.Quote(text))
	}
	return date
}

// bank finds a bank, reporting a name that none has.
func (r *reader) bank(key *yamldoc.Node) *questions.Bank {
	b, err := r.doc.library.Bank(key.Text)
	if err == nil {
		return b
	}
	if _, unknown := errors.AsType[questions.UnknownBankError](err); unknown {
		r.Report(key, "unknown-bank", "%s", err)
	} else {
		r.failed = err
	}
	return nil
}

func (r *reader) versions(n *yamldoc.Node) {
	r.Pairs(n, "banks", func(key, v *yamldoc.Node) {
		b := r.bank(key)
		if b == nil {
			return
		}
		version := r.Int(v, "the version of bank "+b.ID, 1, 1_000_000)
		if version > b.Version {
			r.Report(v, "newer-bank", "answers were given for version %d of bank %q; this tool has version %d: a newer samklar is needed",
				version, b.ID, b.Version)
			version = b.Version
		}
		r.doc.versions[b.ID] = version
	})
}

func (r *reader) answers(n *yamldoc.Node) {
	r.Pairs(n, "answers", func(key, v *yamldoc.Node) {
		b := r.bank(key)
		if b == nil {
			return
		}
		all := make(map[string]Answer, min(len(v.Items)/2, len(b.Questions)))
		r.doc.answers[b.ID] = all
		if v.IsNull() {
			return
		}
		r.Pairs(v, "the map of answers to bank "+b.ID, func(key, v *yamldoc.Node) {
			i := b.Question(key.Text)
			if i >= 0 {
				all[key.Text] = r.answer(v, b, &b.Questions[i])
				return
			}
			q, given := gone(b, key.Text)
			if !given {
				r.Report(key, "unknown-question", "bank %q: %s", b.ID, diag.Unknown("question", key.Text, b.QuestionIDs()))
				return
			}
			a := r.answer(v, b, q)
			if !r.doc.stale(b, q, a) {
				r.Report(key, "gone-question", "bank %q does not ask %q since version %d; only an answer given for an older version is kept", b.ID, q.ID, q.Since)
			}
			all[key.Text] = a
		})
	})
}

// answer reads a bare level, or a map of level or between, note and evidence.
func (r *reader) answer(n *yamldoc.Node, b *questions.Bank, q *questions.Question) Answer {
	var a Answer
	var between *yamldoc.Node
	level := n
	if n.Kind == yamldoc.Map {
		level = nil
		before := len(r.Problems)
		r.Each(n, "an answer", answerFields, func(key, v *yamldoc.Node) {
			switch key.Text {
			case "level":
				level = v
			case "between":
				between = v
			case "note":
				if !v.IsNull() {
					a.Note = r.optional(v, "note")
				}
			case "evidence":
				a.Evidence = r.evidence(v)
			case "version":
				a.Version = r.Int(v, "version", 1, b.Version)
			}
		})
		if level == nil && between == nil && strings.TrimSpace(a.Note) == "" && len(a.Evidence) == 0 && len(r.Problems) == before {
			r.Report(n, "empty-level", "the answer to %q is empty; expected a level, between, unknown, a note or evidence", q.ID)
		}
	}
	switch {
	case between != nil && level != nil:
		r.Report(between, "level-and-between", "the answer to %q has a level and lies between two; expected one of them", q.ID)
		return a
	case between != nil:
		r.between(between, b, q, &a)
		return a
	case level == nil:
		return a
	}
	if level.Kind != yamldoc.Scalar {
		r.Report(level, "wrong-type", "the answer to %q is %s; expected a level: %s", q.ID, level.Kind, diag.Or(known(q)))
		return a
	}
	if level.IsNull() || level.Text == "" {
		r.Report(level, "empty-level", "the level of %q is empty; expected %s", q.ID, diag.Or(known(q)))
		return a
	}
	a.Level = levelOf(level.Text, level.Style, q)
	if r.doc.stale(b, q, a) || len(q.Levels) == 0 {
		return a // answered when the question meant something else, or was asked at all: kept, and not checked against today's levels
	}
	switch {
	case a.Level == Unknown:
	case a.Level == NotApplicable && !q.Optional:
		r.Report(level, "not-optional", "question %q cannot be answered not-applicable; expected %s", q.ID, diag.Or(known(q)))
	case a.Level == NotApplicable && strings.TrimSpace(a.Note) == "":
		r.Report(level, "needs-note", "question %q is answered not-applicable without a note; expected a note that says why", q.ID)
	case a.Level != NotApplicable && q.Level(a.Level) < 0:
		r.unknownLevel(level, q, known(q))
	}
	return a
}

// between reads two different levels of a question, the lower first.
func (r *reader) between(n *yamldoc.Node, b *questions.Bank, q *questions.Question, a *Answer) {
	items := r.List(n, "between")
	if n.Kind != yamldoc.List {
		return
	}
	if len(items) != 2 || items[0].Kind != yamldoc.Scalar || items[1].Kind != yamldoc.Scalar {
		r.Report(n, "wrong-type", "the answer to %q does not lie between two levels; expected two of %s, the lower first", q.ID, diag.Or(q.LevelIDs()))
		return
	}
	low, high := levelOf(items[0].Text, items[0].Style, q), levelOf(items[1].Text, items[1].Style, q)
	if r.doc.stale(b, q, *a) || len(q.Levels) == 0 {
		a.Level = low + ".." + high // as with a level: kept, and not checked
		return
	}
	for i, id := range []string{low, high} {
		if q.Level(id) < 0 {
			r.unknownLevel(&items[i], q, q.LevelIDs())
			return
		}
	}
	if q.Level(low) >= q.Level(high) {
		r.Report(n, "level-order", "the answer to %q lies between %q and %q; expected two different levels, the lower first", q.ID, low, high)
		return
	}
	a.Level = low + ".." + high
}

// unknownLevel reports a level that the question does not have, among those that are
// expected.
func (r *reader) unknownLevel(n *yamldoc.Node, q *questions.Question, expected []string) {
	level := cmp.Or(meant(n.Text, expected), diag.Nearest(n.Text, expected))
	r.Report(n, "unknown-level", "question %q: %s", q.ID, diag.Meant("level", n.Text, expected, level))
}

// known lists what may stand as an answer to a question.
func known(q *questions.Question) []string {
	words := append(q.LevelIDs(), Unknown)
	if q.Optional {
		words = append(words, NotApplicable)
	}
	return words
}

// levelOf gives a level as text. Other writers turn yes and no into booleans, and
// spreadsheets write those in capitals.
func levelOf(text string, style yamldoc.Style, q *questions.Question) string {
	yes, no := strings.EqualFold(text, "true"), strings.EqualFold(text, "false")
	switch {
	case !yes && !no || style == yamldoc.Literal:
		return text
	case q.Level("yes") < 0 || q.Level("no") < 0:
		return strings.ToLower(text)
	case yes:
		return "yes"
	}
	return "no"
}

func (r *reader) evidence(n *yamldoc.Node) []string {
	if n.IsNull() {
		return nil
	}
	items := r.List(n, "evidence")
	if len(items) == 0 {
		return nil
	}
	if len(items) > assess.MaxEvidence {
		r.Report(n, "too-many", "%d pieces of evidence; at most %d are read", len(items), assess.MaxEvidence)
		return nil
	}
	all := make([]string, 0, len(items))
	for i := range items {
		s := r.optional(&items[i], "a piece of evidence")
		if s == "" && items[i].Kind == yamldoc.Scalar {
			r.Report(&items[i], "empty-text", "a piece of evidence is empty; expected an address or a title")
		}
		all = append(all, s)
	}
	return all
}
