package wizard

import (
	"slices"
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/cmd/internal/session"

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
	q := m.Question(m.at)
	var all []option
	for i := range q.Levels {
		all = append(all, option{strconv.Itoa(i + 1), m.Level(m.at, i), assess.Choice(i)})
	}
	all = append(all, m.lies()...)
	all = append(all, option{"u", m.Phrases.Unknown, assess.Unknown})
	if q.Optional {
		all = append(all, option{"x", m.Phrases.NotApplies, assess.NotApplicable})
	}
	return all
}

// askingKey handles a key at a question. What is chosen then stays chosen, wherever
// one goes before it is confirmed.
func (m *model) askingKey(pressed tea.KeyMsg, typed string) tea.Cmd {
	m.status = ""
	options := m.options()
	afterDigit := m.afterDigit
	m.afterDigit = false
	switch pressed.Type {
	case tea.KeyUp, tea.KeyShiftTab:
		m.choose(max(m.cursor-1, 0))
	case tea.KeyDown, tea.KeyTab:
		m.choose(min(m.cursor+1, len(options)-1))
	case tea.KeyEnter:
		return m.confirm(options)
	case tea.KeyEsc, tea.KeyLeft:
		m.back()
	case tea.KeyRunes:
		for i, o := range options {
			if o.key == typed && typed != "m" {
				m.choose(i)
				m.afterDigit = isDigit(typed)
				return nil
			}
		}
		if afterDigit && isDigit(typed) { // no place has two digits: what was meant is not the first of them
			m.unchoose()
		}
		return m.command(typed)
	default:
	}
	return nil
}

// command does what a letter at a question stands for.
func (m *model) command(typed string) tea.Cmd {
	e := m.Interview.Entry(m.at)
	switch typed {
	case "b":
		m.back()
	case "m", "d":
		m.pair(typed == "d")
	case "x":
		m.status = m.Phrases.NAOnlyWhere
	case ".":
		return m.typeText(forNote, m.Phrases.AskNote, e.Note)
	case "e":
		return m.typeText(forEvidence, m.Phrases.AskEvidence, "")
	case "?":
		m.toggleHelp()
	case "i":
		b := m.Banks[m.at.Bank]
		m.read(b.Title, b.About)
	case "l":
		if said := m.ToggleLive(); !m.LiveOn {
			m.status = said
		}
	case "o":
		m.toOverview()
	case "z":
		m.takeBack()
	case "q":
		m.quit(Left)
	case " ", "":
	default:
		m.status = m.NotAnOption(m.Question(m.at), typed)
	}
	return nil
}

// choose puts the cursor on an option, and remembers it until it is confirmed.
func (m *model) choose(at int) {
	m.cursor = at
	m.hold(m.options()[at].choice)
}

// unchoose takes a choice that is not confirmed away again.
func (m *model) unchoose() {
	delete(m.pending, m.at)
	m.cursor = m.place(m.chosen(m.at))
}

// chosen is what somebody here has chosen for a question, confirmed or not. What voices
// that are not here lie between is no choice: Enter alone does not pass for one.
func (m *model) chosen(ref assess.Ref) assess.Choice {
	if c, ok := m.pending[ref]; ok {
		return c
	}
	if m.Interview.Pending(ref) {
		return assess.Unanswered
	}
	return m.Interview.Entry(ref).Choice
}

// place gives the place of a choice among the options; -1 where it is none of them.
func (m *model) place(c assess.Choice) int {
	return slices.IndexFunc(m.options(), func(o option) bool { return o.choice == c })
}

func isDigit(typed string) bool { return len(typed) == 1 && typed[0] >= '0' && typed[0] <= '9' }

// hold remembers a choice that is not confirmed.
func (m *model) hold(c assess.Choice) {
	if c == m.Interview.Entry(m.at).Choice {
		delete(m.pending, m.at)
		return
	}
	m.pending[m.at] = c
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
			m.goOn(m.at)
			return nil
		}
		return m.typeText(forReason, m.Phrases.AskReason, "")
	}
	m.keep(session.Chosen(e, c))
	return nil
}

// keep records an entry for the question and goes on: to what it has turned, or else
// to the next.
func (m *model) keep(e assess.Entry) {
	ref := m.at
	m.try(func() error {
		t, err := m.Set(ref, e)
		if err != nil {
			return err
		}
		delete(m.pending, ref)
		m.input, m.at = nil, ref
		if t != nil && t.Whole {
			m.turn(t)
			return nil
		}
		m.goOn(ref)
		if t != nil {
			m.status = strings.TrimSpace(m.Narrower(t) + "\n" + m.status)
		}
		return nil
	})
}

// goOn goes to what comes after a question: the next, or the overview of a review that
// it was chosen from.
func (m *model) goOn(ref assess.Ref) {
	next, more := m.Interview.Next(ref)
	if !more && m.reviewing && m.from == overview && m.picked == ref {
		m.at = ref
		m.toOverview()
		return
	}
	m.proceed(next, more)
}

// back goes to where one came from: the list that the question was chosen from, or
// the question before.
func (m *model) back() {
	if m.from != asking {
		m.backToList()
		return
	}
	before, ok := m.Interview.Before(m.at)
	if !ok {
		m.status = m.Phrases.FirstQuestion
		return
	}
	m.proceed(before, true)
}

// takeBack undoes what was recorded or corrected last, and goes to where that is.
func (m *model) takeBack() {
	m.try(func() error {
		u, err := m.TakeBack()
		switch {
		case err != nil:
			return err
		case u.Nothing:
			m.status = m.Phrases.NothingToUndo
			return nil
		case u.OfCase:
			m.toDetail(forTitle)
			m.status = m.Phrases.UndoneCase
			return nil
		}
		delete(m.pending, u.Ref)
		m.from = asking
		m.proceed(u.Ref, true)
		m.status = m.Phrases.Undone
		return nil
	})
}
