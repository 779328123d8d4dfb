package session

import (
	"cmp"
	"errors"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
)

// AskSide asks what those say who see a question at one of two levels.
func (s *Session) AskSide(ref assess.Ref, level int) string {
	return phrase.Fill(s.Phrases.AskSide, "level", s.Phrases.Quote(s.Question(ref).Levels[level].Text))
}

// SideEmpty says of which side nothing is written down; "" where both have said something.
func (s *Session) SideEmpty(ref assess.Ref, two assess.Choice, sides [2]string) string {
	q := s.Question(ref)
	low, high := two.Possible(q)
	var empty []string
	for i, level := range []int{low, high} {
		if strings.TrimSpace(sides[i]) == "" {
			empty = append(empty, s.Phrases.Quote(q.Levels[level].Text))
		}
	}
	if empty == nil {
		return ""
	}
	return phrase.Fill(s.Phrases.SideEmpty, "level", phrase.Join(empty, s.Phrases.Or))
}

// Disagreed gives an entry in which the room lies between two levels, with what each
// side says in its note.
func (s *Session) Disagreed(ref assess.Ref, two assess.Choice, sides [2]string) assess.Entry {
	e, q := Chosen(s.Interview.Entry(ref), two), s.Question(ref)
	low, high := two.Possible(q)
	var note []string
	if e.Note != "" {
		note = append(note, resolved(e.Note)) // of another split
	}
	note = append(note, s.Phrases.SplitNote)
	for i, level := range []int{low, high} {
		if says := strings.TrimSpace(sides[i]); says != "" {
			note = append(note, phrase.Fill(s.Phrases.SplitSide, "level", s.Phrases.Quote(q.Levels[level].Text), "says", says))
		}
	}
	e.Note = strings.Join(note, "\n")
	return e
}

// Split reports whether an entry lies between two levels because the room does not
// agree, and not out of doubt: its note says so, in whatever language it was given.
func Split(e assess.Entry) bool {
	return e.Choice.Open() && e.Choice.Leveled() && resolved(e.Note) != e.Note
}

// resolved gives a note in which a room that did not agree now does: what each side
// said stays.
func resolved(note string) string {
	lines := strings.Split(note, "\n")
	for i, line := range lines {
		for _, lang := range questions.Languages() {
			if p := phrase.For(lang); line == p.SplitNote {
				lines[i] = p.SplitPast
			}
		}
	}
	return strings.Join(lines, "\n")
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
