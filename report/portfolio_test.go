package report_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/paths"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/questions"
	clean "collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report/round"
	"collectiveimpact/samklar/report/terminal"
	"collectiveimpact/samklar/report/view"

	"github.com/charmbracelet/x/ansi"
)

// madeRound gives a portfolio of so many cases, with a policy and two that could not
// be read. Name makes titles, sources and messages of a number.
func madeRound(tb testing.TB, lang string, cases int, name func(i int) string) *round.Input {
	tb.Helper()
	banks, err := questions.NewLibrary(lang).Select([]string{questions.Default}, true)
	if err != nil {
		tb.Fatal(err)
	}
	selection := assess.Select(banks)
	p := portfolio.NewPortfolio(selection, &portfolio.Policy{Title: name(0), Rules: []portfolio.Rule{
		{Codes: []paths.Code{{Bank: 0, Ending: 4}, {Bank: 1, Ending: 0}}},
		{Kind: portfolio.Floor, Bank: 1, Place: 2, Least: 50},
	}})
	for i := range cases {
		answers := make(assess.Answers)
		for at, b := range banks {
			sheet := assess.Blank(b)
			for q := range sheet {
				// Every fifth is all at the top, every seventh but for the money, every third has
				// gaps, some are alike.
				top := assess.Choice(len(b.Questions[q].Levels) - 1)
				switch {
				case i%7 == 3 && b.Questions[q].ID == "money":
				case i%5 == 0 || i%7 == 3:
					sheet[q] = top
				case i%3 == 0 && (q+i)%(4+at) == 0 && i%6 != 0:
				case i%6 == 0 && b.Questions[q].ID == "money": // left out of the best, it decides alone
				case i%6 == 0 && at == 0:
					sheet[q] = top
				default:
					sheet[q] = min(top, assess.Choice((i%7+q)%4))
					if i%2 == 0 {
						sheet[q] = max(sheet[q], top-1)
					}
				}
			}
			answers[b.ID] = sheet
		}
		p.Add("folder/"+name(i), &assess.Case{Title: name(i % 40), Place: name(i)}, portfolio.Summarize(selection.Evaluate(answers), nil))
	}
	p.AddUnread(portfolio.Unread{Source: name(1), File: name(1), Code: "empty", Problem: name(2)})
	p.AddUnread(portfolio.Unread{Source: name(2) + ":7", File: name(2), Line: 8, Column: 3, Code: "syntax", Problem: name(3), More: 4})
	return &round.Input{Portfolio: p, Lang: lang, Tool: "0.0.0"}
}

func numbered(i int) string { return fmt.Sprintf("case %03d", i) }

// TestPortfolioSections wants every section, so that the tests below look at all.
func TestPortfolioSections(t *testing.T) {
	var got []string
	for _, s := range round.Build(madeRound(t, "en", 60, numbered)).Sections {
		got = append(got, s.ID)
		if len(s.Blocks) == 0 {
			t.Errorf("section %q is empty", s.ID)
		}
	}
	want := []string{"policy", "came-out", "parts", "near-misses", "one-short", "cases", "missing", "look-again", "unreadable", "how-scored"}
	if !slices.Equal(got, want) {
		t.Errorf("sections = %q, want %q", got, want)
	}
}

