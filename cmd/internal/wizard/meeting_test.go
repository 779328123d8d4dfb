package wizard

import (
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"

	tea "github.com/charmbracelet/bubbletea"
)

// TestAgenda goes on with what voices lie between: nothing of it is chosen beforehand, so
// that Enter alone passes no question that nobody here has answered; to leave it open is a
// choice like any other.
func TestAgenda(t *testing.T) {
	const open = "samklar: 1\nbanks: {strength: 1}\nanswers:\n  strength: {hands: {between: [1, 3]}, hearts: unknown, office: 3}\n"
	agenda := []assess.Ref{{Question: 1}, {Question: 0}}
	for _, c := range []struct {
		name         string
		keys         []tea.KeyMsg
		says, stands string
	}{
		{"Enter alone", []tea.KeyMsg{enter, enter}, "hands=1..3; hearts=unknown; office=3", "hearts on nothing"},
		{"a level", []tea.KeyMsg{typedIn("2"), enter}, "hands=1..3; hearts=2; office=3", "turned"},
		{"left as it is", []tea.KeyMsg{typedIn("u"), enter, enter, typedIn("m"), enter}, "hands=1..3; hearts=unknown; office=3", "review on 0"},
		{"chosen, and looked at again", []tea.KeyMsg{typedIn("u"), enter, left}, "hands=1..3; hearts=unknown; office=3", "hearts on u"},
		{"a number that is no option", []tea.KeyMsg{typedIn("18"), enter}, "hands=1..3; hearts=unknown; office=3", "hearts on nothing"},
	} {
		d := load(t, "en", false, "strength").desk(t, open)
		d.Interview.Again(agenda)
		m := d.draw()
		press(m, c.keys...)
		if says, stands := d.says(), m.stands(); says != c.says || stands != c.stands {
			t.Errorf("%s: %s, %s; want %s, %s", c.name, says, stands, c.says, c.stands)
		}
	}
	d := load(t, "en", false, "strength").desk(t, open)
	d.Interview.Again(agenda)
	if _, said, _ := d.inLines(t, "", "u", "", "m 1 3", "q"); strings.Count(said, "Nothing was typed") != 2 ||
		!strings.Contains(said, "to leave it so, type m 1 3.") || !strings.Contains(said, "to leave it so, type u.") {
		t.Errorf("in lines:\n%s", said)
	}
}
