package batch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/questions/diag"
	"collectiveimpact/samklar/testdata/batch/cases"
)

// made writes made cases into a folder, some of them bad, and gives their files.
func made(t *testing.T, n int) (dir string, files []string) {
	t.Helper()
	banks, err := questions.NewLibrary("en").Select([]string{questions.Default}, true)
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	if err := cases.New(banks, cases.Options{Seed: 7, JSON: 300, Bad: 100}).WriteFolder(dir, n); err != nil {
		t.Fatal(err)
	}
	files, err = filepath.Glob(filepath.Join(dir, "*", "*"))
	if err != nil || len(files) != n {
		t.Fatalf("%d files were made (%v), want %d", len(files), err, n)
	}
	return dir, files
}

// bare gives a batch of paths, read by several workers.
func bare(paths ...string) *Batch {
	return &Batch{
		Paths: paths, Workers: 3, Err: io.Discard,
		Format: Format{
			Endings: []string{".yaml", ".yml", ".json", ".jsonl", ".ndjson"},
			Split:   answerfile.Split,
			Stream:  func(file string, r io.Reader) func() (Part, error) { return answerfile.NewSplitter(file, r).Next },
		},
	}
}

// named is work that costs nothing.
func named(p *Document) (string, diag.List) { return p.Source, p.Problems }

// TestBatchThatCannotWrite ends with the first error of whoever takes.
func TestBatchThatCannotWrite(t *testing.T) {
	dir, _ := made(t, 600)
	full := errors.New("full")
	taken := 0
	_, err := Run(t.Context(), bare(dir), named, func(string) error {
		if taken++; taken == 7 {
			return full
		}
		return nil
	})
	if !errors.Is(err, full) || taken != 7 {
		t.Errorf("Run = %v after %d cases, want %v after 7", err, taken, full)
	}
}

// TestBatchStaysWithinItsWindow counts what is found and not taken: it stays
// below its bounds, however slowly things are taken.
func TestBatchStaysWithinItsWindow(t *testing.T) {
	dir, files := made(t, 600)
	var worked atomic.Int64
	taken := int64(0)
	_, err := Run(t.Context(), bare(dir), func(p *Document) (string, diag.List) {
		worked.Add(1)
		return named(p)
	}, func(string) error {
		taken++
		if ahead := worked.Load() - taken; ahead > maxJobs {
			return fmt.Errorf("%d cases are ahead; want at most %d", ahead, maxJobs)
		}
		return nil
	})
	if err != nil || taken != int64(len(files)) {
		t.Errorf("Run = %v after %d cases, want all %d", err, taken, len(files))
	}
}

// TestWindow lets something into an empty window whatever it weighs, and nothing
// more before there is room.
func TestWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWindow()
		large, small := job{weight: 2 * maxWeight}, job{weight: 1}
		if !w.enter(&large) {
			t.Fatal("enter(a large task) = false, want true: the window is empty")
		}
		entered := make(chan bool, 1)
		go func() { entered <- w.enter(&small) }()
		synctest.Wait()
		if len(entered) > 0 {
			t.Fatal("enter(a small task) came back while a large one was in the window")
		}
		w.leave(&large)
		if !<-entered || w.jobs != 1 || w.weight != 1+documentWeight {
			t.Errorf("the window has %d jobs of %d bytes, want 1 of %d", w.jobs, w.weight, 1+documentWeight)
		}
		go func() { entered <- w.enter(&large) }()
		synctest.Wait()
		w.close()
		if <-entered {
			t.Error("enter = true after close, want false")
		}
	})
}

// TestBatchLeavesNoGoroutines ends, is interrupted and cannot write, and waits
// each time for all that it has begun.
func TestBatchLeavesNoGoroutines(t *testing.T) {
	dir, _ := made(t, 300)
	for _, end := range []string{"the end", "an error", "an interruption", "the first that is bad"} {
		synctest.Test(t, func(t *testing.T) { // waits for every goroutine begun in it
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			b := bare(dir)
			b.Strict = end == "the first that is bad"
			n := 0
			_, err := Run(ctx, b, func(p *Document) (string, diag.List) {
				if b.Strict && strings.Contains(p.Source, "50") {
					return "", diag.List{{Code: "bad"}}
				}
				return named(p)
			}, func(string) error {
				if n++; n < 40 {
					return nil
				}
				switch end {
				case "an error":
					return io.ErrShortWrite
				case "an interruption":
					cancel()
				}
				return nil
			})
			if (err != nil) != (end == "an error") {
				t.Errorf("Run to %s = %v", end, err)
			}
		})
	}
}

// TestFileThatGrows tells a file that was small when it was found.
func TestFileThatGrows(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.yaml")
	if err := os.WriteFile(file, bytes.Repeat([]byte("# a line\n"), wholeFile), 0o600); err != nil {
		t.Fatal(err)
	}
	r := worker{window: newWindow()}
	if _, err := r.read(file); !errors.Is(err, errGrew) {
		t.Errorf("read = %v, want %v", err, errGrew)
	}
}
