// Package terminal lays a view out in lines: for a screen of a width, with or
// without colour, or one idea a line for those who have it read to them.
package terminal

import (
	"fmt"
	"io"
	"strings"

	"collectiveimpact/samklar/report/view"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/lipgloss/tree"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
)

// Widths of a terminal report, in columns.
const (
	MinWidth     = 40
	DefaultWidth = 80
	MaxWidth     = 100 // longer lines are hard to read
	maxLines     = 160 // but not those of a table
)

// A Screen is what a terminal report is drawn for.
type Screen struct {
	Width  int  // columns; 0 means DefaultWidth
	Colour bool // the sixteen colours that every terminal sets for its own background
	Plain  bool // nothing drawn, one idea a line: for screen readers
}

// Write writes the view for a terminal.
func Write(w io.Writer, v *view.View, s Screen) error {
	t := newTerminal(s)
	t.view(v)
	_, err := io.WriteString(w, t.b.String())
	return err
}

type terminal struct {
	b                  strings.Builder
	width, full        int // of lines that are read, and of those of a table
	plain              bool
	bold, faint, title lipgloss.Style
	marks              [5]lipgloss.Style
}

// newTerminal gives a terminal with its styles: weight, and the sixteen colours
// that every terminal sets for its own background.
func newTerminal(s Screen) *terminal {
	if s.Width <= 0 {
		s.Width = DefaultWidth
	}
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.Ascii)
	r.SetHasDarkBackground(true) // known beforehand, so that nobody asks the terminal
	if s.Colour {
		r.SetColorProfile(termenv.ANSI)
	}
	t := &terminal{plain: s.Plain, width: min(max(s.Width, MinWidth), MaxWidth), full: min(max(s.Width, MinWidth), maxLines)}
	t.bold = r.NewStyle().Bold(true)
	t.faint = r.NewStyle().Faint(true)
	t.title = r.NewStyle().Bold(true).Foreground(lipgloss.ANSIColor(termenv.ANSICyan))
	t.marks = [...]lipgloss.Style{
		r.NewStyle(), r.NewStyle().Foreground(lipgloss.ANSIColor(termenv.ANSIGreen)), r.NewStyle().Foreground(lipgloss.ANSIColor(termenv.ANSIRed)),
		r.NewStyle().Foreground(lipgloss.ANSIColor(termenv.ANSIYellow)), r.NewStyle().Faint(true),
	}
	return t
}

func (t *terminal) view(v *view.View) {
	if v.Title != "" {
		t.wrap(v.Title, "", "", t.title)
	}
	for _, f := range v.Facts {
		t.wrap(f.Label+": "+f.Value, "", "  ", t.faint)
	}
	for _, s := range v.Sections {
		if t.b.Len() > 0 {
			t.b.WriteString("\n")
		}
		if s.Title != "" {
			t.heading(s.Title)
		}
		for i, b := range s.Blocks {
			text, isText := b.(view.Text)
			if view.OnlyDrawn(b) {
				continue
			}
			spread, isSpread := b.(view.Spread)
			if i > 0 && (!isText || text.Weight != view.Quiet) && (!isSpread || !spread.Follows(s.Blocks[i-1])) {
				t.b.WriteString("\n")
			}
			t.block(b)
		}
	}
}

// heading begins a section.
func (t *terminal) heading(title string) {
	if t.plain { // some readers spell capitals out
		t.wrap(title, "", "", t.title)
		return
	}
	t.wrap(strings.ToUpper(title), "", "", t.title)
	t.rule(t.width)
}

// rule draws a line across the screen.
func (t *terminal) rule(width int) {
	t.b.WriteString(t.faint.Render(strings.Repeat("─", width)) + "\n")
}

// wrap writes a text in lines of the screen's width: first before the first
// line, rest before the others.
func (t *terminal) wrap(text, first, rest string, style lipgloss.Style) {
	width := t.width - max(ansi.StringWidth(first), ansi.StringWidth(rest))
	margin := first
	for _, line := range Wrap(text, max(width, 10)) {
		t.b.WriteString(strings.TrimRight(margin+style.Render(line), " ") + "\n")
		margin = rest
	}
}

