package terminal

import (
	"strings"

	"collectiveimpact/samklar/report/view"

	"github.com/charmbracelet/lipgloss"
)

// spread shows a question with the voices as dots before its levels; read aloud, they
// are counted behind them.
func (t *terminal) spread(s *view.Spread) {
	const margin = "   "
	lead := ""
	if s.Number != "" {
		lead = s.Number + ". "
	}
	if s.Brief {
		t.wrap(s.Ask, "• ", "  ", lipgloss.NewStyle())
		t.wrap(strings.Join(s.Words, " · "), "  ", "  ", t.faint)
		return
	}
	if s.Key != "" && (!t.plain || s.Closed()) { // read aloud, voices are counted and need no signs
		t.wrap(s.Key, "", "", t.faint)
		t.b.WriteString("\n")
	}
	t.wrap(s.Ask, lead, margin, t.bold)
	t.wrap(s.Where, margin, margin, t.faint)
	t.wrap(strings.Join(s.Words, " · "), margin, margin, lipgloss.NewStyle())
	gutter := s.Gutter()
	for i := range s.Levels {
		l := &s.Levels[i]
		text, dots := l.Text, l.Dots()
		if l.Names != "" {
			text += " – " + l.Names
		}
		if t.plain && l.Count != "" {
			text += " – " + l.Count
		}
		if t.plain && !l.Within {
			dots = ""
		}
		if t.plain {
			gutter = 1
		}
		first := margin + dots + strings.Repeat(" ", max(gutter-len([]rune(dots)), 0)) + " "
		t.wrap(text, first, margin+strings.Repeat(" ", gutter+1), lipgloss.NewStyle())
	}
	for _, said := range s.Beside {
		t.wrap(said, margin, margin, t.faint)
	}
	for _, n := range s.Notes {
		t.wrap(n.Name+": "+n.Text, margin, margin+"  ", t.faint)
	}
}
