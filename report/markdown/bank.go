package markdown

import (
	"io"
	"strings"

	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/diagram"
)

// WriteBank writes a bank, its tree as a Mermaid drawing.
func WriteBank(w io.Writer, v *report.Print) error {
	m := &markdown{}
	m.line("# %s", escape(v.Title))
	m.gap()
	m.line("%s", escape(v.About))
	for _, l := range v.Legend {
		m.gap()
		m.line("*%s*", escape(l))
	}
	if v.Tree != nil {
		m.gap()
		m.line("## %s", escape(v.TreeName))
		m.gap()
		m.line("```mermaid")
		if err := diagram.WriteMermaid(&m.b, v.Tree); err != nil {
			return err
		}
		m.line("```")
	}
	for i := range v.Parts {
		m.part(v, &v.Parts[i])
	}
	m.list(v.Titles.Scores, v.Scores)
	m.ends(v.Titles.Findings, "", v.Findings)
	m.ends(v.Titles.Ends, v.EndsNote, v.Ends)
	m.list(v.Titles.Sources, v.Sources)
	_, err := io.WriteString(w, m.b.String())
	return err
}

func (m *markdown) list(title string, items []report.Item) {
	if len(items) == 0 {
		return
	}
	m.gap()
	m.line("## %s", escape(title))
	m.gap()
	for _, item := range items {
		m.line("- %s", escape(item.Text))
	}
}

func (m *markdown) part(v *report.Print, p *report.PrintPart) {
	m.gap()
	m.line("## %s", escape(p.Title))
	if len(p.Rules) > 0 {
		m.gap()
	}
	for _, rule := range p.Rules {
		m.line("- %s", escape(rule))
	}
	for i := range p.Questions {
		q := &p.Questions[i]
		m.gap()
		m.line("### %s %s", escape(q.Number), escape(q.Ask))
		m.gap()
		m.line("*%s*", escape(strings.Join(q.Remarks, " · ")))
		if q.ListenFor != "" {
			m.gap()
			m.line("%s %s", escape(v.Titles.ListenFor), escape(q.ListenFor))
		}
		m.gap()
		for _, l := range q.Levels {
			m.line("- %s **%s** %s", escape(l.Does), escape(l.ID), escape(l.Text))
		}
		m.advice(q.Advice)
	}
}

// advice lists what to do, after which answers: with another mark than the
// answers, which begins a list of its own.
func (m *markdown) advice(all []report.PrintAdvice) {
	if len(all) > 0 {
		m.gap()
	}
	for _, a := range all {
		lead := ""
		if a.After != "" {
			lead = "**" + escape(a.After) + "** "
		}
		m.line("* %s→ %s\\", lead, escape(a.Do))
		m.line("  *%s*", escape(a.By))
	}
}

func (m *markdown) ends(title, note string, ends []report.PrintEnd) {
	if len(ends) == 0 {
		return
	}
	m.gap()
	m.line("## %s", escape(title))
	if note != "" {
		m.gap()
		m.line("*%s*", escape(note))
	}
	for i := range ends {
		e := &ends[i]
		m.gap()
		m.line("### %s", escape(e.Title))
		m.gap()
		m.line("*%s*", escape(e.ID))
		if e.Conditions != "" {
			m.gap()
			m.line("%s", escape(e.Conditions))
		}
		if len(e.List) > 0 {
			m.gap()
		}
		for _, c := range e.List {
			m.line("- %s", escape(c))
		}
		if e.Short != "" {
			m.gap()
			m.line("**%s**", escape(e.Short))
		}
		m.gap()
		m.line("%s", escape(e.Text))
		if len(e.Leads) > 0 {
			m.gap()
		}
		for _, l := range e.Leads {
			m.line("- %s", escape(l))
		}
		m.advice(e.Advice)
	}
}
