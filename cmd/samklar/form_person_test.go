package main

import (
	"math/rand/v2"
	"strings"
	"testing"

	"collectiveimpact/samklar/questions"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// focused is what the keys go to.
type focused struct{ Tag, Type, Name, ID, Class string }

const whatHasFocus = `(({localName: tag, type = "", name = "", id, className, dataset: {of}}) => ({tag, type, name: name || of || "", id, class: className}))(document.activeElement)`

// A keyPerson fills a form in by keys, and remembers what was meant.
type keyPerson struct {
	*rand.Rand
	t    *testing.T
	p    *tab
	want map[string]map[string]any // by bank.question, as the answer file has it
}

func (k *keyPerson) keys(keys string) { do(k.p, chromedp.KeyEvent(keys)) }

func (k *keyPerson) back() {
	do(k.p, chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)))
}

func (k *keyPerson) question(name string) *questions.Question {
	bank, id, _ := strings.Cut(name, ".")
	b, err := questions.NewLibrary("da").Bank(bank)
	if err != nil {
		k.t.Fatal(err)
	}
	id, _, _ = strings.Cut(id, ".")
	return &b.Questions[b.Question(id)]
}

// fill goes through the form with the tab key until so many more questions have
// answers, or all and the file is saved.
func (k *keyPerson) fill(most int) {
	k.t.Helper()
	before := len(k.want)
	for range 2000 {
		k.keys(kb.Tab)
		at := ask[focused](k.p, whatHasFocus)
		name, beside, _ := strings.Cut(at.Name, "#")
		if parts := strings.Split(at.Name, "."); len(parts) == 3 {
			name, beside = parts[0]+"."+parts[1], parts[2]
		}
		answer := k.want[name]
		switch {
		case at.ID == "more": // what settles nothing
			k.keys(kb.Enter)
			k.back()
		case at.ID == "save":
			k.keys(kb.Enter)
			return
		case at.Name == "case/id" && before == 0:
			k.keys("2027-014")
		case at.Name == "case/title" && before == 0:
			k.keys("Vores kvarter <b>Ørsted</b>")
		case at.Name == "case/as-of" && before == 0:
			k.keys("03312026")
		case at.Type == "radio" && answer == nil:
			if len(k.want)-before == most {
				return
			}
			k.want[name] = k.choose(name)
		case at.Tag == "summary" && k.IntN(3) == 0:
			k.keys(kb.Enter)
		case beside == "note" && answer["note"] == nil && answer != nil:
			k.keys("Det så vi i går, »ikke« \"før\"" + kb.Enter + "og i dag")
			answer["note"] = "Det så vi i går, »ikke« \"før\"\nog i dag"
		case beside == "evidence" && answer["evidence"] == nil && answer != nil:
			k.keys("https://example.org/?a=1&b=2" + kb.Enter + "Referat, side 3")
			answer["evidence"] = []any{"https://example.org/?a=1&b=2", "Referat, side 3"}
		case at.Class == "two" && k.IntN(4) == 0:
			k.between(name, answer)
		}
	}
	k.t.Fatal("the keys come to no end")
}

// between says of an answer, from the button beside it, that it lies between that and
// the one before.
func (k *keyPerson) between(name string, answer map[string]any) {
	q := k.question(name)
	id, _ := answer["level"].(string)
	if at := q.Level(id); at > 0 {
		answer["between"] = []any{q.Levels[at-1].ID, id}
		delete(answer, "level")
		k.keys(kb.Enter)
		k.back()
		k.keys(kb.ArrowUp)
	}
}

// choose answers a question: mostly with a level that is high, so that the way is long.
func (k *keyPerson) choose(name string) map[string]any {
	k.keys(" ")
	q := k.question(name)
	var down int
	var level string
	switch n := len(q.Levels); {
	case q.Optional && k.IntN(2) == 0:
		down, level = n+1, "not-applicable"
	case k.IntN(8) == 0:
		down, level = n, "unknown"
	default:
		down = n - 1 - k.IntN(2)
		level = q.Levels[down].ID
	}
	k.keys(strings.Repeat(kb.ArrowDown, down))
	answer := map[string]any{"level": level}
	if level == "not-applicable" { // its note is unfolded, and asked for
		k.keys(kb.Tab + kb.Tab)
		k.keys("Det findes ikke hos os")
		answer["note"] = "Det findes ikke hos os"
	}
	return answer
}

