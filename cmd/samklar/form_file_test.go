package main

import (
	"encoding/json"
	"slices"
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
	for script, want := range map[string]string{
		`document.querySelector("[name='when.bounded'][value=partly]").click()`: `{"when":{"bounded":{"level":"partly"}}}`,
		`fieldsetOf("when.bounded").querySelector(".remove").click()`:           `{}`,
		`find("clear").click()`: `{}`,
	} {
		_, _ = opened(t, p, `{"samklar": 1, "banks": {"when": 1}, "answers": {"when": {"bounded": "yes"}}}`)
		if got := ask[string](p, script+`; JSON.stringify(file().answers)`); got != want {
			t.Errorf("after %s it would save %s, want %s", script, got, want)
		}
	}
	for _, newer := range []string{`{"samklar": 1, "banks": {"when": 3}, "answers": {"when": {"bounded": "yes"}}}`, `{"samklar": 1, "answers": {"when": {"bounded": {"level": "yes", "version": 3}}}}`} {
		if said, saved := opened(t, p, newer); said != "The file has no answers that fit here. "+another+" One answer in the file has no place here, and is left out." || saved != `{"samklar":1,"banks":{},"answers":{}}` {
			t.Errorf("of newer answers it says %q and would save %s", said, saved)
		}
	}
}
