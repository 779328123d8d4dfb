package main

import (
	"slices"
	"testing"
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
