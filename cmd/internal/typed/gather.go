package typed

import (
	"time"

	"collectiveimpact/samklar/cmd/internal/keyboard"

	tea "github.com/charmbracelet/bubbletea"
)

// A Model is what is drawn, and takes what is typed.
type Model interface {
	tea.Model
	Field() bool // whether a text is being typed
}

// A Gatherer holds keys back until it is known which came at once. Not every terminal
// marks what is pasted, and then Enter in it would confirm answers: prose that comes
// at once is handed on as a paste, whatever the terminal says of it.
type Gatherer struct {
	model Model
	held  []tea.KeyMsg
	count quiet
	ready bool // what was typed before the program was there has come
	begun bool // and has been handed on: as keys, whatever it is

	waits bool // for a quiet to come
	drawn string
	same  bool // nothing has changed since it was drawn
}

// Gather puts a gatherer before a model.
func Gather(m Model) *Gatherer { return &Gatherer{model: m} }

// View draws; not anew for each key that is only held back, of which a long text has
// thousands.
func (g *Gatherer) View() string {
	if !g.same {
		g.drawn, g.same = g.model.View(), true
	}
	return g.drawn
}

// quiet says that nothing has come since a key.
type quiet int

// Started says that what was typed before the program was there must have come.
type Started struct{}

// Ended says that nothing more will be typed: the terminal is gone.
type Ended struct{}

// Init begins.
func (g *Gatherer) Init() tea.Cmd {
	ahead := tea.Tick(5*keyboard.AtOnce, func(time.Time) tea.Msg { return Started{} })
	return tea.Batch(g.model.Init(), ahead)
}

// Update handles one message.
func (g *Gatherer) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
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
	case Started:
		g.ready, g.begun = true, len(g.held) == 0
		return g, nil
	case Ended:
		g.handOn()
	}
	g.same = false
	_, cmd := g.model.Update(msg)
	return g, cmd
}

// Quiet is what says that nothing has come since the last key.
func (g *Gatherer) Quiet() tea.Msg { return g.count }

// hold holds a key back, unless it can be no part of a text.
func (g *Gatherer) hold(key tea.KeyMsg) tea.Cmd {
	g.held = append(g.held, key)
	_, text := Text(key)
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
func (g *Gatherer) wait() tea.Cmd {
	g.waits = true
	since := g.Quiet()
	return tea.Tick(keyboard.AtOnce, func(time.Time) tea.Msg { return since })
}

// handOn hands on what was held back: as keys, or as the paste that it is.
func (g *Gatherer) handOn() tea.Cmd {
	held := Decode(g.held)
	g.held, g.same = nil, false
	if len(held) == 0 {
		return nil
	}
	if g.begun {
		held = AtOnce(held, g.model.Field())
	}
	g.begun = g.ready
	var cmds []tea.Cmd
	for _, key := range held {
		_, cmd := g.model.Update(key)
		cmds = append(cmds, cmd)
	}
	return tea.Sequence(cmds...)
}
