package questions_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"collectiveimpact/samklar/questions"
)

// A term is a thing with its word in one language and the words that are not used
// for it.
type term struct {
	thing, word string
	not         *regexp.Regexp
}

// terms reads the list beside the banks, by language.
func terms(t *testing.T) map[string][]term {
	t.Helper()
	data, err := os.ReadFile("banks/TERMS.md")
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string][]term)
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if !strings.HasPrefix(line, "| ") || strings.Contains(line, "| not |") {
			continue
		}
		if len(cells) != 7 {
			t.Fatalf("%d columns, want 7: %s", len(cells), line)
		}
		for i, lang := range []string{"en", "da", "nl"} {
			var words []string
			for word := range strings.SplitSeq(cells[2+2*i], ",") {
				if word = strings.TrimSpace(word); word != "" {
					words = append(words, strings.ReplaceAll(regexp.QuoteMeta(word), `\*`, `\pL*`))
				}
			}
			if words != nil {
				not := regexp.MustCompile(`(?i)(?:^|[^\pL])(` + strings.Join(words, "|") + `)(?:[^\pL]|$)`)
				all[lang] = append(all[lang], term{strings.TrimSpace(cells[0]), strings.TrimSpace(cells[1+2*i]), not})
			}
		}
	}
	return all
}

// The banks call one thing by one word.
func TestTerms(t *testing.T) {
	all := terms(t)
	l := questions.NewLibrary("")
	for _, id := range questions.ShippedIDs() {
		b, overlays, err := l.Written(id)
		if err != nil {
			t.Fatal(err)
		}
		check := func(file, lang, id, text string, at questions.Pos) {
			if strings.HasPrefix(id, "sources.") {
				return // a book is called what it is called
			}
			for _, term := range all[lang] {
				// Marks are no part of what is said.
				if found := term.not.FindStringSubmatch(strings.ReplaceAll(text, ",", "")); found != nil {
					t.Errorf("%s:%d:%d: %s says %q; the word for %s is %q", file, at.Line, at.Column, id, found[1], term.thing, term.word)
				}
			}
		}
		b.EachText(func(id, text string) { check(b.File, b.Language, id, text, b.Place(id)) })
		for lang, o := range overlays {
			for id, text := range o.Texts {
				check(o.File, lang, id, text, o.Place(id))
			}
		}
	}
	for lang, words := range all {
		if len(words) < 3 {
			t.Errorf("%d terms in %s, want the list", len(words), lang)
		}
	}
}

// Every listed word is found, in its forms, and no other.
func TestTermsAreFound(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		found      string
	}{
		{"da", "Vores evner rækker.", "evner"},
		{"da", "Det er evnerigt.", ""},
		{"da", "BIDRAGYDERNES penge", "BIDRAGYDERNES"},
		{"nl", "Dat is geen belofte.", "geen belofte"},
		{"en", "A low answer.", "low answer"},
	} {
		var found string
		for _, term := range terms(t)[c.lang] {
			if f := term.not.FindStringSubmatch(c.text); f != nil {
				found = f[1]
			}
		}
		if found != c.found {
			t.Errorf("in %q the list finds %q, want %q", c.text, found, c.found)
		}
	}
}
