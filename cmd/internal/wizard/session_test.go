package wizard

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile" //nolint:depguard // the tests keep answers as the command does
	"collectiveimpact/samklar/assess/interview"
	"collectiveimpact/samklar/cmd/internal/session"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"

	tea "github.com/charmbracelet/bubbletea"
)

// An instrument is banks in one language that are asked together.
type instrument struct {
	library   *questions.Library
	selection *assess.Selection
}

// load gives an instrument; the banks for tests of the command line are there
// beside the shipped ones.
func load(tb testing.TB, lang string, follow bool, ids ...string) *instrument {
	tb.Helper()
	lib := questions.NewLibrary(lang)
	if err := lib.AddAll(os.DirFS("../../../testdata/banks"), ""); err != nil {
		tb.Fatal(err)
	}
	banks, err := lib.Select(ids, follow)
	if err != nil {
		tb.Fatal(err)
	}
	return &instrument{lib, assess.Select(banks)}
}

// A desk is a session with the document that it is kept in. The document is a
// real answer file, in memory.
type desk struct {
	*session.Session
	doc   *answerfile.Document
	fails error // of the next record
	sets  int
	was   []answerfile.Document // before each record
}

const given = "Our street"

// desk begins or goes on with an answer file; text may be empty.
func (i *instrument) desk(tb testing.TB, text string) *desk {
	tb.Helper()
	d := &desk{doc: answerfile.New("case.yaml", false, i.library)}
	if text != "" {
		var err error
		if d.doc, err = answerfile.Read("case.yaml", []byte(text), i.library); err != nil {
			tb.Fatalf("%v\n%s", err, text)
		}
	}
	d.Session = &session.Session{
		Interview: interview.New(i.selection, d.doc.Entries(i.selection.Banks)),
		Given:     assess.Case{Title: given},
		Banks:     i.selection.Banks,
		Phrases:   phrase.For(i.library.Language()),
		Kept:      session.Kept{File: "case.yaml"},
		Resumed:   text != "",
		SavedAt:   time.Date(2026, 3, 31, 14, 5, 0, 0, time.UTC),
		Record:    d.record,
		Undo:      d.undo,
		Amend:     d.amend,
	}
	return d
}

var errDisk = errors.New("the disk is full")

func (d *desk) record(ref assess.Ref, e assess.Entry) error {
	if d.fails != nil {
		return d.fails
	}
	d.sets++
	d.was = append(d.was, *d.doc)
	return put(d.doc, d.Banks[ref.Bank], ref.Question, e)
}

func (d *desk) undo() (*session.Taken, error) {
	*d.doc = d.was[len(d.was)-1]
	d.was = d.was[:len(d.was)-1]
	now := &session.Taken{Case: d.doc.Case, Entries: d.doc.Entries(d.Banks)}
	if now.Case.Title == "" { // it was given, and is not in the document
		now.Case.Title = given
	}
	return now, nil
}

func (d *desk) amend(c assess.Case) error {
	d.was = append(d.was, *d.doc)
	return d.doc.Correct(c)
}

// put keeps an entry in a document as the command does.
func put(doc *answerfile.Document, b *questions.Bank, question int, e assess.Entry) error {
	q := &b.Questions[question]
	if e.Choice == assess.Unanswered {
		return doc.Annotate(b, q.ID, e.Note, e.Evidence)
	}
	return doc.Set(b, q.ID, answerfile.Answer{Level: e.Choice.ID(q), Note: e.Note, Evidence: e.Evidence})
}

// kept gives what the document says of a question, as a file's reader sees it.
func (d *desk) kept(ref assess.Ref) (answerfile.Answer, bool) {
	b := d.Banks[ref.Bank]
	return d.doc.Answer(b.ID, b.Questions[ref.Question].ID)
}

// draw gives the drawn form of a session, without a terminal.
func (d *desk) draw() *model { return newModel(d.Session, Form{Out: io.Discard}.renderer()) }

// onForm begins a form of the small bank, or goes on with a text.
func onForm(tb testing.TB, text string) (*model, *desk) {
	tb.Helper()
	d := load(tb, "en", false, "strength").desk(tb, text)
	m := d.draw()
	return m, d
}

// Keys as the terminal hands them over.
var (
	enter    = tea.KeyMsg{Type: tea.KeyEnter}
	newLine  = tea.KeyMsg{Type: tea.KeyEnter, Alt: true}
	escape   = tea.KeyMsg{Type: tea.KeyEsc}
	left     = tea.KeyMsg{Type: tea.KeyLeft}
	up       = tea.KeyMsg{Type: tea.KeyUp}
	down     = tea.KeyMsg{Type: tea.KeyDown}
	home     = tea.KeyMsg{Type: tea.KeyHome}
	ctrlC    = tea.KeyMsg{Type: tea.KeyCtrlC}
	ctrlJ    = tea.KeyMsg{Type: tea.KeyCtrlJ}
	ctrlU    = tea.KeyMsg{Type: tea.KeyCtrlU}
	tab      = tea.KeyMsg{Type: tea.KeyTab}
	shiftTab = tea.KeyMsg{Type: tea.KeyShiftTab}
)

// typed is a text typed so quickly that it comes in one message.
func typedIn(s string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)} }

// alt is a character that follows at once on an Esc.
func alt(s string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Alt: true} }

func pasted(s string) tea.KeyMsg {
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Paste: true}
}

// slowly is a text typed a key at a time.
func slowly(s string) []tea.KeyMsg {
	var keys []tea.KeyMsg
	for _, r := range s {
		key := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}
		if r == ' ' {
			key.Type = tea.KeySpace
		}
		keys = append(keys, key)
	}
	return keys
}

func press(m *model, keys ...tea.KeyMsg) {
	for _, key := range keys {
		m.Update(key)
	}
}

// inLines holds the session in lines and gives what was said.
func (d *desk) inLines(tb testing.TB, lines ...string) (End, string, error) {
	tb.Helper()
	var said strings.Builder
	typed := strings.Join(lines, "\n")
	if len(lines) > 0 {
		typed += "\n"
	}
	end, err := Lines{In: strings.NewReader(typed), Out: &said}.Run(tb.Context(), d.Session)
	return end, said.String(), err
}

// toFirst goes to the first question through the overview, past what is said of the
// case.
func toFirst() []tea.KeyMsg {
	return []tea.KeyMsg{typedIn("o"), home, down, down, down, down, enter}
}

// through answers every question that is asked with a digit, and goes on past what
// that turns.
func through(m *model, digit string) (keys int) {
	for m.screen == asking || m.screen == turning {
		if m.screen == turning {
			press(m, typedIn("n"))
			continue
		}
		press(m, typedIn(digit), enter)
		keys += 2
	}
	return keys
}
