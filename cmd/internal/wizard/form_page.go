package wizard

import (
	"errors"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/cmd/internal/session"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"

	tea "github.com/charmbracelet/bubbletea"
)

// A page is a screen to read: a heading and paragraphs, which can be longer than the
// window. Nothing on it is chosen beforehand, and Enter does nothing; each way on has
// a key of its own.
type page struct {
	head   string
	said   []string
	keys   string
	scroll int
	back   screen       // that it came from
	again  func() error // what is to be tried again
	end    End          // that the interview is left with
	on     assess.Ref   // the question after which a turn goes on
}

func (m *model) show(s screen, p page) {
	p.back = m.screen
	m.screen, m.page, m.status = s, p, ""
}

// turn shows what an answer has turned, before anything goes on.
func (m *model) turn(t *session.Turn) {
	said := m.SayTurn(t)
	p := page{head: said.Head, keys: m.Phrases.KeysTurn, on: t.Ref}
	if said.Short != "" {
		p.said = append(p.said, said.Short)
	}
	p.said = append(append(append(p.said, said.Because...), said.Otherwise...), said.Next...)
	m.screen = asking
	m.show(turning, p)
}

// read shows a text whole.
func (m *model) read(head, body string) {
	m.show(reading, page{head: head, said: []string{body}, keys: m.Phrases.KeysReading})
}

// toggleHelp shows what to listen for beside the options, where both fit, and else
// as a page, with all keys.
func (m *model) toggleHelp() {
	q := m.Question(m.at)
	if m.help = !m.help; m.help && (m.low() || !m.fitsQuestion()) {
		m.help = false
		body := m.allKeys()
		if q.ListenFor != "" {
			body = m.Phrases.ListenFor + " " + q.ListenFor + "\n\n" + body
		}
		m.read(q.Ask, body)
	}
}

// try does what may fail. What could not be kept can be tried again, and what
// somebody else has answered otherwise is decided by those who are here; anything
// else ends the interview.
func (m *model) try(do func() error) {
	err := do()
	if unsaved, ok := errors.AsType[*session.Unsaved](err); ok {
		m.show(failing, page{head: m.Phrases.NotKept, said: []string{text.Line(unsaved.Error())}, keys: m.Phrases.KeysFailing, again: do})
		return
	}
	if theirs, ok := session.IsConflict(err); ok {
		m.TakeTheirs()
		m.show(clashing, page{
			head: m.Conflicting(m.at, theirs), said: []string{m.Question(m.at).Ask}, keys: m.Phrases.KeysClashing, again: do, on: m.at,
		})
		return
	}
	m.err = err
}

// quit leaves, but for what is chosen and not confirmed: that is asked about once.
func (m *model) quit(end End) {
	if len(m.pending) == 0 {
		m.leave(end)
		return
	}
	m.show(leaving, page{head: m.Phrases.NotConfirmed, said: m.unconfirmed(), keys: m.Phrases.KeysLeaving, end: end})
}

// unconfirmed lists what is chosen and not confirmed, in the order of the questions.
func (m *model) unconfirmed() []string {
	var said []string
	for _, ref := range m.pendingRefs() {
		said = append(said, m.Question(ref).Ask+" → "+m.Saying(ref, assess.Entry{Choice: m.pending[ref]}))
	}
	return said
}

// pageKey handles a key on a page.
func (m *model) pageKey(pressed tea.KeyMsg, typed string) tea.Cmd {
	p := &m.page
	lines := m.pageLines(min(m.width, maxText))
	most := max(len(lines)-m.pageHeight(), 0)
	switch pressed.Type {
	case tea.KeyUp, tea.KeyShiftTab:
		p.scroll--
	case tea.KeyDown, tea.KeyTab:
		p.scroll++
	case tea.KeyPgUp, tea.KeyHome:
		p.scroll -= m.pageHeight()
	case tea.KeyPgDown, tea.KeyEnd:
		p.scroll += m.pageHeight()
	case tea.KeyEsc, tea.KeyLeft:
		m.offPage()
		return nil
	case tea.KeyRunes:
		return m.pageCommand(typed)
	default:
		m.status = phrase.Fill(m.Phrases.KeyDoesNothing, "keys", p.keys)
		return nil
	}
	m.status = ""
	p.scroll = min(max(p.scroll, 0), most)
	return nil
}

// offPage goes back from a page to where one came from.
func (m *model) offPage() {
	switch m.screen {
	case turning:
		m.proceed(m.page.on, true)
	case clashing: // theirs stays
		m.input = nil
		delete(m.pending, m.page.on)
		m.proceed(m.page.on, true)
	default:
		m.screen, m.status = m.page.back, ""
	}
}

func (m *model) pageCommand(typed string) tea.Cmd {
	p := m.page
	switch {
	case typed == "b", m.screen == reading && (typed == "?" || typed == "i" || typed == "q"): // there q leaves what one reads
		m.offPage()
	case m.screen == turning && typed == "n":
		m.goOn(p.on)
	case m.screen == turning && typed == "z":
		m.takeBack()
	case m.screen == turning && typed == "o":
		m.at = p.on
		m.toOverview()
	case m.screen == failing && typed == "r", m.screen == clashing && typed == "1":
		m.screen = p.back
		m.try(p.again)
	case m.screen == clashing && typed == "2":
		m.input = nil
		delete(m.pending, p.on)
		m.goOn(p.on)
	case m.screen == leaving && typed == "k":
		return m.keepPending(p)
	case m.screen == leaving && typed == "n":
		m.leave(p.end)
	case m.screen == failing && typed == "q":
		m.leave(Left)
	case typed == "q" && m.screen != leaving:
		m.screen = p.back
		m.quit(Left)
	default:
		m.status = phrase.Fill(m.Phrases.KeyDoesNothing, "keys", p.keys)
	}
	return nil
}

// keepPending confirms what was chosen, and leaves. What does not apply needs a reason
// first.
func (m *model) keepPending(p page) tea.Cmd {
	for _, ref := range m.pendingRefs() {
		e := m.Interview.Entry(ref)
		if m.pending[ref] == assess.NotApplicable && e.Note == "" {
			m.from = asking
			m.proceed(ref, true)
			return m.typeText(forReason, m.Phrases.AskReason, "")
		}
		failed := false
		m.try(func() error {
			_, err := m.Set(ref, session.Chosen(e, m.pending[ref]))
			if failed = err != nil; !failed {
				delete(m.pending, ref)
			}
			return err
		})
		if failed {
			return nil
		}
	}
	m.leave(p.end)
	return nil
}

// pendingRefs gives the questions with a choice that is not confirmed, in their order.
func (m *model) pendingRefs() []assess.Ref {
	var refs []assess.Ref
	for bank, b := range m.Banks {
		for q := range b.Questions {
			if ref := (assess.Ref{Bank: bank, Question: q}); m.has(ref) {
				refs = append(refs, ref)
			}
		}
	}
	return refs
}

func (m *model) has(ref assess.Ref) bool {
	_, ok := m.pending[ref]
	return ok
}
