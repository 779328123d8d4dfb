package report

import (
	"fmt"
	"io"
	"strings"
)

// WriteMarkdown writes the view as CommonMark with tables. Foreign text is
// escaped, so that it shows as the text it is and nothing else.
func WriteMarkdown(w io.Writer, v *View) error {
	m := &markdown{}
	m.line("# %s", escape(v.Title))
	if len(v.Facts) > 0 {
		m.gap()
		for _, f := range v.Facts {
			m.line("- %s: %s", escape(f.Label), escape(f.Value))
		}
	}
	for _, s := range v.Sections {
		m.gap()
		m.line("## %s", escape(s.Title))
		for _, b := range s.Blocks {
			m.gap()
			m.block(b)
		}
	}
	_, err := io.WriteString(w, m.b.String())
	return err
}

type markdown struct{ b strings.Builder }

func (m *markdown) line(format string, args ...any) {
	fmt.Fprintf(&m.b, format+"\n", args...)
}

func (m *markdown) gap() { m.b.WriteString("\n") }

func (m *markdown) block(b Block) {
	switch b := b.(type) {
	case Text:
		m.text(b)
	case Walk:
		for _, s := range b.Steps {
			detail := ""
			if s.Detail != "" {
				detail = " (" + escape(s.Detail) + ")"
			}
			m.line("- %s **%s** – %s%s", sign(s.Mark), escape(s.Title), escape(s.Status), detail)
			for _, a := range s.Answers {
				m.answer(a, "  ")
			}
		}
		m.gap()
		m.line("%s", escape(b.End))
	case Bars:
		m.bars(b)
	case Items:
		for _, item := range b.Items {
			m.line("- %s", escape(item.Text))
			for _, d := range item.Details {
				m.line("  - %s", escape(d))
			}
		}
	case Steps:
		m.steps(b)
	case Facts:
		for _, f := range b.Facts {
			m.line("- %s: `%s`", escape(f.Label), strings.ReplaceAll(f.Value, "`", "'"))
		}
	case Answers:
		m.line("#### %s", escape(b.Title))
		m.gap()
		for _, a := range b.Answers {
			m.answer(a, "")
		}
	}
}

func (m *markdown) text(t Text) {
	switch t.Weight {
	case Lead:
		m.line("**%s**", escape(t.Text))
	case Quiet:
		m.line("*%s*", escape(t.Text))
	case Heading:
		m.line("### %s", escape(t.Text))
	case Normal:
		m.line("%s", escape(t.Text))
	}
}

func (m *markdown) answer(a Answer, indent string) {
	remark := ""
	if a.Remark != "" {
		remark = " (" + escape(a.Remark) + ")"
	}
	lead := ""
	if a.Mark != NoMark {
		lead = sign(a.Mark) + " "
	}
	m.line("%s- %s%s\\", indent, lead, escape(a.Question))
	m.line("%s  *%s*%s", indent, escape(a.Level), remark)
	if a.Note != "" {
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

func (m *markdown) bars(b Bars) {
	m.line("| %s | %s | %s | %s |", escape(b.Head[0]), escape(b.Head[1]), escape(b.Head[2]), escape(b.Head[3]))
	m.line("| --- | ---: | --- | --- |")
	for _, bar := range b.Bars {
		label := escape(bar.Label)
		if bar.Total {
			label = "**" + label + "**"
		}
		m.line("| %s | %s | %s | %s |", label, escape(bar.Percent), escape(bar.Band), drawBar(bar, 20))
	}
	m.gap()
	m.line("*%s*", escape(b.Legend))
}

func (m *markdown) steps(b Steps) {
	for i, s := range b.Steps {
		number := fmt.Sprintf("%d. ", b.First+i)
		m.line("%s%s", number, escape(s.Do))
		var details []string
		for _, d := range []string{s.Who, s.When, s.Why, s.Source} {
			if d != "" {
				details = append(details, escape(d))
			}
		}
		m.line("%s- %s", strings.Repeat(" ", len(number)), strings.Join(details, " · "))
	}
}

// sign gives a mark as a character that reads aloud or stands alone.
func sign(m Mark) string {
	return [...]string{" ", "✓", "✗", "?", "·"}[m]
}

// drawBar draws a score of so many characters: certain, possible, the rest.
func drawBar(bar Bar, width int) string {
	low, high := bar.Low*width/100, (bar.High*width+99)/100
	switch {
	case !bar.Known:
		low, high = 0, width
	case bar.Low == bar.High:
		high = low
	}
	return strings.Repeat("█", low) + strings.Repeat("▒", high-low) + strings.Repeat("·", width-high)
}

// escape makes every character of a line stand for itself in Markdown.
func escape(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	var b strings.Builder
	for i, r := range s {
		if means(s, i, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// means tells whether a character could mean something in Markdown where it
// stands: most punctuation anywhere, list marks at the start of a line, and the
// marks by which some readers turn bare addresses into links.
func means(s string, i int, r rune) bool {
	switch r {
	case '\\', '`', '*', '_', '{', '}', '[', ']', '<', '>', '#', '|', '~', '&', '!', '$', '@', '^':
		return true
	case '+', '-', '=':
		return i == 0
	case '.', ')':
		return strings.Trim(s[:i], "0123456789") == "" || strings.EqualFold(s[max(0, i-3):i], "www")
	case ':':
		return strings.HasPrefix(s[i:], "://") || i == 0
	}
	return false
}

// link gives an address as a link where it is one that may be followed, and as
// plain text otherwise.
func link(s string) string {
	if address(s) {
		return "<" + s + ">"
	}
	return escape(s)
}

// address tells whether a text is an address that may become a link: http, https
// or mailto, without characters that could end it early.
func address(s string) bool {
	lower := strings.ToLower(s)
	if !strings.HasPrefix(lower, "http://") && !strings.HasPrefix(lower, "https://") && !strings.HasPrefix(lower, "mailto:") {
		return false
	}
	return !strings.ContainsAny(s, " <>\"'`\\|{}^")
}
