package answerfile_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// bare begins an answer file that names no version.
const bare = "samklar: 1\nanswers:\n  b:\n"

// goneLibrary has the sample bank without a question that its first version asked.
func goneLibrary(t *testing.T) (*questions.Library, *questions.Bank) {
	t.Helper()
	l := questions.NewLibrary("en")
	fsys := fstest.MapFS{"b.yaml": {Data: []byte(scaleBank + "gone: {old: 2}\n")}}
	if err := l.AddAll(fsys, ""); err != nil {
		t.Fatal(err)
	}
	return l, bank(t, l, "b")
}

// An answer to a question that is not asked any more is kept, whatever it says, and
// no rule sees it.
func TestGoneAnswers(t *testing.T) {
	l, b := goneLibrary(t)
	banks := []*questions.Bank{b}
	for _, tt := range []struct {
		name, text string
		want       assess.Entry
	}{
		{"no version named", bare + "    old: 9\n    q1: no\n", assess.Entry{Stale: "9"}},
		{"an older version of the bank", "samklar: 1\nbanks: {b: 1}\nanswers: {b: {old: {level: huge, note: n, evidence: [x]}, q1: no}}\n", assess.Entry{Stale: "huge", Note: "n", Evidence: []string{"x"}}},
		{"an older version of its own", "samklar: 1\nbanks: {b: 2}\nanswers: {b: {old: {between: [1, many], version: 1}, q1: no}}\n", assess.Entry{Stale: "1..many"}},
		{"only a note", bare + "    old: {note: n}\n    q1: no\n", assess.Entry{Note: "n"}},
		{"in JSON", `{"samklar": 1, "answers": {"b": {"old": 3, "q1": "no"}}}`, assess.Entry{Stale: "3"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := mustRead(t, l, tt.text)
			tt.want.Choice = assess.Unanswered
			want := []assess.Gone{{Bank: "b", Question: "old", Entry: tt.want}}
			if diff := cmp.Diff(want, d.Gone(banks), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("Gone (-want +got):\n%s", diff)
			}
			if got := d.Entries(banks)["b"]; len(got) != len(b.Questions) || got[0].Choice != 0 {
				t.Errorf("Entries = %+v, want those of the questions asked, as they are without it", got)
			}
			// It survives an edit, and says from then on what it was given for.
			if err := d.Set(b, "q4", answerfile.Answer{Level: "2"}); err != nil {
				t.Fatal(err)
			}
			again := mustRead(t, l, string(d.Bytes()))
			if diff := cmp.Diff(want, again.Gone(banks), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("Gone after Set (-want +got):\n%s\n%s", diff, d.Bytes())
			}
			if err := again.Annotate(b, "q1", "why", nil); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, mustRead(t, l, string(again.Bytes())).Gone(banks), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("Gone after Annotate (-want +got):\n%s\n%s", diff, again.Bytes())
			}
		})
	}
}

// What was never asked stays an error, and so does an answer that cannot have been
// given.
func TestGoneAnswersRefused(t *testing.T) {
	l, _ := goneLibrary(t)
	for text, want := range map[string]string{
		"samklar: 1\nbanks: {b: 2}\nanswers: {b: {old: 9}}\n":                      `gone-question`,
		"samklar: 1\nbanks: {b: 1}\nanswers: {b: {old: {level: 9, version: 2}}}\n": `gone-question`,
		bare + "    odl: 9\n":                           `unknown-question`,
		bare + "    old:\n":                             `empty-level`,
		bare + "    old: [1]\n":                         `wrong-type`,
		bare + "    old: {level: 1, lvl: 2}\n":          `unknown-field`,
		bare + "    old: {level: 1, between: [1, 2]}\n": `level-and-between`,
		bare + "    old: {level: 1, note: " + strings.Repeat("n", assess.MaxNote+1) + "}": `too-long`,
	} {
		if got := problems(l, text); !strings.Contains(got, "["+want+"]") || strings.Contains(got, "\n") {
			t.Errorf("Read(%.80q) = %q, want one problem of %s", text, got, want)
		}
	}
}
