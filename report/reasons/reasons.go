// Package reasons says by which answers a bank has come to what it has, in words: to a
// room, at every turn of its interview and at the end of it.
package reasons

import (
	"cmp"
	"slices"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
)

// A Reason is a part of a bank that decides, how it stands, and the answers by which
// it does.
type Reason struct {
	Said    string
	Answers []Answer
}

// An Answer is one of those behind a reason.
type Answer struct {
	Question int // its place in the bank
	Said     string
}

// Most parts and answers that are named: what a room can take in.
const (
	mostParts   = 3
	mostAnswers = 2
)

// Of gives the reasons for which a bank has come to its codes: what rules the better
// ones out, or where there are none, what holds. Answers that are open are no reason.
func Of(p *phrase.Phrases, r *assess.BankResult) []Reason {
	if r.Bank.Kind == questions.Tree {
		return steps(p, r)
	}
	return scores(p, r)
}

// steps names the nodes at which the way left those to better outcomes. Where there is
// no better one, all that it came by hold.
func steps(p *phrase.Phrases, r *assess.BankResult) []Reason {
	var nodes []int
	for _, out := range r.RuledOut() {
		if out.Node >= 0 && !slices.Contains(nodes, out.Node) {
			nodes = append(nodes, out.Node)
		}
	}
	var reasons []Reason
	for _, n := range nodes {
		status := p.Failed
		if r.Nodes[n].Status == assess.Passed {
			status = p.Passed
		}
		reasons = append(reasons, Reason{
			Said:    phrase.Fill(p.Interview.SettledWhy, "step", r.Bank.Nodes[n].Title, "status", status),
			Answers: answersAt(p, r, n),
		})
	}
	if len(reasons) > 0 || len(r.Codes) > 1 {
		return reasons
	}
	var parts []string
	for i := range r.Nodes {
		if r.Nodes[i].Reachable && r.Nodes[i].Status == assess.Passed {
			parts = append(parts, p.Quote(r.Bank.Nodes[i].Title))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	return []Reason{{Said: phrase.Fill(p.Interview.ReasonHolds, "parts", phrase.Join(parts, p.And))}}
}

// answersAt gives the answers that surely fail at a node that failed, if they made it
// fail; or surely pass at one that passed.
func answersAt(p *phrase.Phrases, r *assess.BankResult, node int) []Answer {
	n, passed := &r.Bank.Nodes[node], r.Nodes[node].Status == assess.Passed
	tooFew := r.Nodes[node].Possible < n.Needs
	var answers []Answer
	for _, i := range n.Questions {
		q := &r.Bank.Questions[i]
		low, high := r.Sheet[i].Possible(q)
		switch {
		case !q.Counts:
		case passed && low >= q.Passes, !passed && high < q.Passes && (q.Must || tooFew):
			answers = append(answers, answer(p, r, i))
		}
	}
	return answers
}

// scores says which parts, or that all together, do not reach what the next better
// verdict asks for; and that what its own asks for is reached.
func scores(p *phrase.Phrases, r *assess.BankResult) []Reason {
	var reasons []Reason
	if out := r.RuledOut(); len(out) > 0 {
		next := out[len(out)-1]
		e := &r.Bank.Endings[next.Code]
		code := p.Quote(e.Title)
		for _, d := range lowest(r, next.Dimensions) {
			s := &r.Scores[d]
			reasons = append(reasons, Reason{
				Said: phrase.Fill(p.Interview.ReasonPart, "part", r.Bank.Dimensions[d].Title, "code", code,
					"percent", p.Percent(s.CountsLow.Percent(), s.CountsHigh.Percent()), "need", p.Percent(e.Every, e.Every)),
				Answers: pullingDown(p, r, d, d+1),
			})
		}
		if !r.Overall.High.Reaches(e.Overall) {
			said := whole(p, r, p.Interview.ReasonWhole, e)
			if len(next.Dimensions) == 0 {
				said.Answers = pullingDown(p, r, 0, len(r.Bank.Dimensions))
			}
			reasons = append(reasons, said)
		}
	}
	if len(r.Codes) != 1 {
		return reasons
	}
	e := &r.Bank.Endings[r.Codes[0]]
	if e.Every > 0 {
		reasons = append(reasons, Reason{Said: phrase.Fill(p.Interview.ReasonEvery, "code", p.Quote(e.Title), "need", p.Percent(e.Every, e.Every))})
	}
	if e.Overall > 0 {
		reasons = append(reasons, whole(p, r, p.Interview.ReasonEnough, e))
	}
	return reasons
}

// whole says what all together come to, and what a verdict asks for.
func whole(p *phrase.Phrases, r *assess.BankResult, said string, e *questions.Ending) Reason {
	return Reason{Said: phrase.Fill(said, "percent", p.Percent(r.Overall.Low.Percent(), r.Overall.High.Percent()),
		"code", p.Quote(e.Title), "need", p.Percent(e.Overall, e.Overall))}
}

// lowest gives the dimensions among some that count as least at their best.
func lowest(r *assess.BankResult, some []int) []int {
	some = slices.SortedStableFunc(slices.Values(some), func(a, b int) int {
		switch x, y := r.Scores[a].CountsHigh, r.Scores[b].CountsHigh; {
		case x.Below(y):
			return -1
		case y.Below(x):
			return 1
		}
		return 0
	})
	return some[:min(len(some), mostParts)]
}

// pullingDown gives the answers that take most from the best that dimensions, or all
// together, can reach; key questions at their lowest level before all.
func pullingDown(p *phrase.Phrases, r *assess.BankResult, from, to int) []Answer {
	type lack struct {
		question int
		held     bool
		of, in   int // what is missing is of/in
	}
	var all []lack
	for i := range r.Bank.Dimensions[from:to] {
		d := &r.Bank.Dimensions[from+i]
		sum := 0
		for _, q := range d.Questions {
			if r.Sheet[q] != assess.NotApplicable {
				sum += r.Bank.Questions[q].Weight
			}
		}
		for _, i := range d.Questions {
			q := &r.Bank.Questions[i]
			if r.Sheet[i] == assess.NotApplicable {
				continue
			}
			_, high := r.Sheet[i].Possible(q)
			if best := len(q.Levels) - 1; high < best {
				all = append(all, lack{i, q.Key && high == 0, d.Weight * q.Weight * (best - high), best * sum})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b lack) int {
		switch {
		case a.held && !b.held:
			return -1
		case b.held && !a.held:
			return 1
		}
		return cmp.Compare(b.of*a.in, a.of*b.in)
	})
	var answers []Answer
	for _, l := range all[:min(len(all), mostAnswers)] {
		answers = append(answers, answer(p, r, l.question))
	}
	return answers
}

func answer(p *phrase.Phrases, r *assess.BankResult, question int) Answer {
	q := &r.Bank.Questions[question]
	return Answer{question, q.Ask + " – " + Level(p, q, r.Sheet[question])}
}

// Level gives what was chosen in words.
func Level(p *phrase.Phrases, q *questions.Question, c assess.Choice) string {
	switch c {
	case assess.Unanswered:
		return p.NotAnswered
	case assess.Unknown:
		return p.Unknown
	case assess.NotApplicable:
		return p.NotApplies
	}
	low, high := c.Possible(q)
	if low == high {
		return q.Levels[low].Text
	}
	return phrase.Fill(p.Between, "low", q.Levels[low].Text, "high", q.Levels[high].Text)
}
