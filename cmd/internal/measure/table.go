package main

import (
	"fmt"
	"io"
	"slices"
)

// A ratio is of what one contender took to what another took.
type ratio struct {
	of, to *contender
	says   string
}

// median returns the middle of some figures, or the mean of the middle two.
func median(figures []float64) float64 {
	sorted := slices.Sorted(slices.Values(figures))
	return (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2
}

// writeRuns writes what each contender took, as a table in Markdown.
func writeRuns(w io.Writer, all []*contender) {
	fmt.Fprintf(w, "| %-38s | CPU s, best | median | wall s, best | median | peak MiB |\n", "")
	fmt.Fprintf(w, "|:%s-|------------:|-------:|-------------:|-------:|---------:|\n", dashes)
	for _, c := range all {
		fmt.Fprintf(w, "| %-38s | %11.3f | %6.3f | %12.3f | %6.3f | %8.1f |\n", c.name,
			slices.Min(c.cpu), median(c.cpu), slices.Min(c.wall), median(c.wall), slices.Max(c.peak))
	}
	fmt.Fprintln(w)
}

// writeRatios writes the ratios, of the best runs and of the medians.
func writeRatios(w io.Writer, all []ratio) {
	fmt.Fprintf(w, "| %-38s | CPU, best | median | wall, best | median |\n", "ratio")
	fmt.Fprintf(w, "|:%s-|----------:|-------:|-----------:|-------:|\n", dashes)
	for _, r := range all {
		fmt.Fprintf(w, "| %-38s | %9.2f | %6.2f | %10.2f | %6.2f |\n", r.says,
			slices.Min(r.of.cpu)/slices.Min(r.to.cpu), median(r.of.cpu)/median(r.to.cpu),
			slices.Min(r.of.wall)/slices.Min(r.to.wall), median(r.of.wall)/median(r.to.wall))
	}
	fmt.Fprintln(w)
}

const dashes = "--------------------------------------"
