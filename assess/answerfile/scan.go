package answerfile

import (
	"bytes"
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/yamldoc"
)

// A Scanner reads the answers of many cases, one after the other into the same memory,
// where no more is wanted than what the rules see of them. It reads what most files
// hold, and leaves the rest to Read: what is wrong, what is rare, and what people wrote.
type Scanner struct {
	library *questions.Library
	banks   []*questions.Bank // of which answers are wanted
	byID    []int             // their places, by their ids

	text     yamldoc.Scanner
	known    []bank // those met so far, and those wanted: they come first
	scan     Scan
	evidence [][]byte
	recorded []byte
	said     []byte    // what is known of the case, to become one text
	fields   []*string // where its parts go
	ends     []int     // where they end
}

// A bank is one that a file may have answers for.
type bank struct {
	*questions.Bank
	version int        // for which they were given
	given   []given    // by question
	hashed  [][]byte   // likewise: what is hashed of it
	bare    [][]string // likewise: what is hashed of it with each of its levels and nothing more
}

func newBank(b *questions.Bank) bank {
	known := bank{Bank: b, version: b.Version, given: slices.Repeat([]given{{choice: assess.Unanswered}}, len(b.Questions))}
	for i := range b.Questions {
		q := assess.AppendQuestion(nil, b, i)
		var bare []string
		for _, level := range b.Questions[i].Levels {
			bare = append(bare, string(assess.AppendRecorded(slices.Clone(q), level.ID, "", nil)))
		}
		known.hashed, known.bare = append(known.hashed, q), append(known.bare, bare)
	}
	return known
}

// A given is what a file says of a question: numbers of a Scanner's items, or 0.
type given struct {
	choice          assess.Choice
	stale           int // a level
	note            int
	evidence, count int // a list, and how many are in it
}

// sourced tells whether it is an answer with a source.
func (a *given) sourced() bool { return a.count > 0 && a.choice != assess.Unanswered }

// A Scan is what the rules see of a case.
type Scan struct {
	Case    assess.Case
	Sheets  []assess.Sheet
	Sourced []assess.Ref
	Digest  string // of all that is recorded
}

// NewScanner gives a Scanner of the answers to some banks, which are of the library.
func NewScanner(library *questions.Library, banks []*questions.Bank) *Scanner {
	s := &Scanner{library: library, banks: banks}
	for i, b := range banks {
		s.known = append(s.known, newBank(b))
		s.byID = append(s.byID, i)
	}
	slices.SortFunc(s.byID, func(a, b int) int { return strings.Compare(banks[a].ID, banks[b].ID) })
	return s
}

// Scan gives what is in a document, or false: then Read may have something to say of it.
func (s *Scanner) Scan(data []byte) (Scan, bool) {
	t, c := &s.text, &s.scan.Case
	*c = assess.Case{}
	s.said, s.fields, s.ends = s.said[:0], s.fields[:0], s.ends[:0]
	if !t.Scan(data, Limits) || t.Kind(yamldoc.Root) != yamldoc.Map {
		return Scan{}, false
	}
	var versions, answers int
	format := false
	for key, v := range t.Pairs(yamldoc.Root) {
		ok := true
		switch string(t.Text(key)) {
		case "samklar":
			format = s.number(v) == Format
		case "case":
			ok = s.section(v, c)
		case "respondent":
			ok = s.respondent(v, &c.Respondent)
		case "banks":
			versions = v
		case "answers":
			answers = v
		default:
			ok = false
		}
		if !ok {
			return Scan{}, false
		}
	}
	s.tell()
	if !format || len(c.ID) > assess.MaxID || c.AsOf != "" && !assess.ValidDate(c.AsOf) || !s.versions(versions) || !s.answers(answers) {
		return Scan{}, false
	}
	s.finish(&s.scan)
	return s.scan, true
}

// tell gives the fields of the case their texts, as parts of one.
func (s *Scanner) tell() {
	all, from := string(s.said), 0
	for i, field := range s.fields {
		*field, from = all[from:s.ends[i]], s.ends[i]
	}
}

// number gives a bare whole number that is written plainly, or 0.
func (s *Scanner) number(n int) int {
	if s.text.Kind(n) != yamldoc.Scalar || s.text.Style(n) != yamldoc.Plain {
		return 0
	}
	text := s.text.Text(n)
	if len(text) == 0 || len(text) > 6 || text[0] == '0' {
		return 0
	}
	number := 0
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0
		}
		number = 10*number + int(c-'0')
	}
	return number
}

// section reads what is known of the case.
func (s *Scanner) section(n int, c *assess.Case) bool {
	return s.texts(n, func(name []byte) *string {
		switch string(name) {
		case "id":
			return &c.ID
		case "title":
			return &c.Title
		case "place":
			return &c.Place
		case "as-of":
			return &c.AsOf
		}
		return nil
	})
}

// respondent reads who answered.
func (s *Scanner) respondent(n int, who *assess.Respondent) bool {
	return s.texts(n, func(name []byte) *string {
		switch string(name) {
		case "name":
			return &who.Name
		case "organisation":
			return &who.Organisation
		case "role":
			return &who.Role
		}
		return nil
	})
}

// texts reads a map of texts, each to where field says, which gives nil for a name
// that it does not know.
func (s *Scanner) texts(n int, field func(name []byte) *string) bool {
	t := &s.text
	if t.IsNull(n) {
		return true
	}
	if t.Kind(n) != yamldoc.Map {
		return false
	}
	for key, v := range t.Pairs(n) {
		to := field(t.Text(key))
		if to == nil || t.Kind(v) != yamldoc.Scalar || len(t.Text(v)) > assess.MaxNote {
			return false
		}
		if !t.IsNull(v) {
			s.said = append(s.said, t.Text(v)...)
			s.fields, s.ends = append(s.fields, to), append(s.ends, len(s.said))
		}
	}
	return true
}

