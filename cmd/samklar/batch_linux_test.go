package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// built gives the program, built as it is shipped.
func built(t *testing.T) string {
	t.Helper()
	samklar := filepath.Join(t.TempDir(), "samklar")
	if out, err := exec.Command("go", "build", "-o", samklar, ".").CombinedOutput(); err != nil {
		t.Fatalf("building: %v\n%s", err, out)
	}
	return samklar
}

// writeCases writes so many cases, one a line; every bad-th is cut off.
func writeCases(w io.Writer, n, bad int) error {
	out := bufio.NewWriter(w)
	for i := 1; i <= n; i++ {
		if bad > 0 && i%bad == 0 {
			fmt.Fprintf(out, "{\"samklar\": 1, \"case\": {\"title\": \"Case %d\n", i)
			continue
		}
		fmt.Fprintf(out, "{\"samklar\": 1, \"case\": {\"title\": \"Case %d\"}, \"answers\": {\"fit\": {\"felt\": \"%s\", \"seen\": {\"level\": \"once\", \"note\": \"%s\"}}}}\n",
			i, []string{"yes", "no", "unknown"}[i%3], strings.Repeat("A note. ", i%20))
	}
	return out.Flush()
}

// TestStreamOfManyCases scores 100,000 cases that are made on the fly, a few of
// them broken: a line for each, in order, in memory that does not grow with them.
func TestStreamOfManyCases(t *testing.T) {
	const n, bad, most = 100_000, 1000, 64 << 10 // KiB
	score := exec.Command(built(t), "score", "-", "-f", "jsonl", "--bank", "../../testdata/banks", "--banks", "fit")
	var messages bytes.Buffer
	score.Stderr = &messages
	in, err := score.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := score.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := score.Start(); err != nil {
		t.Fatal(err)
	}
	written := make(chan error, 1)
	go func() {
		defer in.Close()
		written <- writeCases(in, n, bad)
	}()
	lines := bufio.NewScanner(out)
	for i := 1; i <= n; i++ {
		want := fmt.Sprintf(`"source":"<stdin>:%d","case":{"title":"Case %d"}`, i, i)
		if i%bad == 0 {
			want = fmt.Sprintf(`"source":"<stdin>:%d","errors":[{"file":"<stdin>","line":%d,`, i, i)
		}
		if !lines.Scan() || !strings.Contains(lines.Text(), want) {
			t.Fatalf("line %d = %s (%v), want one with %s", i, lines.Text(), lines.Err(), want)
		}
	}
	if lines.Scan() {
		t.Errorf("there is a line more: %s", lines.Text())
	}
	if err := <-written; err != nil {
		t.Error(err)
	}
	if err := score.Wait(); score.ProcessState.ExitCode() != 5 {
		t.Errorf("score = %v, want exit code 5", err)
	}
	if want := "samklar: 100000 cases: 99900 scored, 100 failed\n"; !strings.HasSuffix(messages.String(), want) {
		t.Errorf("stderr ends with %.200q, want %q", messages.String()[max(0, messages.Len()-200):], want)
	}
	usage, ok := score.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok || usage.Maxrss > most {
		t.Errorf("score took %d KiB, want at most %d", usage.Maxrss, most)
	}
	t.Logf("%d KiB", usage.Maxrss)
}

// TestParallel spreads cases with GNU parallel, in blocks that each have a
// process of their own: what comes out is what one process gives, but for the
// lines that the sources name, which count from the start of each block.
func TestParallel(t *testing.T) {
	parallel := needs(t, "batches spread with GNU parallel are", "parallel")
	samklar := built(t)
	var cases bytes.Buffer
	if err := writeCases(&cases, 5000, 0); err != nil {
		t.Fatal(err)
	}
	score := []string{samklar, "score", "-", "-f", "jsonl", "--bank", "../../testdata/banks", "--banks", "fit"}
	run := func(name string, args ...string) string {
		c := exec.Command(name, args...)
		c.Stdin = bytes.NewReader(cases.Bytes())
		c.Env = append(os.Environ(), "HOME="+t.TempDir(), "PARALLEL_HOME="+t.TempDir())
		c.Stderr = os.Stderr
		out, err := c.Output()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return regexp.MustCompile(`"source":"<stdin>:\d+",`).ReplaceAllString(string(out), "")
	}
	want := run(score[0], score[1:]...)
	got := run(parallel, append([]string{"--will-cite", "--pipe", "--block", "100k", "--keep-order", "--jobs", "2"}, score...)...)
	if got != want {
		t.Errorf("parallel gives %d bytes, one process %d; want the same", len(got), len(want))
	}
	if n := strings.Count(want, "\n"); n != 5000 {
		t.Errorf("one process gives %d lines, want 5000", n)
	}
}
