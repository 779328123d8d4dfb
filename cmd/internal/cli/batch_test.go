package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report/lines"
	"collectiveimpact/samklar/report/terminal"
	"collectiveimpact/samklar/testdata/batch/cases"

	"github.com/google/go-cmp/cmp"
)

// outcome is what a command left behind.
type outcome struct {
	Code     int
	Out, Err string
}

// ran runs a command, with what it reads on standard input.
func ran(ctx context.Context, in io.Reader, args ...string) outcome {
	var out, messages bytes.Buffer
	code := Run(ctx, &command.System{
		Args: args, In: in, Out: &out, Err: &messages,
		Size: func() (columns, rows int) { return 0, 0 },
		Env:  func(string) string { return "" },
		Now:  func() time.Time { return time.Unix(0, 0) },
	})
	return outcome{code, out.String(), messages.String()}
}

// made writes made cases into a folder, some of them bad, and gives their files.
func made(t *testing.T, n int) (dir string, files []string) {
	t.Helper()
	_, banks := madeBanks(t)
	dir = t.TempDir()
	if err := cases.New(banks, cases.Options{Seed: 7, JSON: 300, Bad: 100}).WriteFolder(dir, n); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	if err != nil || len(files) != n {
		t.Fatalf("%d files were made (%v), want %d", len(files), err, n)
	}
	return dir, files
}

// alone gives the row of a file by way of nothing that a batch is made of.
func alone(t *testing.T, file string, lib *questions.Library, selection *assess.Selection) *resultfile.Row {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := answerfile.Read(file, text, lib)
	if err != nil {
		row := &resultfile.Row{Source: file}
		if !errors.As(err, &row.Errors) {
			t.Fatal(err)
		}
		return row
	}
	entries := doc.Entries(selection.Banks)
	respondents := 0
	if doc.Case.Respondent != (assess.Respondent{}) {
		respondents = 1
	}
	return &resultfile.Row{
		Source: file, Case: doc.Case, Respondents: respondents,
		Answers: entries.Digest(selection.Banks), Summary: portfolio.Summarize(selection.Evaluate(entries.Answers()), entries.Sourced(selection.Banks)),
	}
}

// TestBatchIsOneByOne scores 2,000 random files at once, in every format, and
// each by itself.
func TestBatchIsOneByOne(t *testing.T) {
	const n = 2000
	dir, files := made(t, n)
	lib, banks := madeBanks(t)
	selection := assess.Select(banks)
	lay := resultfile.NewLines(banks, command.Unreleased)
	sheet := resultfile.NewSheet(banks, resultfile.EuropeanCSV, false)
	table := lines.NewScores(selection)
	var written []byte
	rows := sheet.AppendHead(nil)
	failed := 0
	for _, file := range files {
		row := alone(t, file, lib, selection)
		written = lay.Append(written, row)
		rows = sheet.AppendRow(rows, row)
		addTo(table, row)
		if row.Summary == nil {
			failed++
		}
	}
	var drawn bytes.Buffer
	table.Sort(lines.ByConclusion)
	if err := terminal.WriteScores(&drawn, table, terminal.Screen{}); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		want string
		args []string
	}{
		{string(written), []string{"-f", "jsonl"}},
		{string(rows), []string{"-f", "csv", "--csv-dialect", "eu"}},
		{drawn.String(), nil},
	} {
		got := ran(t.Context(), nil, append([]string{"score", dir}, tt.args...)...)
		if got.Code != exit.SomeFailed.Code() {
			t.Errorf("score %s = %d, want %d", tt.args, got.Code, exit.SomeFailed.Code())
		}
		if diff := cmp.Diff(tt.want, got.Out); diff != "" {
			t.Errorf("score %s (-one by one +batch):\n%.2000s", tt.args, diff)
		}
		if want := fmt.Sprintf("samklar: %d cases: %d scored, %d failed\n", n, n-failed, failed); !strings.HasSuffix(got.Err, want) {
			t.Errorf("score %s ends with %.80q, want %q", tt.args, got.Err[max(0, len(got.Err)-80):], want)
		}
	}
}