// bank gives a bank by its id, or nil.
func (s *Scanner) bank(id []byte) *bank {
	for i := range s.known {
		if s.known[i].ID == string(id) {
			return &s.known[i]
		}
	}
	b, err := s.library.Bank(string(id))
	if err != nil {
		return nil
	}
	s.known = append(s.known, newBank(b))
	return &s.known[len(s.known)-1]
}

// versions reads for which versions of their banks the answers were given, once nothing
// is known any more of the case before.
func (s *Scanner) versions(n int) bool {
	for i := range s.known {
		s.known[i].version = s.known[i].Version
		for q := range s.known[i].given {
			s.known[i].given[q] = given{choice: assess.Unanswered}
		}
	}
	t := &s.text
	if n == 0 || t.IsNull(n) {
		return true
	}
	if t.Kind(n) != yamldoc.Map {
		return false
	}
	for key, v := range t.Pairs(n) {
		b := s.bank(t.Text(key))
		if b == nil {
			return false
		}
		if b.version = s.number(v); b.version == 0 || b.version > b.Version {
			return false
		}
	}
	return true
}

func (s *Scanner) answers(n int) bool {
	t := &s.text
	if n == 0 || t.IsNull(n) {
		return true
	}
	if t.Kind(n) != yamldoc.Map {
		return false
	}
	for key, of := range t.Pairs(n) {
		b := s.bank(t.Text(key))
		if b == nil || t.Kind(of) != yamldoc.Map && !t.IsNull(of) {
			return false
		}
		next := 0 // most answers stand in the order of the questions
		for key, v := range t.Pairs(of) {
			q := next
			if id := t.Text(key); q == len(b.Questions) || b.Questions[q].ID != string(id) {
				if q = b.Question(string(id)); q < 0 {
					return false
				}
			}
			if !s.answer(v, b, q) {
				return false
			}
			next = q + 1
		}
	}
	return true
}

// answer reads a bare level, or a map of level or between, note and evidence.
func (s *Scanner) answer(n int, b *bank, question int) bool {
	t, q, a := &s.text, &b.Questions[question], &b.given[question]
	if t.Kind(n) == yamldoc.Scalar {
		return s.level(n, b, q, a)
	}
	if t.Kind(n) != yamldoc.Map {
		return false
	}
	level, between := 0, 0
	for key, v := range t.Pairs(n) {
		ok := true
		switch string(t.Text(key)) {
		case "level":
			level = v
		case "between":
			between = v
		case "note":
			if ok = t.Kind(v) == yamldoc.Scalar && len(t.Text(v)) <= assess.MaxNote; ok && !t.IsNull(v) && len(t.Text(v)) > 0 {
				a.note = v
			}
		case "evidence":
			ok = s.sources(v, a)
		default:
			ok = false
		}
		if !ok {
			return false
		}
	}
	switch {
	case level != 0:
		return between == 0 && s.level(level, b, q, a)
	case between != 0:
		return s.between(between, b, q, a)
	}
	return a.count > 0 || s.says(a.note)
}

// says tells whether there is a note with something in it.
func (s *Scanner) says(note int) bool {
	return note > 0 && len(bytes.TrimSpace(s.text.Text(note))) > 0
}

// sources reads a list of evidence.
func (s *Scanner) sources(n int, a *given) bool {
	t := &s.text
	if t.IsNull(n) {
		return true
	}
	if t.Kind(n) != yamldoc.List {
		return false
	}
	a.evidence = n
	for piece := range t.Items(n) {
		if t.Kind(piece) != yamldoc.Scalar || t.IsNull(piece) || len(t.Text(piece)) == 0 || len(t.Text(piece)) > assess.MaxNote {
			return false
		}
		a.count++
	}
	return a.count <= assess.MaxEvidence
}

// level reads a level, or what every question takes.
func (s *Scanner) level(n int, b *bank, q *questions.Question, a *given) bool {
	t := &s.text
	if t.Kind(n) != yamldoc.Scalar || t.IsNull(n) || len(t.Text(n)) == 0 {
		return false
	}
	at := s.place(n, q)
	switch text := t.Text(n); {
	case b.version < q.Since:
		a.stale = n
		return levelOf(string(text), t.Style(n), q) == string(text)
	case at >= 0:
		a.choice = assess.Choice(at)
	case string(text) == Unknown:
		a.choice = assess.Unknown
	case string(text) == NotApplicable && q.Optional:
		a.choice = assess.NotApplicable
		return s.says(a.note)
	default:
		return false
	}
	return true
}

// place gives the place of a level, or -1.
func (s *Scanner) place(n int, q *questions.Question) int {
	text := s.text.Text(n)
	for i := range q.Levels {
		if q.Levels[i].ID == string(text) {
			return i
		}
	}
	return q.Level(levelOf(string(text), s.text.Style(n), q))
}

// between reads two different levels, the lower first.
func (s *Scanner) between(n int, b *bank, q *questions.Question, a *given) bool {
	t := &s.text
	if t.Kind(n) != yamldoc.List || b.version < q.Since {
		return false
	}
	var places []int
	for item := range t.Items(n) {
		if t.Kind(item) != yamldoc.Scalar {
			return false
		}
		places = append(places, s.place(item, q))
	}
	if len(places) != 2 || places[0] < 0 || places[0] >= places[1] {
		return false
	}
	a.choice = assess.Between(places[0], places[1])
	return true
}
