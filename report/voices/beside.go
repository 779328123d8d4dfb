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
		words = strings.Join(append([]string{words}, withoutLevel(q, of, p)...), " · ")
		for _, h := range Levels(q, of, false, p) {
			levels = append(levels, h.Count)
		}
	}
	return phrase.Fill(p.VoicesHere, "words", words), levels
}

// Meaning says what the words for how far voices are apart stand for.
func Meaning(p *phrase.Phrases) string {
	return phrase.Fill(p.VoicesMeaning, "next", p.Quote(p.VoicesWords["next"]), "apart", p.Quote(p.VoicesWords["apart"]), "ends", p.Quote(p.VoicesWords["both-ends"]))
}

// withoutLevel says how many have no level on a question, and why.
func withoutLevel(q *group.Question, of *questions.Question, p *phrase.Phrases) []string {
	var all []string
	n := q.Spread(of)
	for _, beside := range []struct {
		n    int
		said string
	}{{n.Not, p.VoicesNot}, {n.Unknown, p.VoicesNoLevel}, {n.Stale, p.VoicesStale}, {n.Unanswered, p.VoicesBlank}} {
		if beside.n > 0 {
			all = append(all, phrase.Fill(beside.said, "n", strconv.Itoa(beside.n)))
		}
	}
	return all
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
