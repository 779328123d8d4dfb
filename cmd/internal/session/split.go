package session

import (
	"cmp"
	"errors"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/report/phrase"
)

// AskSide asks what those say who see a question at one of two levels.
func (s *Session) AskSide(ref assess.Ref, level int) string {
	return phrase.Fill(s.Phrases.AskSide, "level", s.Phrases.Quote(s.Question(ref).Levels[level].Text))
}

// Disagreed gives an entry in which the room lies between two levels, with what each
// side says in its note.
func (s *Session) Disagreed(ref assess.Ref, two assess.Choice, sides [2]string) assess.Entry {
	e, q := s.Interview.Entry(ref), s.Question(ref)
	low, high := two.Possible(q)
	for i := range sides {
		if sides[i] = strings.TrimSpace(sides[i]); sides[i] == "" {
			sides[i] = "–"
		}
	}
	note := phrase.Fill(s.Phrases.SplitNote, "low", s.Phrases.Quote(q.Levels[low].Text), "one", sides[0],
		"high", s.Phrases.Quote(q.Levels[high].Text), "other", sides[1])
	if e.Note != "" {
		note = e.Note + "\n" + note
	}
	e.Note = note
	return Chosen(e, two)
}

// IsConflict gives the answer of somebody else, where an entry was not recorded
// because of it.
func IsConflict(err error) (assess.Entry, bool) {
	if c, ok := errors.AsType[*Conflict](err); ok {
		return c.Theirs, true
	}
	return assess.Entry{}, false
}

// Conflicting says that somebody else has answered a question otherwise.
func (s *Session) Conflicting(ref assess.Ref, theirs assess.Entry) string {
	return phrase.Fill(s.Phrases.Conflicting, "level", cmp.Or(s.Saying(ref, theirs), s.Phrases.NotAnswered))
}
