package session

import (
	"slices"
	"strconv"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/report/phrase"
)

// A Turn is what an answer has done to a conclusion: a step of it is settled now,
// says something else now, or is open again.
type Turn struct {
	Ref   assess.Ref  // the question
	step  assess.Step // as it is now
	was   []int       // what it could come to before; nil where it was not on the way
	chain int
}

// turned compares what followed before and after an answer, and gives the first step
// that is settled in one of them and not the same in the other.
func turned(ref assess.Ref, before, after *assess.Result) *Turn {
	for i := range after.Chains {
		then, now := before.Chains[i].Steps, after.Chains[i].Steps
		for at, step := range now {
			var was []int
			if at < len(then) && then[at].Bank == step.Bank {
				was = then[at].Codes
			}
			same := slices.Equal(was, step.Codes)
			if !same && (len(step.Codes) == 1 || len(was) == 1) {
				return &Turn{ref, step, was, i}
			}
			if !same || len(step.Codes) > 1 {
				break
			}
		}
	}
	return nil
}

// TurnLines say what an answer has turned: what it is now, because of which answer,
// what other answers would have left, and what happens now.
type TurnLines struct {
	Head, Short string
	Because     []string
	Otherwise   []string
	Next        []string
}

// SayTurn puts in words what an answer has done to a conclusion.
func (s *Session) SayTurn(t *Turn) TurnLines {
	var said TurnLines
	r, p := s.Interview.Result(), s.Phrases
	bank := &r.Banks[t.step.Bank]
	switch {
	case len(t.step.Codes) > 1:
		said.Head = phrase.Fill(p.TurnOpen, "codes", s.codes(t.step))
	case len(t.was) == 1:
		said.Head = phrase.Fill(p.TurnChanged, "codes", s.codes(t.step), "was", s.codes(assess.Step{Bank: t.step.Bank, Codes: t.was}))
	default:
		said.Head = phrase.Fill(p.LiveSettled, "codes", s.codes(t.step))
	}
	if len(t.step.Codes) == 1 {
		said.Short = bank.Bank.Endings[t.step.Codes[0]].Short
	}
	said.Because = []string{phrase.Fill(p.TurnBecause, "question", p.Quote(s.Question(t.Ref).Ask), "level", s.Answer(t.Ref))}
	for i := range bank.Nodes {
		if bank.Nodes[i].Reachable && bank.Nodes[i].Status == assess.Failed && len(t.step.Codes) == 1 {
			said.Because = append(said.Because, phrase.Fill(p.SettledWhy, "step", bank.Bank.Nodes[i].Title, "status", p.Failed))
		}
	}
	said.Otherwise = s.otherwise(t)
	said.Next = s.happensNow(t)
	return said
}

// Otherwise says what the other levels of the question would have left of the step,
// those that lead to the same in one line.
func (s *Session) otherwise(t *Turn) []string {
	q, now := s.Question(t.Ref), s.Interview.Entry(t.Ref).Choice
	var lefts [][]int
	levels := make(map[int][]string) // by the place in lefts
	for i := range q.Levels {
		step, on := stepOf(s.Interview.If(t.Ref, assess.Choice(i)), t.chain, t.step.Bank)
		if assess.Choice(i) == now || !on || slices.Equal(step.Codes, t.step.Codes) {
			continue
		}
		at := slices.IndexFunc(lefts, func(codes []int) bool { return slices.Equal(codes, step.Codes) })
		if at < 0 {
			at, lefts = len(lefts), append(lefts, step.Codes)
		}
		levels[at] = append(levels[at], s.Phrases.Quote(q.Levels[i].Text))
	}
	var said []string
	for at, codes := range lefts {
		left := s.Phrases.StillOpen
		if len(codes) <= few {
			left = s.codes(assess.Step{Bank: t.step.Bank, Codes: codes})
		}
		said = append(said, phrase.Fill(s.Phrases.IfAnswer, "levels", phrase.Join(levels[at], s.Phrases.Or), "codes", left))
	}
	return said
}

// few is the number of endings up to which they are named where one is read quickly.
const few = 3

// stepOf finds the step of a bank in a chain.
func stepOf(r *assess.Result, chain, bank int) (assess.Step, bool) {
	for _, step := range r.Chains[chain].Steps {
		if step.Bank == bank {
			return step, true
		}
	}
	return assess.Step{}, false
}

// happensNow says what comes after a turn.
func (s *Session) happensNow(t *Turn) []string {
	next, more := s.Interview.Next(t.Ref)
	if !more {
		return []string{s.Phrases.ThenReview}
	}
	var said []string
	if next.Bank != t.Ref.Bank {
		b := s.Banks[next.Bank]
		said = append(said, phrase.Fill(s.Phrases.NextPart, "bank", b.Title, "about", b.About))
		s.Within(next)
	}
	said = append(said, phrase.Fill(s.Phrases.ThenOn, "n", strconv.Itoa(s.Interview.Left())))
	if s.Interview.Result().Settled() {
		said = append(said, s.Phrases.StopHere)
	}
	return said
}
