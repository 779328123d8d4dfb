package main

import (
	"path/filepath"
	"testing"
)

// TestPager looks at a whole report on a terminal, as less shows it: from its
// beginning, and until somebody has read enough.
func TestPager(t *testing.T) {
	needs(t, "THE WAY THROUGH A PAGER IS", "less")
	answers, err := filepath.Abs(filepath.Join("..", "..", "testdata", "answers", "hasselt-2017.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	p := newPane(t, t.TempDir(), 80, 24, "samklar", "report", answers, "--audience", "full")
	p.sees("Hasselt Zorgstad: where you stand", "NEXT STEPS", "space on, b back, q leave")
	p.keys("G")
	p.sees("SOURCES", "(END) space on")
	p.keys("q")
	if code := p.ended(); code != "0" {
		t.Errorf("the exit code is %s, want 0", code)
	}
	p.restored()
}
