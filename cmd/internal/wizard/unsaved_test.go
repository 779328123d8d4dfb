package wizard

import (
	"errors"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/cmd/internal/session"

	tea "github.com/charmbracelet/bubbletea"
)

// TestTriedAgain fails to write, and tries again on a key: nothing typed is lost.
func TestTriedAgain(t *testing.T) {
	for _, c := range []struct {
		name  string
		keys  []tea.KeyMsg
		again []tea.KeyMsg
		says  string
	}{
		{"an answer", []tea.KeyMsg{typedIn("2"), enter}, []tea.KeyMsg{typedIn("r")}, "hands=2"},
		{"an answer, a stray Enter", []tea.KeyMsg{typedIn("2"), enter, enter}, []tea.KeyMsg{typedIn("r")}, "hands=2"},
		{"an answer, back, and confirmed", []tea.KeyMsg{typedIn("2"), enter}, []tea.KeyMsg{escape, enter}, "hands=2"},
		{"a note", []tea.KeyMsg{typedIn("."), typedIn("seen"), enter}, []tea.KeyMsg{typedIn("r")}, `hands= note "seen"`},
		{"a note, back to the text", []tea.KeyMsg{typedIn("."), typedIn("seen"), enter}, []tea.KeyMsg{escape, typedIn("!"), enter}, `hands= note "seen!"`},
		{"evidence", []tea.KeyMsg{typedIn("e"), typedIn("minutes"), enter}, []tea.KeyMsg{typedIn("r")}, `hands= evidence ["minutes"]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, d := onForm(t, "")
			d.fails = &session.Unsaved{Err: errDisk}
			press(m, c.keys...)
			if got := m.stands(); got != "not kept" || d.sets > 0 || !strings.Contains(m.View(), "the disk is full") {
				t.Fatalf("where nothing can be written: %q\n%s", got, m.View())
			}
			d.fails = nil
			press(m, c.again...)
			if got := d.says(); got != c.says {
				t.Errorf("tried again: kept %s, want %s", got, c.says)
			}
		})
	}
	m, d := onForm(t, "")
	d.fails = &session.Unsaved{Err: errDisk}
	if press(m, typedIn("2"), enter, typedIn("q")); m.stands() != "left" || len(m.unconfirmed()) != 1 {
		t.Errorf("q where nothing can be written: %q, unconfirmed %q", m.stands(), m.unconfirmed())
	}
	again := load(t, "en", false, "strength").desk(t, "")
	again.fails = &session.Unsaved{Err: errDisk}
	if end, said, err := again.inLines(t, "2", "x", "q"); !errors.Is(err, errDisk) || strings.Count(said, "Type r to try again") != 2 {
		t.Errorf("in lines: %v, %v:\n%s", end, err, said)
	}
}

// TestConflict has somebody else answer the question meanwhile: who is here decides.
func TestConflict(t *testing.T) {
	theirs := assess.Entry{Choice: 0, Note: "theirs"}
	for _, c := range []struct {
		name   string
		keys   []tea.KeyMsg
		lines  []string
		want   assess.Choice
		stands string
	}{
		{"ours", []tea.KeyMsg{typedIn("1")}, []string{"1"}, 2, "hearts on nothing"},
		{"theirs", []tea.KeyMsg{typedIn("2")}, []string{"x", "2"}, 0, "hearts on nothing"},
		{"neither Enter nor anything else decides", []tea.KeyMsg{enter, typedIn("3"), typedIn("x")}, nil, 0, "conflict"},
		{"left", []tea.KeyMsg{typedIn("q"), typedIn("n")}, nil, 0, "left"},
	} {
		t.Run(c.name, func(t *testing.T) {
			begin := func() *desk {
				d := load(t, "en", false, "strength").desk(t, "")
				record, told := d.Record, false
				d.Record = func(ref assess.Ref, e assess.Entry) error {
					if !told {
						told = true
						return &session.Conflict{Theirs: theirs}
					}
					return record(ref, e)
				}
				taken := false
				d.Theirs = func() *session.Taken {
					if !told || taken {
						return nil
					}
					taken = true
					entries := d.doc.Entries(d.Banks)
					entries["strength"][0] = theirs
					return &session.Taken{Case: d.doc.Case, Entries: entries}
				}
				return d
			}
			d := begin()
			m := d.draw()
			press(m, typedIn("3"), enter)
			if got := words(view(t, m)...); m.stands() != "conflict" || !strings.Contains(got, "Somebody else has answered this question meanwhile: None.") {
				t.Fatalf("%q says %s", m.stands(), got)
			}
			if press(m, c.keys...); m.stands() != c.stands || m.Interview.Entry(assess.Ref{}).Choice != c.want {
				t.Errorf("after %v: %q with %v, want %q with %v", c.keys, m.stands(), m.Interview.Entry(assess.Ref{}).Choice, c.stands, c.want)
			}
			if c.lines == nil {
				return
			}
			d = begin()
			_, said, err := d.inLines(t, append(append([]string{"3"}, c.lines...), "q")...)
			if err != nil || d.Interview.Entry(assess.Ref{}).Choice != c.want {
				t.Errorf("in lines: %v, %v:\n%s", d.Interview.Entry(assess.Ref{}).Choice, err, said)
			}
		})
	}
}
