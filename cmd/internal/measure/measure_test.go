package main

import (
	"strings"
	"testing"
)

// TestRatios pins the figures on a small example.
func TestRatios(t *testing.T) {
	one := &contender{name: "one", cpu: []float64{3, 1, 2}, wall: []float64{4, 2}, peak: []float64{10, 12}}
	two := &contender{name: "two", cpu: []float64{4, 4, 8}, wall: []float64{1, 1}, peak: []float64{5, 5}}
	var b strings.Builder
	writeRuns(&b, []*contender{one, two})
	writeRatios(&b, []ratio{{one, two, "one over two"}})
	got := strings.Join(strings.Fields(b.String()), " ")
	for _, want := range []string{
		"| one | 1.000 | 2.000 | 2.000 | 3.000 | 12.0 |",
		"| two | 4.000 | 4.000 | 1.000 | 1.000 | 5.0 |",
		"| one over two | 0.25 | 0.50 | 2.00 | 3.00 |",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the tables are\n%s\nwant %q among them", &b, want)
		}
	}
}
