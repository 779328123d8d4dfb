package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
)

// hostileBank has something that acts elsewhere in every text.
const hostileBank = `bank: hostile
version: 1
kind: scale
language: en
title: "</title></script><script>document.title='ran'</script>"
about: "<img src=https://beacon.invalid/about.png onerror=document.title='ran'> {n} {{x}} ${a}"
dimensions:
  - id: d
    title: "</h3><style>@import 'https://beacon.invalid/x.css'</style> Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"
    questions:
      - {id: a, ask: "=cmd|' /C calc'!A0 </legend><script>document.title='ran'</script>", levels: [{text: "\" onfocus=\"document.title='ran'"}, {text: "</select></label>--> ]]> &lt;"}], optional: true}
      - {id: b, ask: "]]></script> \\u003cscript> | # * _x_ ![p](https://beacon.invalid/p.png)", levels: [{text: "@SUM(1)"}, {text: "-1+1"}]}
bands: [{id: all, title: all, from: 0}]
`

// forms writes forms in several languages, and one of a bank full of hostile texts.
func forms(t *testing.T, format string) []document {
	t.Helper()
	dir := t.TempDir()
	bank := filepath.Join(dir, "hostile.yaml")
	if err := os.WriteFile(bank, []byte(hostileBank), 0o600); err != nil {
		t.Fatal(err)
	}
	all := []document{{"form-da", ""}, {"form-nl", ""}, {"form-hostile", ""}}
	args := [][]string{{"--lang", "da"}, {"--lang", "nl", "--banks", "conditions"}, {"--bank", bank, "--banks", "hostile", "--title", "</title><script>document.title='ran'</script>"}}
	for i := range all {
		all[i].file = filepath.Join(dir, all[i].name+"."+format)
		samklar(t, append([]string{"form", "-f", format, "-o", all[i].file}, args[i]...)...)
	}
	return all
}

// TestFormPage holds the form as a page to what people need of it, as reports are: for
// everybody to read, on every screen, with all notes unfolded too, and nothing asked
// for but the page. What runs is its own script alone.
func TestFormPage(t *testing.T) {
	axe, err := os.ReadFile(needsModule(t, "WHO CAN FILL THE FORMS IN IS", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	started := newBrowser(t, "THE FORMS ARE")
	for _, d := range forms(t, "html") {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			p := newTab(started, t, d.file)
			title := ask[string](p, "document.title")
			if title == "ran" || ask[bool](p, `document.querySelector(".bar").hidden`) {
				t.Errorf("the title is %q; want the form's own script to have run, and nothing else", title)
			}
			// A script that the page does not name does not run.
			ask[bool](p, `(() => { const s = document.createElement("script"); s.textContent = "document.title = 'ran'"; document.body.append(s); s.remove(); return true })()`)
			do(p, chromedp.Evaluate[chromedp.Void](string(axe)))
			for _, on := range []struct {
				screen
				scheme string
				notes  bool // unfolded
			}{{screens()[0], "dark", true}, {screens()[1], "light", false}, {screens()[2], "light", true}, {screen{"wall", 1920, 1080}, "dark", false}} {
				ask[int](p, fmt.Sprintf(`[...document.querySelectorAll("details")].map(d => d.open = %v).length`, on.notes))
				p.on(on.screen, on.scheme)
				isForAll(t, p, "on a "+on.name+" in the "+on.scheme, true)
				p.picture(d.name + "-" + on.name + "-" + on.scheme + ".png")
			}
			for width := int64(320); width <= 1920; width += 160 {
				p.on(screen{"", width, 800}, "light")
				if by := ask[int](p, wider); by > 0 {
					t.Errorf("%d pixels wide, the page is %d pixels wider than the screen", width, by)
				}
			}
			if got := ask[string](p, "document.title"); got != title {
				t.Errorf("the title is %q, and was %q: something ran", got, title)
			}
			fetched := slices.DeleteFunc(p.asked(), func(address string) bool { return strings.HasPrefix(address, "data:image/svg+xml;") }) // the browser's own, of a date
			if got, want := fetched, []string{fileAddress(d.file)}; !slices.Equal(got, want) {
				t.Errorf("the page asked for %q, want %q", got, want)
			}
			isPaperForm(t, p, d.name)
		})
	}
}

