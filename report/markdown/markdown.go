// Package markdown lays a view out as CommonMark with tables. Foreign text is
// escaped, so that it shows as the text it is and nothing else.
package markdown

import (
	"fmt"
	"io"
	"strings"

	"collectiveimpact/samklar/report/view"
)

// Write writes the view.
func Write(w io.Writer, v *view.View) error {
	m := &markdown{wanted: v.PointedTo(), drawn: v.Pictures}
	if v.Front {
		m.front(v)
	} else {
		m.line("# %s", escape(v.Title))
	}
	if len(v.Facts) > 0 {
		m.gap()
		for _, f := range v.Facts {
			m.line("- %s: %s", escape(f.Label), escape(f.Value))
		}
	}
	for _, s := range v.Sections {
		if s.Title != "" {
			m.gap()
			m.line("## %s", escape(s.Title))
		}
		for i, b := range s.Blocks {
			if view.OnlyDrawn(b) {
				continue
			}
			if spread, ok := b.(view.Spread); !ok || i == 0 || !spread.Follows(s.Blocks[i-1]) {
				m.gap()
			}
			m.block(b)
		}
	}
	for _, p := range m.pictures {
		m.gap()
		m.line("%s", p)
	}
	_, err := io.WriteString(w, m.b.String())
	return err
}

// front writes what is said of the whole document, as most programs that read
// Markdown know it. Its title is Markdown too, in quotes.
func (m *markdown) front(v *view.View) {
	quoted := strings.NewReplacer("\\", "\\\\", "\"", "\\\"").Replace(escape(v.Title))
	m.line("---")
	m.line("title: \"%s\"", quoted)
	m.line("lang: %s", v.Lang)
	m.line("papersize: a4")
	m.line("---")
}

// A markdown writes the anchors that something points to and no others. They
// are spans: readers of Markdown keep them where they drop an empty link, and
// pandoc makes bookmarks of them.
type markdown struct {
	b        strings.Builder
	wanted   map[view.Target]bool
	drawn    bool     // with pictures
	pictures []string // which stand at the end
}

// anchor makes an entry one that can be pointed to.
func (m *markdown) anchor(id string) string {
	if !m.wanted[view.Target(id)] {
		return ""
	}
	return `<span id="` + id + `"></span>`
}

// to makes a text point to an entry, if there is one.
func to(t view.Target, escaped string) string {
	if t == "" {
		return escaped
	}
	return "[" + escaped + "](#" + string(t) + ")"
}

func (m *markdown) line(format string, args ...any) {
	s := fmt.Sprintf(format, args...)
	if strings.TrimSpace(s) == "-" { // a dash alone would make a heading of the line above
		s += " &nbsp;"
	}
	m.b.WriteString(s + "\n")
}

func (m *markdown) gap() { m.b.WriteString("\n") }

func (m *markdown) block(b view.Block) {
	switch b := b.(type) {
	case view.Text:
		m.text(b)
	case view.Links:
		if b.Title != "" {
			m.line("%s:", escape(b.Title))
			m.gap()
		}
		for _, l := range b.Links {
			lead := ""
			if l.Mark != view.NoMark {
				lead = l.Mark.Sign() + " "
			}
			m.line("- %s%s", lead, escape(l.Text))
			for _, d := range l.Details {
				m.line("  - %s", escape(d))
			}
		}
	case view.Glance:
		m.glance(b)
	case view.Walk:
		if m.drawn && b.Picture != nil {
			m.picture(&b)
		}
		for _, s := range b.Steps {
			detail := ""
			if s.Detail != "" {
				detail = " (" + escape(s.Detail) + ")"
			}
			m.line("- %s **%s** – %s%s", s.Mark.Sign(), escape(s.Title), escape(s.Status), detail)
			for _, a := range s.Answers {
				m.answer(a, "  ")
			}
		}
		m.gap()
		m.line("%s", escape(b.End))
	case view.Bars:
		m.bars(b)
	case view.Stack:
		m.bars(b.Bars())
	case view.Stacks:
		m.line("### %s", escape(b.Title))
		m.gap()
		m.table(b.Table())
	case view.Cases:
		m.table(b.Table())
	case view.Items:
		for _, item := range b.Items {
			source := ""
			if s := item.Source.String(); s != "" {
				source = " " + to(item.Source.Entry, escape(s))
			}
			m.line("- %s%s%s", m.anchor(item.ID), to(item.Target, escape(item.Text)), source)
			for _, d := range item.Details {
				m.line("  - %s", escape(d))
			}
		}
	case view.Steps:
		m.steps(b)
	case view.Table:
		m.table(b)
	case view.Facts:
		for _, f := range b.Facts {
			m.line("- %s: `%s`", escape(f.Label), strings.ReplaceAll(f.Value, "`", "'"))
		}
	case view.Answers:
		m.line("#### %s%s", m.anchor(b.ID), escape(b.Title))
		m.gap()
		for _, a := range b.Answers {
			m.answer(a, "")
		}
	case view.Trees:
		m.trees(&b)
	case view.Question:
		m.question(&b)
	case view.End:
		m.end(&b)
	case view.Spread:
		m.spread(&b)
	}
}

