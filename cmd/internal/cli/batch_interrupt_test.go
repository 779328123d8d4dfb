package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

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
