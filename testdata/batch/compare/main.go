// Command compare tells in how many cases other programs come to samklar's
// conclusions: the path with its codes, whether it is settled, and the range of
// every dimension.
//
//	compare SAMKLAR.jsonl NAME=OTHER.jsonl...
//
// Of the verdicts of a scale only the best and the worst are compared: the
// others do not work out which of those between can be reached.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"reflect"
	"slices"
	"strings"
)

type conclusion struct {
	Source     string
	Path       []step
	Settled    bool
	Dimensions []dimension
}

type step struct {
	Bank    string
	Codes   []string
	Settled bool
}

type dimension struct {
	Bank, Dimension string
	Low, High       int
}

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil { //nolint:forbidigo // main is where the outside world comes in
		fmt.Fprintln(os.Stderr, "compare:", err) //nolint:forbidigo // the same
		os.Exit(1)                               //nolint:forbidigo // the same
	}
}

func run(args []string, out io.Writer) error {
	if len(args) < 2 {
		return errors.New("expected: SAMKLAR.jsonl, and NAME=OTHER.jsonl once or more")
	}
	all, err := read(args[0])
	if err != nil {
		return err
	}
	differ := make(map[string]bool)
	for _, arg := range args[1:] {
		name, file, _ := strings.Cut(arg, "=")
		others, err := read(file)
		if err != nil {
			return err
		}
		same := 0
		for source, want := range all {
			if got := others[source]; reflect.DeepEqual(got, want) {
				same++
			} else {
				if len(differ) == 0 {
					fmt.Fprintf(out, "%s concludes of %s: %+v; samklar: %+v\n", name, source, got, want)
				}
				differ[source] = true
			}
		}
		fmt.Fprintf(out, "%s: same conclusions: %d of %d\n", name, same, max(len(all), len(others)))
	}
	fmt.Fprintf(out, "same conclusions: %d of %d\n", len(all)-len(differ), len(all))
	if len(differ) > 0 || len(all) == 0 {
		return errors.New("not all conclusions are the same")
	}
	return nil
}

// read reads a file of conclusions, one a line, by their sources.
func read(name string) (map[string]conclusion, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	all := make(map[string]conclusion)
	decoder := json.NewDecoder(bufio.NewReader(f))
	for {
		var c conclusion
		switch err := decoder.Decode(&c); {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		c.ends()
		if c.Source = path.Clean(c.Source); len(c.Path) == 0 {
			return nil, fmt.Errorf("%s: %s has no conclusion", name, c.Source)
		}
		all[c.Source] = c
	}
}

// ends keeps the best and the worst code of each scale.
func (c *conclusion) ends() {
	for i := range c.Path {
		s := &c.Path[i]
		scale := slices.ContainsFunc(c.Dimensions, func(d dimension) bool { return d.Bank == s.Bank })
		if scale && len(s.Codes) > 2 {
			s.Codes = []string{s.Codes[0], s.Codes[len(s.Codes)-1]}
		}
	}
}
