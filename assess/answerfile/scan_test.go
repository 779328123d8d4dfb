package answerfile_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/testdata/batch/cases"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// scanned compares what a Scanner gives with what Read gives, and tells whether the
// Scanner has read the text.
func scanned(tb rapid.TB, s *answerfile.Scanner, l *questions.Library, banks []*questions.Bank, data []byte) bool {
	tb.Helper()
	got, ok := s.Scan(data)
	if !ok {
		return false
	}
	d, err := answerfile.Read("f", data, l)
	if err != nil {
		tb.Fatalf("Scan(%q) = true; Read = %v", data, err)
	}
	entries := d.Entries(banks)
	want := answerfile.Scan{Case: d.Case, Sourced: entries.Sourced(banks), Digest: entries.Digest(banks)}
	for _, b := range banks {
		want.Sheets = append(want.Sheets, entries.Answers()[b.ID])
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		tb.Fatalf("Scan(%q) (-Read +Scan):\n%s", data, diff)
	}
	return true
}

// selections are banks of which answers are wanted, in several orders.
func selections(tb testing.TB, l *questions.Library) [][]*questions.Bank {
	tb.Helper()
	b, c := bank(tb, l, "b"), bank(tb, l, "c")
	return [][]*questions.Bank{{b}, {c, b}, {b, c}}
}

// drawFile draws an answer file with what is right and what is wrong in it.
func drawFile() *rapid.Generator[string] {
	pick := func(t *rapid.T, of ...string) string { return rapid.SampledFrom(of).Draw(t, "pick") }
	return rapid.Custom(func(t *rapid.T) string {
		answer := func() string {
			level := pick(t, "no", "partly", "'yes'", "1", "2", "\"3\"", "maybe", "true", "FALSE", "unknown", "not-applicable", "often", "~", "null", "\"null\"", "[no]", "0", "''", "|-\n        yes")
			if pick(t, "bare", "map") == "bare" {
				return level
			}
			var fields []byte
			add := func(name string, values ...string) {
				if rapid.Bool().Draw(t, name) {
					fields = append(fields, ("\n      " + name + ": " + pick(t, values...))...)
				}
			}
			if rapid.Bool().Draw(t, "leveled") {
				fields = append(fields, ("\n      level: " + pick(t, "no", "partly", "yes", "1", "unknown", "not-applicable", "~", "[]"))...)
			} else {
				add("between", "[no, partly]", "[partly, yes]", "[1, 3]", "[yes, no]", "[no, true]", "[no]", "~", "\n      - 1\n      - 2")
			}
			add("note", "n", "\"n\\u00e6 \"", "''", "' '", "~", "5", "a\n        b", ">\n        c\n        d", "{}")
			add("evidence", "[a, 'b']", "[]", "~", "[~]", "[\"\"]", "a", "\n      - http://a.b/c\n      - d", "[[a]]")
			if rapid.IntRange(0, 15).Draw(t, "version") == 0 {
				fields = append(fields, "\n      version: 1"...)
			}
			if len(fields) == 0 {
				return level
			}
			return string(fields)
		}
		var b bytes.Buffer
		b.WriteString(pick(t, "", "", "# c\n", "---\n", "\ufeff") + "samklar: " + pick(t, "1", "1", "1", "1", "1", "1", "2", "'1'", "01") + "\n")
		section := func(text ...string) {
			if rapid.Bool().Draw(t, "section") {
				b.WriteString(pick(t, text...) + "\n")
			}
		}
		section("case: {title: T, place: \"P\"}", "case:\n  id: 7\n  title: >-\n    a\n    b\n  as-of: 2017-12-01", "case: ~", "case: {as-of: 2017-12-01T00:00:00Z}", "case: {as-of: 43070}", "case: {title: ~, as-of: ''}", "case: []", "case: {titel: x}")
		section("respondent: {name: N, organisation: O, role: R}", "respondent:", "respondent: {name: {}}", "respondent: {age: 7}")
		if rapid.Bool().Draw(t, "versions first") {
			section("banks: {b: 1}", "banks: {b: 2, c: 1}", "banks: {b: 3}", "banks: {x: 1}", "banks: ~", "banks: {b: '1'}", "banks: {b: 0}")
		}
		if rapid.IntRange(0, 9).Draw(t, "answers") > 0 {
			b.WriteString("answers:\n")
			for _, of := range [][]string{{"b", "q1", "q2", "q3", "q4", "q5", "q9"}, {"c", "r1", "r2"}} {
				if !rapid.Bool().Draw(t, "bank") {
					continue
				}
				b.WriteString("  " + of[0] + ":\n")
				for _, q := range rapid.Permutation(of[1:]).Draw(t, "order") {
					if q != "q9" && rapid.IntRange(0, 2).Draw(t, "answered") > 0 || q == "q9" && rapid.IntRange(0, 20).Draw(t, "unknown") == 0 {
						b.WriteString("    " + q + ": " + answer() + pick(t, "", "", " # c") + "\n")
					}
				}
			}
		}
		section("banks: {b: 1}", "more: 1")
		return b.String()
	})
}

// Whatever a file is made of: the Scanner gives what Read gives, or leaves it to Read.
func TestScanAgrees(t *testing.T) {
	l := library(t)
	scans, all := 0, 0
	for _, banks := range selections(t, l) {
		s := answerfile.NewScanner(l, banks)
		rapid.Check(t, func(t *rapid.T) {
			text := drawFile().Draw(t, "file")
			if all++; scanned(t, s, l, banks, []byte(text)) {
				scans++
			}
		})
	}
	if scans < all/20 || scans == all {
		t.Errorf("%d of %d texts are scanned, want some: nothing is compared", scans, all)
	}
}

// Without this nobody would notice that every file is read from end to end.
func TestScanReadsRealFiles(t *testing.T) {
	l := questions.NewLibrary("da")
	banks, err := l.Select([]string{questions.Default}, true)
	if err != nil {
		t.Fatal(err)
	}
	s := answerfile.NewScanner(l, banks)
	names, err := filepath.Glob("../../testdata/answers/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("Glob = %d files, %v", len(names), err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !scanned(t, s, l, banks, data) {
			t.Errorf("Scan(%s) = false, want true", name)
		}
	}
	maker := cases.New(banks, cases.Options{Seed: 3, JSON: 300})
	for i := range 2000 {
		if c := maker.Case(i); !scanned(t, s, l, banks, c.Text) {
			t.Errorf("Scan(%s) = false, want true:\n%s", c.Name, c.Text)
		}
	}
	bad := cases.New(banks, cases.Options{Seed: 3, JSON: 300, Bad: 1000})
	for i := range 500 {
		if c := bad.Case(i); scanned(t, s, l, banks, c.Text) {
			t.Errorf("Scan(%s) = true, though it has the fault %s", c.Name, c.Fault)
		}
	}
}

// Whatever the text: a Scanner gives what Read gives, or leaves it to Read.
func FuzzScan(f *testing.F) {
	files, err := filepath.Glob("../../testdata/hostile/*")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for i := range 40 {
		f.Add([]byte(drawFile().Example(i)))
	}
	f.Add([]byte(full))
	f.Add([]byte(fullJSON))
	f.Add([]byte(`{"samklar":1,"banks":{"b":1},"answers":{"b":{"q4":1,"q1":{"between":["no","partly"],"note":"\u00e6","evidence":["a"]},"q2":true}}}`))
	l := library(f)
	banks := selections(f, l)[1]
	s := answerfile.NewScanner(l, banks)
	f.Fuzz(func(t *testing.T, data []byte) { scanned(t, s, l, banks, data) })
}
