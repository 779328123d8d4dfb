package report_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/markdown"
	"collectiveimpact/samklar/report/terminal"
	"collectiveimpact/samklar/report/view"

	"github.com/charmbracelet/x/ansi"
)

// label writes a word of its own into every entry of a view, in place of the
// field that says what the entry is, and gives the words by the entries' ids.
func label(t *testing.T, v *view.View) map[string]string {
	t.Helper()
	words := make(map[string]string)
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Interface:
			copied := reflect.New(v.Elem().Type()).Elem()
			copied.Set(v.Elem())
			walk(copied)
			v.Set(copied)
		case reflect.Struct:
			for _, field := range v.Fields() {
				if field.Type() != reflect.TypeFor[*view.Tree]() {
					walk(field)
				}
			}
			id := v.FieldByName("ID")
			if !id.IsValid() {
				return
			}
			for _, name := range []string{"Question", "Do", "Text", "Title", "Label"} {
				field := v.FieldByName(name)
				if !field.IsValid() {
					continue
				}
				word := fmt.Sprintf("entry%03dword", len(words))
				if _, twice := words[id.String()]; twice {
					t.Errorf("two entries have the id %q", id)
				}
				words[id.String()] = word
				field.SetString(word)
				return
			}
		default:
		}
	}
	walk(reflect.ValueOf(v).Elem())
	return words
}

// TestEveryEntryIsInEveryFormat renders a view in which every entry says a word
// of its own: what one format shows, all show, and the ids on the page are
// those of the view. Pictures of what is said below are a page's alone.
func TestEveryEntryIsInEveryFormat(t *testing.T) {
	for audience, least := range map[report.Audience]int{report.Full: 150, report.Board: 25} {
		in := input(t)
		in.Audience = audience
		v := report.Build(in)
		words := label(t, v)
		if len(words) < least {
			t.Fatalf("%d entries for %q, want the whole report", len(words), audience)
		}
		for name, text := range inEveryFormat(t, v, 100) {
			text = strings.ToLower(text)
			for id, word := range words {
				drawn := audience == report.Full && name != "html" && strings.Contains(id, "--glance")
				if strings.Contains(text, word) == drawn {
					t.Errorf("in %s for %q the entry %q is there: %t, want %t", name, audience, id, drawn, !drawn)
				}
			}
		}
	}
}

// TestTerminalFits wants no line longer than the screen, in every language, from
// a narrow screen to a wide one, and every entry on all of them.
func TestTerminalFits(t *testing.T) {
	for _, lang := range questions.Languages() {
		in := input(t)
		in.Lang = lang
		in.Case.Title = strings.Repeat("Our long street and the next one ", 5)
		for _, plain := range []bool{false, true} {
			for width := 60; width <= 200; width += 7 {
				var b strings.Builder
				if err := terminal.Write(&b, report.Build(in), terminal.Screen{Width: width, Plain: plain}); err != nil {
					t.Fatal(err)
				}
				for line := range strings.Lines(b.String()) {
					line = strings.TrimSuffix(line, "\n")
					if got := ansi.StringWidth(line); got > width && !strings.Contains(line, "sha256:") && !strings.Contains(line, "https://") {
						t.Fatalf("%s, %d columns, plain %v: a line of %d: %s", lang, width, plain, got, line)
					}
				}
			}
		}
	}
}

// TestSectionsPointNowhereElse takes one section at a time: nothing in it points
// to an entry that is not in the report.
func TestSectionsPointNowhereElse(t *testing.T) {
	for _, id := range report.Sections() {
		in := input(t)
		in.Sections = []string{id}
		v := report.Build(in)
		if len(v.Sections) > 1 || len(v.Sections) == 1 && v.Sections[0].ID != id {
			t.Errorf("section %q: the report has %d sections", id, len(v.Sections))
		}
		_, ids, links, _ := htmlOf(t, in)
		for _, link := range links {
			if target, within := strings.CutPrefix(link, "#"); within && !slices.Contains(ids, target) {
				t.Errorf("section %q: link %q leads nowhere", id, link)
			}
		}
		var b strings.Builder
		if err := markdown.Write(&b, v); err != nil {
			t.Fatal(err)
		}
		for _, part := range strings.Split(b.String(), "](#")[1:] {
			target, _, _ := strings.Cut(part, ")")
			if !strings.Contains(b.String(), `<span id="`+target+`"></span>`) {
				t.Errorf("section %q: in Markdown %q leads nowhere", id, target)
			}
		}
	}
}

// TestAudiences wants every audience to get the conclusion and what happens
// next, in sections that there are, and everybody everything.
func TestAudiences(t *testing.T) {
	for _, a := range report.Audiences() {
		ids := report.Audience(a).Sections()
		for _, id := range ids {
			if !slices.Contains(report.Sections(), id) {
				t.Errorf("audience %q: there is no section %q", a, id)
			}
		}
		for _, id := range []string{"conclusion", "next-steps"} {
			if !slices.Contains(ids, id) {
				t.Errorf("audience %q goes without %q", a, id)
			}
		}
	}
	if got := report.Full.Sections(); !slices.Equal(got, report.Sections()) {
		t.Errorf("Full.Sections() = %q, want all", got)
	}
}
