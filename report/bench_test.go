package report_test

import (
	"io"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/html"
)

// sketch is a case with gaps: the places of the levels in the order of the
// questions, ? for what is not known.
var sketch = map[string]string{
	"when":          "3 ? ? 3 3 ? 3 2 2 ? 2 2 3 3 3 ? 3 3 ? ? ? ? ? 3",
	"preconditions": "3 3 3 2 ? 3 3 3 3 1 1 1 ? ? 2 2 ? ? ? ? 1 2 ? ? ?",
}

// input gives the sketch with a note and a piece of evidence on every answer.
func input(tb testing.TB) *report.Input {
	tb.Helper()
	banks, err := questions.NewLibrary("en").Select([]string{questions.Default}, true)
	if err != nil {
		tb.Fatal(err)
	}
	entries := make(assess.Entries)
	for _, bank := range banks {
		for level := range strings.FieldsSeq(sketch[bank.ID]) {
			e := assess.Entry{
				Choice:   assess.Unknown,
				Note:     "Fifty people chose five domains, since working together makes the difference there.",
				Evidence: []string{"https://example.org/minutes/2017-11"},
			}
			if level != "?" {
				e.Choice = assess.Choice(level[0] - '1')
			}
			entries[bank.ID] = append(entries[bank.ID], e)
		}
		if got, want := len(entries[bank.ID]), len(bank.Questions); got != want {
			tb.Fatalf("the sketch has %d answers to %s, want %d", got, bank.ID, want)
		}
	}
	selection := assess.Select(banks)
	result := selection.Evaluate(entries.Answers())
	return &report.Input{
		Case:   assess.Case{Title: "Our street", Place: "Here", AsOf: "2026-03"},
		Result: result, Outlook: selection.Outlook(result), Entries: entries,
		Titles: func(id string) string { return id }, Lang: "en", Tool: "0.0.0",
	}
}

// BenchmarkReport evaluates, builds and renders a report in each format, and
// gives it as a multiple of loading the banks it is made with.
func BenchmarkReport(b *testing.B) {
	in := input(b)
	var loading time.Duration
	b.Run("loading", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := questions.NewLibrary("en").Select([]string{questions.Default}, true); err != nil {
				b.Fatal(err)
			}
		}
		loading = b.Elapsed() / time.Duration(b.N)
	})
	formats := map[string]func() error{"json": func() error { return writeJSON(io.Discard, in) }}
	for name, write := range writers(80) {
		formats[name] = func() error { return write(io.Discard, report.Build(in)) }
	}
	for _, name := range slices.Sorted(maps.Keys(formats)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := formats[name](); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(loading), "x-loading")
		})
	}
}

// BenchmarkThousandPages writes a thousand pages and gives by how much the heap
// in use grew between the hundredth and the last.
func BenchmarkThousandPages(b *testing.B) {
	in := input(b)
	for b.Loop() {
		var after [2]runtime.MemStats
		for i := range 1000 {
			if err := html.Write(io.Discard, report.Build(in)); err != nil {
				b.Fatal(err)
			}
			if i == 99 || i == 999 {
				runtime.GC()
				runtime.ReadMemStats(&after[i/999])
			}
		}
		b.ReportMetric(float64(int64(after[1].HeapAlloc)-int64(after[0].HeapAlloc))/1024, "KiB-growth")
		b.ReportMetric(float64(after[1].Sys)/(1<<20), "MiB-of-the-system")
	}
}
