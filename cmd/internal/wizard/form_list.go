package wizard

import tea "github.com/charmbracelet/bubbletea"

// toOverview shows all questions, the present one under the cursor.
func (m *model) toOverview() {
	m.list = m.Session.overview()
	m.screen, m.cursor, m.status, m.reviewing = overview, 0, "", false
	for i, ref := range m.list {
		if ref == m.at {
			m.cursor = i
		}
	}
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
		switch string(key.Runes) {
		case "q":
			m.leave(Left)
		case "o":
			if m.screen == review {
				m.toOverview()
				m.reviewing = true
				return
			}
			m.backFromList()
		case "b":
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
	if m.screen == overview && m.reviewing {
		m.proceed(m.at, false)
		return
	}
	if m.screen == review {
		m.proceed(m.Interview.Last(), true)
		return
	}
	m.proceed(m.at, true)
}
