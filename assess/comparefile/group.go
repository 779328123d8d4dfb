package comparefile

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/group"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/text"
)

// GroupFormat is the version of the format of groups.
const GroupFormat = 1

// A groupFile is what the voices on a case say together, for machines: ids and no prose.
// Who they are, and what each has said, stands in it only where the group is open.
type groupFile struct {
	Format      int              `json:"samklar_group"`
	Tool        string           `json:"tool"`
	Case        assess.Case      `json:"case"`
	FirstAsOf   string           `json:"first_as_of,omitempty"`
	People      int              `json:"people"`
	Voices      int              `json:"voices"`
	Open        bool             `json:"open"`
	Names       []string         `json:"names,omitempty"` // by voice
	Missing     []string         `json:"missing_roles"`
	Roleless    int              `json:"voices_without_role"`
	Conclusions []groupedPath    `json:"conclusions"`
	Banks       []groupedBank    `json:"banks"`
	Agenda      []string         `json:"agenda"`
	Measures    []groupedMeasure `json:"measures"`
}

type groupedPath struct {
	Bank    string     `json:"bank"` // with which it begins
	Settled bool       `json:"settled"`
	Exact   bool       `json:"exact"`
	Steps   [][]string `json:"steps"`
}

type groupedBank struct {
	Bank      string            `json:"bank"`
	Version   int               `json:"version"`
	Rules     string            `json:"rules"`
	Questions []groupedQuestion `json:"questions"`
}

type groupedQuestion struct {
	Question string          `json:"question"`
	Answer   string          `json:"answer"` // a level, two with dots between them, unknown, not-applicable, or "" for none
	Doubted  bool            `json:"doubted"`
	Word     string          `json:"word"`
	Lone     bool            `json:"lone"`
	Place    string          `json:"place"`
	Spread   *groupedSpread  `json:"spread,omitempty"`
	Said     []groupedAnswer `json:"said,omitempty"` // by voice
}

type groupedSpread struct {
	Levels        []groupedLevel `json:"levels"`
	NotApplicable int            `json:"not_applicable"`
	Unknown       int            `json:"unknown"`
	Stale         int            `json:"stale"`
	Unanswered    int            `json:"unanswered"`
	Quartiles     json.Number    `json:"interquartile_range,omitempty"`
	Deviation     json.Number    `json:"average_deviation,omitempty"`
	CutOff        json.Number    `json:"cut_off,omitempty"`
	Within        *bool          `json:"within_cut_off,omitempty"`
}

type groupedLevel struct {
	Level  string `json:"level"`
	Voices int    `json:"voices"`
	Maybe  int    `json:"maybe"`
}

type groupedAnswer struct {
	Answer  string `json:"answer"`
	Doubted bool   `json:"doubted,omitempty"`
}

// A groupedMeasure says where a measure comes from.
type groupedMeasure struct {
	Measure string `json:"measure"`
	Source  string `json:"source"`
}

// measures are the sources of the measures of agreement. Neither decides anything.
func measures() []groupedMeasure {
	return []groupedMeasure{
		{"interquartile_range", "Tukey 1977, Exploratory Data Analysis"},
		{"average_deviation", "Burke and Dunlap 2002, doi:10.1177/1094428102005002002"},
	}
}

// WriteGroup writes what the voices on a case say together for machines.
func WriteGroup(w io.Writer, c assess.Case, firstAsOf string, g *group.Group, open bool, tool string) error {
	out := groupFile{
		Format: GroupFormat, Tool: tool, Case: c, People: len(g.People), Voices: len(g.Voices), Open: open,
		Missing: append([]string{}, g.Missing...), Roleless: g.Roleless, Agenda: []string{}, Measures: measures(),
	}
	if firstAsOf != c.AsOf {
		out.FirstAsOf = firstAsOf
	}
	if open {
		for _, v := range g.Voices {
			out.Names = append(out.Names, v.Name)
		}
	}
	out.Conclusions = conclusions(g)
	for i := range g.Result.Banks {
		b := g.Result.Banks[i].Bank
		out.Banks = append(out.Banks, groupedBank{Bank: b.ID, Version: b.Version, Rules: b.Rules, Questions: []groupedQuestion{}})
	}
	for i := range g.Questions {
		q := &g.Questions[i]
		bank := &out.Banks[q.Bank]
		bank.Questions = append(bank.Questions, grouped(q, &g.Result.Banks[q.Bank].Bank.Questions[q.Question], open))
	}
	for _, i := range g.Agenda {
		q := &g.Questions[i]
		b := g.Result.Banks[q.Bank].Bank
		out.Agenda = append(out.Agenda, b.ID+"."+b.Questions[q.Question].ID)
	}
	return indented(w, out)
}

// conclusions gives what comes out whichever voice is right on each question.
func conclusions(g *group.Group) []groupedPath {
	all := []groupedPath{}
	for i := range g.Result.Chains {
		chain := &g.Result.Chains[i]
		path := groupedPath{Bank: g.Result.Banks[chain.Steps[0].Bank].Bank.ID, Settled: chain.OpenStep < 0, Exact: chain.Exact}
		for _, step := range chain.Steps {
			b := &g.Result.Banks[step.Bank]
			path.Exact = path.Exact && b.Exact
			codes := make([]string, len(step.Codes))
			for at, code := range step.Codes {
				codes[at] = b.Bank.ID + ":" + b.Bank.Endings[code].ID
			}
			path.Steps = append(path.Steps, codes)
		}
		all = append(all, path)
	}
	return all
}

// grouped gives a question, with how the voices are spread where that is shown.
func grouped(q *group.Question, of *questions.Question, open bool) groupedQuestion {
	one := groupedQuestion{
		Question: of.ID, Answer: said(q.Answer.Choice, of), Doubted: q.Answer.Doubts, Word: q.Word.String(), Lone: q.Lone, Place: q.Place.String(),
	}
	if !q.Shows(open) {
		return one
	}
	n := q.Spread(of)
	spread := &groupedSpread{NotApplicable: n.Not, Unknown: n.Unknown, Stale: n.Stale, Unanswered: n.Unanswered}
	for i, level := range n.Levels {
		spread.Levels = append(spread.Levels, groupedLevel{of.Levels[i].ID, level.Sure, level.Maybe})
	}
	if m, ok := q.Measure(of); ok {
		within := !m.Within.Below(m.Deviation)
		spread.Quartiles, spread.Deviation, spread.CutOff, spread.Within = decimal(m.Quartiles), decimal(m.Deviation), decimal(m.Within), &within
	}
	one.Spread = spread
	if open {
		for _, s := range q.Says {
			one.Said = append(one.Said, groupedAnswer{said(s.Choice, of), s.Doubts})
		}
	}
	return one
}

func said(c assess.Choice, q *questions.Question) string {
	if c == assess.Unanswered {
		return ""
	}
	return c.ID(q)
}

// decimal gives a fraction with two digits behind the point, rounded down.
func decimal(f assess.Fraction) json.Number {
	hundredths := f.Num * 100 / f.Den
	return json.Number(fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100))
}

// indented writes JSON that a person can read too, with nothing in it that acts.
func indented(w io.Writer, v any) error {
	var written strings.Builder
	enc := json.NewEncoder(&written)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(w, text.EscapeJSON(written.String()))
	return err
}
