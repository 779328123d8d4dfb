package wizard

import (
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/cmd/internal/session"

	tea "github.com/charmbracelet/bubbletea"
)

// pair begins to choose the two levels that a question lies between; where it
// does already, these are chosen. Where the room is split, each side is then asked
// what it says.
func (m *model) pair(split bool) {
	m.screen, m.two, m.split, m.status = pairing, "", split, m.askTwo(split)
	m.sides, m.sidesOf = [2]string{}, assess.Unanswered
	if c, ok := m.held(); ok {
		low, high := c.Possible(m.Question(m.at))
		m.two = strconv.Itoa(low+1) + strconv.Itoa(high+1)
	}
}

// held gives the two levels that the question lies between, confirmed or not.
func (m *model) held() (assess.Choice, bool) {
	c, ok := m.pending[m.at]
	if !ok || !lying(c) {
		c = m.Interview.Entry(m.at).Choice
	}
	return c, lying(c)
}

func lying(c assess.Choice) bool { return c.Open() && c.Leveled() }

// pairingKey handles a key while two levels are chosen. A digit after the second
// begins anew, so that the last two typed count.
func (m *model) pairingKey(pressed tea.KeyMsg, typed string) tea.Cmd {
	q := m.Question(m.at)
	switch pressed.Type {
	case tea.KeyEnter:
		c, ok := between(q, m.two)
		switch {
		case !ok:
			m.status = m.TwoNeeded(q)
		case m.split:
			return m.askSides(c)
		default:
			m.keep(session.Chosen(m.Interview.Entry(m.at), c))
		}
	case tea.KeyEsc, tea.KeyLeft:
		m.backToQuestion("")
	case tea.KeyRunes:
		switch typed {
		case "b":
			m.backToQuestion("")
		case "q":
			if c, ok := between(q, m.two); ok {
				m.hold(c)
			}
			m.quit(Left)
		default:
			m.chooseTwo(typed)
		}
	default:
	}
	return nil
}

// chooseTwo adds a level to the two, unless it cannot be one of them.
func (m *model) chooseTwo(typed string) {
	q := m.Question(m.at)
	two := m.two + typed
	if len(m.two) == 2 {
		two = typed
	}
	_, both := between(q, two)
	_, level := choice(q, typed)
	if !both && (len(two) != 1 || !level) {
		m.status = m.TwoNeeded(q)
		return
	}
	m.two, m.status = two, m.askTwo(m.split)
}

func (m *model) askTwo(split bool) string {
	if split {
		return m.Phrases.AskSplit
	}
	return m.Phrases.AskBetween
}

// askSides asks what those say who see it at the lower level, and then the others.
func (m *model) askSides(c assess.Choice) tea.Cmd {
	if c != m.sidesOf {
		m.sides, m.sidesOf = [2]string{}, c
	}
	m.status = ""
	return m.askSide(forLow)
}

// askSide asks what one side says.
func (m *model) askSide(side purpose) tea.Cmd {
	low, high := m.sidesOf.Possible(m.Question(m.at))
	return m.typeText(side, m.AskSide(m.at, []int{low, high}[side-forLow]), m.sides[side-forLow])
}

// keepSide takes what one side says; after the other's, all of it is recorded.
func (m *model) keepSide(text string) tea.Cmd {
	if m.input.purpose == forLow {
		m.sides[0] = text
		return m.askSide(forHigh)
	}
	m.sides[1] = text
	e, empty := m.Disagreed(m.at, m.sidesOf, m.sides), m.SideEmpty(m.at, m.sidesOf, m.sides)
	if m.status = m.Refusal(e.Note); m.status == "" {
		m.keep(e)
		m.status = strings.TrimSpace(empty + "\n" + m.status)
	}
	return nil
}

// pointed reports whether an option is pointed at: the one under the cursor, or
// while two levels are chosen, these, and in doubt what lies between them.
func (m *model) pointed(at int, o option) bool {
	switch {
	case m.screen == typing && m.input.purpose >= forLow: // whose words are asked for
		low, high := m.sidesOf.Possible(m.Question(m.at))
		return m.input.purpose == forLow && at == low || m.input.purpose == forHigh && at == high
	case m.screen != pairing:
		return at == m.cursor
	}
	c, both := between(m.Question(m.at), m.two)
	if !both {
		return o.key == m.two
	}
	low, high := c.Possible(m.Question(m.at))
	place, level := o.choice.Level()
	return level && (place == low || place == high || !m.split && low < place && place < high)
}

// lies is the option that a question lies between two levels, where it does, or was
// said to and is not confirmed yet.
func (m *model) lies() []option {
	c, ok := m.held()
	if !ok {
		return nil
	}
	e := m.Interview.Entry(m.at)
	if e.Choice != c {
		e = assess.Entry{Choice: c}
	}
	return []option{{"m", m.Saying(m.at, e), c}}
}
