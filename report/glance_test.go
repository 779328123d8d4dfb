package report_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/view"

	"pgregory.net/rapid"
)

// glances gives the pictures of the conclusions of a report.
func glances(v *view.View) []view.Glance {
	var all []view.Glance
	for _, s := range v.Sections {
		for _, b := range s.Blocks {
			if g, ok := b.(view.Glance); ok {
				all = append(all, g)
			}
		}
	}
	return all
}

// TestGlanceShowsTheResult wants of any answers, at a glance: every node that can be
// reached as a station with its mark; every part of the scales in bank order, as
// wide as its score, and in the colour of what falls short where it surely does; the
// measure parted by the bands without a gap; and exactly those marked as weakest that
// are, or may be.
func TestGlanceShowsTheResult(t *testing.T) {
	banks, err := questions.NewLibrary("en").Select([]string{questions.Default}, true)
	if err != nil {
		t.Fatal(err)
	}
	say := phrase.For("en")
	rapid.Check(t, func(t *rapid.T) {
		answers := make(assess.Answers)
		for _, b := range banks {
			sheet := assess.Blank(b)
			sure := rapid.IntRange(0, 4).Draw(t, "share known")
			for i := range sheet {
				if rapid.IntRange(0, 4).Draw(t, "known") <= sure {
					sheet[i] = assess.Choice(rapid.IntRange(0, len(b.Questions[i].Levels)-1).Draw(t, "level"))
				}
			}
			answers[b.ID] = sheet
		}
		in := of(banks, "en", answers)
		in.Audience = report.Board
		g := glances(report.Build(in))
		if len(g) != 1 || len(g[0].Ways) != 1 || !g[0].Alone {
			t.Fatalf("%d pictures of conclusions, want one with one way", len(g))
		}
		var want []view.Mark
		for i := range in.Result.Banks[0].Nodes {
			if n := &in.Result.Banks[0].Nodes[i]; n.Reachable {
				want = append(want, map[assess.Status]view.Mark{assess.Passed: view.Yes, assess.Failed: view.No, assess.Open: view.Maybe}[n.Status])
			}
		}
		var got []view.Mark
		for _, s := range g[0].Ways[0].Stations {
			got = append(got, s.Mark)
			if node := in.Result.Banks[0].Bank.Nodes[slices.IndexFunc(banks[0].Nodes, func(n questions.Node) bool { return strings.HasSuffix(s.ID, "--"+n.ID) })]; s.Fact != node.Fact {
				t.Fatalf("%s is about the problem: %t, want %t", s.Title, s.Fact, node.Fact)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("the stations are %v, want %v", got, want)
		}
		for _, s := range g[0].Scales {
			r := &in.Result.Banks[slices.IndexFunc(banks, func(b *questions.Bank) bool { return strings.HasSuffix(s.ID, "--"+b.ID) })]
			at := 0
			for _, z := range s.Bars.Zones {
				if z.From != at || z.To <= z.From {
					t.Fatalf("a zone from %d to %d behind one to %d", z.From, z.To, at)
				}
				at = z.To
			}
			if at != 100 || len(s.Bars.Zones) != len(r.Bank.Bands) || s.Bars.Need != r.Bank.Endings[0].Every {
				t.Fatalf("zones to %d, a mark at %d, want 100 and %d", at, s.Bars.Need, r.Bank.Endings[0].Every)
			}
			for d := range r.Scores {
				bar, mark := s.Bars.Bars[d], ""
				switch {
				case len(r.Weakest) == len(r.Scores) || len(r.Weakest) == 0 && len(r.MaybeWeakest) == len(r.Scores):
				case slices.Contains(r.Weakest, d):
					mark = say.IsWeakest
				case len(r.Weakest) == 0 && slices.Contains(r.MaybeWeakest, d):
					mark = say.MayBeWeakest
				}
				if short := r.Scores[d].CountsHigh.Percent() < s.Bars.Need; bar.Short != short || short && s.Bars.Shorts == "" {
					t.Fatalf("part %d counts as %d%% at most, %d%% are needed, and it is drawn as falling short: %t", d, r.Scores[d].CountsHigh.Percent(), s.Bars.Need, bar.Short)
				}
				if bar.Low != r.Scores[d].Low.Percent() || bar.High != r.Scores[d].High.Percent() || bar.Weakest != mark {
					t.Fatalf("part %d is drawn from %d to %d and marked %q, want %d, %d and %q", d, bar.Low, bar.High, bar.Weakest, r.Scores[d].Low.Percent(), r.Scores[d].High.Percent(), mark)
				}
			}
		}
	})
}

// TestBoardIsBrief wants a board to get a badge, at most three cautions and what is
// left of them as a number, five steps, and no full digest; in every format.
func TestBoardIsBrief(t *testing.T) {
	var findings []string
	for _, id := range []string{"f", "g", "h", "i", "j"} {
		findings = append(findings, "  - {id: "+id+", headline: true, when: {a: {at-least: \"2\"}}, title: Title "+id+", text: Text "+id+"}\n")
	}
	bank := strings.Replace(scaleOf, "%s", "deep", 1)
	bank = strings.Replace(bank, "%s", "Deep", 1)
	bank = strings.Replace(bank, "%t", "false", 1)
	bank = strings.Replace(bank, "%s", threeVerdicts+"findings:\n"+strings.Join(findings, ""), 1)
	for audience, cautions := range map[report.Audience]int{report.Board: 3, report.Partners: 5, report.Full: 5} {
		in := of(parsed(t, bank), "en", assess.Answers{"deep": {4, 4, 4}})
		in.Audience = audience
		lines := said(in, "conclusion")
		titles := 0
		if !slices.Contains(lines, "Be careful of") {
			t.Errorf("%q is not told what its cautions are:\n%s", audience, strings.Join(lines, "\n"))
		}
		for _, line := range lines {
			if strings.HasPrefix(line, "  Title ") {
				titles++
			}
		}
		if titles != cautions || slices.Contains(lines, "  More to be careful of: 2. The full report has it.") != (audience == report.Board) {
			t.Errorf("%q is told %d cautions, want %d:\n%s", audience, titles, cautions, strings.Join(lines, "\n"))
		}
	}
	in := input(t)
	in.Audience = report.Board
	v := report.Build(in)
	whole := regexp.MustCompile(`[0-9a-f]{13}`)
	for format, text := range inEveryFormat(t, v, 80) {
		if found := whole.FindString(text); found != "" {
			t.Errorf("in %s a board reads a digest of more than twelve characters: %s", format, found)
		}
	}
	if name, ok := v.Sections[0].Blocks[0].(view.Text); v.Sheet != len(v.Sections) || !ok || name.Badge == view.NoMark {
		t.Error("a board's page is no single sheet, or does not begin with a badge")
	}
}