// isPaperForm prints a form and wants A4 with all that is asked on it, and nothing that
// needs a screen.
func isPaperForm(t *testing.T, p *tab, name string) {
	t.Helper()
	const untested = "THE FORMS ON PAPER ARE"
	pdfinfo, pdftotext := needs(t, untested, "pdfinfo"), needs(t, untested, "pdftotext")
	asks := ask[[]string](p, `[...document.querySelectorAll("h1, h2, h3, legend, .level span, .field:not(.scripted *, :has(textarea:not(.note))) span")].map(e => e.textContent)`)
	never := ask[[]string](p, `[...document.querySelectorAll("button, summary, #kept")].map(e => e.textContent)`)
	p.as("print", "dark")
	for _, fault := range ask[[]string](p, pale+"(true)") {
		t.Error(fault)
	}
	p.as("", "dark")
	pdf, err := chromedp.Run(p.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	keep(t, name+".pdf", pdf)
	file := filepath.Join(t.TempDir(), "printed.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	if info := output(t, exec.Command(pdfinfo, file)); !regexp.MustCompile(`Page size: .*\(A4\)`).Match(info) {
		t.Errorf("pdfinfo says\n%s\nwant A4", info)
	}
	text, _ := sheets(t, output(t, exec.Command(pdftotext, "-raw", file, "-")), "")
	from := 0
	for _, said := range asks {
		at := strings.Index(text[from:], packed(said))
		if at < 0 {
			t.Fatalf("%q is not on paper, or not in its place", said)
		}
		from += at + len(packed(said))
	}
	for _, said := range never {
		if said != "" && strings.Contains(text, packed(said)) {
			t.Errorf("%q is on paper", said)
		}
	}
}

// TestFormByKeys fills the form in with nothing but keys, reloads it in the middle,
// saves the answers, checks and scores them, opens them in an empty form again, and
// clears it.
func TestFormByKeys(t *testing.T) {
	started := newBrowser(t, "FILLING IN FORMS IS")
	dir := t.TempDir()
	file := filepath.Join(dir, "form.html")
	samklar(t, "form", "--lang", "da", "--banks", "when,preconditions,stagnation", "-o", file)
	p := newTab(started, t, file)
	call(p, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir})
	if err := chromedp.Listen(p.ctx, func(event any) {
		if _, ok := event.(*page.EventJavascriptDialogOpening); ok {
			go func() { // not while events are handed out
				_, _ = chromedp.Call(p.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true})
			}()
		}
	}); err != nil {
		t.Fatal(err)
	}
	k := &keyPerson{t: t, p: p, Rand: rand.New(rand.NewPCG(1, 2)), want: make(map[string]map[string]any)}
	k.fill(12)
	const counted = `document.querySelectorAll("fieldset :checked").length + ", " + document.getElementById("count").textContent`
	kept := ask[string](p, counted)
	do(p, chromedp.Reload())
	if got := ask[string](p, counted); got != kept || !strings.HasPrefix(got, "12, Højst ") {
		t.Errorf("after a reload %q, want %q with 12 answers", got, kept)
	}
	k.fill(1000)
	saved := waitFor(t, filepath.Join(dir, "samklar-2027-014.json"))
	p.picture("form-filled.png")
	var doc struct {
		Case    map[string]string
		Banks   map[string]int
		Answers map[string]map[string]map[string]any
	}
	if err := json.Unmarshal(saved, &doc); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"id": "2027-014", "title": "Vores kvarter <b>Ørsted</b>", "as-of": "2026-03-31"}, doc.Case); diff != "" {
		t.Errorf("the case (-want +got):\n%s", diff)
	}
	got := make(map[string]map[string]any)
	for bank, answers := range doc.Answers {
		for id, a := range answers {
			got[bank+"."+id] = a
		}
	}
	if diff := cmp.Diff(k.want, got); diff != "" || len(got) < 40 {
		t.Errorf("%d answers (-typed +saved):\n%s", len(got), diff)
	}
	answers := filepath.Join(dir, "samklar-2027-014.json")
	if out := samklar(t, "check", answers); !bytes.Contains(out, []byte("valid and complete")) {
		t.Errorf("samklar check says %s", out)
	}
	if out := samklar(t, "score", answers); !bytes.Contains(out, []byte("when:")) {
		t.Errorf("samklar score says %s", out)
	}

	if asked := ask[bool](p, `more`); asked { // for the rest, which settles nothing
		do(p, chromedp.Reload())
	} else {
		t.Error("nobody asked for the rest")
	}
	if !ask[bool](p, `more`) {
		t.Error("after a reload the rest is no longer asked for")
	}
	ask[bool](p, `document.getElementById("clear").click(), true`)
	if n := ask[int](p, `document.querySelectorAll(":checked:not(option)").length + localStorage.length`); n != 0 {
		t.Errorf("after clearing, %d things are left", n)
	}
	do(p, chromedp.Reload(), chromedp.SetUploadFiles("#open", []string{answers}))
	ask[bool](p, `new Promise(done => { const look = () => document.querySelector(":checked:not(option)") ? done(true) : setTimeout(look, 10); look() })`)
	if again := ask[string](p, `JSON.stringify(file(), null, "  ") + "\n"`); again != string(saved) {
		t.Errorf("opened and saved again (-before +after):\n%s", cmp.Diff(string(saved), again))
	}
}

