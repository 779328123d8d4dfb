package report_test

import (
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"collectiveimpact/samklar/assess/resultfile"
	clean "collectiveimpact/samklar/questions/text"
	"collectiveimpact/samklar/report"

	"github.com/google/go-cmp/cmp"
)

// A told is what a result in JSON tells of the case in people's own words.
type told struct {
	Case       struct{ Title, Place, AsOf string }
	Respondent struct{ Name, Organisation, Role string }
	Banks      []struct {
		Answers []struct {
			Note     string
			Evidence []string
			Stale    string
		}
	}
}

// TestJSONReadsBack wants every text of a case letter for letter, and nothing in
// the file that acts.
func TestJSONReadsBack(t *testing.T) {
	for _, kind := range kinds() {
		for first := range 10 {
			in, _, _ := pair(t, kind, inTurn(foreignTexts(), 40*first))
			var b strings.Builder
			if err := writeJSON(&b, in); err != nil {
				t.Fatal(err)
			}
			if at := strings.IndexFunc(b.String(), acts); at >= 0 || !utf8.ValidString(b.String()) {
				t.Errorf("the JSON of a case that is %s acts at %d: %q", kind, at, b.String()[max(at-20, 0):max(at, 0)+20])
			}
			var got, want told
			if err := json.Unmarshal([]byte(strings.ReplaceAll(b.String(), `"as_of":`, `"AsOf":`)), &got); err != nil {
				t.Fatal(err)
			}
			want.Case.Title, want.Case.Place, want.Case.AsOf = in.Case.Title, in.Case.Place, in.Case.AsOf
			want.Respondent.Name, want.Respondent.Organisation, want.Respondent.Role = in.Case.Respondent.Name, in.Case.Respondent.Organisation, in.Case.Respondent.Role
			want.Banks = got.Banks
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("the JSON of a case that is %s (-want +got):\n%s", kind, diff)
			}
			var notes, evidence, stale []string
			for _, bank := range got.Banks {
				for _, a := range bank.Answers {
					notes, evidence, stale = append(notes, a.Note), append(evidence, a.Evidence...), append(stale, a.Stale)
				}
			}
			for i := range in.Result.Banks {
				for _, e := range in.Entries[in.Result.Banks[i].Bank.ID] {
					if len(e.Evidence) == 0 {
						continue // not answered
					}
					if len(notes) == 0 || len(evidence) < len(e.Evidence) {
						t.Fatal("the JSON lacks answers")
					}
					if notes[0] != e.Note || !slices.Equal(evidence[:len(e.Evidence)], e.Evidence) || stale[0] != e.Stale {
						t.Errorf("JSON tells %q, %q and %q, want %q, %q and %q", notes[0], evidence[:len(e.Evidence)], stale[0], e.Note, e.Evidence, e.Stale)
					}
					notes, evidence, stale = notes[1:], evidence[len(e.Evidence):], stale[1:]
				}
			}
		}
	}
}

func writeJSON(w io.Writer, in *report.Input) error {
	return resultfile.WriteResult(w, &resultfile.Case{Case: in.Case, Result: in.Result, Entries: in.Entries, Outlook: in.Outlook, Tool: in.Tool})
}

// TestSameBytes wants the same bytes for the same case in every format, however
// often it is written and whether or not it has been built anew.
func TestSameBytes(t *testing.T) {
	written := func(in *report.Input) map[string]string {
		texts := inEveryFormat(t, report.Build(in), 80)
		var b strings.Builder
		if err := writeJSON(&b, in); err != nil {
			t.Fatal(err)
		}
		texts["json"] = b.String()
		return texts
	}
	for _, kind := range kinds() {
		fill := inTurn(foreignTexts(), 0)
		in := foreignCase(t, kind, fill)
		first := written(in)
		for range 5 {
			for _, again := range []*report.Input{in, foreignCase(t, kind, fill)} {
				if diff := cmp.Diff(first, written(again)); diff != "" {
					t.Fatalf("a case that is %s, written again (-first +again):\n%s", kind, diff)
				}
			}
		}
	}
}

// TestTextsAreCleanedOnEntry wants the report of texts that were cleaned before
// to be the report of the texts as they were: nothing gets in another way, and
// no text brings a line break with it but a note.
func TestTextsAreCleanedOnEntry(t *testing.T) {
	butDigests := cmp.Comparer(func(a, b string) bool { return undigested(a) == undigested(b) })
	for first := range 8 {
		for _, kind := range kinds() {
			hostile, _, w := pair(t, kind, inTurn(foreignTexts(), 50*first))
			clean := foreignCase(t, kind, func(p place, n int) string {
				s := w.hostile(p, n)
				if p != placeNote && p != placeReason {
					return clean.Line(s)
				}
				if strings.TrimSpace(clean.Clean(s)) == "" {
					return blank(s)
				}
				return clean.Clean(s)
			})
			if diff := cmp.Diff(report.Build(clean), report.Build(hostile), butDigests); diff != "" {
				t.Errorf("Build of a case that is %s (-of clean texts +as they were):\n%s", kind, diff)
			}
		}
	}
}

// TestClean wants nothing that acts to be left of any text, every way to end a
// line to end one, and ordinary texts to be left alone.
func TestClean(t *testing.T) {
	for s, want := range map[string]string{
		"a\r\nb\rc\u0085d\u2028e\u2029f\ng":  "a\nb\nc\nd\ne\nf\ng",
		"a\tb":                               "a b",
		"a\x1b[31mb\x1b[0mc\u009b2Jd":        "abc2Jd",
		"\u202ea\u2066b\ufeff\u200bc\u00add": "abcd",
		"a\u200db\u200cc\u0600":              "a\u200db\u200cc\u0600",
		"a\ufffeb\U0001ffffc\U000e0041d":     "abcd",
	} {
		if got := clean.Clean(s); got != want {
			t.Errorf("Clean(%q) = %q, want %q", s, got, want)
		}
	}
	for _, s := range append(foreignTexts(), mixedTexts(0)...) {
		got := clean.Clean(s)
		if strings.ContainsFunc(got, acts) || !utf8.ValidString(got) {
			t.Errorf("Clean(%q) = %q, want nothing that acts", s, got)
		}
		if again := clean.Clean(got); again != got {
			t.Errorf("Clean(%q) = %q, want it unchanged", got, again)
		}
		if line := clean.Line(s); strings.Contains(line, "\n") {
			t.Errorf("CleanLine(%q) = %q, want one line", s, line)
		}
	}
	for _, s := range ordinaryTexts() {
		if want := strings.ReplaceAll(s, invisible, ""); clean.Clean(s) != want {
			t.Errorf("Clean(%q) = %q, want %q", s, clean.Clean(s), want)
		}
	}
}
