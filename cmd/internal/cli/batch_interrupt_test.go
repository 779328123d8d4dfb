package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestInterruptedBatch wants the cases begun to be taken, in order, and no
// others: not all, and not one of them twice or left out.
func TestInterruptedBatch(t *testing.T) {
	dir, files := made(t, 600)
	const after = 50
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var taken []string
	got, err := runBatch(ctx, bare(dir), named, func(source string) error {
		if taken = append(taken, source); len(taken) == after {
			cancel()
		}
		return nil
	})
	if err != nil || !got.interrupted || got.cases != len(taken) || len(taken) < after || len(taken) > after+maxJobs+1 {
		t.Errorf("runBatch = %+v, %v with %d cases taken, want it interrupted soon after %d", got, err, len(taken), after)
	}
	if diff := cmp.Diff(files[:len(taken)], taken); diff != "" {
		t.Errorf("runBatch (-found +taken):\n%s", diff)
	}
}

// TestInterruptedFinder looks for nothing more, and says so.
func TestInterruptedFinder(t *testing.T) {
	dir, _ := made(t, 3)
	ctx, cancel := context.WithCancel(t.Context())
	handed := 0
	f := &finder{batch: bare(dir, dir), ctx: ctx, emit: func(task) bool {
		handed++
		cancel()
		return true
	}}
	if f.all(); !f.cut || handed != 1 {
		t.Errorf("the finder handed on %d files, cut: %t; want 1, true", handed, f.cut)
	}
	f = &finder{batch: bare("-"), ctx: ctx, emit: func(task) bool { return true }}
	f.sys.In = failing{}
	if f.all(); !f.cut {
		t.Error("the finder read standard input to its end; want it cut")
	}
}

// failing is a reader that is not to be read.
type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("read") }

// TestInterruptedWhileWaiting is not kept by a reader that waits for input.
func TestInterruptedWhileWaiting(t *testing.T) {
	in, out := io.Pipe()
	defer out.Close()
	ctx, cancel := context.WithCancel(t.Context())
	b := bare("-")
	b.sys.In = in
	go io.WriteString(out, "{}\n") //nolint:errcheck // what was read shows it
	got, err := runBatch(ctx, b, named, func(string) error {
		cancel()
		return nil
	})
	if err != nil || !got.interrupted || got.cases != 1 {
		t.Errorf("runBatch = %+v, %v, want it interrupted after 1 case", got, err)
	}
}

// TestInterruptedScoresAreNotComplete leaves the file as it was, and a table has
// what was scored.
func TestInterruptedScoresAreNotComplete(t *testing.T) {
	dir, _ := made(t, 20)
	out := filepath.Join(t.TempDir(), "scores.jsonl")
	if err := os.WriteFile(out, []byte("before\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	got := ran(ctx, nil, "score", dir, "-f", "jsonl", "-o", out)
	want := outcome{exitInterrupted, "", fmt.Sprintf("samklar: %q is as it was\nsamklar: interrupted after 0 cases\n", out)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("score, interrupted (-want +got):\n%s", diff)
	}
	if text, err := os.ReadFile(out); err != nil || string(text) != "before\n" {
		t.Errorf("the file holds %q (%v), want what was there before", text, err)
	}
	if got := ran(ctx, nil, "score", dir); got.Code != exitInterrupted || !strings.HasPrefix(got.Out, "conclusion") {
		t.Errorf("score, interrupted = %+v, want %d and a table", got, exitInterrupted)
	}
}