// A box is where something stands on the screen.
type box struct{ X, Y, Top, Bottom float64 }

// where gives the place of an element once it has come to rest: through so many pictures
// of the screen, however long a busy machine takes to draw one.
func (p *tab) where(element string) box {
	p.t.Helper()
	return ask[box](p, `new Promise(rests => {
		let last, same = 0;
		const look = () => {
			const {x, y, width, height, top, bottom} = (`+element+`).getBoundingClientRect();
			same = last === [x, y, width, height].join() ? same + 1 : 0;
			last = [x, y, width, height].join();
			same > 6 ? rests({X: x + width / 2, Y: y + height / 2, Top: top, Bottom: bottom}) : requestAnimationFrame(look);
		};
		look();
	})`)
}

func (p *tab) tap(element string) {
	p.t.Helper()
	at := p.where(element)
	do(p, chromedp.MouseClickXY(at.X, at.Y))
}

// TestFormByTaps answers all that decides on a phone, scrolling at most once
// from the first question on: each answer folds its question up and brings the next one. What does
// not decide is offered at the end. Two levels an answer lies between are taken by two taps.
func TestFormByTaps(t *testing.T) {
	started := newBrowser(t, "FILLING IN FORMS BY TAPS IS")
	file := t.TempDir() + "/form.html"
	samklar(t, "form", "--lang", "da", "-o", file)
	p := newTab(started, t, file)
	p.on(screen{"phone", 390, 844}, "light")
	ask[bool](p, `document.querySelector(".question").scrollIntoView(), true`)
	const next = `[...document.querySelectorAll(".question")].find(q => q.offsetParent && !q.querySelector("input:checked"))`
	if got := ask[string](p, `find("count").textContent`); got != "Højst 39 tilbage, så flere, hvis I vil" {
		t.Errorf("at the beginning it says %q, want how many there are and that more are offered", got)
	}
	answered, scrolls := 0, 0
	for ; ask[bool](p, next+" !== undefined"); answered++ {
		name := ask[string](p, next+`.querySelector("input").name`)
		question := `form.elements["` + name + `"][0].closest(".question")`
		bar := p.where(`document.querySelector(".bar")`)
		if at := p.where(question); at.Top < 0 || at.Bottom > bar.Top+20 { // its margin may go
			if scrolls++; scrolls > 1 { // where a bank begins, with its title and what it is about
				t.Errorf("%s stands from %.0f to %.0f, want it on the screen above %.0f without scrolling", name, at.Top, at.Bottom, bar.Top)
			}
			ask[bool](p, question+`.scrollIntoView(), true`)
		}
		p.tap(`[...(` + question + `).querySelectorAll(".level:not(.said)")].at(-1)`)
		if n := ask[int](p, `[...(`+question+`).querySelectorAll(".level")].filter(l => l.offsetParent).length`); n != 1 {
			t.Fatalf("%s shows %d levels once it is answered, want its answer alone", name, n)
		}
	}
	if answered < 30 || answered > 45 {
		t.Errorf("%d questions are asked, want those that decide", answered)
	}
	if got := ask[string](p, `document.getElementById("count").textContent + ": " + document.getElementById("offer").textContent`); got != "Klar til at sende: I har svaret på det, der afgør konklusionen, og kan sende svarene nu. 12 spørgsmål mere gør rådene bedre." {
		t.Errorf("at the end it says %q", got)
	}
	if bar := p.where(`document.querySelector(".bar")`); bar.Bottom-bar.Top > 60 {
		t.Errorf("the bar is %.0f pixels high, want 60 at most", bar.Bottom-bar.Top)
	}

	const first = `form.elements["when.bounded"][0].closest(".question")`
	saved := func() string { return ask[string](p, `JSON.stringify(file().answers.when.bounded) ?? ""`) }
	ask[bool](p, `(`+first+`).scrollIntoView(), true`)
	p.tap(`(` + first + `).querySelector(".two")`)
	if anchor := ask[string](p, `getComputedStyle(document.documentElement).overflowAnchor`); anchor != "none" {
		t.Errorf("overflow-anchor is %s, want none: what unfolds at the top of the screen would unfold out of it", anchor)
	}
	p.tap(`(` + first + `).querySelectorAll(".level")[2]`)
	if got := saved(); got != `{"between":["partly","yes"]}` {
		t.Errorf("between two levels is saved as %s", got)
	}
	if n := ask[int](p, `[...(`+first+`).querySelectorAll(".level")].filter(l => l.offsetParent).length`); n != 2 {
		t.Errorf("an answer between two shows %d levels, want both", n)
	}
	now := func() string { return ask[string](p, `find("said").textContent`) }
	if got := now(); got != "Svaret ligger nu mellem de to." {
		t.Errorf("of an answer between two it says %q", got)
	}
	p.tap(`(` + first + `).querySelectorAll(".level")[2]`) // the answer itself unfolds the others
	p.tap(`(` + first + `).querySelectorAll(".level")[1]`)
	if got := saved(); got != `{"level":"theme"}` {
		t.Errorf("another answer is saved as %s", got)
	}
	p.tap(`(` + first + `).querySelector(".two")`)
	p.tap(`(` + first + `).querySelectorAll(".level")[2]`)
	p.tap(`(` + first + `).querySelectorAll(".level")[2]`)
	ask[bool](p, `(`+first+`).querySelector(".remove").scrollIntoView({block: "center"}), true`)
	p.tap(`(` + first + `).querySelector(".remove")`)
	if got := now(); strings.Contains(got, "mellem") || saved() != "" {
		t.Errorf("once the answer is removed it says %q, and is saved as %s", got, saved())
	}

	p.tap(`find("save")`)
	bar, text := p.where(`document.querySelector(".bar")`), p.where(`find("text")`)
	if text.Bottom > bar.Top || text.Top < 0 {
		t.Errorf("saved, the text stands from %.0f to %.0f, want it above the bar at %.0f", text.Top, text.Bottom, bar.Top)
	}
	p.tap(`find("text")`)
	if got := now(); got != "" {
		t.Errorf("after the next tap it still says %q", got)
	}
}

