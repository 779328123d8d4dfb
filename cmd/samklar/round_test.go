package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/testdata/batch/cases"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// makeRound writes so many made cases into a folder.
func makeRound(t *testing.T, n int) string {
	t.Helper()
	banks, err := questions.NewLibrary("en").Select([]string{questions.Default}, true)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := cases.New(banks, cases.Options{Seed: 1}).WriteFolder(dir, n); err != nil {
		t.Fatal(err)
	}
	return dir
}

// screened runs samklar screen, which may find that a case does not meet the policy.
func screened(t *testing.T, args ...string) []byte {
	t.Helper()
	cmd := exec.Command("samklar", append([]string{"screen"}, args...)...)
	out, err := cmd.Output()
	if failed, ok := errors.AsType[*exec.ExitError](err); err != nil && (!ok || failed.ExitCode() != 4) {
		t.Fatalf("%q: %v", args, err)
	}
	return out
}

// roundPage writes the page of a round.
func roundPage(t *testing.T, args ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "round.html")
	screened(t, append(args, "-f", "html", "-o", file)...)
	return file
}

const policyFile = "../../testdata/policy.yaml"

// A judgedCase is a case as the portfolio in JSON has it.
type judgedCase struct {
	Source, Title string
	Settled       bool
	Open          int
	Policy        struct {
		Together string
		Ask      []string
	}
}

func judgedCases(t *testing.T, args ...string) []judgedCase {
	t.Helper()
	var got struct{ Ranked []judgedCase }
	if err := json.Unmarshal(screened(t, append(args, "-f", "json")...), &got); err != nil {
		t.Fatal(err)
	}
	return got.Ranked
}

// seen lists the sources of the cases that are to be seen, from above to below.
const seen = `[...document.getElementById("ranking").tBodies].filter(row => row.checkVisibility()).map(row => row.querySelector("small").textContent.split(" · ").pop())`

func sources(all []judgedCase, wanted func(c *judgedCase) bool) []string {
	var found []string
	for i := range all {
		if wanted(&all[i]) {
			found = append(found, all[i].Source)
		}
	}
	return found
}

// wantSeen wants these cases on the page, in this order, and their number said.
func wantSeen(t *testing.T, p *tab, after string, want []string) {
	t.Helper()
	if got := ask[[]string](p, seen); !slices.Equal(got, want) {
		t.Errorf("%s: %d cases are there\n%q\nwant %d\n%q", after, len(got), got, len(want), want)
	}
	if got, want := ask[string](p, `document.querySelector("output").value`), fmt.Sprintf("%d of 60 shown", len(want)); got != want {
		t.Errorf("%s: the page says %q, want %q", after, got, want)
	}
}

