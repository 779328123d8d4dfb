package report_test

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	clean "collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/html"
	"collectiveimpact/samklar/report/view"
)

// htmlOf gives the page of an input, parsed.
func htmlOf(t *testing.T, in *report.Input) (texts string, ids, links []string, elements map[string]int) {
	t.Helper()
	return pageOf(t, report.Build(in))
}

// pageOf gives the page of a view, parsed: its texts joined, every id, every
// link, every element's name.
func pageOf(t *testing.T, v *view.View) (texts string, ids, links []string, elements map[string]int) {
	t.Helper()
	var page strings.Builder
	if err := html.Write(&page, v); err != nil {
		t.Fatal(err)
	}
	elements = make(map[string]int)
	d := xml.NewDecoder(strings.NewReader(page.String()))
	d.Entity = xml.HTMLEntity
	var text strings.Builder
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return text.String(), ids, links, elements
		}
		if err != nil {
			t.Fatalf("the page is not well-formed: %v", err)
		}
		switch token := token.(type) {
		case xml.CharData:
			text.Write(token)
			text.WriteByte('\n')
		case xml.StartElement:
			elements[token.Name.Local]++
			for _, a := range token.Attr {
				switch {
				case a.Name.Local == "id":
					ids = append(ids, a.Value)
				case a.Name.Local == "href" || a.Name.Local == "src":
					links = append(links, a.Value)
				case strings.HasPrefix(a.Name.Local, "on"):
					t.Errorf("element %s has a handler %s", token.Name.Local, a.Name.Local)
				}
			}
		}
	}
}

// TestHTMLIsWhole wants well-formed pages in every language, ids that stand
// once, and links within the page that lead somewhere.
func TestHTMLIsWhole(t *testing.T) {
	for _, lang := range questions.Languages() {
		in := input(t)
		in.Lang = lang
		_, ids, links, elements := htmlOf(t, in)
		seen := make(map[string]bool)
		for _, id := range ids {
			if seen[id] {
				t.Errorf("%s: id %q stands twice", lang, id)
			}
			seen[id] = true
		}
		for _, link := range links {
			if target, within := strings.CutPrefix(link, "#"); within && !seen[target] {
				t.Errorf("%s: link %q leads nowhere", lang, link)
			}
		}
		for _, name := range []string{"script", "link", "img", "iframe", "form", "object"} {
			if elements[name] > 0 {
				t.Errorf("%s: the page has %d %s elements, want none", lang, elements[name], name)
			}
		}
		if elements["svg"] < 8 {
			t.Errorf("%s: %d pictures, want the tree and seven ranges", lang, elements["svg"])
		}
	}
}

// TestHTMLHoldsEveryID wants everything that the view gives an id to be found
// under it on the page.
func TestHTMLHoldsEveryID(t *testing.T) {
	in := input(t)
	_, ids, _, _ := htmlOf(t, in)
	on := make(map[string]bool)
	for _, id := range ids {
		on[id] = true
	}
	want := func(id string) {
		if !on[id] {
			t.Errorf("the page lacks %q", id)
		}
	}
	for _, s := range report.Build(in).Sections {
		want(s.ID)
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case view.Text:
				want(b.ID)
			case view.Walk:
				for _, step := range b.Steps {
					want(step.ID)
				}
			case view.Bars:
				for _, bar := range b.Bars {
					want(bar.ID)
				}
			case view.Items:
				for _, item := range b.Items {
					want(item.ID)
				}
			case view.Steps:
				for _, step := range b.Steps {
					want(step.ID)
				}
			case view.Answers:
				for _, a := range b.Answers {
					want(a.ID)
				}
			case view.Facts:
				for _, f := range b.Facts {
					want(f.ID)
				}
			}
		}
	}
}

// TestHTMLHostile puts hostile texts everywhere a stranger can: they show as
// text, and nothing else of them arrives.
func TestHTMLHostile(t *testing.T) {
	hostile := []string{
		`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `</title><svg onload=alert(1)>`,
		`javascript:alert(1)`, `&lt;b&gt;`, `<!-- --> ]]>`, "line\u2028break", "a\u202eb\u200bc", "\x1b[31mred",
	}
	for _, text := range hostile {
		in := input(t)
		in.Case = assess.Case{Title: text, Place: text, Respondent: assess.Respondent{Name: text, Organisation: text, Role: text}}
		for _, entries := range in.Entries {
			for i := range entries {
				entries[i].Note, entries[i].Evidence = text, []string{text, "https://example.org/?q=" + text, "javascript:alert(2)"}
			}
		}
		texts, _, links, elements := htmlOf(t, in)
		want := regexp.MustCompile(`\s+`).ReplaceAllString(strings.TrimSpace(clean.Line(text)), " ")
		if !strings.Contains(texts, want) {
			t.Errorf("%q: its text %q is not on the page", text, want)
		}
		if elements["script"]+elements["img"] > 0 {
			t.Errorf("%q made elements", text)
		}
		for _, link := range links {
			if !strings.HasPrefix(link, "#") && !strings.HasPrefix(link, "https://") {
				t.Errorf("%q made a link %q", text, link)
			}
		}
	}
}

// TestHTMLSame wants the same bytes for the same input.
func TestHTMLSame(t *testing.T) {
	var first, second strings.Builder
	for _, w := range []*strings.Builder{&first, &second} {
		if err := html.Write(w, report.Build(input(t))); err != nil {
			t.Fatal(err)
		}
	}
	if first.String() != second.String() {
		t.Error("two pages of one input differ")
	}
}