// TestFormBarIsLow wants the bar at the foot of a phone two lines high at most, whatever it says,
// in every language.
func TestFormBarIsLow(t *testing.T) {
	started := newBrowser(t, "THE BAR OF FORMS IS")
	for _, lang := range questions.Languages() {
		file := t.TempDir() + "/form.html"
		samklar(t, "form", "--lang", lang, "-o", file)
		p := newTab(started, t, file)
		p.on(screen{"phone", 390, 844}, "light")
		const heights = `Object.keys(words).map(word => {
			const long = ["notKept", "rest", "missing", "saved", "leftOut", "earlier", "wasEarlier", "newer", "replaceSure", "clearSure"].includes(word); // which stand elsewhere
			const place = find(["left", "leftMore", "enough"].includes(word) ? "count" : "said");
			say("");
			place.textContent = long ? "" : fill(words[word], {n: 39});
			const line = parseFloat(getComputedStyle(place).lineHeight), height = document.querySelector(".bar").getBoundingClientRect().height;
			return place.getBoundingClientRect().height > 2.1 * line || height > 60 ? word + ": " + place.textContent : "";
		}).filter(high => high).join("\n")`
		if high := ask[string](p, heights); high != "" {
			t.Errorf("%s: the bar is more than two lines high where it says\n%s", lang, high)
		}
		if n := ask[int](p, `Object.keys(words).length`); n < 20 {
			t.Errorf("%d texts are looked at", n)
		}
	}
}
