package wizard

import (
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/cmd/internal/session"
	"collectiveimpact/samklar/report/phrase"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"
)

// What a text is typed for.
type purpose uint8

const (
	forTitle purpose = iota
	forPlace
	forAsOf
	forRespondent
	forNote
	forEvidence
	forReason
	forLow  // what those say who see it at the lower of two levels
	forHigh // and at the higher
)

// An input is a text being typed, in one of huh's fields.
type input struct {
	field   huh.Field
	title   string
	purpose purpose
	before  string // the text as it stood
	adds    bool   // what is typed is added to it, since the field would damage it
	left    bool   // Esc was pressed, and something would be lost

	pieces []string // of evidence, as they are to be; the last is new
	piece  int      // the one in the field
}

// typeText begins the typing of a text.
func (m *model) typeText(p purpose, title, now string) tea.Cmd {
	var pieces []string
	if p == forEvidence {
		pieces = append(slices.Clone(m.Interview.Entry(m.at).Evidence), "")
	}
	m.input = newInput(p, title, now, m.height)
	m.input.update(struct{}{}) // the field shows its own version of the text only then
	if now != "" && m.input.text() != now {
		// The field cuts long texts and turns tabs into blanks: leave such a
		// note as it is and add to it.
		m.input = newInput(p, title, "", m.height)
		m.input.before, m.input.adds = now, true
	}
	m.input.pieces, m.input.piece = pieces, max(len(pieces)-1, 0)
	m.input.resize(m.width, m.height)
	m.screen = typing
	return m.input.focus()
}

func newInput(p purpose, title, now string, height int) *input {
	value := now
	var field huh.Field
	if p == forNote || p >= forReason { // long
		lines := 6
		if height < 30 { // leave room for the question
			lines = 3
		}
		field = huh.NewText().Title(title).Value(&value).CharLimit(0).Lines(lines).ExternalEditor(false)
	} else {
		field = huh.NewInput().Title(title).Value(&value).CharLimit(0)
	}
	field = field.WithTheme(huh.ThemeBase()).WithKeyMap(huh.NewDefaultKeyMap())
	return &input{field: field, title: title, purpose: p, before: now}
}

// maxLines is the number of lines up to which the field takes a typed line break;
// further ones it drops without a word. Pasted ones it takes.
const maxLines = 99

func (i *input) text() string {
	text, _ := i.field.GetValue().(string)
	return text
}

func (i *input) resize(width, _ int) {
	i.field = i.field.WithWidth(max(min(width, maxText)-2, 20))
	i.settle()
}

func (i *input) update(msg tea.Msg) tea.Cmd {
	cmd := i.take(msg)
	i.settle()
	return cmd
}

func (i *input) take(msg tea.Msg) tea.Cmd {
	updated, cmd := i.field.Update(msg)
	if field, ok := updated.(huh.Field); ok {
		i.field = field
	}
	return cmd
}

// focus begins the typing.
func (i *input) focus() tea.Cmd {
	cmd := i.field.Focus()
	i.settle()
	return cmd
}

// settle has a long field follow its cursor, which it does only within what it has
// drawn before, and while it has the focus.
func (i *input) settle() {
	if i.long() {
		_ = i.field.View()
		i.take(struct{}{})
	}
}

// long reports whether the field has several lines.
func (i *input) long() bool { return i.purpose == forNote || i.purpose >= forReason }

// typingKey handles a key while a text is typed. Enter keeps it and Esc leaves
// things as they were; both stay out of the field, which would validate.
func (m *model) typingKey(pressed tea.KeyMsg) tea.Cmd {
	in := m.input
	m.status = ""
	if pressed.Type != tea.KeyEsc {
		in.left = false
	}
	switch {
	case pressed.Type == tea.KeyEnter && !pressed.Alt, pressed.Type == tea.KeyCtrlS:
		return m.keepText(strings.TrimSpace(in.text()))
	case pressed.Type == tea.KeyEsc:
		return m.leaveText()
	case pressed.Type == tea.KeyTab:
		return nil
	case in.purpose == forEvidence && (pressed.Type == tea.KeyUp || pressed.Type == tea.KeyDown):
		return m.otherPiece(map[tea.KeyType]int{tea.KeyUp: -1, tea.KeyDown: 1}[pressed.Type])
	case pressed.Type == tea.KeyEnter && strings.Count(in.text(), "\n")+1 >= maxLines:
		m.status = phrase.Fill(m.Phrases.TooManyLines, "n", strconv.Itoa(maxLines))
		return nil
	}
	return in.update(pressed)
}

