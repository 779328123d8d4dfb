package cli

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/testdata/batch/cases"

	"github.com/google/go-cmp/cmp"
)

// ended is how a command ended.
type ended struct {
	code      int
	out, errs string
}

// try runs a command, however it ends.
func try(t *testing.T, in string, args ...string) ended {
	t.Helper()
	var out, errs bytes.Buffer
	code := Run(t.Context(), &command.System{
		Args: args, In: strings.NewReader(in), Out: &out, Err: &errs,
		Size: func() (int, int) { return 0, 0 },
		Env:  func(string) string { return "" },
		Now:  func() time.Time { return time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC) },
	})
	return ended{code, out.String(), errs.String()}
}

// TestPortfolios compares the portfolio of the real cases, and of one file that
// cannot be read, with those that were read and kept.
func TestPortfolios(t *testing.T) {
	t.Chdir(filepath.Join("..", "..", "..", "testdata"))
	for format, extension := range map[string]string{"terminal": "txt", "markdown": "md", "html": "html", "csv": "csv", "json": "json"} {
		for _, lang := range questions.Languages() {
			golden := filepath.Join("reports", "portfolio."+lang+"."+extension)
			if (format == "csv" || format == "json") && lang != "en" {
				continue // no prose in it
			}
			t.Run(filepath.Base(golden), func(t *testing.T) {
				args := []string{"screen", "answers", "typo.yaml", "--policy", "policy.yaml", "-f", format, "--lang", lang}
				got := try(t, "", args...)
				if again := try(t, "", args...); again != got {
					t.Error("two runs give different bytes")
				}
				if got.code != exit.SomeFailed.Code() {
					t.Errorf("samklar %s = exit %d, want %d", strings.Join(args, " "), got.code, exit.SomeFailed.Code())
				}
				compareKept(t, golden, args, got.out)
			})
		}
	}
}

// makeRound writes made cases into a folder, a good share of them bad, and gives
// the names of the bad ones.
func makeRound(t *testing.T, folder string, n int) (bad []string) {
	t.Helper()
	_, banks := madeBanks(t)
	maker := cases.New(banks, cases.Options{Seed: 7, JSON: 200, Bad: 250})
	for number := range n {
		c := maker.Case(number)
		name := filepath.Join(folder, filepath.Base(c.Name))
		if err := os.WriteFile(name, c.Text, 0o600); err != nil {
			t.Fatal(err)
		}
		if c.Fault != cases.Good {
			bad = append(bad, name)
		}
	}
	return bad
}

