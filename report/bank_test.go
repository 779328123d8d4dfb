package report_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/booklet"
	"collectiveimpact/samklar/report/diagram"
	"collectiveimpact/samklar/report/markdown"
	"collectiveimpact/samklar/report/terminal"
	"collectiveimpact/samklar/report/view"

	"github.com/google/go-cmp/cmp"
)

// weighed is a scale with everything that the shipped ones lack: weights that
// differ, a question that may be left out, and bounds on both sides.
const weighed = `bank: weighed
version: 3
kind: scale
language: en
title: Weighed
about: All that a scale may do.
dimensions:
  - id: heavy
    title: Heavy
    weight: 3
    questions:
      - {id: most, ask: "Most?", weight: 2, levels: [{text: a}, {text: b}, {text: c}, {text: d}]}
      - id: least
        ask: Least?
        optional: true
        levels: [{id: "no", text: a}, {id: "yes", text: b}]
        advice:
          - {id: always, do: Always this., who: partners, when: now}
          - {id: sometimes, from: "no", up-to: "no", do: Only then., who: funders, when: year}
  - {id: light, title: Light, questions: [{id: only, ask: "Only?", levels: [{text: a}, {text: b}, {text: c}]}]}
bands:
  - {id: low, title: Low, from: 0}
  - {id: high, title: High, from: 33}
findings:
  - {id: between, when: {light: {at-least: 25, below: 75}, most: {at-most: "2"}}, title: Between, text: t.}
  - {id: under, when: {heavy: {below: 50}}, title: Under, text: t.}
verdicts:
  - {id: best, title: Best, every: 40, overall: 60, short: s., text: t., next: when}
  - {id: good, title: Good, overall: 50, short: s., text: t., also: nowhere}
  - {id: rest, title: Rest, short: s., text: t.}
`

// TestBankInPrint puts rules in words: what each answer does, when each end holds.
func TestBankInPrint(t *testing.T) {
	titles := func(id string) string { return map[string]string{"when": "When?"}[id] }
	v := booklet.Build(parse(t, weighed), &report.Input{Lang: "en", Titles: titles})
	var got []string
	for _, s := range v.Sections {
		if strings.HasPrefix(s.ID, "part--") {
			got = append(got, s.Title+" | ")
		}
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case view.Items:
				var all []string
				for _, item := range b.Items {
					all = append(all, item.Text)
				}
				if s.ID == "scores" {
					got = append(got, all...)
				} else {
					got[len(got)-1] += strings.Join(all, "; ")
				}
			case view.Question:
				line := b.Number + " " + strings.Join(b.Remarks, ", ") + " |"
				for _, l := range b.Levels {
					line += " " + l.ID + "=" + l.Does
				}
				for _, a := range b.Advice {
					line += " | " + a.After + ": " + a.Do + " " + a.By
				}
				got = append(got, line)
			case view.End:
				got = append(got, b.ID+" | "+strings.Join(append([]string{b.Conditions}, b.List...), " | ")+" | "+strings.Join(b.Leads, ", "))
			default:
			}
		}
	}
	want := []string{
		"1. Heavy | weight 3",
		"1.1 most, weight 2 | 1=0% 2=22% 3=44% 4=66%",
		"1.2 least, may be left out as not applicable, with a reason | no=0% yes=33% | no or yes: Always this. all partners · now | no: Only then. funders · within a year",
		"2. Light | weight 1",
		"2.1 only | 1=0% 2=50% 3=100%",
		"0–32%: Low",
		"33–100%: High",
		"between | When all of these hold: | “Light” at least 25% | “Light” below 75% | “Most?” → 1 or 2 | ",
		"under | When: “Heavy” below 50% | ",
		"best | When all of these hold: | Every part at least 40% | Overall at least 60% | goes on with: When? (when)",
		"good | When: Overall at least 50% | also worth answering: nowhere",
		"rest | In all other cases. | ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Build (-want +got):\n%s", diff)
	}
}

// printed gives a bank in both formats.
func printed(t *testing.T, b *questions.Bank, in *report.Input, width int) (screen, source string) {
	t.Helper()
	var out, md bytes.Buffer
	v := booklet.Build(b, in)
	if err := terminal.Write(&out, v, terminal.Screen{Width: width}); err != nil {
		t.Fatal(err)
	}
	if err := markdown.Write(&md, v); err != nil {
		t.Fatal(err)
	}
	return out.String(), md.String()
}

