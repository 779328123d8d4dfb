package terminal

import (
	"io"
	"strings"

	"collectiveimpact/samklar/report"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
)

// WriteBank writes a bank for a terminal.
func WriteBank(w io.Writer, v *report.Print, s Screen) error {
	t := newTerminal(s)
	plain := lipgloss.NewStyle()
	t.wrap(v.Title, "", "", t.title)
	t.b.WriteString("\n")
	t.wrap(v.About, "", "", plain)
	t.b.WriteString("\n")
	for _, l := range v.Legend {
		t.wrap(l, "", "", t.faint)
	}
	if v.Tree != nil {
		t.section(v.TreeName)
		for i := range v.Tree.Trees {
			t.tree(v.Tree, &v.Tree.Trees[i])
		}
	}
	for i := range v.Parts {
		t.part(v, &v.Parts[i])
	}
	if len(v.Scores) > 0 {
		t.section(v.Titles.Scores)
		for _, item := range v.Scores {
			t.wrap(item.Text, "• ", "  ", plain)
		}
	}
	t.ends(v.Titles.Findings, "", v.Findings)
	t.ends(v.Titles.Ends, v.EndsNote, v.Ends)
	if len(v.Sources) > 0 {
		t.section(v.Titles.Sources)
		for _, item := range v.Sources {
			t.wrap(item.Text, "", "    ", plain)
		}
	}
	_, err := io.WriteString(w, t.b.String())
	return err
}

// section begins a section with a heading over a line.
func (t *terminal) section(title string) {
	t.b.WriteString("\n")
	t.wrap(strings.ToUpper(title), "", "", t.title)
	t.b.WriteString(t.faint.Render(strings.Repeat("─", t.width)) + "\n")
}

func (t *terminal) part(v *report.Print, p *report.PrintPart) {
	t.section(p.Title)
	for _, rule := range p.Rules {
		t.wrap(rule, "", "  ", t.faint)
	}
	for i := range p.Questions {
		q := &p.Questions[i]
		if i > 0 || len(p.Rules) > 0 {
			t.b.WriteString("\n")
		}
		t.wrap(q.Ask, t.bold.Render(q.Number)+" ", "    ", t.bold)
		t.wrap(strings.Join(q.Remarks, " · "), "    ", "    ", t.faint)
		if q.ListenFor != "" {
			t.wrap(v.Titles.ListenFor+" "+q.ListenFor, "    ", "    ", lipgloss.NewStyle())
		}
		t.levels(q)
		for _, a := range q.Advice {
			t.advice(a, a.After+" → ")
		}
	}
}

// levels lists the answers in columns: what each does, its id, its text.
func (t *terminal) levels(q *report.PrintQuestion) {
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
	for _, m := range []report.Mark{report.Yes, report.No, report.Aside} {
		if does == m.Sign() {
			return t.marks[m]
		}
	}
	return lipgloss.NewStyle()
}

func (t *terminal) advice(a report.PrintAdvice, lead string) {
	t.wrap(lead+a.Do, "    ", "      ", lipgloss.NewStyle())
	t.wrap(a.By, "      ", "      ", t.faint)
}

func (t *terminal) ends(title, note string, ends []report.PrintEnd) {
	if len(ends) == 0 {
		return
	}
	t.section(title)
	if note != "" {
		t.wrap(note, "", "", t.faint)
	}
	plain := lipgloss.NewStyle()
	for i := range ends {
		e := &ends[i]
		if i > 0 || note != "" {
			t.b.WriteString("\n")
		}
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
}
