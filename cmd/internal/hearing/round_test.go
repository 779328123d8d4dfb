package hearing_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/comparefile"
	"collectiveimpact/samklar/assess/group"
	"collectiveimpact/samklar/report/html"
	"collectiveimpact/samklar/report/markdown"
	"collectiveimpact/samklar/report/terminal"
	"collectiveimpact/samklar/report/voices"
)

// judged are all that is written of what assessors have judged, in every format.
func judged(tb failing, s *assess.Selection, cases []group.Judged, open bool) map[string]string {
	tb.Helper()
	standings := group.Assessors(s, cases)
	in := &voices.Round{Cases: cases, Standings: standings, Open: open, Lang: "en", Tool: "1.2.3"}
	all := make(map[string]string)
	var b bytes.Buffer
	for format, write := range map[string]func() error{
		"html":     func() error { return html.Write(&b, voices.BuildRound(in)) },
		"markdown": func() error { return markdown.Write(&b, voices.BuildRound(in)) },
		"terminal": func() error { return terminal.Write(&b, voices.BuildRound(in), terminal.Screen{}) },
		"plain":    func() error { return terminal.Write(&b, voices.BuildRound(in), terminal.Screen{Plain: true}) },
		"json":     func() error { return comparefile.WriteAssessors(&b, cases, standings, 0, 0, open, "1.2.3") },
	} {
		b.Reset()
		if err := write(); err != nil {
			tb.Fatal(err)
		}
		all[format] = b.String()
	}
	return all
}

// TestClosedRound writes all rounds of two cases that three assessors have judged, who
// answer one question of each: those in which every case comes to the same words are
// written the same, so that nobody can tell who stands where. Only where they have agreed
// to it names and figures are there, and notes never.
func TestClosedRound(t *testing.T) {
	s := selection(t)
	at := []asked{{1, 2}}
	all := choices(&s.Banks[1].Questions[2])
	written := make(map[string]map[string]string)
	rounds, opened := 0, make(map[string]bool)
	var gather func(says []assess.Choice)
	gather = func(says []assess.Choice) {
		if len(says) < 4 {
			for _, c := range all {
				gather(append(slices.Clip(says), c))
			}
			return
		}
		cases := []group.Judged{{Case: assess.Case{ID: "1"}}, {Case: assess.Case{ID: "2"}}}
		for i, c := range says { // the third has judged both cases, and always alike
			name := fmt.Sprint("secret ", i%2)
			cases[i/2].People = append(cases[i/2].People, person(s, at, []assess.Choice{c}, name, "a whisper"))
		}
		for i := range cases {
			cases[i].People = append(cases[i].People, person(s, at, []assess.Choice{1}, "secret 3", "a whisper"))
		}
		said := words(group.Of(s, cases[0].People)) + " / " + words(group.Of(s, cases[1].People))
		is := judged(t, s, cases, false)
		rounds++
		was, there := written[said]
		if !there {
			written[said] = is
		}
		for format, text := range is {
			if strings.Contains(text, "secret") || strings.Contains(text, "whisper") {
				t.Fatalf("%s: a name or a note is in it:\n%s", format, text)
			}
			if there && was[format] != text {
				t.Fatalf("%s: two rounds with the same words (%s) are written differently:\n%s\n\n%s", format, said, was[format], text)
			}
		}
		if rounds%97 == 0 {
			for format, text := range judged(t, s, cases, true) {
				opened[text] = true
				if !strings.Contains(text, "secret") || strings.Contains(text, "whisper") {
					t.Fatalf("%s, of an open round:\n%s", format, text)
				}
			}
		}
	}
	gather(nil)
	if rounds < 100 || len(written) < 5 || len(written) == rounds || len(opened) < 10 {
		t.Errorf("%d rounds came to %d different words, and %d open ones", rounds, len(written), len(opened))
	}
}
