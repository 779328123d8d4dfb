package main

import (
	"context"
	"os"
	"path/filepath"

	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/testdata/batch/cases"
)

// starts are commands that are over at once, and what they cost beside each other: an
// empty program, samklar version, a report, and many reports as pages.
type starts struct {
	contenders []*contender
	ratios     []ratio
}

// startRuns is how often each of them runs in a round: most of a millisecond is chance.
const startRuns = 5

// manyReports is how many reports are written at once.
const manyReports = 60

// newStarts makes the cases and the empty program in a folder.
func newStarts(ctx context.Context, program, dir string) (*starts, error) {
	empty, files, pages := filepath.Join(dir, "empty"), filepath.Join(dir, "reports"), filepath.Join(dir, "pages")
	if err := build(ctx, ".", empty, "cmd/internal/measure/empty"); err != nil {
		return nil, err
	}
	banks, err := questions.NewLibrary("en").Select([]string{questions.Default}, true)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(files, 0o700); err != nil {
		return nil, err
	}
	if err := cases.New(banks, cases.Options{Seed: 1}).WriteFolder(files, manyReports); err != nil {
		return nil, err
	}
	all, err := filepath.Glob(filepath.Join(files, "*", "*"))
	if err != nil {
		return nil, err
	}
	nothing := &contender{name: "an empty cobra program", command: []string{empty}}
	version := &contender{name: "version", command: []string{program, "version"}}
	report := &contender{name: "report", command: []string{program, "report", all[0]}}
	page := &contender{name: "report -f html", command: []string{program, "report", all[0], "-f", "html"}}
	many := &contender{name: "report -f html of 60", command: append([]string{program, "report", "-f", "html", "--each", pages}, all...)}
	return &starts{
		contenders: []*contender{nothing, version, report, page, many},
		ratios: []ratio{
			{version, nothing, "version over an empty program"},
			{report, version, "report over version"},
			{many, page, "60 pages over one"},
		},
	}, nil
}

// run runs each in turn.
func (s *starts) run(ctx context.Context) error {
	for range startRuns {
		for _, c := range s.contenders {
			if err := c.run(ctx, nil); err != nil {
				return err
			}
		}
	}
	return nil
}
