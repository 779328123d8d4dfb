package report_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/csv"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/questions"
	clean "collectiveimpact/samklar/questions/text"
	reporthtml "collectiveimpact/samklar/report/html"
	"collectiveimpact/samklar/report/markdown"
	"collectiveimpact/samklar/report/round"
	"collectiveimpact/samklar/report/terminal"

	"github.com/charmbracelet/x/ansi"
)

// roundElements are the elements of a page of many cases.
func roundElements() map[string]string {
	all := maps.Clone(pageElements)
	maps.Copy(all, map[string]string{
		"script": "", "label": "", "input": "type autocomplete", "button": "type value aria-pressed", "output": "data-said data-rest", "b": "", "i": "", "small": "",
		"svg": "viewBox preserveAspectRatio", "td": "colspan", "a": pageElements["a"] + " data-key", "div": "data-sort style", "span": "style data-key title", "li": "data-key", "th": "scope title",
	})
	return all
}

// roundSheets are the answers of cases that the order tells apart whatever they are
// called: with gaps, with one that decides, and one level short.
var roundSheets = []map[string]string{
	{"fits": "2201", "strong": "212", "beside": "1"},
	{"fits": "2211", "strong": "2?2", "beside": "1"},
	{"fits": "2??1", "strong": "21?", "beside": "?"},
	{"fits": "220?", "strong": "011", "beside": "0"},
	{"fits": "1210", "strong": "100", "beside": "0"},
	{"fits": "0000", "strong": "000", "beside": "0"},
	{"fits": "????", "strong": "???", "beside": "?"},
}

// foreignRound gives a round with what fill says in every foreign place: in the banks,
// the policy and the cases. What is wrong with a file is quoted before it comes here. Numbers keep the texts apart,
// since what is alike is said once.
func foreignRound(tb testing.TB, fill filler) *round.Input {
	tb.Helper()
	n := 0
	say := func(p place) string {
		n++
		return fill(p, n)
	}
	var banks []*questions.Bank
	for _, text := range foreignBanks {
		bank, err := questions.Parse("bank.yaml", []byte(foreignText.ReplaceAllStringFunc(text, func(string) string { return inQuotes(say(placeLine)) })))
		if err != nil {
			tb.Fatalf("Parse: %v", err)
		}
		banks = append(banks, bank)
	}
	selection := assess.Select(banks)
	p := portfolio.NewPortfolio(selection, &portfolio.Policy{Title: say(placeLine), Rules: []portfolio.Rule{
		{Kind: portfolio.Require, Codes: []paths.Code{{Bank: 0, Ending: 0}}},
		{Kind: portfolio.Floor, Bank: 1, Place: 0, Least: 50},
		{Kind: portfolio.AtLeast, Bank: 0, Place: 0, Least: 2},
		{Kind: portfolio.Complete, Bank: 1},
		{Kind: portfolio.Evidence, Bank: 0, Place: 1},
	}})
	for i, sheets := range roundSheets {
		answers := make(assess.Answers)
		for _, b := range banks {
			for _, r := range sheets[b.ID] {
				choice := assess.Unknown
				if r != '?' {
					choice = assess.Choice(r - '0')
				}
				answers[b.ID] = append(answers[b.ID], choice)
			}
		}
		var sourced []assess.Ref
		if i < 2 {
			sourced = []assess.Ref{{Bank: 0, Question: 1}}
		}
		p.Add(say(placeLine), &assess.Case{Title: say(placeLine), ID: say(placeLine), Place: say(placeLine), AsOf: say(placeDate)}, portfolio.Summarize(selection.Evaluate(answers), sourced))
	}
	p.AddUnread(portfolio.Unread{Source: say(placeLine), File: "file.yaml", Line: 2, Column: 3, Code: "syntax", Problem: "found something else", More: 1})
	in := &round.Input{Title: say(placeLine), Portfolio: p, Lang: "en", Tool: "0.0.0", Report: func(string) string { return "#case--1" }}
	seen := make(map[int]bool)
	for _, c := range p.All() {
		if seen[c.Place] {
			tb.Fatalf("two cases share the place %d; their names would put them in order", c.Place)
		}
		seen[c.Place] = true
	}
	return in
}

// roundPair gives a round with hostile texts and its harmless twin.
func roundPair(tb testing.TB, fill filler) (hostile, harmless *round.Input, w *twin) {
	tb.Helper()
	apart := func(p place, n int) string {
		s := strings.ToValidUTF8(fill(p, n), "\ufffd")
		if n%2 == 0 {
			s = fmt.Sprint(s, " ", n)
		} else {
			s = fmt.Sprint(n, " ", s)
		}
		if p == placeDate { // not one that is put in words
			s = strings.ReplaceAll(s, "-", "/")
		}
		return s
	}
	w = &twin{hostile: apart}
	harmless = foreignRound(tb, w.fill)
	return foreignRound(tb, apart), harmless, w
}

