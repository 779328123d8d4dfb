package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// newForm writes a form and opens it, in a browser that says yes to all it is asked.
func newForm(t *testing.T, untested string, args ...string) *tab {
	t.Helper()
	started := newBrowser(t, untested)
	file := t.TempDir() + "/form.html"
	samklar(t, append([]string{"form", "-o", file}, args...)...)
	p := newTab(started, t, file)
	ask[bool](p, `window.confirm = () => true, true`)
	return p
}

// TestFormForgets erases answers of which the second of two was about to be chosen, in
// each way that there is: the next answer is that answer alone.
func TestFormForgets(t *testing.T) {
	p := newForm(t, "ERASING ON FORMS IS", "--lang", "en", "--banks", "when")
	const saved = `JSON.stringify(file().answers.when?.bounded ?? "")`
	for way, erase := range map[string]string{
		"cleared": `find("clear").click()`,
		"removed": `fieldsetOf("when.bounded").querySelector(".remove").click()`,
		"opened":  `read('{"samklar": 1, "answers": {"when": {"money": "6-to-11"}}}')`,
	} {
		got := ask[[]string](p, `(() => {
			find("clear").click();
			const tap = value => document.querySelector("[name='when.bounded'][value=" + value + "]").click();
			const all = [], two = fieldsetOf("when.bounded").querySelector(".two");
			dispatchEvent(new Event("pointerdown"));
			tap("no");
			two.click();
			all.push(two.getAttribute("aria-pressed") + two.value);
			`+erase+`;
			all.push(`+saved+`, two.getAttribute("aria-pressed"));
			tap("yes");
			all.push(`+saved+`);
			return all;
		})()`)
		if want := []string{"trueno", `""`, "false", `{"level":"yes"}`}; !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", way, got, want)
		}
	}
}

// entriesOf reads an answer file as the program does.
func entriesOf(t *testing.T, text string) assess.Entries {
	t.Helper()
	library := questions.NewLibrary("en")
	d, err := answerfile.Read("f.json", []byte(text), library)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	var banks []*questions.Bank
	for _, id := range d.Banks() {
		b, err := library.Bank(id)
		if err != nil {
			t.Fatal(err)
		}
		banks = append(banks, b)
	}
	return d.Entries(banks)
}

// opened gives what a form says of a file, and the answer file that it would save.
func opened(t *testing.T, p *tab, text string) (said, saved string) {
	t.Helper()
	quoted, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	answer := ask[[]string](p, `(text => {
		try {
			say("");
			read(text);
		} catch {
			say(words.badFile);
		}
		return [find("said").textContent + " " + find("read").textContent, JSON.stringify(file())];
	})(`+string(quoted)+`)`)
	return answer[0], answer[1]
}

