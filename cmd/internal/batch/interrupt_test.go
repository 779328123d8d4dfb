package batch

import (
	"context"
	"errors"
	"io"
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
	got, err := Run(ctx, bare(dir), named, func(source string) error {
		if taken = append(taken, source); len(taken) == after {
			cancel()
		}
		return nil
	})
	if err != nil || !got.Interrupted || got.Documents != len(taken) || len(taken) < after || len(taken) > after+maxJobs+1 {
		t.Errorf("Run = %+v, %v with %d cases taken, want it interrupted soon after %d", got, err, len(taken), after)
	}
	if diff := cmp.Diff(files[:len(taken)], taken); diff != "" {
		t.Errorf("Run (-found +taken):\n%s", diff)
	}
}

// TestInterruptedFinder looks for nothing more, and says so.
func TestInterruptedFinder(t *testing.T) {
	dir, _ := made(t, 3)
	ctx, cancel := context.WithCancel(t.Context())
	handed := 0
	f := &finder{Batch: bare(dir, dir), ctx: ctx, emit: func(*job) bool {
		handed++
		cancel()
		return true
	}}
	if f.all(); !f.cut || handed != 1 {
		t.Errorf("the finder handed on %d files, cut: %t; want 1, true", handed, f.cut)
	}
	f = &finder{Batch: bare("-"), ctx: ctx, emit: func(*job) bool { return true }}
	f.In = failing{}
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
	b.In = in
	go io.WriteString(out, "{}\n") //nolint:errcheck // what was read shows it
	got, err := Run(ctx, b, named, func(string) error {
		cancel()
		return nil
	})
	if err != nil || !got.Interrupted || got.Documents != 1 {
		t.Errorf("Run = %+v, %v, want it interrupted after 1 case", got, err)
	}
}
