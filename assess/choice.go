package assess

import "collectiveimpact/samklar/questions"

// A Choice is what is said of the level of a question: one level, by its place
// from 0; two that it lies between; or one of the constants below. The rules see
// nothing of it but the levels that are Possible.
type Choice int8

// Choices that are no level.
const (
	Unanswered    Choice = -1
	Unknown       Choice = -2 // asked, and nobody knows
	NotApplicable Choice = -3
)

// Between returns the choice that leaves it open which of two levels it is, or
// of those that lie between them: places from 0, the lower first.
func Between(low, high int) Choice {
	return Choice(high*questions.MaxLevels + low)
}

// Span returns the choice that leaves the levels from one to another possible.
func Span(low, high int) Choice {
	if low == high {
		return Choice(low)
	}
	return Between(low, high)
}

// Raised returns the choice with its lowest possible level at least so high, and the
// highest with it. What does not apply is not raised.
func (c Choice) Raised(q *questions.Question, to int) Choice {
	low, high := c.Possible(q)
	if high < low || to <= low {
		return c
	}
	return Span(to, max(to, high))
}

// Possible returns the places of the lowest and the highest level that a choice
// leaves possible for its question: all of them where nobody knows, and none,
// which is 0 and -1, where the question does not apply.
func (c Choice) Possible(q *questions.Question) (low, high int) {
	switch {
	case c == NotApplicable:
		return 0, -1
	case c < 0:
		return 0, len(q.Levels) - 1
	case c < questions.MaxLevels:
		return int(c), int(c)
	}
	return int(c % questions.MaxLevels), int(c / questions.MaxLevels)
}

// Open reports whether more than one level is possible.
func (c Choice) Open() bool {
	return c == Unanswered || c == Unknown || c >= questions.MaxLevels
}

// Level returns the place of the level, where one has been chosen.
func (c Choice) Level() (place int, ok bool) {
	return int(c), 0 <= c && c < questions.MaxLevels
}

// Leveled reports whether a level has been named, or two that it lies between.
func (c Choice) Leveled() bool { return c >= 0 }

// ID returns the choice as it is written: the id of a level of its question, two
// of them with ".." between, "unknown" or "not-applicable".
func (c Choice) ID(q *questions.Question) string {
	switch c {
	case NotApplicable:
		return "not-applicable"
	case Unknown, Unanswered:
		return "unknown"
	}
	low, high := c.Possible(q)
	if low == high {
		return q.Levels[low].ID
	}
	return q.Levels[low].ID + ".." + q.Levels[high].ID
}

// A Sheet holds a choice for every question of a bank, in bank order.
type Sheet []Choice

// Blank returns a sheet of a bank with nothing answered.
func Blank(b *questions.Bank) Sheet {
	s := make(Sheet, len(b.Questions))
	for i := range s {
		s[i] = Unanswered
	}
	return s
}

// Open counts the questions of which more than one level is possible.
func (s Sheet) Open() int {
	n := 0
	for _, c := range s {
		if c.Open() {
			n++
		}
	}
	return n
}

// Answers holds the sheets of one case by the ids of their banks. A bank without
// a sheet has nothing answered; sheets of banks not selected are not used.
type Answers map[string]Sheet
