// Package answerfile reads and writes the answers of one case, in YAML or JSON.
//
// Reading is strict and forgiving at once: nothing is ignored, every problem is
// reported with its place, and all of them together. Writing changes the text
// of one answer and leaves every other character of the file as it is, so that
// comments, order and layout stay. Drafts and files written by hand are one
// format.
package answerfile

import (
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/yamldoc"
)

// Format is the version of the format.
const Format = 1

// MaxBytes is the size of a document that is read.
const MaxBytes = 1 << 20

// Limits bound a document.
var Limits = yamldoc.Limits{Bytes: MaxBytes, Depth: 20, Keys: 4_000}

// An Answer is what the file says of one question.
type Answer struct {
	Level    string // as assess.Choice writes it: a level's id, "partly..yes" for between, unknown, not-applicable; "" where only a note or evidence is given
	Note     string
	Evidence []string
	Version  int // the bank version it was given for, where it is not the bank's entry in banks; else 0
}

// Levels that every question accepts (not-applicable: where the bank allows it).
const (
	Unknown       = "unknown"
	NotApplicable = "not-applicable"
)

// A Document is one answer file.
type Document struct {
	File string
	Case assess.Case

	json     bool
	bom      bool
	source   []byte // without a byte-order mark
	root     *yamldoc.Node
	versions map[string]int
	answers  map[string]map[string]Answer
	library  *questions.Library
}

// stale tells whether an answer was given when its question meant something else.
// A bank without an entry in banks was answered in the version loaded; what that
// does not ask any more, in an older one.
func (d *Document) stale(b *questions.Bank, q *questions.Question, a Answer) bool {
	version, named := d.versions[b.ID]
	switch {
	case a.Version > 0:
		version = a.Version
	case !named && b.GoneFrom(q.ID) == 0:
		version = b.Version
	}
	return version < q.Since
}

// gone gives the question that stood under an id that the bank has given up: to say
// which answers to it are kept. Its levels are not known any more.
func gone(b *questions.Bank, id string) (*questions.Question, bool) {
	from := b.GoneFrom(id)
	return &questions.Question{ID: id, Since: from}, from > 0
}

// Answer gives what the file says of a question.
func (d *Document) Answer(bank, question string) (Answer, bool) {
	a, ok := d.answers[bank][question]
	return a, ok
}

// Banks gives the ids of the banks that the file has answers for, sorted.
func (d *Document) Banks() []string {
	var all []string
	for bank, answers := range d.answers {
		if len(answers) > 0 {
			all = append(all, bank)
		}
	}
	slices.Sort(all)
	return all
}

// Bytes gives the document's text.
func (d *Document) Bytes() []byte {
	if d.bom {
		return append([]byte("\ufeff"), d.source...)
	}
	return slices.Clone(d.source)
}

// Entries gives what is recorded for the questions of the banks. A stale answer
// counts as not given.
func (d *Document) Entries(banks []*questions.Bank) assess.Entries {
	all := make(assess.Entries, len(banks))
	for _, b := range banks {
		entries := make([]assess.Entry, len(b.Questions))
		for i := range b.Questions {
			entries[i] = d.entry(b, &b.Questions[i])
		}
		all[b.ID] = entries
	}
	return all
}

func (d *Document) entry(b *questions.Bank, q *questions.Question) assess.Entry {
	a, ok := d.Answer(b.ID, q.ID)
	if !ok {
		return assess.Entry{Choice: assess.Unanswered}
	}
	e := assess.Entry{Note: a.Note, Evidence: a.Evidence}
	switch {
	case a.Level != "" && d.stale(b, q, a):
		e.Choice, e.Stale = assess.Unanswered, a.Level
	case a.Level == "":
		e.Choice = assess.Unanswered
	case a.Level == Unknown:
		e.Choice = assess.Unknown
	case a.Level == NotApplicable:
		e.Choice = assess.NotApplicable
	default:
		e.Choice = choice(q, a.Level)
	}
	return e
}

// Gone gives what is recorded for questions that the banks have given up.
func (d *Document) Gone(banks []*questions.Bank) []assess.Gone {
	var all []assess.Gone
	for _, b := range banks {
		for _, g := range b.Gone {
			if a, ok := d.Answer(b.ID, g.ID); ok {
				all = append(all, assess.Gone{Bank: b.ID, Question: g.ID, Entry: assess.Entry{
					Choice: assess.Unanswered, Note: a.Note, Evidence: a.Evidence, Stale: a.Level,
				}})
			}
		}
	}
	return all
}

// choice is the choice of a level, or of two that it lies between.
func choice(q *questions.Question, level string) assess.Choice {
	if low, high, between := strings.Cut(level, ".."); between {
		return assess.Between(q.Level(low), q.Level(high))
	}
	return assess.Choice(q.Level(level))
}
