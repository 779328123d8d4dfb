package terminal_test

import (
	"strings"
	"testing"

	"collectiveimpact/samklar/report/terminal"
	"collectiveimpact/samklar/report/view"

	"github.com/charmbracelet/x/ansi"
)

// TestBarsLoseNothing wants every word of scores on every screen, however narrow, and
// no line wider than it.
func TestBarsLoseNothing(t *testing.T) {
	for _, then := range []string{"", "Dengang"} {
		bars := view.Bars{Head: [4]string{"Onderdeel", "Score", "Hoe het ervoor staat", "0 tot 100"}, Then: then, Bars: []view.Bar{
			{Label: "Een gezamenlijk doel en de wil om eraan bij te dragen", Low: 40, High: 80, Known: true, Percent: "40–80%", Band: "Nog aan het begin – In de groei"},
			{Label: "Samen", Percent: "niet bekend", Band: "nog niet bekend"},
			{Label: "Totaal", Low: 23, High: 67, Known: true, Percent: "23–67%", Band: "Eerste stappen – Op orde", Total: true},
		}}
		if then != "" {
			for i := range bars.Bars {
				bars.Bars[i].Then = view.Range{Low: 10, High: 20, Percent: "10–20%", Said: "dengang 10–20%"}
			}
		}
		v := &view.View{Sections: []view.Section{{Blocks: []view.Block{bars}}}}
		for width := terminal.MinWidth; width <= terminal.MaxWidth; width++ {
			for _, plain := range []bool{false, true} {
				var b strings.Builder
				if err := terminal.Write(&b, v, terminal.Screen{Width: width, Plain: plain}); err != nil {
					t.Fatal(err)
				}
				for _, bar := range bars.Bars {
					for word := range strings.FieldsSeq(bar.Label + " " + bar.Percent + " " + bar.Then.Percent + " " + bar.Band) {
						if !strings.Contains(b.String(), word) {
							t.Fatalf("at %d columns, plain %t: %q is missing:\n%s", width, plain, word, b.String())
						}
					}
				}
				for line := range strings.Lines(b.String()) {
					if got := ansi.StringWidth(strings.TrimSuffix(line, "\n")); got > width && width >= 60 {
						t.Fatalf("at %d columns, plain %t: a line of %d:\n%s", width, plain, got, b.String())
					}
				}
			}
		}
	}
}
