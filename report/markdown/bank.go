package markdown

import (
	"strings"

	"collectiveimpact/samklar/report/diagram"
	"collectiveimpact/samklar/report/view"
)

// trees draws trees as a Mermaid chart, which many readers of Markdown show.
func (m *markdown) trees(v *view.Trees) {
	m.line("```mermaid")
	m.b.WriteString(diagram.Mermaid(v))
	m.line("```")
}

// question shows a question of a bank in print.
func (m *markdown) question(q *view.Question) {
	m.line("### %s %s", escape(q.Number), escape(q.Ask))
	m.gap()
	m.line("*%s*", escape(strings.Join(q.Remarks, " · ")))
	if q.ListenFor.Value != "" {
		m.gap()
		m.line("%s %s", escape(q.ListenFor.Label), escape(q.ListenFor.Value))
	}
	m.gap()
	for _, l := range q.Levels {
		m.line("- %s **%s** %s", escape(l.Does), escape(l.ID), escape(l.Text))
	}
	m.advice(q.Advice)
}

// advice lists what to do, after which answers: with another mark than the
// answers, which begins a list of its own.
func (m *markdown) advice(all []view.Advice) {
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

// end shows where a bank in print can end, or a finding.
func (m *markdown) end(e *view.End) {
	m.line("### %s", escape(e.Title))
	m.gap()
	m.line("*%s*", escape(e.ID))
	if e.Conditions != "" {
		m.gap()
		m.line("%s", escape(e.Conditions))
	}
	m.list(e.List)
	if e.Short != "" {
		m.gap()
		m.line("**%s**", escape(e.Short))
	}
	m.gap()
	m.line("%s", escape(e.Text))
	m.list(e.Leads)
	m.advice(e.Advice)
}

func (m *markdown) list(all []string) {
	if len(all) > 0 {
		m.gap()
	}
	for _, s := range all {
		m.line("- %s", escape(s))
	}
}