// TestFormEarlier opens answers that were given to other versions of the questions: what
// the program does not count is not counted on the page either, is said, and is kept
// until the question is answered again.
func TestFormEarlier(t *testing.T) {
	p := newForm(t, "OLD ANSWERS ON FORMS ARE", "--lang", "en", "--banks", "when")
	const (
		one     = "One answer in the file was given to an earlier version of its question. Please answer that again; until then the earlier answer stays in the file, and does not count."
		another = "The file was made for newer questions than these. Ask whoever gave you this form for a new one."
	)
	for _, tt := range []struct{ name, banks, answers, said string }{
		{"of its own version", `{"when": 2}`, `{"bounded": {"level": "yes", "version": 1}, "money": "6-to-11"}`, "One answer is opened. " + one},
		{"of the file's", `{"when": 1}`, `{"bounded": "yes", "money": "6-to-11"}`, "One answer is opened. " + one},
		{"of neither", `{}`, `{"bounded": "yes", "money": "6-to-11"}`, "2 answers are opened. "},
		{"newer than the file", `{"when": 1}`, `{"bounded": {"level": "yes", "version": 2}, "money": "6-to-11"}`, "2 answers are opened. "},
		{"with levels of long ago", `{"when": 1}`, `{"bounded": {"between": ["most", "constructor"], "note": "n\nm", "evidence": ["e"]}, "money": "6-to-11"}`, "One answer is opened. " + one},
		{"a note alone", `{"when": 1}`, `{"bounded": {"note": "n"}, "money": "6-to-11"}`, "2 answers are opened. "},
		{"the only one", `{"when": 1}`, `{"bounded": true}`, "0 answers are opened. " + one},
	} {
		text := `{"samklar": 1, "banks": ` + tt.banks + `, "answers": {"when": ` + tt.answers + `}}`
		said, saved := opened(t, p, text)
		if said != tt.said {
			t.Errorf("%s: it says %q, want %q", tt.name, said, tt.said)
		}
		if diff := cmp.Diff(entriesOf(t, text), entriesOf(t, saved), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: saved (-opened +saved):\n%s", tt.name, diff)
		}
		want := ""
		if e := entriesOf(t, text)["when"][0]; e.Stale != "" {
			want = "answered “" + e.Stale + "” to an earlier version of this question; please answer again"
		}
		if got := ask[string](p, `missing.includes(fieldsetOf("when.bounded")) && fieldsetOf("when.bounded").querySelector(".earlier:not([hidden])")?.textContent || ""`); got != want {
			t.Errorf("%s: beside the question stands %q, want %q", tt.name, got, want)
		}
		do(p, chromedp.Reload())
		ask[bool](p, `window.confirm = () => true, true`)
		if again := ask[string](p, `JSON.stringify(file())`); again != saved {
			t.Errorf("%s: after a reload it would save %s, want %s", tt.name, again, saved)
		}
	}
	for script, want := range map[string]string{ // in any order
		`document.querySelector("[name='when.bounded'][value=partly]").click()`: `{"when":{"bounded":{"level":"partly"}}}`,
		`fieldsetOf("when.bounded").querySelector(".remove").click()`:           `{}`,
		`find("clear").click()`: `{}`,
	} {
		_, _ = opened(t, p, `{"samklar": 1, "banks": {"when": 1}, "answers": {"when": {"bounded": "yes"}}}`)
		if got := ask[string](p, script+`; JSON.stringify(file().answers)`); got != want {
			t.Errorf("after %s it would save %s, want %s", script, got, want)
		}
	}
	ask[bool](p, `find("clear").click(), true`)
	for _, newer := range []string{`{"samklar": 1, "banks": {"when": 3}, "answers": {"when": {"bounded": "yes"}}}`, `{"samklar": 1, "answers": {"when": {"bounded": {"level": "yes", "version": 3}}}}`} {
		if said, saved := opened(t, p, newer); said != "The file has no answers that fit here. "+another+" One answer in the file has no place here, and is left out." || saved != `{"samklar":1,"banks":{},"answers":{}}` {
			t.Errorf("of newer answers it says %q and would save %s", said, saved)
		}
	}
}

