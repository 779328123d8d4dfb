package report_test

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/html"
	"collectiveimpact/samklar/report/markdown"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/terminal"
	"collectiveimpact/samklar/report/view"

	"github.com/google/go-cmp/cmp"
)

// of makes a report of answers to banks; what has none is unanswered.
func of(banks []*questions.Bank, lang string, answers assess.Answers) *report.Input {
	selection := assess.Select(banks)
	result := selection.Evaluate(answers)
	entries := make(assess.Entries)
	for i := range result.Banks {
		for _, choice := range result.Banks[i].Sheet {
			entries[result.Banks[i].Bank.ID] = append(entries[result.Banks[i].Bank.ID], assess.Entry{Choice: choice})
		}
	}
	return &report.Input{Result: result, Outlook: selection.Outlook(result), Entries: entries, Lang: lang, Tool: "0"}
}

// parsed reads banks.
func parsed(t *testing.T, texts ...string) []*questions.Bank {
	t.Helper()
	var banks []*questions.Bank
	for _, text := range texts {
		b, err := questions.Parse("bank.yaml", []byte(text))
		if err != nil {
			t.Fatalf("Parse: %v", err)
		}
		banks = append(banks, b)
	}
	return banks
}

// section gives the blocks of a section of a report; none where it has no such.
func section(in *report.Input, id string) []view.Block {
	for _, s := range report.Build(in).Sections {
		if s.ID == id {
			return s.Blocks
		}
	}
	return nil
}

// said lists what the texts and lists of sections say, a line each.
func said(in *report.Input, ids ...string) []string {
	var lines []string
	var blocks []view.Block
	for _, id := range ids {
		blocks = append(blocks, section(in, id)...)
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case view.Text:
			lines = append(lines, b.Text)
		case view.Items:
			for _, item := range b.Items {
				lines = append(append(lines, "• "+item.Text), item.Details...)
			}
		case view.Walk:
			for _, step := range b.Steps {
				lines = append(lines, strings.TrimSuffix(step.Mark.Sign()+" "+step.Title+": "+step.Status+" ("+step.Detail+")", " ()"))
				for _, a := range step.Answers {
					if a.Mark != view.Yes {
						lines = append(lines, strings.TrimSuffix(a.Question+" – "+a.Level+" ("+a.Remark+")", " ()"))
					}
				}
			}
		case view.Links:
			lines = append(lines, b.Title)
			for _, link := range b.Links {
				lines = append(append(lines, link.Mark.Sign()+" "+link.Text), link.Details...)
			}
		}
	}
	return lines
}

// steps lists the next steps of a report.
func steps(in *report.Input) []view.NextStep {
	var all []view.NextStep
	for _, b := range section(in, "next-steps") {
		if b, ok := b.(view.Steps); ok {
			all = append(all, b.Steps...)
		}
	}
	return all
}

var tag = regexp.MustCompile(`<[^>]*>`)

