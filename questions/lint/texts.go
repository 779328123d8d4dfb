package lint

import (
	"fmt"
	"strings"
	"unicode"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
)

// longest bounds texts in words, by the last part of their id. What is read
// aloud is short; what is read on paper may be longer.
func longest(id string) int {
	switch {
	case strings.HasSuffix(id, ".ask"):
		return 25
	case strings.HasSuffix(id, ".short"):
		return 20
	case strings.HasSuffix(id, ".listen-for"):
		return 60
	case strings.HasSuffix(id, ".text"), id == "about":
		return 90
	case strings.Contains(id, ".advice."):
		return 35
	case strings.Contains(id, ".levels."), strings.HasPrefix(id, "scales."):
		return 25
	case strings.HasPrefix(id, "sources."):
		return 40
	}
	return 15 // titles
}

// longestSentence is what can be read aloud in one breath, in words.
const longestSentence = 28

// eachText visits every text in every language, with the file and place it
// stands in.
func (c *checker) eachText(visit func(id, text, file string, at questions.Pos)) {
	c.bank.EachText(func(id, text string) { visit(id, text, c.bank.File, c.bank.Place(id)) })
	for _, o := range c.overlays {
		c.bank.EachText(func(id, _ string) {
			if text, ok := o.Texts[id]; ok {
				visit(id, text, o.File, o.Place(id))
			}
		})
	}
}

func tooLong(c *checker) {
	c.eachText(func(id, text, file string, at questions.Pos) {
		if n, most := len(words(text)), longest(id); n > most {
			c.report(file, at, fmt.Sprintf("text %q has %d words; at most %d can be taken in", id, n, most))
		}
	})
}

func cutTexts(c *checker) {
	for _, at := range c.bank.Cut {
		c.here(at, diag.CutText)
	}
	for _, o := range c.overlays {
		for _, at := range o.Cut {
			c.report(o.File, at, diag.CutText)
		}
	}
}

func longSentences(c *checker) {
	c.eachText(func(id, text, file string, at questions.Pos) {
		for _, s := range sentences(text) {
			if n := len(words(s)); n > longestSentence {
				c.report(file, at, fmt.Sprintf("text %q has a sentence of %d words; at most %d can be read aloud in one breath", id, n, longestSentence))
				return
			}
		}
	})
}

// words takes a text apart into words; a hyphen or an apostrophe belongs to one.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) && r != '-' && r != '’' && r != '\''
	})
}

// sentences takes a text apart at full stops, question marks, exclamation marks
// and colons, as the readability index LIX does.
func sentences(text string) []string {
	var all []string
	for s := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(".?!:", r) }) {
		if len(words(s)) > 0 {
			all = append(all, s)
		}
	}
	return all
}
