package main

import (
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/chromedp/chromedp"
)

// onPaper is what a printed page is held to: its headings in order, and the
// pictures and tables that must stay whole, as the texts in them.
const onPaper = `({
	lead: document.querySelector(".lead").textContent,
	headings: [...document.querySelectorAll("h1, h2, h3, h4")].map(heading => heading.textContent),
	whole: [...document.querySelectorAll("figure svg, table.scores:not(.same *), table.bands tbody, .spread")].map(
		whole => [...whole.querySelectorAll("text, th, td, .levels li")].map(part => part.textContent).join("")),
})`

type paper struct {
	Lead     string   `json:"lead"`
	Headings []string `json:"headings"`
	Whole    []string `json:"whole"`
}

// isPrintedWell prints a page as people do, from a browser in the dark, and
// wants A4 with every heading, none of them the last on a sheet, and no picture
// and no table of scores cut in two.
func isPrintedWell(t *testing.T, p *tab, name string) {
	t.Helper()
	const untested = "THE REPORTS ON PAPER ARE"
	pdfinfo, pdftotext, pdftohtml := needs(t, untested, "pdfinfo"), needs(t, untested, "pdftotext"), needs(t, untested, "pdftohtml")
	want := ask[paper](p, onPaper)
	p.as("print", "dark")
	for _, fault := range ask[[]string](p, pale+"(true)") {
		t.Error(fault)
	}
	p.as("", "dark")
	pdf, err := chromedp.Run(p.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFOutlineAndTagged()))
	if err != nil {
		t.Fatal(err)
	}
	keep(t, name+".pdf", pdf)
	file := filepath.Join(t.TempDir(), "printed.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	info := string(output(t, exec.Command(pdfinfo, file)))
	for _, line := range []string{`Page size: .*\(A4\)`, `Tagged: +yes`, `JavaScript: +no`} {
		if !regexp.MustCompile(line).MatchString(info) {
			t.Errorf("pdfinfo says\n%s\nwant %s", info, line)
		}
	}
	var outline []string
	for _, item := range outlined.FindAllSubmatch(output(t, exec.Command(pdftohtml, "-xml", "-i", "-stdout", file)), -1) {
		outline = append(outline, packed(html.UnescapeString(string(item[1]))))
	}
	for i, heading := range want.Headings {
		if i >= len(outline) || outline[i] != packed(heading) {
			t.Errorf("the outline is %q, want the headings %q", outline, want.Headings)
			break
		}
	}
	title := ask[string](p, `document.body.classList.contains("round") ? "" : document.title`) // a round has its own sheets
	text, starts := sheets(t, output(t, exec.Command(pdftotext, "-raw", file, "-")), packed(title))
	if !strings.Contains(text, packed(want.Lead)) {
		t.Errorf("the conclusion %q is not on paper", want.Lead)
	}
	const most = 10
	if strings.HasPrefix(name, "agenda-") && len(starts) >= most { // behind the first
		t.Errorf("the agenda is printed on %d sheets, want %d at most", len(starts)+1, most)
	}
	from := 0
	for _, heading := range want.Headings {
		at := strings.Index(text[from:], packed(heading))
		if at < 0 {
			t.Errorf("the heading %q is not on paper, or cut, or not in its place", heading)
			continue
		}
		from += at + len(packed(heading))
		if slices.Contains(starts, from) {
			t.Errorf("the heading %q is the last on its sheet", heading)
		}
	}
	from = 0
	for _, whole := range want.Whole {
		at := strings.Index(text[from:], packed(whole))
		if at < 0 {
			t.Errorf("the picture or table with the texts %q is not on paper, or not in its place", whole)
			continue
		}
		first, end := from+at, from+at+len(packed(whole))
		if slices.ContainsFunc(starts, func(start int) bool { return first < start && start < end }) {
			t.Errorf("the picture or table with the texts %q is cut in two", whole)
		}
		from = end
	}
	words := strings.Contains(name, "letter") || strings.Contains(name, "follow-up") || strings.Contains(name, "assessors") // these have no picture
	if len(want.Whole) == 0 && !words || len(want.Headings) < 5 {
		t.Errorf("the page has the headings %q and %d pictures and tables of scores, want more", want.Headings, len(want.Whole))
	}
}

var outlined = regexp.MustCompile(`<item page="[0-9]+">(.*)</item>`)

// sheets takes what was printed apart: the texts without blanks and without the
// numbers of the sheets and the title at their heads, and where in them each further sheet starts.
func sheets(t *testing.T, printed []byte, title string) (text string, starts []int) {
	t.Helper()
	all := strings.Split(strings.TrimSuffix(packed(string(printed)), "\f"), "\f")
	for i, sheet := range all {
		number := fmt.Sprintf("%d/%d", i+1, len(all))
		sheet, titled := strings.CutPrefix(sheet, title)
		if i > 1 && i+1 == len(all) && !titled {
			t.Errorf("the last of %d sheets begins with %.20q, want the title %q", len(all), sheet, title)
		}
		rest, numbered := strings.CutPrefix(sheet, number)
		if !numbered {
			t.Errorf("sheet %d begins with %.20q, want its number %s", i+1, sheet, number)
		}
		starts = append(starts, len(text))
		text += rest
	}
	return text, starts[1:]
}

// packed leaves out the blanks of a text, which no two programs set alike, but
// for those that end a sheet.
func packed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) && r != '\f' {
			return -1
		}
		return r
	}, s)
}
