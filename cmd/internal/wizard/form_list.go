package wizard

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"
)

// toOverview shows what is said of the case and all questions, the present one under
// the cursor.
func (m *model) toOverview() {
	m.list = m.Session.Overview()
	if m.screen != overview && m.screen != typing { // else one has been there already
		m.reviewing = m.screen == review || m.reviewing && m.from == overview
	}
	m.screen, m.status, m.from = overview, "", asking
	m.cursor = m.above() + max(slices.Index(m.list, m.at), 0)
}

// toReview shows all answers, those that nobody knew first. The cursor is on the
// first, or on the one that was looked at.
func (m *model) toReview() {
	m.list, _ = m.Session.Review()
	m.screen, m.cursor = review, 0
	if m.from == review || m.reviewing && m.picked == m.at {
		m.cursor = max(slices.Index(m.list, m.at), 0)
	}
	m.from = asking
}

// above is the number of lines to go to that stand above the questions.
func (m *model) above() int {
	if m.screen == overview {
		return len(details(m.Session))
	}
	return 0
}

// listKey handles a key in the overview or the review.
func (m *model) listKey(pressed tea.KeyMsg, typed string) tea.Cmd {
	m.status = ""
	lines := m.above() + len(m.list)
	page := max((m.height-6)/3, 1) // an entry has two lines, or three
	switch pressed.Type {
	case tea.KeyUp, tea.KeyShiftTab:
		m.cursor--
	case tea.KeyDown, tea.KeyTab:
		m.cursor++
	case tea.KeyPgUp:
		m.cursor -= page
	case tea.KeyPgDown:
		m.cursor += page
	case tea.KeyHome:
		m.cursor = 0
	case tea.KeyEnd:
		m.cursor = lines - 1
	case tea.KeyEnter:
		return m.pick()
	case tea.KeyEsc, tea.KeyLeft:
		m.backFromList()
		return nil
	case tea.KeyRunes:
		m.listCommand(typed)
		return nil
	default:
		return nil
	}
	m.cursor = min(max(m.cursor, 0), lines-1)
	return nil
}

func (m *model) listCommand(typed string) {
	switch {
	case typed == "q":
		m.quit(Left)
	case typed == "z":
		m.takeBack()
	case typed == "r" && m.screen == review:
		m.quit(Finished)
	case typed == "o" && m.screen == review:
		m.toOverview()
	case typed == "o", typed == "b":
		m.backFromList()
	}
}

// pick goes to what is under the cursor.
func (m *model) pick() tea.Cmd {
	at := m.cursor - m.above()
	if at < 0 {
		d := details(m.Session)[m.cursor]
		return m.typeText(d.purpose, d.asks, *d.now)
	}
	if at < len(m.list) {
		m.from, m.picked = m.screen, m.list[at]
		m.proceed(m.list[at], true)
	}
	return nil
}

// backToList goes back to the list that the question was chosen from.
func (m *model) backToList() {
	if m.from == review {
		m.status = ""
		m.toReview()
		return
	}
	m.toOverview()
}

func (m *model) backFromList() {
	if m.screen == review {
		m.proceed(m.Interview.Last(), true)
		return
	}
	m.proceed(m.at, !m.reviewing)
}
