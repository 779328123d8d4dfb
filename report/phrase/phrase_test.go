package phrase

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

// texts lists every phrase of a language by the name of its field.
func texts(p *Phrases) map[string]string {
	all := make(map[string]string)
	v := reflect.ValueOf(*p)
	for _, f := range reflect.VisibleFields(v.Type()) {
		name, field := f.Name, v.FieldByIndex(f.Index)
		switch field.Kind() {
		case reflect.String:
			all[name] = field.String()
		case reflect.Array:
			for j := range field.Len() {
				all[name+"."+string(rune('a'+j))] = field.Index(j).String()
			}
		case reflect.Map:
			for _, k := range field.MapKeys() {
				all[name+"."+k.String()] = field.MapIndex(k).String()
			}
		default:
		}
	}
	return all
}

func TestLanguagesHaveTheSamePhrases(t *testing.T) {
	english := texts(english())
	for lang := range languages() {
		other := texts(For(lang))
		if For(lang).Lang != lang {
			t.Errorf("For(%q).Lang = %q", lang, For(lang).Lang)
		}
		for name, text := range english {
			if strings.TrimSpace(other[name]) == "" {
				t.Errorf("%s: phrase %s is missing", lang, name)
			}
			want, got := placeholder.FindAllString(text, -1), placeholder.FindAllString(other[name], -1)
			slices.Sort(want)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: phrase %s has other placeholders (-en +%s):\n%s", lang, name, lang, diff)
			}
		}
		if len(other) != len(english) {
			t.Errorf("%s has %d phrases, want the %d of English", lang, len(other), len(english))
		}
	}
}

// TestEveryPhraseIsUsed looks for each field in the code that speaks.
func TestEveryPhraseIsUsed(t *testing.T) {
	var code strings.Builder
	for _, pattern := range []string{"../*.go", "../*/*.go", "../../questions/form/*.go", "../../cmd/internal/*/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no files match %s: %v", pattern, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			code.Write(text)
		}
	}
	for _, field := range reflect.VisibleFields(reflect.TypeFor[Phrases]()) {
		name := field.Name
		if field.Anonymous {
			continue
		}
		if !regexp.MustCompile(`\.` + name + `\b`).MatchString(code.String()) {
			t.Errorf("phrase %s is not used", name)
		}
	}
}

func TestFill(t *testing.T) {
	got := Fill("{a} of {b}, {a}", "a", "1", "b", "{a}")
	if want := "1 of {a}, 1"; got != want {
		t.Errorf("Fill = %q, want %q", got, want)
	}
}

func TestDate(t *testing.T) {
	for _, c := range []struct{ lang, iso, want string }{
		{"en", "2017-12-01", "1 December 2017"},
		{"da", "2017-12-01", "1. december 2017"},
		{"nl", "2017-12-01", "1 december 2017"},
		{"nl", "2017-03", "maart 2017"},
		{"da", "2017", "2017"},
		{"en", "soon", "soon"},
	} {
		if got := For(c.lang).Date(c.iso); got != c.want {
			t.Errorf("%s: Date(%q) = %q, want %q", c.lang, c.iso, got, c.want)
		}
	}
}

func TestPercent(t *testing.T) {
	for _, c := range []struct {
		lang      string
		low, high int
		want      string
	}{
		{"en", 50, 50, "50%"}, {"en", 25, 75, "25–75%"}, {"da", 25, 75, "25–75 %"}, {"nl", 0, 100, "0–100%"},
	} {
		if got := For(c.lang).Percent(c.low, c.high); got != c.want {
			t.Errorf("%s: Percent(%d, %d) = %q, want %q", c.lang, c.low, c.high, got, c.want)
		}
	}
}

func TestJoin(t *testing.T) {
	for _, c := range []struct {
		words []string
		want  string
	}{{nil, ""}, {[]string{"a"}, "a"}, {[]string{"a", "b"}, "a or b"}, {[]string{"a", "b", "c"}, "a, b or c"}} {
		if got := Join(c.words, "or"); got != c.want {
			t.Errorf("Join(%q) = %q, want %q", c.words, got, c.want)
		}
	}
}
