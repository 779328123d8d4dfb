package wizard

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"collectiveimpact/samklar/cmd/internal/keyboard"

	tea "github.com/charmbracelet/bubbletea"
)

// A gatherer holds keys back until it is known which came at once. Not every terminal
// marks what is pasted, and then Enter in it would confirm answers: prose that comes
// at once is handed on as a paste, whatever the terminal says of it.
type gatherer struct {
	*model
	held  []tea.KeyMsg
	count quiet
	ready bool // what was typed before the program was there has come
	begun bool // and has been handed on: as keys, whatever it is

	waits bool // for a quiet to come
	drawn string
	same  bool // nothing has changed since it was drawn
}

// View draws; not anew for each key that is only held back, of which a long text has
// thousands.
func (g *gatherer) View() string {
	if !g.same {
		g.drawn, g.same = g.model.View(), true
	}
	return g.drawn
}

// quiet says that nothing has come since a key.
type quiet int

// started says that what was typed before the program was there must have come.
type started struct{}

func (g *gatherer) Init() tea.Cmd {
	ahead := tea.Tick(5*keyboard.AtOnce, func(time.Time) tea.Msg { return started{} })
	return tea.Batch(g.model.Init(), ahead)
}

// Update handles one message.
func (g *gatherer) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		cmd := g.hold(msg)
		return g, cmd
	case quiet:
		g.waits = false
		if msg == g.count {
			cmd := g.handOn()
			return g, cmd
		}
		var cmd tea.Cmd
		if len(g.held) > 0 {
			cmd = g.wait()
		}
		return g, cmd
	case started:
		g.ready, g.begun = true, len(g.held) == 0
		return g, nil
	case inputEnded:
		g.handOn()
	}
	g.same = false
	_, cmd := g.model.Update(msg)
	return g, cmd
}

// hold holds a key back, unless it can be no part of a text.
func (g *gatherer) hold(key tea.KeyMsg) tea.Cmd {
	g.held = append(g.held, key)
	_, text := typedText(key)
	if key.Paste || !text && (len(g.held) == 1 && !key.Alt && key.Type != tea.KeyEsc || key.Type == tea.KeyCtrlC) {
		return g.handOn()
	}
	g.count++
	if g.waits {
		return nil
	}
	return g.wait()
}

// wait looks a little later whether another key has come.
func (g *gatherer) wait() tea.Cmd {
	g.waits = true
	count := g.count
	return tea.Tick(keyboard.AtOnce, func(time.Time) tea.Msg { return count })
}

// handOn hands on what was held back: as keys, or as the paste that it is.
func (g *gatherer) handOn() tea.Cmd {
	held := decode(g.held)
	g.held, g.same = nil, false
	if len(held) == 0 {
		return nil
	}
	if g.begun {
		held = g.pasted(held)
	}
	g.begun = g.ready
	var cmds []tea.Cmd
	for _, key := range held {
		_, cmd := g.model.Update(key)
		cmds = append(cmds, cmd)
	}
	return tea.Sequence(cmds...)
}

// row is the length up to which letters that come at once are keys: what two quick
// hands, or a slow line, may put together.
const row = 3

// pasted gives keys that came at once, as one paste where they are prose.
func (g *gatherer) pasted(held []tea.KeyMsg) []tea.KeyMsg {
	var all strings.Builder
	for _, key := range held {
		text, ok := typedText(key)
		if !ok || key.Paste {
			return held
		}
		all.WriteString(text)
	}
	text := all.String()
	lines := strings.Contains(strings.TrimRight(text, "\n"), "\n")
	paste := []tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune(text), Paste: true}}
	switch {
	case g.screen == typing && lines:
		return paste
	case g.screen == typing:
		return joined(held)
	case keyboard.IsRow(text):
		return held
	case strings.HasPrefix(text, ".") && lines: // the key for a note, and the note
		paste[0].Runes = paste[0].Runes[1:]
		return append([]tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune(".")}}, paste...)
	case strings.HasPrefix(text, "."):
		return held
	case utf8.RuneCountInString(strings.TrimSpace(text)) > row:
		return paste
	}
	return held
}

// joined puts what is written at once into one message: a field takes long for each.
func joined(held []tea.KeyMsg) []tea.KeyMsg {
	var keys []tea.KeyMsg
	for _, key := range held {
		n := len(keys)
		if key.Type == tea.KeySpace {
			key.Type = tea.KeyRunes
		}
		if n > 0 && key.Type == tea.KeyRunes && keys[n-1].Type == tea.KeyRunes {
			keys[n-1].Runes = append(keys[n-1].Runes, key.Runes...)
			continue
		}
		if key.Type == tea.KeyRunes {
			key.Runes = slices.Clone(key.Runes)
		}
		keys = append(keys, key)
	}
	return keys
}

// typedText gives what a key adds to a text, if it is one that does.
func typedText(key tea.KeyMsg) (string, bool) {
	switch {
	case key.Alt:
		return "", false
	case key.Type == tea.KeyRunes || key.Type == tea.KeySpace:
		return string(key.Runes), true
	case key.Type == tea.KeyEnter || key.Type == tea.KeyCtrlJ:
		return "\n", true
	case key.Type == tea.KeyTab:
		return "\t", true
	}
	return "", false
}

// decode puts together what the library takes apart: the keypad in application mode,
// and late answers of the terminal, which are nobody's keys.
func decode(held []tea.KeyMsg) []tea.KeyMsg {
	var keys []tea.KeyMsg
	for i := 0; i < len(held); i++ {
		key := held[i]
		switch {
		case !key.Alt || key.Type != tea.KeyRunes || len(key.Runes) != 1:
			keys = append(keys, key)
		case strings.ContainsRune("]P_^", key.Runes[0]) && i+1 < len(held):
			for i+1 < len(held) {
				i++
				if end := held[i]; end.Type == tea.KeyCtrlG || end.Alt && string(end.Runes) == "\\" {
					break
				}
			}
		case key.Runes[0] == 'O' && i+1 < len(held) && held[i+1].Type == tea.KeyRunes && !held[i+1].Alt:
			i++
			next := held[i]
			if pad := keyboard.Keypad(next.Runes[0]); pad == "\n" {
				keys = append(keys, tea.KeyMsg{Type: tea.KeyEnter})
			} else if pad != "" {
				keys = append(keys, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(pad)})
			}
			if next.Runes = next.Runes[1:]; len(next.Runes) > 0 {
				keys = append(keys, next)
			}
		default:
			keys = append(keys, key)
		}
	}
	return keys
}