// TestEveryEntryOfAPortfolioIsInEveryFormat is TestEveryEntryIsInEveryFormat for
// portfolios, with the cells of the table.
func TestEveryEntryOfAPortfolioIsInEveryFormat(t *testing.T) {
	v := round.Build(madeRound(t, "en", 60, numbered))
	words := label(t, v)
	wide := make(map[string]string) // what a line of a terminal has no room for
	for _, s := range v.Sections {
		for _, b := range s.Blocks {
			cases, ok := b.(view.Cases)
			if !ok {
				continue
			}
			for i := range cases.Rows {
				r := &cases.Rows[i]
				for j, field := range []*string{&r.Conclusion, &r.Open, &r.Lacking} {
					*field = fmt.Sprintf("r%03dc%d", i, j)
					words[*field] = *field
				}
				for j, field := range []*string{&r.Besides, &r.Weakest, &r.Reaches} {
					*field = fmt.Sprintf("r%03dw%d", i, j)
					wide[*field] = *field
				}
			}
		}
	}
	if len(words) < 300 || len(wide) != 180 {
		t.Fatalf("%d entries, want the whole portfolio", len(words))
	}
	for name, text := range inEveryFormat(t, v, 180) {
		text = strings.ToLower(text)
		for id, word := range words {
			if !strings.Contains(text, word) {
				t.Errorf("%s lacks the entry %q", name, id)
			}
		}
		for word := range wide {
			if !strings.Contains(text, word) && name != "terminal" && name != "colours" {
				t.Errorf("%s lacks %q", name, word)
			}
		}
	}
}

// TestPortfolioIsWhole wants ids that stand once, and links that lead somewhere.
func TestPortfolioIsWhole(t *testing.T) {
	for _, lang := range questions.Languages() {
		in := madeRound(t, lang, 60, numbered)
		in.Page = lang != "en" // which has all lists
		v := round.Build(in)
		_, ids, links, _ := pageOf(t, v)
		slices.Sort(ids)
		for i := 1; i < len(ids); i++ {
			if ids[i] == ids[i-1] {
				t.Errorf("%s: id %q stands twice", lang, ids[i])
			}
		}
		within := 0
		for _, link := range links {
			if target, ok := strings.CutPrefix(link, "#"); ok {
				within++
				if _, found := slices.BinarySearch(ids, target); !found {
					t.Errorf("%s: link %q leads nowhere", lang, link)
				}
			}
		}
		if within < 20 {
			t.Errorf("%s: %d links within the page, want some at least", lang, within)
		}
	}
}

// TestPortfolioFitsTheScreen wants no line longer than the screen, and every
// case on all of them.
func TestPortfolioFitsTheScreen(t *testing.T) {
	for _, lang := range questions.Languages() {
		v := round.Build(madeRound(t, lang, 30, func(i int) string { return strings.Repeat("Our long street, ", 4) + numbered(i) }))
		for _, plain := range []bool{false, true} {
			for width := 60; width <= 130; width += 7 {
				var b strings.Builder
				if err := terminal.Write(&b, v, terminal.Screen{Width: width, Plain: plain}); err != nil {
					t.Fatal(err)
				}
				for line := range strings.Lines(b.String()) {
					line = strings.TrimSuffix(line, "\n")
					if got := ansi.StringWidth(line); got > width && !strings.Contains(line, "sha256:") {
						t.Fatalf("%s, %d columns, plain %v: a line of %d: %s", lang, width, plain, got, line)
					}
				}
				if n := strings.Count(b.String(), "029"); n == 0 {
					t.Fatalf("%s, %d columns, plain %v: the last case is missing", lang, width, plain)
				}
			}
		}
	}
}

