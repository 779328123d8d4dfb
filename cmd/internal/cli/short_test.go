package cli

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"

	"github.com/charmbracelet/x/ansi"
)

// unsaid are the entries of a board's page without a place on one screen: labels that
// speak for themselves, and the receipt. Of a way the steps passed are
// counted, and of what is not known the question to ask first is named.
var unsaid = []string{"conclusion", "id", "place", "as-of", "respondent", "how-scored", "no-promise", "receipt", "who-is"}

// TestReportIsOneScreen wants what a terminal shows unless told otherwise to be at
// most forty lines of eighty columns, of every real case in every language, and to
// say all that a board is told, but for the receipt and why a step is advised.
func TestReportIsOneScreen(t *testing.T) {
	for _, file := range realCases(t) {
		for _, lang := range questions.Languages() {
			got := runs(t, "report", file, "--lang", lang)
			lines := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
			if len(lines) > 40 {
				t.Errorf("%s in %s: %d lines, want at most 40:\n%s", filepath.Base(file), lang, len(lines), got)
			}
			if last := lines[len(lines)-1]; !strings.HasSuffix(last, "samklar report "+file+" --lang "+lang+" --audience full") {
				t.Errorf("%s in %s ends with %q, want the command that gives the rest", filepath.Base(file), lang, last)
			}
			for _, line := range lines[:len(lines)-1] {
				if ansi.StringWidth(line) > 80 {
					t.Errorf("%s in %s: a line of %d columns: %s", filepath.Base(file), lang, ansi.StringWidth(line), line)
				}
			}
			said := letters(got)
			for id, entry := range entriesOf(t, file, lang, report.Board) {
				if !strings.Contains(id, "--glance--when--") && !strings.Contains(id, "--unknown") && !slices.Contains(unsaid, id) && !says(said, entry, "terminal") {
					t.Errorf("%s in %s lacks the entry %s: %q", filepath.Base(file), lang, id, entry)
				}
			}
		}
	}
}
