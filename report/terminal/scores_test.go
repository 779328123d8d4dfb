package terminal_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/lines"
	"collectiveimpact/samklar/report/terminal"

	"github.com/charmbracelet/x/ansi"
)

// TestScoresFitTheScreen draws long and wide texts on screens of every width.
func TestScoresFitTheScreen(t *testing.T) {
	banks, err := questions.NewLibrary("en").Select([]string{"when", "preconditions", "stagnation"}, false)
	if err != nil {
		t.Fatal(err)
	}
	selection := assess.Select(banks)
	scores := lines.NewScores(selection)
	for i, title := range []string{"", "Short", strings.Repeat("A long title ", 20), strings.Repeat("長い題名", 20), "e\u0301\u0301\u0301", "two\nlines\x1b[31m"} {
		answers := assess.Answers{"preconditions": assess.Blank(banks[1])}
		for q := range answers["preconditions"] {
			answers["preconditions"][q] = assess.Choice(i % 2)
		}
		scores.Add(strings.Repeat("folder/", 10)+fmt.Sprint(i), title, portfolio.Summarize(selection.Evaluate(answers), nil))
		scores.AddUnread("broken/"+fmt.Sprint(i), strings.Repeat(title+" is wrong ", 9))
	}
	for width := 20; width <= 260; width++ {
		var b bytes.Buffer
		if err := terminal.WriteScores(&b, scores, terminal.Screen{Width: width, Colour: width%2 == 0}); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
		if len(lines) != 13 {
			t.Fatalf("Write on %d columns gives %d lines, want 13", width, len(lines))
		}
		for _, line := range lines {
			if got := ansi.StringWidth(line); got > width {
				t.Errorf("Write on %d columns gives a line of %d: %q", width, got, line)
			}
		}
		if width >= 60 && !strings.Contains(b.String(), "/0\n") {
			t.Errorf("Write on %d columns does not show the end of a source:\n%s", width, &b)
		}
	}
}