// TestRoundIsSearched searches, picks and sorts the cases of a page with real clicks and
// keys, and wants the cases that the same portfolio has in JSON.
func TestRoundIsSearched(t *testing.T) {
	browser := newBrowser(t, "THE PAGE OF MANY CASES IS")
	dir := makeRound(t, 60)
	all := judgedCases(t, dir, "--policy", policyFile)
	p := newTab(browser, t, roundPage(t, dir, "--policy", policyFile))
	p.on(screen{"laptop", 1366, 768}, "light")
	every := sources(all, func(*judgedCase) bool { return true })
	wantSeen(t, p, "at first", every)

	met := sources(all, func(c *judgedCase) bool { return c.Policy.Together == "met" })
	maybe := sources(all, func(c *judgedCase) bool { return c.Policy.Together == "open" })
	one := sources(all, func(c *judgedCase) bool { return len(c.Policy.Ask) == 1 })
	if len(met) == 0 || len(maybe) == 0 || len(one) == 0 || len(one) == len(maybe) {
		t.Fatalf("met %d, not known yet %d, one answer %d; want some of each", len(met), len(maybe), len(one))
	}
	for chip, want := range map[string][]string{"met": met, "maybe": maybe, "one": one, "": every} {
		do(p, chromedp.Click(`#find button[value="`+chip+`"]`))
		wantSeen(t, p, "picked "+chip, want)
	}

	named := func(c *judgedCase) bool { return strings.Contains(strings.ToLower(c.Title), "sønderå") }
	do(p, chromedp.Click(`#find button[value=""]`), chromedp.Click(`#find input`), chromedp.KeyEvent("sonderå"))
	wantSeen(t, p, "searched", sources(all, named))
	do(p, chromedp.Reload())
	wantSeen(t, p, "searched, and come back to", sources(all, named))
	do(p, chromedp.Click(`#find button[value="maybe"]`))
	wantSeen(t, p, "searched and picked", sources(all, func(c *judgedCase) bool { return named(c) && c.Policy.Together == "open" }))
	do(p, chromedp.Click(`#find button[value=""]`), chromedp.Focus(`#find input`), chromedp.KeyEvent("\x1b"))
	wantSeen(t, p, "Escape", every)

	byOpen := slices.Clone(all)
	slices.SortStableFunc(byOpen, func(a, b judgedCase) int { return a.Open - b.Open })
	do(p, chromedp.Click(`.open-questions button`))
	wantSeen(t, p, "sorted", sources(byOpen, func(*judgedCase) bool { return true }))
	do(p, chromedp.Click(`.open-questions button`))
	slices.SortStableFunc(byOpen, func(a, b judgedCase) int { return 0 })
	if got := ask[[]string](p, seen); got[0] == byOpen[0].Source || len(got) != 60 {
		t.Errorf("sorted the other way %q stands first, as before", got[0])
	}
	do(p, chromedp.Click(`.place button`))
	wantSeen(t, p, "sorted by place", every)
	p.picture("round-laptop.png")

	// What is drawn picks the cases that it stands for, and a second click lets go.
	for part, want := range map[string][]string{"#met [value=met]": met, "#met [value=maybe]": maybe} {
		do(p, chromedp.Click(part))
		wantSeen(t, p, "clicked on "+part, want)
		do(p, chromedp.Click(part))
		wantSeen(t, p, "clicked again on "+part, every)
	}
	for _, bar := range []string{"#came", "#steps--when--focus .stack", "#parts--preconditions--shared-goal .stack"} {
		parts := ask[[]string](p, `[...document.querySelectorAll("`+bar+` button")].map(part => part.value)`)
		if len(parts) < 3 {
			t.Errorf("%s has the parts %q, want some", bar, parts)
		}
		for _, key := range parts {
			do(p, chromedp.Evaluate[chromedp.Void](`document.querySelector("`+bar+` [value='`+key+`']").click()`))
			got := ask[string](p, `document.querySelector("`+bar+` [aria-pressed=true]").title + " " + document.querySelector("#find [aria-pressed=true]").textContent + " " + document.querySelector("output").value`)
			n := len(ask[[]string](p, seen))
			if !regexp.MustCompile(fmt.Sprintf(`^.+: %d .+ %d( ✕)? %d of 60 shown$`, n, n, n)).MatchString(got) {
				t.Errorf("%s %s: %d cases are there, and the page says %q", bar, key, n, got)
			}
		}
	}
	do(p, chromedp.Click(`#came--undecided, #came--open`))
	wantSeen(t, p, "clicked on a legend", sources(all, func(c *judgedCase) bool { return !c.Settled }))
	do(p, chromedp.Click(`#find button[value=""]`))
	wantSeen(t, p, "all again", every)

	// A link to a case that is not shown shows it.
	do(p, chromedp.Click(`#find button[value="met"]`), chromedp.Evaluate[chromedp.Void](`location.hash = "case--60"`))
	if !ask[bool](p, `new Promise(done => setTimeout(() => done(document.getElementById("case--60").checkVisibility()), 50))`) {
		t.Error("a link leads to a case that is not shown")
	}
}

