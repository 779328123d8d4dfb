package diag

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// CutText says what to do about a text that a comment follows on its line.
const CutText = "a comment follows this text; if it is part of the text, put the whole in quotes"

// maxQuoted is the number of characters of foreign text that a message quotes.
const maxQuoted = 60

// maxListed is the number of known words that a message lists.
const maxListed = 12

// Quote gives foreign text for a message: quoted, escaped, and cut where it is
// long, so that it cannot act on a terminal or flood it.
func Quote(s string) string {
	if utf8.RuneCountInString(s) > maxQuoted {
		s = string([]rune(s)[:maxQuoted-1]) + "…"
	}
	return fmt.Sprintf("%q", s)
}

// Unknown says that found is no known word of its kind, lists the known ones
// and names the nearest: `unknown level "yess"; expected no, partly or yes; did
// you mean "yes"?`.
func Unknown(kind, found string, known []string) string {
	return Meant(kind, found, known, Nearest(found, known))
}

// Meant is Unknown where it is known otherwise which word was meant, or "".
func Meant(kind, found string, known []string, near string) string {
	known = slices.DeleteFunc(slices.Clone(known), func(word string) bool { return word == "" }) // ids reported as bad
	msg := fmt.Sprintf("unknown %s %s", kind, Quote(found))
	switch {
	case len(known) == 0:
		msg += "; expected none here"
	case len(known) <= maxListed:
		msg += "; expected " + Or(known)
	case near == "":
		msg += fmt.Sprintf("; expected one of %d, among them %s", len(known), Or(known[:maxListed]))
	}
	if near != "" {
		msg += fmt.Sprintf("; did you mean %q?", near)
	}
	return msg
}

// Or joins words as a choice: "a, b or c".
func Or(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// Nearest gives the known word that was probably meant by found: the one with
// the fewest edits (insertions, deletions, replacements, neighbours swapped;
// case and the marks - and _ do not count), at most a third of its length.
// It gives "" where none is near. Ties go to the earlier word.
func Nearest(found string, known []string) string {
	best, bestEdits := "", 0
	from := fold(found)
	if len(from) > 64 {
		return ""
	}
	for _, word := range known {
		to := fold(word)
		n := edits(from, to)
		if n > max(1, max(len(from), len(to))/3) || n >= len(to) {
			continue
		}
		if best == "" || n < bestEdits {
			best, bestEdits = word, n
		}
	}
	return best
}

func fold(s string) []rune {
	return []rune(strings.NewReplacer("_", "-", " ", "-").Replace(strings.ToLower(s)))
}

// edits is the optimal string alignment distance, the Damerau–Levenshtein
// distance in which no part is edited twice.
func edits(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
