package report_test

import (
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	clean "collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report"
	reporthtml "collectiveimpact/samklar/report/html"

	"golang.org/x/net/html"
)

// pageElements are the elements of a page, each with the attributes that it may
// have beside anyAttributes.
var pageElements = map[string]string{
	"html": "lang style", "head": "", "meta": "charset name content http-equiv", "title": "", "style": "", "body": "", "main": "", "header": "", "footer": "", "nav": "",
	"section": "", "h1": "", "h2": "", "h3": "", "h4": "", "p": "", "dl": "", "div": "", "dt": "", "dd": "", "ul": "", "ol": "", "li": "",
	"strong": "", "em": "", "span": "style", "a": "href rel", "br": "", "blockquote": "", "code": "", "details": "open", "summary": "",
	"table": "", "caption": "", "thead": "", "tbody": "", "tr": "", "th": "scope", "td": "", "figure": "", "figcaption": "",
	"svg": "viewBox", "desc": "", "g": "", "rect": "x y width height rx", "path": "d", "text": "x y", "line": "x1 y1 x2 y2",
}

// anyAttributes may stand on every element.
const anyAttributes = " id class role tabindex aria-label aria-labelledby aria-describedby aria-hidden"

// A pageReader lists a page's elements and texts in their order, and holds them
// to what may be on a page at all.
type pageReader struct {
	t       testing.TB
	allowed map[string]string
	list    []string
	text    strings.Builder
}

// readPage parses a page as a browser does.
func readPage(tb testing.TB, page string, allowed map[string]string) []string {
	tb.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		tb.Fatal(err)
	}
	r := &pageReader{t: tb, allowed: allowed}
	r.read(root, false)
	r.flush()
	return r.list
}

// read lists a node; in a drawing, texts are broken into lines by their length, which
// makes boxes higher, or written for another program: of it only what is said aloud
// counts.
func (r *pageReader) read(n *html.Node, drawn bool) {
	switch n.Type {
	case html.TextNode:
		if !drawn {
			r.text.WriteString(n.Data)
		}
		return
	case html.ElementNode:
		r.element(n, drawn)
		return
	case html.DocumentNode, html.DoctypeNode:
	default:
		r.t.Errorf("the page has a node %q that is neither an element nor a text", n.Data)
	}
	for c := range n.ChildNodes() {
		r.read(c, drawn)
	}
}

func (r *pageReader) element(n *html.Node, drawn bool) {
	attributes, known := r.allowed[n.Data]
	if !known {
		r.t.Errorf("the page has an element %q", n.Data)
	}
	tag := "<" + n.Data
	for _, a := range n.Attr {
		if !slices.Contains(strings.Fields(attributes+anyAttributes), a.Key) {
			r.t.Errorf("element %s has an attribute %s=%q", n.Data, a.Key, a.Val)
		}
		if a.Key == "href" {
			if !strings.HasPrefix(a.Val, "#") && !isFollowed(a.Val) {
				r.t.Errorf("a link leads to %q", a.Val)
			}
			a.Val = unescapedLink(a.Val)
		}
		if n.Data == "html" && a.Key == "style" {
			a.Val = runningTitle(r.t, a.Val)
		}
		tag += " " + a.Key + "=" + a.Val
	}
	drawing := n.Data == "pre" || n.Data == "svg" && strings.Contains(tag, "class=tree")
	if drawing {
		tag = viewBox.ReplaceAllString(tag, "")
	}
	if !drawn || n.Data == "title" || n.Data == "desc" {
		r.flush()
		r.list = append(r.list, oneLine(tag+">"))
		defer func() {
			r.flush()
			r.list = append(r.list, "</"+n.Data+">")
		}()
	}
	for c := range n.ChildNodes() {
		r.read(c, drawing || drawn && n.Data != "title" && n.Data != "desc")
	}
}

// flush ends a text.
func (r *pageReader) flush() {
	if s := oneLine(r.text.String()); s != "" {
		r.list = append(r.list, "text "+s)
	}
	r.text.Reset()
}

var viewBox = regexp.MustCompile(` viewBox=[0-9 ]+`)

