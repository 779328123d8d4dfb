package wizard

import (
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/cmd/internal/session"
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
// status, and the keys.
func (m *model) View() string {
	if m.over() {
		return ""
	}
	if !Fits(m.width, m.height) {
		return strings.Join(terminal.Wrap(m.Phrases.TooSmall, max(m.width, 10)), "\n")
	}
	d, keys := m.draw()
	foot := m.foot(keys, len(d.lines))
	return strings.Join(append(d.window(m.height-len(foot)-1), append([]string{""}, foot...)...), "\n")
}

// draw draws the screen without its foot, and gives the keys.
func (m *model) draw() (d *drawn, keys string) {
	d = &drawn{}
	width := min(m.width, maxText)
	switch m.screen {
	case asking, pairing:
		keys = m.drawQuestion(d, width)
	case typing:
		keys = m.drawTyping(d, width)
	case overview, review:
		keys = m.drawList(d, width)
	default:
		lines := m.pageLines(width)
		from := min(m.page.scroll, max(len(lines)-m.pageHeight(), 0))
		d.lines, keys = lines, m.page.keys
		d.first, d.last = from, min(from+m.pageHeight(), len(lines))-1
	}
	return d, keys
}

// foot draws the status and the keys. A status takes the room that the text above
// leaves, and where there are rows enough a third of them at least; in a low window
// what it needs, if that is little.
func (m *model) foot(keys string, above int) []string {
	var foot drawn
	for line := range strings.SplitSeq(strings.TrimSpace(m.status), "\n") {
		if line != "" && line != keys {
			foot.add(text.Line(line), "• ", min(m.width, maxText), m.styles.bold)
		}
	}
	keyLines := strings.Split(wrapKeys(keys, m.width), "\n")
	most := max(m.height-above-len(keyLines)-1, 1)
	switch {
	case !m.low():
		most = max(most, m.height/3-len(keyLines))
	case len(foot.lines) <= m.height/4: // whole, or not at all: the question needs the room
		most = max(most, len(foot.lines))
	}
	if len(foot.lines) > most {
		foot.lines = append(foot.lines[:most-1], "…")
		if most == 1 {
			foot.lines = foot.lines[:0]
		}
	}
	return append(foot.lines, keyLines...)
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

// roomy reports whether the window has room for blank lines between options.
func (m *model) roomy() bool { return m.width >= 100 && m.height >= 34 }

// drawQuestion draws where we are, the question and its options, and gives the
// keys.
func (m *model) drawQuestion(d *drawn, width int) string {
	q := m.Question(m.at)
	m.drawAsked(d, width)
	if m.help && q.ListenFor != "" {
		d.gap()
		d.add(m.Phrases.ListenFor+" "+q.ListenFor, "", width, m.styles.plain)
	}
	m.drawRecorded(d, width)
	switch {
	case m.screen == pairing:
		return phrase.Fill(m.Phrases.KeysBetween, "n", strconv.Itoa(len(q.Levels)))
	case m.low():
		return phrase.Fill(m.Phrases.KeysSmall, "n", strconv.Itoa(len(q.Levels)))
	}
	return m.allKeys()
}

// low reports whether the window has so few rows that the keys must be few too.
func (m *model) low() bool { return m.height < 20 }

// allKeys lists the keys at a question.
func (m *model) allKeys() string {
	keys := m.Phrases.KeysDrawn
	if m.Question(m.at).Optional {
		keys = m.Phrases.KeysDrawnNA
	}
	return phrase.Fill(keys, "n", strconv.Itoa(len(m.Question(m.at).Levels)))
}

// drawAsked draws where we are, the question and its options.
func (m *model) drawAsked(d *drawn, width int) {
	q, e := m.Question(m.at), m.Interview.Entry(m.at)
	if !m.low() {
		d.add(m.Where(m.at), "", width, m.styles.plain)
		d.add(m.Progress(m.at), "", width, m.styles.plain)
	} else {
		d.add(m.Progress(m.at), "", width, m.styles.plain)
	}
	if m.LiveOn {
		d.add(m.Live(), "", width, m.styles.plain)
	}
	d.gap()
	if m.roomy() {
		d.gap()
	}
	d.add(q.Ask, "", width, m.styles.bold)
	if said := m.Voices(m.at); said != "" {
		d.add(said, "", width, m.styles.plain)
	}
	d.gap()
	for i, o := range m.options() {
		if m.roomy() && i > 0 {
			d.gap()
		}
		pointed := m.pointed(i, o)
		m.drawOption(d, pointed, optionMark(e.Choice == o.choice, pointed)+o.key+"  ", o.text, width)
	}
}

// drawRecorded draws what is recorded beside the answer.
func (m *model) drawRecorded(d *drawn, width int) {
	e := m.Interview.Entry(m.at)
	if e.Stale != "" {
		d.gap()
		d.add(m.Answer(m.at), "• ", width, m.styles.bold)
	}
	if e.Note != "" || len(e.Evidence) > 0 {
		d.gap()
	}
	if e.Note != "" {
		d.add(m.Phrases.NoteLabel+": "+text.Line(session.Clip(e.Note, 3*width)), "", width, m.styles.plain)
	}
	for _, piece := range e.Evidence {
		d.add(m.Phrases.EvidenceMark+": "+text.Line(session.Clip(piece, 2*width)), "", width, m.styles.plain)
	}
}

// fitsQuestion reports whether all of a question has room in the window.
func (m *model) fitsQuestion() bool {
	d := &drawn{}
	keys := m.drawQuestion(d, min(m.width, maxText))
	return len(d.lines)+1+strings.Count(wrapKeys(keys, m.width), "\n") < m.height
}

// drawTyping draws what a text is typed for, and the field, and gives the keys.
func (m *model) drawTyping(d *drawn, width int) string {
	in, keys := m.input, m.Phrases.KeysText
	switch {
	case m.Untitled():
		keys = m.Phrases.KeysTitle
		d.add(m.Intro(), "", width, m.styles.plain)
		d.gap()
	case in.purpose <= forRespondent:
		keys = m.Phrases.KeysLine
		d.add(m.Phrases.Overview, "", width, m.styles.plain)
		d.gap()
	default:
		m.drawAsked(d, width)
		d.gap()
	}
	if in.purpose == forEvidence {
		keys = m.Phrases.KeysLine
		if len(in.pieces) > 1 {
			keys = m.Phrases.KeysPieces
		}
		for i, piece := range in.pieces[:len(in.pieces)-1] {
			m.drawOption(d, i == in.piece, strconv.Itoa(i+1)+". ", text.Line(session.Clip(piece, width)), width)
		}
	}
	if in.adds {
		d.add(text.Line(session.Clip(in.before, 2*width)), "", width, m.styles.plain)
	}
	d.first = len(d.lines)
	d.lines = append(d.lines, strings.Split(in.field.View(), "\n")...)
	d.last = len(d.lines) - 1
	return keys
}

// pointer stands before what the cursor is on.
const pointer = "❯ "

// drawOption draws what stands at a place of those that the cursor goes to. Under the cursor it must be seen.
func (m *model) drawOption(d *drawn, pointed bool, lead, text string, width int) {
	if !pointed {
		d.add(text, "  "+lead, width, m.styles.plain)
		return
	}
	d.first = len(d.lines)
	d.add(text, pointer+lead, width, m.styles.bold)
	d.last = len(d.lines) - 1
}

// optionMark shows whether an option is the answer, or chosen and not confirmed.
func optionMark(answer, pointed bool) string {
	switch {
	case answer:
		return "● "
	case pointed:
		return "◉ "
	}
	return "○ "
}

// entryMark shows what a question has: no answer, one, two that it lies between, for
// one or for each side, or "we don't know"; or an answer that is chosen and not confirmed.
func (m *model) entryMark(ref assess.Ref) string {
	e := m.Interview.Entry(ref)
	c := e.Choice
	switch {
	case m.has(ref):
		return "◉ "
	case c == assess.Unanswered:
		return "○ "
	case c == assess.Unknown:
		return "? "
	case session.Split(e):
		return "≠ "
	case lying(c):
		return "◐ "
	}
	return "● "
}
