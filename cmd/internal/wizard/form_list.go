package wizard

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"
)

// toOverview shows all questions, the present one under the cursor.
func (m *model) toOverview() {
	m.list = m.Session.overview()
	m.screen, m.status, m.reviewing = overview, "", m.screen == review
	m.cursor = max(slices.Index(m.list, m.at), 0)
}

// listKey handles a key in the overview or the review. The review's first line
// goes to the report.
func (m *model) listKey(key tea.KeyMsg) {
	lines := len(m.list)
	if m.screen == review {
		lines++
	}
	page := max(m.height-6, 1)
	switch key.Type {
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
		m.pick()
		return
	case tea.KeyEsc, tea.KeyLeft:
		m.backFromList()
		return
	case tea.KeyRunes:
		switch typed := string(key.Runes); {
		case typed == "q":
			m.leave(Left)
		case typed == "o" && m.screen == review:
			m.toOverview()
		case typed == "o", typed == "b":
			m.backFromList()
		}
		return
	default:
		return
	}
	m.cursor = min(max(m.cursor, 0), lines-1)
}

// pick goes to the question under the cursor, or ends the review.
func (m *model) pick() {
	at := m.cursor
	if m.screen == review {
		if at--; at < 0 {
			m.leave(Finished)
			return
		}
	}
	m.proceed(m.list[at], true)
}

func (m *model) backFromList() {
	if m.screen == review {
		m.proceed(m.Interview.Last(), true)
		return
	}
	m.proceed(m.at, !m.reviewing)
}
