package lint

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"collectiveimpact/samklar/questions"
)

// The highest readability figures: of one question, and of the median of a
// bank's questions. Up to 40 LIX is what most people read with ease; above 55 a
// text is for specialists.
const (
	hardestQuestion = 55
	hardestMedian   = 40
)

// longWord is the number of letters above which LIX calls a word long.
const longWord = 6

//go:embed terms/*.txt
var termFiles embed.FS

// terms gives the field's own words in a language: those that everybody at the
// table uses, however long, and that a dictionary may not know.
func terms(lang string) map[string]bool {
	data, err := termFiles.ReadFile("terms/" + lang + ".txt")
	if err != nil {
		return nil // a language without a list
	}
	all := make(map[string]bool)
	for line := range strings.Lines(string(data)) {
		if word := strings.TrimSpace(line); word != "" && !strings.HasPrefix(word, "#") {
			all[strings.ToLower(word)] = true
		}
	}
	return all
}

// lix is the readability index of C. H. Björnsson (Läsbarhet, 1968): words per
// sentence plus the percentage of words of more than six letters. Terms of the
// field do not count as long. It is rounded down.
func lix(text string, known map[string]bool) int {
	all := words(text)
	if len(all) == 0 {
		return 0
	}
	long := 0
	for _, w := range all {
		if len([]rune(w)) > longWord && !known[strings.ToLower(w)] {
			long++
		}
	}
	n := max(len(sentences(text)), 1)
	return (len(all)*len(all) + 100*long*n) / (n * len(all))
}

// reading gives the figures of a bank in its present language.
func reading(b *questions.Bank) Reading {
	var all []int
	known := terms(b.Language)
	for i := range b.Questions {
		all = append(all, lix(b.Questions[i].Ask, known))
	}
	if len(all) == 0 {
		return Reading{Language: b.Language}
	}
	slices.Sort(all)
	return Reading{Language: b.Language, Median: all[len(all)/2], Highest: all[len(all)-1]}
}

func hardToRead(c *checker) {
	for _, b := range c.voicings() {
		known := terms(b.Language)
		for i := range b.Questions {
			q := &b.Questions[i]
			if n := lix(q.Ask, known); n > hardestQuestion {
				c.report(b.file, b.place("questions."+q.ID+".ask"), fmt.Sprintf("question %q has a readability (LIX) of %d; at most %d is wanted", q.ID, n, hardestQuestion))
			}
		}
		if r := reading(b.Bank); r.Median > hardestMedian {
			c.report(b.file, questions.Pos{}, fmt.Sprintf("the median readability (LIX) of the questions in %q is %d; at most %d is wanted", b.Language, r.Median, hardestMedian))
		}
	}
}
