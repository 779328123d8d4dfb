package wizard

import (
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
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
)

// An input is a text being typed, in one of huh's fields.
type input struct {
	field   huh.Field
	purpose purpose
	before  string // the text as it stood
	adds    bool   // what is typed is added to it, since the field would damage it
}

// typeText begins the typing of a text.
func (m *model) typeText(p purpose, title, now string) tea.Cmd {
	if p == forEvidence && len(m.Interview.Entry(m.at).Evidence) >= assess.MaxEvidence {
		m.status = phrase.Fill(m.Phrases.TooMuch, "n", strconv.Itoa(assess.MaxEvidence))
		return nil
	}
	m.input = newInput(p, title, now)
	m.input.update(struct{}{}) // the field shows its own version of the text only then
	if now != "" && m.input.text() != now {
		// The field cuts long texts and turns tabs into blanks: leave such a
		// note as it is and add to it.
		m.input = newInput(p, title, "")
		m.input.before, m.input.adds = now, true
	}
	m.input.resize(m.width)
	m.screen = typing
	return m.input.field.Focus()
}

func newInput(p purpose, title, now string) *input {
	value := now
	var field huh.Field
	if p == forNote || p == forReason {
		field = huh.NewText().Title(title).Value(&value).CharLimit(0).Lines(6).ExternalEditor(false)
	} else {
		field = huh.NewInput().Title(title).Value(&value).CharLimit(0)
	}
	field = field.WithTheme(huh.ThemeBase()).WithKeyMap(huh.NewDefaultKeyMap())
	return &input{field: field, purpose: p, before: now}
}

// maxLines is the number of lines up to which the field takes a typed line break;
// further ones it drops without a word. Pasted ones it takes.
const maxLines = 99

func (i *input) text() string {
	text, _ := i.field.GetValue().(string)
	return text
}

func (i *input) resize(width int) { i.field = i.field.WithWidth(max(min(width, maxText)-2, 20)) }

func (i *input) update(msg tea.Msg) tea.Cmd {
	updated, cmd := i.field.Update(msg)
	if field, ok := updated.(huh.Field); ok {
		i.field = field
	}
	return cmd
}

// typingKey handles a key while a text is typed. Enter keeps it and Esc leaves
// things as they were; both stay out of the field, which would validate.
func (m *model) typingKey(key tea.KeyMsg) tea.Cmd {
	switch {
	case key.Type == tea.KeyEnter && !key.Alt, key.Type == tea.KeyCtrlS:
		return m.keepText(strings.TrimSpace(m.input.text()))
	case key.Type == tea.KeyEsc:
		switch {
		case m.input.purpose == forTitle:
			m.leave(Left)
			return nil
		case m.input.purpose <= forRespondent:
			return m.typeText(forTitle, m.Phrases.AskTitle, m.asked.Title)
		}
		m.backToQuestion("")
		return nil
	case key.Type == tea.KeyTab:
		return nil
	case key.Type == tea.KeyEnter && strings.Count(m.input.text(), "\n")+1 >= maxLines:
		m.status = phrase.Fill(m.Phrases.TooManyLines, "n", strconv.Itoa(maxLines))
		return nil
	}
	return m.input.update(key)
}

// keepText records what was typed.
func (m *model) keepText(text string) tea.Cmd {
	in := m.input
	if in.purpose <= forRespondent {
		return m.keepDetail(text)
	}
	if text == "" || text == strings.TrimSpace(in.before) && !in.adds {
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
	if m.status = m.refusal(text); m.status != "" {
		return nil
	}
	e := m.Interview.Entry(m.at)
	switch in.purpose {
	case forNote:
		e.Note = text
		m.record(e, m.Phrases.NoteSaved)
	case forEvidence:
		e.Evidence = append(slices.Clone(e.Evidence), text)
		m.record(e, m.Phrases.EvidenceSaved)
	default:
		m.reason(text)
	}
	return nil
}

// keepDetail takes a detail of the case and asks for the next; after the last
// the interview begins. All but the title may be left empty.
func (m *model) keepDetail(text string) tea.Cmd {
	if m.status = m.refusal(text); m.status != "" {
		return nil
	}
	details := []struct {
		typed       *string
		given, asks string
	}{
		forTitle:      {&m.asked.Title, m.Given.Title, m.Phrases.AskTitle},
		forPlace:      {&m.asked.Place, m.Given.Place, m.Phrases.AskPlace},
		forAsOf:       {&m.asked.AsOf, m.Given.AsOf, m.Phrases.AskAsOf},
		forRespondent: {&m.asked.Respondent.Name, m.Given.Respondent.Name, m.Phrases.AskRespondent},
	}
	now := m.input.purpose
	*details[now].typed = text
	switch {
	case now == forTitle && text == "":
		m.status = m.Phrases.TitleNeeded
		return nil
	case now == forAsOf && text != "" && !assess.ValidDate(text):
		m.status = phrase.Fill(m.Phrases.BadDate, "input", m.Phrases.Quote(text))
		return nil
	}
	for next := now + 1; next <= forRespondent; next++ {
		if details[next].given == "" {
			return m.typeText(next, details[next].asks, "")
		}
	}
	if m.Kept, m.err = m.Begin(m.asked); m.err == nil {
		m.input = nil
		m.start()
	}
	return nil
}

// record keeps a note or evidence and goes back to the question.
func (m *model) record(e assess.Entry, said string) {
	if m.err = m.set(m.at, e); m.err == nil {
		m.backToQuestion(said)
	}
}

// reason records that the question does not apply.
func (m *model) reason(text string) {
	e, ok := setAside(m.Interview.Entry(m.at), text)
	switch why := m.refusal(e.Note); {
	case why != "":
		m.status = why
	case !ok:
		m.backToQuestion(m.Phrases.ReasonNeeded)
	default:
		m.input = nil
		m.keep(e)
	}
}

// backToQuestion ends the typing; the option that was under the cursor still is.
func (m *model) backToQuestion(status string) {
	m.input, m.screen, m.status = nil, asking, status
}