// leaveText leaves a text as it was; where something was typed, only at the second Esc.
// Of the details of the case, and of what two sides say, Esc goes to the one before,
// with what was typed.
func (m *model) leaveText() tea.Cmd {
	now := m.input.purpose
	switch {
	case now == forHigh:
		m.sides[1] = strings.TrimSpace(m.input.text())
		return m.askSide(forLow)
	case now == forLow:
		m.sides[0] = strings.TrimSpace(m.input.text())
		m.input, m.screen, m.status = nil, pairing, m.askTwo(true)
		return nil
	case m.Untitled() && now > forTitle:
		return m.detailBefore(now)
	case !m.input.left && m.input.changed():
		m.input.left, m.status = true, m.Phrases.EscTwice
		if m.Untitled() {
			m.status = m.Phrases.EscLeaves
		}
	case m.Untitled():
		m.leave(Left)
	case now <= forRespondent:
		m.input = nil
		m.toDetail(now)
	default:
		m.backToQuestion("")
	}
	return nil
}

// detailBefore goes back to the detail of the case that was asked before.
func (m *model) detailBefore(now purpose) tea.Cmd {
	typed, given := caseDetails(&m.asked), caseDetails(&m.Given)
	*typed[now] = strings.TrimSpace(m.input.text())
	before := now - 1
	for before > forTitle && *given[before] != "" {
		before--
	}
	return m.typeText(before, details(m.Session)[before].asks, *typed[before])
}

// changed reports whether something was typed that is not what stood there.
func (i *input) changed() bool {
	before := i.before
	switch {
	case i.adds:
		before = ""
	case i.purpose == forEvidence:
		before = i.pieces[i.piece]
	}
	return strings.TrimSpace(i.text()) != strings.TrimSpace(before)
}

// toDetail shows the overview with a detail of the case under the cursor.
func (m *model) toDetail(p purpose) {
	m.toOverview()
	m.cursor = int(p)
}

// pastePieces takes what was pasted as evidence: each line is a piece of its own.
func (m *model) pastePieces(text string) tea.Cmd {
	in, lines := m.input, session.Pieces(text)
	if len(lines) == 0 {
		return nil
	}
	cmd := in.update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(lines[0]), Paste: true})
	for _, line := range lines[1:] {
		in.pieces[in.piece] = strings.TrimSpace(in.text())
		in.pieces = slices.Insert(in.pieces, in.piece+1, line)
		cmd = m.otherPiece(1)
		in = m.input
	}
	return cmd
}

// otherPiece puts another piece of evidence into the field: the ones before it can
// be changed, and emptied, which takes them away.
func (m *model) otherPiece(by int) tea.Cmd {
	in := m.input
	to := min(max(in.piece+by, 0), len(in.pieces)-1)
	if to == in.piece {
		return nil
	}
	in.pieces[in.piece] = strings.TrimSpace(in.text())
	next := newInput(in.purpose, in.title, in.pieces[to], m.height)
	next.pieces, next.piece = in.pieces, to
	next.update(struct{}{})
	m.input = next
	next.resize(m.width, m.height)
	return next.focus()
}

