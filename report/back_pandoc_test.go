package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"unicode"

	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/markdown"
	"collectiveimpact/samklar/report/view"
)

// pandocElements are what a report may be to Pandoc.
var pandocElements = map[string]bool{
	"Header": true, "Para": true, "Plain": true, "BulletList": true, "OrderedList": true, "BlockQuote": true, "Table": true,
	"Strong": true, "Emph": true, "LineBreak": true, "Link": true, "Code": true, "Span": true, "RawInline": true,
	"Decimal": true, "Period": true, "OneParen": true, "DefaultStyle": true, "DefaultDelim": true,
	"AlignLeft": true, "AlignRight": true, "AlignDefault": true, "AlignCenter": true, "ColWidthDefault": true,
}

// A pandocReader lists elements and texts in their order.
type pandocReader struct {
	t    testing.TB
	list []string
	text strings.Builder
}

// readPandoc lets Pandoc read Markdown.
func readPandoc(tb testing.TB, program, from, source string) []string {
	tb.Helper()
	var out, said bytes.Buffer
	c := exec.CommandContext(tb.Context(), program, "-f", from, "-t", "json", "--columns=1000000")
	c.Stdin, c.Stdout, c.Stderr = strings.NewReader(source), &out, &said
	if err := c.Run(); err != nil {
		tb.Fatalf("pandoc -f %s: %v\n%s", from, err, said.String())
	}
	if said.Len() > 0 {
		tb.Errorf("pandoc -f %s says %q", from, said.String())
	}
	var doc struct {
		Meta   map[string]any `json:"meta"`
		Blocks any            `json:"blocks"`
	}
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		tb.Fatal(err)
	}
	if len(doc.Meta) > 0 {
		tb.Errorf("pandoc -f %s finds metadata %v", from, doc.Meta)
	}
	r := &pandocReader{t: tb}
	r.read(doc.Blocks)
	r.flush()
	return r.list
}

func (r *pandocReader) read(v any) {
	switch v := v.(type) {
	case nil: // an element without content
	case []any:
		for _, item := range v {
			r.read(item)
		}
		if len(v) == 0 {
			r.add("nothing")
		}
	case map[string]any:
		name, _ := v["t"].(string)
		switch name {
		case "Str":
			s, _ := v["c"].(string)
			r.text.WriteString(s)
		case "Space", "SoftBreak":
			r.text.WriteByte(' ')
		default:
			r.element(name, v["c"])
		}
	default:
		r.add(fmt.Sprint("is ", v))
	}
}

func (r *pandocReader) element(name string, content any) {
	if !pandocElements[name] {
		r.t.Errorf("Pandoc finds a %s", name)
	}
	r.add("<" + name + ">")
	parts, _ := content.([]any)
	switch name {
	case "Header": // its id is made from its text
		if attributes, ok := parts[1].([]any); ok {
			attributes[0] = ""
		}
	case "RawInline":
		if raw := fmt.Sprint(parts[1]); !anchor.MatchString(raw) {
			r.t.Errorf("Pandoc finds raw HTML %q", raw)
		}
	case "Link":
		target, ok := parts[2].([]any)
		if !ok {
			r.t.Fatalf("a link leads to %v", parts[2])
		}
		to := fmt.Sprint(target[0])
		if !strings.HasPrefix(to, "#") && !isFollowed(to) {
			r.t.Errorf("Pandoc finds a link to %q", to)
		}
		parts[2] = "<a " + unescapedLink(to)
		if target[1] != "" {
			r.t.Errorf("Pandoc finds a link with the title %q", target[1])
		}
	}
	r.read(content)
	r.add("</" + name + ">")
}

// add ends a text and adds what comes behind it.
func (r *pandocReader) add(s string) {
	r.flush()
	r.list = append(r.list, oneLine(s))
}

func (r *pandocReader) flush() {
	if s := oneLine(r.text.String()); s != "" {
		r.list = append(r.list, "text "+s)
	}
	r.text.Reset()
}

// reportsOf parts what was read of several reports.
func reportsOf(list []string) [][]string {
	var all [][]string
	for i, s := range list {
		if s == "<Header>" && i+1 < len(list) && list[i+1] == "is 1" {
			all = append(all, nil)
		}
		if len(all) > 0 {
			all[len(all)-1] = append(all[len(all)-1], s)
		}
	}
	return all
}

// checkPandoc lets Pandoc read the Markdown of several cases in one go.
func checkPandoc(tb testing.TB, program, from, kind string, fills ...filler) {
	tb.Helper()
	var hostile, harmless strings.Builder
	twins := make([]*twin, len(fills))
	for i, fill := range fills {
		h, p, w := pair(tb, kind, fill)
		hostile.WriteString(writtenMarkdown(tb, h) + "\n")
		harmless.WriteString(writtenMarkdown(tb, p) + "\n")
		twins[i] = w
	}
	got, want := reportsOf(readPandoc(tb, program, from, hostile.String())), reportsOf(readPandoc(tb, program, from, harmless.String()))
	if len(got) != len(fills) || len(want) != len(fills) {
		tb.Errorf("pandoc -f %s finds %d reports and %d harmless ones, want %d", from, len(got), len(want), len(fills))
	}
	for i := range min(len(got), len(want), len(fills)) {
		compareBack(tb, fmt.Sprintf("pandoc -f %s of case %d that is %s", from, i, kind), got[i], want[i], twins[i])
	}
}

