package wizard

import (
	"strings"
	"testing"

	"collectiveimpact/samklar/cmd/internal/typed"

	tea "github.com/charmbracelet/bubbletea"
)

// A gatherer is a form behind what gathers its keys.
type gatherer struct {
	*model
	keys *typed.Gatherer
}

// gathering puts a gatherer before a form, at work already.
func gathering(m *model) *gatherer {
	g := &gatherer{m, typed.Gather(m)}
	g.keys.Update(typed.Started{})
	return g
}

// settle says that no other key came at once.
func (g *gatherer) settle() { g.keys.Update(g.keys.Quiet()) }

func (d *desk) gathered() *gatherer { return gathering(d.draw()) }

// burst hands over keys that come at once.
func (g *gatherer) burst(keys ...tea.KeyMsg) {
	for _, key := range keys {
		g.keys.Update(key)
	}
	g.settle()
}

// TestAtOnce types at once what a person cannot: what is prose is a paste, whatever the
// terminal says of it.
func TestAtOnce(t *testing.T) {
	prose := append(append(append(slowly("We met."), enter), slowly("3 wards want it")...), enter, typedIn("1 is silent"), enter)
	for _, c := range []struct {
		name         string
		bursts       [][]tea.KeyMsg
		says, stands string
	}{
		{"prose at a question", [][]tea.KeyMsg{prose}, "", "hands on nothing"},
		{"one line of it", [][]tea.KeyMsg{{typedIn("every partner came"), enter}}, "", "hands on nothing"},
		{"a line that begins with a digit", [][]tea.KeyMsg{{typedIn("3"), {Type: tea.KeySpace, Runes: []rune(" ")}, typedIn("wards"), enter}}, "", "hands on nothing"},
		{"prose in a note", [][]tea.KeyMsg{{typedIn(".")}, prose, {enter}}, `hands= note "We met.\n3 wards want it\n1 is silent"`, "hands on nothing"},
		{"a note and its key", [][]tea.KeyMsg{append([]tea.KeyMsg{typedIn(".")}, prose...), {enter}}, `hands= note "We met.\n3 wards want it\n1 is silent"`, "hands on nothing"},
		{"a line and Enter, on a slow line", [][]tea.KeyMsg{{typedIn(".")}, {typedIn("seen"), enter}}, `hands= note "seen"`, "hands on nothing"},
		{"an answer, on a slow line", [][]tea.KeyMsg{{typedIn("3"), enter}}, "hands=3", "hearts on nothing"},
		{"answers in a row", [][]tea.KeyMsg{{typedIn("3"), enter, typedIn("u"), enter}}, "hands=3; hearts=unknown", "office on nothing"},
		{"three keys in a row", [][]tea.KeyMsg{{typedIn("m12"), enter}}, "hands=1..2", "hearts on nothing"},
		{"Enter again and again", [][]tea.KeyMsg{{typedIn("3")}, {enter, enter, enter}}, "hands=3", "hearts on nothing"},
		{"the keypad in application mode", [][]tea.KeyMsg{{alt("O"), typedIn("r")}, {alt("O"), typedIn("M")}}, "hands=2", "hearts on nothing"},
		{"two of its keys", [][]tea.KeyMsg{{alt("O"), typedIn("s"), alt("O"), typedIn("M")}}, "hands=3", "hearts on nothing"},
		{"a key of it that is none", [][]tea.KeyMsg{{alt("O"), typedIn("j")}}, "", "hands on nothing"},
		{"a late answer of the terminal", [][]tea.KeyMsg{{alt("]"), typedIn("11;rgb:1e1e/1e1e/1e1e"), alt(`\`)}, {typedIn("2")}}, "", "hands on 2"},
		{"Esc and a digit", [][]tea.KeyMsg{{typedIn("1"), enter}, {alt("2")}, {enter}}, "hands=2", "hearts on nothing"},
		{"Ctrl+C behind text", [][]tea.KeyMsg{{typedIn(".")}, {typedIn("half a"), ctrlC}}, `hands= note "half a"`, "interrupted"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := load(t, "en", false, "strength").desk(t, "")
			g := d.gathered()
			for _, burst := range c.bursts {
				g.burst(burst...)
			}
			if got := d.says(); got != c.says || g.stands() != c.stands {
				t.Errorf("kept %s at %q, want %s at %q", got, g.stands(), c.says, c.stands)
			}
		})
	}
	t.Run("typed ahead", func(t *testing.T) {
		d := load(t, "en", false, "strength").desk(t, "")
		m := d.draw()
		g := &gatherer{m, typed.Gather(m)}
		for _, key := range []tea.KeyMsg{typedIn(".seen"), enter, typedIn("2"), enter, typedIn("3")} {
			g.keys.Update(key)
		}
		g.keys.Update(typed.Started{})
		g.settle()
		g.burst(prose...)
		if got := d.says(); got != `hands=2 note "seen"` || g.stands() != "hearts on 3" {
			t.Errorf("kept %s at %q, want the note, the answer, and 3 chosen", got, g.stands())
		}
	})
}

// counted counts how often a form is drawn.
type counted struct {
	*model
	drawn int
}

func (c *counted) View() string {
	c.drawn++
	return c.model.View()
}

// TestALongTextAtOnce hands over a text key by key, as a terminal that does not mark
// what is pasted. It waits once for what follows, draws nothing meanwhile, and has all
// of it then: each key by itself would take so long that Enter becomes part of it.
func TestALongTextAtOnce(t *testing.T) {
	d := load(t, "en", false, "strength").desk(t, "")
	c := &counted{model: d.draw()}
	g := &gatherer{c.model, typed.Gather(c)}
	g.keys.Update(typed.Started{})
	g.burst(typedIn("."))
	g.keys.View()
	before, waits := c.drawn, 0
	keys := slowly(strings.Repeat("so many words ", 1000) + "the end")
	for _, key := range keys {
		if _, cmd := g.keys.Update(key); cmd != nil {
			waits++
		}
		if g.keys.View(); c.drawn != before {
			t.Fatal("drawn anew for a key that is held back")
		}
	}
	if waits != 1 {
		t.Errorf("waited %d times for what follows, want once", waits)
	}
	if n := len(typed.AtOnce(keys, true)); n != 1 {
		t.Errorf("handed on in %d parts, want one", n)
	}
	g.settle()
	if got := g.input.text(); !strings.HasSuffix(got, "words the end") || len(got) != len(keys) {
		t.Errorf("of %d letters %d are there", len(keys), len(got))
	}
	if g.burst(enter); !strings.Contains(d.says(), "words the end") {
		t.Errorf("Enter kept %.80s", d.says())
	}
}