// keepText records what was typed.
func (m *model) keepText(text string) tea.Cmd {
	in := m.input
	switch {
	case in.purpose <= forRespondent:
		return m.keepDetail(text)
	case in.purpose >= forLow:
		return m.keepSide(text)
	case in.purpose == forEvidence:
		m.keepEvidence(text)
		return nil
	}
	if text == strings.TrimSpace(in.before) && !in.adds || text == "" && in.adds {
		switch {
		case in.purpose == forReason && m.Interview.Entry(m.at).Note == "":
			m.backToQuestion(m.Phrases.ReasonNeeded)
		case in.purpose == forReason:
			m.reason(text)
		default:
			m.backToQuestion(m.Phrases.NothingKept)
		}
		return nil
	}
	if in.adds {
		text = in.before + "\n" + text
	}
	if m.status = m.Refusal(text); m.status != "" {
		return nil
	}
	if in.purpose == forReason {
		m.reason(text)
		return nil
	}
	e, said := m.Interview.Entry(m.at), m.Phrases.NoteSaved
	if text == "" {
		if why := m.WithoutNote(e); why != "" {
			m.status = why
			return nil
		}
		said = m.Phrases.NoteGone
	}
	e.Note = text
	m.record(e, said)
	return nil
}

// keepEvidence records the pieces as they are now; those that were emptied are gone.
func (m *model) keepEvidence(text string) {
	in, e := m.input, m.Interview.Entry(m.at)
	in.pieces[in.piece] = text
	pieces := slices.DeleteFunc(slices.Clone(in.pieces), func(s string) bool { return s == "" })
	for _, piece := range pieces {
		if m.status = m.Refusal(piece); m.status != "" {
			return
		}
	}
	switch {
	case slices.Equal(pieces, e.Evidence):
		m.backToQuestion(m.Phrases.NothingKept)
		return
	case len(pieces) > assess.MaxEvidence:
		m.status = phrase.Fill(m.Phrases.TooMuch, "n", strconv.Itoa(assess.MaxEvidence))
		return
	}
	said := m.Phrases.EvidenceSaved
	if len(pieces) < len(e.Evidence) {
		said = m.Phrases.EvidenceGone
	}
	e.Evidence = pieces
	m.record(e, said)
}

// caseDetails lists the texts of a case by what is typed for them.
func caseDetails(c *assess.Case) []*string {
	return []*string{forTitle: &c.Title, forPlace: &c.Place, forAsOf: &c.AsOf, forRespondent: &c.Respondent.Name}
}

// keepDetail takes a detail of the case. At the beginning it asks for the next, and
// after the last the interview begins; all but the title may be left empty.
func (m *model) keepDetail(text string) tea.Cmd {
	now := m.input.purpose
	if !m.Untitled() {
		m.try(func() error {
			why, err := correct(m.Session, details(m.Session)[now], text)
			if m.status = why; why == "" && err == nil {
				m.input = nil
				m.toDetail(now)
				m.status = m.Phrases.DetailKept
			}
			return err
		})
		return nil
	}
	typed := caseDetails(&m.asked)
	*typed[now] = text
	if m.status = unfit(m.Session, now, text); m.status != "" {
		return nil
	}
	for next := now + 1; next <= forRespondent; next++ {
		if *caseDetails(&m.Given)[next] == "" {
			return m.typeText(next, details(m.Session)[next].asks, *typed[next])
		}
	}
	m.try(func() error {
		kept, err := m.Begin(m.asked)
		if err == nil {
			m.Kept, m.Given, m.input = kept, m.asked, nil
			m.start()
		}
		return err
	})
	return nil
}

// record keeps a note or evidence and goes back to the question.
func (m *model) record(e assess.Entry, said string) {
	m.try(func() error {
		_, err := m.Set(m.at, e)
		if err == nil {
			m.backToQuestion(said)
		}
		return err
	})
}

// reason records that the question does not apply.
func (m *model) reason(text string) {
	e, ok := session.SetAside(m.Interview.Entry(m.at), text)
	switch why := m.Refusal(e.Note); {
	case why != "":
		m.status = why
	case !ok:
		m.backToQuestion(m.Phrases.ReasonNeeded)
	default:
		m.keep(e)
	}
}

// backToQuestion ends the typing; the option that was under the cursor still is.
func (m *model) backToQuestion(status string) {
	m.input, m.screen, m.status = nil, asking, status
}