// waitFor waits until a file is whole.
func waitFor(t *testing.T, file string) []byte {
	t.Helper()
	for range 500 {
		if data, err := os.ReadFile(file); err == nil && bytes.HasSuffix(data, []byte("}\n")) {
			return data
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%s is not there", file)
	return nil
}

// TestFormSays goes where a person goes wrong: what is missing is said and led to, what
// cannot be read changes nothing, what does not fit is counted, and an answer that has
// become needless is marked and kept. Nothing in a file that is opened runs.
func TestFormSays(t *testing.T) {
	started := newBrowser(t, "WHAT FORMS SAY IS")
	dir := t.TempDir()
	file := filepath.Join(dir, "form.html")
	samklar(t, "form", "--lang", "en", "--banks", "when,stagnation", "-o", file)
	p := newTab(started, t, file)
	title := ask[string](p, "document.title")
	opens := func(name, text string) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		ask[bool](p, `say(""), window.confirm = () => true, true`)
		do(p, chromedp.SetUploadFiles("#open", []string{path}))
		return ask[string](p, `new Promise(done => { const look = () => { const said = document.getElementById("said").textContent; said === "" ? setTimeout(look, 10) : done(said + " " + document.getElementById("read").textContent) }; look() })`)
	}
	said := func(script string) string {
		t.Helper()
		return ask[string](p, script+`; document.getElementById("said").textContent`)
	}
	type step struct{ what, got, want string }
	optional := ask[string](p, `document.querySelector("[value=not-applicable]").name`)
	steps := []step{
		{"nothing is answered", said(`save()`), "Nothing is answered yet."},
		{"a note is missing", said(`document.querySelector("[value=not-applicable]").click(); save()`), "Say in the note why it does not apply."},
		{"which has the focus", ask[string](p, `document.activeElement.name`), optional + ".note"},
		{"and nothing is saved", ask[string](p, `document.getElementById("text").value`), ""},
		{"no answers", opens("not.json", `{"samklar": 1`), "The file has no answers that fit here."},
		{"another format", opens("other.json", `{"samklar": 2, "answers": {"when": {"money": "6-to-11"}}}`), "The file has no answers that fit here."},
		{"which changed nothing", ask[string](p, `document.querySelector("input:checked").name`), optional},
		{
			"what does not fit", opens("fits.json", `{"samklar": 1, "case": {"title": "<img src=x onerror=document.title='ran'>", "as-of": "2026-03"}, "banks": {"when": 2},
			"answers": {"when": {"money": "6-to-11", "bounded": {"level": "constructor"}, "gone": "yes", "champions": true, "urgency": {"between": ["few", "partly"], "note": "</textarea><script>document.title='ran'</script>"}}, "__proto__": {"a": "b"}}}`),
			"3 answers are opened. 3 answers in the file have no place here, and are left out.",
		},
		{"all of what fits", ask[string](p, `JSON.stringify([file().case["as-of"], file().answers.when])`), `["2026-03",{"champions":{"level":"yes"},"money":{"level":"6-to-11"},"urgency":{"between":["few","partly"],"note":"</textarea><script>document.title='ran'</script>"}}]`},
		{"an answer between two shows both", ask[string](p, `[...document.querySelectorAll(".also input")].map(e => e.name + "=" + e.value).join()`), "when.urgency=few,when.urgency=partly"},
		{"what is missing is told with the file", said(`save()`) + ask[string](p, `document.getElementById("saved").textContent`), "Saved. How to send it stands above.Saved as samklar-img-src-x-onerror-document-title-ran.json, with your downloads. Send that file to whoever gave you this form. 36 questions still have no answer. The first: Do we agree on one clear problem"},
		{"fewer questions", said(`document.querySelector("[name='when.bounded'][value=no]").click()`), "questions fall away."},
		{"what is needless stays, marked", ask[string](p, `[...document.querySelectorAll(".question:not([hidden]) .aside:not([hidden])")].map(e => e.parentElement.querySelector("input").name).join()`), "when.champions,when.money,when.urgency"},
		{"a date that is none", said(`form.elements["case/as-of"].value = "2026-13"; save()`), "Date: 2026-03-31, 2026-03 or 2026."},
		{"too many sources", said(`form.elements["case/as-of"].value = ""; form.elements["when.money.evidence"].value = "a\n".repeat(21); save()`), "There is room for 20 sources."},
		{"what cannot be kept", ask[string](p, `Object.defineProperty(window, "localStorage", {get() { throw new Error("no") }}); keep(); document.getElementById("kept").textContent`), "This browser keeps nothing"},
		{"nothing ran", ask[string](p, "document.title"), title},
	}
	for _, s := range steps {
		if s.want == "" && s.got != "" || !strings.Contains(s.got, s.want) {
			t.Errorf("%s: %q, want %q", s.what, s.got, s.want)
		}
	}
}

// TestFormOfOpen asks one person what a case leaves open, and puts what comes back into
// it: the case then has an answer to all that is asked, and every one that it had.
func TestFormOfOpen(t *testing.T) {
	started := newBrowser(t, "FORMS OF WHAT IS OPEN ARE")
	for _, name := range []string{"hasselt-2017", "go-goldfields-2014"} {
		dir := t.TempDir()
		answers, err := os.ReadFile(filepath.Join(root, "testdata", "answers", name+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		file, page, back := filepath.Join(dir, "case.yaml"), filepath.Join(dir, "form.html"), filepath.Join(dir, "back.json")
		if err := os.WriteFile(file, answers, 0o600); err != nil {
			t.Fatal(err)
		}
		before := samklar(t, "answers", file, "--notes")
		samklar(t, "form", "--only", "open", file, "-o", page)
		p := newTab(started, t, page)
		saved := ask[string](p, `(() => {
			for (let more = true, n = 0; more; n++) { // as each answer may ask for more, or less
				more = [...document.querySelectorAll(".question:not([hidden])")].find(q => !q.querySelector("input:checked"));
				if (more) more.querySelectorAll("input:not([value=unknown]):not([value=not-applicable])")[n % 2].click();
			}
			return JSON.stringify(file());
		})()`)
		if err := os.WriteFile(back, []byte(saved), 0o600); err != nil {
			t.Fatal(err)
		}
		samklar(t, "import", back, "--into", file)
		if out := samklar(t, "check", file); !bytes.Contains(out, []byte("valid and complete")) {
			t.Errorf("%s: samklar check says %s", name, out)
		}
		after := samklar(t, "answers", file, "--notes")
		known, open := 0, regexp.MustCompile(`,unknown,|,,[a-z0-9-]+ [a-z0-9-]+,[0-9]`) // two levels, of which one may be chosen
		for line := range bytes.Lines(before) {
			if !open.Match(line) {
				if known++; !bytes.Contains(after, line) {
					t.Errorf("%s: the case had %s", name, line)
				}
			}
		}
		if known < 5 {
			t.Errorf("%s: %d answers were known before, want more", name, known)
		}
	}
}
