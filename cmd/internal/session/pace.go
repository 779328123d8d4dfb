package session

import (
	"slices"
	"strconv"
	"time"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/report/phrase"
)

// A pace is how fast a room answers. It needs a few answers, and a minute, to be told,
// and a break is no part of it.
type pace struct {
	last  time.Time
	spent time.Duration
	n     int
}

const (
	paceFrom  = 3                // answers
	paceBreak = 10 * time.Minute // what takes longer than that is a break
)

// tick counts an answer.
func (p *pace) tick(now time.Time) {
	if took := now.Sub(p.last); !p.last.IsZero() && took < paceBreak {
		p.spent += took
		p.n++
	}
	p.last = now
}

// minutes gives how long so many answers take at this pace, in whole minutes rounded
// up; 0 where that cannot be told.
func (p *pace) minutes(answers int) int {
	if p.n < paceFrom || p.spent < time.Minute {
		return 0
	}
	left := p.spent / time.Duration(p.n) * time.Duration(answers)
	return int((left + time.Minute - 1) / time.Minute)
}

// Place gives the number of a question among those that are asked, from 1; 0 where it
// is not asked.
func (s *Session) Place(ref assess.Ref) int { return slices.Index(s.Interview.Queue(), ref) + 1 }

// Progress says which question of how many one is at, and how long it still takes.
func (s *Session) Progress(ref assess.Ref) string {
	said := s.Left()
	if at := s.Place(ref); at > 0 {
		said = phrase.Fill(s.Phrases.QuestionOf, "n", strconv.Itoa(at), "of", strconv.Itoa(len(s.Interview.Queue())))
		if s.Interview.Left() <= 1 {
			said += " – " + s.Left()
		}
	}
	if minutes := s.pace.minutes(s.Interview.Left()); minutes > 0 {
		said += " – " + phrase.Fill(s.Phrases.MinutesLeft, "n", strconv.Itoa(minutes))
	}
	return said
}
