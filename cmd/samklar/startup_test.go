package main

import (
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// BenchmarkStartup compares how long commands take from start to end. Each
// figure is the median of 30 pairs run in turn, so that what else the machine
// does falls on both. To keep: version at most 2 times nothing, report at most
// 6 times version.
//
//	go test ./cmd/samklar -run xxx -bench Startup -benchtime 1x
func BenchmarkStartup(b *testing.B) {
	dir := b.TempDir()
	build := func(name, source string) string {
		program := filepath.Join(dir, name)
		if out, err := exec.Command("go", "build", "-o", program, source).CombinedOutput(); err != nil {
			b.Fatalf("building %s: %v\n%s", source, err, out)
		}
		return program
	}
	samklar, nothing := build("samklar", "."), build("nothing", "./testdata/nothing")
	hasselt := filepath.Join("..", "..", "testdata", "answers", "hasselt-2017.yaml")
	for _, pair := range []struct {
		name      string
		one, base []string
	}{
		{"version/nothing", []string{samklar, "version"}, []string{nothing, "version"}},
		{"help/nothing", []string{samklar, "--help"}, []string{nothing, "version"}},
		{"report/version", []string{samklar, "report", hasselt}, []string{samklar, "version"}},
	} {
		b.Run(pair.name, func(b *testing.B) {
			for b.Loop() {
				compare(b, pair.one, pair.base)
			}
		})
	}
}

// compare reports the medians of two commands, and of the ratio of each pair.
func compare(b *testing.B, one, base []string) {
	b.Helper()
	const pairs = 30
	var ones, bases, ratios []float64
	for range pairs {
		first, second := lasts(b, one), lasts(b, base)
		ones = append(ones, first.Seconds()*1000)
		bases = append(bases, second.Seconds()*1000)
		ratios = append(ratios, float64(first)/float64(second))
	}
	b.ReportMetric(median(ones), "ms")
	b.ReportMetric(median(bases), "ms-base")
	b.ReportMetric(median(ratios), "ratio")
	b.ReportMetric(0, "ns/op") // says nothing here
}

// lasts gives the time that a command takes.
func lasts(b *testing.B, command []string) time.Duration {
	b.Helper()
	cmd := exec.Command(command[0], command[1:]...)
	start := time.Now()
	if err := cmd.Run(); err != nil {
		b.Fatalf("%v: %v", command, err)
	}
	return time.Since(start)
}

func median(all []float64) float64 {
	slices.Sort(all)
	return (all[len(all)/2-1] + all[len(all)/2]) / 2
}