func (t *terminal) block(b view.Block) {
	plain := lipgloss.NewStyle()
	switch b := b.(type) {
	case view.Text:
		switch b.Weight {
		case view.Lead, view.Heading:
			t.wrap(b.Text, "", "", t.bold)
		case view.Quiet:
			t.wrap(b.Text, "", "", t.faint)
		case view.Normal:
			t.wrap(b.Text, "", "", plain)
		}
	case view.Links:
		if b.Title != "" {
			t.wrap(b.Title+":", "", "", plain)
		}
		for _, l := range b.Links {
			lead := t.lead(l.Mark)
			t.wrap(l.Text, lead, "  ", plain)
			for _, d := range l.Details {
				t.wrap(d, "  ", "  ", t.faint)
			}
		}
	case view.Glance:
		t.glance(b)
	case view.Walk:
		t.walk(b)
	case view.Bars:
		t.bars(b)
	case view.Items:
		t.items(b)
	case view.Steps:
		t.steps(b)
	case view.Table:
		t.table(b)
	case view.Stack:
		t.bars(b.Bars())
	case view.Stacks:
		t.stacks(b)
	case view.Cases:
		t.cases(b)
	case view.Facts:
		for _, f := range b.Facts {
			t.wrap(f.Label, "", "  ", plain)
			t.wrap(f.Value, "  ", "  ", t.faint)
		}
	case view.Answers:
		t.wrap(b.Title, "", "", t.bold)
		for _, a := range b.Answers {
			t.answer(a)
		}
	case view.Trees:
		t.trees(&b)
	case view.Question:
		t.question(&b)
	case view.End:
		t.end(&b)
	case view.Spread:
		t.spread(&b)
	}
}

func (t *terminal) items(b view.Items) {
	lead, rest, style := "• ", "  ", lipgloss.NewStyle()
	if b.Bare {
		lead = ""
	}
	if b.Hanging {
		rest = "    "
	}
	if b.Quiet {
		style = t.faint
	}
	for _, item := range b.Items {
		t.wrap(strings.TrimSpace(item.Text+" "+item.Source.String()), lead, rest, style)
		for _, d := range item.Details {
			t.wrap(d, "  ", "  ", t.faint)
		}
	}
}

// walk draws the way through a tree as a tree: nodes with the answers behind
// them.
func (t *terminal) walk(w view.Walk) {
	const branch = 6 // what the tree draws before an answer
	root := tree.New().Enumerator(tree.RoundedEnumerator)
	for _, s := range w.Steps {
		head := s.Title + ": " + s.Status
		if s.Detail != "" {
			head += " (" + s.Detail + ")"
		}
		if t.plain {
			t.wrap(head, "", "  ", t.bold)
			for _, a := range s.Answers {
				t.answer(a)
			}
			continue
		}
		node := tree.Root(t.mark(s.Mark) + t.fold(head, branch-2, t.bold)).Enumerator(tree.RoundedEnumerator)
		for _, a := range s.Answers {
			plain := lipgloss.NewStyle()
			node.Child(t.mark(a.Mark) + t.fold(a.Question, branch+3, t.faint) + "\n  " + t.fold(level(a), branch+3, plain))
		}
		root.Child(node)
	}
	if !t.plain {
		for line := range strings.SplitSeq(strings.TrimPrefix(root.String(), "\n"), "\n") {
			t.b.WriteString(strings.TrimRight(line, " ") + "\n")
		}
	}
	t.b.WriteString("\n")
	t.wrap(w.End, "", "", t.bold)
}

// fold breaks a text into lines that leave room for a margin; the second and
// further ones are moved in by two, under the text behind a mark.
func (t *terminal) fold(text string, margin int, style lipgloss.Style) string {
	lines := Wrap(text, max(t.width-margin-2, 20))
	for i := range lines {
		lines[i] = style.Render(strings.TrimSpace(lines[i]))
	}
	return strings.Join(lines, "\n  ")
}

func (t *terminal) mark(m view.Mark) string {
	if m == view.NoMark {
		return "  "
	}
	return t.marks[m].Render(m.Sign()) + " "
}

func (t *terminal) steps(b view.Steps) {
	if b.Folded != "" {
		t.wrap(b.Folded, "", "", t.bold)
		t.b.WriteString("\n")
	}
	for i, s := range b.Steps {
		number := fmt.Sprintf("%2d. ", b.First+i)
		t.wrap(s.Do, number, "    ", lipgloss.NewStyle())
		var details []string
		for _, d := range []string{s.Who, s.When, s.Source.String()} {
			if d != "" {
				details = append(details, d)
			}
		}
		t.wrap(strings.Join(details, " · "), "    → ", "      ", t.bold)
		if s.Why != "" {
			t.wrap(s.Why, "      ", "      ", t.faint)
		}
	}
}

// level gives what was answered, with its remark.
func level(a view.Answer) string {
	if a.Remark == "" {
		return "→ " + a.Level
	}
	return "→ " + a.Level + " (" + a.Remark + ")"
}

// lead gives what stands before an entry: its mark, or a bullet.
func (t *terminal) lead(m view.Mark) string {
	switch {
	case t.plain:
		return "  "
	case m != view.NoMark:
		return t.mark(m)
	}
	return "• "
}

func (t *terminal) answer(a view.Answer) {
	t.wrap(a.Question, t.lead(a.Mark), "  ", t.faint)
	t.wrap(level(a), "  ", "  ", lipgloss.NewStyle())
	if a.Note != "" {
		for line := range strings.SplitSeq(strings.TrimSpace(a.Note), "\n") {
			t.wrap(line, "  │ ", "  │ ", t.faint)
		}
	}
	for _, e := range a.Evidence {
		t.wrap(e, "  ↗ ", "    ", t.faint)
	}
}