// TestNotYetIsSaidFirst has a case in which everything passes at its lowest level,
// and of the preconditions nothing is there: every report opens with that.
func TestNotYetIsSaidFirst(t *testing.T) {
	for _, lang := range questions.Languages() {
		banks, err := questions.NewLibrary(lang).Select([]string{questions.Default}, true)
		if err != nil {
			t.Fatal(err)
		}
		answers := make(assess.Answers)
		for _, b := range banks {
			sheet := assess.Blank(b)
			for i := range b.Questions {
				if q := &b.Questions[i]; b.Kind == questions.Scale || q.Counts {
					sheet[i] = assess.Choice(q.Passes)
				}
			}
			answers[b.ID] = sheet
		}
		in := of(banks, lang, answers)
		last := in.Result.Chains[0].Steps[len(in.Result.Chains[0].Steps)-1]
		worst := &banks[last.Bank].Endings[len(banks[last.Bank].Endings)-1]
		if !in.Result.Settled() || banks[last.Bank].Kind != questions.Scale || banks[last.Bank].Endings[last.Codes[0]].ID != worst.ID {
			t.Fatalf("the case is settled: %t, on %v of %s", in.Result.Settled(), last.Codes, banks[last.Bank].ID)
		}
		for _, audience := range report.Audiences() {
			in.Audience = report.Audience(audience)
			v := report.Build(in)
			for format, write := range map[string]func(*bytes.Buffer) error{
				"terminal": func(b *bytes.Buffer) error { return terminal.Write(b, v, terminal.Screen{}) },
				"plain":    func(b *bytes.Buffer) error { return terminal.Write(b, v, terminal.Screen{Plain: true}) },
				"markdown": func(b *bytes.Buffer) error { return markdown.Write(b, v) },
				"html":     func(b *bytes.Buffer) error { return html.Write(b, v) },
			} {
				var b bytes.Buffer
				if err := write(&b); err != nil {
					t.Fatal(err)
				}
				text := b.String()[strings.LastIndex(b.String(), "</style>")+1:]
				text = strings.NewReplacer("─", "", "#", "").Replace(tag.ReplaceAllString(text, " "))
				text = strings.ToLower(strings.Join(strings.Fields(text), " "))
				title, heading := strings.ToLower(worst.Title), strings.ToLower(phrase.For(lang).Conclusion)+" "
				if at := strings.Index(text, title); at < 0 || !strings.HasSuffix(text[:at], heading) {
					t.Errorf("%s in %s for %s does not open with %q:\n%.400s", format, lang, audience, worst.Title, text)
				}
			}
			var brief bytes.Buffer
			if err := terminal.Write(&brief, report.Brief(in), terminal.Screen{Width: 80}); err != nil {
				t.Fatal(err)
			}
			said := strings.Join(strings.Fields(brief.String()), " ")
			if !strings.Contains(said, worst.Title+" "+worst.Short) || strings.Count(brief.String(), "\n") > 20 || // and where the answers are
				!strings.Contains(said, phrase.For(lang).Interview.WhyTitle+": • ") || !slices.ContainsFunc(banks[last.Bank].Questions, func(q questions.Question) bool { return strings.Contains(said, q.Ask+" – "+q.Levels[0].Text) }) {
				t.Errorf("Brief in %s is not %q and why, on one screen:\n%s", lang, worst.Title, brief.String())
			}
		}
	}
}

const scaleOf = `
bank: %s
version: 1
kind: scale
language: en
title: %s
scales: {five: [{text: None}, {text: Few}, {text: Half}, {text: Most}, {text: All}]}
dimensions:
  - {id: one, title: One, questions: [{id: a, ask: A, levels: five, key: %t, advice: [{id: on-a, do: Do a, who: partners, when: now}]}, {id: b, ask: B, levels: five, weight: 2}]}
  - {id: two, title: Two, questions: [{id: c, ask: C, levels: five, advice: [{id: on-c, do: Do c, who: managers, when: quarter}]}]}
bands: [{id: low, title: Low, from: 0}, {id: high, title: High, from: 40}]
%s`

const threeVerdicts = `verdicts:
  - {id: ready, title: Ready, short: Ready to go., text: You are ready., every: 50, overall: 60, advice: [{id: keep, do: Keep it up, who: directors, when: year}]}
  - {id: repair, title: Repair, short: Go on and repair., text: Something is weak., overall: 30, advice: [{id: mend, do: Mend it, who: directors, when: year}]}
  - {id: not-yet, title: Not yet, short: It is early., text: The basis comes first., advice: [{id: begin, do: Begin, who: directors, when: now}]}
`

