package wizard

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/cmd/internal/keyboard"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/phrase"
)

// choice reads an answer typed in full: the place of a level in the list as
// shown, or its id.
func choice(q *questions.Question, typed string) (assess.Choice, bool) {
	if n, err := strconv.Atoi(keyboard.Key(typed)); err == nil && n >= 1 && n <= len(q.Levels) {
		return assess.Choice(n - 1), true
	}
	i := q.Level(typed)
	if i < 0 {
		i = q.Level(strings.ToLower(typed))
	}
	return assess.Choice(i), i >= 0
}

// between reads two places of levels as shown, in either order: "2 3", "2-3" or
// "23".
func between(q *questions.Question, typed string) (assess.Choice, bool) {
	two := keyboard.Digits(typed)
	if len(two) != 2 {
		return 0, false
	}
	low, high := int(min(two[0], two[1]))-'1', int(max(two[0], two[1]))-'1'
	if low < 0 || low == high || high >= len(q.Levels) {
		return 0, false
	}
	return assess.Between(low, high), true
}

// twoNeeded says what a question lies between.
func (s *Session) twoNeeded(q *questions.Question) string {
	return phrase.Fill(s.Phrases.TwoNeeded, "n", strconv.Itoa(len(q.Levels)))
}

// chosen gives an entry with a level, keeping its note and evidence.
func chosen(e assess.Entry, c assess.Choice) assess.Entry {
	e.Choice, e.Stale = c, ""
	return e
}

// setAside gives an entry that does not apply, with the reason in its note.
func setAside(e assess.Entry, reason string) (assess.Entry, bool) {
	reason = strings.TrimSpace(reason)
	switch {
	case reason == "" && e.Note == "":
		return e, false
	case e.Note != "" && reason != "":
		e.Note += "\n" + reason
	case reason != "":
		e.Note = reason
	}
	return chosen(e, assess.NotApplicable), true
}

// notAnOption says that what was typed is no answer.
func (s *Session) notAnOption(q *questions.Question, typed string) string {
	return phrase.Fill(s.Phrases.NotAnOption, "input", s.Phrases.Quote(text.Line(clip(typed, 40))), "n", strconv.Itoa(len(q.Levels)))
}

// withoutNote says why the note of an entry cannot go; "" where it can.
func (s *Session) withoutNote(e assess.Entry) string {
	if e.Choice == assess.NotApplicable {
		return s.Phrases.ReasonNeeded
	}
	return ""
}

// refusal says why a typed text cannot be kept; "" where it can.
func (s *Session) refusal(text string) string {
	switch {
	case !utf8.ValidString(text):
		return s.Phrases.NotUTF8
	case utf8.RuneCountInString(text) > assess.MaxNote:
		return phrase.Fill(s.Phrases.TooLong, "n", strconv.Itoa(assess.MaxNote))
	}
	return ""
}
