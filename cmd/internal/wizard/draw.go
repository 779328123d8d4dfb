package wizard

import (
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/terminal"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
)

// maxText is the width of the longest line of text: longer ones are hard to
// read, on a projector above all.
const maxText = 100

// A drawn screen is lines of which those from first to last must be seen.
type drawn struct {
	lines       []string
	first, last int
}

// add writes a text in lines, the first after a lead, the others under it.
func (d *drawn) add(text, lead string, width int, style lipgloss.Style) {
	room := max(width-ansi.StringWidth(lead), 10)
	rest := strings.Repeat(" ", ansi.StringWidth(lead))
	for _, line := range terminal.Wrap(text, room) {
		d.lines = append(d.lines, lead+style.Render(line))
		lead = rest
	}
}

func (d *drawn) gap() { d.lines = append(d.lines, "") }

// View draws the screen: the text with what is under the cursor in sight, the
// status, and one line of keys.
func (m *model) View() string {
	if m.ended || m.interrupted || m.err != nil {
		return ""
	}
	width := min(m.width, maxText)
	if !Fits(m.width, m.height) {
		return strings.Join(terminal.Wrap(m.Phrases.TooSmall, max(m.width, 10)), "\n")
	}
	var d drawn
	keys := m.Phrases.KeysText
	switch m.screen {
	case asking, pairing:
		keys = m.drawQuestion(&d, width)
	case typing:
		if m.input.purpose == forEvidence {
			keys = m.Phrases.KeysLine
		}
		if m.input.purpose <= forRespondent {
			keys = m.Phrases.KeysTitle
			d.add(m.Phrases.Intro, "", width, lipgloss.NewStyle())
			d.gap()
		}
		if m.visited {
			d.add(m.question(m.at).Ask, "", width, m.styles.bold)
			d.gap()
		}
		if m.input.adds {
			d.add(text.Line(m.input.before), "", width, m.styles.faint)
		}
		d.first = len(d.lines)
		d.lines = append(d.lines, strings.Split(m.input.field.View(), "\n")...)
		d.last = len(d.lines) - 1
	case overview, review:
		keys = m.drawList(&d, width)
	}
	var foot drawn
	for line := range strings.SplitSeq(strings.TrimSpace(m.status), "\n") {
		if line != "" {
			foot.add(text.Line(line), "", width, m.styles.warn)
		}
	}
	keyLines := strings.Split(wrapKeys(keys, width), "\n")
	if most := max(m.height/3-len(keyLines), 1); len(foot.lines) > most { // the question comes first
		foot.lines = append(foot.lines[:most-1], m.styles.warn.Render("…"))
		if most == 1 {
			foot.lines = foot.lines[:0]
		}
	}
	for _, line := range keyLines {
		foot.add(line, "", width, m.styles.faint)
	}
	return strings.Join(append(d.window(m.height-len(foot.lines)-1), append([]string{""}, foot.lines...)...), "\n")
}

// wrapKeys breaks a line of keys between keys, never between a key and what it
// does.
func wrapKeys(keys string, width int) string {
	const between, solid = " · ", "\u00a0"
	items := strings.Split(keys, between)
	for i := range items {
		items[i] = strings.ReplaceAll(items[i], " ", solid)
	}
	wrapped := ansi.Wordwrap(strings.Join(items, solid+"· "), width, "")
	return strings.ReplaceAll(wrapped, solid, " ")
}

// window cuts the lines to a height, so that the ones that must be seen are, and
// of the rest as much of the beginning as fits. What is cut is marked.
func (d *drawn) window(height int) []string {
	lines := d.lines
	height = max(height, 3)
	if len(lines) <= height {
		return append(lines, make([]string, height-len(lines))...)
	}
	from := 0
	if d.last >= height-1 {
		from = min(d.last-height+2, d.first-1)
	}
	from = min(max(from, 0), len(lines)-height)
	shown := append([]string(nil), lines[from:from+height]...)
	if from > 0 {
		shown[0] = "↑"
	}
	if from+height < len(lines) {
		shown[height-1] = "↓"
	}
	return shown
}

