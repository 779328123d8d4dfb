package cli

import (
	"os"
	"os/exec"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/phrase"
)

// TestSpelling checks every text of the banks and of the interface against a
// dictionary of its language. Words of the field that a dictionary does not
// know stand in questions/lint/terms.
func TestSpelling(t *testing.T) {
	for lang, dictionary := range map[string]string{"da": "da_DK", "nl": "nl_NL", "en": "en_GB"} {
		t.Run(lang, func(t *testing.T) {
			if _, err := exec.LookPath("hunspell"); err != nil {
				if os.Getenv("CI") == "true" {
					t.Fatal(err)
				}
				t.Skipf("HUNSPELL IS NOT INSTALLED: SPELLING NOT TESTED: %v", err)
			}
			text := strings.Join(append(bankTexts(t, lang), phrases(lang)...), "\n")
			cmd := exec.Command("hunspell", "-l", "-i", "utf-8", "-d", dictionary)
			cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
			cmd.Stdin = strings.NewReader(marks.Replace(text))
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("hunspell: %v\n%s", err, out)
			}
			words := strings.Fields(string(out))
			slices.Sort(words)
			words = slices.DeleteFunc(slices.Compact(words), func(w string) bool { return slices.Contains(terms(t, lang), strings.ToLower(w)) || w == "-" })
			if len(words) > 0 {
				t.Errorf("unknown words in %s: mend them, or add them to questions/lint/terms/%s.txt:\n%s", lang, lang, strings.Join(words, "\n"))
			}
		})
	}
}

// bankTexts gives the texts of all shipped banks that are in a language. Titles
// of sources stay in the language of the source.
func bankTexts(t *testing.T, lang string) []string {
	t.Helper()
	lib := questions.NewLibrary(lang)
	var all []string
	for _, id := range lib.IDs() {
		b, err := lib.Bank(id)
		if err != nil {
			t.Fatal(err)
		}
		if b.Language != lang {
			continue
		}
		b.EachText(func(id, text string) {
			if !strings.HasPrefix(id, "sources.") {
				all = append(all, text)
			}
		})
	}
	if len(all) < 500 {
		t.Fatalf("%d texts in %s, want all of the shipped banks", len(all), lang)
	}
	return all
}

// terms gives the words of the field that a dictionary may not know.
func terms(t *testing.T, lang string) []string {
	t.Helper()
	data, err := os.ReadFile("../../../questions/lint/terms/" + lang + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(strings.ToLower(string(data)))
}

var (
	marks        = strings.NewReplacer(".", " ", ",", " ", ";", " ", ":", " ", "(", " ", ")", " ", "…", " ", "–", " ", "‘", " ", "’", " ", "»", " ", "«", " ", "+", " ", "--", " ")
	placeholders = regexp.MustCompile(`\{[a-z]+\}`)
	commands     = regexp.MustCompile(`(UTF-8|Alt|samklar|report|assess|less|markdown|nl|plain|banks|take-over|-f|-o|rapport\.md|report\.md)\b`)
)

func phrases(lang string) []string {
	var all []string
	var add func(v reflect.Value)
	add = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			all = append(all, commands.ReplaceAllString(placeholders.ReplaceAllString(v.String(), " "), " "))
		case reflect.Array:
			for i := range v.Len() {
				add(v.Index(i))
			}
		case reflect.Map:
			for _, k := range v.MapKeys() {
				add(v.MapIndex(k))
			}
		case reflect.Struct:
			for _, field := range v.Fields() {
				add(field)
			}
		default:
		}
	}
	add(reflect.ValueOf(*phrase.For(lang)))
	return all
}