// TestFormRefuses opens what no answer file may hold, and wants the page to say so, and
// to save exactly what the program takes.
func TestFormRefuses(t *testing.T) {
	p := newForm(t, "WHAT FORMS REFUSE IS", "--lang", "en", "--banks", "when,preconditions")
	if got := ask[int](p, `limits.file`); got != answerfile.MaxBytes {
		t.Errorf("the page saves %d bytes, want %d", got, answerfile.MaxBytes)
	}
	const (
		long = "That is too long: at most 20000 characters."
		date = "Date: 2026-03-31, 2026-03 or 2026."
	)
	times := strings.Repeat
	money := func(more string) string { return `{"money": {"level": "6-to-11"` + more + `}}` }
	sources := `{"evidence": ["x"` + times(`, "`+times("x", 20_000)+`"`, 19) + `]}`
	for _, tt := range []struct{ name, about, answers, said, where string }{
		{"a long source", "{}", money(`, "evidence": ["a", "` + times("x", 20_001) + `"]`), long, "when.money.evidence"},
		{"as long as may be", "{}", money(`, "evidence": ["` + times("x", 20_000) + `", "` + times("🎉", 20_000) + `"], "note": "` + times("🎉", 20_000) + `"`), "", ""},
		{"a long note", "{}", money(`, "note": "` + times("x", 20_001) + `"`), long, "when.money.note"},
		{"a long title", `{"title": "` + times("x", 20_001) + `"}`, money(""), long, "case/title"},
		{"a long id", `{"id": "` + times("x", 65) + `"}`, money(""), "That is too long: at most 64 characters.", "case/id"},
		{"an id as long as may be", `{"id": "` + times("🎉", 64) + `"}`, money(""), "", ""},
		{"too many sources", "{}", money(`, "evidence": ["a"` + times(`, "b"`, 20) + `]`), "There is room for 20 sources.", "when.money.evidence"},
		{"a note of blanks", "{}", `{"money": "6-to-11", "bounded": {"note": "\u0085\u00a0"}}`, "One answer in the file has no place here, and is left out.", ""},
		{"a file too long", "{}", `{"bounded": ` + sources + `, "money": ` + sources + `, "urgency": ` + sources + `}`, "Too long for one file: shorten this.", "when.bounded.evidence"},
		{"no such day", `{"as-of": "2026-02-31"}`, money(""), date, "case/as-of"},
		{"no such month", `{"as-of": "2026-13"}`, money(""), date, "case/as-of"},
		{"no date at all", `{"as-of": "soon"}`, money(""), date, "case/as-of"},
		{"a leap day", `{"as-of": "2028-02-29"}`, money(""), "", ""},
		{"no leap day", `{"as-of": "2100-02-29"}`, money(""), date, "case/as-of"},
		{"long ago", `{"as-of": "0000-02-29"}`, money(""), "", ""},
		{"a year", `{"as-of": 2026}`, money(""), "", ""},
		{"a time", `{"as-of": "2026-03-31T00:00:00Z"}`, money(""), "", ""},
		{"nothing", `{"id": null, "title": null, "place": null, "as-of": null}`, `{"money": {"level": "6-to-11", "note": null, "evidence": null}}`, "", ""},
	} {
		text := `{"samklar": 1, "case": ` + tt.about + `, "answers": {"when": ` + tt.answers + `, "preconditions": null}}`
		said, saved := opened(t, p, text)
		if _, after, _ := strings.Cut(said, "opened. "); after != tt.said {
			t.Errorf("%s: it says %.200q, want %q", tt.name, said, tt.said)
		}
		where := ask[string](p, `save(), wrong()[1] === document.activeElement ? document.activeElement.name : ""`)
		if where != tt.where || ask[string](p, `find("said").textContent`) == "" {
			t.Errorf("%s: saving leads to %q, want %q", tt.name, where, tt.where)
		}
		_, err := answerfile.Read("f.json", []byte(saved), questions.NewLibrary("en"))
		if (err != nil) != (tt.where != "") {
			t.Errorf("%s: the page refuses it at %q, and the program says %.200v\n%.200s", tt.name, tt.where, err, saved)
		}
		if d, err := answerfile.Read("f.json", []byte(text), questions.NewLibrary("en")); err == nil {
			if again, err := answerfile.Read("f.json", []byte(saved), questions.NewLibrary("en")); err != nil || again.Case != d.Case {
				t.Errorf("%s: the case was %+v, and is %+v", tt.name, d.Case, again.Case)
			}
		}
	}
	// A day that has become text is one all the same, and once cleared the field is for days again.
	_, _ = opened(t, p, `{"samklar": 1, "case": {"as-of": "2026"}, "answers": {"when": {"money": "6-to-11"}}}`)
	if got := ask[string](p, `form.elements["case/as-of"].value = "2026-02-31"; save(); find("said").textContent`); got != date {
		t.Errorf("of a day that there is not it says %q", got)
	}
	if got := ask[string](p, `find("clear").click(); form.elements["case/as-of"].type`); got != "date" {
		t.Errorf("once cleared, the date is a field for %s", got)
	}
}

// TestFormLeavesOut opens answers that the program refuses, one at a time: the page takes
// none of them in part, and says so.
func TestFormLeavesOut(t *testing.T) {
	p := newForm(t, "WHAT FORMS LEAVE OUT IS", "--lang", "en", "--banks", "when")
	for _, answer := range []string{
		`null`, `""`, `"maybe"`, `["yes"]`, `3`, `"not-applicable"`, `{}`, `{"level": null}`, `{"level": ["yes"]}`, `{"level": "yes", "between": ["no", "yes"]}`, `{"level": "yes", "nota": "x"}`,
		`{"between": null}`, `{"between": "no"}`, `{"between": ["yes", "no"]}`, `{"between": ["yes", "yes"]}`, `{"between": ["no"]}`, `{"between": ["no", "partly", "yes"]}`, `{"between": ["no", "unknown"]}`,
		`{"note": " "}`, `{"level": "yes", "note": ["n"]}`, `{"level": "yes", "evidence": "e"}`, `{"level": "yes", "evidence": [""]}`, `{"level": "yes", "evidence": [["e"]]}`,
		`{"level": "yes", "version": 0}`, `{"level": "yes", "version": "1"}`, `{"level": "yes", "version": 1.5}`, `{"level": ["yes"], "version": 1}`, `{"level": "", "version": 1}`, `{"level": "\ud800", "version": 1}`,
	} {
		text := `{"samklar": 1, "answers": {"when": {"money": "6-to-11", "bounded": ` + answer + `}}}`
		if _, err := answerfile.Read("f.json", []byte(text), questions.NewLibrary("en")); err == nil {
			t.Errorf("%s: the program takes it", answer)
		}
		if said, saved := opened(t, p, text); said != "One answer is opened. One answer in the file has no place here, and is left out." || strings.Contains(saved, "bounded") {
			t.Errorf("%s: it says %q and would save %s", answer, said, saved)
		}
	}
}
