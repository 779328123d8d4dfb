package terminal

import (
	"fmt"
	"io"
	"strings"

	"collectiveimpact/samklar/report/view"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
)

// Widths of a score where room is scarce: drawn, and in words.
const (
	shortBar   = 16
	shortScore = 14
)

// A Rest is what stands behind a report that is not whole.
type Rest struct {
	Tool    string // the program with its version
	Said    string // what the command gives
	Command string // to be typed as it stands
}

// WriteShort writes what a board is told so that it stands on one screen: the
// conclusion by its name and why, the scores, and the next steps.
func WriteShort(w io.Writer, v *view.View, s Screen, rest Rest) error {
	t := newTerminal(s)
	t.wrap(v.Title, "", "", t.title)
	var facts []string
	for _, f := range v.Facts {
		facts = append(facts, f.Value)
	}
	if len(facts) > 0 {
		t.wrap(strings.Join(facts, " · "), "", "", t.faint)
	}
	for i, s := range v.Sections[:min(len(v.Sections), v.Sheet)] {
		if s.ID == "how-scored" { // the receipt is for paper
			continue
		}
		t.b.WriteString("\n")
		if i > 0 {
			t.wrap(s.Title, "", "", t.title)
		}
		for _, b := range s.Blocks {
			if more, ok := b.(view.Text); ok && more.ID == "more-steps" {
				rest.Said = more.Text
				continue
			} else if ok && more.ID == "who-is" { // on paper
				continue
			}
			t.shortBlock(b)
		}
	}
	t.b.WriteString("\n")
	said := rest.Tool + " · " + rest.Said
	if ansi.StringWidth(said)+1+ansi.StringWidth(rest.Command) <= t.width {
		t.b.WriteString(said + " " + rest.Command + "\n")
	} else { // the command whole on a line of its own
		t.b.WriteString(said + "\n" + rest.Command + "\n")
	}
	_, err := io.WriteString(w, t.b.String())
	return err
}

func (t *terminal) shortBlock(b view.Block) {
	plain := lipgloss.NewStyle()
	switch b := b.(type) {
	case view.Text:
		switch b.Weight {
		case view.Heading:
			lead := ""
			if b.Badge == view.NoMark { // what stands beside the first conclusion
				t.b.WriteString("\n")
			} else if !t.plain {
				lead = t.mark(b.Badge)
			}
			t.wrap(b.Text, lead, strings.Repeat(" ", ansi.StringWidth(lead)), t.bold)
		case view.Quiet:
			t.wrap(b.Text, "", "", t.faint)
		case view.Normal, view.Lead:
			t.wrap(b.Text, "", "", plain)
		}
	case view.Items:
		for _, item := range b.Items {
			t.wrap(item.Text, t.lead(view.NoMark), "  ", plain)
		}
	case view.Links:
		if b.Brief {
			t.wrap(b.Links[0].Text, "", "", plain)
			return
		}
		said := make([]string, len(b.Links))
		for i := range b.Links {
			said[i] = strings.Join(append([]string{b.Links[i].Text}, b.Links[i].Details...), " ")
		}
		t.wrap(b.Title+": "+strings.Join(said, " · "), "", "", plain)
	case view.Glance:
		for _, s := range b.Ways {
			t.shortWay(s)
		}
		for i, s := range b.Scales {
			if i > 0 || len(b.Ways) == 0 {
				t.b.WriteString("\n")
			}
			t.wrap(s.Title, "", "", t.bold)
			t.shortBars(s.Bars)
		}
	case view.Steps:
		for i, s := range b.Steps {
			when := s.Date
			if when == "" {
				when = s.When
			}
			t.wrap(s.Do+" → "+s.Who+" · "+when, fmt.Sprintf("%2d. ", b.First+i), "    ", plain)
		}
	default:
		t.block(b)
	}
}

// shortWay says how many steps of a way are passed, and which are not.
func (t *terminal) shortWay(s view.Strip) {
	passed := 0
	var other []string
	for _, at := range s.Stations {
		switch {
		case at.Mark == view.Yes:
			passed++
		case t.plain:
			other = append(other, at.Title+": "+at.Status)
		default:
			other = append(other, at.Mark.Sign()+" "+at.Title)
		}
	}
	all := fmt.Sprintf("%s  %s %d/%d", s.Title, view.Yes.Sign(), passed, len(s.Stations))
	if t.plain {
		all = fmt.Sprintf("%s %d/%d", s.Title, passed, len(s.Stations))
	}
	t.b.WriteString("\n")
	t.wrap(all, "", "", t.bold)
	t.flow(other)
}

// shortBars draws scores a line each; the sign of the weakest is told below.
func (t *terminal) shortBars(b view.Bars) {
	score, weakest := 0, ""
	for i := range b.Bars {
		score = max(score, min(ansi.StringWidth(b.Bars[i].Percent), shortScore))
		if b.Bars[i].Weakest != "" {
			weakest = b.Bars[i].Weakest
		}
	}
	label, then := 0, 0
	for i := range b.Bars {
		label = max(label, ansi.StringWidth(b.Bars[i].Label))
		then = max(then, ansi.StringWidth(b.Bars[i].Then.Said))
	}
	room := t.width - shortBar - score - 2 - 3*tableGap
	if then > 0 {
		room -= then + tableGap
	}
	label = max(min(label, room), leastLabel)
	columns := []column{{width: label}, {width: shortBar}, {width: score}, {width: 1}, {width: then}}
	for i := range b.Bars {
		r := &b.Bars[i]
		if t.plain {
			said := []string{r.Label + ": " + r.Percent}
			for _, more := range []string{r.Then.Said, r.Weakest} {
				if more != "" {
					said = append(said, more)
				}
			}
			t.wrap(strings.Join(said, ", "), "", "  ", lipgloss.NewStyle())
			continue
		}
		sign := ""
		if r.Weakest != "" {
			sign = "◀"
		}
		t.row(columns, [][]string{Wrap(r.Label, label), {r.Draw(shortBar, b.Need)}, Wrap(r.Percent, score), {sign}, {r.Then.Said}})
	}
	if t.plain {
		return
	}
	legend := b.Signs
	if weakest != "" {
		legend += ", ◀ " + weakest
	}
	t.wrap(legend, "", "", t.faint)
}