// TestRoundByKeyboard does the same by the keyboard alone, and finds everything by its
// role and name, as those do who hear the page.
func TestRoundByKeyboard(t *testing.T) {
	browser := newBrowser(t, "THE PAGE OF MANY CASES BY KEYBOARD IS")
	dir := makeRound(t, 60)
	all := judgedCases(t, dir, "--policy", policyFile)
	p := newTab(browser, t, roundPage(t, dir, "--policy", policyFile))
	p.on(screen{"laptop", 1366, 768}, "light")
	met := sources(all, func(c *judgedCase) bool { return c.Policy.Together == "met" })
	one := sources(all, func(c *judgedCase) bool { return len(c.Policy.Ask) == 1 })

	// A bar takes one stop of the tabulator, and arrows go on to its parts.
	do(p, chromedp.Focus(`#met button`), chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent("\r"))
	wantSeen(t, p, "an arrow and Enter on a bar", sources(all, func(c *judgedCase) bool { return c.Policy.Together == "open" }))
	p.isPressed(fmt.Sprintf("May still meet all %d", len(sources(all, func(c *judgedCase) bool { return c.Policy.Together == "open" }))), "All 60")
	do(p, chromedp.KeyEvent("\t"))
	if ask[bool](p, `document.activeElement.closest("#met") !== null`) {
		t.Error("a bar takes more than one stop of the tabulator")
	}
	do(p, chromedp.Click(`#find button[value=""]`))

	// From the search field on the tabulator goes through the chips and the headings.
	named(p, "searchbox", "Search")
	do(p, chromedp.Focus(`#find input`))
	focused := func() string { return ask[string](p, `document.activeElement.textContent.trim()`) }
	var way []string
	for range 15 {
		do(p, chromedp.KeyEvent("\t"))
		way = append(way, focused())
		switch focused() {
		case fmt.Sprintf("Meets all %d", len(met)):
			do(p, chromedp.KeyEvent("\r"))
			wantSeen(t, p, "Enter on a chip", met)
			p.isPressed(fmt.Sprintf("Meets all %d", len(met)), "All 60")
		case fmt.Sprintf("One answer decides %d", len(one)):
			do(p, chromedp.KeyEvent(" "))
			wantSeen(t, p, "Space on a chip", one)
		case "Case":
			do(p, chromedp.KeyEvent("\r"))
			if got := ask[string](p, `document.querySelector("th.case").ariaSort`); got != "ascending" {
				t.Errorf("sorted by Case it says %q, want ascending", got)
			}
			names := ask[[]string](p, `[...document.getElementById("ranking").tBodies].map(row => row.querySelector("th").firstChild.textContent)`)
			if ask[bool](p, `(names => JSON.stringify(names) !== JSON.stringify([...names].sort(new Intl.Collator("en", {numeric: true}).compare)))(`+quoted(t, names)+`)`) {
				t.Errorf("sorted by Case the order is %q", names)
			}
		}
	}
	for _, want := range []string{"All 60", fmt.Sprintf("Meets all %d", len(met)), "Case", "Conclusion", "Open", "R1", "Lacking"} {
		if !slices.Contains(way, want) {
			t.Errorf("the tabulator goes through %q, want also %q", way, want)
		}
	}
	for _, of := range [][2]string{
		{"button", "All 60"},
		{"button", fmt.Sprintf("Meets all: %d", len(met))},
		{"columnheader", "Case"},
		{"columnheader", "Conclusion"},
		{"table", "The cases"},
		{"status", ""},
		{"group", "What came out"},
		{"group", "The requirements"},
		{"group", "The cases"},
		{"heading", "The cases"},
	} {
		named(p, of[0], of[1])
	}
}

func quoted(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// named wants something of a role and a name in what a screen reader is told.
func named(p *tab, role, name string) {
	p.t.Helper()
	root, err := chromedp.Call(p.ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: "document"})
	if err != nil {
		p.t.Fatal(err)
	}
	found, err := chromedp.Call(p.ctx, accessibility.QueryAXTree, accessibility.QueryAXTreeParams{ObjectID: root.Result.ObjectID, Role: role, AccessibleName: name})
	if err != nil {
		p.t.Fatal(err)
	}
	if !slices.ContainsFunc(found.Nodes, func(n *accessibility.Node) bool { return !n.Ignored }) {
		p.t.Errorf("a screen reader is told of no %s %q", role, name)
	}
}

