package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// lit gives the chips that are lit.
const lit = `[...document.querySelectorAll("#find [aria-pressed=true]")].filter(chip => chip.checkVisibility()).map(chip => chip.textContent)`

// TestRoundSaysWhatIsPicked wants one chip lit whatever picked the cases, the top of the
// list on the screen after a click far above it, and a way back by that chip.
func TestRoundSaysWhatIsPicked(t *testing.T) {
	browser := newBrowser(t, "WHAT IS PICKED ON THE PAGE OF MANY CASES IS")
	dir := makeRound(t, 60)
	all := judgedCases(t, dir, "--policy", policyFile)
	every := sources(all, func(*judgedCase) bool { return true })
	p := newTab(browser, t, roundPage(t, dir, "--policy", policyFile))
	for _, on := range []screen{{"laptop", 1280, 800}, {"phone", 390, 844}} {
		p.on(on, "light")
		for _, bar := range []string{"#met", "#steps--when--focus .stack", "#parts--preconditions--shared-goal .stack"} {
			part := bar + " button:last-child"
			do(p, chromedp.Evaluate[chromedp.Void](`scrollTo(0, 0); document.querySelector("`+part+`").click()`))
			said := ask[string](p, `document.querySelector("`+part+`").title.replace(/: (\d+)$/, " $1")`)
			if got := ask[[]string](p, lit); len(got) != 1 || strings.TrimSuffix(got[0], " ✕") != said {
				t.Errorf("on a %s %s is clicked, and the chips %q are lit, want %q", on.name, part, got, said)
			}
			if top := ask[float64](p, `document.getElementById("find").getBoundingClientRect().top`); top < 0 || top > float64(on.height)/2 {
				t.Errorf("on a %s %s is clicked, and the list begins at %.0f of %d pixels", on.name, part, top, on.height)
			}
			p.as("print", "light")
			if got := ask[[]string](p, lit); len(got) != 1 || !ask[bool](p, `document.querySelector("output").checkVisibility()`) {
				t.Errorf("%s is clicked, and on paper stands %q", part, got)
			}
			p.as("screen", "light")
			do(p, chromedp.Evaluate[chromedp.Void](`document.querySelector("#find [aria-pressed=true]").click()`))
			if got := ask[[]string](p, lit); bar != "#met" && !slices.Equal(got, []string{"All 60"}) {
				t.Errorf("the chip of %s is clicked, and %q are lit", part, got)
			}
			do(p, chromedp.Evaluate[chromedp.Void](`document.querySelector("#find button").click()`))
			wantSeen(t, p, "all again", every)
			p.as("print", "light")
			if got := ask[[]string](p, lit); len(got) > 0 {
				t.Errorf("nothing is picked, and on paper stands %q", got)
			}
			p.as("screen", "light")
		}
	}
}

// TestRoundNamesWhereOneAnswerDecides wants the cases that one answer decides above the
// others, with links to their lines, and a link that picks them all.
func TestRoundNamesWhereOneAnswerDecides(t *testing.T) {
	browser := newBrowser(t, "WHERE ONE ANSWER DECIDES IS")
	dir := makeRound(t, 60)
	all := judgedCases(t, dir)
	p := newTab(browser, t, roundPage(t, dir))
	p.on(screen{"laptop", 1280, 800}, "light")
	one := ask[int](p, `document.getElementsByClassName("one").length`)
	links := ask[[]string](p, `[...document.querySelectorAll("#near-miss a")].map(link => link.getAttribute("href"))`)
	if one <= 5 || len(links) != 6 || len(all) != 60 {
		t.Fatalf("%d cases of one answer have the links %q, want five and one to the others", one, links)
	}
	for _, link := range []string{links[0], links[0], links[1], links[2], links[3], links[4]} { // the first a second time, which is no new address
		do(p, chromedp.Click(`#find button[value="end1"]`), chromedp.Click(`#near-miss a[href="`+link+`"]`))
		if !ask[bool](p, `new Promise(done => setTimeout(() => {
			const row = document.querySelector("`+link+`"), at = row.getBoundingClientRect();
			done(row.matches(".one") ? row.checkVisibility() ? innerHeight > at.top ? at.bottom > 0 : false : false : false);
		}, 50))`) {
			t.Errorf("a link leads to %s, which is not to be seen or has more to ask", link)
		}
	}
	do(p, chromedp.Click(`#near-miss a[data-key]`))
	if got, want := ask[[]string](p, lit), fmt.Sprintf("One answer decides %d", one); !slices.Equal(got, []string{want}) {
		t.Errorf("the link to the others lights %q, want %q", got, want)
	}
	if got := ask[[]string](p, seen); len(got) != one {
		t.Errorf("the link to the others shows %d cases, want %d", len(got), one)
	}
}

// TestRoundCards wants a card on a phone to say the rules that are not met, and to fold
// the others until they are asked for.
func TestRoundCards(t *testing.T) {
	browser := newBrowser(t, "THE CARDS OF MANY CASES ARE")
	p := newTab(browser, t, roundPage(t, makeRound(t, 60), "--policy", policyFile))
	p.on(screen{"phone", 390, 844}, "light")
	const rules = `.filter(cell => cell.checkVisibility()).map(cell => cell.innerText.trim())`
	for i := range 60 {
		row := fmt.Sprintf(`document.getElementById("case--%d")`, i+1)
		do(p, chromedp.Evaluate[chromedp.Void](row+`.scrollIntoView()`))
		shown, folded := 0, ask[[]string](p, `[...`+row+`.querySelectorAll(".fold button")].map(fold => fold.textContent)`)
		for _, said := range ask[[]string](p, `[...`+row+`.querySelectorAll(".spelt")]`+rules) {
			if shown++; !strings.HasPrefix(said, "✗ ") && !strings.HasPrefix(said, "? ") || len(said) < 20 {
				t.Errorf("the card of case %d says %q", i+1, said)
			}
		}
		if shown < 3 != (len(folded) == 1) || shown < 3 && folded[0] != fmt.Sprintf("Met or not needed: %d", 3-shown) {
			t.Fatalf("the card of case %d says %d of 3 rules and %q", i+1, shown, folded)
		}
		if shown == 3 {
			continue
		}
		do(p, chromedp.Evaluate[chromedp.Void](row+`.querySelector(".fold button").click()`))
		if got := ask[[]string](p, `[...`+row+`.querySelectorAll(".spelt")]`+rules); len(got) != 3 {
			t.Errorf("the card of case %d unfolds to %q, want three rules", i+1, got)
		}
	}
	p.picture("round-cards.png")
}