// TestPandocReadsBack puts texts with marks in the places in turn, a few in each
// report so that each stands in places of every sort, and texts that chance put
// together; for each kind of Markdown that Pandoc knows.
func TestPandocReadsBack(t *testing.T) {
	program := needProgram(t, "pandoc")
	few := func(texts []string, shift int) []filler {
		var fills []filler
		for group := range slices.Chunk(texts, 12) {
			fills = append(fills, inTurn(group, shift))
		}
		return fills
	}
	marks := append(inlineTexts(), blockTexts()...)
	var mixed []filler
	for i := range 10 {
		mixed = append(mixed, inTurn(mixedTexts(i), 0))
	}
	checkPandoc(t, program, "markdown-smart", "settled", append(few(marks, 0), inTurn(foreignTexts(), 0))...)
	checkPandoc(t, program, "markdown-smart", "open", append(few(marks, 5), mixed...)...)
	// The others compose what is decomposed.
	marks = slices.DeleteFunc(marks, func(s string) bool { return strings.ContainsFunc(s, unicode.IsMark) })
	checkPandoc(t, program, "commonmark_x-smart", "settled", few(marks, 0)...)
	checkPandoc(t, program, "gfm", "open", few(marks, 0)...)
}

// TestPandocFindsNotes wants every note to be a quotation to Pandoc, line for
// line.
func TestPandocFindsNotes(t *testing.T) {
	program := needProgram(t, "pandoc")
	in := foreignCase(t, "settled", func(p place, n int) string {
		if p == placeNote || p == placeReason {
			return fmt.Sprintf("one %d\ntwo\n\nthree", n)
		}
		return "word"
	})
	list := readPandoc(t, program, "markdown-smart", writtenMarkdown(t, in))
	for _, entries := range in.Entries {
		for _, e := range entries {
			first, _, _ := strings.Cut(e.Note, "\n")
			want := []string{"<BlockQuote>", "<Para>", "text " + first, "<LineBreak>", "</LineBreak>", "text two", "</Para>", "<Para>", "text three", "</Para>", "</BlockQuote>"}
			if !strings.Contains(strings.Join(list, "\n"), strings.Join(want, "\n")) {
				t.Errorf("the Markdown has no quotation of %q", e.Note)
			}
		}
	}
}

// TestCaptions wants a text beside a table to stay a text: Pandoc takes some for
// its caption.
func TestCaptions(t *testing.T) {
	program := needProgram(t, "pandoc")
	read := func(s string) []string {
		table := view.Steps{Head: [6]string{"#", "a", "b", "c", "d", "e"}, First: 1, Steps: []view.NextStep{{Do: "deed"}}}
		view := &view.View{Sections: []view.Section{{Blocks: []view.Block{view.Text{Text: s}, table, view.Text{Text: s}}}}}
		var b strings.Builder
		if err := markdown.Write(&b, view); err != nil {
			t.Fatal(err)
		}
		return readPandoc(t, program, "markdown-smart", b.String())
	}
	for _, s := range []string{"Table: a", "table: a", "TABLE: a", ": a", ":a", "Table:"} {
		compareBack(t, "a table beside a text", read(s), read("word"), &twin{words: []string{"text word", "text " + s}})
	}
}

// TestTitlesReadBack wants every title to stand in front of its document as the text
// that it is.
func TestTitlesReadBack(t *testing.T) {
	program := needProgram(t, "pandoc")
	var source strings.Builder
	var titles []string
	source.WriteString("---\n")
	for i, text := range append(foreignTexts(), append(inlineTexts(), blockTexts()...)...) {
		in := foreignCase(t, "open", func(place, int) string { return "word" })
		in.Case.Title = text
		v := report.Build(in)
		v.Sections = nil
		var b strings.Builder
		if err := markdown.Write(&b, v); err != nil {
			t.Fatal(err)
		}
		m := front.FindStringSubmatch(b.String())
		if m == nil {
			t.Fatalf("the title %q makes %.200q", text, b.String())
		}
		fmt.Fprintf(&source, "t%d: \"%s\"\n", i, m[1])
		titles = append(titles, oneLine(v.Title))
	}
	source.WriteString("---\n")
	c := exec.CommandContext(t.Context(), program, "-f", "markdown-smart-blank_before_blockquote-fancy_lists", "-t", "json")
	c.Stdin = strings.NewReader(source.String())
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Meta map[string]struct {
			C any `json:"c"`
		} `json:"meta"`
	}
	if err := json.Unmarshal(out, &doc); err != nil {
		t.Fatal(err)
	}
	for i, title := range titles {
		r := &pandocReader{t: t}
		r.read(doc.Meta[fmt.Sprintf("t%d", i)].C)
		r.flush()
		if got := strings.Join(r.list, " "); got != "text "+title {
			t.Errorf("the title %q reads back as %q", title, got)
		}
	}
}
