package report_test

import (
	"slices"
	"testing"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
)

// TestBanksAndPhrasesSpeakTheSameLanguages looks for phrases in every language
// of two letters.
func TestBanksAndPhrasesSpeakTheSameLanguages(t *testing.T) {
	var spoken []string
	for a := 'a'; a <= 'z'; a++ {
		for b := 'a'; b <= 'z'; b++ {
			if lang := string([]rune{a, b}); phrase.For(lang).Lang == lang {
				spoken = append(spoken, lang)
			}
		}
	}
	want := slices.Sorted(slices.Values(questions.Languages()))
	if !slices.Equal(spoken, want) {
		t.Errorf("there are phrases in %v, want %v as in banks", spoken, want)
	}
}
