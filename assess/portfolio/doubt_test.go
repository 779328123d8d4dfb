package portfolio_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/questions"

	"pgregory.net/rapid"
)

// room is a bank of which some questions may not apply.
const room = `
bank: room
version: 1
kind: scale
language: en
title: Room
dimensions:
  - id: x
    title: X
    questions:
      - {id: x1, ask: X1, optional: true, levels: [{text: low}, {text: high}]}
      - {id: x2, ask: X2, optional: true, weight: 2, levels: [{text: low}, {text: middle}, {text: high}]}
      - {id: x3, ask: X3, weight: 3, levels: [{text: low}, {text: high}]}
  - id: y
    title: Y
    questions:
      - {id: y1, ask: Y1, key: true, levels: [{text: low}, {text: middle}, {text: high}]}
      - {id: y2, ask: Y2, optional: true, levels: [{text: low}, {text: high}]}
bands:
  - {id: low, title: Low, from: 0}
  - {id: high, title: High, from: 40}
verdicts:
  - {id: best, title: Best, every: 40, overall: 70, short: B., text: B.}
  - {id: good, title: Good, overall: 55, short: G., text: G.}
  - {id: half, title: Half, overall: 45, short: H., text: H.}
  - {id: poor, title: Poor, short: P., text: P.}
`

// TestManyDoubts judges cases with more questions in doubt than are looked at both ways:
// more may be open than need be, and nothing is said for certain that is not.
func TestManyDoubts(t *testing.T) {
	l := questions.NewLibrary("en")
	hall := strings.Replace(room, "      - {id: x1,", `      - {id: x4, ask: X4, optional: true, levels: [{text: low}, {text: high}]}
      - {id: x5, ask: X5, optional: true, levels: [{text: low}, {text: high}]}
      - {id: x6, ask: X6, weight: 2, levels: [{text: low}, {text: high}]}
      - {id: x1,`, 1)
	if err := l.AddAll(fstest.MapFS{"room.yaml": {Data: []byte(hall)}}, ""); err != nil {
		t.Fatal(err)
	}
	banks, err := l.Select([]string{"room"}, false)
	if err != nil {
		t.Fatal(err)
	}
	s, b := assess.Select(banks), banks[0]
	var seen [paths.Mets]int
	rapid.Check(t, func(t *rapid.T) {
		sheet := make(assess.Sheet, len(b.Questions))
		var doubts []int
		for q := range sheet {
			if sheet[q] = assess.Choice(rapid.IntRange(0, len(b.Questions[q].Levels)-1).Draw(t, "level")); b.Questions[q].Optional {
				sheet[q] = assess.Unknown
				doubts = append(doubts, q)
			}
		}
		summary := portfolio.Summarize(paths.Evaluate(s, []assess.Sheet{sheet}, [][]int{doubts}), nil)
		for range 5 {
			p := policy(t, b)
			j := p.Judge(s, summary)
			some, all := met(s, p, sheet, doubts)
			if j.Together == paths.MetNever && some || j.Together == paths.MetSurely && !all {
				t.Fatalf("%v, %v in doubt: %v (of every completion %t, of some %t)", sheet, doubts, j.Together, all, some)
			}
			seen[j.Together]++
		}
	})
	if slices.Contains(seen[:paths.MetSurely+1], 0) {
		t.Errorf("never, maybe, surely: %v", seen)
	}
}

