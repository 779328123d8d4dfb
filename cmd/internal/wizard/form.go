package wizard

import (
	"context"
	"io"
	"strings"
	"sync/atomic"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/interview"
	"collectiveimpact/samklar/cmd/internal/keyboard"
	"collectiveimpact/samklar/cmd/internal/session"
	"collectiveimpact/samklar/cmd/internal/typed"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// The smallest window that is drawn in.
const (
	minColumns = 40
	minRows    = 12
)

// Fits tells whether a window is large enough to draw in.
func Fits(columns, rows int) bool { return columns >= minColumns && rows >= minRows }

// Form draws the interview on a terminal: one program from the first question
// to the review, so that no key typed ahead is lost between two questions.
type Form struct {
	In  io.Reader
	Out io.Writer
}

// Run draws until the review is ended.
func (f Form) Run(ctx context.Context, s *session.Session) (End, error) {
	m := newModel(s, f.renderer())
	var p *tea.Program
	var gone atomic.Bool
	in := typed.Watched(f.In, func() {
		gone.Store(true)
		p.Send(typed.Ended{})
	})
	p = tea.NewProgram(typed.Gather(m), tea.WithContext(ctx), tea.WithInput(in), tea.WithOutput(f.Out),
		tea.WithAltScreen(), tea.WithoutSignalHandler())
	_, err := p.Run()
	if !m.ended && !m.interrupted && m.err == nil {
		m.keepHalf()
	}
	s.Unconfirmed = m.unconfirmed()
	switch {
	case ctx.Err() != nil:
		return Left, ctx.Err()
	case m.interrupted:
		return Left, context.Canceled
	case m.err != nil:
		return Left, m.err
	case err != nil && !gone.Load():
		return Left, err
	case !m.ended: // the program stopped on its own: nothing unfinished may pass for an answer
		return InputEnded, nil
	}
	return m.end, nil
}

// renderer draws in bold and in the terminal's own colours: of the sixteen that it
// has, none can be read on every background.
func (f Form) renderer() *lipgloss.Renderer {
	r := lipgloss.NewRenderer(f.Out)
	r.SetHasDarkBackground(true) // known beforehand, so that nobody asks the terminal
	r.SetColorProfile(termenv.ANSI)
	return r
}

// The screens of the form.
type screen uint8

const (
	asking   screen = iota // a question with its options
	pairing                // a question that lies between two levels, still to be chosen
	typing                 // a text: title, note, evidence, reason
	overview               // all questions
	review                 // all answers, at the end
	turning                // what an answer has turned
	reading                // a text that is too long to stand beside something else
	leaving                // what is chosen and not confirmed
	failing                // what could not be kept
	clashing               // what somebody else has answered otherwise
)

// A model is the state of the drawn form. Everything that is kept is in the
// session; a key is handled to its end, the disk included, before the next.
type model struct {
	*session.Session
	styles styles
	width  int
	height int
	screen screen
	at     assess.Ref
	cursor int // the option under the cursor, or -1: nothing is chosen beforehand

	afterDigit bool                         // the key before was the digit of an option
	pending    map[assess.Ref]assess.Choice // what is chosen and not confirmed
	two        string                       // the places of the levels chosen while pairing, as shown
	split      bool                         // what lies between is what the room does not agree on
	sides      [2]string                    // what each side says
	sidesOf    assess.Choice                // between which two levels they are
	help       bool                         // what to listen for is shown
	status     string
	list       []assess.Ref // of overview and review
	from       screen       // the list that the question was chosen from, or asking
	picked     assess.Ref   // from that list
	reviewing  bool         // the overview was opened from the review
	input      *input
	visited    bool // a question has been shown
	asked      assess.Case
	page       page

	end         End
	ended       bool
	interrupted bool
	err         error
}

type styles struct{ bold, plain lipgloss.Style }

func newModel(s *session.Session, r *lipgloss.Renderer) *model {
	m := &model{Session: s, width: 80, height: 24, pending: make(map[assess.Ref]assess.Choice), picked: interview.Start()}
	m.styles = styles{bold: r.NewStyle().Bold(true), plain: r.NewStyle()}
	if s.Untitled() {
		m.asked = s.Given
		m.typeText(forTitle, s.Phrases.AskTitle, "")
		return m
	}
	m.start()
	return m
}

// start goes to the first unanswered question, or to the review.
func (m *model) start() {
	first, more := m.Interview.Next(interview.Start())
	if m.Resumed {
		m.Within(first) // they know which part they are in
	}
	m.proceed(first, more)
	m.status = strings.Join(append(append([]string{m.Explained}, m.Greeting()...), m.status), "\n")
}

// Init begins the blinking of a text's cursor, if there is one.
func (m *model) Init() tea.Cmd {
	if m.input != nil {
		return m.input.focus()
	}
	return nil
}

// Update handles one message. Keys typed quickly arrive several in one message
// and are taken apart.
func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
		if m.input != nil {
			m.input.resize(m.width, m.height)
		}
		return m, nil
	case typed.Ended:
		m.leave(InputEnded)
		return m, tea.Quit
	case tea.KeyMsg:
		cmd := m.keys(msg)
		return m, cmd
	}
	if m.input != nil {
		cmd := m.input.update(msg)
		return m, cmd
	}
	return m, nil
}

