package wizard

import (
	"time"

	"collectiveimpact/samklar/cmd/internal/keyboard"
	"collectiveimpact/samklar/cmd/internal/typed"

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
	_, text := typed.Text(key)
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
	held := typed.Decode(g.held)
	g.held, g.same = nil, false
	if len(held) == 0 {
		return nil
	}
	if g.begun {
		held = typed.AtOnce(held, g.screen == typing)
	}
	g.begun = g.ready
	var cmds []tea.Cmd
	for _, key := range held {
		_, cmd := g.model.Update(key)
		cmds = append(cmds, cmd)
	}
	return tea.Sequence(cmds...)
}