// TestPortfolioHostile puts hostile texts wherever a stranger can: they show as
// text in every format, and nothing in them acts.
func TestPortfolioHostile(t *testing.T) {
	for at, hostile := range []string{
		`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, "=1+1", "@SUM(A1)", "\x1b[31mred", "a\u202eb\u200bc",
		"](https://example.org) | **x**", "line\nbreak", `=HYPERLINK("https://example.org";"x")`,
	} {
		page := at%2 == 0
		in := madeRound(t, "en", 12, func(i int) string { return hostile + fmt.Sprint(i) })
		in.Title, in.Page = hostile, page
		in.Report = func(source string) string { return "cases/" + url.PathEscape(source) }
		v := round.Build(in)
		texts, _, links, elements := pageOf(t, v)
		want := regexp.MustCompile(`\s+`).ReplaceAllString(clean.Line(hostile), " ")
		if !strings.Contains(texts, want) {
			t.Errorf("%q: its text is not on the page", hostile)
		}
		if elements["script"] != 1 || elements["img"] > 0 {
			t.Errorf("%q made elements", hostile)
		}
		for _, link := range links {
			if !strings.HasPrefix(link, "#") && !strings.HasPrefix(link, "cases/folder%2F") {
				t.Errorf("%q made a link %q", hostile, link)
			}
		}
		all := inEveryFormat(t, v, 180)
		var table, object strings.Builder
		if err := resultfile.WritePortfolioCSV(&table, in.Portfolio, resultfile.StandardCSV); err != nil {
			t.Fatal(err)
		}
		if err := resultfile.WritePortfolio(&object, in.Portfolio, in.Name(), in.Tool); err != nil {
			t.Fatal(err)
		}
		all["csv"], all["json"] = table.String(), object.String()
		delete(all, "colours") // which are controls
		for name, text := range all {
			for _, r := range text {
				if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
					t.Errorf("%q: %s holds %U", hostile, name, r)
				}
			}
		}
		rows, err := csv.NewReader(strings.NewReader(table.String())).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, cell := range slices.Concat(rows...) {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@") {
				t.Errorf("%q: the cell %q is a formula", hostile, cell)
			}
		}
	}
}

// TestPortfolioSheets wants a row for each case in order, then the unread ones,
// in both dialects, with as many cells as there are headings.
func TestPortfolioSheets(t *testing.T) {
	in := madeRound(t, "en", 40, numbered)
	for dialect, between := range map[resultfile.Dialect]rune{resultfile.StandardCSV: ',', resultfile.EuropeanCSV: ';', resultfile.EnglishCSV: ','} {
		var b strings.Builder
		if err := resultfile.WritePortfolioCSV(&b, in.Portfolio, dialect); err != nil {
			t.Fatal(err)
		}
		text, marked := strings.CutPrefix(b.String(), "\ufeff")
		if marked != (dialect != resultfile.StandardCSV) {
			t.Errorf("%s: a byte-order mark = %v", dialect, marked)
		}
		r := csv.NewReader(strings.NewReader(text))
		r.Comma = between
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != 1+40+2 {
			t.Fatalf("%s: %d rows, want 43", dialect, len(rows))
		}
		column := func(name string) int { return slices.Index(rows[0], name) }
		for i, c := range in.Portfolio.All() {
			row, low := rows[i+1], ""
			if in.Portfolio.Applies(c, 1) { // elsewhere it is not needed
				low = fmt.Sprint(in.Portfolio.Score(c, portfolio.DimensionRef{Bank: 1, Dimension: 2}).Low)
			}
			for name, want := range map[string]string{
				"rank": fmt.Sprint(c.Place), "source": c.Source, "title": c.Title, "open": fmt.Sprint(c.Open),
				"policy": c.Judged.Together.String(), "rule when:launch or preconditions:ready": c.Judged.Rules[0].String(),
				"rule preconditions.measuring at least 50%": c.Judged.Rules[1].String(), "errors": "",
				"preconditions.measuring.low": low, "place": c.Where, "when.code": strings.Join(portfolio.EndingIDs(in.Portfolio.Banks[0], c.Path.Steps[0].Codes), "|"),
			} {
				if at := column(name); at < 0 || row[at] != want {
					t.Fatalf("%s: row %d has no %s = %q: %q", dialect, i, name, want, row)
				}
			}
		}
		if !slices.ContainsFunc(rows[1:41], func(row []string) bool { return row[column("preconditions.measuring.low")] == "" }) {
			t.Errorf("%s: every case has a score of measuring, want some to whom it does not apply", dialect)
		}
		if last := rows[42]; last[column("source")] != "case 002:7" || last[column("errors")] != "line 8, column 3: case 003 [syntax] | and 4 more" {
			t.Errorf("%s: the last row is %q", dialect, last)
		}
	}
}

// TestPortfolioJSON counts what is in it.
func TestPortfolioJSON(t *testing.T) {
	in := madeRound(t, "en", 40, numbered)
	var b strings.Builder
	if err := resultfile.WritePortfolio(&b, in.Portfolio, in.Name(), in.Tool); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Format    int `json:"samklar_portfolio"`
		Cases     int
		Ranked    []struct{ Source, Decider string }
		Errors    []struct{ File string }
		LookAgain struct {
			AllTop []int `json:"all_top"`
		} `json:"look_again"`
	}
	if err := json.Unmarshal([]byte(b.String()), &got); err != nil {
		t.Fatal(err)
	}
	if got.Format != resultfile.PortfolioFormat || got.Cases != 40 || len(got.Ranked) != 40 || len(got.Errors) != 2 || got.Errors[1].File != "case 002" {
		t.Errorf("WritePortfolioJSON = %+v, want 40 cases and 2 errors", got)
	}
	for i, c := range in.Portfolio.All() {
		if got.Ranked[i].Source != c.Source || (got.Ranked[i].Decider != "") != c.NearMiss() {
			t.Errorf("ranked %d = %+v, want %+v", i, got.Ranked[i], c)
		}
		if slices.Contains(got.LookAgain.AllTop, i) != (c.Top && c.Answered >= 10) {
			t.Errorf("all_top = %v; case %d is %v", got.LookAgain.AllTop, i, c.Top)
		}
	}
}

// TestNothingToReportOn has a portfolio of nothing, and one without conclusions.
func TestNothingToReportOn(t *testing.T) {
	b, err := questions.Parse("b.yaml", []byte("bank: b\nversion: 1\nkind: scale\nlanguage: en\ntitle: T\nbands: [{id: all, title: All, from: 0}]\n"+
		"dimensions: [{id: d, title: D, questions: [{id: q, ask: Q, levels: [{text: A}, {text: B}]}]}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	banks := []*questions.Bank{b}
	p := portfolio.NewPortfolio(assess.Select(banks), nil)
	in := &round.Input{Portfolio: p, Lang: "en", Tool: "0"}
	for _, want := range []string{"No answer file could be read.", "These questions show where each case stands"} {
		for name, text := range inEveryFormat(t, round.Build(in), 180) {
			if !strings.Contains(text, want) {
				t.Errorf("%s of %d cases lacks %q:\n%s", name, p.Len(), want, text)
			}
		}
		p.Add("one", &assess.Case{Title: "One"}, portfolio.Summarize(assess.Select(banks).Evaluate(nil), nil))
	}
}

// TestLongListsAreCut wants a report for people that stays readable, says what it
// leaves out, and points to nothing that it left out.
func TestLongListsAreCut(t *testing.T) {
	const cases, most = 16_000, 5_000
	v := round.Build(madeRound(t, "en", cases, numbered))
	ids := make(map[string]bool)
	var rows, lists, pointing int
	for _, s := range v.Sections {
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case view.Cases:
				rows = len(b.Rows)
				for i := range b.Rows {
					ids[b.Rows[i].ID] = true
				}
			case view.Text:
				ids[b.ID] = true
			}
		}
	}
	for _, s := range v.Sections {
		for _, b := range s.Blocks {
			items, ok := b.(view.Items)
			if !ok {
				continue
			}
			for _, item := range items.Items {
				if item.Target == "" {
					continue
				}
				if pointing++; !ids[string(item.Target)] {
					t.Fatalf("%s points to %s, which is not there", item.ID, item.Target)
				}
			}
			if len(items.Items) < most {
				continue
			}
			if lists++; len(items.Items) > most || !ids[items.ID+"--cut"] {
				t.Errorf("list %q has %d entries, want %d and a word about the others", items.ID, len(items.Items), most)
			}
		}
	}
	if rows != most || lists == 0 || pointing == 0 {
		t.Errorf("the table has %d rows, %d lists are cut, %d entries point; want %d, some, some", rows, lists, pointing, most)
	}
	if text := inEveryFormat(t, v, 180)["plain"]; !strings.Contains(text, "The first 5000 of 16000 stand here; -f csv lists them all.") {
		t.Error("nothing says that cases are left out")
	}
}
