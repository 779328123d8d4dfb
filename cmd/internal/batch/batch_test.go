package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
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

// TestFileThatIsLong is found in a folder that does not say so: it is read as one that
// is named.
func TestFileThatIsLong(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.yaml", "b.yaml", "c.yaml"} {
		text := strings.Repeat("---\nsamklar: 1\n# a line\n", 20_000)
		if name == "b.yaml" {
			text = "samklar: 1\n"
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, end := range []string{"the end", "an error", "an interruption"} {
		synctest.Test(t, func(t *testing.T) { // waits for every goroutine begun in it
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var found, named [][]string
			take := func(to *[][]string) func([]string) error {
				return func(d []string) error {
					*to = append(*to, d)
					switch {
					case len(*to) < 10_000 || end == "the end":
					case end == "an error":
						return io.ErrShortWrite
					default:
						cancel()
					}
					return nil
				}
			}
			work := func(d *Document) ([]string, diag.List) { return []string{d.Source, string(d.Text)}, nil }
			tally, err := Run(ctx, bare(dir), work, take(&found))
			if (err != nil) != (end == "an error") || tally.Interrupted != (end == "an interruption") {
				t.Errorf("Run to %s = %+v, %v", end, tally, err)
			}
			if end != "the end" {
				if len(found) < 10_000 || len(found) > 10_000+3*maxDocuments {
					t.Errorf("Run to %s took %d documents, want it to stop soon after 10,000", end, len(found))
				}
				return
			}
			_, err = Run(ctx, bare(filepath.Join(dir, "a.yaml"), filepath.Join(dir, "b.yaml"), filepath.Join(dir, "c.yaml")), work, take(&named))
			if err != nil || len(named) != 40_001 || len(found) != len(named) {
				t.Fatalf("Run of files that are named took %d documents (%v), and of the folder %d; want 40,001", len(named), err, len(found))
			}
			for i := range named {
				if !slices.Equal(named[i], found[i]) {
					t.Fatalf("document %d of the folder is %q, want %q", i, found[i], named[i])
				}
			}
			if tally.Files != 3 {
				t.Errorf("Run of the folder = %+v, want 3 files", tally)
			}
		})
	}
}

// TestLongFileLeftAtItsEnd leaves a long file while what reads it may just be done with
// it: for the race detector.
func TestLongFileLeftAtItsEnd(t *testing.T) {
	dir := t.TempDir()
	const documents = 3_000
	text := strings.Repeat("---\nsamklar: 1\n# a line that makes it longer than a whole file\n", documents)
	if err := os.WriteFile(filepath.Join(dir, "long.yaml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 20 {
		taken := 0
		_, err := Run(t.Context(), bare(dir), named, func(string) error {
			if taken++; taken == documents-1 {
				return io.ErrShortWrite
			}
			return nil
		})
		if !errors.Is(err, io.ErrShortWrite) {
			t.Fatalf("Run = %v after %d documents, want %v", err, taken, io.ErrShortWrite)
		}
	}
}
