package cli

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"collectiveimpact/samklar/cmd/internal/command"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/testdata/batch/cases"
)

// BenchmarkScore scores a thousand files, once in each format.
func BenchmarkScore(b *testing.B) {
	const n = 1000
	banks, err := questions.NewLibrary("en").Select([]string{questions.Default}, true)
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	if err := cases.New(banks, cases.Options{Seed: 1}).WriteFolder(dir, n); err != nil {
		b.Fatal(err)
	}
	for _, format := range scoreFormats() {
		for _, jobs := range []int{1, 2} {
			b.Run(fmt.Sprintf("%s/j%d", format, jobs), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					code := Run(b.Context(), &command.System{
						Args: []string{"score", dir, "-f", format, "-j", fmt.Sprint(jobs)},
						In:   strings.NewReader(""), Out: io.Discard, Err: io.Discard,
						Size: func() (columns, rows int) { return 0, 0 }, Env: func(string) string { return "" }, Now: time.Now,
					})
					if code != exit.Done {
						b.Fatalf("score = %d, want %d", code, exit.Done)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/n, "µs/case")
			})
		}
	}
}
