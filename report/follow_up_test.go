package report_test

import (
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/questions"
	clean "collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/round"
	"collectiveimpact/samklar/report/view"
)

// What is to be asked has every question of every case, in each format, and in CSV a row
// for each that reads back as it was meant.
func TestFollowUpHasEveryQuestion(t *testing.T) {
	for _, lang := range questions.Languages() {
		hostile := func(i int) string { return fmt.Sprintf("=case %03d, \"a\"; \u202e<b>*", i) }
		in := madeRound(t, lang, 60, hostile)
		banks := in.Portfolio.Banks
		rules := &in.Portfolio.Policy.Rules
		*rules = append(*rules, portfolio.Rule{Kind: portfolio.Evidence, Bank: 0, Place: 0}, portfolio.Rule{Kind: portfolio.Complete, Bank: 0})
		in = again(t, in)
		v := followUp(in)
		words := label(t, v)
		formats := inEveryFormat(t, v, 180)
		p := phrase.For(lang)
		source := func(question, level string) string {
			return phrase.Fill(p.AskSource, "question", p.Quote(question), "level", p.Quote(level))
		}
		var want [][]string
		for _, c := range in.Portfolio.All() {
			for i, ref := range c.Judged.Ask {
				q := &banks[ref.Bank].Questions[ref.Question]
				asked := c.Judged.Asked[i]
				wanted := map[[2]bool]string{{true, false}: p.FollowWanted[0], {false, true}: p.FollowWanted[1], {true, true}: p.FollowWanted[2]}[[2]bool{asked.Now.Open(), asked.Source}]
				if wanted == "" {
					t.Fatalf("%v of %q is asked, and lacks nothing", ref, c.Title)
				}
				ask := q.Ask
				if level, ok := asked.Now.Level(); ok { // the question is answered
					ask = source(q.Ask, q.Levels[level].Text)
				}
				now := ""
				if asked.Now != assess.Unanswered {
					now = asked.Now.ID(q)
				}
				want = append(want, []string{clean.Line(c.Title), banks[ref.Bank].ID, q.ID, wanted, now, ask})
			}
		}
		if len(want) < 40 || len(words) < len(want) {
			t.Fatalf("%d questions in %d entries, want forty at least", len(want), len(words))
		}
		for name, text := range formats {
			text = strings.ToLower(text)
			for id, word := range words {
				if !strings.Contains(text, word) {
					t.Errorf("%s lacks the entry %q", name, id)
				}
			}
		}
		for dialect, comma := range map[resultfile.Dialect]rune{resultfile.StandardCSV: ',', resultfile.EuropeanCSV: ';'} {
			var b strings.Builder
			if err := resultfile.WriteFollowUpCSV(&b, in.Portfolio, dialect, &resultfile.FollowUpWords{Head: p.FollowColumns[:], Wanted: p.FollowWanted, Source: source}); err != nil {
				t.Fatal(err)
			}
			r := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff")))
			r.Comma = comma
			rows, err := r.ReadAll()
			if err != nil || len(rows) != len(want)+1 {
				t.Fatalf("%s: %d rows, %v; want %d", dialect, len(rows), err, len(want)+1)
			}
			at := make(map[string]int)
			for i, name := range rows[0] {
				at[name] = i
			}
			for i, row := range rows[1:] {
				title := "'" + want[i][0] // it begins as a formula does
				for j, name := range []string{p.FollowColumns[2], p.FollowColumns[5], p.FollowColumns[6], p.FollowColumns[7], p.FollowColumns[8], p.FollowColumns[9]} {
					if got := row[at[name]]; got != want[i][j] && (j > 0 || strings.ReplaceAll(got, "'", "") != strings.ReplaceAll(title, "'", "")) {
						t.Errorf("%s: row %d has %s %q, want %q", dialect, i+1, name, got, want[i][j])
					}
				}
				if choices := row[at[p.FollowColumns[11]]]; (choices == "") != (want[i][3] == p.FollowWanted[1]) {
					t.Errorf("%s: row %d has the choices %q where %s is wanted", dialect, i+1, choices, want[i][3])
				}
			}
		}
	}
}

// again judges the cases of a round by the rules that it has now.
func again(t *testing.T, in *round.Input) *round.Input {
	t.Helper()
	next := *in
	selection := assess.Select(in.Portfolio.Banks)
	next.Portfolio = portfolio.NewPortfolio(selection, in.Portfolio.Policy)
	for i := range 60 {
		answers := make(assess.Answers)
		for _, b := range selection.Banks {
			sheet := assess.Blank(b)
			for q := range sheet {
				if top := len(b.Questions[q].Levels) - 1; (q+i)%7 > 0 || i%3 == 0 {
					sheet[q] = assess.Choice(max(top-(q+i)%4%(i%5+1), 0))
				}
			}
			answers[b.ID] = sheet
		}
		next.Portfolio.Add("folder/"+fmt.Sprint(i), &assess.Case{Title: fmt.Sprintf("=case %03d, \"a\"; \u202e<b>*", i)}, portfolio.Summarize(selection.Evaluate(answers), nil))
	}
	return &next
}

// Where nothing is to be asked, that is said.
func TestFollowUpOfNothing(t *testing.T) {
	in := madeRound(t, "en", 0, numbered)
	text := inEveryFormat(t, followUp(in), 80)
	for name, text := range text {
		if !strings.Contains(strings.Join(strings.Fields(text), " "), "Nothing has to be asked") {
			t.Errorf("%s: %q", name, text)
		}
	}
}

// What was decided stands in every format and language, with what is to be looked at
// again.
func TestDecisionsAreInEveryFormat(t *testing.T) {
	for _, lang := range questions.Languages() {
		in := madeRound(t, lang, 0, numbered)
		in.Portfolio.Decided = true
		selection := assess.Select(in.Portfolio.Banks)
		p := phrase.For(lang)
		for i := range 12 {
			s := portfolio.Summarize(selection.Evaluate(nil), nil)
			d := &portfolio.Decision{Outcome: portfolio.Outcome(i % portfolio.Outcomes), On: "2027-05-04", Until: "2028", By: "Ada Somebody", Reason: "A secret.", Letter: "Their letter."}
			if i%4 > 0 {
				d.Reason = ""
			}
			if i > 6 {
				d.Answers = "sha256:000000000000"
			}
			s.Decided = d.Look("sha256:111111111111", in.Portfolio.Policy.Judge(selection, s))
			s.Decided.DatePassed = i == 3
			in.Portfolio.Add("f", &assess.Case{ID: fmt.Sprint("2027-", i)}, s)
		}
		for name, text := range inEveryFormat(t, round.Build(in), 180) {
			said := strings.Join(strings.Fields(text), " ")
			for _, want := range []string{p.Outcomes["granted"] + ": 4", p.Outcomes["returned"] + ": 4", p.Outcomes["refused"] + ": 4", p.OtherAnswers, p.AgainstPolicy, p.DatePassed + ": 2028", "2027-11"} {
				if !strings.Contains(said, want) {
					t.Errorf("%s: %s lacks %q", lang, name, want)
				}
			}
			for _, secret := range []string{"Ada", "secret", "Their letter"} {
				if strings.Contains(said, secret) {
					t.Errorf("%s: %s has %q", lang, name, secret)
				}
			}
		}
	}
}

// followUp is the section of what is to be asked alone.
func followUp(in *round.Input) *view.View {
	in.Sections = []string{round.FollowUp}
	return round.Build(in)
}
