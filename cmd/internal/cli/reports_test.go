package cli

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"

	"github.com/google/go-cmp/cmp"
)

// inFull is the case whose whole report is kept. Of the others the report for a
// board is: the same writers, and few enough lines to be read when they change.
const inFull = "hasselt-2017"

var update = flag.Bool("update", false, "rewrite the reports kept in testdata/reports")

// TestReports compares the reports on the real cases, in every format and
// language, with those that were read and kept.
func TestReports(t *testing.T) {
	cases, err := filepath.Glob(filepath.Join("..", "..", "..", "testdata", "answers", "*.yaml"))
	if err != nil || len(cases) < 11 {
		t.Fatalf("%d cases (%v), want eleven", len(cases), err)
	}
	extensions := map[string]string{"terminal": "txt", "markdown": "md", "html": "html", "json": "json"}
	for _, file := range cases {
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		for _, format := range reportFormats() {
			for _, lang := range questions.Languages() {
				golden := filepath.Join("..", "..", "..", "testdata", "reports", name+"."+lang+"."+extensions[format])
				args := []string{"report", file, "-f", format, "--lang", lang}
				switch {
				case format == "json" && lang != "en":
					continue // no prose in it; the digest of the texts is all that differs
				case format != "json" && name != inFull:
					args = append(args, "--audience", string(report.Board))
				}
				t.Run(filepath.Base(golden), func(t *testing.T) { compareReport(t, golden, args) })
			}
		}
	}
}

func compareReport(t *testing.T, golden string, args []string) {
	t.Helper()
	got := runs(t, args...)
	if again := runs(t, args...); again != got {
		t.Error("two runs give different bytes")
	}
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("samklar %s (-want +got):\n%s", strings.Join(args, " "), diff)
	}
}

// runs gives what a command writes, which must succeed.
func runs(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	code := Run(t.Context(), &System{
		Args: args, In: strings.NewReader(""), Out: &out, Err: &errs,
		Size: func() (int, int) { return 0, 0 },
		Env:  func(string) string { return "" },
		Now:  func() time.Time { return time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC) },
	})
	if code != exitDone || errs.Len() > 0 {
		t.Fatalf("samklar %s = exit %d, %s", strings.Join(args, " "), code, &errs)
	}
	return out.String()
}