// isPressed wants one chip pressed, and another one not.
func (p *tab) isPressed(pressed, not string) {
	p.t.Helper()
	said := ask[map[string]string](p, `Object.fromEntries([...document.querySelectorAll("#find button")].map(chip => [chip.textContent, chip.ariaPressed]))`)
	if said[pressed] != "true" || said[not] != "false" {
		p.t.Errorf("the chips say %q, want %q pressed and %q not", said, pressed, not)
	}
}

// TestRoundWithoutScript wants every case on a page where no script may run, and nothing
// that would do nothing.
func TestRoundWithoutScript(t *testing.T) {
	browser := newBrowser(t, "THE PAGE OF MANY CASES WITHOUT SCRIPT IS")
	dir := makeRound(t, 30)
	page := roundPage(t, dir, "--policy", policyFile)
	p := newTab(browser, t, faultyPage(t))
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	do(p, chromedp.Navigate(fileAddress(page)))
	p.on(screen{"laptop", 1366, 768}, "light")
	if got := ask[[]string](p, seen); len(got) != 30 {
		t.Errorf("%d cases are there, want 30", len(got))
	}
	if ask[bool](p, `document.getElementById("find").checkVisibility() || document.querySelector("thead button") !== null`) {
		t.Error("there is something to click that does nothing")
	}
}

// TestRoundFits wants every round on every screen without a scroll to the side, on few
// sheets of paper, and small enough; and the largest found at once.
func TestRoundFits(t *testing.T) {
	browser := newBrowser(t, "HOW THE PAGE OF MANY CASES FITS IS")
	dir := makeRound(t, 60)
	p := newTab(browser, t, faultyPage(t))
	for _, lang := range questions.Languages() {
		for name, args := range map[string][]string{
			"judged": {dir, "--policy", policyFile}, "plain": {dir}, "real": {"../../testdata/answers", "--policy", policyFile}, "all": {dir, "--banks", "all"},
		} {
			do(p, chromedp.Navigate(fileAddress(roundPage(t, append(args, "--lang", lang)...))))
			for _, width := range []int64{320, 390, 500, 768, 896, 897, 1023, 1024, 1280, 1600, 1920} {
				p.on(screen{"", width, 900}, "light")
				if by := ask[int](p, wider); by > 0 {
					t.Errorf("%s in %s, %d pixels wide: the page is %d wider", name, lang, width, by)
				}
			}
			if name == "judged" || name == "plain" {
				p.as("", "light")
				pdf, err := chromedp.Run(p.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
				if err != nil {
					t.Fatal(err)
				}
				keep(t, "round-"+name+"-"+lang+".pdf", pdf)
				if n := len(sheetCount.FindAll(pdf, -1)); n > 4 {
					t.Errorf("%s in %s is printed on %d sheets, want 4 at most", name, lang, n)
				}
			}
		}
	}
	large := roundPage(t, makeRound(t, 2000), "--policy", policyFile)
	info, err := os.Stat(large)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > 1_500_000 {
		t.Errorf("2,000 cases have %d bytes, want 1.5 MB at most", info.Size())
	}
	p.on(screen{"laptop", 1366, 768}, "light")
	do(p, chromedp.Navigate(fileAddress(large)))
	took := ask[map[string]float64](p, `(() => {
		const search = document.querySelector("#find input"), took = {};
		const time = (name, act) => { const from = performance.now(); act(); document.body.offsetHeight; took[name] = performance.now() - from; };
		time("search", () => { search.value = "nord"; search.dispatchEvent(new Event("input")); });
		time("all", () => { search.value = ""; search.dispatchEvent(new Event("input")); });
		time("chip", () => document.querySelector("#find button[value=maybe]").click());
		time("sort", () => document.querySelector(".case button").click());
		took.open = performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart;
		return took;
	})()`)
	t.Logf("%d bytes; milliseconds: %v", info.Size(), took)
	for what, ms := range took {
		if ms > 3000 { // far beyond what it takes, on a machine that does much else
			t.Errorf("%s takes %.0f ms with 2,000 cases", what, ms)
		}
	}
}