var percent = regexp.MustCompile(`%[0-9A-Fa-f]{2}`)

// unescapedLink gives an address as people read it: writers may write the same
// character as it is or by its number.
func unescapedLink(s string) string {
	return percent.ReplaceAllStringFunc(s, func(code string) string {
		var b byte
		for _, c := range strings.ToLower(code[1:]) {
			b = b<<4 | byte(strings.IndexRune("0123456789abcdef", c))
		}
		return string([]byte{b})
	})
}

func writtenPage(tb testing.TB, in *report.Input) string {
	tb.Helper()
	var b strings.Builder
	if err := reporthtml.Write(&b, report.Build(in)); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

// checkPages reads the pages of cases back.
func checkPages(tb testing.TB, fill filler, kinds ...string) {
	tb.Helper()
	for _, kind := range kinds {
		hostile, harmless, w := pair(tb, kind, fill)
		page := writtenPage(tb, hostile)
		compareBack(tb, "HTML of a case that is "+kind, readPage(tb, page, pageElements), readPage(tb, writtenPage(tb, harmless), pageElements), w)
		checkStyle(tb, page, writtenPage(tb, harmless))
		checkXML(tb, page)
		checkNotes(tb, page, hostile)
	}
}

// runningTitle gives the title that stands at the head of the sheets, and wants nothing
// beside it: no sign that would end the text before its last quote.
func runningTitle(tb testing.TB, style string) string {
	tb.Helper()
	said, begins := strings.CutPrefix(style, "--running:'")
	said, ends := strings.CutSuffix(said, "'")
	signs := []string{`\5c `, `\`, `\22 `, `"`, `\27 `, "'", `\3c `, "<", `\3e `, ">", `\26 `, "&", `\3a `, ":", `\3b `, ";"}
	bare := said
	for i := 0; i < len(signs); i += 2 {
		bare = strings.ReplaceAll(bare, signs[i], "")
	}
	if !begins || !ends || strings.ContainsAny(bare, "\"'<>&:;\\\n") {
		tb.Errorf("the style of the page is %q, want a title in quotes alone", style)
	}
	return strings.NewReplacer(signs...).Replace(said)
}

// checkStyle wants nothing of a case in the style of a page, and nothing in it
// that would be fetched.
func checkStyle(tb testing.TB, page, harmless string) {
	tb.Helper()
	style := func(s string) string {
		_, s, _ = strings.Cut(s, "<style>")
		s, _, _ = strings.Cut(s, "</style>")
		return s
	}
	if got, want := style(page), style(harmless); got != want {
		tb.Errorf("the style is %q, want %q", got, want)
	}
	if strings.Contains(style(page), "url(") || strings.Contains(style(page), "@import") {
		tb.Error("the style fetches something")
	}
}

// checkXML wants a page to be well-formed XML.
func checkXML(tb testing.TB, page string) {
	tb.Helper()
	d := xml.NewDecoder(strings.NewReader(page))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			tb.Errorf("the page is no XML: %v", err)
			return
		}
	}
}

// checkNotes wants the lines of every note on the page, letter for letter.
func checkNotes(tb testing.TB, page string, in *report.Input) {
	tb.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		tb.Fatal(err)
	}
	quotes := make(map[string]bool)
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || n.Data != "blockquote" {
			continue
		}
		var quote strings.Builder
		for c := range n.ChildNodes() {
			if c.Type == html.TextNode {
				quote.WriteString(c.Data)
			} else {
				quote.WriteByte('\n')
			}
		}
		quotes[quote.String()] = true
	}
	for _, entries := range in.Entries {
		for i := range entries {
			if want := strings.TrimSpace(clean.Clean(entries[i].Note)); want != "" && !quotes[want] {
				tb.Errorf("the note %q is not on the page, which has %q", want, slices.Sorted(maps.Keys(quotes)))
			}
		}
	}
}

// TestHTMLReadsBack puts all texts in the places in turn.
func TestHTMLReadsBack(t *testing.T) {
	for first := range 4 {
		checkPages(t, inTurn(foreignTexts(), 97*first), kinds()...)
	}
}
