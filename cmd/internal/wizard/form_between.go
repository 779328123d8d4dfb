package wizard

import (
	"strconv"

	tea "github.com/charmbracelet/bubbletea"
)

// pair begins to choose the two levels that a question lies between; where it
// does already, these are chosen.
func (m *model) pair() {
	m.screen, m.two, m.status = pairing, "", m.Phrases.AskBetween
	if c := m.Interview.Entry(m.at).Choice; c.Open() && c.Leveled() {
		low, high := c.Possible(m.question(m.at))
		m.two = strconv.Itoa(low+1) + strconv.Itoa(high+1)
	}
}

// pairingKey handles a key while two levels are chosen. A digit after the second
// begins anew, so that the last two typed count.
func (m *model) pairingKey(key tea.KeyMsg) {
	q := m.question(m.at)
	switch key.Type {
	case tea.KeyEnter:
		if c, ok := between(q, m.two); ok {
			m.keep(chosen(m.Interview.Entry(m.at), c))
			return
		}
		m.status = m.twoNeeded(q)
	case tea.KeyEsc, tea.KeyLeft:
		m.backToQuestion("")
	case tea.KeyRunes:
		switch typed := string(key.Runes); typed {
		case "b":
			m.backToQuestion("")
		case "q":
			m.leave(Left)
		default:
			m.choose(typed)
		}
	default:
	}
}

// choose adds a level to the two, unless it cannot be one of them.
func (m *model) choose(typed string) {
	q := m.question(m.at)
	two := m.two + typed
	if len(m.two) == 2 {
		two = typed
	}
	_, both := between(q, two)
	_, level := choice(q, typed)
	if !both && (len(two) != 1 || !level) {
		m.status = m.twoNeeded(q)
		return
	}
	m.two, m.status = two, m.Phrases.AskBetween
}

// pointed reports whether an option is pointed at: the one under the cursor, or
// while two levels are chosen, these and what lies between them.
func (m *model) pointed(at int, o option) bool {
	if m.screen != pairing {
		return at == m.cursor
	}
	c, both := between(m.question(m.at), m.two)
	if !both {
		return o.key == m.two
	}
	low, high := c.Possible(m.question(m.at))
	place, level := o.choice.Level()
	return level && low <= place && place <= high
}

// lies is the option that a question lies between two levels, where it does.
func (m *model) lies() []option {
	c := m.Interview.Entry(m.at).Choice
	if !c.Open() || !c.Leveled() {
		return nil
	}
	return []option{{"m", m.answer(m.at), c}}
}