// texts lists everything that a bank says, as often as it says it.
func texts(b *questions.Bank) []string {
	all := []string{b.Title, b.About}
	advice := func(list []questions.Advice) {
		for i := range list {
			all = append(all, list[i].Do)
		}
	}
	for _, part := range b.Parts() {
		all = append(all, part.Title)
	}
	for i := range b.Questions {
		q := &b.Questions[i]
		all = append(all, q.Ask, q.ListenFor)
		for _, l := range q.Levels {
			all = append(all, l.Text)
		}
		advice(q.Advice)
	}
	for i := range b.Findings {
		all = append(all, b.Findings[i].Title, b.Findings[i].Text)
		advice(b.Findings[i].Advice)
	}
	for _, e := range b.Endings {
		all = append(all, e.Title, e.Short, e.Text)
		advice(e.Advice)
	}
	for i := range b.Bands {
		all = append(all, b.Bands[i].Title)
	}
	for i := range b.Sources {
		all = append(all, b.Sources[i].Title)
	}
	return all
}

// TestPrintsSayEverything wants every text of every shipped bank in both
// formats, in every language, within the width.
func TestPrintsSayEverything(t *testing.T) {
	for _, lang := range questions.Languages() {
		lib := questions.NewLibrary(lang)
		for _, id := range questions.ShippedIDs() {
			b, err := lib.Bank(id)
			if err != nil {
				t.Fatal(err)
			}
			terminal, markdown := printed(t, b, &report.Input{Lang: lang}, 60)
			checkWidth(t, terminal, 60)
			terminal = strings.ToUpper(tight(terminal))
			markdown = tight(strings.ReplaceAll(markdown, `\`, ""))
			for _, text := range texts(b) {
				if !strings.Contains(terminal, strings.ToUpper(tight(text))) {
					t.Errorf("%s %s: the terminal does not say %q", lang, id, text)
				}
				if !strings.Contains(markdown, tight(text)) {
					t.Errorf("%s %s: the Markdown does not say %q", lang, id, text)
				}
			}
		}
	}
}

// TestPrintDrawsTheTree wants the drawing of a tree to be the one of BuildTrees.
func TestPrintDrawsTheTree(t *testing.T) {
	b := parse(t, withQuestions(odd))
	in := &report.Input{Lang: "en"}
	trees := report.BuildTrees([]*questions.Bank{b}, in)
	var drawing bytes.Buffer
	if err := terminal.Write(&drawing, trees.View(), terminal.Screen{Width: 80}); err != nil {
		t.Fatal(err)
	}
	terminal, markdown := printed(t, b, in, 80)
	if _, nodes, _ := strings.Cut(drawing.String(), "\n\n"); !strings.Contains(terminal, nodes) {
		t.Errorf("the print lacks the drawing\n%s", nodes)
	}
	if want := "```mermaid\n" + diagram.Mermaid(trees) + "```\n"; !strings.Contains(markdown, want) {
		t.Errorf("the Markdown lacks the chart\n%s", want)
	}
}

// TestHostilePrints wants a hostile text to stay a text: it changes neither the
// lines that make the page, nor does it act.
func TestHostilePrints(t *testing.T) {
	frame := func(markdown string) (headings, fences, items int) {
		for line := range strings.SplitSeq(markdown, "\n") {
			switch trimmed := strings.TrimLeft(line, " "); {
			case strings.HasPrefix(trimmed, "#"):
				headings++
			case strings.HasPrefix(trimmed, "```"):
				fences++
			case strings.HasPrefix(trimmed, "- "), strings.HasPrefix(trimmed, "* "):
				items++
			}
		}
		return headings, fences, items
	}
	_, plain := printed(t, hostileBank(t, "Plain"), &report.Input{Lang: "en"}, 60)
	h, f, n := frame(plain)
	for _, title := range hostile() {
		terminal, markdown := printed(t, hostileBank(t, title), &report.Input{Lang: "en", Titles: func(string) string { return title }}, 60)
		if strings.ContainsAny(terminal+markdown, "\x1b\t\u202e\u200b") {
			t.Errorf("the title %q acts on a terminal", title)
		}
		if gh, gf, gn := frame(markdown); gh != h || gf != f || gn != n {
			t.Errorf("with the title %q there are %d headings, %d fences and %d items, want %d, %d and %d", title, gh, gf, gn, h, f, n)
		}
		if regexp.MustCompile(`(^|[^\\])(<script|\]\(https)`).MatchString(markdown) {
			t.Errorf("the title %q is markup", title)
		}
	}
}