// keys hands on a key message one key at a time.
func (m *model) keys(msg tea.KeyMsg) tea.Cmd {
	if msg.Type == tea.KeyCtrlJ { // Enter, typed before the terminal was set up
		msg = tea.KeyMsg{Type: tea.KeyEnter}
	}
	if msg.Type != tea.KeyRunes && msg.Type != tea.KeySpace {
		if msg.Alt && m.screen != typing { // Esc and a key typed quickly after it
			return tea.Sequence(m.key(tea.KeyMsg{Type: tea.KeyEsc}), m.key(tea.KeyMsg{Type: msg.Type}))
		}
		return m.key(msg)
	}
	if msg.Paste {
		msg.Runes = []rune(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(msg.Runes)))
		if m.screen != typing && !keyboard.IsRow(string(msg.Runes)) {
			m.status = m.Phrases.PasteNowhere // prose is no row of keys
			if m.screen == asking {
				m.status = m.Phrases.PasteHint
			}
			return nil
		}
	}
	var cmds []tea.Cmd
	if msg.Alt && m.screen != typing {
		cmds = append(cmds, m.key(tea.KeyMsg{Type: tea.KeyEsc}))
	}
	if msg.Paste && m.screen == typing && m.input.purpose == forEvidence {
		return m.pastePieces(string(msg.Runes))
	}
	for i, r := range msg.Runes {
		if m.screen == typing && (msg.Paste || i > 0) {
			// As a paste: the field takes letters that spell the name of a key, such as "home", for that key.
			cmds = append(cmds, m.input.update(tea.KeyMsg{Type: tea.KeyRunes, Runes: msg.Runes[i:], Paste: true}))
			break
		}
		one := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}, Alt: msg.Alt && m.screen == typing}
		if r == '\n' || r == '\r' {
			one = tea.KeyMsg{Type: tea.KeyEnter}
		}
		if cmd := m.key(one); cmd != nil {
			cmds = append(cmds, cmd)
		}
		if m.over() {
			return tea.Quit
		}
	}
	return tea.Batch(cmds...)
}

func (m *model) over() bool { return m.ended || m.interrupted || m.err != nil }

// key handles one key.
func (m *model) key(pressed tea.KeyMsg) tea.Cmd {
	if m.over() {
		return tea.Quit
	}
	typed := ""
	if pressed.Type == tea.KeyRunes && m.screen != typing {
		typed = keyboard.Key(string(pressed.Runes))
	}
	switch {
	case pressed.Type == tea.KeyCtrlC:
		m.keepHalf()
		m.interrupted = true
		return tea.Quit
	case !Fits(m.width, m.height): // nobody answers, or writes, what is not shown
		if string(pressed.Runes) == "q" {
			m.keepHalf()
			m.leave(Left)
			return tea.Quit
		}
		return nil
	}
	var cmd tea.Cmd
	switch m.screen {
	case typing:
		cmd = m.typingKey(pressed)
	case asking:
		cmd = m.askingKey(pressed, typed)
	case pairing:
		cmd = m.pairingKey(pressed, typed)
	case overview, review:
		cmd = m.listKey(pressed, typed)
	default:
		cmd = m.pageKey(pressed, typed)
	}
	if m.over() {
		return tea.Quit
	}
	return cmd
}

// leave ends the interview; everything confirmed is on the disk.
func (m *model) leave(end End) {
	m.end, m.ended = end, true
}

// keepHalf keeps a note or a piece of evidence that is being typed: half of it is
// worth more than none.
func (m *model) keepHalf() {
	if m.screen == typing && (m.input.purpose == forNote || m.input.purpose == forEvidence) && strings.TrimSpace(m.input.text()) != "" {
		m.keepText(strings.TrimSpace(m.input.text()))
	}
}

// proceed shows a question, or the review where none is left.
func (m *model) proceed(ref assess.Ref, more bool) {
	m.status, m.help = "", false
	if m.TakenIn() {
		m.status = m.Phrases.TakenIn
	}
	if !more {
		m.toReview()
		return
	}
	m.status = strings.TrimSpace(m.status + "\n" + m.Enter(ref))
	m.screen, m.at, m.visited = asking, ref, true
	if ref != m.picked {
		m.from = asking
	}
	m.cursor, m.afterDigit = m.place(m.chosen(ref)), false
}

// Field reports whether a text is being typed.
func (m *model) Field() bool { return m.screen == typing }
