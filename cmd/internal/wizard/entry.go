package wizard

import (
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/cmd/internal/keyboard"
	"collectiveimpact/samklar/questions"
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
