package terminal

import (
	"strings"

	"collectiveimpact/samklar/report/view"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
)

// question shows a question of a bank in print.
func (t *terminal) question(q *view.Question) {
	t.wrap(q.Ask, t.bold.Render(q.Number)+" ", "    ", t.bold)
	t.wrap(strings.Join(q.Remarks, " · "), "    ", "    ", t.faint)
	if q.ListenFor.Value != "" {
		t.wrap(q.ListenFor.Label+" "+q.ListenFor.Value, "    ", "    ", lipgloss.NewStyle())
	}
	t.levels(q)
	for _, a := range q.Advice {
		t.advice(a, a.After+" → ")
	}
}

// levels lists the answers in columns: what each does, its id, its text.
func (t *terminal) levels(q *view.Question) {
	does, id := 0, 0
	for _, l := range q.Levels {
		does, id = max(does, ansi.StringWidth(l.Does)), max(id, ansi.StringWidth(l.ID))
	}
	id = min(id, 14)
	for _, l := range q.Levels {
		style := t.levelStyle(l.Does)
		lead := "    " + strings.Repeat(" ", does-ansi.StringWidth(l.Does)) + style.Render(l.Does) + " "
		lead += t.bold.Render(l.ID) + strings.Repeat(" ", max(id-ansi.StringWidth(l.ID), 0)) + "  "
		t.wrap(l.Text, lead, strings.Repeat(" ", does+id+7), lipgloss.NewStyle())
	}
}

func (t *terminal) levelStyle(does string) lipgloss.Style {
	for _, m := range []view.Mark{view.Yes, view.No, view.Aside} {
		if does == m.Sign() {
			return t.marks[m]
		}
	}
	return lipgloss.NewStyle()
}

func (t *terminal) advice(a view.Advice, lead string) {
	t.wrap(lead+a.Do, "    ", "      ", lipgloss.NewStyle())
	t.wrap(a.By, "      ", "      ", t.faint)
}

// end shows where a bank in print can end, or a finding.
func (t *terminal) end(e *view.End) {
	plain := lipgloss.NewStyle()
	t.wrap(e.Title, "", "", t.bold)
	t.wrap(e.ID, "    ", "    ", t.faint)
	if e.Conditions != "" {
		t.wrap(e.Conditions, "    ", "    ", t.faint)
	}
	for _, c := range e.List {
		t.wrap(c, "    • ", "      ", t.faint)
	}
	if e.Short != "" {
		t.wrap(e.Short, "    ", "    ", t.bold)
	}
	t.wrap(e.Text, "    ", "    ", plain)
	for _, l := range e.Leads {
		t.wrap(l, "    ↳ ", "      ", plain)
	}
	for _, a := range e.Advice {
		t.advice(a, "→ ")
	}
}
