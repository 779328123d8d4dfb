package report_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/markdown"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
)

// markdownElements are what a Markdown report may turn into, and markdownNodes
// the same before it is turned into a page.
var markdownElements = map[string]string{
	"html": "", "head": "", "body": "", "h1": "", "h2": "", "h3": "", "h4": "", "p": "", "ul": "", "ol": "start", "li": "", "strong": "", "em": "",
	"a": "href", "br": "", "blockquote": "", "code": "", "table": "", "thead": "", "tbody": "", "tr": "", "th": "style align", "td": "style align", "span": "", "pre": "",
}

var markdownNodes = map[string]bool{
	"Document": true, "Heading": true, "Paragraph": true, "TextBlock": true, "Text": true, "String": true, "List": true, "ListItem": true, "Emphasis": true,
	"Blockquote": true, "CodeSpan": true, "FencedCodeBlock": true, "Table": true, "TableHeader": true, "TableRow": true, "TableCell": true, "AutoLink": true, "Link": true, "RawHTML": true,
}

// anchor is the one thing in a report's Markdown that is a page's own: an empty
// span with an id, for links within the report.
var anchor = regexp.MustCompile(`^(?:<span id="[a-z0-9-]+">|</span>)$`)

// commonMark reads Markdown with every extension that it has.
func commonMark() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithAttribute()),
		goldmark.WithRendererOptions(html.WithUnsafe()), // what is raw shows as an element
	)
}

func writtenMarkdown(tb testing.TB, in *report.Input) string {
	tb.Helper()
	var b strings.Builder
	if err := markdown.Write(&b, report.Build(in)); err != nil {
		tb.Fatal(err)
	}
	return body(tb, b.String())
}

// front is what stands before a document in Markdown: its title, which is Markdown in
// quotes, its language and its paper.
var front = regexp.MustCompile(`^---\ntitle: "((?:[^"\\\n]|\\["\\])*)"\nlang: (?:en|da|nl)\npapersize: a4\n---\n`)

// body gives a document as Markdown without what stands before it: its title is a
// heading then.
func body(tb testing.TB, source string) string {
	tb.Helper()
	m := front.FindStringSubmatch(source)
	if m == nil {
		tb.Fatalf("before the document stands %.200q", source)
	}
	return "# " + strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(m[1]) + "\n" + source[len(m[0]):]
}

// readCommonMark gives the elements and texts of Markdown.
func readCommonMark(tb testing.TB, source string) []string {
	tb.Helper()
	m := commonMark()
	root := m.Parser().Parse(text.NewReader([]byte(source)))
	err := ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if kind := n.Kind().String(); !markdownNodes[kind] {
			tb.Errorf("the Markdown has a %s", kind)
		}
		if raw, ok := n.(*ast.RawHTML); ok {
			if s := string(raw.Segments.Value([]byte(source))); !anchor.MatchString(s) {
				tb.Errorf("the Markdown has raw HTML %q", s)
			}
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	var page strings.Builder
	if err := m.Renderer().Render(&page, []byte(source), root); err != nil {
		tb.Fatal(err)
	}
	return readPage(tb, page.String(), markdownElements)
}

// checkMarkdown reads the Markdown of cases back.
func checkMarkdown(tb testing.TB, fill filler, kinds ...string) {
	tb.Helper()
	for _, kind := range kinds {
		hostile, harmless, w := pair(tb, kind, fill)
		read := func(in *report.Input) []string {
			return readCommonMark(tb, writtenMarkdown(tb, in))
		}
		compareBack(tb, "Markdown of a case that is "+kind, read(hostile), read(harmless), w)
	}
}

// TestMarkdownReadsBack puts all texts in the places in turn.
func TestMarkdownReadsBack(t *testing.T) {
	for first := range 4 {
		checkMarkdown(t, inTurn(foreignTexts(), 97*first), kinds()...)
	}
}

// TestTextsOfNothing wants a report in which some texts do not show to have the
// sections of any other: marks with nothing between them would make others.
func TestTextsOfNothing(t *testing.T) {
	for _, kind := range kinds() {
		sections := func(fill filler) []string {
			list := readCommonMark(t, writtenMarkdown(t, foreignCase(t, kind, fill)))
			return slices.DeleteFunc(list, func(s string) bool { return s != "<h1>" && s != "<h2>" && s != "<hr>" })
		}
		for _, texts := range [][]string{{invisible}, {"word", invisible}, {invisible, "word"}, {"word", "word", invisible}, {"word", invisible, invisible}} {
			if diff := cmp.Diff(sections(everywhere("word")), sections(inTurn(texts, 0))); diff != "" {
				t.Errorf("the sections of a case that is %s with the texts %q (-of words +of these):\n%s", kind, texts, diff)
			}
		}
	}
}

// TestOrdinaryMarkdown wants what people write to stand in the Markdown as they
// wrote it: marks only where something could be read into it.
func TestOrdinaryMarkdown(t *testing.T) {
	for _, s := range []string{
		"Fifty people chose five domains, since working together makes the difference there.",
		"The well-known plan (of 2017) costs 3.5 million: 40% from the city; 60% from others!",
		"It's \"ours\", isn't it? Yes – and/or no… R&D, AT&T, C# and file_name.txt.",
		"About ~30 to ~40 people for $5 or $6, 2 < 3 > 1, a + b = c, p. 12, no. 3) and (a) x.",
		"(See the minutes.)", "...and so on.", "-5 degrees, +5 degrees", "Is it? \"Ja\", 'nee'.", "10:30:45, 2017-12-01", "Aktører, medarbejdere og børn – især æ, ø og å.",
	} {
		in := foreignCase(t, "settled", func(p place, _ int) string {
			if p == placeNote {
				return s
			}
			return "word"
		})
		if got := writtenMarkdown(t, in); !strings.Contains(got, "> "+s+"\n") {
			_, got, _ = strings.Cut(got, "> ")
			got, _, _ = strings.Cut(got, "\n")
			t.Errorf("WriteMarkdown(%q) = %q, want it as it is", s, got)
		}
	}
}