// checkRound reads a round back from every format.
func checkRound(tb testing.TB, fill filler) {
	tb.Helper()
	hostile, harmless, w := roundPair(tb, fill)
	for _, page := range []bool{true, false} {
		for _, in := range []*round.Input{hostile, harmless} {
			in.Page, in.Sections = page, nil
			if !page {
				in.Sections = round.Sections() // with all that is only there where it is asked for
			}
		}
		text, twin := roundPageOf(tb, hostile), roundPageOf(tb, harmless)
		compareBack(tb, fmt.Sprintf("HTML of a round (page %v)", page), readPage(tb, text, roundElements()), readPage(tb, twin, roundElements()), w)
		checkStyle(tb, text, twin)
		checkXML(tb, text)
		checkScript(tb, text)
	}
	var md, mdTwin strings.Builder
	for in, b := range map[*round.Input]*strings.Builder{hostile: &md, harmless: &mdTwin} {
		if err := markdown.Write(b, round.Build(in)); err != nil {
			tb.Fatal(err)
		}
	}
	compareBack(tb, "Markdown of a round", readCommonMark(tb, md.String()), readCommonMark(tb, mdTwin.String()), w)
	for _, s := range []terminal.Screen{{Width: 80}, {Width: 120}, {Width: 60, Plain: true}} {
		var b strings.Builder
		if err := terminal.Write(&b, round.Build(hostile), s); err != nil {
			tb.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if line = strings.TrimSuffix(line, "\n"); ansi.StringWidth(line) > s.Width && !strings.Contains(line, "sha256:") {
				tb.Errorf("%d columns: a line of %d: %q", s.Width, ansi.StringWidth(line), line)
			}
			if at := strings.IndexFunc(line, acts); at >= 0 {
				tb.Errorf("the line %q has a character that acts", line)
			}
		}
	}
	checkRoundSheets(tb, hostile)
}

func roundPageOf(tb testing.TB, in *round.Input) string {
	tb.Helper()
	var b strings.Builder
	if err := reporthtml.Write(&b, round.Build(in)); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

var (
	scripts = regexp.MustCompile(`(?s)<script>(.*?)</script>`)
	allowed = regexp.MustCompile(`content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-([^']+)'"`)
)

// checkScript wants one script on a page, and a policy that names its hash and no other.
func checkScript(tb testing.TB, page string) {
	tb.Helper()
	found, named := scripts.FindAllStringSubmatch(page, -1), allowed.FindAllStringSubmatch(page, -1)
	if len(found) != 1 || len(named) != 1 {
		tb.Errorf("the page has %d scripts and %d policies that allow one, want one of each", len(found), len(named))
		return
	}
	sum := sha256.Sum256([]byte(found[0][1]))
	if got := base64.StdEncoding.EncodeToString(sum[:]); got != named[0][1] {
		tb.Errorf("the script has the hash %s, and the policy allows %s", got, named[0][1])
	}
	if strings.ContainsAny(found[0][1], "<&") {
		tb.Error("the script has a character that XML takes for markup")
	}
}

// checkRoundSheets wants as many cells in every row as there are headings, all texts in
// them whole, and none that a spreadsheet takes for a formula, whichever comma it is set to.
func checkRoundSheets(tb testing.TB, in *round.Input) {
	tb.Helper()
	for dialect, comma := range map[resultfile.Dialect]rune{resultfile.StandardCSV: ',', resultfile.EuropeanCSV: ';', resultfile.EnglishCSV: ','} {
		var b strings.Builder
		if err := resultfile.WritePortfolioCSV(&b, in.Portfolio, dialect); err != nil {
			tb.Fatal(err)
		}
		text := strings.TrimPrefix(b.String(), "\ufeff")
		r := csv.NewReader(strings.NewReader(text))
		r.Comma = comma
		rows, err := r.ReadAll()
		if err != nil || len(rows) != len(roundSheets)+2 {
			tb.Errorf("%s: %d rows, %v", dialect, len(rows), err)
			continue
		}
		column := func(name string) int { return slices.Index(rows[0], name) }
		for i, c := range in.Portfolio.All() {
			row := rows[i+1]
			for name, want := range map[string]string{"title": c.Title, "id": c.ID, "place": c.Where, "as_of": c.AsOf, "source": c.Source} {
				if got, want := strings.ReplaceAll(row[column(name)], "'", ""), strings.ReplaceAll(clean.Line(want), "'", ""); got != want {
					tb.Errorf("%s: the %s of row %d is %q, want %q", dialect, name, i, got, want)
				}
			}
			if row[column("fits.title")] == "" {
				tb.Errorf("%s: row %d has no title of its conclusion", dialect, i)
			}
		}
		for _, cell := range slices.Concat(rows...) {
			other := map[rune]string{',': ";", ';': ","}[comma] // which begins a cell where the program is set to it
			for _, part := range append(strings.Split(cell, other), cell) {
				if part = strings.TrimLeft(part, ` "`); part != "" && strings.ContainsAny(string([]rune(part)[:1]), "=+-@＝＋－＠\t\r") {
					tb.Errorf("%s: the cell %q begins a formula", dialect, cell)
				}
			}
		}
	}
}

// TestRoundReadsBack puts all texts in the places in turn.
func TestRoundReadsBack(t *testing.T) {
	for first := range 4 {
		checkRound(t, inTurn(foreignTexts(), 101*first))
	}
}

func FuzzRound(f *testing.F) {
	fuzzTexts(f, slices.Concat(ordinaryTexts(), pageTexts(), inlineTexts(), []string{"=1+1", "@SUM(A1)", "a;=1", "a,+1", "\t=1", "＝1", `"=1`}), func(t *testing.T, fill filler, _ int) {
		t.Helper()
		checkRound(t, fill)
	})
}
