package resultfile_test

import (
	"encoding/json"
	"strings"
	"testing"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/questions/text"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// chosen gives the banks of every line in these tests.
func chosen(tb testing.TB) []*questions.Bank {
	tb.Helper()
	banks, err := questions.NewLibrary("en").Select([]string{"when", "preconditions", "stagnation"}, false)
	if err != nil {
		tb.Fatal(err)
	}
	return banks
}

func TestLinesAreReadBackAsTheyWere(t *testing.T) {
	banks := chosen(t)
	selection := assess.Select(banks)
	rapid.Check(t, func(t *rapid.T) {
		entries := make(assess.Entries)
		for _, b := range banks {
			all := make([]assess.Entry, len(b.Questions))
			for i := range all {
				top := len(b.Questions[i].Levels) - 1
				all[i].Choice = assess.Choice(rapid.IntRange(int(assess.Unknown), top).Draw(t, "choice"))
				if low := int(all[i].Choice); low >= 0 && low < top && rapid.Bool().Draw(t, "between") {
					all[i].Choice = assess.Between(low, rapid.IntRange(low+1, top).Draw(t, "high"))
				}
				all[i].Note = rapid.StringN(0, 20, -1).Draw(t, "note")
				if rapid.IntRange(0, 3).Draw(t, "sourced") == 0 {
					all[i].Evidence = []string{"https://example.org"}
				}
			}
			entries[b.ID] = all
		}
		row := &resultfile.Row{
			Source:  rapid.StringN(1, 20, -1).Draw(t, "source"),
			Case:    assess.Case{Title: rapid.StringN(0, 20, -1).Draw(t, "title"), AsOf: "2026"},
			Answers: entries.Digest(banks), Summary: portfolio.Summarize(selection.Evaluate(entries.Answers()), entries.Sourced(banks)),
			Entries: entries,
		}
		text := resultfile.NewLines(banks, "test").Append(nil, row)
		if strings.Count(string(text), "\n") != 1 || !json.Valid(text) || !resultfile.IsLine(text) {
			t.Fatalf("Lines.Append = %q, want one line of JSON", text)
		}
		got, err := resultfile.ReadLine(text, selection)
		if err != nil {
			t.Fatal(err)
		}
		row.Entries = nil // notes are for people, not for portfolios
		if diff := cmp.Diff(row, got, emptyIsNil()); diff != "" {
			t.Errorf("ReadLine(Lines.Append(row)) (-want +got):\n%s", diff)
		}
	})
}

// emptyIsNil lets an empty list stand for none.
func emptyIsNil() cmp.Option {
	return cmp.FilterPath(func(p cmp.Path) bool {
		return p.Last().Type().Kind().String() == "slice"
	}, cmp.FilterValues(func(a, b any) bool { return isEmpty(a) && isEmpty(b) }, cmp.Ignore()))
}

func isEmpty(v any) bool {
	switch v := v.(type) {
	case []assess.Ref:
		return len(v) == 0
	case []portfolio.AdviceRef:
		return len(v) == 0
	case []assess.Step:
		return len(v) == 0
	case []portfolio.DimensionScore:
		return len(v) == 0
	}
	return false
}

func TestALineOfAFileThatCouldNotBeRead(t *testing.T) {
	banks := chosen(t)
	row := &resultfile.Row{Source: "a.yaml", Errors: diag.List{{File: "a.yaml", Line: 3, Column: 2, Code: "unknown-level", Message: "no level \"x\""}}}
	text := resultfile.NewLines(banks, "test").Append(nil, row)
	want := `{"samklar_score":1,"tool":"test","source":"a.yaml","errors":[{"line":3,"column":2,"code":"unknown-level","message":"no level \"x\""}]}` + "\n"
	if string(text) != want {
		t.Errorf("Lines.Append = %s, want %s", text, want)
	}
	got, err := resultfile.ReadLine(text, assess.Select(banks))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(row, got); diff != "" {
		t.Errorf("ReadLine(Lines.Append(row)) (-want +got):\n%s", diff)
	}
}

func TestLinesOfOtherBanksAreRefused(t *testing.T) {
	banks := chosen(t)
	row := &resultfile.Row{Source: "a.yaml", Summary: portfolio.Summarize(assess.Select(banks).Evaluate(nil), nil)}
	text := resultfile.NewLines(banks, "test").Append(nil, row)
	q := &banks[0].Questions[0]
	low, top := q.Levels[0].ID, q.Levels[len(q.Levels)-1].ID
	const none = `"levels":[]`
	first := func(level string) string { return `"levels":[{"question":"` + q.ID + `","level":"` + level + `"}]` }
	for _, tt := range []struct{ name, old, new, want string }{
		{"rules", banks[0].Rules, "sha256:0", "had the rules"},
		{"bank", `{"bank":"stagnation","version":`, `{"bank":"nosuch","version":`, `bank "nosuch" is not among those chosen`},
		{"question", none, `"levels":[{"question":"nosuch","level":"1"}]`, `has no question "nosuch"`},
		{"level", none, first("7"), "has no such level"},
		{"not applicable", none, first("not-applicable"), "has no such level"},
		{"in doubt", none, strings.Replace(first("unknown"), `"unknown"`, `"unknown","may_not_apply":true`, 1), "has no such level"},
		{"between", none, strings.Replace(first("x"), `"level":"x"`, `"between":["`+top+`","`+low+`"]`, 1), "has no such level"},
		{"answered twice", none, strings.Replace(first(low), "[", "["+strings.TrimSuffix(strings.TrimPrefix(first(low), `"levels":[`), "]")+",", 1), "stands there twice"},
		{"no levels", none, `"level":[]`, "an older samklar wrote the line"},
		{"path", `"prepare",`, ``, "its levels come to"},
		{"other levels", none, first(low), "its levels come to"},
		{"twice", `"banks":[`, `"banks":[{"bank":"when","version":1,"rules":"` + banks[0].Rules + `","role":"deciding","codes":[]},`, "here 3 are chosen"},
		{"format", `"samklar_score":1`, `"samklar_score":2`, "a newer samklar is needed"},
		{"broken", `}`, ``, "reading a line of scores"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			changed := strings.Replace(string(text), tt.old, tt.new, 1)
			if changed == string(text) {
				t.Fatalf("%q does not stand in %s", tt.old, text)
			}
			if _, err := resultfile.ReadLine([]byte(changed), assess.Select(banks)); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("ReadLine = %v, want an error with %q", err, tt.want)
			}
		})
	}
	if _, err := resultfile.ReadLine(text, assess.Select(banks[:2])); err == nil {
		t.Error("ReadLine takes a line of three banks for one of two")
	}
}

// FuzzLineTexts wants any text to keep its value, on one line of JSON, with
// nothing in it that acts.
func FuzzLineTexts(f *testing.F) {
	for _, seed := range []string{"", "a", "\"\\/\b\f\n\r\t\x00\x1b\x7f", "é\u00ad\u0085\u202e\u2028", "\xff\xfea", "\U000e0041\U0001f600\ufffd", "</script>&"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, foreign string) {
		line := resultfile.NewLines(nil, "test").Append(nil, &resultfile.Row{Source: foreign})
		var got struct{ Source string }
		if err := json.Unmarshal(line, &got); err != nil {
			t.Fatalf("Lines.Append with %q = %s: %v", foreign, line, err)
		}
		if want := string([]rune(foreign)); got.Source != want { // a replacement character for each byte that is no UTF-8
			t.Errorf("Lines.Append with %q gives %q, want %q", foreign, got.Source, want)
		}
		if inner := string(line[:len(line)-1]); text.Clean(inner) != inner {
			t.Errorf("Lines.Append with %q = %q, want nothing that acts", foreign, line)
		}
	})
}
