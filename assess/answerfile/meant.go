package answerfile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"collectiveimpact/samklar/assess"
)

// sayings are what people write for the levels that every question has, in the
// languages of the banks.
var sayings = map[string][]string{
	Unknown: {
		"?", "??", "-", "not known", "not sure", "unsure", "no idea", "don't know", "don’t know", "dont know", "do not know", "we don't know", "we don’t know", "we do not know", "i don't know", "i don’t know", "i do not know",
		"ukendt", "ved ikke", "ved vi ikke", "det ved vi ikke", "det ved jeg ikke", "vi ved det ikke", "jeg ved det ikke", "jeg ved ikke", "ingen anelse",
		"onbekend", "weet niet", "weet ik niet", "weten we niet", "dat weten we niet", "ik weet het niet", "we weten het niet", "dat weet ik niet", "geen idee",
	},
	NotApplicable: {
		"n/a", "na", "n.a", "not applicable", "does not apply", "not relevant",
		"ikke relevant", "er ikke relevant her", "ikke aktuelt", "gælder ikke", "nvt", "n.v.t", "niet van toepassing",
	},
}

// meant gives the level that a text stands for which is none: in curly quotes, as a
// spreadsheet or a form writes it, or in words; or "".
func meant(text string, words []string) string {
	bare := strings.ToLower(strings.Trim(text, "“”„‟‘’‚«»‹›\"'`.,;:! \t\u00a0\u200b\ufeff"))
	if number, err := strconv.ParseFloat(strings.Replace(bare, ",", ".", 1), 64); err == nil {
		bare = strconv.FormatFloat(number, 'f', -1, 64)
	}
	if slices.Contains(words, bare) {
		return bare
	}
	for level, all := range sayings {
		if slices.Contains(words, level) && (slices.Contains(all, bare) || slices.Contains(all, strings.TrimSpace(text))) {
			return level
		}
	}
	return ""
}

// midnight is how programs write a date that they took for a time.
var midnight = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})[T ]00:00:00(?:\.0+)?(?:Z|\+00:00)?$`)
})

// day gives a date without the time that a program has put behind it.
func day(s string) string {
	if m := midnight().FindStringSubmatch(s); m != nil {
		return m[1]
	}
	return s
}

// Days of spreadsheets, which count from the end of 1899: those of this century and
// half of the one before.
const (
	firstDay = 18_264 // 1950-01-01
	lastDay  = 73_050 // 2099-12-31
	unixDay  = 25_569 // 1970-01-01
)

// dayNumber gives the date that a spreadsheet means by a number, or "".
func dayNumber(s string) string {
	n, err := strconv.Atoi(s)
	if err != nil || n < firstDay || n > lastDay {
		return ""
	}
	date := time.Unix(int64(n-unixDay)*24*60*60, 0).UTC().Format(time.DateOnly)
	if !assess.ValidDate(date) {
		return ""
	}
	return date
}

// Said gives the level that a text stands for by words that every language has for it:
// Unknown, or NotApplicable where that may be answered; or "".
func Said(text string, optional bool) string {
	words := []string{Unknown}
	if optional {
		words = append(words, NotApplicable)
	}
	return meant(text, words)
}
