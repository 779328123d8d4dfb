// Command table prints what measure wrote as tables in Markdown:
//
//	table speed FILE     times of each name, and their ratios
//	table memory FILE    peaks of each name, written NAME@CASES
package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
)

// A run is one measured run of a command.
type run struct {
	name      string
	wall, cpu float64 // seconds
	peak      int     // KiB
}

func main() {
	if err := tables(os.Args[1:], os.Stdout); err != nil { //nolint:forbidigo // main is where the outside world comes in
		fmt.Fprintln(os.Stderr, "table:", err) //nolint:forbidigo // the same
		os.Exit(1)                             //nolint:forbidigo // the same
	}
}

func tables(args []string, out io.Writer) error {
	if len(args) != 2 || args[0] != "speed" && args[0] != "memory" {
		return errors.New("expected: speed or memory, and a file")
	}
	runs, err := read(args[1])
	if err != nil {
		return err
	}
	if args[0] == "memory" {
		return memory(out, runs)
	}
	speed(out, runs)
	return nil
}

func read(name string) ([]run, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var runs []run
	for line := range strings.Lines(string(text)) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if len(fields) != 4 {
			return nil, fmt.Errorf("%s: line %q has %d fields; expected 4", name, line, len(fields))
		}
		wall, err1 := strconv.ParseFloat(fields[1], 64)
		cpu, err2 := strconv.ParseFloat(fields[2], 64)
		peak, err3 := strconv.Atoi(fields[3])
		if err := errors.Join(err1, err2, err3); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		runs = append(runs, run{fields[0], wall, cpu, peak})
	}
	return runs, nil
}

// A series is the runs of one name, one a round.
type series struct {
	name      string
	wall, cpu []float64
	peak      int // the highest
}

// bySeries sorts runs by name, in the order in which names were met.
func bySeries(runs []run) []*series {
	var all []*series
	for _, r := range runs {
		s := find(all, r.name)
		if s == nil {
			s = &series{name: r.name}
			all = append(all, s)
		}
		s.wall, s.cpu, s.peak = append(s.wall, r.wall), append(s.cpu, r.cpu), max(s.peak, r.peak)
	}
	return all
}

func find(all []*series, name string) *series {
	if i := slices.IndexFunc(all, func(s *series) bool { return s.name == name }); i >= 0 {
		return all[i]
	}
	return nil
}

func median(all []float64) float64 {
	sorted := slices.Sorted(slices.Values(all))
	return (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2
}

// The names that ratios are made of.
const (
	one   = "samklar -j 1"
	two   = "samklar -j 2"
	nodes = "yaml.v3 nodes"
)

func speed(out io.Writer, runs []run) {
	all := bySeries(runs)
	fmt.Fprint(out, "| | wall s, best | median | CPU s, best | median | peak MiB |\n|---|--:|--:|--:|--:|--:|\n")
	for _, s := range all {
		fmt.Fprintf(out, "| %s | %.2f | %.2f | %.2f | %.2f | %.0f |\n", escape(s.name),
			slices.Min(s.wall), median(s.wall), slices.Min(s.cpu), median(s.cpu), float64(s.peak)/1024)
	}
	fmt.Fprint(out, "\n| ratio | of the best | median of the rounds | to keep |\n|---|--:|--:|---|\n")
	wall := func(s *series) []float64 { return s.wall }
	cpu := func(s *series) []float64 { return s.cpu }
	line := func(what string, times func(*series) []float64, over, under, keep string) {
		a, b := find(all, over), find(all, under)
		if a == nil || b == nil {
			return
		}
		// A round's runs stand beside one another, so what else the machine did fell on both.
		ratios := make([]float64, min(len(times(a)), len(times(b))))
		for i := range ratios {
			ratios[i] = times(a)[i] / times(b)[i]
		}
		fmt.Fprintf(out, "| %s: %s over %s | %.2f | %.2f | %s |\n", what, escape(over), under,
			slices.Min(times(a))/slices.Min(times(b)), median(ratios), keep)
	}
	line("wall", wall, one, two, "at least 1.6 on two cores")
	line("CPU", cpu, two, one, "")
	line("CPU", cpu, one, nodes, "at most 1.35")
	for _, s := range all {
		if s.name == one || s.name == two || s.name == nodes {
			continue
		}
		line("CPU", cpu, s.name, one, "")
		line("wall", wall, s.name, one, "")
		line("wall", wall, s.name, two, "")
	}
}

// escape keeps a bar in a name from ending its cell.
func escape(name string) string { return strings.ReplaceAll(name, "|", `\|`) }

// memory prints the peaks. Where a command ran over several numbers of cases,
// what each further case took is told by the first and the last.
func memory(out io.Writer, runs []run) error {
	type peak struct {
		name      string
		cases, kB int
	}
	var peaks []peak
	for _, s := range bySeries(runs) {
		name, count, _ := strings.Cut(s.name, "@")
		cases, err := strconv.Atoi(count)
		if err != nil {
			return fmt.Errorf("%q does not end in @ and a number of cases", s.name)
		}
		peaks = append(peaks, peak{name, cases, s.peak})
	}
	slices.SortStableFunc(peaks, func(a, b peak) int { return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.cases, b.cases)) })
	fmt.Fprint(out, "| memory | cases | peak MiB | KiB a further case |\n|---|--:|--:|--:|\n")
	for i, p := range peaks {
		further := ""
		if first := slices.IndexFunc(peaks, func(o peak) bool { return o.name == p.name }); first < i {
			further = fmt.Sprintf("%.2f", float64(p.kB-peaks[first].kB)/float64(p.cases-peaks[first].cases))
		}
		fmt.Fprintf(out, "| %s | %d | %.1f | %s |\n", escape(p.name), p.cases, float64(p.kB)/1024, further)
	}
	return nil
}