// TestItFollowsFromTheNumbers looks at what is said of each verdict.
func TestItFollowsFromTheNumbers(t *testing.T) {
	open := assess.Unanswered
	for name, tt := range map[string]struct {
		sheet assess.Sheet
		want  []string
	}{
		"ready": {assess.Sheet{3, 3, 2}, []string{
			"✓ “Ready”: met", "Every part must count as at least 50%: met (lowest: “Two” 50%).", "All together must reach at least 60%: met (62%).",
		}},
		"a part fails": {assess.Sheet{3, 4, 1}, []string{
			"✗ “Ready”: not met", "Every part must count as at least 50%: not met (“Two” 25%).", "All together must reach at least 60%: not met (58%).",
			"✓ “Repair”: met", "All together must reach at least 30%: met (58%).",
		}},
		"held down": {assess.Sheet{0, 4, 4}, []string{
			"✗ “Ready”: not met", "Every part must count as at least 50%: not met (“One” 66%, counts as 39%).", "All together must reach at least 60%: met (83%).",
			"✓ “Repair”: met", "All together must reach at least 30%: met (83%).",
		}},
		"not yet": {assess.Sheet{1, 0, 1}, []string{
			"✗ “Ready”: not met", "Every part must count as at least 50%: not met (“One” 8% and “Two” 25%).", "All together must reach at least 60%: not met (16%).",
			"✗ “Repair”: not met", "All together must reach at least 30%: not met (16%).",
			"✓ “Not yet”: met", "In all other cases.",
		}},
		"open": {assess.Sheet{open, 4, 4}, []string{
			"? “Ready”: not known yet", "Every part must count as at least 50%: not known yet (“One” 66–100%, counts as 39–100%).", "All together must reach at least 60%: met (83–100%).",
			"? “Repair”: not known yet", "All together must reach at least 30%: met (83–100%).",
		}},
		"nothing known": {assess.Sheet{open, open, open}, []string{
			"? “Ready”: not known yet", "Every part must count as at least 50%: not known yet.", "All together must reach at least 60%: not known yet.",
			"? “Repair”: not known yet", "All together must reach at least 30%: not known yet.",
			"? “Not yet”: not known yet", "In all other cases.",
		}},
	} {
		in := of(parsed(t, fmt.Sprintf(scaleOf, "deep", "Deep", true, threeVerdicts)), "en", assess.Answers{"deep": tt.sheet})
		lines := said(in, "way")
		if at := slices.Index(lines, "How this follows"); at < 0 {
			t.Errorf("%s: the conclusion says %q", name, lines)
		} else if diff := cmp.Diff(tt.want, lines[at+1:]); diff != "" {
			t.Errorf("%s: it follows (-want +got):\n%s", name, diff)
		}
	}
}

const gate = `
bank: gate
version: 1
kind: tree
language: en
title: Gate
scales: {yes-no: [{id: "no", text: No}, {id: "yes", text: "Yes"}]}
start: fit
nodes:
  - id: fit
    title: Fit
    needs: 2
    questions: [{id: x, ask: X, levels: yes-no, passes: "yes", must: true}, {id: y, ask: Y, levels: yes-no, passes: "yes"}, {id: z, ask: Z, levels: yes-no, passes: "yes"}]
    pass: ready
    fail: wait
  - {id: ready, title: Go, questions: [{id: w, ask: W, levels: yes-no, passes: "yes"}], pass: start, fail: prepare}
outcomes:
  - {id: wait, title: Wait, short: It does not fit., text: Wait., advice: [{id: leave, do: Leave it, who: funders, when: now}]}
  - {id: prepare, title: Prepare, short: It fits., text: Prepare.}
  - {id: start, title: Start, short: It fits and can start., text: Start.}
`

func TestTheFirstScreen(t *testing.T) {
	const no, yes, open = assess.Choice(0), assess.Choice(1), assess.Unanswered
	for name, tt := range map[string]struct {
		sheet assess.Sheet
		want  []string
	}{
		"settled by a must": {assess.Sheet{no, yes, yes, open}, []string{
			"Wait", "It does not fit. Every question behind this has an answer.", "• Ruled out for now, since “Fit” does not hold: “Start” and “Prepare”.", "Wait.", "Gate",
			"✗ Fit: no (2 of 3 pass; at least 2 needed)", "X – No (must pass)",
		}},
		"one decides": {assess.Sheet{yes, yes, no, open}, []string{
			"Open: “Prepare” or “Start”", "One question without a clear answer decides it.", "Ask first: W", "• If the answer is “No”: “Prepare”", "• If the answer is “Yes”: “Start”",
			"Gate", "✓ Fit: yes (2 of 3 pass; at least 2 needed)", "Z – No", "? Go: open", "W – Not answered yet",
		}},
		"all is possible": {assess.Sheet{open, open, open, open}, []string{
			"Open: “Wait”, “Prepare” or “Start”", "It depends on 4 questions without a clear answer.", "Ask first: X", "Gate",
			"? Fit: open (0 of 3 pass, 3 open; at least 2 needed)", "X – Not answered yet (must pass)", "Y – Not answered yet", "Z – Not answered yet", "? Go: open", "W – Not answered yet",
		}},
	} {
		in := of(parsed(t, gate), "en", assess.Answers{"gate": tt.sheet})
		if diff := cmp.Diff(tt.want, said(in, "conclusion", "way")); diff != "" {
			t.Errorf("%s: the conclusion (-want +got):\n%s", name, diff)
		}
	}
}

