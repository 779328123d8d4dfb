package session

import (
	"slices"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
	"collectiveimpact/samklar/report/reasons"
)

// A Turn is what an answer has done to a conclusion: a step of it is settled now,
// says something else now, or is open again; or can come to less than before.
type Turn struct {
	Ref   assess.Ref  // the question
	Whole bool        // the step was settled, or is; else it was open and still is
	left  int         // the questions that were left before
	step  assess.Step // as it is now
	was   []int       // what it could come to before; nil where it was not on the way
	chain int
}

// turned compares what followed before and after an answer, and gives the first step
// that is not the same in both.
func turned(ref assess.Ref, before, after *assess.Result) *Turn {
	for i := range after.Chains {
		then, now := before.Chains[i].Steps, after.Chains[i].Steps
	steps:
		for at, step := range now {
			var was []int
			if at < len(then) && then[at].Bank == step.Bank {
				was = then[at].Codes
			}
			switch {
			case slices.Equal(was, step.Codes) && len(step.Codes) == 1:
				continue // settled before, and as it was
			case len(step.Codes) == 1 || len(was) == 1:
				return &Turn{Ref: ref, Whole: true, step: step, was: was, chain: i}
			case was != nil && !slices.Equal(was, step.Codes):
				return &Turn{Ref: ref, step: step, was: was, chain: i}
			}
			break steps
		}
	}
	return nil
}

// Narrower says in a line what an answer has ruled out, or made possible again, of a
// step that is still open.
func (s *Session) Narrower(t *Turn) string {
	without := func(some, others []int) assess.Step {
		return assess.Step{Bank: t.step.Bank, Codes: slices.DeleteFunc(slices.Clone(some), func(c int) bool { return slices.Contains(others, c) })}
	}
	var said []string
	if gone := without(t.was, t.step.Codes); len(gone.Codes) > 0 {
		said = append(said, phrase.Fill(s.Phrases.NotPossible, "codes", s.titles(gone, s.Phrases.And), "level", s.Phrases.Quote(s.Answer(t.Ref))))
	}
	if again := without(t.step.Codes, t.was); len(again.Codes) > 0 {
		said = append(said, phrase.Fill(s.Phrases.PossibleAgain, "codes", s.titles(again, s.Phrases.And)))
	}
	if s.Interview.Left() != t.left-1 {
		said = append(said, s.StillLeft())
	}
	return strings.Join(said, " ")
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
	said.Because = s.because(t)
	said.Otherwise = s.otherwise(t)
	said.Next = s.happensNow(t)
	return said
}

// because says by which answer a step has turned, and what else stands behind it: it
// may be the last of many.
func (s *Session) because(t *Turn) []string {
	p, words := s.Phrases, s.Phrases.TurnBecause
	var others []string
	if len(t.step.Codes) == 1 {
		scale := s.Banks[t.step.Bank].Kind == questions.Scale
		for _, reason := range reasons.Of(p, &s.Interview.Result().Banks[t.step.Bank]) {
			said := []string{reason.Said}
			for _, a := range reason.Answers {
				if (assess.Ref{Bank: t.step.Bank, Question: a.Question}) != t.Ref {
					said, words = append(said, a.Said), p.TurnDecided
				}
			}
			if scale || len(said) > 1 || len(reason.Answers) == 0 { // else it is this answer alone
				others = append(others, said...)
			}
		}
		if scale {
			words = p.TurnDecided
		}
	}
	return append([]string{phrase.Fill(words, "question", p.Quote(s.Question(t.Ref).Ask), "level", s.Answer(t.Ref))}, others...)
}

// otherwise says what the other levels of the question would have left of the step,
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
		words := s.Phrases.IfOpen
		if len(codes) <= few {
			words = s.Phrases.IfInstead
		}
		said = append(said, phrase.Fill(words, "levels", phrase.Join(levels[at], s.Phrases.Or), "codes", s.codes(assess.Step{Bank: t.step.Bank, Codes: codes})))
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
		return append(s.notAsked(), s.Phrases.ThenReview)
	}
	said := s.notAsked()
	if next.Bank != t.Ref.Bank {
		b := s.Banks[next.Bank]
		said = append(said, phrase.Fill(s.Phrases.NextPart, "bank", b.Title, "about", b.About))
		s.Within(next)
	}
	left := s.StillLeft()
	if s.Interview.Result().Settled() {
		left += " " + s.Phrases.StopHere
	}
	return append(said, left)
}

// notAsked says which parts do not come, once a conclusion is settled.
func (s *Session) notAsked() []string {
	if !s.Interview.Result().Settled() {
		return nil
	}
	var titles []string
	for bank, b := range s.Banks {
		asked := func(ref assess.Ref) bool { return ref.Bank == bank }
		if !slices.ContainsFunc(s.Interview.Queue(), asked) && !slices.ContainsFunc(s.Interview.Rest(), asked) {
			titles = append(titles, s.Phrases.Quote(b.Title))
		}
	}
	if titles == nil {
		return nil
	}
	return []string{phrase.Fill(s.Phrases.NotAsked, "banks", phrase.Join(titles, s.Phrases.And))}
}
