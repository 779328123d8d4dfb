package session

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
)

// Clip shortens a text that is shown as a reminder, or said back.
func Clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// TwoNeeded says what a question lies between.
func (s *Session) TwoNeeded(q *questions.Question) string {
	return phrase.Fill(s.Phrases.TwoNeeded, "n", strconv.Itoa(len(q.Levels)))
}

// Chosen gives an entry with a level, keeping its note and evidence. What a room that
// did not agree said stays, as what it said at first.
func Chosen(e assess.Entry, c assess.Choice) assess.Entry {
	if e.Choice != c {
		e.Note = resolved(e.Note)
	}
	e.Choice, e.Stale = c, ""
	return e
}

// SetAside gives an entry that does not apply, with the reason in its note.
func SetAside(e assess.Entry, reason string) (assess.Entry, bool) {
	reason = strings.TrimSpace(reason)
	switch {
	case reason == "" && e.Note == "":
		return e, false
	case e.Note != "" && reason != "":
		e.Note += "\n" + reason
	case reason != "":
		e.Note = reason
	}
	return Chosen(e, assess.NotApplicable), true
}

// Pieces takes what was given as evidence apart: each line is a piece of its own.
func Pieces(given string) []string {
	var pieces []string
	for line := range strings.Lines(given) {
		if line = strings.TrimSpace(line); line != "" {
			pieces = append(pieces, line)
		}
	}
	return pieces
}

// NotAnOption says that what was typed is no answer.
func (s *Session) NotAnOption(q *questions.Question, typed string) string {
	if typed == "" {
		return phrase.Fill(s.Phrases.NothingTyped, "n", strconv.Itoa(len(q.Levels)))
	}
	return phrase.Fill(s.Phrases.NotAnOption, "input", s.Phrases.Quote(text.Line(Clip(typed, 40))), "n", strconv.Itoa(len(q.Levels)))
}

// WithoutNote says why the note of an entry cannot go; "" where it can.
func (s *Session) WithoutNote(e assess.Entry) string {
	if e.Choice == assess.NotApplicable {
		return s.Phrases.ReasonNeeded
	}
	return ""
}

// Refusal says why a typed text cannot be kept; "" where it can.
func (s *Session) Refusal(text string) string {
	switch {
	case !utf8.ValidString(text):
		return s.Phrases.NotUTF8
	case utf8.RuneCountInString(text) > assess.MaxNote:
		return phrase.Fill(s.Phrases.TooLong, "n", strconv.Itoa(assess.MaxNote))
	}
	return ""
}