// drawQuestion draws where we are, the question and its options, and gives the
// keys.
func (m *model) drawQuestion(d *drawn, width int) string {
	q, e := m.question(m.at), m.Interview.Entry(m.at)
	d.add(m.where(m.at)+" – "+m.left(), "", width, m.styles.title)
	if m.liveOn {
		d.add(m.live(), "", width, m.styles.faint)
	}
	d.gap()
	d.add(q.Ask, "", width, m.styles.bold)
	if m.help && q.ListenFor != "" {
		d.gap()
		d.add(m.Phrases.ListenFor+" "+q.ListenFor, "", width, m.styles.faint)
	}
	d.gap()
	for i, o := range m.options() {
		m.drawOption(d, m.pointed(i, o), mark(e.Choice == o.choice)+o.key+"  ", o.text, width, lipgloss.NewStyle())
	}
	if e.Stale != "" {
		d.gap()
		d.add(m.answer(m.at), "", width, m.styles.warn)
	}
	if e.Note != "" || len(e.Evidence) > 0 {
		d.gap()
	}
	if e.Note != "" {
		d.add(m.Phrases.NoteLabel+": "+text.Line(clip(e.Note, 3*width)), "", width, m.styles.faint)
	}
	for _, piece := range e.Evidence {
		d.add(m.Phrases.EvidenceMark+": "+text.Line(clip(piece, 2*width)), "", width, m.styles.faint)
	}
	keys := m.Phrases.KeysDrawn
	switch {
	case m.screen == pairing:
		keys = m.Phrases.KeysBetween
	case q.Optional:
		keys = m.Phrases.KeysDrawnNA
	}
	return phrase.Fill(keys, "n", strconv.Itoa(len(q.Levels)))
}

// pointer stands before what the cursor is on.
const pointer = "❯ "

// drawOption draws what stands at a place of those that the cursor goes to. Under the cursor it must be seen.
func (m *model) drawOption(d *drawn, pointed bool, lead, text string, width int, style lipgloss.Style) {
	if !pointed {
		d.add(text, "  "+lead, width, style)
		return
	}
	d.first = len(d.lines)
	d.add(text, pointer+lead, width, m.styles.chosen)
	d.last = len(d.lines) - 1
}

// mark shows whether something is chosen, or has an answer.
func mark(so bool) string {
	if so {
		return "● "
	}
	return "○ "
}

// clip shortens a text that is shown as a reminder, or said back.
func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// drawList draws the overview or the review and gives the keys.
func (m *model) drawList(d *drawn, width int) string {
	keys := m.Phrases.KeysOverview
	heading := m.Phrases.Overview
	first := 0 // of the questions on the screen
	if m.screen == review {
		keys, heading = m.Phrases.KeysReview, m.Phrases.Review
	}
	d.add(heading+" – "+m.left(), "", width, m.styles.title)
	if m.screen == review {
		d.add(m.live(), "", width, lipgloss.NewStyle())
	}
	d.gap()
	if m.screen == review {
		if _, unknown := m.Session.review(); unknown > 0 {
			d.add(phrase.Fill(m.Phrases.ReviewUnknown, "n", strconv.Itoa(unknown)), "", width, m.styles.warn)
		}
		m.drawOption(d, m.cursor == 0, "", m.Phrases.ToReport, width, m.styles.bold)
		first++
		if n := len(m.Interview.Others()); n > 0 {
			d.add(phrase.Fill(m.Phrases.Optional, "n", strconv.Itoa(n)), "", width, m.styles.faint)
		}
		d.gap()
	}
	part := ""
	for i, ref := range m.list {
		if where := m.where(ref); where != part && m.screen == overview {
			part = where
			d.add(where, "", width, m.styles.faint)
		}
		answered := m.Interview.Entry(ref).Choice != assess.Unanswered
		m.drawOption(d, m.cursor == first+i, mark(answered), m.question(ref).Ask+" → "+m.state(ref), width, lipgloss.NewStyle())
	}
	return keys
}