func (m *markdown) text(t view.Text) {
	if strings.TrimSpace(t.Text) == "" { // marks around nothing would draw a line
		return
	}
	switch t.Weight {
	case view.Lead:
		m.line("**%s**", escape(t.Text))
	case view.Quiet:
		m.line("*%s*", escape(t.Text))
	case view.Heading:
		m.line("### %s", escape(t.Text))
	case view.Normal:
		m.line("%s", escape(t.Text))
	}
}

func (m *markdown) answer(a view.Answer, indent string) {
	remark := ""
	if a.Remark != "" {
		remark = " (" + escape(a.Remark) + ")"
	}
	lead := ""
	if a.Mark != view.NoMark {
		lead = a.Mark.Sign() + " "
	}
	m.line("%s- %s%s%s\\", indent, m.anchor(a.ID), lead, to(a.Target, escape(a.Question)))
	m.line("%s  *%s*%s", indent, escape(a.Level), remark)
	if a.Note != "" {
		m.gap() // or Pandoc takes the quote for more of the lines above
		m.note(a.Note, indent+"  > ")
	}
	for _, e := range a.Evidence {
		m.line("%s  - %s", indent, link(e))
	}
}

// note quotes a note, line for line.
func (m *markdown) note(note, margin string) {
	lines := strings.Split(strings.TrimSpace(note), "\n")
	for i, line := range lines {
		hard := "\\"
		if i == len(lines)-1 || strings.TrimSpace(line) == "" || strings.TrimSpace(lines[i+1]) == "" {
			hard = ""
		}
		m.line("%s", strings.TrimRight(margin+escape(line), " ")+hard)
	}
}

// barWidth is the width of a drawn score: in a document it must stand on one line.
const barWidth = 10

// dashes say how wide a column is, for programs that ask.
func dashes(n int) string { return strings.Repeat("-", n) }

func (m *markdown) bars(b view.Bars) {
	where := func(is bool, text string) string { // a column without a heading is none
		if !is {
			return ""
		}
		return " " + text + " |"
	}
	then, band := func(text string) string { return where(b.Then != "", text) }, func(text string) string { return where(b.Head[2] != "", text) }
	m.line("| %s | %s |%s%s %s |", escape(b.Head[0]), escape(b.Head[1]), then(escape(b.Then)), band(escape(b.Head[2])), escape(b.Head[3]))
	m.line("| %s | %s |%s%s %s |", dashes(26), dashes(14)+":", then(dashes(12)+":"), band(dashes(18)), dashes(20))
	for _, bar := range b.Bars {
		label := escape(bar.Label)
		if bar.Total {
			label = "**" + label + "**"
		}
		m.line("| %s | %s |%s%s %s |", label, escape(bar.Percent), then(escape(bar.Then.Percent)), band(escape(bar.Band)), bar.Draw(barWidth, b.Need))
	}
	m.gap()
	m.line("*%s*", escape(strings.TrimSpace(b.Legend+" "+b.Needs)))
}

// glance says what stands nowhere else: the ways as lists, and the scales.
func (m *markdown) glance(g view.Glance) {
	for i, s := range g.Ways {
		if i > 0 {
			m.gap()
		}
		m.line("### %s", escape(s.Title))
		m.gap()
		for _, at := range s.Stations {
			m.line("- %s %s: %s", at.Mark.Sign(), escape(at.Title), escape(at.Status))
		}
		if s.End != "" {
			m.gap()
			m.line("%s", escape(s.End))
		}
		if s.About != "" {
			m.gap()
			m.line("*%s*", escape(s.About))
		}
	}
	for i, s := range g.Scales {
		if i > 0 || len(g.Ways) > 0 {
			m.gap()
		}
		m.line("### %s", escape(s.Title))
		m.gap()
		m.bars(s.Bars)
		if s.Said != "" {
			m.gap()
			m.line("%s", escape(s.Said))
		}
	}
}

// steps shows next steps as a table ready for minutes, with room for a name and
// a date. The dashes say how wide the columns are, for programs that ask.
func (m *markdown) steps(b view.Steps) {
	if b.Folded != "" {
		m.line("### %s", escape(b.Folded))
		m.gap()
	}
	widths, empty := [...]int{5, 44, 20, 18, 15, 12}, ""
	head, rule := "|", "|"
	for i, h := range b.Head {
		if h == "" {
			continue
		}
		head += " " + escape(h) + " |"
		rule += " " + dashes(widths[i])
		if i == 0 {
			rule += ":"
		}
		rule += " |"
		if i > 3 { // to be filled in by hand
			empty += "  |"
		}
	}
	m.line("%s", head)
	m.line("%s", rule)
	for i, s := range b.Steps {
		what := escape(s.Do)
		if s.Why != "" {
			what += " *(" + escape(s.Why) + ")*"
		}
		if number := s.Source.String(); number != "" {
			what += " " + to(s.Source.Entry, escape(number))
		}
		if s.Answer != "" {
			what += " " + to(s.Answer, escape(b.Link))
		}
		m.line("| %d | %s | %s | %s |%s", b.First+i, what, escape(s.Who), escape(s.When), empty)
	}
}
