package wizard

import (
	"strconv"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/report/phrase"

	tea "github.com/charmbracelet/bubbletea"
)

// An option is a line to choose: a level, the two that are chosen already, "we
// don't know", "does not apply".
type option struct {
	key    string
	text   string
	choice assess.Choice
}

func (m *model) options() []option {
	q := m.question(m.at)
	var all []option
	for i := range q.Levels {
		all = append(all, option{strconv.Itoa(i + 1), q.Levels[i].Text, assess.Choice(i)})
	}
	all = append(all, m.lies()...)
	all = append(all, option{"u", m.Phrases.Unknown, assess.Unknown})
	if q.Optional {
		all = append(all, option{"x", m.Phrases.NotApplies, assess.NotApplicable})
	}
	return all
}

// askingKey handles a key at a question.
func (m *model) askingKey(key tea.KeyMsg) tea.Cmd {
	m.status = ""
	options := m.options()
	switch key.Type {
	case tea.KeyUp, tea.KeyShiftTab:
		m.cursor = max(m.cursor-1, 0)
		return nil
	case tea.KeyDown, tea.KeyTab:
		m.cursor = min(m.cursor+1, len(options)-1)
		return nil
	case tea.KeyEnter:
		return m.confirm(options)
	case tea.KeyEsc, tea.KeyLeft:
		m.back()
		return nil
	case tea.KeyRunes:
	default:
		return nil
	}
	typed := string(key.Runes)
	for i, o := range options {
		if o.key == typed && typed != "m" {
			m.cursor = i
			return nil
		}
	}
	switch typed {
	case "b":
		m.back()
	case "m":
		m.pair()
	case "x":
		m.status = m.Phrases.NAOnlyWhere
	case ".":
		return m.typeText(forNote, m.Phrases.AskNote, m.Interview.Entry(m.at).Note)
	case "e":
		return m.typeText(forEvidence, m.Phrases.AskEvidence, "")
	case "?":
		m.help = !m.help
	case "l":
		if said := m.toggleLive(); !m.liveOn {
			m.status = said
		}
	case "o":
		m.toOverview()
	case "q":
		m.leave(Left)
	case " ":
	default:
		m.status = phrase.Fill(m.Phrases.NotAnOption, "input", m.Phrases.Quote(typed), "n", strconv.Itoa(len(m.question(m.at).Levels)))
	}
	return nil
}

// confirm keeps the option under the cursor and goes on.
func (m *model) confirm(options []option) tea.Cmd {
	if m.cursor < 0 {
		m.status = m.Phrases.ChooseFirst
		return nil
	}
	e := m.Interview.Entry(m.at)
	c := options[m.cursor].choice
	if c == assess.NotApplicable {
		if e.Choice == c {
			m.proceed(m.Interview.Next(m.at))
			return nil
		}
		return m.typeText(forReason, m.Phrases.AskReason, "")
	}
	m.keep(chosen(e, c))
	return nil
}

// keep records an entry for the question and goes on to the next.
func (m *model) keep(e assess.Entry) {
	if m.err = m.set(m.at, e); m.err == nil {
		m.proceed(m.Interview.Next(m.at))
	}
}

func (m *model) back() {
	before, ok := m.Interview.Before(m.at)
	if !ok {
		m.status = m.Phrases.FirstQuestion
		return
	}
	m.proceed(before, true)
}