// A folder of good and bad files gives a portfolio in which every file stands,
// and every failure is explained, in every format.
func TestPortfolioHasEveryFile(t *testing.T) {
	t.Chdir(t.TempDir())
	const files = 200
	bad := makeRound(t, ".", files)
	if len(bad) < files/10 || len(bad) > files/2 {
		t.Fatalf("%d of %d files are bad, want a good share", len(bad), files)
	}
	entries, err := os.ReadDir(".")
	if err != nil || len(entries) != files {
		t.Fatalf("%d files, %v, want %d", len(entries), err, files)
	}
	for _, format := range screenFormats() {
		got := try(t, "", "screen", ".", "-f", format)
		if got.code != exit.SomeFailed.Code() {
			t.Errorf("-f %s: exit %d, want %d", format, got.code, exit.SomeFailed.Code())
		}
		// A terminal and Markdown break or escape names; without blanks and marks they are whole.
		text := strings.NewReplacer("\n", "", " ", "", `\`, "").Replace(got.out)
		for _, e := range entries {
			if format == "terminal" && !slices.Contains(bad, e.Name()) {
				continue // a line has room for the title alone
			}
			if !strings.Contains(text, e.Name()) {
				t.Errorf("-f %s: file %s is missing", format, e.Name())
			}
		}
	}
	checkRows(t, try(t, "", "screen", ".", "-f", "csv").out, files, bad)
	checkJSON(t, try(t, "", "screen", ".", "-f", "json").out, files, bad)
}

// checkRows wants a row for every file, and a reason in that of every bad one.
func checkRows(t *testing.T, text string, files int, bad []string) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != files+1 {
		t.Fatalf("%d rows, want %d and the headings", len(rows), files)
	}
	var failed []string
	for _, row := range rows[1:] {
		if reason := row[len(row)-1]; reason != "" {
			failed = append(failed, row[1])
		}
	}
	if diff := cmp.Diff(slices.Sorted(slices.Values(bad)), failed); diff != "" {
		t.Errorf("files with a reason (-want +got):\n%s", diff)
	}
}

func checkJSON(t *testing.T, text string, files int, bad []string) {
	t.Helper()
	var p struct {
		Cases, Unreadable int
		Ranked            []struct{ Source string }
		Errors            []struct{ Source, Code, Message string }
	}
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		t.Fatal(err)
	}
	if p.Cases != files-len(bad) || len(p.Ranked) != p.Cases || p.Unreadable != len(bad) || len(p.Errors) != len(bad) {
		t.Errorf("cases %d, ranked %d, unreadable %d, errors %d, want %d and %d", p.Cases, len(p.Ranked), p.Unreadable, len(p.Errors), files-len(bad), len(bad))
	}
	for _, e := range p.Errors {
		if e.Code == "" || e.Message == "" {
			t.Errorf("%s has no reason", e.Source)
		}
	}
}

// What samklar score wrote, whole or in parts and in any order, gives the same
// portfolio as the answers.
func TestPortfolioFromLinesIsThatFromAnswers(t *testing.T) {
	testdata, err := filepath.Abs(filepath.Join("..", "..", "..", "testdata"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := os.CopyFS(".", os.DirFS(filepath.Join(testdata, "answers"))); err != nil {
		t.Fatal(err)
	}
	makeRound(t, ".", 60)
	stream := "samklar: 1\ncase: {title: One}\n---\nsamklar: 2\n---\n- a\n- b\n"
	if err := os.WriteFile("stream.yaml", []byte(stream), 0o600); err != nil {
		t.Fatal(err)
	}
	policy := filepath.Join(testdata, "policy.yaml")
	lines := strings.SplitAfter(try(t, "", "score", ".", "-f", "jsonl").out, "\n")
	lines = lines[:len(lines)-1]
	slices.Reverse(lines)
	cut := len(lines) / 3
	parts := t.TempDir()
	part := func(name string, lines []string) string {
		name = filepath.Join(parts, name)
		if err := os.WriteFile(name, []byte(strings.Join(lines, "")), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	first, second := part("first.jsonl", lines[:cut]), part("second.jsonl", lines[cut:])
	for _, format := range screenFormats() {
		args := []string{"screen", "-f", format, "--policy", policy, "--require", "when:launch"}
		want := try(t, "", append(args, ".")...)
		if want.code != exit.SomeFailed.Code() || !strings.Contains(want.out, "stream.yaml") {
			t.Errorf("-f %s: exit %d, want %d and the stream among the sources", format, want.code, exit.SomeFailed.Code())
		}
		for name, got := range map[string]ended{
			"two parts": try(t, "", append(args, first, second)...),
			"one pipe":  try(t, strings.Join(lines, ""), append(args, "-")...),
		} {
			if diff := cmp.Diff(strings.Split(want.out, "\n"), strings.Split(got.out, "\n")); diff != "" || got.code != want.code {
				t.Errorf("-f %s, %s: exit %d (-from answers +from lines):\n%s", format, name, got.code, diff)
			}
		}
	}
}

// Any number of workers gives the same bytes.
func TestPortfolioDoesNotHangOnWorkers(t *testing.T) {
	t.Chdir(t.TempDir())
	makeRound(t, ".", 80)
	want := try(t, "", "screen", ".", "-f", "json", "-j", "1")
	for _, workers := range []int{2, 5} {
		if got := try(t, "", "screen", ".", "-f", "json", "-j", fmt.Sprint(workers)); got != want {
			t.Errorf("-j %d gives another portfolio than -j 1", workers)
		}
	}
}
