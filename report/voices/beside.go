package voices

import (
	"strconv"
	"strings"

	"collectiveimpact/samklar/assess/group"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
)

// Beside says in a line how far the voices on a question are apart, for where it is
// asked again; and of each level how many stand on it, where that is shown. Where no
// voice has a say it is "".
func Beside(q *group.Question, of *questions.Question, p *phrase.Phrases) (said string, levels []string) {
	if q.Word == group.Silent {
		return "", nil
	}
	words := strings.Join(wordsOf(q, p), " · ")
	low, high := q.Answer.Possible(of)
	if !q.Shows(false) && low < high {
		return phrase.Fill(p.VoicesWithin, "low", strconv.Itoa(low+1), "high", strconv.Itoa(high+1), "words", words), nil
	}
	if q.Shows(false) {
		for _, h := range Levels(q, of, false, p) {
			levels = append(levels, h.Count)
		}
	}
	return phrase.Fill(p.VoicesHere, "words", words), levels
}

// wordsOf says how far the voices are apart; what hangs on it stands elsewhere.
func wordsOf(q *group.Question, p *phrase.Phrases) []string {
	var words []string
	if q.Answer.Doubts {
		words = append(words, p.VoicesDoubt)
	}
	words = append(words, p.VoicesWords[q.Word.String()])
	if q.Lone {
		words = append(words, p.VoicesLone)
	}
	return words
}