// TestWhatIsCertainIsSaid has a better ending ruled out, and a settled step behind an
// open one.
func TestWhatIsCertainIsSaid(t *testing.T) {
	leads := strings.NewReplacer("text: Prepare.", "text: Prepare., next: deep", "text: Start.", "text: Start., next: deep").Replace(gate)
	banks := parsed(t, leads, fmt.Sprintf(scaleOf, "deep", "Deep", false, threeVerdicts))
	in := of(banks, "en", assess.Answers{"gate": {1, 1, 0, assess.Unanswered}, "deep": {3, 4, 1}})
	if lines := said(in, "conclusion"); lines[0] != "Open: “Prepare” or “Start”" || !slices.Contains(lines, "• Whichever it is: Go on and repair.") {
		t.Errorf("the conclusion says %q", lines)
	}
	in = of(banks, "en", assess.Answers{"gate": {1, 1, 0, 1}, "deep": {0, assess.Unanswered, 1}})
	want := []string{
		"Open: “Repair” or “Not yet”", "One question without a clear answer decides it. So far: It fits and can start.",
		"• Ruled out for now, since “Two” cannot reach 50%: “Ready”.", "Ask first: B",
	}
	if diff := cmp.Diff(want, said(in, "conclusion")[:len(want)]); diff != "" {
		t.Errorf("the conclusion (-want +got):\n%s", diff)
	}
}

// TestWhatGovernsIsExplainedFirst has a go that is followed by a not yet.
func TestWhatGovernsIsExplainedFirst(t *testing.T) {
	leads := strings.Replace(gate, "text: Start.", "text: Start., next: deep", 1)
	banks := parsed(t, leads, fmt.Sprintf(scaleOf, "deep", "Deep", false, threeVerdicts))
	lines := said(of(banks, "en", assess.Answers{"gate": {1, 1, 1, 1}, "deep": {0, 0, 0}}), "conclusion", "way")
	want := []string{"Not yet", "It is early. So far: It fits and can start.", "The basis comes first.", "Start."}
	if diff := cmp.Diff(want, lines[:len(want)]); diff != "" {
		t.Errorf("the conclusion (-want +got):\n%s", diff)
	}
}

// TestManyEndingsAreCounted has more than three endings possible: the name says how many,
// and the sentence which.
func TestManyEndingsAreCounted(t *testing.T) {
	verdicts := "verdicts:\n"
	for i := range 6 {
		verdicts += fmt.Sprintf("  - {id: v%d, title: V%d, short: s, text: t, overall: %d}\n", i, i, 80-16*i)
	}
	banks := parsed(t, fmt.Sprintf(scaleOf, "deep", "Deep", false, strings.Replace(verdicts, ", overall: 0", "", 1)))
	for _, tt := range []struct {
		sheet assess.Sheet
		want  string
	}{
		{assess.Sheet{4, 4, 4}, "V0"},
		{assess.Sheet{assess.Unanswered, 0, 4}, "Open: “V1” or “V2”"},
		{assess.Sheet{assess.Unanswered, assess.Unanswered, 0}, "Open: 4 conclusions are still possible | Possible are “V2”, “V3”, “V4” or “V5”."},
		{assess.Sheet{assess.Unanswered, assess.Unanswered, 4}, "Open: “V0”, “V1” or “V2”"},
		{assess.Sheet{assess.Unanswered, assess.Unanswered, assess.Unanswered}, "Open: 6 conclusions are still possible | Possible are “V0”, “V1”, “V2”, “V3”, “V4” or “V5”."},
	} {
		lines := said(of(banks, "en", assess.Answers{"deep": tt.sheet}), "conclusion")
		name, sentence, many := strings.Cut(tt.want, " | ")
		if got := lines[0]; got != name || many && !strings.HasPrefix(lines[1], sentence) {
			t.Errorf("of %v it says %q, want %q", tt.sheet, lines[:2], tt.want)
		}
	}
}

