package lint

import (
	"embed"
	"slices"
	"strings"
)

//go:embed words/*.txt
var wordFiles embed.FS

// A tongue is what the rules on levels know of a language: kinds of words.
type tongue map[string][]string

// tongueOf reads what is known of a language: lines of a kind, a colon and its words.
func tongueOf(lang string) tongue {
	data, err := wordFiles.ReadFile("words/" + lang + ".txt")
	if err != nil {
		return nil // a language of which nothing is known
	}
	t := make(tongue)
	for line := range strings.Lines(string(data)) {
		if kind, words, ok := strings.Cut(line, ":"); ok && !strings.HasPrefix(line, "#") {
			t[kind] = append(t[kind], strings.Fields(words)...)
		}
	}
	return t
}

// is tells whether a word is of one of these kinds.
func (t tongue) is(word string, kinds ...string) bool {
	return slices.ContainsFunc(kinds, func(kind string) bool { return slices.Contains(t[kind], word) })
}

// shortest is what is left of a word at least, in letters.
const shortest = 3

// stem takes the end off a word, so that its forms are one.
func (t tongue) stem(word string) string {
	for _, end := range t["ends"] {
		if rest, ok := strings.CutSuffix(word, end); ok && len([]rune(rest)) >= shortest {
			return rest
		}
	}
	return word
}

// says gives the stems of what a text says, sorted, each once, and how much or how
// many only where it is asked for.
func (t tongue) says(text string, many bool) []string {
	var all []string
	for _, w := range words(strings.ToLower(text)) {
		switch {
		case t.is(w, "many"):
			if many {
				all = append(all, w)
			}
		case !t.is(w, "stop"):
			all = append(all, t.stem(w))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// second gives the second of two things that a text says to be so, or "": what is
// joined to the first behind a comma, or with a subject or a verb of its own.
func (t tongue) second(text string) string {
	var found string
	for sentence := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ';' || r == '.' || r == ':' }) {
		all := strings.Fields(sentence)
		for i := 1; i+1 < len(all); i++ {
			if !t.is(all[i], "and") || t.is(all[i+1], "then") {
				continue
			}
			if strings.HasSuffix(all[i-1], ",") || t.begins(all[i-1], all[i+1]) {
				found = strings.Join(all[i+1:], " ")
			}
			if slices.ContainsFunc(words(strings.ToLower(found)), func(w string) bool { return t.is(w, "lack") }) {
				found = ""
			}
		}
	}
	return found
}

// begins tells whether a word begins something that is said to be so, after another
// word and "and". A comma behind it would make it the last of a list.
func (t tongue) begins(before, word string) bool {
	return slices.ContainsFunc(t["who"], func(who string) bool {
		if end, ok := strings.CutPrefix(who, "-"); ok {
			return strings.HasSuffix(word, end) && !strings.HasSuffix(before, end)
		}
		return who == strings.ToLower(word)
	})
}

// people stands for those who work together in what a text speaks of.
const people = "*"

// subject gives what a text begins to speak of: people, or some words of which the
// subject is one. It gives nothing where that cannot be told, and both where so many
// may be people or part of what follows.
func (t tongue) subject(text string) []string {
	first, _, _ := strings.Cut(text, ";")
	first, _, _ = strings.Cut(first, ",")
	all := words(strings.ToLower(strings.TrimRight(first, ".")))
	if len(all) == 0 || t.is(all[0], "aside") {
		return nil
	}
	left := 3 // words that may hold the subject
	if t.is(all[0], "there") {
		left++
	}
	var found []string
	for i, w := range all {
		only := len(found) == 0 || len(found) == 1 && found[0] == people
		switch {
		case len(found) == 0 && (t.is(w, "nobody") || t.is(w, "none") && i+1 < len(all) && t.is(all[i+1], "stop", "some")):
			return nil
		case t.is(w, "us"):
			if only {
				return []string{people}
			}
			found = append(found, people)
			left--
		case t.is(w, "some") && only:
			found = []string{people}
		case t.is(w, "stop", "before", "many"):
		default:
			found = append(found, t.stem(w))
			left--
		}
		if left == 0 {
			break
		}
	}
	return found
}
