package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// runAxe runs every rule of axe on a page. A fault is a rule with the element
// that breaks it. What axe cannot tell is a fault too, but for contrast, which
// pale tells of every text.
const runAxe = `axe.run(document, {resultTypes: ["violations", "incomplete"]}).then(result => {
	const list = rules => rules.flatMap(rule => rule.nodes.map(node =>
		rule.id + " at " + node.target.join(" ") + ": " + (node.failureSummary || rule.help).replace(/\s+/g, " ")));
	return {
		faults: list(result.violations).concat(list(result.incomplete.filter(rule => rule.id !== "color-contrast"))),
		passed: result.passes.map(rule => rule.id),
	};
})`

type axeResult struct {
	Faults []string `json:"faults"`
	Passed []string `json:"passed"`
}

// pale lists the texts with less contrast than 4.5 to 1, those in pictures too,
// which axe leaves out. On white paper no background is printed.
const pale = `(onPaper => {
	const parts = color => color.match(/[\d.]+/g).map(Number);
	const light = color => {
		const [r, g, b] = parts(color).map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const behind = element => {
		for (; element && !onPaper; element = element.parentElement) {
			const color = getComputedStyle(element).backgroundColor;
			if (parts(color)[3] !== 0) return color;
		}
		return "rgb(255, 255, 255)";
	};
	return [...document.body.querySelectorAll("*")].filter(element =>
		element.checkVisibility() && !["title", "desc", "script"].includes(element.localName) &&
		[...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())).flatMap(element => {
			const style = getComputedStyle(element);
			const color = element instanceof SVGElement ? style.fill : style.color;
			const [high, low] = [light(color), light(behind(element))].sort((a, b) => b - a);
			const contrast = (high + 0.05) / (low + 0.05);
			return contrast < 4.5 ? [element.localName + " " + JSON.stringify(element.textContent) + " has a contrast of " + contrast.toFixed(2)] : [];
		});
})`

// wider tells by how many pixels a page is wider than its screen.
const wider = `document.scrollingElement.scrollWidth - innerWidth`

func screens() []screen {
	return []screen{{"small phone", 320, 568}, {"phone", 390, 844}, {"laptop", 1366, 768}}
}

// TestPage holds reports in HTML to what people need of them, in a real browser:
// nothing that axe finds fault with on each screen, and nothing pale in the light
// and in the dark of each; nothing wider than the screen; nothing asked for but the page itself;
// nothing that runs; and all of it on paper.
func TestPage(t *testing.T) {
	axe, err := os.ReadFile(needsModule(t, "WHO CAN READ THE REPORTS IN HTML IS", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	browser := newBrowser(t, "THE REPORTS IN HTML ARE")
	t.Run("finds faults", func(t *testing.T) { findsFaults(t, newTab(browser, t, faultyPage(t)), string(axe)) })
	for _, d := range documents(t, "html") {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			p := newTab(browser, t, d.file)
			title := ask[string](p, "document.title")
			do(p, chromedp.Evaluate[chromedp.Void](string(axe)))
			for i, s := range screens() {
				for j, scheme := range []string{"light", "dark"} {
					p.on(s, scheme)
					isForAll(t, p, "on a "+s.name+" in the "+scheme, i%2 == j)
					p.picture(d.name + "-" + s.name + "-" + scheme + ".png")
				}
			}
			if got := ask[string](p, "document.title"); got != title || got == "ran" {
				t.Errorf("the title is %q, and was %q: something ran", got, title)
			}
			if got, want := p.asked(), []string{fileAddress(d.file)}; !slices.Equal(got, want) {
				t.Errorf("the page asked for %q, want %q", got, want)
			}
			t.Run("on paper", func(t *testing.T) { isPrintedWell(t, p, d.name) })
		})
	}
}

// isForAll wants a page that everybody can read, on the screen it is on, by axe too
// where its rules are to be run: they take most of the time, and but for contrast are
// the same in the light and in the dark.
func isForAll(t *testing.T, p *tab, on string, rules bool) {
	t.Helper()
	if by := ask[int](p, wider); by > 0 {
		t.Errorf("%s the page is %d pixels wider than the screen", on, by)
	}
	for _, fault := range ask[[]string](p, pale+"(false)") {
		t.Errorf("%s: %s", on, fault)
	}
	if !rules {
		return
	}
	result := ask[axeResult](p, runAxe)
	for _, fault := range result.Faults {
		t.Errorf("%s: %s", on, fault)
	}
	if len(result.Passed) < 20 {
		t.Errorf("%s the page passes the rules %q of axe, want more", on, result.Passed)
	}
}

// faultyPage writes a page that has the faults that TestPage looks for.
func faultyPage(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "faulty.html")
	page := `<!DOCTYPE html><title>x</title>
<style>p { width: 2000px; color: #999; background: #fff } @media (prefers-color-scheme: dark) { body { background: #000 } }</style>
<p>pale</p><svg><text y="20" fill="#333">dim</text></svg>
<img src="https://beacon.invalid/a.png"><script>document.title = "ran"</script>`
	if err := os.WriteFile(file, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// findsFaults wants the faults of a faulty page to be found.
func findsFaults(t *testing.T, p *tab, axe string) {
	t.Helper()
	do(p, chromedp.Evaluate[chromedp.Void](axe))
	p.on(screens()[0], "dark")
	if by := ask[int](p, wider); by <= 0 {
		t.Errorf("the page is %d pixels wider than the screen, want more than 0", by)
	}
	if got := ask[string](p, "document.title"); got != "ran" {
		t.Errorf("the title is %q, want the script to have run", got)
	}
	faults := strings.Join(slices.Concat(ask[axeResult](p, runAxe).Faults, ask[[]string](p, pale+"(false)"), ask[[]string](p, pale+"(true)")), "\n")
	for _, fault := range []string{
		"color-contrast at p:", "image-alt at img:", "html-has-lang at html:",
		`p "pale" has a contrast of 2.85`, `text "dim" has a contrast of 1.66`,
	} {
		if !strings.Contains(faults, fault) {
			t.Errorf("the faults are\n%s\nwant also %s", faults, fault)
		}
	}
	if strings.Count(faults, "dim") != 1 {
		t.Errorf("the faults are\n%s\nwant dim only where it is dark", faults)
	}
	if got, want := p.asked(), "https://beacon.invalid/a.png"; !slices.Contains(got, want) {
		t.Errorf("the page asked for %q, want also %q", got, want)
	}
}
