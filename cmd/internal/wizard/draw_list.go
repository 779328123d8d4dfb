package wizard

import (
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/cmd/internal/session"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
)

// drawList draws the overview or the review and gives the keys.
func (m *model) drawList(d *drawn, width int) string {
	keys, heading := m.Phrases.KeysOverview, m.Phrases.Overview
	if m.screen == review {
		keys, heading = m.Phrases.KeysReview, m.Phrases.Review
	}
	d.add(heading+" – "+m.Left(), "", width, m.styles.bold)
	if m.screen == review {
		d.add(m.Live(), "", width, m.styles.plain)
	}
	d.gap()
	if m.screen == review {
		d.add(m.Phrases.ReviewLook, "", width, m.styles.plain)
		if _, unknown := m.Session.Review(); unknown > 0 {
			d.add(phrase.Fill(m.Phrases.ReviewUnknown, "n", strconv.Itoa(unknown)), "", width, m.styles.plain)
		}
		if n := len(m.Interview.Others()); n > 0 {
			d.add(phrase.Fill(m.Phrases.Optional, "n", strconv.Itoa(n)), "", width, m.styles.plain)
		}
		d.gap()
	} else {
		for i, detail := range details(m.Session) {
			m.drawOption(d, m.cursor == i, "  ", detail.label+": "+text.Line(session.Clip(*detail.now, 2*width)), width)
		}
		d.gap()
	}
	part := ""
	for i, ref := range m.list {
		if where := m.Where(ref); where != part && m.screen == overview {
			part = where
			d.add(where, "", width, m.styles.plain)
		}
		lead := m.entryMark(ref)
		if at := m.Place(ref); at > 0 {
			lead += strconv.Itoa(at) + ". "
		}
		m.drawOption(d, m.cursor == m.above()+i, lead, m.Question(ref).Ask+" → "+m.State(ref)+m.waits(ref), width)
	}
	return keys
}

// waits says what is chosen for a question and not confirmed.
func (m *model) waits(ref assess.Ref) string {
	if !m.has(ref) {
		return ""
	}
	return " (" + phrase.Fill(m.Phrases.Waits, "level", m.Saying(ref, assess.Entry{Choice: m.pending[ref]})) + ")"
}

// pageLines lays a page out in lines, all of them.
func (m *model) pageLines(width int) []string {
	var d drawn
	d.add(text.Line(m.page.head), "", width, m.styles.bold)
	for _, said := range m.page.said {
		d.gap()
		for line := range strings.SplitSeq(said, "\n") {
			d.add(text.Line(line), "", width, m.styles.plain)
		}
	}
	return d.lines
}

// pageHeight is the number of lines that a page has room for.
func (m *model) pageHeight() int {
	return max(m.height-2-strings.Count(wrapKeys(m.page.keys, m.width), "\n")-1, 3)
}