const heardFindings = `findings:
  - {id: sham, when: {one: {at-least: 50}, two: {below: 50}}, title: Sham, text: On paper only., advice: [{id: practise, do: Practise, who: professionals, when: now}]}
  - {id: idle, when: {c: {at-most: "1"}}, title: Idle, text: Nothing is done.}
`

// TestABankWithoutVerdictsIsHeard looks at what it says alone, and beside a
// conclusion.
func TestABankWithoutVerdictsIsHeard(t *testing.T) {
	const note = "These questions show where you stand and what you can do; they do not say yes or no."
	heard := parsed(t, fmt.Sprintf(scaleOf, "stuck", "Stuck", false, heardFindings))
	open := assess.Unanswered
	for name, tt := range map[string]struct {
		sheet assess.Sheet
		want  []string
		first string // of the next steps
	}{
		"holds":        {assess.Sheet{3, 3, 1}, []string{"Sham", "On paper only.", note, "First step: Practise"}, "Practise"},
		"two hold":     {assess.Sheet{3, 3, 0}, []string{"Sham", "On paper only.", "Idle", "Nothing is done.", note, "First step: Practise"}, "Practise"},
		"none holds":   {assess.Sheet{3, 3, 3}, []string{"No pattern holds", note, "First step: Do c"}, "Do c"},
		"not known":    {assess.Sheet{3, 3, open}, []string{"Not known yet", note, "First step: Do a"}, "Do a"},
		"nobody asked": {nil, []string{"Not known yet", note}, ""},
	} {
		in := of(heard, "en", assess.Answers{"stuck": tt.sheet})
		for _, audience := range report.Audiences() {
			in.Audience = report.Audience(audience)
			if diff := cmp.Diff(tt.want, said(in, "conclusion")); diff != "" {
				t.Errorf("%s: it says to %s (-want +got):\n%s", name, audience, diff)
			}
			first := ""
			if all := steps(in); len(all) > 0 {
				first = all[0].Do
			}
			if first != tt.first {
				t.Errorf("%s: the first step for %s is %q, want %q", name, audience, first, tt.first)
			}
		}
		var b bytes.Buffer
		if err := markdown.Write(&b, report.Build(in)); err != nil {
			t.Fatal(err)
		}
		for _, no := range []string{"decid", "not deciding", "can change the conclusion"} {
			if text := strings.ReplaceAll(b.String(), phrase.For("en").RuleWeakest, ""); strings.Contains(strings.ToLower(text), no) {
				t.Errorf("%s: nothing is decided, but the report says %q:\n%s", name, no, text)
			}
		}
	}

	// What is weak there is on the agenda, under the pattern's name.
	agenda := said(of(heard, "en", assess.Answers{"stuck": {3, 3, 1}}), "agenda")
	if diff := cmp.Diff([]string{"Sham", "• C", "Answer now: Few"}, agenda); diff != "" {
		t.Errorf("the agenda (-want +got):\n%s", diff)
	}

	in := of(append(parsed(t, gate), heard...), "en", assess.Answers{"gate": {0, 0, 0, 0}, "stuck": {3, 3, 1}})
	lines := said(in, "conclusion")
	want := []string{"Beside it: “Stuck”", "Sham", "On paper only.", "First step: Practise"}
	if lines[0] != "Wait" || !slices.Contains(lines, "First step: Leave it") || !slices.Equal(lines[len(lines)-len(want):], want) {
		t.Errorf("beside a conclusion it says %q, want %q at the end", lines, want)
	}
	var order []string
	for _, s := range steps(in) {
		order = append(order, s.Do)
	}
	if !slices.Equal(order, []string{"Practise", "Leave it", "Do c", "Do a"}) {
		t.Errorf("the next steps are %q, want those of the finding before the outcome's", order)
	}
}