// TestBatchIsOneCommandForEach runs the whole command on single files.
func TestBatchIsOneCommandForEach(t *testing.T) {
	dir, files := made(t, 40)
	var want outcome
	for _, file := range files {
		one := ran(t.Context(), nil, "score", file, "-f", "jsonl")
		want.Out += one.Out
		want.Err += regexp.MustCompile(`samklar: 1 case: .*\n`).ReplaceAllString(one.Err, "")
		want.Code = max(want.Code, one.Code)
	}
	got := ran(t.Context(), nil, "score", dir, "-f", "jsonl")
	got.Err = regexp.MustCompile(`samklar: 40 cases: .*\n`).ReplaceAllString(got.Err, "")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("score (-one by one +batch):\n%s", diff)
	}
}

// TestStreamIsItsFiles scores made cases as files, and one behind the other as a
// stream: all but the names of the sources is the same.
func TestStreamIsItsFiles(t *testing.T) {
	const n = 500
	_, banks := madeBanks(t)
	source := regexp.MustCompile(`"source":"[^"]*"`)
	for name, tt := range map[string]struct {
		options cases.Options
		between string
	}{
		"YAML": {cases.Options{Seed: 3}, "\n---\n"},
		"JSON": {cases.Options{Seed: 4, JSON: 1000}, "\n"},
	} {
		maker := cases.New(banks, tt.options)
		dir := t.TempDir()
		if err := maker.WriteFolder(dir, n); err != nil {
			t.Fatal(err)
		}
		var stream bytes.Buffer
		for number := range n {
			stream.WriteString(tt.between)
			stream.Write(bytes.TrimPrefix(maker.Case(number).Text, []byte("\ufeff")))
		}
		file := filepath.Join(t.TempDir(), "stream")
		if err := os.WriteFile(file, stream.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		want := ran(t.Context(), nil, "score", dir, "-f", "jsonl")
		for from, got := range map[string]outcome{
			"standard input": ran(t.Context(), &stream, "score", "-", "-f", "jsonl"),
			"a file":         ran(t.Context(), nil, "score", file, "-f", "jsonl"),
		} {
			if diff := cmp.Diff(source.ReplaceAllString(want.Out, ""), source.ReplaceAllString(got.Out, "")); diff != "" || got.Code != exit.Done {
				t.Errorf("score of %s from %s = %d (-files +stream):\n%.2000s", name, from, got.Code, diff)
			}
		}
	}
}

// TestWorkersChangeNothing wants the same bytes, on standard error too, from any
// number of workers.
func TestWorkersChangeNothing(t *testing.T) {
	dir, files := made(t, 600)
	if err := os.Symlink(dir, filepath.Join(dir, "000", "link")); err != nil {
		t.Fatal(err)
	}
	var stream bytes.Buffer
	for _, file := range files[:200] {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		stream.WriteString("---\n")
		stream.Write(bytes.TrimPrefix(text, []byte("\ufeff")))
		stream.WriteString("\n")
	}
	for _, format := range scoreFormats() {
		run := func(jobs int) outcome {
			return ran(t.Context(), bytes.NewReader(stream.Bytes()), "score", dir, "-", filepath.Join(dir, "nosuch"), "-f", format, "-j", fmt.Sprint(jobs))
		}
		want := run(1)
		if want.Code != exit.SomeFailed.Code() || !strings.Contains(want.Err, "not followed") || !strings.Contains(want.Err, "<stdin>:") {
			t.Fatalf("score -f %s = %d, want %d\n%.500s", format, want.Code, exit.SomeFailed.Code(), want.Err)
		}
		for _, jobs := range []int{2, 3, 32} {
			if diff := cmp.Diff(want, run(jobs)); diff != "" {
				t.Errorf("score -f %s (-1 worker +%d):\n%.2000s", format, jobs, diff)
			}
		}
	}
}
