package cli

import (
	"bytes"
	"flag"
	"html"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/view"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the reports kept in testdata/reports")

// inFull is the case whose whole report is kept, in every format and language.
// Of the others what a terminal shows unless told otherwise is kept once: few enough
// lines to be read when they change. TestReportsAreWhole renders all the rest.
const inFull = "hasselt-2017"

// realCases returns the answer files of the real cases.
func realCases(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "testdata", "answers", "*.yaml"))
	if err != nil || len(files) < 11 {
		t.Fatalf("%d cases (%v), want eleven", len(files), err)
	}
	return files
}

// TestReports compares reports on the real cases with those that were read and
// kept.
func TestReports(t *testing.T) {
	extensions := map[string]string{"terminal": "txt", "markdown": "md", "html": "html", "json": "json"}
	for _, format := range reportFormats() {
		if extensions[format] == "" {
			t.Errorf("no name to keep reports in %s under", format)
		}
	}
	for _, file := range realCases(t) {
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		for _, format := range reportFormats() {
			for _, lang := range questions.Languages() {
				args := []string{"report", file, "-f", format, "--lang", lang}
				switch {
				case format == "json" && lang != "en":
					continue // no prose in it; the digest of the texts is all that differs
				case name != inFull && (format != "terminal" || lang != "en"):
					continue
				case name == inFull && format == "terminal":
					args = append(args, "--audience", string(report.Full))
				}
				kept := name + "." + lang + "." + extensions[format]
				t.Run(kept, func(t *testing.T) {
					compareKept(t, filepath.Join("..", "..", "..", "testdata", "reports", kept), args, twice(t, args...))
				})
			}
		}
	}
}

// compareKept compares what a command wrote with the file in which it is kept.
func compareKept(t *testing.T, file string, args []string, got string) {
	t.Helper()
	got = masked(got)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("samklar %s (-want +got):\n%s", strings.Join(args, " "), diff)
	}
}

var digests = regexp.MustCompile(`sha256:[0-9a-f]{12,64}( · #[0-9a-f]{16})?`)

// masked takes out of a text what changes with every bank and every release: a
// kept file is to change only where a person would read something else.
func masked(text string) string {
	return strings.ReplaceAll(digests.ReplaceAllString(text, "sha256:…"), command.Unreleased, "…")
}

// TestReportsAreWhole renders every real case in every language and format, in
// full and for a board: each entry is there, also where the report is made from
// a stored result.
func TestReportsAreWhole(t *testing.T) {
	for _, file := range realCases(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			stored := filepath.Join(t.TempDir(), "stored.json")
			for _, lang := range questions.Languages() {
				text := twice(t, "report", file, "-f", "json", "--lang", lang)
				if err := os.WriteFile(stored, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
				for _, audience := range []report.Audience{report.Full, report.Board} {
					entries := entriesOf(t, file, lang, audience)
					for _, format := range []string{"terminal", "markdown", "html"} {
						args := []string{"-f", format, "--lang", lang, "--audience", string(audience)}
						got := twice(t, append([]string{"report", file}, args...)...)
						said := letters(got)
						for id, entry := range entries {
							if !says(said, entry, format) {
								t.Errorf("report %q lacks the entry %s: %q", args, id, entry)
							}
						}
						if format == "markdown" && runs(t, append([]string{"report", stored}, args...)...) != got {
							t.Errorf("report %q is another from the stored result", args)
						}
					}
				}
			}
		})
	}
}

// twice returns what a command writes, which must be the same when it runs again.
func twice(t *testing.T, args ...string) string {
	t.Helper()
	got := runs(t, args...)
	if runs(t, args...) != got {
		t.Errorf("samklar %s: two runs give different bytes", strings.Join(args, " "))
	}
	return got
}

// says reports whether the letters of a report in some format have those of an
// entry. On a terminal its words may stand on several lines beside a bar.
func says(said, entry, format string) bool {
	parts := []string{entry}
	if format == "terminal" {
		parts = strings.Fields(entry)
	}
	return !slices.ContainsFunc(parts, func(part string) bool { return !strings.Contains(said, letters(part)) })
}

// entriesOf returns what the entries of a report say, by their ids.
func entriesOf(t *testing.T, file, lang string, audience report.Audience) map[string]string {
	t.Helper()
	lib := questions.NewLibrary(lang)
	banks, err := lib.Select([]string{questions.Default}, true)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := answerfile.Read(file, data, lib)
	if err != nil {
		t.Fatal(err)
	}
	in := (&command.Options{Sys: &command.System{}}).Input(lib, assess.Select(banks), doc)
	in.Audience = audience
	entries := make(map[string]string)
	collect(reflect.ValueOf(report.Build(in)), entries)
	if least := map[report.Audience]int{report.Full: 50, report.Board: 15}[audience]; len(entries) < least {
		t.Fatalf("%d entries in the report on %s for %q, want %d or more", len(entries), file, audience, least)
	}
	return entries
}

// collect adds what the entries in a value say: whatever has an id says it in
// the first of these fields that it has.
func collect(v reflect.Value, entries map[string]string) {
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			collect(v.Index(i), entries)
		}
	case reflect.Interface, reflect.Pointer:
		if !v.IsNil() {
			collect(v.Elem(), entries)
		}
	case reflect.Struct:
		for _, field := range v.Fields() {
			if field.Type() != reflect.TypeFor[*view.Tree]() { // its boxes hold what there is room for
				collect(field, entries)
			}
		}
		id := v.FieldByName("ID")
		if !id.IsValid() || id.String() == "" {
			return
		}
		for _, name := range []string{"Question", "Do", "Text", "Title", "Label"} {
			if field := v.FieldByName(name); field.IsValid() {
				entries[id.String()] = field.String()
				return
			}
		}
	default:
	}
}

var tags = regexp.MustCompile(`</?[a-z][^<>]*>`)

// letters leaves the letters and digits of a text, so that it is found wherever a
// format breaks, marks or escapes it.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, html.UnescapeString(tags.ReplaceAllString(text, "")))
}

// runs returns what a command writes, which must succeed.
func runs(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	code := Run(t.Context(), &command.System{
		Args: args, In: strings.NewReader(""), Out: &out, Err: &errs,
		Size: func() (int, int) { return 0, 0 },
		Env:  func(string) string { return "" },
		Now:  func() time.Time { return time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC) },
	})
	if code != exit.Done || errs.Len() > 0 {
		t.Fatalf("samklar %s = exit %d, %s", strings.Join(args, " "), code, &errs)
	}
	return out.String()
}