// TestEveryConclusionHasItsOwnFirstStep has a settled conclusion beside an open one.
func TestEveryConclusionHasItsOwnFirstStep(t *testing.T) {
	banks := parsed(t, gate, fmt.Sprintf(scaleOf, "deep", "Deep", false, threeVerdicts))
	in := of(banks, "en", assess.Answers{"gate": {0, 0, 0, 0}})
	var first []string
	for _, line := range said(in, "conclusion") {
		if strings.HasPrefix(line, "First step: ") {
			first = append(first, line)
		}
	}
	if len(first) != 2 || first[0] != "First step: Leave it" || !strings.HasPrefix(first[1], "First step: Find out: ") {
		t.Errorf("the first steps are %q", first)
	}
	if all := steps(in); all[0].Do != "Leave it" || all[1].ID != "find-out--deep--a" && !strings.HasPrefix(all[1].ID, "find-out--deep") {
		t.Errorf("the next steps begin with %s and %s", all[0].Do, all[1].ID)
	}
	// Where the first one is open, what decides it comes first, and then what decides the other.
	in = of(banks, "en", assess.Answers{"gate": {1, 1, 0, assess.Unanswered}})
	if all := steps(in); all[0].ID != "find-out--gate--w" || !strings.HasPrefix(all[1].ID, "find-out--deep") {
		t.Errorf("the next steps begin with %s and %s", all[0].ID, all[1].ID)
	}
}

// TestStepsSayWhyAndWhen looks at each sort of step.
func TestStepsSayWhyAndWhen(t *testing.T) {
	banks := parsed(t, fmt.Sprintf(scaleOf, "deep", "Deep", false, threeVerdicts+heardFindings))
	in := of(banks, "en", assess.Answers{"deep": {3, 3, 1}})
	in.Case.AsOf = "2026-01-31"
	var got []string
	for _, s := range steps(in) {
		got = append(got, s.Do+" | "+s.When+" | "+s.Why)
	}
	want := []string{
		"Practise | now – by 28 February 2026 | Because: Deep – “Sham”",
		"Mend it | within a year – by 31 January 2027 | Because: Deep – “Repair”",
		"Do c | within three months – by 30 April 2026 | Because: Deep – Two: “Few”",
		"Do a | now – by 28 February 2026 | Because: Deep – One: “Most”",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("next steps (-want +got):\n%s", diff)
	}
	in.Case.AsOf = "2026"
	if all := steps(in); all[0].When != "now" || all[1].When != "within a year – by 2027" {
		t.Errorf("with a year alone: %q and %q", all[0].When, all[1].When)
	}
}

// TestAnAudienceGetsAsManyStepsAsItCanCarry has more steps than a group can carry.
func TestAnAudienceGetsAsManyStepsAsItCanCarry(t *testing.T) {
	var advice []string
	for i := range 20 {
		advice = append(advice, fmt.Sprintf("{id: do-%d, do: Do %d, who: partners, when: now}", i, i))
	}
	findings := "findings: [{id: f, when: {a: {at-least: \"2\"}}, title: F, text: T, advice: [" + strings.Join(advice, ", ") + "]}]\n"
	in := of(parsed(t, fmt.Sprintf(scaleOf, "deep", "Deep", false, threeVerdicts+findings)), "en", assess.Answers{"deep": {4, 4, 4}})
	all := len(in.Result.Advice)
	for audience, most := range map[report.Audience]int{report.Board: 5, report.Partners: 12, report.Full: 5, "": 5} {
		in.Audience = audience
		blocks := section(in, "next-steps")
		if shown, ok := blocks[0].(view.Steps); !ok || len(shown.Steps) != most || shown.Folded != "" {
			t.Errorf("%q is shown %d steps, want %d", audience, len(shown.Steps), most)
		}
		if undated, ok := blocks[1].(view.Text); !ok || !strings.HasPrefix(undated.Text, "“Now” is the day") {
			t.Errorf("%q is not told when now is: %v", audience, blocks[1])
		}
		switch rest := blocks[2].(type) {
		case view.Steps:
			if audience == report.Board || audience == report.Partners || rest.Folded == "" || rest.First != most+1 || len(rest.Steps) != all-most {
				t.Errorf("%q has the steps from %d folded as %q: %d", audience, rest.First, rest.Folded, len(rest.Steps))
			}
		case view.Text:
			if want := fmt.Sprintf("More steps in the full report: %d.", all-most); rest.Text != want || audience == report.Full || audience == "" {
				t.Errorf("%q is told %q, want %q", audience, rest.Text, want)
			}
		}
	}
}
