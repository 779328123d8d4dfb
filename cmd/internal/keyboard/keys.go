package keyboard

import (
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// AtOnce is how long a key after another still came at once with it: more than what
// is pasted takes, less than anybody needs to press two keys.
const AtOnce = 20 * time.Millisecond

// unshifted are the keys of the upper row from 1 on, where its digits need Shift.
const unshifted = `&é"'(-è_çà`

// digit gives the digit of a key, where it is one of the upper row without Shift.
func digit(r rune) (rune, bool) {
	at := 0
	for _, u := range unshifted {
		if at++; u == r {
			return '0' + rune(at%10), true
		}
	}
	return r, false
}

// Key gives what was typed at a question as the list of keys writes it: a letter
// small, a number without what people put behind it, whichever keyboard it is.
func Key(typed string) string {
	if n := utf8.RuneCountInString(typed); n > 1 && n <= 3 {
		typed = strings.TrimRight(typed, ".)")
	}
	if utf8.RuneCountInString(typed) != 1 {
		return typed
	}
	r, _ := utf8.DecodeRuneInString(typed)
	r, _ = digit(r)
	return strings.ToLower(string(r))
}

// between are the words that people put between two numbers.
var between = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)(\d)\s+(?:and|or|og|eller|en|of)\s+(\d)`) })

// Digits gives the digits of what was typed for two places, on any keyboard.
func Digits(typed string) string {
	typed = between().ReplaceAllString(typed, "$1 $2")
	plain := strings.ContainsAny(typed, "0123456789")
	return strings.Map(func(r rune) rune {
		if d, ok := digit(r); ok && !plain {
			return d
		}
		if strings.ContainsRune(" -–.,()", r) {
			return -1
		}
		return r
	}, typed)
}

// IsRow reports whether what came at once is a row of keys: digits, and "we don't
// know", each on its own line or in one row. What came at once and is more than
// that is prose.
func IsRow(typed string) bool {
	return strings.Trim(typed, "0123456789uU \t\r\n") == ""
}
