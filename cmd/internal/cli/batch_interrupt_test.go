package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"collectiveimpact/samklar/cmd/internal/exit"

	"github.com/google/go-cmp/cmp"
)

// TestInterruptedScoresAreNotComplete leaves the file as it was, and a table has
// what was scored.
func TestInterruptedScoresAreNotComplete(t *testing.T) {
	dir, _ := made(t, 20)
	out := filepath.Join(t.TempDir(), "scores.jsonl")
	if err := os.WriteFile(out, []byte(`{"samklar_score":1}`+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	got := ran(ctx, nil, "score", dir, "-f", "jsonl", "-o", out)
	want := outcome{exit.Interrupted.Code(), "", fmt.Sprintf("samklar: %q is as it was\nsamklar: interrupted after 0 cases\n", out)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("score, interrupted (-want +got):\n%s", diff)
	}
	if text, err := os.ReadFile(out); err != nil || string(text) != `{"samklar_score":1}`+"\n" {
		t.Errorf("the file holds %q (%v), want what was there before", text, err)
	}
	if got := ran(ctx, nil, "score", dir); got.Code != exit.Interrupted.Code() || !strings.HasPrefix(got.Out, "conclusion") {
		t.Errorf("score, interrupted = %+v, want %d and a table", got, exit.Interrupted.Code())
	}
}

// TestInterruptedWhileWaiting ends every command that waits for a pipe, or for a device that gives nothing, at the first
// interruption.
func TestInterruptedWhileWaiting(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := exec.Command("mkfifo", "pipe").Run(); err != nil {
		t.Skipf("there are no pipes with names here: %v", err)
	}
	if err := os.WriteFile("case.yaml", []byte("samklar: 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{
		"report pipe", "tree pipe", "score pipe", "check pipe", "screen pipe", "verify pipe case.yaml", "report case.yaml --bank pipe",
		"screen case.yaml --policy pipe", "questions lint --bank pipe", "questions diff pipe case.yaml", "questions stamp pipe case.yaml", "report -",
	} {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(20*time.Millisecond, cancel)
		forever, _ := io.Pipe()
		if got := ran(ctx, forever, strings.Fields(command)...); got.Code != exit.Interrupted.Code() || !strings.Contains(got.Err, "interrupted") {
			t.Errorf("%s = %+v, want %d", command, got, exit.Interrupted.Code())
		}
	}
	for _, command := range []string{"report /dev/zero", "report case.yaml --bank /dev/zero", "screen case.yaml --policy /dev/zero"} {
		if got := ran(t.Context(), nil, strings.Fields(command)...); got.Code != exit.Invalid.Code() || !strings.Contains(got.Err, "too long") {
			t.Errorf("%s = %+v, want %d", command, got, exit.Invalid.Code())
		}
	}
}