// TestDoubts judges cases of which it is not known of some questions whether they apply:
// what is surely met is met whatever the answers are, with those questions or without;
// what is not met is met by none; and what it would take makes it met.
func TestDoubts(t *testing.T) {
	l := questions.NewLibrary("en")
	if err := l.AddAll(fstest.MapFS{"room.yaml": {Data: []byte(room)}}, ""); err != nil {
		t.Fatal(err)
	}
	banks, err := l.Select([]string{"room"}, false)
	if err != nil {
		t.Fatal(err)
	}
	s, b := assess.Select(banks), banks[0]
	var seen [paths.Mets]int
	beyond, offered := 0, [2]int{} // the first way, and others
	judge := func(t *rapid.T) {
		sheet := make(assess.Sheet, len(b.Questions))
		doubts := []int{}
		for q := range sheet {
			if sheet[q] = assess.Choice(rapid.IntRange(-1, len(b.Questions[q].Levels)-1).Draw(t, "level")); b.Questions[q].Optional && rapid.Bool().Draw(t, "doubted") {
				sheet[q] = assess.Unknown
				doubts = append(doubts, q)
			}
		}
		summary := portfolio.Summarize(paths.Evaluate(s, []assess.Sheet{sheet}, [][]int{doubts}), nil)
		for range 25 {
			p := policy(t, b)
			j := p.Judge(s, summary)
			some, all := met(s, p, sheet, doubts)
			if want := map[bool]paths.Met{true: paths.MetSurely, false: paths.MetNever}[all]; all || !some {
				if j.Together != want {
					t.Fatalf("%v, %v in doubt: %v, want %v (of every completion %t, of some %t)", sheet, doubts, j.Together, want, all, some)
				}
			} else if j.Together != paths.MetMaybe {
				t.Fatalf("%v, %v in doubt: %v, and some completions meet it, others do not", sheet, doubts, j.Together)
			}
			seen[j.Together]++
			if levels, _ := met(s, p, sheet, nil); levels != some {
				beyond++
			}
			if j.Together == paths.MetMaybe && len(j.Ask) == 0 {
				t.Fatalf("%v, %v in doubt: it is open, and nothing is asked", sheet, doubts)
			}
			if question, _, ok := j.Decider(); ok && slices.ContainsFunc(doubts, func(q int) bool { return q != question.Question && decides(s, p, sheet, doubts, q) }) {
				t.Fatalf("%v, %v in doubt: %v alone is said to decide", sheet, doubts, question)
			}
			if j.Change == nil || !j.Change.Offered() {
				continue
			}
			c := p.Change(s, summary, 3)
			for i, way := range append([]portfolio.Way{c.Way}, c.Others...) {
				offered[min(i, 1)]++
				after := slices.Clone(sheet)
				for _, r := range way.Raises {
					after[r.Question] = after[r.Question].Raised(&b.Questions[r.Question], r.To)
				}
				for _, ref := range way.Answer { // of any level
					after[ref.Question] = assess.Unanswered
				}
				still := slices.DeleteFunc(slices.Clone(doubts), func(q int) bool { return after[q] != assess.Unknown })
				if _, all := met(s, p, after, still); !all {
					t.Fatalf("%v, %v in doubt: %v is offered, and does not suffice", sheet, doubts, way)
				}
			}
		}
	}
	for range 50 { // what only a question less can do is rare
		if rapid.Check(t, judge); beyond > 0 {
			break
		}
	}
	if slices.Contains(seen[:paths.MetSurely+1], 0) || beyond == 0 || slices.Contains(offered[:], 0) {
		t.Errorf("never, maybe, surely: %v; met without a question alone: %d; offered: %v", seen, beyond, offered)
	}
}

func policy(t *rapid.T, b *questions.Bank) *portfolio.Policy {
	p := &portfolio.Policy{}
	if rapid.Bool().Draw(t, "require") {
		r := portfolio.Rule{Kind: portfolio.Require}
		for ending := range b.Endings {
			if rapid.Bool().Draw(t, "good") {
				r.Codes = append(r.Codes, paths.Code{Ending: ending})
			}
		}
		p.Rules = append(p.Rules, r)
	}
	if rapid.Bool().Draw(t, "floor") {
		p.Rules = append(p.Rules, portfolio.Rule{Kind: portfolio.Floor, Place: rapid.IntRange(0, 1).Draw(t, "dimension"), Least: rapid.SampledFrom([]int{30, 50, 60, 75}).Draw(t, "least")})
	}
	if rapid.Bool().Draw(t, "answer") {
		q := rapid.IntRange(0, len(b.Questions)-1).Draw(t, "question")
		p.Rules = append(p.Rules, portfolio.Rule{Kind: portfolio.AtLeast, Place: q, Least: rapid.IntRange(0, len(b.Questions[q].Levels)-1).Draw(t, "level")})
	}
	return p
}

// met tells whether some completions meet a policy, and whether all do.
func met(s *assess.Selection, p *portfolio.Policy, sheet assess.Sheet, doubts []int) (some, all bool) {
	all = true
	complete(s.Banks[0], slices.Clone(sheet), doubts, 0, func(sheet assess.Sheet) {
		r := s.Bank(0, sheet)
		meets := true
		for i := range p.Rules {
			switch rule := &p.Rules[i]; rule.Kind {
			case portfolio.Require:
				meets = meets && slices.Contains(rule.Codes, paths.Code{Ending: r.Codes[0]})
			case portfolio.Floor:
				meets = meets && r.Scores[rule.Place].CountsLow.Reaches(rule.Least)
			default:
				meets = meets && int(sheet[rule.Place]) >= rule.Least
			}
		}
		some, all = some || meets, all && meets
	})
	return some, all
}

// decides tells whether it can hang on an answer to a question, or on whether it applies.
func decides(s *assess.Selection, p *portfolio.Policy, sheet assess.Sheet, doubts []int, question int) (does bool) {
	others := slices.Clone(sheet)
	others[question] = 0
	complete(s.Banks[0], others, slices.DeleteFunc(slices.Clone(doubts), func(q int) bool { return q == question }), 0, func(others assess.Sheet) {
		one := slices.Clone(others)
		one[question] = assess.Unknown
		some, all := met(s, p, one, []int{question})
		does = does || some != all
	})
	return does
}

// complete visits every completion of a sheet.
func complete(b *questions.Bank, sheet assess.Sheet, doubts []int, from int, visit func(assess.Sheet)) {
	if from == len(sheet) {
		visit(sheet)
		return
	}
	was := sheet[from]
	for low, high := was.Possible(&b.Questions[from]); low <= high; low++ {
		sheet[from] = assess.Choice(low)
		complete(b, sheet, doubts, from+1, visit)
	}
	if was == assess.NotApplicable || slices.Contains(doubts, from) {
		sheet[from] = assess.NotApplicable
		complete(b, sheet, doubts, from+1, visit)
	}
	sheet[from] = was
}
