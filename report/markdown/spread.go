package markdown

import (
	"strings"

	"collectiveimpact/samklar/report/view"
)

// spread shows a question with its levels as a list, each with the voices on it.
func (m *markdown) spread(s *view.Spread) {
	lead := ""
	if s.Number != "" {
		lead = s.Number + "\\. "
	}
	words := make([]string, len(s.Words))
	for i, w := range s.Words {
		words[i] = escape(w)
	}
	if s.Brief {
		m.line("- %s%s – %s", m.anchor(s.ID), escape(s.Ask), strings.Join(words, " · "))
		return
	}
	if s.Key != "" {
		m.line("*%s*", escape(s.Key))
		m.gap()
	}
	m.line("### %s%s%s", m.anchor(s.ID), lead, escape(s.Ask))
	m.gap()
	m.line("*%s*\\", escape(s.Where))
	m.line("**%s**", strings.Join(words, " · "))
	m.gap()
	for i := range s.Levels {
		l := &s.Levels[i]
		text := escape(l.Text)
		if dots := l.Dots(); dots != "" {
			text = dots + " " + text
		}
		if l.Names != "" {
			text += " – " + escape(l.Names)
		}
		m.line("- %s", text)
	}
	if len(s.Beside) > 0 {
		m.gap()
	}
	for i, said := range s.Beside {
		end := "\\"
		if i == len(s.Beside)-1 {
			end = ""
		}
		m.line("%s%s", escape(said), end)
	}
	for _, n := range s.Notes {
		m.gap()
		m.note(n.Name+": "+n.Text, "> ")
	}
}
