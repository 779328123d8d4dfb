package report_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	clean "collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/terminal"
	"collectiveimpact/samklar/report/view"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
)

// acts lists the characters that act on a terminal or hide: controls but the
// line feed, marks of direction, and what is invisible. Joiners do not.
func acts(r rune) bool {
	switch {
	case r == '\n' || r == 0x200c || r == 0x200d:
		return false
	case r < 0x20, r >= 0x7f && r < 0xa0, r == 0x61c, r == 0x200e, r == 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return r == 0xad || r == 0x180e || r == 0x200b || r == 0x2028 || r == 0x2029 || r >= 0x2060 && r <= 0x206f || r == 0xfeff || r >= 0xfff9 && r <= 0xfffb || r >= 0xe0000 && r <= 0xe007f
}

// styles are the colours and weights that a terminal report may set.
var styles = regexp.MustCompile(`\x1b\[[0-9;]*m`)

func writtenScreen(tb testing.TB, in *report.Input, s terminal.Screen) string {
	tb.Helper()
	var b strings.Builder
	if err := terminal.Write(&b, report.Build(in), s); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

// tightened is a text without what the width of a terminal decides on: blanks,
// and the lines beside notes and trees and in tables.
func tightened(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '│' || r == '─' {
			return -1
		}
		return r
	}, s)
}

// tightWords puts the tightened texts in the places of the words.
func tightWords(w *twin) *strings.Replacer {
	tight := make([]string, len(w.words))
	for i, s := range w.words {
		tight[i] = tightened(s)
	}
	return strings.NewReplacer(tight...)
}

// margin stands before every line of a note.
const margin = "  │ "

// checkScreens reads the terminal reports of cases back.
func checkScreens(tb testing.TB, fill filler, screen terminal.Screen, kinds ...string) {
	tb.Helper()
	narrow := func(p place, n int) string {
		s := fill(p, n)
		if p == placeLabel && ansi.StringWidth(clean.Line(s)) > 8 {
			return "long" // it stands on several lines of its column: TestLongLabels
		}
		return s
	}
	for _, kind := range kinds {
		hostile, harmless, w := pair(tb, kind, narrow)
		name := fmt.Sprintf("a screen of %d columns of a case that is %s", screen.Width, kind)
		got := writtenScreen(tb, hostile, screen)
		checkLines(tb, name, got, screen)
		if got, want := undigested(tightened(got)), tightWords(w).Replace(undigested(tightened(writtenScreen(tb, harmless, screen)))); got != want {
			tb.Errorf("%s reads back as another report (-want +got):\n%s", name, cmp.Diff(want, got))
		}
		colours := screen
		colours.Colour = true
		if diff := cmp.Diff(trimmedLines(got), trimmedLines(styles.ReplaceAllString(writtenScreen(tb, hostile, colours), ""))); diff != "" {
			tb.Errorf("%s says something else in colours (-plain +coloured):\n%s", name, diff)
		}
	}
}

// checkLines wants nothing that acts, and every line within the width: a
// terminal would begin another one with the rest, where it could pass for a
// line of the report's own.
func checkLines(tb testing.TB, name, text string, screen terminal.Screen) {
	tb.Helper()
	if at := strings.IndexFunc(text, acts); at >= 0 || !utf8.ValidString(text) {
		tb.Errorf("%s acts: %q", name, text[max(at-20, 0):min(max(at, 0)+20, len(text))])
	}
	for line := range strings.SplitSeq(text, "\n") {
		if got, most := ansi.StringWidth(line), min(screen.Width, terminal.MaxWidth); got > most {
			tb.Errorf("%s has a line of %d columns, want at most %d: %q", name, got, most, line)
		}
	}
}

func trimmedLines(s string) []string {
	var all []string
	for line := range strings.SplitSeq(s, "\n") {
		all = append(all, strings.TrimRight(line, " "))
	}
	return all
}

// checkMargins wants every line of a note behind its margin: without those
// lines, a report is the same whatever its notes say.
func checkMargins(tb testing.TB, s string, screen terminal.Screen) {
	tb.Helper()
	saying := func(s string) *report.Input {
		return foreignCase(tb, "settled", func(p place, _ int) string {
			if p == placeNote {
				return s
			}
			return "word"
		})
	}
	frame := func(in *report.Input) []string {
		v := report.Build(in)
		v.Sections = slices.DeleteFunc(v.Sections, func(s view.Section) bool { return s.ID == "how-scored" }) // it has digests
		var b strings.Builder
		if err := terminal.Write(&b, v, screen); err != nil {
			tb.Fatal(err)
		}
		return slices.DeleteFunc(strings.Split(b.String(), "\n"), func(line string) bool { return strings.HasPrefix(line+" ", margin) })
	}
	if diff := cmp.Diff(frame(saying("word")), frame(saying(s))); diff != "" {
		tb.Errorf("on a screen of %d columns a note leaves its margin (-want +got):\n%s", screen.Width, diff)
	}
}

// widths are the widths of screens.
func widths() []int { return []int{60, 72, 80, 99, 100, 120, 200} }

// TestTerminalReadsBack puts all texts in the places in turn, on screens of
// every width.
func TestTerminalReadsBack(t *testing.T) {
	for _, width := range widths() {
		checkScreens(t, inTurn(foreignTexts(), width), terminal.Screen{Width: width}, kinds()...)
		checkScreens(t, inTurn(foreignTexts(), width), terminal.Screen{Width: width, Plain: true}, kinds()...)
	}
}

// TestLongLabels wants tables to stay within the width whatever the titles of
// dimensions and bands.
func TestLongLabels(t *testing.T) {
	for _, s := range screenTexts() {
		in := foreignCase(t, "settled", func(p place, _ int) string {
			if p == placeLabel {
				return s
			}
			return "word"
		})
		for _, width := range []int{60, 72, 100} {
			screen := terminal.Screen{Width: width}
			checkLines(t, fmt.Sprintf("with the labels %q a screen of %d columns", s, width), writtenScreen(t, in, screen), screen)
		}
	}
}
